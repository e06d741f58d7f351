/** When a running clock falls due, when its warnings come and what is left: pauses and working calendars included. */
import type { IsoDate } from '../domain/billing.ts';
import { addDays, dayOf, startOfDay } from '../domain/calendar.ts';
import type { OwnDays, WorkingCalendar } from '../domain/cases.ts';
import type { Clock } from './presets.ts';
import { endOfDay, isWorkingDay } from './working-days.ts';

export interface Pause {
  readonly from: Date;
  /** The first instant the clock runs again; null while it still stands still. */
  readonly to: Date | null;
}

export interface Running {
  readonly start: Date;
  readonly clock: Clock;
  readonly calendar: WorkingCalendar;
  /** In any order, may overlap; what lies before the start or after the due time changes nothing. */
  readonly pauses: readonly Pause[];
  readonly own?: OwnDays;
}

const DAY = 86_400_000;

/**
 * Minutes and hours: when that much time has run. Days: the last second (23:59:59) of the n-th day after the first that
 * counts; a day counts unless the clock stood still at its end, and working days only if they are worked.
 * null: the clock stands still before its time is used up. A promise broken before a pause stays broken.
 */
export function dueOf(running: Running): Date | null {
  const { clock } = running;
  return isTimed(clock) ? afterRunning(running, lengthOf(clock)) : whole(countedDay(running, clock.limit));
}

/**
 * When `fraction` (above 0, at most 1) of the clock is used up, for the warnings at 0.5 and 0.8. With n × fraction = k + r days
 * it is r × 24 h into the (k+1)-th day that counts, or the end of the k-th when r is 0. null as in `dueOf`.
 */
export function momentOf(running: Running, fraction: number): Date | null {
  const { clock } = running;
  // In whole milliseconds, because 0.8 × 3 is not 2.4 exactly.
  const used = Math.round(fraction * lengthOf(clock));
  if (isTimed(clock)) return afterRunning(running, used);
  const rest = used % DAY;
  if (rest === 0) return whole(countedDay(running, used / DAY));
  const day = countedDay(running, Math.floor(used / DAY) + 1);
  return day === null ? null : new Date(startOfDay(day).getTime() + rest);
}

/** A promise kept at the very instant it falls due is kept. */
export const breached = (due: Date | null, at: Date): boolean => due !== null && at > due;

/**
 * What to tell a resident: for working days, how many that count come after today up to the due day (0: it is today, or
 * past); for all else the minutes the clock still runs, rounded up, never below 0. null while the clock stands still.
 */
export function leftOf(running: Running, now: Date): { minutes: number } | { workingDays: number } | null {
  const due = dueOf(running);
  if (due === null) return null;
  const from = now > running.start ? now : running.start;
  if (running.clock.unit !== 'working-day') {
    const standing = isTimed(running.clock)
      ? standstills(running).reduce((sum, { from: a, to: b }) => sum + overlap(a, b, from, due), 0)
      : 0;
    return { minutes: Math.max(0, Math.ceil((due.getTime() - from.getTime() - standing) / 60_000)) };
  }
  const last = dayOf(due);
  const pauses = standstills(running);
  let workingDays = 0;
  for (let day = addDays(dayOf(from), 1); day <= last; day = addDays(day, 1)) {
    if (counts(day, running, pauses)) workingDays += 1;
  }
  return { workingDays };
}

interface Standstill {
  readonly from: number;
  /** Infinity while it lasts. */
  readonly to: number;
}

/** The pauses that stop this clock, after its start, in order and apart from each other. */
function standstills({ start, clock, pauses }: Running): readonly Standstill[] {
  if (!clock.pausable) return [];
  const begin = start.getTime();
  const sorted = pauses
    .map(({ from, to }) => ({ from: Math.max(begin, from.getTime()), to: to?.getTime() ?? Number.POSITIVE_INFINITY }))
    .filter(({ from, to }) => to > from)
    .sort((a, b) => a.from - b.from);
  const apart: Standstill[] = [];
  for (const next of sorted) {
    const last = apart.at(-1);
    if (last && next.from <= last.to) apart[apart.length - 1] = { from: last.from, to: Math.max(last.to, next.to) };
    else apart.push(next);
  }
  return apart;
}

const isTimed = ({ unit }: Clock): boolean => unit === 'minute' || unit === 'hour';

/** Milliseconds; a day is 24 hours here. */
function lengthOf({ limit, unit }: Clock): number {
  if (unit === 'minute') return limit * 60_000;
  return unit === 'hour' ? limit * 3_600_000 : limit * DAY;
}

/** The first instant by which the clock has run for `length` milliseconds. */
function afterRunning(running: Running, length: number): Date | null {
  let at = running.start.getTime();
  let left = length;
  for (const { from, to } of standstills(running)) {
    if (from - at >= left) break;
    left -= from - at;
    if (to === Number.POSITIVE_INFINITY) return null;
    at = to;
  }
  return new Date(at + left);
}

function counts(day: IsoDate, { clock, calendar, own }: Running, pauses: readonly Standstill[]): boolean {
  const end = endOfDay(day).getTime();
  if (pauses.some(({ from, to }) => from <= end && end < to)) return false;
  return clock.unit === 'day' || isWorkingDay(day, calendar, own);
}

/** The n-th day after the first that counts. */
function countedDay(running: Running, n: number): IsoDate | null {
  const pauses = standstills(running);
  const lasting = pauses.find(({ to }) => to === Number.POSITIVE_INFINITY)?.from ?? Number.POSITIVE_INFINITY;
  let day = dayOf(running.start);
  for (let left = n; left > 0; ) {
    day = addDays(day, 1);
    if (endOfDay(day).getTime() >= lasting) return null;
    if (counts(day, running, pauses)) left -= 1;
  }
  return day;
}

const whole = (day: IsoDate | null): Date | null => (day === null ? null : endOfDay(day));

const overlap = (a: number, b: number, from: Date, to: Date): number =>
  Math.max(0, Math.min(b, to.getTime()) - Math.max(a, from.getTime()));
