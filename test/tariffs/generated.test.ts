/** Well over a thousand made-up bills against a second calculator, and explanations that always add up. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Bill, Tariff } from '../../src/domain/billing.ts';
import { energyCharge } from '../../src/tariffs/charge.ts';
import { explain } from '../../src/tariffs/explain.ts';
import { recompute } from '../../src/tariffs/recompute.ts';
import { billedByCounting } from './calculator.ts';
import {
  ANHUI,
  type BillSketch,
  bill,
  GUANGZHOU,
  minorOf,
  plus,
  SHANGHAI,
  TAIWAN,
  TAIWAN_BEFORE,
  tariff,
  ZHEJIANG,
} from './tariffs.ts';

const SEED = 20_261_101;
const RUNS = 500;

const day = (text: string, later: number): string =>
  new Date(Date.parse(text) + later * 86_400_000).toISOString().slice(0, 10);
const decimal = (hundredths: number): string => (hundredths / 100).toFixed(2);

/** The same tariff with other prices from a day on. */
function changed(version: Tariff, from: string, micro: number): readonly Tariff[] {
  const up = (price: string) => (Number(price) + micro / 1_000_000).toFixed(6);
  const seasons = version.seasons.map((season) => ({
    ...season,
    tiers: season.tiers.map((tier) => ({
      ...tier,
      price: up(tier.price),
      ...(tier.pricePeak && tier.priceValley
        ? { pricePeak: up(tier.pricePeak), priceValley: up(tier.priceValley) }
        : {}),
    })),
  }));
  return [
    { ...version, effectiveTo: day(from, -1) },
    { ...version, effectiveFrom: from, effectiveTo: null, seasons },
  ];
}

const GUIZHOU = tariff('year', ZHEJIANG.seasons, { yearStartsIn: 12, minimumKwh: '12.5' });

const version = fc
  .constantFrom(GUANGZHOU, ANHUI, ZHEJIANG, SHANGHAI, GUIZHOU, TAIWAN)
  .chain((base) =>
    fc
      .constantFrom(
        base.largeHousehold ?? null,
        null,
        plus(base.period === 'year' ? '1200' : '100'),
        plus(base.period === 'year' ? '1200' : '100', 'first-tier'),
      )
      .map((largeHousehold) => ({ ...base, largeHousehold })),
  );

/** One account: three to eight bills in a row from the start of a tariff year, perhaps with new prices on some day. */
const household = fc.record({
  base: version,
  change: fc.option(
    fc.record({ after: fc.integer({ min: 1, max: 250 }), micro: fc.integer({ min: 0, max: 200_000 }) }),
  ),
  people: fc.integer({ min: 1, max: 7 }),
  timeOfUse: fc.boolean(),
  bills: fc.array(
    fc.record({
      odd: fc.integer({ min: -3, max: 3 }),
      used: fc.oneof(
        fc.integer({ min: 0, max: 80_000 }),
        fc.integer({ min: 0, max: 2_000 }).map((kwh) => kwh * 100),
        fc.constantFrom(0, 4_000, 20_000, 20_001, 26_000, 60_000, 66_000),
      ),
      peak: fc.integer({ min: 0, max: 100 }),
      flat: fc.constantFrom(0, 0, 0, 7),
      estimated: fc.boolean(),
      others: fc.array(
        fc.tuple(fc.constantFrom('base', 'late-fee', 'adjustment', 'other'), fc.integer({ min: -5_000, max: 5_000 })),
        { maxLength: 3 },
      ),
      wrongBy: fc.oneof(
        { weight: 4, arbitrary: fc.constant(0) },
        { weight: 1, arbitrary: fc.integer({ min: 1, max: 999 }) },
      ),
    }),
    { minLength: 3, maxLength: 8 },
  ),
});

type Household = typeof household extends fc.Arbitrary<infer T> ? T : never;

interface Made {
  readonly versions: readonly Tariff[];
  readonly facts: { readonly householdSize: number; readonly timeOfUse: boolean };
  readonly bills: readonly {
    readonly bill: Bill;
    readonly right: bigint;
    readonly wrong: boolean;
    readonly kwhBefore: number;
  }[];
}

function make({ base, change, people, timeOfUse, bills: sketches }: Household): Made {
  const start = base.yearStartsIn === 12 ? '2025-12-01' : base.currency === 'TWD' ? '2025-10-01' : '2026-01-01';
  const before = base.currency === 'TWD' && !change ? [TAIWAN_BEFORE] : [];
  const versions = change
    ? changed(base, day(start, change.after), change.micro)
    : [...before.map((one) => ({ ...one, largeHousehold: base.largeHousehold })), base];
  const firstDay = before.length > 0 ? '2025-08-15' : start;
  const { currency } = base;
  let from = firstDay;
  let usedBefore = 0;
  const yearEnd = base.yearStartsIn === 12 ? '2026-12-01' : '2027-01-01';
  const bills: Made['bills'][number][] = [];
  for (const sketch of sketches) {
    const to = day(from, (base.period === 'two-months' ? 61 : 30) + sketch.odd - 1);
    if (base.period === 'year' && to >= yearEnd) break;
    const peak = Math.floor((sketch.used * sketch.peak) / 100);
    const valley = Math.max(0, sketch.used - peak - Math.min(sketch.flat, sketch.used - peak));
    const metered = { from, to, used: sketch.used, peak, valley, usedBefore };
    const right = billedByCounting(metered, versions, people, timeOfUse);
    const minor = (amount: bigint) => (currency === 'TWD' ? String(amount) : money(amount));
    const made: BillSketch = {
      from,
      to,
      kwh: decimal(sketch.used),
      energy: minor(right + BigInt(sketch.wrongBy)),
      currency,
      reading: sketch.estimated ? 'estimated' : 'actual',
      others: sketch.others.map(([kind, amount]) => [kind, minor(BigInt(amount))] as const),
      ...(timeOfUse ? { split: [decimal(peak), decimal(valley)] as const } : {}),
    };
    bills.push({ bill: bill(made), right, wrong: sketch.wrongBy !== 0, kwhBefore: usedBefore });
    usedBefore += sketch.used;
    from = day(to, 1);
  }
  return { versions, facts: { householdSize: people, timeOfUse }, bills };
}

function money(minor: bigint): string {
  const digits = String(minor < 0n ? -minor : minor).padStart(3, '0');
  return `${minor < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

describe(`${RUNS} made-up households (seed ${SEED})`, () => {
  const seen = { bills: 0, wrong: 0, estimated: 0, adjusted: 0, splitByDays: 0, large: 0, timeOfUse: 0 };

  test('each bill costs what the second calculator counts, and its tier lines add up', { timeout: 60_000 }, () => {
    console.log(`seed ${SEED}, ${RUNS} households`);
    fc.assert(
      fc.property(household, (sketch) => {
        const { versions, facts, bills } = make(sketch);
        for (const { bill: one, right, wrong, kwhBefore } of bills) {
          const found = energyCharge({ ...one, ...facts, tariffVersions: versions, kwhBefore: decimal(kwhBefore) });
          if (!found.ok) throw new Error(found.missing.what);
          expect(found.value.amount.minor).toBe(right);
          expect(found.value.tiers.reduce((sum, line) => sum + line.amount.minor, 0n)).toBe(
            found.value.tiers.length > 0 ? right : 0n,
          );
          const shown = found.value.tiers.reduce((sum, line) => sum + minorOf(line.kwh, 'CNY'), 0n);
          expect(shown).toBeGreaterThanOrEqual(minorOf(one.kwh, 'CNY'));
          seen.bills += 1;
          seen.wrong += wrong ? 1 : 0;
          seen.estimated += one.reading === 'estimated' ? 1 : 0;
          seen.adjusted += one.lines.some((line) => line.kind === 'adjustment') ? 1 : 0;
          seen.large += facts.householdSize >= 5 ? 1 : 0;
          seen.timeOfUse += facts.timeOfUse ? 1 : 0;
          seen.splitByDays += versions.some(({ effectiveFrom }) => one.from < effectiveFrom && effectiveFrom <= one.to)
            ? 1
            : 0;
        }
      }),
      { seed: SEED, numRuns: RUNS },
    );
    console.log(seen);
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(100);
  });

  test('each explanation adds up to the difference, right or wrong bill, and names wrong ones', {
    timeout: 60_000,
  }, () => {
    fc.assert(
      fc.property(household, fc.boolean(), (sketch, forgetful) => {
        const { versions, facts, bills } = make(sketch);
        const known = bills.slice(forgetful ? 1 : 0).map((one) => one.bill);
        bills.forEach(({ bill: current, wrong, right }, at) => {
          const previous = bills[at - 1];
          const explanation = explain(current, previous?.bill ?? null, facts, versions, known);
          const difference = current.amount.minor - (previous?.bill.amount.minor ?? 0n);
          expect(explanation.difference.minor).toBe(difference);
          expect(explanation.parts.reduce((sum, part) => sum + part.amount.minor, 0n)).toBe(difference);
          const check = recompute(current, facts, versions, known);
          expect(explanation.check).toBe(check.status);
          if (check.status === 'incomplete') {
            expect([forgetful, check.missing.what]).toEqual([true, 'earlier-bills']);
          } else {
            expect(check.status).toBe(wrong ? 'differs' : 'agrees');
            expect(explanation.computed?.minor).toBe(right);
            const unexplained = explanation.parts.filter((part) => part.kind === 'other' && part.facts.unexplained);
            if (!wrong && previous?.wrong === false && !forgetful) expect(unexplained).toEqual([]);
          }
        });
      }),
      { seed: SEED + 1, numRuns: RUNS },
    );
  });
});

describe('amounts of odd size', () => {
  test('pro rata and "first tier for all plus surcharge" are the same to the last digit where surcharges are equal', () => {
    const split = fc.record({ peak: fc.integer({ min: 0, max: 50_000 }), valley: fc.integer({ min: 1, max: 50_000 }) });
    fc.assert(
      fc.property(split, fc.integer({ min: 0, max: 600_000 }), ({ peak, valley }, before) => {
        const found = energyCharge({
          from: '2026-07-01',
          to: '2026-07-31',
          kwh: decimal(peak + valley),
          kwhPeak: decimal(peak),
          kwhValley: decimal(valley),
          timeOfUse: true,
          householdSize: 1,
          tariffVersions: [ZHEJIANG],
          kwhBefore: decimal(before),
        });
        if (!found.ok) throw new Error(found.missing.what);
        const after = before + peak + valley;
        const above = (limit: number) => Math.max(0, after - Math.max(before, limit * 100));
        const third = above(4800);
        const second = above(2760) - third;
        // In hundred-thousandths of a yuan: hundredths of a kWh × thousandths of a yuan.
        const expected = BigInt(peak * 568 + valley * 288 + second * 50 + third * 300);
        expect(found.value.exact.n * 100_000n).toBe(expected * found.value.exact.d);
      }),
      { seed: SEED, numRuns: RUNS },
    );
  });
});
