/** Names, addresses and titles as a learned tagger finds them: a second opinion beside the readers, with how sure it is. */
import { readWeights } from '#weights';
import { behind, type Known, unpack, unpackKnown, type Weights } from '../local/packed.ts';
import { featureOf, featuresAt, tokensOf } from './tagger.features.ts';
import { latticeOf, MARKS, spansOf, TAGGED, type Tagged } from './tagger.lattice.ts';

interface Model {
  readonly known: Known;
  /** A feature's row by its hash, open addressing; -1: none. */
  readonly keys: Int32Array;
  readonly rows: Int32Array;
  readonly weights: Weights;
  readonly steps: Float64Array;
}

/** Templates of features come far below. */
const STEP = 1_000;
/** What a mark is worth behind another is kept under a name like any feature. */
export const stepFeature = (before: number): number => featureOf(STEP, before);

const ROOM = 1 << 17;
function modelOf(weights: Weights, known: Known): Model {
  const keys = new Int32Array(ROOM).fill(-1);
  const rows = new Int32Array(ROOM);
  for (const [row, hash] of weights.hashes.entries()) {
    let at = hash & (ROOM - 1);
    while (keys[at] !== -1) at = (at + 1) & (ROOM - 1);
    keys[at] = hash;
    rows[at] = row;
  }
  const model = { known, keys, rows, weights, steps: new Float64Array(MARKS * MARKS).fill(1) };
  for (let before = 0; before < MARKS; before += 1) {
    const scores = new Float64Array(MARKS);
    addFeature(model, stepFeature(before), scores, 0);
    for (let mark = 0; mark < MARKS; mark += 1)
      model.steps[before * MARKS + mark] = Math.exp((scores[mark] as number) * weights.sharpness);
  }
  return model;
}

function addFeature({ keys, rows, weights }: Model, hash: number, scores: Float64Array, from: number): void {
  let at = hash & (ROOM - 1);
  while (keys[at] !== hash) {
    if (keys[at] === -1) return;
    at = (at + 1) & (ROOM - 1);
  }
  const row = rows[at] as number;
  const unit = weights.units[row] as number;
  for (let mark = 0; mark < MARKS; mark += 1)
    scores[from + mark] = (scores[from + mark] as number) + unit * (weights.steps[row * MARKS + mark] as number);
}

interface Guessed {
  readonly value: string;
  readonly chance: number;
}
type Guesses = Readonly<Record<Tagged, readonly Guessed[]>>;

/** Rarer guesses are none. */
const LEAST = 0.02;

/** What each slot may hold, the likeliest first. */
function guessesOf(model: Model, written: string, labels: readonly string[]): Guesses {
  const tokens = tokensOf(written);
  const guesses: Record<Tagged, Guessed[]> = { address: [], newName: [], oldName: [], invoiceTitle: [] };
  if (tokens.length === 0) return guesses;
  const scores = new Float64Array(tokens.length * MARKS);
  for (const [at, features] of featuresAt(written, tokens, labels, model.known).entries())
    for (const feature of features) addFeature(model, feature, scores, at * MARKS);
  const { sharpness } = model.weights;
  const lattice = latticeOf(
    scores.map((score) => score * sharpness),
    model.steps,
  );
  for (const [slot, name] of TAGGED.entries())
    guesses[name] = spansOf(lattice, slot, LEAST)
      .sort((a, b) => b.chance - a.chance)
      .map(({ first, last, chance }) => ({
        value: written.slice(tokens[first]?.start, tokens[last]?.end),
        chance,
      }));
  return guesses;
}

/** Unpacked when the first message comes, so that a start costs nothing. */
let ours: Model | null = null;
function model(): Model {
  if (ours === null) {
    const file = behind(readWeights());
    ours = modelOf(unpack(behind(file)), unpackKnown(file));
  }
  return ours;
}

/** A message is asked about more than once in a turn. */
let last: { readonly asked: string; readonly guesses: Guesses } | null = null;

export function guessedIn(written: string, labels: readonly string[]): Guesses {
  const asked = `${labels.join(' ')}\n${written}`;
  if (last?.asked !== asked) last = { asked, guesses: guessesOf(model(), written, labels) };
  return last.guesses;
}

/** Where the readers found nothing. */
const SURE = 0.5;
/** Where they found something else, which the tagger all but rules out. */
const SURER = 0.6;
const RULED_OUT = 0.05;
const plain = (value: string): string => value.replace(/[- ]/g, '').normalize('NFKC');

/** Which of both is the value. */
export function settled(read: string | undefined, guesses: readonly Guessed[]): string | undefined {
  const best = guesses[0];
  if (best === undefined) return read;
  if (read === undefined) return best.chance > SURE ? best.value : undefined;
  const same = guesses.find(({ value }) => plain(value) === plain(read));
  return best !== same && best.chance > SURER && (same?.chance ?? 0) < RULED_OUT ? best.value : read;
}

/** The readers' word on a message and the tagger's, settled. `labels`: what the message is understood as. */
export function settledIn(
  slot: Tagged,
  read: string | undefined,
  written: string,
  labels: readonly string[],
): string | undefined {
  const value = settled(read, guessedIn(written, labels)[slot]);
  return slot === 'address' &&
    value !== undefined &&
    (isCutShort(written, read, value) || tellsHowFar(read, value) || isIntroduced(read, value))
    ? read
    : value;
}

/** Readers of addresses stop too early or begin too early; what they took for its last part belongs to it. */
function isCutShort(written: string, read: string | undefined, guess: string): boolean {
  if (read === undefined) return false;
  const from = written.indexOf(read);
  const to = from + read.length;
  const guessed = written.indexOf(guess);
  const end = guessed + guess.length;
  return from >= 0 && guessed < to && end > from && end < to;
}

/** 解放路116号整栋楼: how far it is dark is no part of where. */
const tellsHowFar = (read: string | undefined, guess: string): boolean =>
  read !== undefined && guess.startsWith(read) && HOW_FAR.test(guess.slice(read.length));
const HOW_FAR = /^[ ,，]?(?:整|全[部楼村]|所有|一带|附近|周围|上下|都|(?:the )?(?:whole|entire|all)\b)/i;

/** 地点解放路116号: what says that an address comes is none of it. */
const isIntroduced = (read: string | undefined, guess: string): boolean =>
  read !== undefined && guess.endsWith(read) && LEAD.test(guess.slice(0, -read.length));
const LEAD = /^(?:地[点點址]|住址|位置|位[于於]|在)[是为為]?$/;
