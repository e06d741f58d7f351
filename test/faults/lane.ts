/** Many runs one after the other on one database, and what came of them. */
import type { Moves } from './chain.ts';
import type { Finding } from './findings.ts';
import { carryOut } from './run.ts';
import { openWorld, type WorldOptions } from './world.ts';

export interface LaneOptions extends WorldOptions {
  readonly seed: number;
  /** Numbers of the runs. */
  readonly numbers: Iterable<number>;
  /** Ends at the first finding of one of these kinds. */
  readonly until?: readonly Finding['kind'][];
  readonly onRun?: (tally: Tally) => void;
}

export interface Found extends Finding {
  readonly number: number;
}

export interface Tally {
  runs: number;
  /** Runs that a fault struck. */
  struck: number;
  ticks: number;
  readonly faults: Record<string, number>;
  /** By what was done and how it ended. */
  readonly deeds: Record<string, number>;
  readonly found: Found[];
}

export const newTally = (): Tally => ({ runs: 0, struck: 0, ticks: 0, faults: {}, deeds: {}, found: [] });

const count = (into: Record<string, number>, key: string, n = 1): void => {
  into[key] = (into[key] ?? 0) + n;
};

export function addTally(sum: Tally, more: Tally): void {
  sum.runs += more.runs;
  sum.struck += more.struck;
  sum.ticks += more.ticks;
  for (const [key, n] of Object.entries(more.faults)) count(sum.faults, key, n);
  for (const [key, n] of Object.entries(more.deeds)) count(sum.deeds, key, n);
  sum.found.push(...more.found);
}

export async function runLane(options: LaneOptions): Promise<Tally> {
  const tally = newTally();
  const world = await openWorld(options);
  try {
    const { rows } = await world.reader.query<{ key: string; to: string }>(
      `select process || '|' || from_stage || '|' || event as key, to_stage as to from case_transitions`,
    );
    const moves: Moves = new Map(rows.map(({ key, to }) => [key, to]));
    for (const number of options.numbers) {
      const report = await carryOut(world, moves, options.seed, number);
      tally.runs += 1;
      tally.struck += report.faults.length > 0 ? 1 : 0;
      tally.ticks += report.ticks;
      for (const kind of report.faults) count(tally.faults, kind);
      for (const { act, result } of report.deeds) count(tally.deeds, `${act}: ${result}`);
      tally.found.push(...report.findings.map((finding) => ({ ...finding, number })));
      options.onRun?.(tally);
      if (options.until && report.findings.some(({ kind }) => options.until?.includes(kind))) break;
    }
  } finally {
    await world.close();
  }
  return tally;
}
