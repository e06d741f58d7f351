/** Working days: mainland holidays and make-up workdays by chinese-days; minutes and hours run around the clock. */
// Its default export is the one shape that Node, vitest and wrangler's bundler agree on.
import chineseDays from 'chinese-days';
import type { IsoDate } from '../domain/billing.ts';
import { addDays, dayOf, startOfDay } from '../domain/calendar.ts';

export type WorkingCalendar = 'mainland' | 'taiwan';

/**
 * Taiwan's list of holidays is not loaded yet: weekends only, so a deadline there may fall earlier than the promise needs,
 * never later.
 */
export function isWorkingDay(day: IsoDate, calendar: WorkingCalendar): boolean {
  if (calendar === 'mainland') return chineseDays.isWorkday(day);
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6;
}

/** The end of the n-th working day after `from`; counting starts with the next working day (contract.md section 5). */
export function endOfWorkingDay(from: Date, n: number, calendar: WorkingCalendar): Date {
  let day = dayOf(from);
  for (let left = n; left > 0; ) {
    day = addDays(day, 1);
    if (isWorkingDay(day, calendar)) left -= 1;
  }
  return new Date(startOfDay(addDays(day, 1)).getTime() - 1_000);
}
