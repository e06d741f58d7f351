/** What a line of an import file may say (contract.md section 9): one strict schema a kind, faults in plain words. */
import { z } from 'zod';
import type { LineKind } from '../../domain/billing.ts';
import { amountOf, parseAmount, sum } from '../../domain/money.ts';
import { pathsOf, reasonOf } from './reasons.ts';
import { settingValues } from './settings.ts';
import { accountNumber, amount, at, currency, date, id, kwh, nullable, phone, price, text } from './values.ts';

const tier = z.strictObject({
  upTo: nullable(kwh),
  price,
  pricePeak: price.optional(),
  priceValley: price.optional(),
});
const YEAR = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
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
    for (const month of YEAR)
      if (months.filter((one) => one === month).length > 1)
        fault(['seasons'], `month ${month} is in more than one season`);
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
  feeder: id,
  transformer: id,
  category: id,
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
    feeder: id,
    transformers: z.array(id).max(10_000),
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
    for (const issue of read.error?.issues ?? []) {
      for (const path of pathsOf(issue))
        context.addIssue({ code: 'custom', path: ['value', ...path], message: issue.message });
    }
  });

export const schemas = { tariff, account, bill, outage, setting };
export type Kind = keyof typeof schemas;
export const KINDS = Object.keys(schemas) as readonly Kind[];
export type Line<K extends Kind = Kind> = { [One in K]: z.output<(typeof schemas)[One]> }[K];

/** What is right and yet worth a word: a utility may publish only the months it needs. */
export function warningOf(line: Line): { readonly field: string; readonly reason: string } | null {
  if (line.kind !== 'tariff') return null;
  const without = YEAR.filter((month) => !line.seasons.some(({ months }) => months.includes(month)));
  if (without.length === 0) return null;
  const [months, these] =
    without.length === 1
      ? [`month ${without[0]} is`, 'this month']
      : [`months ${without.join(', ')} are`, 'these months'];
  return { field: 'seasons', reason: `${months} in no season: bills of ${these} will not be computed` };
}
