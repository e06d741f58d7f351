/** Days and months as the supplier's customers count them: mainland and Taiwan share UTC+8 and have no summer time. */
import type { IsoDate } from './billing.ts';

const OFFSET_MINUTES = 8 * 60;

/** The local day of an instant. */
export const dayOf = (at: Date): IsoDate => local(at).toISOString().slice(0, 10);

/** RFC 3339 with the local offset: `2026-11-21T22:14:09+08:00`. */
export const rfc3339 = (at: Date): string => `${local(at).toISOString().slice(0, 19)}+08:00`;

/** The instant a local day begins. */
export const startOfDay = (day: IsoDate): Date => new Date(Date.parse(`${day}T00:00:00Z`) - OFFSET_MINUTES * 60_000);

export const addDays = (day: IsoDate, days: number): IsoDate =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

export const addMinutes = (at: Date, minutes: number): Date => new Date(at.getTime() + minutes * 60_000);

/** A day that exists: refuses 2026-02-30. */
export const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) && addDays(text, 0) === text;

function local(at: Date): Date {
  return new Date(at.getTime() + OFFSET_MINUTES * 60_000);
}
