/** Many severed runs one after the other on one database, and what came of them. */

import type { RunFinding } from './severed-judge.ts';
import { carryOut } from './severed-run.ts';
import { openPayWorld, type Planted, type RealMethod } from './severed-world.ts';

export interface SeveredOptions {
  /** A migrated database that nobody else uses. */
  readonly url: string;
  readonly method: RealMethod;
  readonly seed: number;
  readonly runs: number;
  /** This run alone. */
  readonly only?: number | null;
  readonly planted?: Planted;
  /** Ends after the run in which this says so, e.g. when time is up. */
  readonly enough?: () => boolean;
  /** Ends at the first finding. */
  readonly untilFound?: true;
  readonly onRun?: (done: number, found: number) => void;
}

export interface SeveredTally {
  runs: number;
  /** Runs whose line to the database was cut, or whose house died. */
  struck: number;
  /** Calls to the gateway that broke. */
  broken: number;
  readonly ends: Map<string, number>;
  readonly found: (RunFinding & { readonly number: number })[];
}

export async function runSevered(options: SeveredOptions): Promise<SeveredTally> {
  const tally: SeveredTally = { runs: 0, struck: 0, broken: 0, ends: new Map(), found: [] };
  const world = await openPayWorld({ url: options.url, planted: options.planted });
  try {
    const first = options.only ?? 0;
    for (let number = first; number < (options.only == null ? options.runs : first + 1); number += 1) {
      const report = await carryOut(world, options.method, options.seed, number);
      tally.runs += 1;
      tally.broken += report.broken;
      tally.struck += report.struck ? 1 : 0;
      for (const end of report.ends) tally.ends.set(end, (tally.ends.get(end) ?? 0) + 1);
      tally.found.push(...report.findings.map((finding) => ({ ...finding, number })));
      options.onRun?.(tally.runs, tally.found.length);
      if (options.enough?.()) break;
      if (options.untilFound && tally.found.length > 0) break;
    }
  } finally {
    await world.close();
  }
  return tally;
}
