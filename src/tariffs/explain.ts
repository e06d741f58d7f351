/** Why a bill is higher or lower than the one before: parts that add up to the difference exactly. */
import type { Bill, LineKind, Tariff } from '../domain/billing.ts';
import { type Money, sum } from '../domain/money.ts';
import { daysFromTo } from './calendar.ts';
import { type Chargeable, chargeOf } from './charge.ts';
import { div, exact, fixed, fraction } from './exact.ts';
import type { TierLine } from './lines.ts';
import { type AccountFacts, energyOf, type Recomputed, readBill, recompute, sumOfLines } from './recompute.ts';
import type { Found, Missing, TariffDefaults } from './slices.ts';
import { type EnergyPart, type UsageFacts, usageFacts, waterfall } from './waterfall.ts';

export type { Missing } from './slices.ts';

export type Part =
  | EnergyPart
  | {
      readonly kind: 'other';
      readonly amount: Money;
      /** Lines of one kind; `before` is null on a first bill. */
      readonly facts: {
        readonly unexplained: false;
        readonly line: LineKind;
        readonly before: Money | null;
        readonly after: Money;
      };
    }
  | {
      readonly kind: 'other';
      readonly amount: Money;
      /** What our arithmetic does not account for; `missing` when one of the bills cannot be computed. */
      readonly facts: { readonly unexplained: true; readonly missing: Missing | null };
    };

export interface Explanation {
  readonly billId: string;
  readonly comparedWith: string | null;
  /** This bill's amount less the other's; the whole amount on a first bill. */
  readonly difference: Money;
  /** Add up to `difference`, always. */
  readonly parts: readonly Part[];
  /** How this bill's energy charge comes about; empty when it cannot be computed. */
  readonly tiers: readonly TierLine[];
  /** Whether this bill agrees with its tariff. */
  readonly check: Recomputed['status'];
  /** What this bill cannot be computed for want of; null when it can. */
  readonly missing: Missing | null;
  /** This bill's energy charge by its tariff; absent when it cannot be computed. */
  readonly computed?: Money;
  /** Days and kWh of both bills, there even when the arithmetic is not. */
  readonly usage: UsageFacts;
}

const OTHER_LINES: readonly LineKind[] = ['base', 'late-fee', 'adjustment', 'other'];

/**
 * Compares a bill with the one before (facts/domain.md 3.6); null or one in another currency: nothing to compare with,
 * and the whole amount is one usage part and the other lines. `bills` are the account's, in any order. When a charge
 * cannot be computed there are no arithmetic parts: the energy difference is one unexplained part, so that nobody is told
 * "more usage" on a guess. Energy lines that disagree with the tariff leave their gap in an unexplained part as well.
 */
export function explain(
  current: Bill,
  compareWith: Bill | null,
  account: AccountFacts,
  tariffVersions: readonly Tariff[],
  bills: readonly Bill[],
  defaults: TariffDefaults = {},
): Explanation {
  const { currency } = current.amount;
  const previous = compareWith?.amount.currency === currency ? compareWith : null;
  const minus = (a: Money, b: Money | null): Money => ({ minor: a.minor - (b?.minor ?? 0n), currency });
  const checked = recompute(current, account, tariffVersions, bills, defaults);
  const after = readBill(current, account, tariffVersions, bills, defaults);
  const before =
    previous && readBill(previous, atThatTime(account, previous, current), tariffVersions, bills, defaults);
  const difference = minus(current.amount, previous?.amount ?? null);
  const usage = usageFacts(previous, current, perDay);

  const energy = energyParts(before, after, energyOf(current), usage, {
    householdSize: account.householdSize,
    defaults,
  });
  const others = OTHER_LINES.flatMap((line): Part[] => {
    const now = sumOfLines(current, (kind) => kind === line);
    const then = previous && sumOfLines(previous, (kind) => kind === line);
    const amount = minus(now, then);
    if (amount.minor === 0n) return [];
    return [{ kind: 'other', amount, facts: { unexplained: false, line, before: then, after: now } }];
  });
  const parts: Part[] = [...energy, ...others];
  const amount = minus(
    difference,
    sum(
      currency,
      parts.map((part) => part.amount),
    ),
  );
  if (amount.minor !== 0n) {
    parts.push({ kind: 'other', amount, facts: { unexplained: true, missing: missingIn(after) ?? missingIn(before) } });
  }

  return {
    billId: current.billId,
    comparedWith: previous?.billId ?? null,
    difference,
    parts,
    tiers: checked.status === 'incomplete' ? [] : checked.lines,
    check: checked.status,
    missing: checked.status === 'incomplete' ? checked.missing : null,
    ...(after.ok ? { computed: chargeOf(after.value).amount } : {}),
    usage,
  };
}

function energyParts(
  before: Found<Chargeable> | null,
  after: Found<Chargeable>,
  billed: Money,
  facts: UsageFacts,
  household: { householdSize: number; defaults: TariffDefaults },
): readonly EnergyPart[] {
  if (before === null) return [{ kind: 'usage', amount: after.ok ? chargeOf(after.value).amount : billed, facts }];
  return before.ok && after.ok ? waterfall(before.value, after.value, facts, household) : [];
}

/** A bill without peak and valley before one with them is from before the household chose time of use. */
function atThatTime(account: AccountFacts, previous: Bill, current: Bill): AccountFacts {
  const joined = previous.kwhPeak === null && previous.kwhValley === null && current.kwhPeak !== null;
  return joined ? { ...account, timeOfUse: false } : account;
}

const missingIn = (read: Found<Chargeable> | null): Missing | null => (read && !read.ok ? read.missing : null);

function perDay(bill: Bill): string {
  const days = daysFromTo(bill.from, bill.to);
  return fixed(days > 0 ? div(exact(bill.kwh), fraction(days)) : exact(bill.kwh), 1);
}
