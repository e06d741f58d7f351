/** How likely a whole is by the manner people ask for it: naive Bayes over all its stored questions, beside the one that is most alike. */
import { type Index, termOf } from './open.ts';
import type { Passage, SearchOptions } from './passage.ts';
import { pairKey, type Tokens, unigramKey } from './terms.ts';

/** What a term that no question of a whole uses still counts there; found, like FEW, on questions of hands that wrote none of those stored. */
const UNSEEN = 0.4;
/** A whole with few questions counts as if it had as many as others, but for this share of them: three say little. */
const FEW = 0.05;
/** Wholes that are looked at for their manner alone. */
const LIKELIEST = 5;
/** Masses are kept in a byte, finer where they are small. */
const STEPS = 24;
const FINE = 64;
const packed = (mass: number): number =>
  mass === 0 ? 0 : Math.min(255, Math.max(1, Math.round(STEPS * Math.log2(1 + FINE * mass))));
const MASS = Float64Array.from({ length: 256 }, (_, byte) => (2 ** (byte / STEPS) - 1) / FINE);
const THOUSANDTHS = 1000;

/** Tokens and neighbours, and how often each. */
function termsIn({ keys }: Tokens): Map<number, number> {
  const terms = new Map<number, number>();
  const count = (key: number): void => void terms.set(key, (terms.get(key) ?? 0) + 1);
  keys.forEach((key, at) => {
    if (key === 0) return;
    count(unigramKey(key));
    const next = keys[at + 1] ?? 0;
    if (next !== 0) count(pairKey(key, next));
  });
  return terms;
}

/** A term counts the more the fewer wholes are asked for with it. */
const rarity = (wholes: number, spread: number): number => Math.log((1 + wholes) / (1 + spread)) + 1;

/** Every question weighs the same, however long it is. */
function shared(terms: Iterable<readonly [number, number]>, rarityOf: (key: number) => number): [number, number][] {
  const values = [...terms].map(([key, count]): [number, number] => [key, (1 + Math.log(count)) * rarityOf(key)]);
  const length = Math.sqrt(values.reduce((sum, [, value]) => sum + value * value, 0)) || 1;
  return values.map(([key, value]) => [key, value / length]);
}

/** Reads the questions of passages; `done` says what the index keeps of them. */
export function learnManners(passages: readonly Passage[]) {
  const places = new Map<string, number>();
  const wholes = Uint32Array.from(passages, ({ id, whole = id }) => {
    const place = places.get(whole) ?? places.size;
    places.set(whole, place);
    return place;
  });
  const read: { readonly passage: number; readonly terms: Map<number, number> }[] = [];
  return {
    read: (passage: number, tokens: Tokens): void => {
      read.push({ passage, terms: termsIn(tokens) });
    },
    done: () => {
      const spread = new Map<number, Set<number>>();
      const asked = new Set<number>();
      for (const { passage, terms } of read) {
        const whole = wholes[passage] ?? 0;
        asked.add(whole);
        for (const key of terms.keys()) spread.set(key, (spread.get(key) ?? new Set()).add(whole));
      }
      const masses = new Map<number, Map<number, number>>();
      for (const { passage, terms } of read) {
        const own = masses.get(passage) ?? new Map<number, number>();
        masses.set(passage, own);
        for (const [key, share] of shared(terms, (one) => rarity(asked.size, spread.get(one)?.size ?? 0)))
          own.set(key, (own.get(key) ?? 0) + share);
      }
      const sums = new Float64Array(places.size);
      for (const [passage, own] of masses)
        for (const mass of own.values()) {
          const whole = wholes[passage] ?? 0;
          sums[whole] = (sums[whole] ?? 0) + mass;
        }
      return {
        wholes,
        wholeMasses: Uint32Array.from(sums, (sum) => Math.ceil(sum * THOUSANDTHS)),
        massOf: (passage: number, key: number): number => packed(masses.get(passage)?.get(key) ?? 0),
      };
    },
  };
}

export interface Manners {
  /** First passages of the wholes that are likeliest. */
  readonly likeliest: readonly number[];
  /** How far a passage's whole is behind the likeliest, at most 0. */
  readonly behind: (passage: number) => number;
}

const NONE: Manners = { likeliest: [], behind: () => 0 };

export function mannersOf(index: Index, tokens: Tokens, allow: SearchOptions['allow']): Manners {
  const { wholes, wholeMasses, asked } = index.layout;
  if (!wholeMasses.some((mass) => mass > 0)) return NONE;
  const scores = scoresOf(index, tokens);
  const first = new Map<number, number>();
  for (let passage = 0; passage < wholes.length; passage += 1) {
    const whole = wholes[passage] ?? 0;
    if ((asked[passage + 1] ?? 0) === (asked[passage] ?? 0) || first.has(whole)) continue;
    if (allow === undefined || allow(passage)) first.set(whole, passage);
  }
  const scoreOf = (whole: number): number => scores[whole] ?? 0;
  const likely = [...first.keys()].toSorted((one, other) => scoreOf(other) - scoreOf(one)).slice(0, LIKELIEST);
  const most = likely[0] === undefined ? 0 : scoreOf(likely[0]);
  return {
    likeliest: likely.filter((whole) => scoreOf(whole) > 0).map((whole) => first.get(whole) ?? 0),
    behind: (passage) => Math.min(0, scoreOf(wholes[passage] ?? 0) - most),
  };
}

/** Whole → how likely it is asked for in these words, as a logarithm; 0: by none of them. */
function scoresOf(index: Index, tokens: Tokens): Float64Array {
  const { starts, passages, masses, wholes, wholeMasses } = index.layout;
  const asked = wholeMasses.filter((mass) => mass > 0).length;
  const usual = wholeMasses.reduce((sum, mass) => sum + mass, 0) / asked;
  const levelled = (whole: number): number => ((1 + FEW) * usual) / ((wholeMasses[whole] ?? 0) + FEW * usual);
  const found = [...termsIn(tokens)].flatMap(([key, count]): [number, number][] => {
    const term = termOf(index, key);
    return term < 0 ? [] : [[term, count]];
  });
  const spreads = new Map(found.map(([term]) => [term, spreadOf(index, term)]));
  const known = found.filter(([term]) => (spreads.get(term) ?? 0) > 0);
  const scores = new Float64Array(wholeMasses.length);
  for (const [term, share] of shared(known, (one) => rarity(asked, spreads.get(one) ?? 0))) {
    for (let at = starts[term] ?? 0; at < (starts[term + 1] ?? 0); at += 1) {
      const whole = wholes[passages[at] ?? 0] ?? 0;
      const mass = (MASS[masses[at] ?? 0] ?? 0) * levelled(whole);
      scores[whole] = (scores[whole] ?? 0) + share * Math.log(1 + mass / UNSEEN);
    }
  }
  return scores;
}

/** Passages whose questions use a term. */
function spreadOf({ layout: { starts, masses } }: Index, term: number): number {
  let spread = 0;
  for (let at = starts[term] ?? 0; at < (starts[term + 1] ?? 0); at += 1) if (masses[at] !== 0) spread += 1;
  return spread;
}
