/** What a language has no article for: Taiwan reads the mainland's in its own script, English readers hear that there is a Chinese one. */
import { Converter } from 'opencc-js';
import type { Block, Clause, Edition, Inline } from '../article.ts';

/** The converter keeps some forms that no Taiwanese bill has. */
const OURS: readonly (readonly [RegExp, string])[] = [
  [/賬/g, '帳'],
  [/電錶/g, '電表'],
  [/([舊新換校裝拆分水讀抄])錶/g, '$1表'],
  [/錶(?=[號箱殼計位])/g, '表'],
  [/公佈/g, '公布'],
  [/覆電/g, '復電'],
];
const convert = Converter({ from: 'cn', to: 'twp' });
const toTaiwan = (text: string): string => OURS.reduce((said, [form, ours]) => said.replace(form, ours), convert(text));

const inline = (parts: readonly Inline[]): Inline[] =>
  parts.map((part) => {
    if (typeof part === 'string') return toTaiwan(part);
    if ('b' in part) return { b: toTaiwan(part.b) };
    return 'a' in part ? { ...part, t: toTaiwan(part.t) } : part;
  });

const block = (one: Block): Block => {
  if ('p' in one) return { p: inline(one.p) };
  if ('list' in one) return { ...one, list: one.list.map(inline) };
  return 'tiers' in one ? one : { head: one.head.map(inline), rows: one.rows.map((row) => row.map(inline)) };
};

const clause = ({ heading, blocks }: Clause): Clause => ({
  heading: heading === null ? null : toTaiwan(heading),
  blocks: blocks.map(block),
});

export const forTaiwan = (edition: Edition): Edition => ({
  ...edition,
  title: toTaiwan(edition.title),
  questions: edition.questions.map((question) => toTaiwan(question)),
  source: { ...edition.source, name: toTaiwan(edition.source.name) },
  clauses: edition.clauses.map(clause),
  borrowed: 'zh-CN',
});

/** Its title only; what it is about is found by the words of its id and topics. */
export const forEnglish = (edition: Edition): Edition => ({
  ...edition,
  questions: [],
  clauses: [{ heading: null, blocks: [] }],
  borrowed: 'zh-CN',
});
