/** The tariffs of the golden cases (facts/domain.md 3.2 and 3.3) and short ways to write a bill. */
import type { Bill, BillLine, LargeHousehold, Season, Tariff, Tier } from '../../src/domain/billing.ts';
import { type Currency, parseAmount } from '../../src/domain/money.ts';
import { type ChargeInput, energyCharge } from '../../src/tariffs/charge.ts';

export const EVERY_MONTH = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

/** `tiers('260:0.589', '600:0.639', '0.889')`, or `'260:0.589/0.6/0.3'` with peak and valley. */
export function tiers(...rows: readonly string[]): readonly Tier[] {
  return rows.map((row) => {
    const [limit, prices] = row.includes(':') ? row.split(':') : [null, row];
    const [price = '', pricePeak, priceValley] = (prices ?? '').split('/');
    const timeOfUse = pricePeak && priceValley ? { pricePeak, priceValley } : {};
    return { upTo: limit ?? null, price, ...timeOfUse };
  });
}

export function tariff(period: Tariff['period'], seasons: readonly Season[], more: Partial<Tariff> = {}): Tariff {
  return {
    tariffId: 'T',
    currency: 'CNY',
    period,
    effectiveFrom: '2012-07-01',
    effectiveTo: null,
    seasons,
    source: 'facts/domain.md',
    ...more,
  };
}

const allYear = (...rows: readonly string[]): readonly Season[] => [{ months: EVERY_MONTH, tiers: tiers(...rows) }];

export const plus = (extra: string, reading: LargeHousehold['reading'] = 'keep-width'): LargeHousehold => ({
  minSize: 5,
  extra,
  reading,
});

export const GUANGZHOU = tariff('month', [
  { months: [5, 6, 7, 8, 9, 10], tiers: tiers('260:0.589', '600:0.639', '0.889') },
  { months: [11, 12, 1, 2, 3, 4], tiers: tiers('200:0.589', '400:0.639', '0.889') },
]);

export const ZHEJIANG = tariff(
  'year',
  allYear('2760:0.538/0.568/0.288', '4800:0.588/0.618/0.338', '0.838/0.868/0.588'),
  { largeHousehold: plus('1200') },
);

export const SHANGHAI = tariff(
  'year',
  allYear('3120:0.617/0.617/0.307', '4800:0.667/0.677/0.337', '0.917/0.977/0.487'),
);

export const BEIJING = tariff('year', allYear('2880:0.4883', '4800:0.5383', '0.7883'));

export const ANHUI = tariff(
  'month',
  allYear('180:0.5653/0.5953/0.3153', '350:0.6153/0.6453/0.3653', '0.8653/0.8953/0.6153'),
);

const taiwan = (limits: readonly number[], summer: string, other: string): readonly Season[] => {
  const rows = (prices: string) =>
    tiers(...prices.split('/').map((price, at) => (limits[at] ? `${limits[at]}:${price}` : price)));
  return [
    { months: [6, 7, 8, 9], tiers: rows(summer) },
    { months: [10, 11, 12, 1, 2, 3, 4, 5], tiers: rows(other) },
  ];
};

export const TAIWAN = tariff(
  'two-months',
  taiwan([240, 660, 1000, 1400, 2000], '1.78/2.55/3.80/5.14/6.44/8.86', '1.78/2.26/3.13/4.24/5.27/7.03'),
  { currency: 'TWD', effectiveFrom: '2025-10-01', minimumKwh: '40' },
);

export const TAIWAN_BEFORE = tariff(
  'two-months',
  taiwan([240, 660, 1000, 1400, 2000], '1.68/2.45/3.70/5.04/6.24/8.46', '1.68/2.16/3.03/4.14/5.07/6.63'),
  { currency: 'TWD', effectiveFrom: '2024-04-01', effectiveTo: '2025-09-30', minimumKwh: '40' },
);

export const TAIWAN_MONTHLY = tariff(
  'month',
  taiwan([120, 330, 500, 700, 1000], '1.78/2.55/3.80/5.14/6.44/8.86', '1.78/2.26/3.13/4.24/5.27/7.03'),
  { currency: 'TWD', effectiveFrom: '2025-10-01' },
);

export const SUMMER = { from: '2026-07-01', to: '2026-07-31' };
export const WINTER = { from: '2026-01-01', to: '2026-01-31' };

export function cny(text: string): bigint {
  return minorOf(text, 'CNY');
}

export function minorOf(text: string, currency: Currency): bigint {
  const read = parseAmount(text, currency);
  if (!read) throw new Error(`not an amount: ${text}`);
  return read.minor;
}

/** The charge of one bill as minor units; July 2026 unless said otherwise. */
export function chargeOf(version: Tariff, kwh: number | string, more: Partial<ChargeInput> = {}): bigint {
  return charged(version, kwh, more).amount.minor;
}

export function charged(version: Tariff, kwh: number | string, more: Partial<ChargeInput> = {}) {
  const input = {
    ...SUMMER,
    kwh: String(kwh),
    kwhPeak: null,
    kwhValley: null,
    timeOfUse: false,
    householdSize: 3,
    tariffVersions: [version],
    kwhBefore: version.period === 'year' ? '0' : null,
  };
  const found = energyCharge({ ...input, ...more });
  if (!found.ok) throw new Error(`missing: ${found.missing.what}`);
  return found.value;
}

export interface BillSketch {
  readonly from: string;
  readonly to: string;
  readonly kwh: string;
  readonly energy: string;
  readonly currency?: Currency;
  readonly split?: readonly [peak: string, valley: string];
  readonly reading?: Bill['reading'];
  readonly others?: readonly (readonly [kind: BillLine['kind'], amount: string])[];
}

/** A bill with an energy line and perhaps others, whose amount is their sum. */
export function bill({
  from,
  to,
  kwh,
  energy,
  currency = 'CNY',
  split,
  reading = 'actual',
  others = [],
}: BillSketch): Bill {
  const lines = [['energy', energy] as const, ...others].map(([kind, amount]) => ({
    kind,
    amount: { minor: minorOf(amount, currency), currency },
  }));
  return {
    billId: `B-${to}`,
    accountNumber: '9990000000017',
    period: to.slice(0, 7),
    from,
    to,
    kwh,
    kwhPeak: split?.[0] ?? null,
    kwhValley: split?.[1] ?? null,
    reading,
    lines,
    amount: { minor: lines.reduce((sum, line) => sum + line.amount.minor, 0n), currency },
    dueDate: to,
    paidAt: null,
  };
}
