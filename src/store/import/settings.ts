/** The values a `setting` line may carry, one schema a name; the compiler keeps them equal to domain/settings.ts. */
import { z } from 'zod';
import type { Settings } from '../../domain/settings.ts';

const decimal = z.string().regex(/^\d{1,9}(?:\.\d{1,6})?$/, 'must be a decimal string, like "1" or "0.5"');
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
const perPeriod = z.strictObject({ month: largeHousehold, year: largeHousehold });

export const settingValues: { readonly [Name in keyof Settings]: z.ZodType<Settings[Name]> } = {
  lateFeePerMille: perCurrency,
  minLateFee: perCurrency,
  largeHousehold: z.strictObject({ CNY: perPeriod, TWD: perPeriod }),
  supplierName: perLocale,
  hotline: perLocale,
  emergencyNumbers: perLocale,
  paymentMinutes: z.int().min(1).max(1_440),
  ratingDays: z.int().min(1).max(365),
};
