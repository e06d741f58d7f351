/** What the tagger sees of a message: its signs one by one, each with its neighbours, the words around it that tell roles, and how common it is. */
import { fold } from '../../../text/script.ts';
import { hashOf, type Known, rowOf } from '../local/packed.ts';

export interface Token {
  /** Folded and in lower case. */
  readonly said: string;
  readonly kind: Kind;
  readonly start: number;
  readonly end: number;
}

/** A longer message tells its values early. */
const LONGEST = 400;
const MOST = 200;
/** A Chinese character, a word, a number, or a mark. */
const TOKEN = /\p{Script=Han}|[\p{L}\p{M}]+|\d+|[^\s]/gu;

const KINDS = [
  'edge',
  'number of one',
  'number of two',
  'number of three',
  'number of four',
  'long number',
  'numeral',
  'of places',
  'of firms',
  'function',
  'kin',
  'han',
  'Name',
  'CAPITALS',
  'word',
  'comma',
  'stop',
  'quote',
  'colon',
  'dash',
  'mark',
] as const;
type Kind = number;
const kindNamed = (name: (typeof KINDS)[number]): Kind => KINDS.indexOf(name);
const EDGE = kindNamed('edge');
const HAN = new Map<string, Kind>();
for (const [name, signs] of [
  ['kin', '爸妈爷奶父母哥姐弟妹叔伯姨舅公婆夫妻子女儿孙先生太老娘'],
  ['function', '的了是在我你他她们把给吗呢吧啊呀请要想能就都也不没这那个来去到从和跟与还有说叫帮'],
  ['of firms', '司店厂行社部院所处会校坊馆局队站心'],
  ['of places', '省市县区镇乡村里路街道巷弄号楼栋幢座室层段园苑屯庄寨湾庭府户组期单元'],
  ['numeral', '零〇一二三四五六七八九十百千两'],
] as const)
  for (const sign of signs) HAN.set(sign, kindNamed(name));
const MARKS: readonly (readonly [RegExp, Kind])[] = [
  [/[,，、]/, kindNamed('comma')],
  [/[。.!！?？;；…~]/, kindNamed('stop')],
  [/["'「」『』“”‘’《》【】()（）]/, kindNamed('quote')],
  [/[:：]/, kindNamed('colon')],
  [/[-—–→>/]/, kindNamed('dash')],
];
const IS_HAN = /^\p{Script=Han}/u;
const IS_LETTER = /^\p{L}/u;

function kindOf(raw: string, said: string): Kind {
  if (/^\d/.test(said)) return kindNamed('number of one') + Math.min(5, said.length) - 1;
  if (IS_HAN.test(said)) return HAN.get(said) ?? kindNamed('han');
  if (IS_LETTER.test(raw))
    return kindNamed(/^\p{Lu}\p{Ll}/u.test(raw) ? 'Name' : /^\p{Lu}+$/u.test(raw) ? 'CAPITALS' : 'word');
  return MARKS.find(([signs]) => signs.test(said))?.[1] ?? kindNamed('mark');
}

export function tokensOf(written: string): Token[] {
  const tokens: Token[] = [];
  for (const { 0: raw, index } of written.slice(0, LONGEST).matchAll(TOKEN)) {
    if (tokens.length === MOST) break;
    const said = fold(raw.normalize('NFKC')).toLowerCase();
    tokens.push({ said, kind: kindOf(raw, said), start: index, end: index + raw.length });
  }
  return tokens;
}

/** Words that tell what stands beside them. */
const CUES: readonly RegExp[] = [
  /户名|户主|户头|用电人|名字|姓名|登记|名下/g,
  /改[成为做叫回]?|换[成为到]?|更正|变更|更名|改名/g,
  /应该|正确|应为|其实|才对|才是|实为|本名|全名/g,
  /写[成错]|打[成错]|错|误|漏|少/g,
  /原[来先名是]?|以前|之前|旧|前|过去|老/g,
  /新|现在|今后|以后|如今/g,
  /抬头|发票|收据|买受人|开票|开给|开/g,
  /地址|住在?|位于|在|家|这边|房子/g,
  /过户|转[给到]|转让|卖[给了]|买|过给|租|继承/g,
  /叫|姓|是|:|:|为|给|到|成/g,
  /去世|过世|走了|不在了|死|离婚/g,
  /停电|没电|跳闸|断电|没有电|黑/g,
  /公司|有限|店|厂|行/g,
  /\bfrom\b/g,
  /\bto\b|into\b/g,
  /\bname[ds]?\b|\bcalled\b|spel\w+|surname/g,
  /\bis\b|\bwas\b|\bit's\b|should be|\bbe\b/g,
  /\baccount\b|\bholder\b|\bbill\b/g,
  /invoice|receipt|fapiao|made out|heading|title/g,
  /\bat\b|\bin\b|address|\bfor\b|\bof\b|\bon\b/g,
  /\bold\b|former\w*|previous\w*|late\b|seller|used to|currently/g,
  /\bnew\b|now\b|buyer|correct\w*/g,
  /power|outage|dark|electricity|blackout/g,
];

/** FNV-1a of a text, all 32 bits. */
function idOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash;
}

/** A feature by its numbers, in the 24 bits that weights are kept under. */
export function featureOf(template: number, a: number, b = 0, c = 0): number {
  let hash = Math.imul(template + 1, 0x9e3779b1) ^ a;
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b) ^ b;
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35) ^ c;
  hash = Math.imul(hash ^ (hash >>> 16), 0x27d4eb2f);
  return ((hash >>> 24) ^ hash) & 0xffffff;
}

/** A run of signs as it is counted: endings, numbers and marks make no difference. */
export function runOf(saids: readonly string[]): string {
  const signs = saids.map((said) => (/^\d/.test(said) ? '0' : /^\p{L}/u.test(said) ? said : '|'));
  const latin = signs.some((sign) => /^[a-z]/.test(sign));
  return latin ? `_${signs.map((sign) => sign.replace(ENDING, '')).join(' ')}` : signs.join('');
}
const ENDING = /(?<=[a-z]{3})(?:ing|ed|ly|s|e)$/;
/** Runs of this many signs at most are counted. */
export const LONGEST_RUN = 3;

/** How common a run is where residents write, 0 (seldom) to 4: names and places are made of what is seldom said. */
function commonness(known: Known, run: readonly string[]): number {
  const row = rowOf(known, hashOf(runOf(run)));
  return row < 0 ? 0 : MOST_COMMON - (known.rarities[row] ?? 0);
}
export const MOST_COMMON = 4;
const BEYOND = MOST_COMMON + 1;

/** Templates in a fixed order; a new one goes to the end. */
export function featuresAt(
  written: string,
  tokens: readonly Token[],
  labels: readonly string[],
  known: Known,
): number[][] {
  const count = tokens.length;
  const ids = tokens.map(({ said }) => idOf(said));
  const id = (at: number): number => (at < 0 ? 1 : at >= count ? 2 : (ids[at] ?? 0));
  const kind = (at: number): Kind => tokens[at]?.kind ?? EDGE;
  const kinds = (from: number, to: number): number => {
    let all = 0;
    for (let at = from; at <= to; at += 1) all = all * 32 + kind(at);
    return all;
  };
  const saids = tokens.map(({ said }) => said);
  const grams = [1, 2, 3].map((length) =>
    saids.map((_, at) => (at + 1 < length ? BEYOND : commonness(known, saids.slice(at + 1 - length, at + 1)))),
  );
  const common = (length: number, at: number): number => grams[length - 1]?.[at] ?? BEYOND;
  const meant = labels.slice(0, 2).map(idOf);
  const isHan = IS_HAN.test(saids.find((said) => IS_HAN.test(said)) ?? '') ? 1 : 0;
  const folded = fold(written.slice(0, LONGEST)).toLowerCase();
  const cues: [number, number, number][] = CUES.flatMap((words, cue) =>
    [...folded.matchAll(words)].map(({ 0: word, index }): [number, number, number] => [
      cue,
      index,
      index + word.length,
    ]),
  );

  return tokens.map(({ said, start, end }, at) => {
    const found: number[] = [];
    let template = 0;
    const add = (a: number, b = 0, c = 0) => {
      found.push(featureOf(template, a, b, c));
      template += 1;
    };
    /** Many of one template; what stands there twice counts twice. */
    const also = (a: number, b = 0, c = 0) => found.push(featureOf(template, a, b, c));
    add(0);
    add(isHan);
    for (let by = -4; by <= 4; by += 1) add(id(at + by));
    for (let by = -3; by <= 2; by += 1) add(id(at + by), id(at + by + 1));
    for (let by = -3; by <= 1; by += 1) add(id(at + by), id(at + by + 1), id(at + by + 2));
    add(id(at - 4) ^ (id(at - 3) * 3), id(at - 2), id(at - 1));
    add(id(at + 1), id(at + 2), id(at + 3) ^ (id(at + 4) * 3));
    for (let by = -2; by <= 2; by += 1) add(kind(at + by));
    add(kinds(at - 1, at));
    add(kinds(at, at + 1));
    add(kinds(at - 1, at + 1));
    add(kinds(at - 2, at + 2));
    add(kinds(at, at + 3));
    add(kinds(at - 3, at));
    add(id(at - 1), kind(at));
    add(kind(at), id(at + 1));
    add(id(at - 1), kind(at), id(at + 1));
    if (isLatin(said)) {
      also(idOf(said.slice(0, 3)));
      also(idOf(said.slice(-3)), 1);
      also(kind(at), 2, at === 0 || kind(at - 1) === STOP ? 1 : 0);
    }
    template += 1;
    for (let by = 1; by <= 7; by += 1) {
      const near = by > 3 ? 1 : 0;
      if (at - by >= 0) also(id(at - by), near, 0);
      if (at + by < count) also(id(at + by), near, 1);
    }
    template += 1;
    for (const label of meant) {
      also(label);
      also(label, kinds(at, at), 1);
      also(label, kinds(at - 1, at), 2);
      also(label, id(at - 1), 3);
    }
    template += 1;
    for (const [cue, from, to] of cues) {
      const since = start - to;
      if (since >= 0 && since <= 14) {
        const far = since <= 0 ? 0 : since <= 1 ? 1 : since <= 3 ? 2 : since <= 6 ? 3 : 4;
        also(cue, far);
        also(cue, far, 1 + kind(at));
      }
      const until = from - end;
      if (until >= 0 && until <= 10) also(cue, 8 + (until <= 0 ? 0 : until <= 1 ? 1 : until <= 3 ? 2 : 3));
      also(cue, from < start ? 16 : 17);
    }
    template += 1;
    const pair = (by: number) => common(2, at + by);
    add(common(1, at));
    add(pair(0));
    add(pair(1));
    add(pair(0), pair(1));
    add(pair(-1) * 8 + pair(0), pair(1) * 8 + pair(2));
    add(common(3, at), common(3, at + 1), common(3, at + 2));
    add(pair(0), kinds(at - 1, at));
    add(pair(1), kinds(at, at + 1));
    add(pair(-2), pair(-1), pair(0));
    add(pair(1), pair(2), pair(3));
    add(common(1, at - 1), common(1, at), common(1, at + 1));
    return found;
  });
}
const STOP = kindNamed('stop');
const isLatin = (said: string): boolean => IS_LETTER.test(said) && !IS_HAN.test(said);
