/** Spellings that stand for a word: a letter too many, too few or swapped; characters that sound alike. */
import { soundOf } from './sounds.ts';
import { isHan, SOUND, SPELLING, sequenceKey, type Tokens } from './terms.ts';

/** Shorter words have too many neighbours. */
const SHORTEST_LATIN = 4;
const LONGEST_HAN = 4;

/** Words of a text that may be met misspelt; Han words only where the text is the field's own (`named`). */
export function collectWords(tokens: Tokens, into: Map<string, readonly number[]>, named: boolean): void {
  tokens.texts.forEach((text) => {
    if (text.length >= SHORTEST_LATIN && /^\p{L}+$/u.test(text)) into.set(text, []);
  });
  if (!named) return;
  for (const { at, length } of tokens.words) {
    if (length > LONGEST_HAN) continue;
    into.set(tokens.texts.slice(at, at + length).join(''), tokens.keys.slice(at, at + length));
  }
}

/** A synonym is a word as a whole, also when the dictionary cuts it. */
export function collectPhrase(phrase: Tokens, into: Map<string, readonly number[]>): void {
  collectWords(phrase, into, true);
  const { keys, texts } = phrase;
  if (keys.length >= 2 && keys.length <= LONGEST_HAN && keys.every(isHan)) into.set(texts.join(''), keys);
}

const soundKey = (keys: readonly number[]): number => sequenceKey(SOUND, keys.map(soundOf));

const letters = (word: string): number =>
  sequenceKey(
    SPELLING,
    [...word].map((letter) => letter.codePointAt(0) ?? 0),
  );
/** The word and what is left of it without one letter: two words that share one of these are one slip apart, rarely two. */
const spellings = (word: string): number[] => [
  letters(word),
  ...Array.from(word, (_, at) => letters(word.slice(0, at) + word.slice(at + 1))),
];

/** Key of a spelling → place of the word it stands for, counted from `first`. */
export function variantsOf(words: ReadonlyMap<string, readonly number[]>, first: number): Map<number, number> {
  const variants = new Map<number, number>();
  let at = first;
  for (const [word, keys] of words) {
    for (const key of keys.length > 0 ? [soundKey(keys)] : spellings(word))
      if (!variants.has(key)) variants.set(key, at);
    at += 1;
  }
  return variants;
}

/** What a correction needs to know of the index. */
interface Known {
  /** Passages that have the token, or the two tokens next to each other. */
  readonly token: (key: number) => boolean;
  readonly pair: (first: number, second: number) => boolean;
  /** The word that a spelling stands for. */
  readonly word: (variant: number) => string | undefined;
}

/**
 * The text with words put right that no passage has, or null when there is nothing to correct.
 * A Latin word is corrected when it is unknown, Han characters when two neighbours are never neighbours in any passage
 * and sound like a word of a title, heading, question or synonym.
 */
export function corrected(tokens: Tokens, known: Known): { text: string; words: string[] } | null {
  const { keys, texts } = tokens;
  const words: string[] = [];
  let text = '';
  for (let at = 0; at < keys.length; at += 1) {
    const key = keys[at] ?? 0;
    const fixed = isHan(key) ? soundsLike(tokens, at, known) : misspelt(texts[at] ?? '', key, known);
    if (fixed) {
      words.push(fixed.word);
      text += fixed.word;
      at += fixed.length - 1;
    } else text += key === 0 ? ',' : (texts[at] ?? '');
    if (!isHan(keys[at] ?? 0)) text += ' ';
  }
  return words.length > 0 ? { text, words } : null;
}

function misspelt(word: string, key: number, known: Known): { word: string; length: number } | null {
  if (key === 0 || word.length < SHORTEST_LATIN || known.token(key)) return null;
  for (const variant of spellings(word)) {
    const found = known.word(variant);
    if (found && Math.abs(found.length - word.length) <= 1) return { word: found, length: 1 };
  }
  return null;
}

function soundsLike({ keys, texts }: Tokens, at: number, known: Known): { word: string; length: number } | null {
  for (let length = LONGEST_HAN; length >= 2; length -= 1) {
    const part = keys.slice(at, at + length);
    if (part.length < length || !part.every(isHan)) continue;
    if (part.every((key, step) => step === 0 || known.pair(part[step - 1] ?? 0, key))) continue;
    const word = known.word(soundKey(part));
    if (word && word.length === length && word !== texts.slice(at, at + length).join('')) return { word, length };
  }
  return null;
}
