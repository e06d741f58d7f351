/** How the tokens of a query stand in one passage: how many, how near, in which order, in which field. */
import { type Index, idf, spreadOf, termOf } from './open.ts';
import { LONGEST_QUERY, pairWeight, type Query } from './query.ts';
import { codeOf, pairKey, unigramKey } from './terms.ts';

/** Fields of a passage in the layout. */
const TITLE: number = 0;
const QUESTIONS: number = 2;
const BODY: number = 3;
/** Lengths of the stretches, in tokens, in which the query's tokens count as standing together: a clause, a sentence, a paragraph. */
const STRETCHES = [14, 40, 100] as const;

/** The query laid out for scanning passages. Weights are idf × what fillers.ts says. */
export interface Shape {
  readonly codes: readonly number[];
  readonly token: Float64Array;
  /** Of each token with the next one. */
  readonly pair: Float64Array;
  /** Place of the same token before it, or -1. */
  readonly same: Int8Array;
  /** Sums of `token` and `pair`. */
  readonly tokens: number;
  readonly pairs: number;
}

/** All shares are 0..1 of the query's mass. */
export interface Match {
  /** Tokens and neighbours that stand anywhere. */
  readonly tokens: number;
  readonly pairs: number;
  /** Both, in the best stretch of the body: of a clause, a sentence, a paragraph. */
  readonly clause: number;
  readonly sentence: number;
  readonly paragraph: number;
  /** The heaviest part of the query that stands unbroken, outside stored questions. */
  readonly run: number;
  /** Tokens that stand in title or heading. */
  readonly named: number;
  /** Share of the title's tokens that the query has. */
  readonly titled: number;
  /** Tokens of the body. */
  readonly length: number;
}

/** Code of a token → its last place in the query + 1; all 0 between queries. */
const slots = new Uint8Array(0x10000);

export function shapeOf(index: Index, { tokens: { keys }, weights }: Query): Shape {
  const codes = keys.map(codeOf);
  const token = new Float64Array(keys.length);
  const pair = new Float64Array(keys.length);
  const same = new Int8Array(keys.length).fill(-1);
  let tokens = 0;
  let pairs = 0;
  keys.forEach((key, at) => {
    if (key === 0) return;
    const before = codes.lastIndexOf(codes[at] ?? 0, at - 1);
    if (at > 0) same[at] = before;
    const weight = weights[at] ?? 0;
    // A token that stands twice in the query is one thing to look for.
    if (at === 0 || before < 0) token[at] = weight * idf(index, spreadOf(index, termOf(index, unigramKey(key))));
    tokens += token[at] ?? 0;
    const next = keys[at + 1] ?? 0;
    if (next === 0) return;
    pair[at] =
      pairWeight(weight, weights[at + 1] ?? 0) * idf(index, spreadOf(index, termOf(index, pairKey(key, next))));
    pairs += pair[at] ?? 0;
  });
  return { codes, token, pair, same, tokens: tokens || 1, pairs: pairs || 1 };
}

/** One result a passage, in their order. */
export function matchAll(index: Index, shape: Shape, passages: readonly number[]): Match[] {
  shape.codes.forEach((code, at) => {
    if (code !== 0) slots[code] = at + 1;
  });
  const matches = passages.map((passage) => matchOne(index, shape, passage));
  for (const code of shape.codes) slots[code] = 0;
  return matches;
}

const NEVER = -1e9;
const lastToken = new Float64Array(LONGEST_QUERY);
const lastPair = new Float64Array(LONGEST_QUERY);
const foundToken = new Uint8Array(LONGEST_QUERY);
const foundPair = new Uint8Array(LONGEST_QUERY);
/** Mass of the run that ends at a place of the query; holds where `lastToken` is the token just read. */
const runs = new Float64Array(LONGEST_QUERY);
const stretches = new Float64Array(STRETCHES.length);

function matchOne(index: Index, shape: Shape, passage: number): Match {
  const { token, pair, same } = shape;
  const { fields, tokens } = index.layout;
  const count = shape.codes.length;
  foundToken.fill(0);
  foundPair.fill(0);
  stretches.fill(0);
  let longestRun = 0;
  let named = 0;
  let titled = 0;
  let length = 0;
  for (let field = TITLE; field <= BODY; field += 1) {
    const from = fields[passage * 4 + field] as number;
    const to = fields[passage * 4 + field + 1] as number;
    lastToken.fill(NEVER);
    lastPair.fill(NEVER);
    let read = 0;
    let shared = 0;
    for (let at = from; at < to; at += 1) {
      const code = tokens[at] as number;
      if (code !== 0) read += 1;
      let slot = (slots[code] as number) - 1;
      if (slot < 0) continue;
      shared += 1;
      let tells = false;
      // From the last place of the token in the query to the first: a place before it still holds what came before.
      for (; slot >= 0; slot = same[slot] as number) {
        const weight = token[slot] as number;
        if (!foundToken[slot] && field < QUESTIONS) named += weight;
        foundToken[slot] = 1;
        tells ||= weight > 0;
        let run = weight;
        if (slot > 0 && lastToken[slot - 1] === at - 1) {
          const both = pair[slot - 1] as number;
          run += (runs[slot - 1] as number) + both;
          foundPair[slot - 1] = 1;
          lastPair[slot - 1] = at;
          tells ||= both > 0;
        }
        lastToken[slot] = at;
        runs[slot] = run;
        if (run > longestRun && field !== QUESTIONS) longestRun = run;
      }
      if (field === BODY && tells) widen(at, count, token, pair);
    }
    if (field === TITLE && read > 0) titled = shared / read;
    if (field === BODY) length = read;
  }
  let massTokens = 0;
  let massPairs = 0;
  for (let place = 0; place < count; place += 1) {
    if (foundToken[place]) massTokens += token[place] as number;
    if (foundPair[place]) massPairs += pair[place] as number;
  }
  const mass = shape.tokens + shape.pairs;
  const [clause = 0, sentence = 0, paragraph = 0] = stretches;
  return {
    tokens: massTokens / shape.tokens,
    pairs: massPairs / shape.pairs,
    clause: clause / mass,
    sentence: sentence / mass,
    paragraph: paragraph / mass,
    run: longestRun / mass,
    named: named / shape.tokens,
    titled,
    length,
  };
}

/** Takes the stretches that end here into account. */
function widen(at: number, count: number, token: Float64Array, pair: Float64Array): void {
  let [clause, sentence, paragraph] = [0, 0, 0];
  for (let place = 0; place < count; place += 1) {
    const ago = at - (lastToken[place] as number);
    if (ago < STRETCHES[2]) {
      paragraph += token[place] as number;
      if (ago < STRETCHES[1]) sentence += token[place] as number;
      if (ago < STRETCHES[0]) clause += token[place] as number;
    }
    const pairAgo = at - (lastPair[place] as number);
    if (pairAgo < STRETCHES[2]) {
      paragraph += pair[place] as number;
      if (pairAgo < STRETCHES[1]) sentence += pair[place] as number;
      if (pairAgo < STRETCHES[0]) clause += pair[place] as number;
    }
  }
  stretches[0] = Math.max(stretches[0] as number, clause);
  stretches[1] = Math.max(stretches[1] as number, sentence);
  stretches[2] = Math.max(stretches[2] as number, paragraph);
}
