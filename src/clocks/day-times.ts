/** Times of day as people write them: `HH:MM` in the local day. */

/** Minutes since local midnight; `24:00` is the end of the day. Throws on anything else. */
export function minutesOfDay(time: string): number {
  const match = /^(\d{2}):([0-5]\d)$/.exec(time);
  const minutes = match ? Number(match[1]) * 60 + Number(match[2]) : Number.NaN;
  if (!(minutes <= 1_440)) throw new RangeError('not a time of day');
  return minutes;
}
