/** The demo town's three suppliers' tariffs (facts/domain.md 3.2 and 3.3). */
import type { Season, Tariff, Tier } from '../../domain/billing.ts';

const EVERY_MONTH = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

/** Limits of all tiers but the last, and a price for each. */
const tiers = (limits: readonly string[], prices: readonly string[]): readonly Tier[] =>
  prices.map((price, at) => ({ upTo: limits[at] ?? null, price }));

const withTimeOfUse = (plain: readonly Tier[], peak: readonly string[], valley: readonly string[]): readonly Tier[] =>
  plain.map((tier, at) => ({ ...tier, pricePeak: peak[at] ?? tier.price, priceValley: valley[at] ?? tier.price }));

const zhejiang: Tariff = {
  tariffId: 'EX-ZJ',
  currency: 'CNY',
  period: 'year',
  effectiveFrom: '2012-07-01',
  effectiveTo: null,
  seasons: [
    {
      months: EVERY_MONTH,
      tiers: withTimeOfUse(
        tiers(['2760', '4800'], ['0.538', '0.588', '0.838']),
        ['0.568', '0.618', '0.868'],
        ['0.288', '0.338', '0.588'],
      ),
    },
  ],
  largeHousehold: { minSize: 5, extra: '1200', reading: 'keep-width' },
  source:
    'Zhejiang, low voltage, one meter: note of 2024-01-28 quoting the provincial notice (S22, S24); not confirmed',
};

const guangdong: Tariff = {
  tariffId: 'EX-GD',
  currency: 'CNY',
  period: 'month',
  effectiveFrom: '2012-07-01',
  effectiveTo: null,
  seasons: [
    { months: [5, 6, 7, 8, 9, 10], tiers: tiers(['260', '600'], ['0.589', '0.639', '0.889']) },
    { months: [11, 12, 1, 2, 3, 4], tiers: tiers(['200', '400'], ['0.589', '0.639', '0.889']) },
  ],
  largeHousehold: { minSize: 5, extra: '100', reading: 'keep-width' },
  source: 'Guangzhou, 粤价〔2012〕135号 (S23); not confirmed',
};

const SUMMER = [6, 7, 8, 9];
const taiwanSeasons = (summer: readonly string[], other: readonly string[]): readonly Season[] => {
  const limits = ['240', '660', '1000', '1400', '2000'];
  return [
    { months: SUMMER, tiers: tiers(limits, summer) },
    { months: EVERY_MONTH.filter((month) => !SUMMER.includes(month)), tiers: tiers(limits, other) },
  ];
};

const taiwanBefore: Tariff = {
  tariffId: 'EX-TW',
  currency: 'TWD',
  period: 'two-months',
  effectiveFrom: '2024-04-01',
  effectiveTo: '2025-09-30',
  seasons: taiwanSeasons(
    ['1.68', '2.45', '3.70', '5.04', '6.24', '8.46'],
    ['1.68', '2.16', '3.03', '4.14', '5.07', '6.63'],
  ),
  minimumKwh: '40',
  source: 'Taipower 表燈非時間電價 住宅用, 2024-04-01 (S29); not confirmed',
};

const taiwan: Tariff = {
  ...taiwanBefore,
  effectiveFrom: '2025-10-01',
  effectiveTo: null,
  seasons: taiwanSeasons(
    ['1.78', '2.55', '3.80', '5.14', '6.44', '8.86'],
    ['1.78', '2.26', '3.13', '4.24', '5.27', '7.03'],
  ),
  source: 'Taipower 表燈非時間電價 住宅用, 2025-10-01 (S28, S29); not confirmed',
};

export const TARIFFS: readonly Tariff[] = [zhejiang, guangdong, taiwanBefore, taiwan];
