/** Things that happen once a day, at a time of the local day. */
import { addDays, addMinutes, dayOf, startOfDay } from '../domain/calendar.ts';
import { minutesOfDay } from './day-times.ts';

/** The next time it is `HH:MM`, after `now`. */
export function nextTimeOfDay(now: Date, time: string): Date {
  const minutes = minutesOfDay(time);
  const today = addMinutes(startOfDay(dayOf(now)), minutes);
  return today > now ? today : addMinutes(startOfDay(addDays(dayOf(now), 1)), minutes);
}
