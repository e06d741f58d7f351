/** Trains the tagger of names, addresses and titles: a conditional random field, by AdaGrad (Duchi et al. 2011) in a fixed order; the same lines give the same bytes. */
import { type Known, pack } from '../../conversation/understanding/local/packed.ts';
import { featuresAt, type Token, tokensOf } from '../../conversation/understanding/slots/tagger.features.ts';
import {
  BEFORE,
  FIRST,
  LAST,
  latticeOf,
  MARKS,
  MIDDLE,
  markOf,
  ONLY,
  TAGGED,
  type Tagged,
} from '../../conversation/understanding/slots/tagger.lattice.ts';
import { stepFeature } from '../../conversation/understanding/slots/tagger.ts';
import type { SlotLine } from './lines.ts';

/** All found by leaving one list out. */
const TAGGER = {
  rounds: 10,
  rate: 0.15,
  shrink: 0.001,
  /** The share of features that is hidden at each look, so that none is relied on alone. */
  hidden: 0.5,
  /** How often a value stands in another's place: what stands around it is what is to be learned. */
  exchanged: 0.85,
  /** Features that are kept, and how many rounds they are learned by themselves. */
  kept: 20_000,
  roundsKept: 8,
} as const;
/** What stands in one line only teaches nothing about the next. */
const LEAST = 2;

/** Park and Miller's generator: 0–1, the same at each training. */
function chances(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

const plain = (text: string): string => text.normalize('NFKC').replace(/[- ]/g, '').toLowerCase();

/** First and last token of a value; null where it is not a stretch of the text. */
function placeOf(text: string, tokens: readonly Token[], value: string): readonly [number, number] | null {
  const at = text.indexOf(value);
  if (at >= 0) {
    const first = tokens.findIndex(({ end }) => end > at);
    const last = tokens.findLastIndex(({ start }) => start < at + value.length);
    return first >= 0 && last >= first ? [first, last] : null;
  }
  const wanted = plain(value);
  for (let first = 0; first < tokens.length; first += 1) {
    let said = '';
    for (let last = first; last < tokens.length && said.length < wanted.length; last += 1) {
      said += plain(text.slice(tokens[last]?.start, tokens[last]?.end));
      if (said === wanted) return [first, last];
    }
  }
  return null;
}

/** A mark a token. A value that is two things at once is marked as the first; null where one is not to be found. */
function marksOf({ text, slots }: Pick<SlotLine, 'text' | 'slots'>, tokens: readonly Token[]): Int8Array | null {
  const marks = new Int8Array(tokens.length);
  for (const [slot, name] of TAGGED.entries()) {
    const value = slots[name];
    if (value === undefined) continue;
    const place = placeOf(text, tokens, value);
    if (place === null) return null;
    const [first, last] = place;
    if (marks.subarray(first, last + 1).some((mark) => mark !== 0)) continue;
    marks.fill(markOf(slot, MIDDLE), first, last + 1);
    marks[first] = markOf(slot, first === last ? ONLY : FIRST);
    if (last > first) marks[last] = markOf(slot, LAST);
  }
  return marks;
}

const FIRM = /司|店|行|社|厂|廠|\b(?:ltd|co|inc|llc|limited|studio|company|corp)\b/i;
/** What may stand in each other's place. */
function sortOf(slot: Tagged, value: string, locale: string): string {
  const script = /\p{Script=Han}/u.test(value) ? locale : 'latin';
  if (slot === 'address') return `address ${script}`;
  const long = script === 'latin' ? value.split(' ').length : Number(value.length > 4);
  return `name ${script} ${FIRM.test(value) ? 'firm' : long}`;
}

type Values = ReadonlyMap<string, readonly string[]>;
function valuesOf(lines: readonly SlotLine[]): Values {
  const values = new Map<string, string[]>();
  for (const { slots, locale } of lines)
    for (const slot of TAGGED) {
      const value = slots[slot];
      if (value === undefined) continue;
      const sort = sortOf(slot, value, locale);
      values.set(sort, [...(values.get(sort) ?? []), value]);
    }
  return values;
}

/** The same sentence about somebody else. */
function exchanged(line: SlotLine, values: Values, chance: () => number): SlotLine {
  const slots: Partial<Record<Tagged, string>> = { ...line.slots };
  let { text } = line;
  for (const slot of TAGGED) {
    const value = slots[slot];
    if (value === undefined || !text.includes(value)) continue;
    const others = values.get(sortOf(slot, value, line.locale)) ?? [];
    const entwined = TAGGED.some(
      (other) => other !== slot && (slots[other]?.includes(value) === true || value.includes(slots[other] ?? '\n')),
    );
    const other = others[Math.floor(chance() * others.length)];
    if (others.length < 3 || entwined || other === undefined) continue;
    text = text.replace(value, () => other);
    slots[slot] = other;
  }
  return { ...line, text, slots };
}

interface Fitted {
  readonly weights: Float64Array;
  readonly steps: Float64Array;
}

interface Example {
  readonly features: readonly (readonly number[])[];
  readonly marks: Int8Array;
}

function exampleOf(line: SlotLine, known: Known): Example | null {
  const tokens = tokensOf(line.text);
  const marks = marksOf(line, tokens);
  return marks === null || tokens.length === 0
    ? null
    : { features: featuresAt(line.text, tokens, line.labels, known), marks };
}

function adjusted(lines: readonly SlotLine[], known: Known, places: Int32Array, size: number, rounds: number): Fitted {
  const { rate, shrink, hidden, exchanged: often } = TAGGER;
  const weights = new Float64Array(size * MARKS);
  const pace = new Float64Array(size * MARKS).fill(1e-6);
  const steps = new Float64Array(MARKS * MARKS);
  const stepPace = new Float64Array(MARKS * MARKS).fill(1e-6);
  const chance = chances(7);
  const values = valuesOf(lines);
  const order = [...lines];
  const errors = new Float64Array(MARKS);
  // What the second half of the rounds ends with, taken together, errs less than any one of them.
  const sum = new Float64Array(size * MARKS);
  let summed = 0;
  for (let round = 0; round < rounds; round += 1) {
    for (let at = order.length - 1; at > 0; at -= 1) {
      const other = Math.floor(chance() * (at + 1));
      [order[at], order[other]] = [order[other] as SlotLine, order[at] as SlotLine];
    }
    for (const line of order) {
      const told = chance() < often ? exchanged(line, values, chance) : line;
      const example = exampleOf(told, known) ?? exampleOf(line, known);
      if (example === null) continue;
      const { marks } = example;
      const rows = example.features.map((all) =>
        all.map((feature) => places[feature] as number).filter((place) => place >= 0 && chance() >= hidden),
      );
      const scores = new Float64Array(rows.length * MARKS);
      for (const [at, row] of rows.entries())
        for (const place of row)
          for (let mark = 0; mark < MARKS; mark += 1)
            scores[at * MARKS + mark] =
              (scores[at * MARKS + mark] as number) + (weights[place * MARKS + mark] as number);
      const powers = steps.map(Math.exp);
      const { forwards, backwards, worth, scales } = latticeOf(scores, powers);
      const nudge = (of: Float64Array, paces: Float64Array, at: number, slope: number) => {
        const held = (paces[at] as number) + slope * slope;
        paces[at] = held;
        of[at] = (of[at] as number) - (rate * slope) / Math.sqrt(held);
      };
      for (const [at, row] of rows.entries()) {
        for (let mark = 0; mark < MARKS; mark += 1) {
          const place = at * MARKS + mark;
          errors[mark] = (forwards[place] as number) * (backwards[place] as number) - (marks[at] === mark ? 1 : 0);
        }
        if (errors.some((error) => Math.abs(error) > 1e-3))
          for (const place of row)
            for (let mark = 0; mark < MARKS; mark += 1) {
              const error = errors[mark] as number;
              if (Math.abs(error) > 1e-4)
                nudge(weights, pace, place * MARKS + mark, error + shrink * (weights[place * MARKS + mark] as number));
            }
        if (at === 0) continue;
        for (let mark = 0; mark < MARKS; mark += 1) {
          const here = at * MARKS + mark;
          const rest = ((worth[here] as number) * (backwards[here] as number)) / (scales[at] as number);
          for (const before of BEFORE[mark] as readonly number[]) {
            const step = before * MARKS + mark;
            const both = (forwards[here - mark - MARKS + before] as number) * (powers[step] as number) * rest;
            const error = both - (marks[at] === mark && marks[at - 1] === before ? 1 : 0);
            if (Math.abs(error) > 1e-4) nudge(steps, stepPace, step, error);
          }
        }
      }
    }
    if (2 * round < rounds) continue;
    summed += 1;
    for (let at = 0; at < sum.length; at += 1) sum[at] = (sum[at] as number) + (weights[at] as number);
  }
  // Nothing is hidden any more: each feature says its share.
  return { weights: sum.map((weight) => (weight / summed) * (1 - hidden)), steps };
}

/** Weights are kept in steps of a fixed size; so much smaller they fit. */
const SCALE = 2;

export function trainTagger(lines: readonly SlotLine[], known: Known): Uint8Array {
  const counts = new Uint8Array(1 << 24);
  for (const line of lines) {
    const seen = new Set(exampleOf(line, known)?.features.flat());
    for (const feature of seen) counts[feature] = Math.min(255, (counts[feature] ?? 0) + 1);
  }
  const all: number[] = [];
  for (let feature = 0; feature < counts.length; feature += 1) if ((counts[feature] ?? 0) >= LEAST) all.push(feature);
  const numbered = (features: readonly number[]): Int32Array => {
    const places = new Int32Array(1 << 24).fill(-1);
    for (const [place, feature] of features.entries()) places[feature] = place;
    return places;
  };
  const first = adjusted(lines, known, numbered(all), all.length, TAGGER.rounds);
  const strength = all.map((_, place) =>
    first.weights.subarray(place * MARKS, (place + 1) * MARKS).reduce((sum, weight) => sum + weight * weight, 0),
  );
  const kept = [...all.keys()]
    .sort((a, b) => (strength[b] ?? 0) - (strength[a] ?? 0) || a - b)
    .slice(0, TAGGER.kept)
    .map((place) => all[place] ?? 0)
    .sort((a, b) => a - b);
  const { weights, steps } = adjusted(lines, known, numbered(kept), kept.length, TAGGER.roundsKept);
  const names = new Set(kept);
  const ways = Array.from({ length: MARKS }, (_, before) => ({
    hash: stepFeature(before),
    rarity: 1,
    weights: [...steps.subarray(before * MARKS, (before + 1) * MARKS)].map((weight) => weight / SCALE),
  }));
  if (ways.some(({ hash }) => names.has(hash))) throw new Error('a feature of the tagger has the name of a step');
  const rows = kept.map((hash, place) => ({
    hash,
    rarity: 1,
    weights: [...weights.subarray(place * MARKS, (place + 1) * MARKS)].map((weight) => weight / SCALE),
  }));
  return pack([...ways, ...rows], MARKS, SCALE);
}
