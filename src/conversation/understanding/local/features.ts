/** What the classifier sees of a message: letters, sounds, words, and the form of it. */
import { hasHan } from '../../../text/script.ts';
import { pinyinIn, soundOf } from '../../../text/sound.ts';
import { clausesOf, type Heard } from '../spelling.ts';

/** Features of one kind count together as one: a long story weighs no more than a short one. */
export const GROUPS = ['letters', 'sounds', 'words', 'form'] as const;
export type Group = (typeof GROUPS)[number];
/**
 * How much each kind counts; found by leaving one hand's examples out. Features written by us (ideas, what the rules say)
 * were tried and left out: they fit the hands they were written for, and on a new hand they cost two points.
 */
export const GROUP_WEIGHTS: Readonly<Record<Group, number>> = {
  letters: 1,
  sounds: 1,
  words: 1,
  form: 0.5,
};
export type Features = Readonly<Record<Group, ReadonlySet<string>>>;

/** Numbers by what they are, so that one month teaches all months. */
const MASKS: readonly (readonly [RegExp, string])[] = [
  [/[a-z0-9._%+-]{1,64}@[a-z0-9.-]{1,64}/g, 'Ⓔ'],
  [/(?<![0-9a-z])w(?:[ -]{0,2}\d){13}(?! ?\d)/g, 'Ⓦ'],
  [/(?<!\d)(?:1[3-9]\d{9}|09\d{2}-?\d{3}-?\d{3})(?!\d)/g, 'Ⓟ'],
  [/\d(?:[ -]?\d){8,17}/g, 'Ⓐ'],
  [/(?:(?:20\d\d|1[01]\d)[-/.年])?(?:1[0-2]|0?[1-9])[-/.月](?:3[01]|[12]\d|0?[1-9])(?![\d./-])[日号]?/g, 'Ⓓ'],
  [/(?:20\d\d|1[01]\d)年/g, 'Ⓨ年'],
  [/(?:1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月(?:份)?/g, 'Ⓜ月'],
  [/[\d.]+ ?(?:块钱?|元|万|块)|[$¥￥] ?[\d.,]+|[\d.,]+ ?(?:yuan|rmb|dollars|bucks|nt\$?)|nt\$? ?[\d.,]+/g, 'Ⓒ'],
  [/\d+(?:\.\d+)? ?(?:度|kwh)/g, 'Ⓚ'],
  [/\d+(?:\.\d+)? ?(?:千瓦|kw)/g, 'Ⓛ'],
  [/\d+/g, '0'],
];

const LATIN = /[a-zⒶ-Ⓩ]+(?:'[a-z]+)?/g;

/** bills, billing, billed: one word. */
const stem = (word: string): string =>
  word.length <= 3
    ? word
    : word
        .replace(/'s$/, '')
        .replace(/n't$/, 'not')
        .replace(/(?<=[a-z]{3})(?:ing|ed|ly)$/, '')
        .replace(/(?<=[a-z]{2}[^s])s$/, '')
        .replace(/(?<=[a-z]{3})e$/, '');

/** Every run of one to `most` neighbours. */
function grams(items: readonly string[], most: number, mark: string, joint: string, into: Set<string>): void {
  for (let from = 0; from < items.length; from += 1) {
    let run = '';
    for (let length = 1; length <= most && from + length <= items.length; length += 1) {
      run += (length > 1 ? joint : '') + items[from + length - 1];
      into.add(mark + run);
    }
  }
}

/** Longer messages are read from both ends. */
const LONGEST = 240;

export function featuresOf({ key: whole }: Heard): Features {
  const key = whole.length <= LONGEST ? whole : `${whole.slice(0, LONGEST / 2)}。${whole.slice(-LONGEST / 2)}`;
  const masked = MASKS.reduce((text, [words, mask]) => text.replace(words, mask), key);
  const found: Record<Group, Set<string>> = {
    letters: new Set(),
    sounds: new Set(),
    words: new Set(),
    form: new Set(),
  };

  const han = hasHan(masked);
  if (han) {
    const written = [...masked.replace(/[^\p{Script=Han}a-zⒶ-Ⓩ0?]+/gu, '|')];
    grams(['^', ...written, '$'], 4, '', '', found.letters);
    const said = written.map((character) => soundOf(character) ?? character);
    grams(['^', ...said, '$'], 3, '~', ' ', found.sounds);
  }
  const words = masked.match(LATIN) ?? [];
  if (words.length > 0) {
    const stems = words.map(stem);
    grams(han ? stems : ['^', ...stems, '$'], 3, '_', ' ', found.words);
    if (!han) {
      for (const word of words) {
        const marked = `#${word}#`;
        for (let at = 0; at + 4 <= marked.length; at += 1) found.letters.add(marked.slice(at, at + 4));
      }
      const spelled = pinyinIn(words.join(' '));
      if (spelled !== null) grams(['^', ...spelled, '$'], 3, '~', ' ', found.sounds);
    }
  }

  const size = han ? key.length : key.length / 3;
  const form = ['any', `size ${size <= 2 ? 0 : size <= 5 ? 1 : size <= 10 ? 2 : size <= 20 ? 3 : size <= 45 ? 4 : 5}`];
  if (/[?]\s*$|[吗么]$/.test(key)) form.push('asks');
  if (!han) form.push('latin');
  for (const mask of new Set(masked.match(/[Ⓐ-Ⓩ]/gu))) form.push(`has ${mask}`);
  if (clausesOf(key).length > 3) form.push('many clauses');
  for (const one of form) found.form.add(`=${one}`);
  return found;
}
