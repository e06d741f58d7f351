/** The single values of an import file: ids, days, times, decimals, amounts, phones. */
import { z } from 'zod';
import { isDay } from '../../domain/calendar.ts';

/** A file names the same few days again and again. */
const days = new Map<string, boolean>();
function isDate(text: string): boolean {
  const known = days.get(text);
  if (known !== undefined) return known;
  if (days.size > 10_000) days.clear();
  const exists = text >= '1900-01-01' && isDay(text);
  days.set(text, exists);
  return exists;
}
export const currency = z.enum(['CNY', 'TWD']);
export const text = z.string().trim().min(1).max(500);
export const id = z
  .string()
  .regex(/^[^\s\p{Cc}](?:[^\p{Cc}]{0,98}[^\s\p{Cc}])?$/u, 'must have 1 to 100 characters, no space around them');
export const accountNumber = z.string().regex(/^\d{8,22}$/, 'must be 8 to 22 digits');
export const date = z.string().refine(isDate, 'must be a day that exists, YYYY-MM-DD');
export const at = z.iso
  .datetime({ offset: true, error: 'must be a time with its offset, like 2026-11-21T09:00:00+08:00' })
  .refine((time) => isDate(time.slice(0, 10)), 'must be a time that exists')
  .transform((time) => new Date(time));
export const kwh = z
  .string()
  .regex(/^\d{1,12}(?:\.\d{1,2}0*)?$/, 'must be kWh in a decimal string with at most 2 decimals');
export const price = z.string().regex(/^\d{1,6}(?:\.\d{1,10})?$/, 'must be a price in a decimal string, like "0.589"');
/** No currency has more decimals; what the line's own currency allows is checked where it is known. */
export const amount = z
  .string()
  .regex(/^-?\d{1,12}(?:\.\d{1,2}0*)?$/, 'must be an amount in a decimal string, like "177.42"');
export const nullable = <T extends z.ZodType>(schema: T) => schema.nullable().default(null);

/** As residents' phones are compared: national digits only, whatever stands between them. */
export const phone = z
  .string()
  .transform((given) =>
    given
      .replace(/[\s().-]/g, '')
      .replace(/^(?:\+|00)86(?=\d{10,})/, '')
      .replace(/^(?:\+|00)8860?(?=\d{8,9}$)/, '0'),
  )
  .refine((digits) => /^\+?\d{7,15}$/.test(digits), 'must be a phone number of 7 to 15 digits');
