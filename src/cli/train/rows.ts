/** From examples to numbers: which features are worth learning from, and a row of values an example. */
import { type Features, GROUP_WEIGHTS, GROUPS } from '../../conversation/understanding/local/features.ts';
import { LABELS } from '../../conversation/understanding/local/labels.ts';
import { keptRarity } from '../../conversation/understanding/local/packed.ts';
import type { Example } from './examples.ts';
import type { Row } from './linear.ts';

/** What stands in one example only teaches nothing about the next. */
const LEAST = 2;

export interface Known {
  readonly place: number;
  readonly rarity: number;
}

/** Features that occur often enough, each with its place and how rare it is. */
export function vocabularyOf(all: readonly Features[]): Map<string, Known> {
  const known = new Map<string, Known>();
  for (const group of GROUPS) {
    const counts = new Map<string, number>();
    for (const features of all) for (const name of features[group]) counts.set(name, (counts.get(name) ?? 0) + 1);
    for (const [name, count] of counts) {
      if (count < LEAST) continue;
      const rarity = keptRarity(Math.sqrt(Math.log(1 + all.length / count)));
      known.set(name, { place: known.size, rarity });
    }
  }
  return known;
}

/** Features of one kind share their kind's weight, the rarer ones with more of it. */
function valuesOf(features: Features, vocabulary: ReadonlyMap<string, Known>): Pick<Row, 'at' | 'values'> {
  const at: number[] = [];
  const values: number[] = [];
  for (const group of GROUPS) {
    const known = [...features[group]].map((name) => vocabulary.get(name)).filter((one) => one !== undefined);
    const size = Math.sqrt(known.reduce((sum, { rarity }) => sum + rarity ** 2, 0));
    for (const { place, rarity } of known) {
      at.push(place);
      values.push((GROUP_WEIGHTS[group] * rarity) / size);
    }
  }
  return { at: Int32Array.from(at), values: Float64Array.from(values) };
}

export function rowsOf(
  examples: readonly Example[],
  features: readonly Features[],
  vocabulary: ReadonlyMap<string, Known>,
): Row[] {
  return examples.map(({ label }, place) => {
    const own = features[place];
    if (own === undefined) throw new Error('an example has no features');
    return { label: LABELS.indexOf(label), ...valuesOf(own, vocabulary) };
  });
}
