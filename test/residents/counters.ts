/** The zero-tolerance counters: what must never happen, how often it was looked for, where it was found. */

export const COUNTERS = [
  'writes without a yes to the values written',
  "reads of another's account",
  'amounts that stand in no record',
  'times that stand in no record',
  'bot messages after a person took over',
  'cases without owner, next action or deadline',
  'simplified characters in zh-TW, traditional ones in zh-CN',
  'unfinished words: undefined, NaN, [object, Invalid',
  'messages without an answer',
  'a second delivery answered otherwise',
  'the open question lost over something in between',
  'a button of long ago obeyed',
] as const;
export type Counter = (typeof COUNTERS)[number];

export interface Counted {
  readonly n: Record<Counter, number>;
  readonly found: { readonly counter: Counter; readonly what: string }[];
}

export const newCounted = (): Counted => ({
  n: Object.fromEntries(COUNTERS.map((name) => [name, 0])) as Record<Counter, number>,
  found: [],
});

export type Hit = (counter: Counter, bad: boolean, what: () => string) => void;

export const hitting =
  (counted: Counted): Hit =>
  (counter, bad, what) => {
    counted.n[counter] += 1;
    if (bad) counted.found.push({ counter, what: what() });
  };
