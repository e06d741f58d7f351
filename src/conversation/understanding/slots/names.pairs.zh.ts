/** Names that stand opposite each other in Chinese: A → B, "A" 改 "B", 原 A 现 B; whatever they end like. */
import type { Role } from './names.zh.said.ts';
import { allowed, type Candidate, nameAt, OF_A_COMPANY } from './names.zh.ts';
import { personAt } from './surnames.ts';

const QUOTE = '["“”「」『』《》]';
const ARROW = '(?:→|->|=>|➡️?|—+>|-->|>>)';
/** Said between the two; not 改给我, not 改名. */
const INTO =
  '(?:(?:已经?|现在?|要|请|想|拟|正式)*(?:升级|升格|改制|变更|更改|更名|改名|更正|改|换|变|更)(?:成|为|叫|做|作|到)?(?![名户]))';
const TITLED = `(?:户名|用电人|用电户名?|户主|业主|单位|公司|店|行号|名称|名字|姓名|名|户|租客|房东|抬头)`;
/** Words in front of a name in its clause that are none of it. */
const LEAD = new RegExp(
  `^(?:请|帮我|帮忙|麻烦|要|想|把|将|由|从|改名|更名|更正|变更|过户|改|换|我们?的?|${TITLED}(?:名称|名字?|名)?|[原旧老前](?:来|先|本)?(?:的)?${TITLED}?(?!\\p{Script=Han}{0,1}(?:$|[→>-]))|的|是|为|叫|:|：| )+`,
  'u',
);
const VALUE = "[\\p{Script=Han}A-Za-z0-9()（）·・&.'’-]";

const sharesCharacter = (a: string, b: string) =>
  [...a].some((character) => /\p{Script=Han}/u.test(character) && b.includes(character));
const looksNamed = (name: string) => OF_A_COMPANY.test(name) || personAt(name, 0) === name || /^[A-Z]/.test(name);

/** Latin names hold spaces, Chinese ones end at them. */
const LEFT = `(${QUOTE}[^"“”「」『』《》]{2,30}${QUOTE}|[A-Z][\\p{L}'’.&-]*(?: [A-Z&][\\p{L}'’.&-]*){0,6}|${VALUE}{2,36}?)`;
const ARROWS = new RegExp(`(?<=^|[^\\p{L}\\p{N}·・&.()（）'’-])${LEFT} ?${ARROW} ?`, 'gu');
const INTOS = new RegExp(`(?<=^|[^\\p{L}\\p{N}·・&.()（）'’-])${LEFT} ?${INTO} ?`, 'gu');

const TELLS: readonly (readonly [RegExp, Role])[] = [
  [
    /(?<=^|[^\p{Script=Han}])(?:原|旧|变更前|更改前|过户前|[老前](?=户|业|屋|房|店|名|租|[:：]))(?:来|先|本)?(?:的)?/gu,
    'old',
  ],
  [/(?<=^|[^\p{Script=Han}])(?:现|新|变更后|更改后|过户后)(?:在|今)?(?:的)?/gu, 'new'],
];
const FIELD = new RegExp(`${TITLED}?(?:名称|名字?)?(?:[是为:：]| ?(?=${QUOTE}))? ?`, 'uy');

/** Names that a text sets side by side; places are places of the folded text. */
export function namePairs(folded: string): Candidate[] {
  const all: Candidate[] = [];
  const put = (name: string, role: Role, weight: number, from: number) => {
    const start = folded.indexOf(name, from);
    if (name.length >= 2 && start >= 0) all.push({ name, role, weight, start });
  };
  for (const [pattern, weight] of [
    [ARROWS, 96],
    [INTOS, 87],
  ] as const) {
    for (const match of folded.matchAll(pattern)) {
      const whole = match[1] ?? '';
      const quoted = new RegExp(`^${QUOTE}`, 'u').test(whole);
      const left = quoted ? whole.slice(1, -1) : whole.replace(LEAD, '');
      const lead = /^(?:[新现](?=户|名|业|租|用|为|:|：)(?:户名|户主|户|名|业主|租客|用电人|为)?(?:[:：为])?)?/u;
      const end = match.index + match[0].length;
      const right = nameAt(folded, end + (lead.exec(folded.slice(end))?.[0].length ?? 0), 'any');
      if (right === null || (!quoted && !allowed(left))) continue;
      const sure = pattern === ARROWS || (quoted && /["“「『《]/.test(folded[end] ?? ''));
      if (!sure && !(sharesCharacter(left, right.name) && (looksNamed(left) || looksNamed(right.name)))) continue;
      put(left, 'old', weight, match.index);
      put(right.name, 'new', weight, end);
    }
  }
  for (const [pattern, role] of TELLS) {
    // 现户主 by itself is who holds it yet; beside 原户主 it is who holds it now.
    if (role === 'new' && !/原|旧|老|前/.test(folded)) continue;
    for (const match of folded.matchAll(pattern)) {
      const end = match.index + match[0].length;
      FIELD.lastIndex = end;
      const field = FIELD.exec(folded)?.[0] ?? '';
      const read = nameAt(folded, end + field.length, /[:：]/.test(field) ? 'any' : 'name');
      if (read !== null && read.start - end <= field.length + 1) put(read.name, role, 94, read.start);
    }
  }
  return all;
}
