/** The steps from one bill's energy charge to the next one's, each with what it costs and the numbers to say so. */
import type { Bill, Decimal, IsoDate, Tariff } from '../domain/billing.ts';
import type { Money } from '../domain/money.ts';
import { daysFromTo } from './calendar.ts';
import { type Chargeable, exactCharge, type Usage } from './charge.ts';
import { add, asMoney, div, type Exact, fixed, fraction, isZero, mul, trimmed, ZERO } from './exact.ts';
import { type Household, type Slice, under } from './slices.ts';

/** Days and readings of both bills; `…Before` is null where there is no bill to compare with. */
export interface UsageFacts {
  readonly daysBefore: number | null;
  readonly daysAfter: number;
  readonly kwhBefore: Decimal | null;
  readonly kwhAfter: Decimal;
  /** One decimal, `"9.6"`. */
  readonly kwhPerDayBefore: Decimal | null;
  readonly kwhPerDayAfter: Decimal;
  readonly estimatedBefore: boolean | null;
  readonly estimatedAfter: boolean;
}

/** Where the prices and limits of a step come from; limits and prices of a mixed bill are its average by days. */
export interface PriceFacts {
  /** Upper limit of tier 1 with the household's benefit; null: there is only one tier. */
  readonly firstLimitBefore: Decimal | null;
  readonly firstLimitAfter: Decimal | null;
  /** Plain price of tier 1. */
  readonly firstPriceBefore: Decimal;
  readonly firstPriceAfter: Decimal;
  /** What this bill's kWh cost on average before and after the step, four decimals; null for a bill without kWh. */
  readonly averagePriceBefore: Decimal | null;
  readonly averagePriceAfter: Decimal | null;
  /** Where the annual counter stood when each bill began; null for a tariff without one. */
  readonly yearKwhBefore: Decimal | null;
  readonly yearKwhAfter: Decimal | null;
}

export interface TimeOfUseFacts {
  /** Per cent of the kWh with one decimal; null when the bill was charged without time of use. */
  readonly peakShareBefore: Decimal | null;
  readonly peakShareAfter: Decimal | null;
  readonly valleyShareBefore: Decimal | null;
  readonly valleyShareAfter: Decimal | null;
}

export type EnergyPart =
  | { readonly kind: 'days' | 'usage'; readonly amount: Money; readonly facts: UsageFacts }
  | { readonly kind: 'season'; readonly amount: Money; readonly facts: PriceFacts }
  | {
      readonly kind: 'tariff';
      readonly amount: Money;
      /** `since`: first day of the version in force at the end of this bill. */
      readonly facts: PriceFacts & { readonly since: IsoDate };
    }
  | { readonly kind: 'time-of-use'; readonly amount: Money; readonly facts: TimeOfUseFacts };

export function usageFacts(previous: Bill | null, current: Bill, perDay: (bill: Bill) => Decimal): UsageFacts {
  return {
    daysBefore: previous && daysFromTo(previous.from, previous.to),
    daysAfter: daysFromTo(current.from, current.to),
    kwhBefore: previous?.kwh ?? null,
    kwhAfter: current.kwh,
    kwhPerDayBefore: previous && perDay(previous),
    kwhPerDayAfter: perDay(current),
    estimatedBefore: previous && previous.reading === 'estimated',
    estimatedAfter: current.reading === 'estimated',
  };
}

/**
 * Days → daily usage → season, limits and place on the annual ladder → tariff version → time of use (facts/domain.md
 * 3.6). Every step is a whole bill that could have been; a part is the difference of two such bills as they would be
 * rounded, so the parts add up to the difference of the two computed charges. Parts that are zero are left out, usage stays.
 */
export function waterfall(
  before: Chargeable,
  after: Chargeable,
  facts: UsageFacts,
  household: Household,
): readonly EnergyPart[] {
  const shares = sharesOf(before.usage) ?? sharesOf(after.usage) ?? { peak: ZERO, valley: ZERO };
  const like = (slices: readonly Slice[], kwh: Exact, counter: Exact): Chargeable => ({
    slices,
    usage: { kwh, peak: mul(kwh, shares.peak), valley: mul(kwh, shares.valley), before: counter },
  });
  const { kwh } = after.usage;
  const longer = mul(before.usage.kwh, fraction(facts.daysAfter, facts.daysBefore ?? facts.daysAfter));
  const sameTariff = under(after.slices, weightsOf(before.slices), household) ?? before.slices;
  const counter = isAnnual(after) ? after.usage.before : before.usage.before;

  const days = like(before.slices, longer, before.usage.before);
  const usage = like(before.slices, kwh, before.usage.before);
  const season = like(sameTariff, kwh, counter);
  const tariff = like(after.slices, kwh, after.usage.before);
  const since = after.slices.at(-1)?.tariff.effectiveFrom ?? '';

  const parts: readonly EnergyPart[] = [
    { kind: 'days', amount: step(before, days), facts },
    { kind: 'usage', amount: step(days, usage), facts },
    { kind: 'season', amount: step(usage, season), facts: priceFacts(usage, season) },
    { kind: 'tariff', amount: step(season, tariff), facts: { ...priceFacts(season, tariff), since } },
    { kind: 'time-of-use', amount: step(tariff, after), facts: timeOfUseFacts(before, after) },
  ];
  return parts.filter((part) => part.kind === 'usage' || part.amount.minor !== 0n);
}

function step(from: Chargeable, to: Chargeable): Money {
  const currency = to.slices[0]?.tariff.currency ?? 'CNY';
  const minor = asMoney(exactCharge(to), currency).minor - asMoney(exactCharge(from), currency).minor;
  return { minor, currency };
}

function weightsOf(slices: readonly Slice[]): ReadonlyMap<Tariff, Exact> {
  const weights = new Map<Tariff, Exact>();
  for (const { tariff, share } of slices) weights.set(tariff, add(weights.get(tariff) ?? ZERO, share));
  return weights;
}

const isAnnual = ({ slices }: Chargeable): boolean => slices.some((slice) => slice.tariff.period === 'year');

function sharesOf({ kwh, peak, valley }: Usage): { peak: Exact; valley: Exact } | null {
  return isZero(kwh) ? null : { peak: div(peak, kwh), valley: div(valley, kwh) };
}

function priceFacts(before: Chargeable, after: Chargeable): PriceFacts {
  const average = (bill: Chargeable) =>
    isZero(bill.usage.kwh) ? null : trimmed(div(exactCharge(bill), bill.usage.kwh), 4);
  const counter = (bill: Chargeable) => (isAnnual(bill) ? trimmed(bill.usage.before) : null);
  return {
    firstLimitBefore: firstLimit(before.slices),
    firstLimitAfter: firstLimit(after.slices),
    firstPriceBefore: firstPrice(before.slices),
    firstPriceAfter: firstPrice(after.slices),
    averagePriceBefore: average(before),
    averagePriceAfter: average(after),
    yearKwhBefore: counter(before),
    yearKwhAfter: counter(after),
  };
}

function firstLimit(slices: readonly Slice[]): Decimal | null {
  let sum = ZERO;
  for (const { steps, share } of slices) {
    const limit = steps[0]?.limit ?? null;
    if (limit === null) return null;
    sum = add(sum, mul(limit, share));
  }
  return trimmed(sum, 1);
}

function firstPrice(slices: readonly Slice[]): Decimal {
  return trimmed(
    slices.reduce((sum, { steps, share }) => add(sum, mul(steps[0]?.price ?? ZERO, share)), ZERO),
    6,
  );
}

function timeOfUseFacts(before: Chargeable, after: Chargeable): TimeOfUseFacts {
  const percent = ({ usage }: Chargeable, part: 'peak' | 'valley') => {
    const shares = isZero(usage.peak) && isZero(usage.valley) ? null : sharesOf(usage);
    return shares && fixed(mul(shares[part], fraction(100)), 1);
  };
  return {
    peakShareBefore: percent(before, 'peak'),
    peakShareAfter: percent(after, 'peak'),
    valleyShareBefore: percent(before, 'valley'),
    valleyShareAfter: percent(after, 'valley'),
  };
}
