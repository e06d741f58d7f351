/** What a line of an import file may say (contract.md section 9): one strict schema a kind, faults in plain words. */
import { z } from 'zod';
import type { LineKind } from '../../domain/billing.ts';
import { isDay } from '../../domain/calendar.ts';
import { amountOf, parseAmount, sum } from '../../domain/money.ts';
import { reasonOf } from './reasons.ts';
import { settingValues } from './settings.ts';

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
const currency = z.enum(['CNY', 'TWD']);
const text = z.string().trim().min(1).max(500);
const id = z
  .string()
  .regex(/^[^\s\p{Cc}](?:[^\p{Cc}]{0,98}[^\s\p{Cc}])?$/u, 'must have 1 to 100 characters, no space around them');
const accountNumber = z.string().regex(/^\d{8,22}$/, 'must be 8 to 22 digits');
const date = z.string().refine(isDate, 'must be a day that exists, YYYY-MM-DD');
const at = z.iso
  .datetime({ offset: true, error: 'must be a time with its offset, like 2026-11-21T09:00:00+08:00' })
  .refine((time) => isDate(time.slice(0, 10)), 'must be a time that exists')
  .transform((time) => new Date(time));
const kwh = z.string().regex(/^\d{1,12}(?:\.\d{1,2}0*)?$/, 'must be kWh in a decimal string with at most 2 decimals');
const price = z.string().regex(/^\d{1,6}(?:\.\d{1,10})?$/, 'must be a price in a decimal string, like "0.589"');
/** No currency has more decimals; what the line's own currency allows is checked where it is known. */
const amount = z.string().regex(/^-?\d{1,12}(?:\.\d{1,2}0*)?$/, 'must be an amount in a decimal string, like "177.42"');
const nullable = <T extends z.ZodType>(schema: T) => schema.nullable().default(null);

/** As residents' phones are compared: national digits only, whatever stands between them. */
const phone = z
  .string()
  .transform((given) =>
    given
      .replace(/[\s().-]/g, '')
      .replace(/^(?:\+|00)86(?=\d{10,})/, '')
      .replace(/^(?:\+|00)8860?(?=\d{8,9}$)/, '0'),
  )
  .refine((digits) => /^\+?\d{7,15}$/.test(digits), 'must be a phone number of 7 to 15 digits');

const tier = z.strictObject({
  upTo: nullable(kwh),
  price,
  pricePeak: price.optional(),
  priceValley: price.optional(),
});
const tariff = z
  .strictObject({
    kind: z.literal('tariff'),
    tariffId: id,
    currency,
    period: z.enum(['month', 'year', 'two-months']),
    effectiveFrom: date,
    effectiveTo: nullable(date),
    seasons: z
      .array(z.strictObject({ months: z.array(z.int().min(1).max(12)).min(1), tiers: z.array(tier).min(1).max(20) }))
      .min(1),
    largeHousehold: z
      .strictObject({ minSize: z.int().min(2).max(100), extra: kwh, reading: z.enum(['keep-width', 'first-tier']) })
      .nullish(),
    minimumKwh: kwh.nullish(),
    yearStartsIn: z.int().min(1).max(12).optional(),
    source: text,
  })
  .superRefine((line, context) => {
    const fault = (path: (string | number)[], message: string) => context.addIssue({ code: 'custom', path, message });
    if (line.effectiveTo !== null && line.effectiveTo < line.effectiveFrom)
      fault(['effectiveTo'], 'is before effectiveFrom');
    const months = line.seasons.flatMap((season) => season.months);
    for (let month = 1; month <= 12; month += 1) {
      const times = months.filter((one) => one === month).length;
      if (times !== 1)
        fault(['seasons'], `month ${month} ${times === 0 ? 'is in no season' : 'is in more than one season'}`);
    }
    line.seasons.forEach((season, s) => {
      for (const [path, message] of tierFaults(season.tiers)) fault(['seasons', s, 'tiers', ...path], message);
    });
  });

function* tierFaults(tiers: readonly z.output<typeof tier>[]): Generator<[path: (string | number)[], message: string]> {
  const timeOfUse = tiers.some((one) => one.pricePeak !== undefined);
  let below = 0;
  for (const [at, { upTo, pricePeak, priceValley }] of tiers.entries()) {
    const last = at === tiers.length - 1;
    if ((upTo === null) !== last)
      yield [[at, 'upTo'], last ? 'must be null in the last tier' : 'may be null in the last tier only'];
    if (upTo !== null && Number(upTo) <= below) yield [[at, 'upTo'], 'must be more than the limit before it'];
    below = Number(upTo ?? below);
    if ((pricePeak === undefined) !== (priceValley === undefined)) {
      yield [[at, pricePeak === undefined ? 'pricePeak' : 'priceValley'], 'pricePeak and priceValley come together'];
    } else if ((pricePeak !== undefined) !== timeOfUse)
      yield [[at, 'pricePeak'], 'every tier of a time-of-use tariff needs it'];
  }
}

const account = z.strictObject({
  kind: z.literal('account'),
  accountNumber,
  holder: text,
  idNumber: nullable(text),
  phone,
  address: text,
  area: z.enum(['city', 'rural', 'remote']),
  feeder: text,
  transformer: text,
  category: text,
  tariffId: id,
  householdSize: z.int().min(0).max(10_000),
  timeOfUse: z.boolean(),
  prepaid: z.boolean(),
  balance: amount,
  status: z.enum(['active', 'cut', 'closed']),
});

const LINE_KINDS = ['energy', 'base', 'late-fee', 'adjustment', 'other'] as const satisfies readonly LineKind[];
const bill = z
  .strictObject({
    kind: z.literal('bill'),
    billId: id,
    accountNumber,
    period: z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])$/, 'must be a month, YYYY-MM'),
    from: date,
    to: date,
    kwh,
    kwhPeak: nullable(kwh),
    kwhValley: nullable(kwh),
    reading: z.enum(['actual', 'estimated']),
    lines: z.array(z.strictObject({ kind: z.enum(LINE_KINDS), amount })).max(100),
    amount,
    currency,
    dueDate: date,
    paidAt: nullable(at),
  })
  .superRefine((line, context) => {
    const fault = (path: (string | number)[], message: string) => context.addIssue({ code: 'custom', path, message });
    if (line.from > line.to) fault(['to'], 'is before from');
    if (line.period !== line.to.slice(0, 7))
      fault(['period'], `must be ${line.to.slice(0, 7)}, the month the bill ends in`);
    const inexact = `is no exact amount in ${line.currency}`;
    const parts = line.lines.flatMap((part, i) => {
      const read = parseAmount(part.amount, line.currency);
      if (!read) fault(['lines', i, 'amount'], inexact);
      return read ?? [];
    });
    const whole = parseAmount(line.amount, line.currency);
    if (!whole) return fault(['amount'], inexact);
    const added = sum(line.currency, parts);
    if (parts.length === line.lines.length && added.minor !== whole.minor) {
      fault(['amount'], `is ${line.amount}, but the lines add up to ${amountOf(added)}`);
    }
  });

const outage = z
  .strictObject({
    kind: z.literal('outage'),
    outageId: id,
    cause: z.enum(['planned', 'fault', 'rotation']),
    feeder: text,
    transformers: z.array(text).max(10_000),
    from: at,
    to: nullable(at),
    estimatedRestoration: nullable(at),
    reason: text,
  })
  .refine((line) => line.to === null || line.from <= line.to, { path: ['to'], error: 'is before from' });

const setting = z
  .strictObject({
    kind: z.literal('setting'),
    name: z.enum(Object.keys(settingValues) as (keyof typeof settingValues)[]),
    value: z.unknown(),
    effectiveFrom: date,
    source: text,
    confirmed: z.boolean(),
  })
  .superRefine((line, context) => {
    const schema: z.ZodType = settingValues[line.name];
    const read = schema.safeParse(line.value, { error: reasonOf });
    for (const issue of read.error?.issues ?? [])
      context.addIssue({ code: 'custom', path: ['value', ...issue.path], message: issue.message });
  });

export const schemas = { tariff, account, bill, outage, setting };
export type Kind = keyof typeof schemas;
export const KINDS = Object.keys(schemas) as readonly Kind[];
export type Line<K extends Kind = Kind> = { [One in K]: z.output<(typeof schemas)[One]> }[K];
