/** Working days: mainland holidays and make-up workdays by chinese-days, Taiwan's by our table, a utility's own above both. */
// Its default export is the one shape that Node, vitest and wrangler's bundler agree on.
import chineseDays from 'chinese-days';
import type { IsoDate } from '../domain/billing.ts';
import { addDays, startOfDay } from '../domain/calendar.ts';
import type { OwnDays, WorkingCalendar } from '../domain/cases.ts';
import { taiwanDay, taiwanYearKnown } from './taiwan-days.ts';

/**
 * Off by law in every year, whatever its notice says of the days around them: New Year, Labour Day and National Day (国务院,
 * 全国年节及纪念日放假办法, as of 2025); Founding Day, Peace Memorial Day and National Day (紀念日及節日實施條例, 2025).
 */
const ALWAYS_OFF: Readonly<Record<WorkingCalendar, readonly string[]>> = {
  mainland: ['01-01', '05-01', '05-02', '10-01', '10-02', '10-03'],
  taiwan: ['01-01', '02-28', '05-01', '10-10'],
};

/** In a year the calendar does not know (`calendarKnown`) weekends and these are off and nothing else: too early near a holiday. */
export function isWorkingDay(day: IsoDate, calendar: WorkingCalendar, own?: OwnDays): boolean {
  if (own?.working.includes(day)) return true;
  if (own?.off.includes(day)) return false;
  const said = calendar === 'taiwan' ? taiwanDay(day) : mainlandDay(day);
  if (said) return said === 'working';
  if (!calendarKnown(day, calendar) && ALWAYS_OFF[calendar].includes(day.slice('2027-'.length))) return false;
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6;
}

/** Whether the holidays of the day's year are known: by the calendar, or because the utility listed some of that year. */
export function calendarKnown(day: IsoDate, calendar: WorkingCalendar, own?: OwnDays): boolean {
  const year = day.slice(0, 4);
  if (own && [...own.off, ...own.working].some((other) => other.startsWith(year))) return true;
  if (calendar === 'taiwan') return taiwanYearKnown(day);
  // National Day is in every yearly notice, and no other year's notice reaches it.
  return mainlandDay(`${year}-10-01`) !== null;
}

/** Those from a day on; null when there are none: clocks that begin on it ask for no others. */
export function ownDaysFrom(own: OwnDays, day: IsoDate): OwnDays | null {
  const still = (days: readonly IsoDate[]) => days.filter((one) => one >= day);
  const later = { off: still(own.off), working: still(own.working) };
  return later.off.length + later.working.length > 0 ? later : null;
}

/** The last second of a local day, which is when a promise that ends with the day falls due. */
export const endOfDay = (day: IsoDate): Date => new Date(startOfDay(addDays(day, 1)).getTime() - 1_000);

/**
 * What the notices say of a day beside its weekday; null when they say nothing. Only the lists of chinese-days are asked,
 * with bare dates: its own weekdays are wrong on a machine west of Greenwich. A listed day is called by its holiday in two
 * languages with a comma, any other by its weekday.
 */
function mainlandDay(day: IsoDate): 'off' | 'working' | null {
  const { name, work } = chineseDays.getDayDetail(day);
  if (!name.includes(',')) return null;
  return work ? 'working' : 'off';
}
