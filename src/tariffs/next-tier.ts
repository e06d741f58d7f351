/** Where a household stands on the tiers: which one it is in and how much is left of it. */
import type { Decimal, IsoDate, Tariff } from '../domain/billing.ts';
import { monthOf } from './calendar.ts';
import type { Chargeable } from './charge.ts';
import { add, compare, exact, sub, trimmed } from './exact.ts';
import { stepsIn, type TariffDefaults, versionOn } from './slices.ts';

export interface TierPosition {
  /** The tier of the next kWh; 1 is the lowest. */
  readonly tier: number;
  /** Plain price of a kWh in it. */
  readonly price: Decimal;
  /** Null in the last tier. */
  readonly kwhLeft: Decimal | null;
  /** Plain price of the next tier; null in the last. */
  readonly nextPrice: Decimal | null;
  readonly period: Tariff['period'];
}

/** `kwhUsed` counts since the tariff period began; null when no tariff is in force or it has no tiers on that day. */
export function tierPosition(
  tariffVersions: readonly Tariff[],
  day: IsoDate,
  kwhUsed: Decimal,
  householdSize: number,
  defaults: TariffDefaults = {},
): TierPosition | null {
  const tariff = versionOn(tariffVersions, day);
  const steps = tariff && stepsIn(tariff, monthOf(day), { householdSize, defaults });
  if (!steps) return null;
  const used = exact(kwhUsed);
  // Limits are inclusive: at exactly 260 kWh the next one already costs more.
  const at = steps.findIndex((step) => step.limit === null || compare(used, step.limit) < 0);
  const step = steps[at];
  if (!step) return null;
  const next = steps[at + 1];
  return {
    tier: at + 1,
    price: trimmed(step.price),
    kwhLeft: step.limit && trimmed(sub(step.limit, used)),
    nextPrice: next ? trimmed(next.price) : null,
    period: tariff.period,
  };
}

/** How far a bill went: the tier of its last kWh. */
export type TierReached = Pick<TierPosition, 'tier' | 'kwhLeft' | 'period'>;

/** By the tiers of the bill's last day; null where there is one price for all. */
export function tierReached({ slices, usage }: Chargeable): TierReached | null {
  const last = slices.at(-1);
  if (!last || last.steps.length < 2) return null;
  const { tariff, steps } = last;
  const used = tariff.period === 'year' ? add(usage.before, usage.kwh) : usage.kwh;
  const at = steps.findIndex(({ limit }) => limit === null || compare(used, limit) <= 0);
  const limit = steps[at]?.limit ?? null;
  return { tier: at + 1, kwhLeft: limit && trimmed(sub(limit, used)), period: tariff.period };
}
