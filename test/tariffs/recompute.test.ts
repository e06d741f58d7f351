/** A disputed bill is charged again: it agrees, differs, or something is missing to know. */
import { describe, expect, test } from 'vitest';
import type { Bill, Tariff } from '../../src/domain/billing.ts';
import { tierPosition, tierReached } from '../../src/tariffs/next-tier.ts';
import { readBill, recompute } from '../../src/tariffs/recompute.ts';
import {
  ANHUI,
  bill,
  EVERY_MONTH,
  GUANGZHOU,
  plus,
  TAIWAN,
  TAIWAN_BEFORE,
  tariff,
  tiers,
  ZHEJIANG,
} from './tariffs.ts';

const FAMILY = { householdSize: 3, timeOfUse: false };
const OCTOBER = { from: '2026-10-01', to: '2026-10-31', kwh: '298', energy: '177.42' };

describe('a monthly bill', () => {
  test('that is right agrees and shows its tiers', () => {
    const result = recompute(bill({ ...OCTOBER, others: [['late-fee', '1.00']] }), FAMILY, [GUANGZHOU], []);
    expect(result.status).toBe('agrees');
    expect(result).toMatchObject({
      lines: [
        { tier: 1, kwh: '260' },
        { tier: 2, kwh: '38' },
      ],
    });
  });

  test('that is a fen too high differs', () => {
    expect(recompute(bill({ ...OCTOBER, energy: '177.43' }), FAMILY, [GUANGZHOU], [])).toMatchObject({
      status: 'differs',
      computed: { minor: 17742n },
      linesAddUp: true,
    });
  });

  test('whose lines do not add up differs although its energy is right', () => {
    const wrong = { ...bill(OCTOBER), amount: { minor: 20000n, currency: 'CNY' as const } };
    expect(recompute(wrong, FAMILY, [GUANGZHOU], [])).toMatchObject({
      status: 'differs',
      computed: { minor: 17742n },
      linesAddUp: false,
    });
  });

  test('of five people agrees only with the benefit of the setting', () => {
    const summer = bill({ from: '2026-07-01', to: '2026-07-31', kwh: '350', energy: '206.15' });
    const five = { householdSize: 5, timeOfUse: false };
    const defaults = { largeHousehold: { CNY: { month: plus('100') } } };
    expect(recompute(summer, five, [GUANGZHOU], [], defaults).status).toBe('agrees');
    expect(recompute(summer, five, [GUANGZHOU], []).status).toBe('differs');
  });
});

describe('something is missing', () => {
  const missing = (...given: Parameters<typeof recompute>) => {
    const result = recompute(...given);
    return result.status === 'incomplete' ? result.missing : result.status;
  };

  test('no version was in force on the first day', () => {
    const bill2012 = bill({ ...OCTOBER, from: '2012-06-15', to: '2012-07-14' });
    expect(missing(bill2012, FAMILY, [GUANGZHOU], [])).toEqual({ what: 'tariff', on: '2012-06-15' });
  });

  test('the version ends inside the bill', () => {
    const ended = { ...GUANGZHOU, effectiveTo: '2026-10-20' };
    expect(missing(bill(OCTOBER), FAMILY, [ended], [])).toEqual({ what: 'tariff', on: '2026-10-21' });
  });

  test('the tariff is in another currency', () => {
    expect(missing(bill(OCTOBER), FAMILY, [TAIWAN], [])).toEqual({ what: 'tariff', on: '2026-10-01' });
  });

  test('the version has no tiers for the month', () => {
    const summerOnly = { ...GUANGZHOU, seasons: GUANGZHOU.seasons.slice(1) };
    expect(missing(bill(OCTOBER), FAMILY, [summerOnly], [])).toEqual({ what: 'season', on: '2026-10-01' });
  });

  test('a time-of-use bill has no peak and valley', () => {
    const facts = { householdSize: 3, timeOfUse: true };
    expect(missing(bill(OCTOBER), facts, [ANHUI], [])).toEqual({ what: 'time-of-use', on: null });
  });

  test.each([
    ['peak and valley are more than the whole', { split: ['200', '99'] as const }],
    ['the usage is below nothing', { kwh: '-1', split: ['0', '0'] as const }],
    ['the dates are the wrong way round', { from: '2026-11-01', split: ['0', '0'] as const }],
  ])('%s', (_name, wrong) => {
    const facts = { householdSize: 3, timeOfUse: true };
    expect(missing(bill({ ...OCTOBER, ...wrong }), facts, [ANHUI], [])).toEqual({ what: 'usage', on: null });
  });
});

describe('an annual bill', () => {
  const january = bill({ from: '2026-01-01', to: '2026-01-31', kwh: '2700', energy: '1452.60' });
  const february = bill({ from: '2026-02-01', to: '2026-02-28', kwh: '200', energy: '114.60' });
  const status = (...given: Parameters<typeof recompute>) => {
    const result = recompute(...given);
    return result.status === 'incomplete' ? result.missing : result.status;
  };

  test('counts the bills since the first of January, whatever their order', () => {
    const december = bill({ from: '2025-12-01', to: '2025-12-31', kwh: '9999', energy: '0.00' });
    expect(status(february, FAMILY, [ZHEJIANG], [february, december, january])).toBe('agrees');
    expect(status(january, FAMILY, [ZHEJIANG], [])).toBe('agrees');
  });

  test('does not count bills of another account', () => {
    const neighbour = { ...january, accountNumber: '9990000000025' };
    expect(status(february, FAMILY, [ZHEJIANG], [neighbour])).toEqual({ what: 'earlier-bills', on: '2026-01-01' });
  });

  test('a gap or an overlap among the earlier bills is missing, never guessed', () => {
    const short = bill({ from: '2026-01-01', to: '2026-01-30', kwh: '2700', energy: '0.00' });
    expect(status(february, FAMILY, [ZHEJIANG], [short])).toEqual({ what: 'earlier-bills', on: '2026-01-31' });
    expect(status(february, FAMILY, [ZHEJIANG], [january, short])).toMatchObject({ what: 'earlier-bills' });
  });

  test('an account that began within the year agrees when its counter began with its first bill, and else stays open', () => {
    const first = bill({ from: '2026-01-15', to: '2026-01-31', kwh: '2700', energy: '1452.60' });
    expect(status(february, FAMILY, [ZHEJIANG], [first])).toBe('agrees');
    const other = bill({ from: '2026-02-01', to: '2026-02-28', kwh: '200', energy: '107.60' });
    expect(status(other, FAMILY, [ZHEJIANG], [first])).toEqual({ what: 'earlier-bills', on: '2026-01-01' });
  });

  test('a bill across New Year belongs to the year it ends in', () => {
    const across = bill({ from: '2025-12-16', to: '2026-01-15', kwh: '200', energy: '107.60' });
    const next = bill({ from: '2026-01-16', to: '2026-02-15', kwh: '2700', energy: '1459.60' });
    // 200 + 2700 = 2900: 2560 kWh at 0.538 and 140 at 0.588
    expect(status(across, FAMILY, [ZHEJIANG], [])).toBe('agrees');
    expect(status(next, FAMILY, [ZHEJIANG], [across])).toBe('agrees');
  });

  test('the counter of a tariff year that starts in December restarts there', () => {
    const guizhou = tariff('year', [{ months: EVERY_MONTH, tiers: tiers('3000:0.4556', '4700:0.5056', '0.7556') }], {
      yearStartsIn: 12,
    });
    const december = bill({ from: '2025-12-01', to: '2025-12-31', kwh: '2900', energy: '1321.24' });
    const first = bill({ from: '2026-01-01', to: '2026-01-31', kwh: '200', energy: '96.12' });
    expect(status(december, FAMILY, [guizhou], [])).toBe('agrees');
    expect(status(first, FAMILY, [guizhou], [december])).toBe('agrees');
  });

  test('a leap day belongs to the year', () => {
    const early = bill({ from: '2028-01-01', to: '2028-02-29', kwh: '2700', energy: '1452.60' });
    const march = bill({ from: '2028-03-01', to: '2028-03-31', kwh: '200', energy: '114.60' });
    expect(status(march, FAMILY, [ZHEJIANG], [early])).toBe('agrees');
  });
});

describe('a resident asks how much is left of the tier', () => {
  test.each([
    ['nothing used', '2026-10-05', '0', { tier: 1, price: '0.589', kwhLeft: '260', nextPrice: '0.639' }],
    ['one kWh below the limit', '2026-10-05', '259', { tier: 1, price: '0.589', kwhLeft: '1', nextPrice: '0.639' }],
    ['at the limit the next kWh costs more', '2026-10-05', '260', { tier: 2, kwhLeft: '340' }],
    ['winter limits since November', '2026-11-05', '260', { tier: 2, kwhLeft: '140' }],
    ['the last tier has no end', '2026-11-05', '401', { tier: 3, price: '0.889', kwhLeft: null, nextPrice: null }],
  ])('%s', (_name, day, used, position) => {
    expect(tierPosition([GUANGZHOU], day, used, 3)).toMatchObject(position);
  });

  test('five people have more left', () => {
    expect(tierPosition([ZHEJIANG], '2026-10-05', '2760', 5)).toMatchObject({
      tier: 1,
      kwhLeft: '1200',
      period: 'year',
    });
  });

  test('before any tariff there is no answer', () => {
    expect(tierPosition([TAIWAN, TAIWAN_BEFORE], '2024-03-31', '10', 3)).toBeNull();
    expect(tierPosition([TAIWAN, TAIWAN_BEFORE], '2025-09-30', '10', 3)).toMatchObject({ price: '1.68' });
    expect(tierPosition([TAIWAN, TAIWAN_BEFORE], '2025-10-01', '10', 3)).toMatchObject({ price: '1.78' });
  });
});

describe('a resident looks up which tier a bill reached', () => {
  const reached = (of: Bill, tariffs: readonly Tariff[], bills: readonly Bill[] = []) => {
    const read = readBill(of, FAMILY, tariffs, bills, {});
    return read.ok ? tierReached(read.value) : read.missing.what;
  };
  const november = (kwh: string) => bill({ from: '2026-11-01', to: '2026-11-30', kwh, energy: '0.00' });
  const january = bill({ from: '2026-01-01', to: '2026-01-31', kwh: '2700', energy: '0.00' });
  const february = bill({ from: '2026-02-01', to: '2026-02-28', kwh: '200', energy: '0.00' });

  test.each([
    ['150', { tier: 1, kwhLeft: '50' }],
    ['200', { tier: 1, kwhLeft: '0' }],
    ['200.5', { tier: 2, kwhLeft: '199.5' }],
    ['401', { tier: 3, kwhLeft: null }],
  ])('%s kWh in a month', (kwh, position) =>
    expect(reached(november(kwh), [GUANGZHOU])).toEqual({ ...position, period: 'month' }),
  );

  test('in a year, with all that was used before it, or nothing where that is not known', () => {
    expect(reached(february, [ZHEJIANG], [january])).toEqual({ tier: 2, kwhLeft: '1900', period: 'year' });
    expect(reached(february, [ZHEJIANG])).toBe('earlier-bills');
  });

  test('nothing where one price is all there is', () => {
    const flat = tariff('month', [{ months: EVERY_MONTH, tiers: tiers('0.65') }]);
    expect(reached(november('300'), [flat])).toBeNull();
  });
});
