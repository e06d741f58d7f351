/** The values a `setting` line may carry, one schema a name; the compiler keeps them equal to domain/settings.ts. */
import { z } from 'zod';
import { TEAMS } from '../../domain/cases.ts';
import { CHANNELS } from '../../domain/names.ts';
import { FACT_NAMES, type FactName } from '../../domain/notice-facts.ts';
import { NOTICE_TOPICS } from '../../domain/notices.ts';
import type { Settings } from '../../domain/settings.ts';
import { date } from './values.ts';

const decimal = z.string().regex(/^\d{1,9}(?:\.\d{1,6})?$/, 'must be a decimal string, like "1" or "0.5"');
const timeOfDay = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'must be a time like 08:00');
const text = z.string().trim().min(1).max(200);
const perCurrency = z.strictObject({ CNY: decimal, TWD: decimal });
const perLocale = z.strictObject({ 'zh-CN': text, 'zh-TW': text, en: text });
const largeHousehold = z
  .strictObject({
    minSize: z.int().min(2).max(100),
    extra: decimal,
    reading: z.enum(['keep-width', 'first-tier']),
  })
  .nullable();
const days = z.array(date).max(400);
const perPeriod = z.strictObject({ month: largeHousehold, year: largeHousehold });

export const settingValues: { readonly [Name in keyof Settings]: z.ZodType<Settings[Name]> } = {
  lateFeePerMille: perCurrency,
  minLateFee: perCurrency,
  largeHousehold: z.strictObject({ CNY: perPeriod, TWD: perPeriod }),
  supplierName: perLocale,
  hotline: perLocale,
  emergencyNumbers: perLocale,
  regulatorLine: perLocale,
  helpLine: perLocale,
  refundSecondPersonAbove: perCurrency,
  taxNumberCheck: z.enum(['form', 'check-digit']),
  paymentMinutes: z.int().min(1).max(1_440),
  ratingDays: z.int().min(1).max(365),
  clocks: z
    .array(
      z.strictObject({
        id: text,
        limit: z.int().min(1).max(100_000),
        unit: z.enum(['minute', 'hour', 'day', 'working-day']),
        pausable: z.boolean(),
        effectiveFrom: date,
        confirmed: z.boolean(),
        source: text,
      }),
    )
    .max(500),
  workingDays: z.strictObject({ off: days, working: days }),
  staff: z
    .array(
      z.strictObject({
        staffId: text,
        name: text,
        team: z.enum(TEAMS),
        role: z.enum(['clerk', 'supervisor', 'manager', 'editor']),
      }),
    )
    .max(5_000),
  quietHours: z.strictObject({ from: timeOfDay, to: timeOfDay }),
  noticePlan: z.strictObject({
    outageDaysAhead: z.int().min(1).max(60),
    outageHoursAhead: z.int().min(1).max(168),
    billDaysBefore: z.int().min(0).max(30),
    billDaysAfter: z
      .array(z.int().min(1).max(365))
      .max(10)
      .refine((days) => days.every((day, i) => i === 0 || day > (days[i - 1] ?? 0)), 'must rise'),
  }),
  linePlan: z
    .strictObject({
      lowPercent: z.int().min(0).max(100),
      reservePercent: z.int().min(0).max(100),
      digestAt: timeOfDay,
      keepDays: z.int().min(1).max(90),
    })
    .refine((plan) => plan.reservePercent <= plan.lowPercent, 'reservePercent must not be above lowPercent'),
  channelOrder: z
    .array(z.enum(CHANNELS))
    .max(CHANNELS.length)
    .refine((channels) => new Set(channels).size === channels.length, 'must name each channel once'),
  elsewhereAfterMinutes: z
    .int()
    .min(0)
    .max(7 * 24 * 60),
  officeHours: z.strictObject({ days: z.enum(['every-day', 'working-days']), from: timeOfDay, to: timeOfDay }),
  reopenDays: z.int().min(0).max(365),
  messageDays: z.int().min(365).max(36_500),
  caseRecordDays: z.int().min(365).max(36_500),
  applianceClaimDays: z.int().min(1).max(365),
  transferTiers: z.enum(['restart', 'prorate', 'carry-on']),
  transferBalance: z.enum(['refund', 'move']),
  miniTemplates: z
    .array(
      z.strictObject({
        topic: z.enum(NOTICE_TOPICS),
        templateId: text,
        page: z.string().trim().max(200),
        fields: z
          .record(
            z.string().regex(/^[a-z_]+\d*$/, 'must be a field like thing1'),
            z.custom<FactName | `=${string}`>(
              (value) =>
                typeof value === 'string' && (/^=.{1,60}$/u.test(value) || FACT_NAMES.some((name) => name === value)),
              `must be one of ${FACT_NAMES.join(', ')}, or = and words`,
            ),
          )
          .refine((fields) => Object.keys(fields).length > 0, 'must name fields'),
      }),
    )
    .max(20)
    .refine(
      (templates) => new Set(templates.map(({ topic }) => topic)).size === templates.length,
      'must have one template a topic',
    ),
  modelLimits: z.strictObject({
    turnMs: z.int().min(100).max(2_500),
    tokensPerResident: z.int().min(0).max(10_000_000),
    tokensPerDay: z.int().min(0).max(10_000_000_000),
    failures: z.int().min(1).max(100),
    restSeconds: z.int().min(1).max(86_400),
  }),
};
