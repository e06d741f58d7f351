/** When people are there to answer: opening hours on every day or on working days. */
import type { IsoDate } from '../domain/billing.ts';
import { addDays, addMinutes, dayOf, startOfDay } from '../domain/calendar.ts';
import type { OwnDays, WorkingCalendar } from '../domain/cases.ts';
import { minutesOfDay } from './day-times.ts';
import { isWorkingDay } from './working-days.ts';

/** `HH:MM`; `to` not after `from` ends on the next day, `00:00` to `24:00` never closes on an open day. */
export interface OfficeHours {
  readonly days: 'every-day' | 'working-days';
  readonly from: string;
  readonly to: string;
}

/** Open from the minute of `from` until just before that of `to`; a night belongs to the day it begins on. */
export function isOpen(at: Date, hours: OfficeHours, calendar: WorkingCalendar, own?: OwnDays): boolean {
  const today = dayOf(at);
  return [addDays(today, -1), today].some((day) => {
    const open = opening(day, hours, calendar, own);
    return open !== null && open.from <= at && at < open.to;
  });
}

/** The instant itself while open, else when it opens next. */
export function nextOpening(at: Date, hours: OfficeHours, calendar: WorkingCalendar, own?: OwnDays): Date {
  if (isOpen(at, hours, calendar, own)) return at;
  for (let day = dayOf(at); ; day = addDays(day, 1)) {
    const open = opening(day, hours, calendar, own);
    if (open !== null && open.from > at) return open.from;
  }
}

function opening(day: IsoDate, hours: OfficeHours, calendar: WorkingCalendar, own?: OwnDays) {
  if (hours.days === 'working-days' && !isWorkingDay(day, calendar, own)) return null;
  const from = minutesOfDay(hours.from);
  const to = minutesOfDay(hours.to);
  const midnight = startOfDay(day);
  return { from: addMinutes(midnight, from), to: addMinutes(midnight, to <= from ? to + 1_440 : to) };
}
