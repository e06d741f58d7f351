/** Training as a whole: examples in, packed weights and their calibration out; the same examples give the same bytes. */
import { LABELS } from '../../conversation/understanding/local/labels.ts';
import { hashOf, packRow } from '../../conversation/understanding/local/packed.ts';
import type { Example } from './examples.ts';
import { type Fitted, type Fitting, learn, type Row, scoresOf, softmax } from './logistic.ts';
import { featuresOfText, type Known, rowsOf, vocabularyOf } from './rows.ts';

export interface Trained {
  readonly weights: Uint8Array;
  /** What scores are multiplied with so that probabilities mean what they say. */
  readonly sharpness: number;
  readonly features: number;
}

/** Found by cross-validation. */
const FITTING: Fitting = { rounds: 10, rate: 0.3, decay: 3e-4 };
/** Rows that are kept: those that move the scores most. */
const KEPT = 11_500;
/** Every fifth example tells how sure the others make us. */
const HELD_BACK = 5;

const sizeOf = ({ weights, labels }: Fitted, feature: number): number => {
  let sum = 0;
  for (let label = 0; label < labels; label += 1) sum += (weights[feature * labels + label] ?? 0) ** 2;
  return Math.sqrt(sum);
};

/** The sharpness with the least surprise (log loss) over rows that were not learned from. */
function sharpnessOf(fitted: Fitted, rows: readonly Row[]): number {
  const all = rows.map((row) => ({ label: row.label, scores: scoresOf(fitted, row, new Float64Array(fitted.labels)) }));
  const surprise = (sharpness: number) =>
    all.reduce((sum, { label, scores }) => {
      const chances = softmax(scores.map((score) => score * sharpness));
      return sum - Math.log(Math.max(1e-9, chances[label] ?? 0));
    }, 0);
  const tried = Array.from({ length: 40 }, (_, step) => 0.3 + step * 0.05);
  return tried.reduce((best, one) => (surprise(one) < surprise(best) ? one : best));
}

export function train(examples: readonly Example[], kept = KEPT): Trained {
  const features = examples.map(({ text, locale }) => featuresOfText(text, locale));
  const everything = vocabularyOf(features);
  const rows = rowsOf(examples, features, everything);
  const learned = learn(
    rows.filter((_, place) => place % HELD_BACK !== 0),
    everything.size,
    LABELS.length,
    FITTING,
  );
  const sharpness = sharpnessOf(
    learned,
    rows.filter((_, place) => place % HELD_BACK === 0),
  );

  const names = [...everything.keys()];
  const sizes = [...everything.values()].map(
    ({ place, rarity, count }) => sizeOf(learned, place) * rarity * Math.sqrt(count),
  );
  const order = names.map((_, place) => place).sort((a, b) => (sizes[b] ?? 0) - (sizes[a] ?? 0) || a - b);
  const vocabulary = new Map<string, Known>();
  const hashes = new Set<number>();
  for (const place of order) {
    const name = names[place];
    const known = name === undefined ? undefined : everything.get(name);
    if (name === undefined || known === undefined || vocabulary.size >= kept || hashes.has(hashOf(name))) continue;
    hashes.add(hashOf(name));
    vocabulary.set(name, { place: vocabulary.size, rarity: known.rarity, count: known.count });
  }
  const final = learn(rowsOf(examples, features, vocabulary), vocabulary.size, LABELS.length, FITTING);
  const packed = [...vocabulary].map(([name, { place, rarity }]) =>
    packRow(hashOf(name), rarity, [...final.weights.subarray(place * LABELS.length, (place + 1) * LABELS.length)]),
  );
  // In the order of hashes, so that small changes of the examples make small changes of the file.
  packed.sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0) || (a[1] ?? 0) - (b[1] ?? 0) || (a[2] ?? 0) - (b[2] ?? 0));
  return { weights: Uint8Array.from(packed.flatMap((row) => [...row])), sharpness, features: everything.size };
}
