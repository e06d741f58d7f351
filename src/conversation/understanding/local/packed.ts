/** The form in which weights travel: a hash, a scale, a rarity and a step a label for each feature, each in as few bits as will do. */
import { decode, encode, type Shares, sharesOf } from './coder.ts';

/** Numbers with what is needed to read them. */
interface Coded {
  readonly shares: Shares;
  readonly text: string;
}

/** What training writes and the classifier reads; the features stand in the order of their hashes. */
export interface Packed {
  readonly rows: number;
  /** How far each hash is from the one before: the lowest seven bits of all of them, then the next seven. */
  readonly gaps: readonly Coded[];
  readonly scales: Coded;
  readonly rarities: Coded;
  /** All features of one label after the other: labels differ in how often they are spoken for. */
  readonly steps: readonly Coded[];
}

/** FNV-1a over UTF-16, folded to 24 bits. */
export function hashOf(name: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < name.length; at += 1) {
    hash = Math.imul(hash ^ name.charCodeAt(at), 0x01000193);
  }
  return ((hash >>> 24) ^ hash) & 0xffffff;
}

/** Weights are whole steps from -4 to 4 of the row's scale: more of them do not make the guesses better, fewer make them worse. */
const STEPS = 4;
const LEVELS = 2 * STEPS + 1;
/** A smaller share of a step is none: the fewer weights there are, the less they weigh, and the guesses stay as good. */
const LEAST_STEP = 0.7;
/** Scales are powers; from 0.0003 to 9. */
const SCALE_RATIO = 1.18;
const SCALE_LEAST = 0.0003;
const SCALES = 64;
const scaleOf = (level: number): number => SCALE_LEAST * SCALE_RATIO ** level;
/** Gaps between hashes, which have 24 bits, are written in digits of seven bits. */
const DIGIT = 128;
const DIGITS = 4;
/** How rare a feature is counts in sixteenths; rare ones weigh more within their kind. */
const RARITY = 1 / 16;
const RARITIES = 64;
/** As it is kept: what training counts with is what is counted with later. */
export const keptRarity = (rarity: number): number =>
  Math.min(RARITIES - 1, Math.max(1, Math.round(rarity / RARITY))) * RARITY;

export interface Weights {
  /** Which row belongs to a hash. */
  readonly places: ReadonlyMap<number, number>;
  readonly scales: Float64Array;
  readonly rarities: Float64Array;
  readonly steps: Int8Array;
  readonly labels: number;
}

export function unpack({ rows, gaps, scales, rarities, steps }: Packed, labels: number): Weights {
  const places = new Map<number, number>();
  const digits = gaps.map(({ shares, text }) => decode(text, rows, shares));
  let hash = 0;
  for (let row = 0; row < rows; row += 1) {
    digits.forEach((digit, place) => {
      hash += (digit[row] ?? 0) * DIGIT ** place;
    });
    places.set(hash, row);
  }
  const all = new Int8Array(rows * labels);
  steps.forEach(({ shares, text }, label) => {
    decode(text, rows, shares).forEach((step, row) => {
      all[row * labels + label] = step - STEPS;
    });
  });
  return {
    places,
    scales: Float64Array.from(decode(scales.text, rows, scales.shares), (level) => scaleOf(level) / STEPS),
    rarities: Float64Array.from(decode(rarities.text, rows, rarities.shares), (rarity) => rarity * RARITY),
    steps: all,
    labels,
  };
}

/** Adds a row, times `value`, to the scores. */
export function addRow({ scales, steps, labels }: Weights, row: number, value: number, scores: Float64Array): void {
  const unit = value * (scales[row] ?? 0);
  const from = row * labels;
  for (let label = 0; label < labels; label += 1)
    scores[label] = (scores[label] ?? 0) + unit * (steps[from + label] ?? 0);
}

export interface Row {
  readonly hash: number;
  readonly rarity: number;
  readonly weights: readonly number[];
}

/** The scale at which the whole steps stand nearest to the weights. */
function bestLevel(weights: readonly number[]): number {
  const most = Math.max(...weights.map(Math.abs), SCALE_LEAST);
  const highest = Math.min(SCALES - 1, Math.max(0, Math.ceil(Math.log(most / SCALE_LEAST) / Math.log(SCALE_RATIO))));
  const wrong = (level: number): number =>
    weights.reduce((sum, weight) => sum + (weight - (stepOf(weight, level) * scaleOf(level)) / STEPS) ** 2, 0);
  let best = highest;
  for (let level = highest - 1; level >= Math.max(0, highest - 6); level -= 1)
    if (wrong(level) < wrong(best)) best = level;
  return best;
}

function stepOf(weight: number, level: number): number {
  const steps = (Math.abs(weight) / scaleOf(level)) * STEPS;
  const whole = steps < LEAST_STEP ? 0 : Math.min(STEPS, Math.max(1, Math.round(steps)));
  return weight < 0 ? -whole : whole;
}

const coded = (numbers: readonly number[], kinds: number): Coded => {
  const shares = sharesOf(numbers, kinds);
  return { shares, text: encode(numbers, shares) };
};

export function pack(rows: readonly Row[], labels: number): Packed {
  const sorted = [...rows].sort((a, b) => a.hash - b.hash);
  const gaps = sorted.map(({ hash }, place) => hash - (sorted[place - 1]?.hash ?? 0));
  const levels = sorted.map(({ weights }) => bestLevel(weights));
  return {
    rows: sorted.length,
    gaps: Array.from({ length: DIGITS }, (_, digit) =>
      coded(
        gaps.map((gap) => Math.floor(gap / DIGIT ** digit) % DIGIT),
        DIGIT,
      ),
    ),
    scales: coded(levels, SCALES),
    rarities: coded(
      sorted.map(({ rarity }) => Math.round(rarity / RARITY)),
      RARITIES,
    ),
    steps: Array.from({ length: labels }, (_, label) =>
      coded(
        sorted.map(({ weights }, place) => stepOf(weights[label] ?? 0, levels[place] ?? 0) + STEPS),
        LEVELS,
      ),
    ),
  };
}
