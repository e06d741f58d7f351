/** The energy charge of a bill: exact over tiers, seasons, tariff versions and time of use, rounded once. */
import type { Decimal, IsoDate, Tariff } from '../domain/billing.ts';
import type { Money } from '../domain/money.ts';
import { add, asMoney, compare, div, type Exact, exact, isZero, max, min, mul, sub, ZERO } from './exact.ts';
import { type TierLine, tierLines } from './lines.ts';
import { cut, type Found, lacks, type Slice, type TariffDefaults, type TierStep } from './slices.ts';

export interface ChargeInput {
  /** First and last day, both billed. A bill is one tariff period, however many days it has. */
  readonly from: IsoDate;
  readonly to: IsoDate;
  readonly kwh: Decimal;
  /** Needed for a household on time of use; what is in neither is charged at the plain price. */
  readonly kwhPeak: Decimal | null;
  readonly kwhValley: Decimal | null;
  readonly timeOfUse: boolean;
  readonly householdSize: number;
  /** Every version of the account's tariff that may be in force on one of the days. */
  readonly tariffVersions: readonly Tariff[];
  /** kWh of the same tariff year before this bill; needed for an annual tariff only. */
  readonly kwhBefore: Decimal | null;
  readonly defaults?: TariffDefaults;
}

export interface EnergyCharge {
  readonly exact: Exact;
  /** Rounded once, half up (facts/domain.md 3.4 rules 4 and 5). */
  readonly amount: Money;
  /** Add up to `amount`. */
  readonly tiers: readonly TierLine[];
}

/** kWh to charge: all of it, peak and valley in it, and how far the annual counter was. */
export interface Usage {
  readonly kwh: Exact;
  readonly peak: Exact;
  readonly valley: Exact;
  readonly before: Exact;
}

/** A bill whose days and readings are known well enough to charge it. */
export interface Chargeable {
  readonly slices: readonly Slice[];
  readonly usage: Usage;
}

/** kWh at one price. */
export interface Piece {
  /** 1 is the lowest. */
  readonly tier: number;
  readonly use: 'all' | 'peak' | 'valley';
  readonly kwh: Exact;
  readonly price: Exact;
  readonly from: IsoDate;
  readonly to: IsoDate;
}

/** The energy charge of one bill period (facts/domain.md 3.4), or what is missing to know it. */
export function energyCharge(input: ChargeInput): Found<EnergyCharge> {
  const read = chargeable(input);
  return read.ok ? { ok: true, value: chargeOf(read.value) } : read;
}

/** Reads the figures of a bill; anything that would make the charge a guess is said to be missing. */
export function chargeable(input: ChargeInput): Found<Chargeable> {
  const household = { householdSize: input.householdSize, defaults: input.defaults ?? {} };
  const found = cut(input, input.tariffVersions, household);
  if (!found.ok) return found;
  const slices = found.value;
  const currency = slices[0]?.tariff.currency;
  const foreign = slices.find((slice) => slice.tariff.currency !== currency);
  if (foreign) return lacks('tariff', foreign.from);

  const annual = slices.find((slice) => slice.tariff.period === 'year');
  if (annual && input.kwhBefore === null) return lacks('earlier-bills');
  const before = input.kwhBefore === null ? ZERO : exact(input.kwhBefore);

  const kwh = exact(input.kwh);
  const split = input.timeOfUse && slices.some((slice) => slice.hasTimeOfUse);
  if (split && (input.kwhPeak === null || input.kwhValley === null)) return lacks('time-of-use');
  const peak = split && input.kwhPeak !== null ? exact(input.kwhPeak) : ZERO;
  const valley = split && input.kwhValley !== null ? exact(input.kwhValley) : ZERO;
  const unusable = [kwh, peak, valley, before].some((part) => compare(part, ZERO) < 0);
  if (unusable || compare(add(peak, valley), kwh) > 0) return lacks('usage');
  return { ok: true, value: { slices, usage: { kwh, peak, valley, before } } };
}

/** The charge of a readable bill with its tier lines. */
export function chargeOf(bill: Chargeable): EnergyCharge {
  const pieces = piecesOf(bill);
  const exactly = total(pieces);
  const currency = bill.slices[0]?.tariff.currency ?? 'CNY';
  const amount = asMoney(exactly, currency);
  return { exact: exactly, amount, tiers: tierLines(pieces, amount) };
}

/** The exact charge alone. */
export const exactCharge = (bill: Chargeable): Exact => total(piecesOf(bill));

function total(pieces: readonly Piece[]): Exact {
  return pieces.reduce((sum, piece) => add(sum, mul(piece.kwh, piece.price)), ZERO);
}

/**
 * Each slice charges the whole bill under its own tiers, weighted with its days (facts/domain.md 3.4 rule 9). Peak and
 * valley are spread pro rata over the tiers; where their surcharges are equal that is exactly "tier-1 price for all plus
 * surcharge times upper kWh", so one formula serves both halves of rule 7.
 */
function piecesOf({ slices, usage }: Chargeable): readonly Piece[] {
  return slices.flatMap((slice) => {
    const { tariff, hasTimeOfUse, steps, share, from, to } = slice;
    const charged = tariff.minimumKwh ? max(usage.kwh, exact(tariff.minimumKwh)) : usage.kwh;
    if (isZero(charged)) return [];
    const peak = hasTimeOfUse ? div(usage.peak, charged) : ZERO;
    const valley = hasTimeOfUse ? div(usage.valley, charged) : ZERO;
    const rest = sub({ n: 1n, d: 1n }, add(peak, valley));
    const before = tariff.period === 'year' ? usage.before : ZERO;
    return inTiers(steps, before, charged).flatMap(({ step, tier, kwh }) => {
      const weighted = mul(kwh, share);
      const pieces: Piece[] = [
        { tier, use: 'peak', kwh: mul(weighted, peak), price: step.pricePeak, from, to },
        { tier, use: 'valley', kwh: mul(weighted, valley), price: step.priceValley, from, to },
        { tier, use: 'all', kwh: mul(weighted, rest), price: step.price, from, to },
      ];
      return pieces.filter((piece) => !isZero(piece.kwh));
    });
  });
}

/** How many of the kWh after `before` fall into each tier: limits are inclusive, only the part above one costs more. */
function inTiers(steps: readonly TierStep[], before: Exact, kwh: Exact) {
  const after = add(before, kwh);
  let lower = ZERO;
  return steps.map((step, at) => {
    const top = step.limit ? min(after, step.limit) : after;
    const inside = max(ZERO, sub(top, max(before, lower)));
    lower = step.limit ?? lower;
    return { step, tier: at + 1, kwh: inside };
  });
}
