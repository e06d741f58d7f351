/** The form in which weights travel: a hash, a rarity and a step a label for each feature, each in as few bits as will do. */
import { z } from 'zod';
import { decode, encode, sharesOf } from './coder.ts';

const stream = z.object({ shares: z.array(z.int()), bytes: z.int() });
/** What stands at the beginning of the file, after its own length in four bytes (little endian); the streams follow it in this order. */
const header = z.object({
  sharpness: z.number(),
  rows: z.int(),
  labels: z.int(),
  /** How far each hash is from the one before: the lowest seven bits of all of them, then the next seven. */
  gaps: z.array(stream),
  rarities: stream,
  /** All features of one label after the other: labels differ in how often they are spoken for. */
  steps: z.array(stream),
});

/** FNV-1a over UTF-16, folded to 24 bits. */
export function hashOf(name: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < name.length; at += 1) {
    hash = Math.imul(hash ^ name.charCodeAt(at), 0x01000193);
  }
  return ((hash >>> 24) ^ hash) & 0xffffff;
}

/** Weights are whole steps of the row's unit, this many at most to either side. */
const STEPS = 31;
const LEVELS = 2 * STEPS + 1;
/** A smaller share of a step is none: where the size is given, many coarse weights guess better than few fine ones. */
const LEAST_STEP = 0.6;
/** 0.06 makes no guess better and the file an eighth heavier, 0.11 makes them worse. */
const UNIT = 0.075;
/** What stands in many messages errs in many: its steps are finer. Between 0, all alike, and 0.5, as much harm from each feature. */
const FINER = 0.1;
/** Gaps between hashes, which have 24 bits, are written in digits of seven bits. */
const DIGIT = 128;
const DIGITS = 4;
/** How rare a feature is counts in sixteenths; rare ones weigh more within their kind. */
const RARITY = 1 / 16;
const RARITIES = 64;
/** As it is kept: what training counts with is what is counted with later. */
export const keptRarity = (rarity: number): number =>
  Math.min(RARITIES - 1, Math.max(1, Math.round(rarity / RARITY))) * RARITY;

/** A step of a feature; `share` is its part of all that is learned from: how often it stands, times what it counts. */
function unitOf(rarity: number): number {
  const share = rarity ** 2 / Math.expm1(rarity ** 2);
  return UNIT / share ** FINER;
}

export interface Weights {
  /** What scores are multiplied with so that probabilities mean what they say. */
  readonly sharpness: number;
  /** Of each row, ascending. */
  readonly hashes: Int32Array;
  readonly rarities: Float64Array;
  /** What a step is worth. */
  readonly units: Float64Array;
  readonly steps: Int8Array;
  readonly labels: number;
}

interface Opened {
  readonly head: z.infer<typeof header>;
  /** Where the first stream begins. */
  readonly start: number;
}

function open(file: Uint8Array): Opened {
  const start = 4 + new DataView(file.buffer, file.byteOffset).getUint32(0, true);
  return { head: header.parse(JSON.parse(new TextDecoder().decode(file.subarray(4, start)))), start };
}

/** Streams one after the other, as they were written. */
function reader(file: Uint8Array, start: number, count: number): (one: z.infer<typeof stream>) => Uint8Array {
  let at = start;
  return ({ shares, bytes }) => {
    at += bytes;
    return decode(file.subarray(at - bytes, at), count, shares);
  };
}

function hashesOf(digits: readonly Uint8Array[], rows: number): Int32Array {
  const hashes = new Int32Array(rows);
  for (const [place, digit] of digits.entries()) {
    const worth = DIGIT ** place;
    for (let row = 0; row < rows; row += 1) hashes[row] = (hashes[row] as number) + (digit[row] as number) * worth;
  }
  for (let row = 1; row < rows; row += 1) hashes[row] = (hashes[row] as number) + (hashes[row - 1] as number);
  return hashes;
}

/** Throws on bytes that `pack` did not write. */
export function unpack(file: Uint8Array): Weights {
  const { head, start } = open(file);
  const { sharpness, rows, labels, gaps, rarities, steps } = head;
  const numbersOf = reader(file, start, rows);
  const hashes = hashesOf(gaps.map(numbersOf), rows);
  const levels = numbersOf(rarities);
  const ownRarities = new Float64Array(rows);
  for (let row = 0; row < rows; row += 1) ownRarities[row] = (levels[row] as number) * RARITY;
  const worths = Float64Array.from({ length: RARITIES }, (_, level) => unitOf(level * RARITY));
  const units = new Float64Array(rows);
  for (let row = 0; row < rows; row += 1) units[row] = worths[levels[row] as number] as number;
  return { sharpness, hashes, rarities: ownRarities, units, steps: byRow(steps.map(numbersOf), rows), labels };
}

/** What is known of each feature without what it speaks for: a thirtieth of the work of `unpack`. */
export type Known = Pick<Weights, 'hashes' | 'rarities'>;
export function unpackKnown(file: Uint8Array): Known {
  const { head, start } = open(file);
  const numbersOf = reader(file, start, head.rows);
  const hashes = hashesOf(head.gaps.map(numbersOf), head.rows);
  return { hashes, rarities: Float64Array.from(numbersOf(head.rarities), (level) => level * RARITY) };
}

/** The bytes that follow what `pack` wrote: the next one's. */
export function behind(file: Uint8Array): Uint8Array {
  const { head, start } = open(file);
  const streams = [...head.gaps, head.rarities, ...head.steps];
  return file.subarray(streams.reduce((sum, { bytes }) => sum + bytes, start));
}

/** Written label by label and read row by row; turned a piece at a time, since memory far apart is slow. */
function byRow(columns: readonly Uint8Array[], rows: number): Int8Array {
  const PIECE = 1_024;
  const labels = columns.length;
  const steps = new Int8Array(rows * labels);
  for (let from = 0; from < rows; from += PIECE) {
    const to = Math.min(rows, from + PIECE);
    for (const [label, column] of columns.entries())
      for (let row = from; row < to; row += 1) steps[row * labels + label] = (column[row] as number) - STEPS;
  }
  return steps;
}

/** -1: it has no row. */
export function rowOf({ hashes }: Pick<Weights, 'hashes'>, hash: number): number {
  let from = 0;
  let to = hashes.length - 1;
  while (from <= to) {
    const middle = (from + to) >>> 1;
    const found = hashes[middle] as number;
    if (found === hash) return middle;
    if (found < hash) from = middle + 1;
    else to = middle - 1;
  }
  return -1;
}

/** Adds a row, times `value`, to the scores. */
export function addRow({ units, steps, labels }: Weights, row: number, value: number, scores: Float64Array): void {
  const unit = value * (units[row] ?? 0);
  const from = row * labels;
  for (let label = 0; label < labels; label += 1)
    scores[label] = (scores[label] ?? 0) + unit * (steps[from + label] ?? 0);
}

export interface Row {
  readonly hash: number;
  readonly rarity: number;
  readonly weights: readonly number[];
}

function stepOf(weight: number, unit: number): number {
  const steps = Math.abs(weight) / unit;
  const whole = steps < LEAST_STEP ? 0 : Math.min(STEPS, Math.max(1, Math.round(steps)));
  return weight < 0 ? -whole : whole;
}

/** Whether any of a row's weights is a step at least. */
export const tells = ({ rarity, weights }: Omit<Row, 'hash'>): boolean =>
  weights.some((weight) => stepOf(weight, unitOf(rarity)) !== 0);

/** The file; rows of no step at all stay in it, since a message is measured by all of its features that have a row. */
export function pack(rows: readonly Row[], labels: number, sharpness: number): Uint8Array {
  const kept = rows
    .map(({ hash, rarity, weights }) => {
      const unit = unitOf(rarity);
      return { hash, rarity, steps: weights.map((weight) => stepOf(weight, unit)) };
    })
    .sort((a, b) => a.hash - b.hash);
  const parts: Uint8Array[] = [];
  const coded = (numbers: readonly number[], kinds: number): z.infer<typeof stream> => {
    const shares = sharesOf(numbers, kinds);
    const bytes = encode(numbers, shares);
    parts.push(bytes);
    return { shares, bytes: bytes.length };
  };
  const gaps = kept.map(({ hash }, place) => hash - (kept[place - 1]?.hash ?? 0));
  const head: z.infer<typeof header> = {
    sharpness,
    rows: kept.length,
    labels,
    gaps: Array.from({ length: DIGITS }, (_, digit) =>
      coded(
        gaps.map((gap) => Math.floor(gap / DIGIT ** digit) % DIGIT),
        DIGIT,
      ),
    ),
    rarities: coded(
      kept.map(({ rarity }) => Math.round(rarity / RARITY)),
      RARITIES,
    ),
    steps: Array.from({ length: labels }, (_, label) =>
      coded(
        kept.map(({ steps }) => (steps[label] ?? 0) + STEPS),
        LEVELS,
      ),
    ),
  };
  const words = new TextEncoder().encode(JSON.stringify(head));
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, words.length, true);
  const file = new Uint8Array([length, words, ...parts].reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of [length, words, ...parts]) {
    file.set(part, at);
    at += part.length;
  }
  return file;
}
