/**
 * A second bill calculator for the tests that shares nothing with the service: it walks through the days with the
 * platform's calendar and through the usage in hundredths of a kWh, and counts.
 */
import type { Tariff } from '../../src/domain/billing.ts';

export interface Metered {
  readonly from: string;
  readonly to: string;
  /** All in hundredths of a kWh. */
  readonly used: number;
  readonly peak: number | null;
  readonly valley: number | null;
  readonly usedBefore: number;
}

const DAY = 86_400_000;
const PRICE_UNITS = 1_000_000;

const hundredths = (decimal: string): number => Math.round(Number(decimal) * 100);
const micro = (decimal: string): bigint => BigInt(Math.round(Number(decimal) * PRICE_UNITS));

/** Minor units of the energy charge. */
export function billedByCounting(
  metered: Metered,
  versions: readonly Tariff[],
  people: number,
  timeOfUse: boolean,
): bigint {
  const started = Date.parse(metered.from);
  const ended = Date.parse(metered.to);
  const days = new Map<string, { tariff: Tariff; season: Tariff['seasons'][number]; count: number }>();
  let length = 0;
  for (let day = started; day <= ended; day += DAY) {
    length += 1;
    const month = new Date(day).getUTCMonth() + 1;
    const tariff = versions.findLast(
      (one) => Date.parse(one.effectiveFrom) <= day && (one.effectiveTo === null || day <= Date.parse(one.effectiveTo)),
    );
    const season = tariff?.seasons.find((one) => one.months.includes(month));
    if (!tariff || !season) throw new Error('no tariff');
    const key = `${versions.indexOf(tariff)}/${tariff.seasons.indexOf(season)}`;
    days.set(key, { tariff, season, count: (days.get(key)?.count ?? 0) + 1 });
  }

  // Numerator of the charge in millionths of a currency unit × hundredths² × days, over one common denominator.
  let numerator = 0n;
  let denominator = 1n;
  for (const { tariff, season, count } of days.values()) {
    const least = tariff.minimumKwh ? hundredths(tariff.minimumKwh) : 0;
    const charged = Math.max(metered.used, least);
    if (charged === 0) continue;
    const benefit = tariff.largeHousehold && people >= tariff.largeHousehold.minSize ? tariff.largeHousehold : null;
    const counts = season.tiers.map(() => 0);
    const limits = season.tiers.map((tier, at) => {
      if (tier.upTo === null) return Number.POSITIVE_INFINITY;
      const moved = benefit && (benefit.reading === 'keep-width' || at === 0) ? hundredths(benefit.extra) : 0;
      return hundredths(tier.upTo) + moved;
    });
    const skip = tariff.period === 'year' ? metered.usedBefore : 0;
    for (let unit = skip + 1; unit <= skip + charged; unit += 1) {
      let tier = 0;
      while (unit > (limits[tier] ?? Number.POSITIVE_INFINITY)) tier += 1;
      counts[tier] = (counts[tier] ?? 0) + 1;
    }
    let part = 0n;
    season.tiers.forEach((tier, at) => {
      const inTier = BigInt(counts[at] ?? 0);
      const { pricePeak, priceValley } = tier;
      if (timeOfUse && pricePeak && priceValley && metered.peak !== null && metered.valley !== null) {
        const rest = charged - metered.peak - metered.valley;
        const mixed =
          micro(pricePeak) * BigInt(metered.peak) +
          micro(priceValley) * BigInt(metered.valley) +
          micro(tier.price) * BigInt(rest);
        part += inTier * mixed;
      } else {
        part += inTier * micro(tier.price) * BigInt(charged);
      }
    });
    numerator = numerator * BigInt(charged) + part * BigInt(count) * denominator;
    denominator *= BigInt(charged);
  }
  const minorPerUnit = versions[0]?.currency === 'TWD' ? 1n : 100n;
  const whole = denominator * BigInt(length) * 100n * BigInt(PRICE_UNITS);
  const exactly = numerator * minorPerUnit;
  const down = exactly / whole;
  return (exactly - down * whole) * 2n >= whole ? down + 1n : down;
}
