/** What a persona makes of a sentence: fillers, slips, speech without commas, the other script; numbers and names stay as they are. */
import type { Locale } from '../../src/domain/names.ts';
import { COMMON, SIMPLIFIED, TRADITIONAL } from '../../src/text/script.generated.ts';
import type { Dice } from './dice.ts';
import type { Persona } from './people.ts';
import type { WordBook } from './words.ts';

const common = new Set(COMMON);
const simplified = [...SIMPLIFIED];
const other = new Map<string, string>();
[...TRADITIONAL].forEach((from, place) => {
  const to = simplified[place];
  if (!to || common.has(from) || common.has(to)) return;
  other.set(from, to);
  if (!other.has(to)) other.set(to, from);
});

/** Whether what was written shows its language: not 催一下 or 123, which are the same in both scripts. */
export function showsLanguage(said: readonly string[], locale: Locale): boolean {
  if (locale === 'en') return said.some((text) => (text.match(/[a-z]{2,}/gi) ?? []).length > 1);
  const traditional = new Set([...TRADITIONAL].filter((one) => !common.has(one)));
  const characters = [...said.join('')].filter((one) => other.has(one));
  const own = characters.filter((one) => traditional.has(one) === (locale === 'zh-TW'));
  // Who mixes both may be answered in either.
  return own.length > 0 && own.length === characters.length;
}

export interface Speaking {
  readonly book: WordBook;
  readonly speaks: readonly Persona['speaks'][number][];
  readonly dice: Dice;
  /** Perfect wording: the first of each, with nothing added. */
  readonly gold: boolean;
}

export const wordingOf = ({ dice, gold }: Speaking, wordings: readonly string[]): string =>
  gold ? (wordings[0] ?? '') : dice.oneOf(wordings);

/** One slip at most, in a word that has a usual one. */
function slipped({ book, dice }: Speaking, text: string): string {
  const possible = book.typos.filter(([from]) => text.includes(from));
  if (possible.length === 0) return text;
  const [from, to] = dice.oneOf(possible);
  return text.replace(from, to);
}

/** As a telephone writes down what it hears. */
function heard({ book, dice }: Speaking, text: string): string {
  const plain = text.replace(/[，。？！、,?!]|\.(?=\s|$)/g, (mark) => (/[,.?!]/.test(mark) ? '' : ' ')).toLowerCase();
  return dice.often(0.6) ? `${dice.oneOf(book.ums)}${plain}` : plain;
}

const inBothScripts = ({ dice }: Speaking, text: string): string =>
  [...text].map((one) => (dice.often(0.35) ? (other.get(one) ?? one) : one)).join('');

/** `opening`: a wish, where people say more; answers get less around them. */
export function spoken(how: Speaking, text: string, opening: boolean): string {
  const { book, speaks, dice, gold } = how;
  if (gold) return text;
  const share = opening ? 0.7 : 0.15;
  const before = (list: readonly string[]): string => (list.length > 0 && dice.often(share) ? dice.oneOf(list) : '');
  let said = text;
  if (speaks.includes('typos') ? dice.often(0.8) : opening && !speaks.includes('terse') && dice.often(0.12))
    said = slipped(how, said);
  if (speaks.includes('polite')) said = before(book.polite) + said;
  else if (speaks.includes('chatty') && opening) said = before(book.chatty) + said;
  else if (speaks.includes('angry') && opening) said = before(book.angry) + said;
  else if (speaks.includes('plain') && opening && dice.often(0.3)) said = dice.oneOf(book.polite) + said;
  if (!speaks.includes('terse') && opening && dice.often(0.25)) said += dice.oneOf(book.endings);
  if (speaks.includes('voice')) said = heard(how, said);
  if (speaks.includes('mixed')) said = inBothScripts(how, said);
  return said;
}

const wide = (text: string): string =>
  text.replace(/[0-9]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));

/** A number as people write it: in groups, with dashes, in full width. */
export function numbered({ dice, gold }: Speaking, digits: string): string {
  if (gold || dice.often(0.6)) return digits;
  const grouped = digits.replace(/(\d{4})(?=\d)/g, dice.often(0.5) ? '$1 ' : '$1-');
  return dice.often(0.7) ? grouped : wide(digits);
}
