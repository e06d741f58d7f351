/** The local classifier: what a message most likely means, how likely, and how far ahead of the next. */

import { readWeights } from '#weights';
import type { Heard } from '../spelling.ts';
import { featuresOf, GROUP_WEIGHTS, GROUPS } from './features.ts';
import { LABELS, type Label } from './labels.ts';
import { addRow, hashOf, rowOf, unpack, type Weights } from './packed.ts';

export interface Guess {
  readonly label: Label;
  /** Calibrated: of the guesses with 0.8, eight in ten are right. */
  readonly probability: number;
}

/** A wish that is refused wrongly costs more than one that is asked about once too often; found on the dev split. */
const OUTSIDE_FIRST = 0.1;
/** Questions are by far the longest list of examples; of residents' first messages they are no such share. Found on the dev splits. */
const QUESTIONS_LAST = 0.1;

const OUTSIDE = LABELS.indexOf('out_of_scope');
const QUESTIONS = LABELS.indexOf('knowledge.ask');

/** Unpacked when the first message comes, so that a start costs nothing. */
let unpacked: Weights | null = null;
function weightsOf(): Weights {
  unpacked ??= unpack(readWeights());
  return unpacked;
}

/** How much of a message stood in the examples, 0–1: pairs of signs in Chinese, words elsewhere. */
export function familiarity(heard: Heard): number {
  const weights = weightsOf();
  const { letters, words } = featuresOf(heard);
  const pairs = [...letters].filter((name) => /^[^^$|]{2}$/.test(name));
  const single = [...words].filter((name) => /^_[^ ^$]+$/.test(name));
  const parts = pairs.length > 0 ? pairs : single;
  return parts.filter((name) => rowOf(weights, hashOf(name)) >= 0).length / Math.max(1, parts.length);
}

/** A turn asks up to four times about the same message. */
let last: { readonly key: string; readonly guesses: readonly Guess[] } | null = null;

/** Every label with its probability, the likeliest first. */
export function classify(heard: Heard): readonly Guess[] {
  if (last?.key !== heard.key) last = { key: heard.key, guesses: guessesOf(heard) };
  return last.guesses;
}

function guessesOf(heard: Heard): Guess[] {
  const weights = weightsOf();
  const scores = new Float64Array(LABELS.length);
  const found = featuresOf(heard);
  for (const group of GROUPS) {
    const rows: number[] = [];
    for (const name of found[group]) {
      const row = rowOf(weights, hashOf(name));
      if (row >= 0) rows.push(row);
    }
    let square = 0;
    for (const row of rows) square += (weights.rarities[row] ?? 0) ** 2;
    const share = GROUP_WEIGHTS[group] / Math.sqrt(Math.max(1e-9, square));
    for (const row of rows) addRow(weights, row, share * (weights.rarities[row] ?? 0), scores);
  }
  scores[OUTSIDE] = (scores[OUTSIDE] ?? 0) + OUTSIDE_FIRST;
  scores[QUESTIONS] = (scores[QUESTIONS] ?? 0) - QUESTIONS_LAST;
  const most = Math.max(...scores);
  const powers = [...scores].map((score) => Math.exp((score - most) * weights.sharpness));
  const sum = powers.reduce((total, power) => total + power, 0);
  return LABELS.map((label, place) => ({ label, probability: (powers[place] ?? 0) / sum })).sort(
    (a, b) => b.probability - a.probability,
  );
}
