/** How alike a query and the stored questions of a passage are. */
import { type Index, idf, spreadOf, termOf } from './open.ts';
import type { Query } from './query.ts';
import { CONCEPTS_FROM, conceptKey, HAN_FROM, HAN_TO, MOST_CONCEPTS, unigramKey } from './terms.ts';

/** The best stored question of a passage: its place in the index, 0..1. */
export interface Likeness {
  readonly at: number;
  readonly similarity: number;
}

/** Of a word whose idf its code does not tell. */
const ANY_WORD = 4;
/** Share of the likeness that is decided by the tokens, the rest by neighbours. */
const BY_TOKENS = 0.6;

/** Codes of the query, without what says nothing, and what each weighs. */
interface Asked {
  readonly codes: readonly number[];
  readonly values: readonly number[];
  readonly tokens: number;
  readonly pairs: number;
}

export function askedOf(index: Index, { canon }: Query): Asked {
  const codes = canon.map(({ code }) => code);
  const values = canon.map(({ key, weight }) => weight * idf(index, spreadOf(index, termOf(index, key))));
  const tokens = values.reduce((sum, value) => sum + value, 0);
  const pairs = values.reduce((sum, value, at) => (at === 0 ? 0 : sum + value + (values[at - 1] ?? 0)), 0);
  return { codes, values, tokens, pairs };
}

/** Dice's coefficient over tokens and neighbours, weighted by idf. */
export function likeness(index: Index, asked: Asked, passage: number): Likeness | undefined {
  const from = index.layout.asked[passage] ?? 0;
  const to = index.layout.asked[passage + 1] ?? 0;
  let best: Likeness | undefined;
  for (let at = from; at < to; at += 1) {
    const similarity = alike(index, asked, at);
    if (!best || similarity > best.similarity) best = { at, similarity };
  }
  return best;
}

function alike(index: Index, asked: Asked, question: number): number {
  const { canonStarts, canon } = index.layout;
  const { codes, values } = asked;
  let [tokens, pairs, sharedTokens, sharedPairs] = [0, 0, 0, 0];
  let before = 0;
  let valueBefore = 0;
  let placeBefore = -2;
  const from = canonStarts[question] ?? 0;
  const to = canonStarts[question + 1] ?? 0;
  for (let at = from; at < to; at += 1) {
    const code = canon[at] as number;
    // After the same neighbour if there is a choice, so that a repeated character finds its pair.
    const follows = codes[placeBefore + 1] === code;
    const place = follows ? placeBefore + 1 : codes.indexOf(code);
    const value = place < 0 ? idfOfCode(index, code) : (values[place] ?? 0);
    tokens += value;
    if (at > from) pairs += value + valueBefore;
    if (place >= 0) {
      sharedTokens += value;
      if (follows || (place > 0 && codes[place - 1] === before)) sharedPairs += value + valueBefore;
    }
    before = code;
    valueBefore = value;
    placeBefore = place < 0 ? -2 : place;
  }
  const byTokens = dice(sharedTokens, asked.tokens, tokens);
  return asked.pairs + pairs === 0
    ? byTokens
    : BY_TOKENS * byTokens + (1 - BY_TOKENS) * dice(sharedPairs, asked.pairs, pairs);
}

const dice = (shared: number, one: number, other: number): number =>
  one + other > 0 ? Math.min(1, (2 * shared) / (one + other)) : 0;

function idfOfCode(index: Index, code: number): number {
  const known = index.idfOfCode[code] as number;
  if (!Number.isNaN(known)) return known;
  const concept = code - CONCEPTS_FROM;
  let value = ANY_WORD;
  if (concept >= 0 && concept < MOST_CONCEPTS) value = idf(index, spreadOf(index, termOf(index, conceptKey(concept))));
  else if (code >= HAN_FROM && code < HAN_TO) value = idf(index, spreadOf(index, termOf(index, unigramKey(code))));
  index.idfOfCode[code] = value;
  return value;
}
