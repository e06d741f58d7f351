/** Every word of the desk's page, in three languages side by side; what the service says comes in its answers. */
import { LOCALES } from '../../domain/names.ts';
import { locale } from './locale.ts';
import { ACT_WORDS } from './words/acts.ts';
import { CASE_WORDS } from './words/cases.ts';
import { COMMON_WORDS } from './words/common.ts';
import { GAP_WORDS } from './words/gaps.ts';
import { HANDOFF_WORDS } from './words/handoffs.ts';
import { OUTAGE_WORDS } from './words/outages.ts';
import { RATED_WORDS } from './words/rated.ts';
import { STATISTICS_WORDS } from './words/statistics.ts';
import type { Trio } from './words/trio.ts';

export const DESK_WORDS = {
  ...COMMON_WORDS,
  ...CASE_WORDS,
  ...ACT_WORDS,
  ...HANDOFF_WORDS,
  ...OUTAGE_WORDS,
  ...GAP_WORDS,
  ...STATISTICS_WORDS,
  ...RATED_WORDS,
} as const satisfies Readonly<Record<string, Trio>>;
export type Word = keyof typeof DESK_WORDS;

/** A word in the page's language, with `{name}` replaced by what is given. */
export function say(word: Word, values: Readonly<Record<string, string | number>> = {}): string {
  const text: string = DESK_WORDS[word][LOCALES.indexOf(locale()) as 0 | 1 | 2];
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
}

/** A word of a family of words, e.g. of codes; nobody reads a code that has none yet. */
export function sayOne(family: string, code: string): string {
  const key = `${family}_${code}`;
  return Object.hasOwn(DESK_WORDS, key) ? say(key as Word) : say('unnamed');
}
