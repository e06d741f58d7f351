/** The form in which weights travel: text of printable characters, which gzip makes small; a hash, a scale, a rarity and a step a label for each feature. */

/** What training writes and the classifier reads; the features stand in the order of their hashes. */
export interface Packed {
  /** How far each hash is from the one before: digits of base 32, all but the last raised by 32. */
  readonly hashes: string;
  /** One character a feature. */
  readonly scales: string;
  readonly rarities: string;
  /** One character for two labels. */
  readonly steps: string;
}

/** FNV-1a over UTF-16, folded to 24 bits. */
export function hashOf(name: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < name.length; at += 1) {
    hash = Math.imul(hash ^ name.charCodeAt(at), 0x01000193);
  }
  return ((hash >>> 24) ^ hash) & 0xffffff;
}

/** From ( to } with no quote, no backslash and nothing a template would read: 0 to 84 in one character. */
const FIRST = 40;
const BACKSLASH = 92;
const PRINTED = 84;
const printed = (value: number): string => {
  const code = FIRST + Math.min(PRINTED, Math.max(0, value));
  return String.fromCharCode(code >= BACKSLASH ? code + 1 : code);
};
const valueAt = (text: string, at: number): number => {
  const code = text.charCodeAt(at);
  return code - FIRST - (code > BACKSLASH ? 1 : 0);
};

/** Weights are whole steps from -3 to 3 of the row's scale: more of them do not make the guesses better. */
export const STEPS = 3;
const LEVELS = 2 * STEPS + 1;
/** Scales are powers; from 0.0003 to 250. */
const SCALE_RATIO = 1.18;
const SCALE_LEAST = 0.0003;
const scaleOf = (level: number): number => SCALE_LEAST * SCALE_RATIO ** level;
/** How rare a feature is counts in sixteenths; rare ones weigh more within their kind. */
const RARITY = 1 / 16;
/** As it is kept: what training counts with is what is counted with later. */
export const keptRarity = (rarity: number): number =>
  Math.min(PRINTED, Math.max(1, Math.round(rarity / RARITY))) * RARITY;

export interface Weights {
  /** Which row belongs to a hash. */
  readonly places: ReadonlyMap<number, number>;
  readonly scales: Float64Array;
  readonly rarities: Float64Array;
  readonly steps: Int8Array;
  readonly labels: number;
}

export function unpack(packed: Packed, labels: number): Weights {
  const rows = packed.scales.length;
  const places = new Map<number, number>();
  const half = Math.ceil(labels / 2);
  const steps = new Int8Array(rows * labels);
  let at = 0;
  let hash = 0;
  for (let row = 0; row < rows; row += 1) {
    let gap = 0;
    for (let more = true; more; at += 1) {
      const digit = valueAt(packed.hashes, at);
      more = digit >= 32;
      gap = gap * 32 + (digit & 31);
    }
    hash += gap;
    places.set(hash, row);
    for (let label = 0; label < labels; label += 1) {
      const both = valueAt(packed.steps, row * half + (label >> 1));
      steps[row * labels + label] = ((label & 1) === 0 ? Math.floor(both / LEVELS) : both % LEVELS) - STEPS;
    }
  }
  return {
    places,
    scales: Float64Array.from({ length: rows }, (_, row) => scaleOf(valueAt(packed.scales, row)) / STEPS),
    rarities: Float64Array.from({ length: rows }, (_, row) => valueAt(packed.rarities, row) * RARITY),
    steps,
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

const gapOf = (gap: number, last = true): string =>
  (gap >= 32 ? gapOf(gap >> 5, false) : '') + printed((gap & 31) + (last ? 0 : 32));

/** The scale at which the whole steps stand nearest to the weights. */
function bestLevel(weights: readonly number[]): number {
  const most = Math.max(...weights.map(Math.abs), SCALE_LEAST);
  const highest = Math.min(PRINTED, Math.max(0, Math.ceil(Math.log(most / SCALE_LEAST) / Math.log(SCALE_RATIO))));
  const wrong = (level: number): number =>
    weights.reduce((sum, weight) => sum + (weight - (stepOf(weight, level) * scaleOf(level)) / STEPS) ** 2, 0);
  let best = highest;
  for (let level = highest - 1; level >= Math.max(0, highest - 6); level -= 1)
    if (wrong(level) < wrong(best)) best = level;
  return best;
}

const stepOf = (weight: number, level: number): number =>
  Math.max(-STEPS, Math.min(STEPS, Math.round((weight / scaleOf(level)) * STEPS)));

export function pack(rows: readonly Row[]): Packed {
  const sorted = [...rows].sort((a, b) => a.hash - b.hash);
  const levels = sorted.map(({ weights }) => bestLevel(weights));
  return {
    hashes: sorted.map(({ hash }, place) => gapOf(hash - (sorted[place - 1]?.hash ?? 0))).join(''),
    scales: levels.map((level) => printed(level)).join(''),
    rarities: sorted.map(({ rarity }) => printed(Math.round(rarity / RARITY))).join(''),
    steps: sorted
      .map(({ weights }, place) => {
        const steps = weights.map((weight) => stepOf(weight, levels[place] ?? 0) + STEPS);
        let text = '';
        for (let label = 0; label < steps.length; label += 2)
          text += printed((steps[label] ?? STEPS) * LEVELS + (steps[label + 1] ?? STEPS));
        return text;
      })
      .join(''),
  };
}
