/** Training as a whole: examples in, packed weights and their calibration out; the same examples give the same bytes. */
import { featuresOf } from '../../conversation/understanding/local/features.ts';
import { LABELS } from '../../conversation/understanding/local/labels.ts';
import { hashOf, pack, tells } from '../../conversation/understanding/local/packed.ts';
import { hear } from '../../conversation/understanding/spelling.ts';
import type { Example } from './examples.ts';
import { type Fitted, type Fitting, learn, type Row, scoresOf, softmax } from './linear.ts';
import { type Known, rowsOf, vocabularyOf } from './rows.ts';

export interface Trained {
  /** The file that the classifier reads. */
  readonly file: Uint8Array;
  /** Features that were seen, and those that are kept. */
  readonly seen: number;
  readonly kept: number;
}

/** Found by leaving one hand's examples out. */
const FITTING: Fitting = { rounds: 12, cost: 0.7 };
/** The last fifth of each list tells how sure the others make us: lists grow by one hand after the other, so it is another hand's. */
const HELD_BACK = 0.2;

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

export function train(examples: readonly Example[]): Trained {
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

  const all = learn(rows, everything.size, LABELS.length, FITTING);
  const weightsOf = ({ weights }: Fitted, place: number) => [
    ...weights.subarray(place * LABELS.length, (place + 1) * LABELS.length),
  ];
  // What is kept is learned again by itself: a message is measured by the features that have a row.
  const hashes = new Set<number>();
  const vocabulary = new Map<string, Known>();
  for (const [name, known] of everything) {
    const hash = hashOf(name);
    if (hashes.has(hash) || !tells({ rarity: known.rarity, weights: weightsOf(all, known.place) })) continue;
    hashes.add(hash);
    vocabulary.set(name, { ...known, place: vocabulary.size });
  }
  const fitted = learn(rowsOf(examples, features, vocabulary), vocabulary.size, LABELS.length, FITTING);
  const file = pack(
    [...vocabulary].map(([name, { place, rarity }]) => ({
      hash: hashOf(name),
      rarity,
      weights: weightsOf(fitted, place),
    })),
    LABELS.length,
    Number(sharpness.toFixed(2)),
  );
  return { file, seen: everything.size, kept: vocabulary.size };
}
