/** Cuts a bill's days into slices of one month and one tariff version, and finds the tiers that hold in each. */
import type { IsoDate, LargeHousehold, Season, Tariff } from '../domain/billing.ts';
import type { Currency } from '../domain/money.ts';
import { dayBefore, daysFromTo, lastOfMonth, monthOf, nextDay } from './calendar.ts';
import { add, type Exact, exact, fraction, max, mul } from './exact.ts';

/** What the arithmetic would need and does not have. */
export interface Missing {
  /**
   * `tariff`: no version in force (or in another currency); `season`: the version has no tiers for that month;
   * `time-of-use`: the bill has no peak and valley; `earlier-bills`: the tariff year is not covered without a gap;
   * `usage`: the bill's own figures cannot be charged (less than nothing, parts above the whole, dates reversed).
   */
  readonly what: 'tariff' | 'season' | 'time-of-use' | 'earlier-bills' | 'usage';
  /** The first day it is missing on, where there is one. */
  readonly on: IsoDate | null;
}

export type Found<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly missing: Missing };

export const lacks = (what: Missing['what'], on: IsoDate | null = null): { ok: false; missing: Missing } => ({
  ok: false,
  missing: { what, on },
});

/** Settings that hold where a tariff itself is silent. */
export interface TariffDefaults {
  /** Benefit of large households by currency and tariff period; null or absent: none. */
  readonly largeHousehold?:
    | {
        readonly [C in Currency]?: { readonly [P in Tariff['period']]?: LargeHousehold | null };
      }
    | null;
}

/** What the limits depend on besides the tariff. */
export interface Household {
  readonly householdSize: number;
  readonly defaults: TariffDefaults;
}

/** A tier with the household's own limit; prices per kWh. */
export interface TierStep {
  /** Inclusive upper limit in kWh per tariff period; null: none. */
  readonly limit: Exact | null;
  readonly price: Exact;
  /** The same as `price` on a tariff without time of use. */
  readonly pricePeak: Exact;
  readonly priceValley: Exact;
}

export interface Slice {
  readonly from: IsoDate;
  readonly to: IsoDate;
  /** 1–12 */
  readonly month: number;
  /** Days of the slice as a part of the bill's days. */
  readonly share: Exact;
  readonly tariff: Tariff;
  readonly hasTimeOfUse: boolean;
  readonly steps: readonly TierStep[];
}

/** The version in force on a day; where two overlap, the one that began last. `effectiveTo` is still in force. */
export function versionOn(versions: readonly Tariff[], day: IsoDate): Tariff | null {
  let found: Tariff | null = null;
  for (const version of versions) {
    if (version.effectiveFrom > day || (version.effectiveTo !== null && version.effectiveTo < day)) continue;
    if (!found || version.effectiveFrom > found.effectiveFrom) found = version;
  }
  return found;
}

/** The bill's days in order, cut at month ends and at version changes (facts/domain.md 3.4 rule 9). */
export function cut(
  { from, to }: { from: IsoDate; to: IsoDate },
  versions: readonly Tariff[],
  household: Household,
): Found<readonly Slice[]> {
  if (from > to) return lacks('usage');
  const slices: Slice[] = [];
  const days = daysFromTo(from, to);
  for (let day = from; day <= to; ) {
    const tariff = versionOn(versions, day);
    if (!tariff) return lacks('tariff', day);
    const season = seasonOf(tariff, monthOf(day));
    if (!season) return lacks('season', day);
    const end = earliest([
      to,
      lastOfMonth(day),
      ...(tariff.effectiveTo === null ? [] : [tariff.effectiveTo]),
      ...versions.filter((other) => other.effectiveFrom > day).map((other) => dayBefore(other.effectiveFrom)),
    ]);
    slices.push(
      sliceOf(tariff, season, { from: day, to: end, share: fraction(daysFromTo(day, end), days) }, household),
    );
    day = nextDay(end);
  }
  return { ok: true, value: slices };
}

/** The same days under other tariff versions, each weighted; null when one has no tiers for one of the months. */
export function under(
  slices: readonly Slice[],
  weights: ReadonlyMap<Tariff, Exact>,
  household: Household,
): readonly Slice[] | null {
  const moved: Slice[] = [];
  for (const slice of slices) {
    for (const [tariff, weight] of weights) {
      const season = seasonOf(tariff, slice.month);
      if (!season) return null;
      const share = mul(slice.share, weight);
      moved.push(sliceOf(tariff, season, { from: slice.from, to: slice.to, share }, household));
    }
  }
  return moved;
}

/** The tiers of a tariff in a month with the household's limits; null when no season has the month. */
export function stepsIn(tariff: Tariff, month: number, household: Household): readonly TierStep[] | null {
  const season = seasonOf(tariff, month);
  return season && stepsOf(tariff, season, household);
}

const seasonOf = (tariff: Tariff, month: number): Season | null =>
  tariff.seasons.find((season) => season.months.includes(month)) ?? null;

function sliceOf(
  tariff: Tariff,
  season: Season,
  part: { from: IsoDate; to: IsoDate; share: Exact },
  household: Household,
): Slice {
  const hasTimeOfUse = season.tiers.some((tier) => tier.pricePeak !== undefined && tier.priceValley !== undefined);
  return { ...part, month: monthOf(part.from), tariff, hasTimeOfUse, steps: stepsOf(tariff, season, household) };
}

/** Limits as the household has them (facts/domain.md 3.5: G14 `keep-width`, G15 `first-tier`); the last tier has none. */
function stepsOf(tariff: Tariff, { tiers }: Season, { householdSize, defaults }: Household): readonly TierStep[] {
  const benefit = tariff.largeHousehold ?? defaults.largeHousehold?.[tariff.currency]?.[tariff.period] ?? null;
  const applies = benefit !== null && householdSize >= benefit.minSize;
  let below = fraction(0);
  return tiers.map((tier, at) => {
    const price = exact(tier.price);
    const prices = {
      price,
      pricePeak: tier.pricePeak === undefined ? price : exact(tier.pricePeak),
      priceValley: tier.priceValley === undefined ? price : exact(tier.priceValley),
    };
    if (tier.upTo === null || at === tiers.length - 1) return { limit: null, ...prices };
    const moves = applies && (at === 0 || benefit.reading === 'keep-width');
    // A first limit that moved above the second leaves nothing of the second tier.
    below = max(below, moves ? add(exact(tier.upTo), exact(benefit.extra)) : exact(tier.upTo));
    return { limit: below, ...prices };
  });
}

function earliest(dates: readonly IsoDate[]): IsoDate {
  return [...dates].sort()[0] ?? '';
}
