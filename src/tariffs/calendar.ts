/** Calendar dates as text and whole numbers: no clock, no time zone. */
import type { IsoDate } from '../domain/billing.ts';

/** Days since 1970-01-01 in the Gregorian calendar. */
export function dayNumber(date: IsoDate): number {
  const { year, month, day } = partsOf(date);
  // Years begin in March here, so that the leap day is the last one.
  const y = month > 2 ? year : year - 1;
  const monthFromMarch = (month + 9) % 12;
  const leaps = Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400);
  return y * 365 + leaps + Math.floor((153 * monthFromMarch + 2) / 5) + day - 1 - 719_468;
}

/** Days from the first to the last date, both counted; 0 or less when they are the wrong way round. */
export const daysFromTo = (from: IsoDate, to: IsoDate): number => dayNumber(to) - dayNumber(from) + 1;

/** 1–12 */
export const monthOf = (date: IsoDate): number => partsOf(date).month;

export function lastOfMonth(date: IsoDate): IsoDate {
  const { year, month } = partsOf(date);
  return iso(year, month, monthLength(year, month));
}

export function nextDay(date: IsoDate): IsoDate {
  const { year, month, day } = partsOf(date);
  if (day < monthLength(year, month)) return iso(year, month, day + 1);
  return month === 12 ? iso(year + 1, 1, 1) : iso(year, month + 1, 1);
}

export function dayBefore(date: IsoDate): IsoDate {
  const { year, month, day } = partsOf(date);
  if (day > 1) return iso(year, month, day - 1);
  return month === 1 ? iso(year - 1, 12, 31) : iso(year, month - 1, monthLength(year, month - 1));
}

/** First day of the tariff year the date lies in, for a year that starts on the 1st of `startsIn` (1–12). */
export function yearStart(date: IsoDate, startsIn: number): IsoDate {
  const { year, month } = partsOf(date);
  return iso(month >= startsIn ? year : year - 1, startsIn, 1);
}

function partsOf(date: IsoDate): { year: number; month: number; day: number } {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  if (!match) throw new RangeError('not a calendar date');
  return { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) };
}

function monthLength(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function iso(year: number, month: number, day: number): IsoDate {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
