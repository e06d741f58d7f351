/** The form in which weights travel: a row a feature, three bytes of its name's hash, one of scale, one of rarity, four bits a label. */

/** FNV-1a over UTF-16, folded to 24 bits. */
export function hashOf(name: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < name.length; at += 1) {
    hash = Math.imul(hash ^ name.charCodeAt(at), 0x01000193);
  }
  return ((hash >>> 24) ^ hash) & 0xffffff;
}

/** Weights are whole steps from -7 to 7 of the row's scale, which is itself counted in 64ths. */
export const STEPS = 7;
export const SCALE = 1 / 64;
/** How rare a feature is counts in thirtieths; rare ones weigh more within their kind. */
const RARITY = 1 / 30;
const HEAD = 5;
export const rowLength = (labels: number): number => HEAD + Math.ceil(labels / 2);

export interface Weights {
  /** Where the row of a hash begins. */
  readonly places: ReadonlyMap<number, number>;
  readonly bytes: Uint8Array;
  readonly labels: number;
}

export function unpack(base64: string, labels: number): Weights {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const places = new Map<number, number>();
  const length = rowLength(labels);
  for (let at = 0; at + length <= bytes.length; at += length)
    places.set(((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0), at);
  return { places, bytes, labels };
}

export const rarityAt = ({ bytes }: Weights, place: number): number => (bytes[place + 4] ?? 0) * RARITY;
/** As it is kept: what training counts with is what is counted with later. */
export const keptRarity = (rarity: number): number => Math.min(255, Math.max(1, Math.round(rarity / RARITY))) * RARITY;

/** Adds a row, times `value`, to the scores. */
export function addRow({ bytes, labels }: Weights, place: number, value: number, scores: Float64Array): void {
  const unit = (value * SCALE * (bytes[place + 3] ?? 0)) / STEPS;
  for (let label = 0; label < labels; label += 1) {
    const both = bytes[place + HEAD + (label >> 1)] ?? 0;
    const step = (label & 1) === 0 ? both >> 4 : both & 15;
    scores[label] = (scores[label] ?? 0) + unit * (step - 8);
  }
}

/** One row as bytes. */
export function packRow(hash: number, rarity: number, weights: readonly number[]): Uint8Array {
  const row = new Uint8Array(rowLength(weights.length));
  const most = Math.max(...weights.map(Math.abs));
  const scale = Math.min(255, Math.max(1, Math.round(most / SCALE)));
  row.set([hash >> 16, (hash >> 8) & 255, hash & 255, scale, Math.round(rarity / RARITY)]);
  weights.forEach((weight, label) => {
    const step = Math.max(-STEPS, Math.min(STEPS, Math.round((weight / (scale * SCALE)) * STEPS))) + 8;
    const at = HEAD + (label >> 1);
    row[at] = (row[at] ?? 0) | ((label & 1) === 0 ? step << 4 : step);
  });
  return row;
}
