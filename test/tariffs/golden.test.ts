/** Every golden case of facts/domain.md 3.5: what stands on a resident's bill. */
import { describe, expect, test } from 'vitest';
import { money } from '../../src/domain/money.ts';
import { lateFee } from '../../src/tariffs/late-fee.ts';
import {
  ANHUI,
  BEIJING,
  charged,
  chargeOf,
  cny,
  GUANGZHOU,
  plus,
  SHANGHAI,
  SUMMER,
  TAIWAN,
  TAIWAN_BEFORE,
  TAIWAN_MONTHLY,
  tariff,
  WINTER,
  ZHEJIANG,
} from './tariffs.ts';

describe('a Guangzhou household is billed by the month', () => {
  test.each([
    ['G1', 'summer', 180, '106.02'],
    ['G2', 'summer', 260, '153.14'],
    ['G3', 'summer', 261, '153.78'],
    ['G4', 'summer', 372, '224.71'],
    ['G5', 'summer', 600, '370.40'],
    ['G6', 'summer', 611, '380.18'],
    ['G7', 'winter', 200, '117.80'],
    ['G8', 'winter', 201, '118.44'],
    ['G9', 'winter', 236, '140.80'],
    ['G10', 'winter', 400, '245.60'],
    ['G11', 'winter', 401, '246.49'],
    ['G12', 'winter', 600, '423.40'],
  ])('%s: in %s %i kWh cost %s', (_id, season, kwh, amount) => {
    expect(chargeOf(GUANGZHOU, kwh, season === 'summer' ? SUMMER : WINTER)).toBe(cny(amount));
  });

  const keepWidth = { ...GUANGZHOU, largeHousehold: plus('100') };
  const firstTier = { ...GUANGZHOU, largeHousehold: plus('100', 'first-tier') };
  test.each([
    ['G13: five people use 350 kWh at the first price', keepWidth, 350, 5, '206.15'],
    ['G13: four people pay the second price for 90 of 350 kWh', keepWidth, 350, 4, '210.65'],
    ['G14: five people, every limit moves up: 700 kWh', keepWidth, 700, 5, '429.30'],
    ['G15: five people, only the first limit moves: 700 kWh', firstTier, 700, 5, '454.30'],
    ['G14: without the benefit 700 kWh', GUANGZHOU, 700, 5, '459.30'],
  ])('%s', (_name, version, kwh, householdSize, amount) => {
    expect(chargeOf(version, kwh, { householdSize })).toBe(cny(amount));
  });

  test('the setting gives the benefit where the tariff says nothing, and null gives none', () => {
    const defaults = { largeHousehold: { CNY: { month: plus('100', 'first-tier'), year: plus('1200') } } };
    expect(chargeOf(GUANGZHOU, 700, { householdSize: 5, defaults })).toBe(cny('454.30'));
    expect(chargeOf(GUANGZHOU, 700, { householdSize: 5, defaults: { largeHousehold: null } })).toBe(cny('459.30'));
    expect(chargeOf(BEIJING, 4000, { householdSize: 5, defaults })).toBe(chargeOf(BEIJING, 4000) - cny('56.00'));
  });

  test("the tariff's own benefit goes before the setting", () => {
    const defaults = { largeHousehold: { CNY: { month: plus('500') } } };
    expect(chargeOf(firstTier, 700, { householdSize: 5, defaults })).toBe(cny('454.30'));
  });

  test('a first limit moved above the second leaves no second tier', () => {
    const wide = { ...GUANGZHOU, largeHousehold: plus('400', 'first-tier') };
    expect(charged(wide, 700, { householdSize: 5 }).tiers.map(({ tier, kwh }) => [tier, kwh])).toEqual([
      [1, '660'],
      [3, '40'],
    ]);
  });
});

describe('a Zhejiang household is billed on the annual ladder', () => {
  const split = { timeOfUse: true, kwhPeak: '120', kwhValley: '80' };
  test.each([
    ['Z1: a year of 2760 kWh', 2760, {}, '1484.88'],
    ['Z2: a year of 2761 kWh', 2761, {}, '1485.47'],
    ['Z3: a year of 4900 kWh', 4900, {}, '2768.20'],
    ['Z4: 200 kWh that cross the first limit', 200, { kwhBefore: '2700' }, '114.60'],
    ['Z5: time of use in the first tier', 200, split, '91.20'],
    ['Z6: time of use across the first limit', 200, { ...split, kwhBefore: '2700' }, '98.20'],
    ['Z7: time of use across the second limit', 200, { ...split, kwhBefore: '4750' }, '138.70'],
    ['Z8: five people, a year of 4000 kWh', 4000, { householdSize: 5 }, '2154.00'],
    ['Z8: without the benefit', 4000, {}, '2214.00'],
  ])('%s', (_name, kwh, more, amount) => {
    expect(chargeOf(ZHEJIANG, kwh, more)).toBe(cny(amount));
  });
});

describe('a Shanghai household is billed on the annual ladder', () => {
  test.each([
    ['H1: a year of 3550 kWh', 3550, {}, '2211.85'],
    ['H2: a year of 5000 kWh', 5000, {}, '3229.00'],
    ['H3: 230 kWh that cross the first limit', 230, { kwhBefore: '3000' }, '147.41'],
    ['H4: time of use in the first tier', 260, { timeOfUse: true, kwhPeak: '150', kwhValley: '110' }, '126.32'],
    ['H4: the same without time of use', 260, {}, '160.42'],
    [
      'H5: time of use across the first limit, pro rata over the tiers',
      300,
      { timeOfUse: true, kwhPeak: '180', kwhValley: '120', kwhBefore: '3000' },
      '156.54',
    ],
    ['H5: the same without time of use', 300, { kwhBefore: '3000' }, '194.10'],
  ])('%s', (_name, kwh, more, amount) => {
    expect(chargeOf(SHANGHAI, kwh, more)).toBe(cny(amount));
  });
});

describe('twelve months on the annual ladder', () => {
  const year = (version: typeof SHANGHAI, months: readonly number[]) => {
    let before = 0;
    return months.map((kwh) => {
      const amount = chargeOf(version, kwh, { kwhBefore: String(before) });
      before += kwh;
      return amount;
    });
  };
  const sumOf = (amounts: readonly bigint[]) => amounts.reduce((sum, amount) => sum + amount, 0n);

  test('Shanghai: the tenth bill crosses the limit, the year is 2345.25', () => {
    const amounts = year(SHANGHAI, [260, 300, 240, 200, 220, 280, 520, 560, 420, 230, 220, 300]);
    const printed = '160.42 185.10 148.08 123.40 135.74 172.76 320.84 345.52 259.14 147.41 146.74 200.10';
    expect(amounts).toEqual(printed.split(' ').map(cny));
    expect(sumOf(amounts)).toBe(cny('2345.25'));
  });

  test('Beijing: the rounded months are two fen above the exact year', () => {
    const months = [250, 260, 230, 210, 220, 260, 430, 450, 380, 220, 230, 260];
    const amounts = year(BEIJING, months);
    const printed = '122.08 126.96 112.31 102.54 107.43 126.96 209.97 219.74 185.55 108.93 123.81 139.96';
    expect(amounts).toEqual(printed.split(' ').map(cny));
    expect(sumOf(amounts)).toBe(cny('1686.24'));
    expect(
      chargeOf(
        BEIJING,
        months.reduce((sum, kwh) => sum + kwh),
      ),
    ).toBe(cny('1686.22'));
  });

  test.each([
    [3000, '1470.90'],
    [5000, '2597.50'],
  ])('Beijing: a year of %i kWh costs %s', (kwh, amount) => {
    expect(chargeOf(BEIJING, kwh)).toBe(cny(amount));
  });
});

describe('an Anhui household is billed by the month', () => {
  test.each([
    [150, '84.80'],
    [180, '101.75'],
    [181, '102.37'],
    [350, '206.36'],
    [400, '249.62'],
  ])('%i kWh cost %s, rounded once', (kwh, amount) => {
    expect(chargeOf(ANHUI, kwh)).toBe(cny(amount));
  });

  test('time of use: 120 kWh by day and 80 by night cost 96.66 plus the surcharge of the second tier', () => {
    const split = { timeOfUse: true, kwhPeak: '120', kwhValley: '80' };
    // The fact sheet's 96.66 takes all 200 kWh for tier 1; 20 of them lie above the limit of 180.
    expect(chargeOf(ANHUI, 200, split)).toBe(cny('97.66'));
    const wide = { ...ANHUI, largeHousehold: plus('100') };
    expect(chargeOf(wide, 200, { ...split, householdSize: 5 })).toBe(cny('96.66'));
  });

  test('350 kWh: the shown tier lines add up to the charge, the last one carries the fen', () => {
    const { tiers } = charged(ANHUI, 350);
    expect(tiers.map(({ kwh, price, amount }) => [kwh, price, amount.minor])).toEqual([
      ['180', '0.5653', 10175n],
      ['170', '0.6153', 10461n],
    ]);
  });
});

describe('a Taiwanese household is billed every two months in whole dollars', () => {
  const summer = { from: '2026-07-01', to: '2026-08-31' };
  const other = { from: '2025-11-01', to: '2025-12-31' };
  test.each([
    ['T1: one month of 280 kWh outside summer', TAIWAN_MONTHLY, WINTER, 280, 575n],
    ['T2: one month of 320 kWh outside summer', TAIWAN_MONTHLY, WINTER, 320, 666n],
    ['T3: 240 kWh in summer', TAIWAN, summer, 240, 427n],
    ['T4: 610 kWh in summer', TAIWAN, summer, 610, 1371n],
    ['T5: 856 kWh in summer', TAIWAN, summer, 856, 2243n],
    ['T6: 610 kWh outside summer', TAIWAN, other, 610, 1263n],
    ['T7: 2000 kWh in summer', TAIWAN, summer, 2000, 8710n],
    ['T8: 2400 kWh in summer', TAIWAN, summer, 2400, 12254n],
    ['T9: 2000 kWh outside summer', TAIWAN, other, 2000, 7299n],
    ['T10: 610 kWh, 30 summer days and 31 others', TAIWAN, { from: '2026-09-01', to: '2026-10-31' }, 610, 1316n],
    ['T11: 700 kWh, 30 summer days and 31 others', TAIWAN, { from: '2026-09-01', to: '2026-10-31' }, 700, 1575n],
    [
      'T12: 500 kWh, 31 and 31 days: exactly half a dollar goes up',
      TAIWAN,
      { from: '2026-08-31', to: '2026-10-31' },
      500,
      1053n,
    ],
    ['T13: 15 kWh are charged as 40', TAIWAN, other, 15, 71n],
    ['T13: no kWh at all are charged as 40', TAIWAN, other, 0, 71n],
  ])('%s', (_name, version, days, kwh, amount) => {
    expect(chargeOf(version, kwh, days)).toBe(amount);
  });

  test('T14: the delay charge on T7 is 87 dollars at 1 % and 174 at 2 %', () => {
    const t7 = money(8710, 'TWD');
    expect(lateFee(t7, '2026-09-15', '2026-09-16', '10')).toEqual(money(87, 'TWD'));
    expect(lateFee(t7, '2026-09-15', '2026-09-16', '20')).toEqual(money(174, 'TWD'));
  });

  test('a price change inside the bill is split by days', () => {
    // 30 days of September under the old summer prices, 31 of October under the new other ones.
    const days = { from: '2025-09-01', to: '2025-10-31', tariffVersions: [TAIWAN, TAIWAN_BEFORE] };
    // 610 kWh: (403.20 + 906.50) × 30/61 + 1263.40 × 31/61 = 1286.17…
    expect(chargeOf(TAIWAN, 610, days)).toBe(1286n);
  });
});

describe('other bills', () => {
  test('six decimals of a Yunnan price are all counted', () => {
    const yunnan = tariff('month', [{ months: [7], tiers: [{ upTo: null, price: '0.423625' }] }]);
    expect(chargeOf(yunnan, 1000)).toBe(cny('423.63'));
    expect(chargeOf(yunnan, 800)).toBe(cny('338.90'));
  });

  test('nothing used costs nothing and shows no tier line', () => {
    expect(charged(GUANGZHOU, 0)).toMatchObject({ amount: money(0, 'CNY'), tiers: [] });
  });

  test('kWh in neither peak nor valley cost the plain price', () => {
    const split = { timeOfUse: true, kwhPeak: '50', kwhValley: '50' };
    // 50 × 0.5953 + 50 × 0.3153 + 80 × 0.5653
    expect(chargeOf(ANHUI, 180, split)).toBe(cny('90.75'));
  });

  test('a household on time of use whose tariff has no such prices pays the plain ones', () => {
    expect(chargeOf(GUANGZHOU, 180, { timeOfUse: true })).toBe(cny('106.02'));
  });
});

describe('the late fee grows by the day after the due date', () => {
  test.each([
    ['200.00', '2026-11-25', '2.00'],
    ['200.00', '2026-12-16', '6.20'],
    ['85.50', '2026-11-18', '0.26'],
    ['423.40', '2026-12-30', '19.05'],
    ['200.00', '2026-11-15', '0.00'],
    ['200.00', '2026-11-01', '0.00'],
    ['0.00', '2026-12-30', '0.00'],
  ])('%s yuan due on 15 November and paid on %s: %s', (amount, today, fee) => {
    expect(lateFee(money(cny(amount), 'CNY'), '2026-11-15', today, '1').minor).toBe(cny(fee));
  });

  test('the smallest fee holds from the first late day and not before', () => {
    const one = money(100, 'CNY');
    const overdue = money(8550, 'CNY');
    expect(lateFee(overdue, '2026-11-15', '2026-11-16', '1', one)).toEqual(one);
    expect(lateFee(overdue, '2026-11-15', '2026-11-15', '1', one)).toEqual(money(0, 'CNY'));
    expect(lateFee(overdue, '2026-11-15', '2026-12-15', '1', one).minor).toBe(257n);
  });
});
