/** Charges a bill again from its readings and says whether it agrees. */
import type { Account, Bill, Tariff } from '../domain/billing.ts';
import { type Money, sum } from '../domain/money.ts';
import { type Chargeable, type ChargeInput, chargeable, chargeOf } from './charge.ts';
import { trimmed } from './exact.ts';
import type { TierLine } from './lines.ts';
import { type Found, lacks, type Missing, type TariffDefaults } from './slices.ts';
import { kwhBefore, kwhSinceFirstBill } from './tariff-year.ts';

/** What the charge depends on besides the bill. */
export type AccountFacts = Pick<Account, 'householdSize' | 'timeOfUse'>;

export type Recomputed =
  | { readonly status: 'agrees'; readonly lines: readonly TierLine[] }
  | {
      readonly status: 'differs';
      /** The energy charge as it should be. */
      readonly computed: Money;
      readonly lines: readonly TierLine[];
      /** False: the bill's own lines do not add up to its amount. */
      readonly linesAddUp: boolean;
    }
  | { readonly status: 'incomplete'; readonly missing: Missing; readonly linesAddUp: boolean };

/**
 * Compares the bill's energy lines with our charge and the sum of all lines with its amount; other lines are taken as
 * given. `bills` are the account's, in any order (this one and later ones are not looked at); `defaults` hold where the
 * tariff says nothing about large households.
 */
export function recompute(
  bill: Bill,
  account: AccountFacts,
  tariffVersions: readonly Tariff[],
  bills: readonly Bill[],
  defaults: TariffDefaults = {},
): Recomputed {
  const linesAddUp = sumOfLines(bill).minor === bill.amount.minor;
  const read = readBill(bill, account, tariffVersions, bills, defaults);
  if (!read.ok) return { status: 'incomplete', missing: read.missing, linesAddUp };
  const { amount, tiers } = chargeOf(read.value);
  if (linesAddUp && amount.minor === energyOf(bill).minor) return { status: 'agrees', lines: tiers };
  return { status: 'differs', computed: amount, lines: tiers, linesAddUp };
}

/** The bill's days and readings with what the account's other bills say about an annual counter. */
export function readBill(
  bill: Bill,
  account: AccountFacts,
  tariffVersions: readonly Tariff[],
  bills: readonly Bill[],
  defaults: TariffDefaults,
): Found<Chargeable> {
  const input: ChargeInput = { ...bill, ...account, tariffVersions, defaults, kwhBefore: null };
  const read = chargeable({ ...input, kwhBefore: '0' });
  if (!read.ok) return read;
  if (read.value.slices.some((slice) => slice.tariff.currency !== bill.amount.currency))
    return lacks('tariff', bill.from);
  const annual = read.value.slices.findLast((slice) => slice.tariff.period === 'year');
  if (!annual) return read;
  const yearStartsIn = annual.tariff.yearStartsIn ?? 1;
  const before = kwhBefore(bill, bills, yearStartsIn);
  if (before.ok) return chargeable({ ...input, kwhBefore: trimmed(before.value) });
  const guess = kwhSinceFirstBill(bill, bills, yearStartsIn);
  if (!guess.ok) return before;
  const guessed = chargeable({ ...input, kwhBefore: trimmed(guess.value) });
  return guessed.ok && chargeOf(guessed.value).amount.minor === energyOf(bill).minor ? guessed : before;
}

/** What the bill asks for energy. */
export const energyOf = (bill: Bill): Money => sumOfLines(bill, (kind) => kind === 'energy');

/** What the bill's lines of some kinds add up to. */
export function sumOfLines(bill: Bill, wanted: (kind: Bill['lines'][number]['kind']) => boolean = () => true): Money {
  return sum(
    bill.amount.currency,
    bill.lines.filter((line) => wanted(line.kind)).map((line) => line.amount),
  );
}
