/** "Why is my bill higher?": the parts a resident sees (facts/domain.md 3.6). */
import { describe, expect, test } from 'vitest';
import type { Bill } from '../../src/domain/billing.ts';
import { explain } from '../../src/tariffs/explain.ts';
import { ANHUI, type BillSketch, bill, cny, GUANGZHOU, TAIWAN, TAIWAN_BEFORE, ZHEJIANG } from './tariffs.ts';

const FAMILY = { householdSize: 3, timeOfUse: false };
const OCTOBER = { from: '2026-10-01', to: '2026-10-31', kwh: '298', energy: '177.42' };
const NOVEMBER = { from: '2026-11-01', to: '2026-11-30', kwh: '372', energy: '227.71' };

function why(after: BillSketch, before: BillSketch | null, versions = [GUANGZHOU], facts = FAMILY, more: Bill[] = []) {
  const current = bill(after);
  const previous = before && bill(before);
  const bills = [current, ...(previous ? [previous] : []), ...more];
  const explanation = explain(current, previous, facts, versions, bills);
  const sum = explanation.parts.reduce((total, part) => total + part.amount.minor, 0n);
  expect(sum).toBe(explanation.difference.minor);
  expect(explanation.difference.minor).toBe(current.amount.minor - (previous?.amount.minor ?? 0n));
  return explanation;
}

const amounts = (explanation: ReturnType<typeof why>) =>
  explanation.parts.map((part) => [part.kind, part.amount.minor] as const);

describe('a Guangzhou household asks why November is dearer than October', () => {
  test('fewer days −6.14, more usage a day +53.43, winter limits +3.00', () => {
    const explanation = why(NOVEMBER, OCTOBER);
    expect(amounts(explanation)).toEqual([
      ['days', -614n],
      ['usage', 5343n],
      ['season', 300n],
    ]);
    expect(explanation).toMatchObject({
      billId: 'B-2026-11-30',
      comparedWith: 'B-2026-10-31',
      difference: { minor: 5029n, currency: 'CNY' },
      check: 'agrees',
      computed: { minor: 22771n },
    });
    expect(explanation.usage).toEqual({
      daysBefore: 31,
      daysAfter: 30,
      kwhBefore: '298',
      kwhAfter: '372',
      kwhPerDayBefore: '9.6',
      kwhPerDayAfter: '12.4',
      estimatedBefore: false,
      estimatedAfter: false,
    });
    expect(explanation.parts[2]?.facts).toEqual({
      firstLimitBefore: '260',
      firstLimitAfter: '200',
      firstPriceBefore: '0.589',
      firstPriceAfter: '0.589',
      averagePriceBefore: '0.6041',
      averagePriceAfter: '0.6121',
      yearKwhBefore: null,
      yearKwhAfter: null,
    });
    expect(explanation.tiers.map(({ tier, kwh, price, amount }) => [tier, kwh, price, amount.minor])).toEqual([
      [1, '200', '0.589', 11780n],
      [2, '172', '0.639', 10991n],
    ]);
  });

  test('the same kWh in as many days: only the season is a reason, usage stays with nothing', () => {
    const explanation = why({ from: '2026-12-01', to: '2026-12-31', kwh: '298', energy: '180.42' }, OCTOBER);
    expect(amounts(explanation)).toEqual([
      ['usage', 0n],
      ['season', 300n],
    ]);
  });

  test('a late fee and an adjustment are parts of their own, an equal base charge is none', () => {
    const explanation = why(
      {
        ...NOVEMBER,
        others: [
          ['base', '5.00'],
          ['late-fee', '1.77'],
          ['adjustment', '-20.00'],
        ],
      },
      {
        ...OCTOBER,
        others: [
          ['base', '5.00'],
          ['adjustment', '3.50'],
        ],
      },
    );
    expect(explanation.parts.slice(3)).toEqual([
      {
        kind: 'other',
        amount: { minor: 177n, currency: 'CNY' },
        facts: {
          unexplained: false,
          line: 'late-fee',
          before: { minor: 0n, currency: 'CNY' },
          after: { minor: 177n, currency: 'CNY' },
        },
      },
      {
        kind: 'other',
        amount: { minor: -2350n, currency: 'CNY' },
        facts: {
          unexplained: false,
          line: 'adjustment',
          before: { minor: 350n, currency: 'CNY' },
          after: { minor: -2000n, currency: 'CNY' },
        },
      },
    ]);
    expect(explanation.check).toBe('agrees');
  });

  test('a reading that was estimated last time is said beside the usage', () => {
    const explanation = why(NOVEMBER, { ...OCTOBER, reading: 'estimated' });
    expect(explanation.parts[1]?.facts).toMatchObject({ estimatedBefore: true, estimatedAfter: false });
  });

  test('a bill that is wrong by 12.29 keeps its right parts and shows the rest as unexplained', () => {
    const explanation = why({ ...NOVEMBER, energy: '240.00' }, OCTOBER);
    expect(amounts(explanation)).toEqual([
      ['days', -614n],
      ['usage', 5343n],
      ['season', 300n],
      ['other', 1229n],
    ]);
    expect(explanation.parts[3]?.facts).toEqual({ unexplained: true, missing: null });
    expect(explanation).toMatchObject({ check: 'differs', computed: { minor: 22771n } });
  });

  test('a bill whose lines do not add up says so and still explains its amount', () => {
    const wrong = { ...bill(NOVEMBER), amount: { minor: 23000n, currency: 'CNY' as const } };
    const explanation = explain(wrong, bill(OCTOBER), FAMILY, [GUANGZHOU], []);
    expect(explanation.check).toBe('differs');
    expect(amounts(explanation).at(-1)).toEqual(['other', 229n]);
  });

  test('a first bill is its energy and its other lines', () => {
    const explanation = why({ ...NOVEMBER, others: [['base', '5.00']] }, null);
    expect(explanation.comparedWith).toBeNull();
    expect(amounts(explanation)).toEqual([
      ['usage', 22771n],
      ['other', 500n],
    ]);
    expect(explanation.parts[0]?.facts).toMatchObject({ daysBefore: null, kwhPerDayBefore: null, kwhAfter: '372' });
  });
});

describe('prices change', () => {
  test('the same kWh under new prices: only the tariff is a reason', () => {
    const dearer = {
      ...GUANGZHOU,
      effectiveFrom: '2026-11-01',
      seasons: GUANGZHOU.seasons.map((season) => ({
        ...season,
        tiers: season.tiers.map((tier) => ({ ...tier, price: (Number(tier.price) + 0.1).toFixed(3) })),
      })),
    };
    const explanation = why(
      { from: '2026-12-01', to: '2026-12-31', kwh: '150', energy: '103.35' },
      { from: '2026-03-01', to: '2026-03-31', kwh: '150', energy: '88.35' },
      [GUANGZHOU, dearer],
    );
    expect(amounts(explanation)).toEqual([
      ['usage', 0n],
      ['tariff', 1500n],
    ]);
    expect(explanation.parts[1]?.facts).toMatchObject({
      since: '2026-11-01',
      firstPriceBefore: '0.589',
      firstPriceAfter: '0.689',
    });
  });

  test('summer ends and prices rise in one Taiwanese bill: season first, then tariff, whole dollars', () => {
    // 62 days of summer at the old prices: 403.20 + 906.50 = 1309.70; 61 other days at the new ones: 1263.40
    const explanation = why(
      { from: '2025-10-01', to: '2025-11-30', kwh: '610', energy: '1263', currency: 'TWD' },
      { from: '2025-07-01', to: '2025-08-31', kwh: '610', energy: '1310', currency: 'TWD' },
      [TAIWAN, TAIWAN_BEFORE],
    );
    // 600.16 kWh under old summer prices 1285.59; 610: 1309.70; old other prices 403.20 + 799.20 = 1202.40
    expect(amounts(explanation)).toEqual([
      ['days', -24n],
      ['usage', 24n],
      ['season', -108n],
      ['tariff', 61n],
    ]);
  });
});

describe('the annual ladder', () => {
  const half = { from: '2026-01-01', to: '2026-06-30', kwh: '2500', energy: '1345.00' };
  const july = { from: '2026-07-01', to: '2026-07-31', kwh: '200', energy: '107.60' };
  const august = { from: '2026-08-01', to: '2026-08-31', kwh: '200', energy: '114.60' };

  test('the first limit passed in August: the season part says where the counter stood', () => {
    const explanation = why(august, july, [ZHEJIANG], FAMILY, [bill(half)]);
    expect(amounts(explanation)).toEqual([
      ['usage', 0n],
      ['season', 700n],
    ]);
    expect(explanation.parts[1]?.facts).toMatchObject({
      yearKwhBefore: '2500',
      yearKwhAfter: '2700',
      firstLimitAfter: '2760',
    });
    expect(explanation.check).toBe('agrees');
  });

  test('without the first half of the year nothing is claimed about usage', () => {
    const explanation = why(august, july, [ZHEJIANG]);
    expect(explanation.check).toBe('incomplete');
    expect(explanation).not.toHaveProperty('computed');
    expect(explanation.tiers).toEqual([]);
    expect(explanation.parts).toEqual([
      {
        kind: 'other',
        amount: { minor: 700n, currency: 'CNY' },
        facts: { unexplained: true, missing: { what: 'earlier-bills', on: '2026-01-01' } },
      },
    ]);
    expect(explanation.usage).toMatchObject({ kwhPerDayBefore: '6.5', kwhPerDayAfter: '6.5' });
  });

  test('January begins again at the first tier', () => {
    const explanation = why(
      { from: '2027-01-01', to: '2027-01-31', kwh: '200', energy: '107.60' },
      { from: '2026-12-01', to: '2026-12-31', kwh: '200', energy: '114.60' },
      [ZHEJIANG],
      FAMILY,
      [bill({ from: '2026-01-01', to: '2026-11-30', kwh: '2700', energy: '1452.60' })],
    );
    expect(amounts(explanation)).toEqual([
      ['usage', 0n],
      ['season', -700n],
    ]);
    expect(explanation.parts[1]?.facts).toMatchObject({ yearKwhBefore: '2700', yearKwhAfter: '0' });
  });
});

describe('time of use', () => {
  const onTimeOfUse = { householdSize: 3, timeOfUse: true };
  test('the same kWh with more of them by day: only the mix is a reason', () => {
    const explanation = why(
      { from: '2026-08-01', to: '2026-08-31', kwh: '160', energy: '86.85', split: ['130', '30'] },
      { from: '2026-07-01', to: '2026-07-31', kwh: '160', energy: '72.85', split: ['80', '80'] },
      [ANHUI],
      onTimeOfUse,
    );
    expect(amounts(explanation)).toEqual([
      ['usage', 0n],
      ['time-of-use', 1400n],
    ]);
    expect(explanation.parts[1]?.facts).toEqual({
      peakShareBefore: '50.0',
      peakShareAfter: '81.3',
      valleyShareBefore: '50.0',
      valleyShareAfter: '18.8',
    });
  });

  test('a household that has just chosen time of use sees what it saves', () => {
    const explanation = why(
      { from: '2026-08-01', to: '2026-08-31', kwh: '160', energy: '72.85', split: ['80', '80'] },
      { from: '2026-07-01', to: '2026-07-31', kwh: '160', energy: '90.45' },
      [ANHUI],
      onTimeOfUse,
    );
    expect(amounts(explanation)).toEqual([
      ['usage', 0n],
      ['time-of-use', -1760n],
    ]);
    expect(explanation.parts[1]?.facts).toMatchObject({ peakShareBefore: null, peakShareAfter: '50.0' });
  });
});

describe('odd bills', () => {
  test('the bill before had no usage at all', () => {
    const explanation = why(NOVEMBER, { ...OCTOBER, kwh: '0', energy: '0.00' });
    expect(amounts(explanation)).toEqual([
      ['usage', 22471n],
      ['season', 300n],
    ]);
  });

  test('a bill before in another currency is not compared with', () => {
    const explanation = explain(
      bill(NOVEMBER),
      bill({ ...OCTOBER, energy: '177', currency: 'TWD' }),
      FAMILY,
      [GUANGZHOU],
      [],
    );
    expect(explanation.comparedWith).toBeNull();
    expect(explanation.difference.minor).toBe(cny('227.71'));
  });
});
