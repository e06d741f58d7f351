/** What a query asks the index for: its terms with their weights, spelling put right, synonyms found. */
import { canonOf } from './canon.ts';
import { elsewhereIn } from './elsewhere.ts';
import { weightsOf } from './fillers.ts';
import { groupOf, type Index, idf, spreadOf, termOf, wordOf } from './open.ts';
import { corrected } from './spelling.ts';
import { conceptsIn } from './synonyms.ts';
import {
  codeOf,
  conceptKey,
  folded,
  isHan,
  pairKey,
  QUESTION,
  sequenceKey,
  type Tokens,
  tokensOf,
  unigramKey,
  WORD,
} from './terms.ts';

/** A longer question is cut: more tokens than this say nothing more. */
export const LONGEST_QUERY = 64;

/**
 * How much each kind of term counts; a word of another script counts as a pair. Tried on the development sets: characters
 * matter little for long questions and much for short ones in other words.
 */
const KINDS = { character: 1.2, word: 0.4, pair: 1, concept: 1.3, question: 4 };
/** How much a pair counts of which one half says nothing. */
const HALF_EMPTY = 0.3;

/** Label of the term that stands for a whole stored question. */
export const SAME = '=';

const BETWEEN_HAN = /(?<=\p{Script=Han}) (?=\p{Script=Han})/gu;

export interface Term {
  /** Place in the index's table, or -1: no passage has it. */
  readonly term: number;
  readonly label: string;
  readonly idf: number;
  /** Kind and fillers together; points of a passage = weight × idf × impact. */
  readonly weight: number;
}

export interface Query {
  readonly tokens: Tokens;
  /** Per token: what fillers.ts says. */
  readonly weights: readonly number[];
  readonly terms: readonly Term[];
  /** Weight × idf of all terms: what a perfect passage could score. */
  readonly mass: number;
  readonly canon: ReturnType<typeof canonOf>;
  readonly corrected: readonly string[];
  /** Words of other trades, as tokens' codes. */
  readonly elsewhere: readonly (readonly number[])[];
}

export function readQuery(index: Index, text: string): Query {
  let tokens = cut(tokensOf(folded(text)));
  const better = corrected(tokens, {
    token: (key) => termOf(index, unigramKey(key)) >= 0,
    pair: (first, second) => termOf(index, pairKey(first, second)) >= 0,
    word: (variant) => wordOf(index, variant),
  });
  if (better) tokens = cut(tokensOf(better.text));

  const weights = weightsOf(tokens);
  const groups = groupOf(index);
  const canon = canonOf(tokens, index.longestPhrase, groups);
  const terms = new Map<number, Term>();
  const add = (key: number, label: string, weight: number): void => {
    if (weight <= 0) return;
    const before = terms.get(key);
    if (before) {
      terms.set(key, { ...before, weight: before.weight + weight });
      return;
    }
    const term = termOf(index, key);
    terms.set(key, { term, label, idf: idf(index, spreadOf(index, term)), weight });
  };
  const { keys, texts, words } = tokens;
  for (let at = 0; at < keys.length; at += 1) {
    const key = keys[at] ?? 0;
    if (key === 0) continue;
    const weight = weights[at] ?? 0;
    add(unigramKey(key), texts[at] ?? '', weight * (isHan(key) ? KINDS.character : KINDS.pair));
    const next = keys[at + 1] ?? 0;
    if (next !== 0) add(pairKey(key, next), label(texts, at, 2), pairWeight(weight, weights[at + 1] ?? 0) * KINDS.pair);
  }
  for (const { at, length } of words) {
    const heaviest = Math.max(...weights.slice(at, at + length));
    add(sequenceKey(WORD, keys, at, at + length), label(texts, at, length), heaviest * KINDS.word);
  }
  for (const { at, length, group } of conceptsIn(tokens, index.longestPhrase, groups))
    add(conceptKey(group), `~${label(texts, at, length)}`, KINDS.concept);
  if (canon.length > 1)
    add(
      sequenceKey(
        QUESTION,
        canon.map(({ code }) => code),
      ),
      SAME,
      KINDS.question,
    );
  const all = [...terms.values()];
  return {
    tokens,
    weights,
    terms: all,
    mass: all.reduce((sum, term) => sum + term.weight * term.idf, 0),
    canon,
    corrected: better?.words ?? [],
    elsewhere: elsewhereIn(texts.join(' ').replace(BETWEEN_HAN, '')).map((word) => tokensOf(word).keys.map(codeOf)),
  };
}

export const pairWeight = (first: number, second: number): number => {
  const least = Math.min(first, second);
  return least > 0 ? least : HALF_EMPTY * Math.max(first, second);
};

const label = (texts: readonly string[], at: number, length: number): string => {
  const parts = texts.slice(at, at + length);
  return parts.some((part) => part.length > 1) ? parts.join(' ') : parts.join('');
};

const cut = ({ keys, texts, words }: Tokens): Tokens => ({
  keys: keys.slice(0, LONGEST_QUERY),
  texts: texts.slice(0, LONGEST_QUERY),
  words: words.filter(({ at, length }) => at + length <= LONGEST_QUERY),
});
