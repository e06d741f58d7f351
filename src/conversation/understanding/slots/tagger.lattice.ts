/** Every way to mark the tokens of a message as parts of values, weighed at once (a conditional random field, forwards and backwards). */

export const TAGGED = ['address', 'newName', 'oldName', 'invoiceTitle'] as const;
export type Tagged = (typeof TAGGED)[number];

/** Outside; then for each slot the first, a middle, the last, and the only token of its value. */
export const MARKS = 1 + 4 * TAGGED.length;
export const FIRST = 0;
export const MIDDLE = 1;
export const LAST = 2;
export const ONLY = 3;
export const markOf = (slot: number, part: number): number => 1 + 4 * slot + part;

const partOf = (mark: number): number => (mark === 0 ? ONLY : (mark - 1) % 4);
const slotOf = (mark: number): number => (mark === 0 ? -1 : Math.floor((mark - 1) / 4));
const goesOn = (mark: number): boolean => partOf(mark) === FIRST || partOf(mark) === MIDDLE;
const begun = (mark: number): boolean => partOf(mark) === MIDDLE || partOf(mark) === LAST;
const every = Array.from({ length: MARKS }, (_, mark) => mark);
/** Marks that may stand before each mark. */
export const BEFORE: readonly (readonly number[])[] = every.map((mark) =>
  every.filter((before) => (goesOn(before) ? begun(mark) && slotOf(before) === slotOf(mark) : !begun(mark))),
);
const STARTS = every.filter((mark) => !begun(mark));
const ENDS = every.filter((mark) => !goesOn(mark));

export interface Lattice {
  readonly count: number;
  /** How much each mark of each token is worth, and what each is worth behind another; powers, not logarithms. */
  readonly worth: Float64Array;
  readonly steps: Float64Array;
  /** Chances of everything up to a token, and of everything behind it; their product is the mark's chance. */
  readonly forwards: Float64Array;
  readonly backwards: Float64Array;
  /** What each token's sums were divided by. */
  readonly scales: Float64Array;
}

/** `scores`: `MARKS` a token; `steps`: powers of what a mark is worth behind another, `MARKS` squared. */
export function latticeOf(scores: Float64Array, steps: Float64Array): Lattice {
  const count = scores.length / MARKS;
  const worth = new Float64Array(scores.length);
  const forwards = new Float64Array(scores.length);
  const backwards = new Float64Array(scores.length);
  const scales = new Float64Array(count);
  for (let at = 0; at < count; at += 1) {
    const from = at * MARKS;
    let most = -Infinity;
    for (let mark = 0; mark < MARKS; mark += 1) most = Math.max(most, scores[from + mark] as number);
    for (let mark = 0; mark < MARKS; mark += 1) worth[from + mark] = Math.exp((scores[from + mark] as number) - most);
    let sum = 0;
    if (at === 0) for (const mark of STARTS) sum += forwards[mark] = worth[mark] as number;
    else
      for (let mark = 0; mark < MARKS; mark += 1) {
        let ways = 0;
        for (const before of BEFORE[mark] as readonly number[])
          ways += (forwards[from - MARKS + before] as number) * (steps[before * MARKS + mark] as number);
        sum += forwards[from + mark] = ways * (worth[from + mark] as number);
      }
    scales[at] = sum;
    for (let mark = 0; mark < MARKS; mark += 1) forwards[from + mark] = (forwards[from + mark] as number) / sum;
  }
  // Nothing may be left open at the end.
  let whole = 0;
  for (const mark of ENDS) whole += forwards[(count - 1) * MARKS + mark] as number;
  for (const mark of ENDS) backwards[(count - 1) * MARKS + mark] = 1 / whole;
  for (let at = count - 1; at > 0; at -= 1) {
    const from = at * MARKS;
    const scale = scales[at] as number;
    for (let mark = 0; mark < MARKS; mark += 1) {
      const rest = ((backwards[from + mark] as number) * (worth[from + mark] as number)) / scale;
      if (rest === 0) continue;
      for (const before of BEFORE[mark] as readonly number[])
        backwards[from - MARKS + before] =
          (backwards[from - MARKS + before] as number) + rest * (steps[before * MARKS + mark] as number);
    }
  }
  return { count, worth, steps, forwards, backwards, scales };
}

export interface Span {
  readonly first: number;
  readonly last: number;
  readonly chance: number;
}

/** Values of a slot with their chances, those below `least` left out. */
export function spansOf(
  { count, worth, steps, forwards, backwards, scales }: Lattice,
  slot: number,
  least: number,
): Span[] {
  const spans: Span[] = [];
  const first = markOf(slot, FIRST);
  const middle = markOf(slot, MIDDLE);
  const last = markOf(slot, LAST);
  const only = markOf(slot, ONLY);
  for (let from = 0; from < count; from += 1) {
    const alone = (forwards[from * MARKS + only] as number) * (backwards[from * MARKS + only] as number);
    if (alone >= least) spans.push({ first: from, last: from, chance: alone });
    let way = forwards[from * MARKS + first] as number;
    let before = first;
    for (let at = from + 1; at < count; at += 1) {
      // What is on the way here is the chance of all that end from here on.
      if (way * (backwards[(at - 1) * MARKS + before] as number) < least) break;
      const here = at * MARKS;
      const scale = scales[at] as number;
      const ended = (way * (steps[before * MARKS + last] as number) * (worth[here + last] as number)) / scale;
      const chance = ended * (backwards[here + last] as number);
      if (chance >= least) spans.push({ first: from, last: at, chance });
      way = (way * (steps[before * MARKS + middle] as number) * (worth[here + middle] as number)) / scale;
      before = middle;
    }
  }
  return spans;
}
