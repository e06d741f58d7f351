/** A promise as a clock that runs: what clocks/due.ts needs to know of it. */
import type { Running } from '../../clocks/due.ts';
import type { GivenPromise, OwnDays, StandingPromise, WorkingCalendar } from '../../domain/cases.ts';

/** Whose days count for a case and when it stood still, as its row keeps it. */
export interface Standing {
  readonly calendar: WorkingCalendar;
  /** The utility's own, as they were known when the case was opened. */
  readonly ownDays: OwnDays | null;
  readonly pauses: readonly { readonly from: string; readonly to: string | null }[];
}

/** null for a promise that repeats an instant on record: it has no limit to run. */
export const runningOf = (promise: GivenPromise, { calendar, ownDays, pauses }: Standing): Running | null =>
  promise.limit === undefined || !promise.unit
    ? null
    : {
        start: new Date(promise.start),
        clock: { limit: promise.limit, unit: promise.unit, pausable: promise.pausable === true },
        calendar,
        pauses: pauses.map(({ from, to }) => ({ from: new Date(from), to: to === null ? null : new Date(to) })),
        ...(ownDays && { own: ownDays }),
      };

/** Neither kept nor given up. */
export const isStanding = (promise: StandingPromise): boolean => !promise.metAt && !promise.dropped;

/** The one that falls due first; one that stands still comes last. */
export const firstDue = (promises: readonly StandingPromise[]): StandingPromise | undefined =>
  [...promises].sort((a, b) => ((a.due ?? '9999') < (b.due ?? '9999') ? -1 : 1))[0];
