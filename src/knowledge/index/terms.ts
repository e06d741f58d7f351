/** Text as the index reads it: tokens (a Han character, a word of another script, a number), words, and their keys. */
import { normalise } from '../../text/normalise.ts';
import { fold } from '../../text/script.ts';

/**
 * A text as tokens. All four arrays run in step but `words`.
 * `keys`: 32 bits, exact for a Han character, a hash for anything else; 0 = a boundary that no pair crosses.
 * `codes`: the same in 16 bits, as passages are kept for reranking.
 */
export interface Tokens {
  readonly texts: string[];
  readonly keys: number[];
  /** Words of two or more Han characters, as the dictionary of the runtime cuts them. */
  readonly words: { readonly at: number; readonly length: number }[];
}

/** Longer texts are read in pieces of this many characters, since `normalise` bounds its input. */
const PIECE = 4000;

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });
const HAN = /\p{Script=Han}/u;
const PARTS = /\p{Script=Han}|\p{N}+(?:[.,]\p{N}+)*|[^\p{Script=Han}\p{N}\s]+/gu;
const BOUNDARY = /[。.,;:!?·~|/]/;

/** One script, one writing: what is compared is always this form. */
export function folded(text: string): string {
  if (text.length <= PIECE) return fold(normalise(text));
  let result = '';
  for (let at = 0; at < text.length; at += PIECE) result += `${fold(normalise(text.slice(at, at + PIECE)))} `;
  return result;
}

/** Plurals and the commonest endings go, so that "bills" finds "bill" and "charged" "charging". */
export function stem(word: string): string {
  let base = word.replace(/'(?:s|re|ve|ll|d|m)?$/, '');
  if (base.length > 4 && base.endsWith('ies')) base = `${base.slice(0, -3)}y`;
  else if (base.length > 3 && base.endsWith('s') && !/(?:ss|us|is)$/.test(base))
    base = base.replace(/(?<=x|ch|sh|ss)es$|s$/, '');
  const ending = /(?:ing|ed)$/.exec(base)?.[0];
  if (ending && base.length - ending.length >= 3 && /[aeiouy]/.test(base.slice(0, -ending.length)))
    base = base.slice(0, -ending.length).replace(/([bdgmnprt])\1$/, '$1');
  return base.length > 4 && base.endsWith('e') ? base.slice(0, -1) : base;
}

const hash = (text: string): number => {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return mix(value);
};

/** Spreads 32 bits over 32 bits. */
const mix = (value: number): number => {
  let bits = value ^ (value >>> 16);
  bits = Math.imul(bits, 0x85ebca6b);
  bits ^= bits >>> 13;
  bits = Math.imul(bits, 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
};

/** Of a word that is no single Han character: never below 2^16, so that it cannot be one. */
export const wordKey = (text: string): number => (hash(text) | 0x10000) >>> 0;

/** Sixteen bits for a token: itself for a Han character, a place outside the Han block for the rest. */
export const codeOf = (key: number): number => {
  if (key < 0x10000) return key;
  const place = key % (LATIN_LOW + LATIN_HIGH);
  return place < LATIN_LOW ? place + 1 : 0xa000 + place - LATIN_LOW;
};
const LATIN_LOW = 0x33fe;
const LATIN_HIGH = 0x3800;
/** Groups of synonyms take the codes of surrogates, which no token has. */
export const CONCEPTS_FROM = 0xd800;
export const MOST_CONCEPTS = 0x0800;

/** Kinds of terms; a key carries its kind, so that all share one table. */
export const unigramKey = (token: number): number => mix(token ^ 0x1b873593);
export const pairKey = (first: number, second: number): number => mix(Math.imul(mix(first + 1), 0x9e3779b1) ^ second);
export const conceptKey = (group: number): number => mix(group ^ 0x5bd1e995);
/** Of tokens that belong together in this order: a word, a synonym, a whole question; `kind` keeps them apart. */
export const sequenceKey = (kind: number, keys: ArrayLike<number>, from = 0, to = keys.length): number => {
  let value = kind;
  for (let at = from; at < to; at += 1) value = Math.imul(mix(value ^ (keys[at] ?? 0)), 0x01000193) + at - from;
  return mix(value ^ 0x2545f491);
};
export const WORD = 101;
export const PHRASE = 103;
export const QUESTION = 107;
export const SOUND = 109;
export const SPELLING = 113;

/** The block of Han characters that stand for themselves. */
export const HAN_FROM = 0x3400;
export const HAN_TO = 0xa000;
export const isHan = (key: number): boolean => key >= HAN_FROM && key < 0x10000;

/** `text` is read as it is: fold it first. */
export function tokensOf(text: string): Tokens {
  const tokens: Tokens = { texts: [], keys: [], words: [] };
  const { texts, keys, words } = tokens;
  const boundary = (): void => {
    if (keys.length > 0 && keys[keys.length - 1] !== 0) {
      keys.push(0);
      texts.push('');
    }
  };
  for (const { segment, isWordLike } of segmenter.segment(text)) {
    if (!isWordLike) {
      if (BOUNDARY.test(segment)) boundary();
      continue;
    }
    const at = keys.length;
    let han = 0;
    for (const [part] of segment.matchAll(PARTS)) {
      const code = part.codePointAt(0) ?? 0;
      if (HAN.test(part)) {
        han += 1;
        keys.push(code < 0x10000 ? code : wordKey(part));
        texts.push(part);
      } else {
        const word = part.replaceAll(',', '');
        keys.push(wordKey(/^[a-z]/.test(word) ? stem(word) : word));
        texts.push(word);
      }
    }
    if (han >= 2 && keys.length - at === han) words.push({ at, length: han });
  }
  return tokens;
}
