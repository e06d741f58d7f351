/** Counting days from a day: what dates.said.ts is made of. */
import type { IsoDate } from '../../../domain/billing.ts';

export const dayNumber = (iso: IsoDate): number =>
  Date.UTC(+iso.slice(0, 4), +iso.slice(5, 7) - 1, +iso.slice(8, 10)) / 86_400_000;
const isoOf = (days: number): IsoDate => new Date(days * 86_400_000).toISOString().slice(0, 10) as IsoDate;
export const plus = (today: IsoDate, days: number): IsoDate => isoOf(dayNumber(today) + days);
/** 0 is Monday. */
export const weekday = (iso: IsoDate): number => (dayNumber(iso) + 3) % 7;

export function valid(year: number, month: number, day: number): IsoDate | null {
  if (month < 1 || month > 12 || day < 1 || day > 31) return null;
  const iso = isoOf(Date.UTC(year, month - 1, day) / 86_400_000);
  return +iso.slice(5, 7) === month ? iso : null;
}

/** A day without a year is the nearest; where it is about what was, the latest not after today. */
export function nearest(month: number, day: number, today: IsoDate, past: boolean): IsoDate | null {
  const year = +today.slice(0, 4);
  const all = [year - 1, year, year + 1].flatMap((one) => valid(one, month, day) ?? []);
  // What may lie ahead rather does, unless it was not long ago.
  const away = (iso: IsoDate) => {
    const days = dayNumber(iso) - dayNumber(today);
    return days < 0 ? -2 * days : days;
  };
  return all.filter((iso) => !past || iso <= today).sort((a, b) => away(a) - away(b))[0] ?? null;
}

/** The next time it comes, today included. */
export const coming = (month: number, day: number, today: IsoDate): IsoDate | null => {
  const year = +today.slice(0, 4);
  return [year, year + 1].flatMap((one) => valid(one, month, day) ?? []).find((iso) => iso >= today) ?? null;
};

/** The 28th: of this month or one beside it, whichever is nearest. */
export function dayOfMonth(day: number, today: IsoDate, past: boolean): IsoDate | null {
  const now = +today.slice(0, 4) * 12 + +today.slice(5, 7) - 1;
  const all = [-1, 0, 1].flatMap((ahead) => valid(Math.floor((now + ahead) / 12), ((now + ahead) % 12) + 1, day) ?? []);
  const fits = all.filter((iso) => (past ? iso <= today : iso >= today));
  return (past ? fits.at(-1) : fits[0]) ?? null;
}

/** Of a few days; longer ago nobody counts them. */
export const daysAgo = (count: number, today: IsoDate): IsoDate | null =>
  count >= 1 && count <= 31 ? plus(today, -count) : null;
/** A day of the month beside today's. */
export function ofMonth(day: number, today: IsoDate, ahead: number): IsoDate | null {
  const count = +today.slice(0, 4) * 12 + +today.slice(5, 7) - 1 + ahead;
  return valid(Math.floor(count / 12), (count % 12) + 1, day);
}
/** Days of a month. */
export const lengthOf = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** The last day of a month: of this number, the nearest; null: of the one so far from today's. */
export function lastDay(month: number | null, ahead: number, today: IsoDate, past: boolean): IsoDate | null {
  const year = +today.slice(0, 4);
  if (month !== null) return nearest(month, lengthOf(year, month), today, past);
  const count = year * 12 + +today.slice(5, 7) - 1 + ahead;
  const [inYear, of] = [Math.floor(count / 12), (count % 12) + 1];
  return valid(inYear, of, lengthOf(inYear, of));
}
/** The day of this number that is the first one after another. */
export function nextOf(number: number, day: IsoDate): IsoDate | null {
  const [year, month] = [+day.slice(0, 4), +day.slice(5, 7)];
  const same = valid(year, month, number);
  if (same !== null && same > day) return same;
  return month === 12 ? valid(year + 1, 1, number) : valid(year, month + 1, number);
}
