/** What must hold before a holder is changed: the hard checks, the same for the chat and the API (facts/domain.md 1.2). */
import type { Account } from '../../domain/billing.ts';
import { amountOf, type Money } from '../../domain/money.ts';
import { ok, type Result, refuse } from '../../domain/result.ts';
import { boundAccount, type Viewer } from '../../domain/viewer.ts';
import { type BoundResident, changeStanding } from '../../store/holders.ts';
import type { Bills } from '../bills.ts';
import type { Deps } from '../deps.ts';

/** One open change an account: its case's reason. */
export const changeReason = (accountNumber: string): string => `change:${accountNumber}`;

/** Names of usage categories are the utility's own; these words tell what this service is not for. */
const HIGH_VOLTAGE = /high.?voltage|\d+\s?kv\b|高[压壓]/i;
const TEMPORARY = /temporary|临时|臨時/i;

export interface Eligible {
  readonly account: Account;
  /** Late fees to today included; nothing may be owed when the application is filed. */
  readonly amountDue: Money;
  /** Another change of this account is open; null: none. */
  readonly openCase: string | null;
  /** Who uses this account with us, the newest binding first: for the language of a letter. */
  readonly bound: readonly BoundResident[];
}

export interface AskedChange {
  readonly kind: 'rename' | 'transfer';
  readonly accountNumber: string;
  /** Only the same capacity and category: given and different is another application, to be made first. */
  readonly capacityKw?: string | null;
  readonly category?: string | null;
}

/**
 * Whether this account's holder can be changed here. Refuses `not_found` (no such account, closed, or a name change by somebody
 * it is not bound to) and `not_possible_here` with the reason. Money owed and other open changes are answered, not refused:
 * the chat offers to pay.
 */
export async function eligible(
  deps: Pick<Deps, 'db'>,
  bills: Bills,
  viewer: Viewer,
  asked: AskedChange,
): Promise<Result<Eligible>> {
  if (asked.kind === 'rename' && !boundAccount(viewer, asked.accountNumber)) return refuse('not_found');
  const [due, standing] = await Promise.all([
    bills.due(asked.accountNumber),
    changeStanding(deps.db, asked.accountNumber, changeReason(asked.accountNumber)),
  ]);
  if (!due) return refuse('not_found');
  const { account, amountDue } = due;
  const why = whyNot(account, asked);
  if (why) return refuse('not_possible_here', { detail: why });
  return ok({ account, amountDue, ...standing });
}

function whyNot(account: Account, { capacityKw, category }: AskedChange): string | null {
  if (account.status !== 'active') return 'The supply is cut off: it has to be restored first.';
  if (HIGH_VOLTAGE.test(account.category)) return 'A high-voltage supply is changed at the counter.';
  if (TEMPORARY.test(account.category)) return 'A temporary supply keeps its holder.';
  if (category && category !== account.category) return 'The usage category changes: apply for that first.';
  if (capacityKw) return 'The capacity changes: apply for a capacity increase first.';
  return null;
}

/** What refuses when it is filed. */
export function blocked({ amountDue, openCase }: Eligible): Result<null> {
  if (openCase) return refuse('other_change_open');
  if (amountDue.minor > 0n)
    return refuse('arrears_open', { detail: `${amountOf(amountDue)} ${amountDue.currency} is owed.` });
  return ok(null);
}
