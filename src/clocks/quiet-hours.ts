/** When a message that can wait may be sent: never in the quiet hours of the local day. */
import { addDays, addMinutes, dayOf, startOfDay } from '../domain/calendar.ts';
import { minutesOfDay } from './day-times.ts';

/** `HH:MM`; `from` later than `to` spans midnight, `from` equal to `to` means there are none. */
export interface QuietHours {
  readonly from: string;
  readonly to: string;
}

/** The instant itself, or the end of the quiet hours it falls into; their end is not quiet any more. */
export function outsideQuietHours(at: Date, quiet: QuietHours): Date {
  const from = minutesOfDay(quiet.from);
  const to = minutesOfDay(quiet.to);
  const today = dayOf(at);
  const [fromAt, toAt] = [addMinutes(startOfDay(today), from), addMinutes(startOfDay(today), to)];
  if (from <= to) return fromAt <= at && at < toAt ? toAt : at;
  if (at < toAt) return toAt;
  return at < fromAt ? at : addMinutes(startOfDay(addDays(today, 1)), to);
}
