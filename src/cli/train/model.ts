/** Training as a whole: examples in, packed weights and their calibration out; the same examples give the same bytes. */
import { featuresOf } from '../../conversation/understanding/local/features.ts';
import { LABELS } from '../../conversation/understanding/local/labels.ts';
import { hashOf, type Packed, pack } from '../../conversation/understanding/local/packed.ts';
import { hear } from '../../conversation/understanding/spelling.ts';
import type { Example } from './examples.ts';
import { type Fitted, type Fitting, learn, type Row, scoresOf, softmax } from './linear.ts';
import { type Known, rowsOf, vocabularyOf } from './rows.ts';

export interface Trained {
  readonly packed: Packed;
  /** What scores are multiplied with so that probabilities mean what they say. */
  readonly sharpness: number;
  readonly features: number;
}

/** Found by leaving one hand's examples out. */
const FITTING: Fitting = { rounds: 12, cost: 0.7 };
/** Rows that are kept: those that move the scores most. */
const KEPT = 45_000;
/** The last fifth of each list tells how sure the others make us: lists grow by one hand after the other, so it is another hand's. */
const HELD_BACK = 0.2;

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
  const tried = Array.from({ length: 60 }, (_, step) => 1 + step * 0.15);
  return tried.reduce((best, one) => (surprise(one) < surprise(best) ? one : best));
}

function heldBack(examples: readonly Example[]): ReadonlySet<number> {
  const lists = Map.groupBy(examples.keys(), (place) => `${examples[place]?.label} ${examples[place]?.locale}`);
  return new Set([...lists.values()].flatMap((list) => list.slice(Math.ceil(list.length * (1 - HELD_BACK)))));
}

export function train(examples: readonly Example[], kept = KEPT): Trained {
  const features = examples.map(({ text }) => featuresOf(hear(text)));
  const everything = vocabularyOf(features);
  const rows = rowsOf(examples, features, everything);
  const held = heldBack(examples);
  const learned = learn(
    rows.filter((_, place) => !held.has(place)),
    everything.size,
    LABELS.length,
    FITTING,
  );
  const sharpness = sharpnessOf(
    learned,
    rows.filter((_, place) => held.has(place)),
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
  const packed = pack(
    [...vocabulary].map(([name, { place, rarity }]) => ({
      hash: hashOf(name),
      rarity,
      weights: [...final.weights.subarray(place * LABELS.length, (place + 1) * LABELS.length)],
    })),
    LABELS.length,
  );
  return { packed, sharpness, features: everything.size };
}
