/** What can be read in a reply, and whether it is written as its language is: no character of the other script, no unfinished word. */
import type { Reply } from '../../src/conversation/message.ts';
import type { Locale } from '../../src/domain/names.ts';
import { COMMON, SIMPLIFIED, TRADITIONAL } from '../../src/text/script.generated.ts';

/** Everything that can be read in a reply. */
export function textOf(reply: Reply): string {
  switch (reply.kind) {
    case 'text':
      return reply.text;
    case 'choices':
      return [reply.text, ...reply.choices.map(({ label }) => label)].join('\n');
    case 'card':
      return [reply.title, ...reply.rows.flat(), ...reply.choices.map(({ label }) => label)].join('\n');
    case 'chart':
      return [reply.title, ...reply.bars.map(({ label }) => label)].join('\n');
  }
}
export const textsOf = (replies: readonly Reply[]): string => replies.map(textOf).join('\n');

const common = new Set(COMMON);
const simplified = [...SIMPLIFIED];
const only: Readonly<Record<'zh-CN' | 'zh-TW', ReadonlySet<string>>> = {
  'zh-CN': new Set([...TRADITIONAL].filter((one) => !common.has(one))),
  'zh-TW': new Set(
    [...TRADITIONAL].flatMap((_one, place) => simplified[place] ?? []).filter((one) => !common.has(one)),
  ),
};

/** Characters of the other script; `names` are quoted and may be in any. */
export function foreignCharacters(text: string, locale: Locale, names: readonly string[]): string {
  if (locale === 'en') return '';
  return [...new Set(withoutNames(text, names))].filter((one) => only[locale].has(one)).join('');
}

export const isUnfinished = (text: string): boolean => /undefined|NaN|\[object|Invalid|null年/.test(text);

/** Takes out what is quoted; the longest first, so that nothing is left of it. */
const withoutNames = (text: string, names: readonly string[]): string =>
  [...names]
    .filter((name) => name.length > 1)
    .sort((a, b) => b.length - a.length)
    .reduce((rest, name) => rest.replaceAll(name, ' '), text)
    .replace(/.\*+/g, ' ');
