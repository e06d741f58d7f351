/** Bills: what is due today, what a bill says, and why it is what it is. */
import type { Account, Bill } from '../domain/billing.ts';
import { dayOf } from '../domain/calendar.ts';
import { type Currency, type Money, money, parseAmount, sum } from '../domain/money.ts';
import { ok, type Result, refuse } from '../domain/result.ts';
import { boundAccount, type Viewer } from '../domain/viewer.ts';
import type { AccountSheet } from '../outside/utility-system.ts';
import { type Explanation, explain } from '../tariffs/explain.ts';
import { lateFee } from '../tariffs/late-fee.ts';
import { type TierReached, tierReached } from '../tariffs/next-tier.ts';
import { readBill } from '../tariffs/recompute.ts';
import type { Cases } from './cases.ts';
import type { Deps, Planned } from './deps.ts';

export type BillStatus = 'unpaid' | 'overdue' | 'paid';

export interface StandingBill extends Bill {
  readonly status: BillStatus;
  /** Accrued to today; zero unless overdue. */
  readonly lateFee: Money;
  /** null: its tariff has none, or what it counts from is not known. */
  readonly tier: TierReached | null;
}

export interface AccountBills {
  readonly account: Account;
  /** Newest first. */
  readonly bills: readonly StandingBill[];
  /** All unpaid bills with their late fees to today. */
  readonly amountDue: Money;
}

export interface ExplainedBill {
  readonly bill: StandingBill;
  readonly previous: StandingBill | null;
  readonly explanation: Explanation;
  /** Bills of up to the last twelve months, oldest first, for a chart. */
  readonly history: readonly StandingBill[];
  /** The check that was opened because our arithmetic does not reach the billed amount. */
  readonly check: { readonly caseNumber: string; readonly deadline: Date } | null;
}

/** One open check a bill: our own doubt and a resident's join. */
export const billCheckReason = (billId: string): string => `bill:${billId}`;

/** Past their due date and unpaid: what arrears are (facts/domain.md 2.4). */
export const overdueOf = ({ bills }: Pick<AccountBills, 'bills'>): readonly StandingBill[] =>
  bills.filter((bill) => bill.status === 'overdue');

/** Of nothing, nothing is to be paid; what is to our customer's credit lessens what is owed, and is never late. */
function statusOf(
  { paidAt, amount, dueDate }: Pick<StandingBill, 'paidAt' | 'amount' | 'dueDate'>,
  today: string,
): BillStatus {
  if (paidAt || amount.minor === 0n) return 'paid';
  return amount.minor > 0n && dueDate < today ? 'overdue' : 'unpaid';
}

export type Bills = ReturnType<typeof createBills>;

export function createBills(deps: Pick<Deps, 'utility' | 'clock' | 'settings'>, cases: Cases) {
  const stand = async (sheet: AccountSheet): Promise<AccountBills> => {
    const { lateFeePerMille, minLateFee, largeHousehold } = await deps.settings();
    const today = dayOf(deps.clock.now());
    const currency: Currency = sheet.account.balance.currency;
    const bills = sheet.bills.map((bill): StandingBill => {
      const status = statusOf(bill, today);
      const fee =
        status === 'overdue'
          ? lateFee(
              bill.amount,
              bill.dueDate,
              today,
              lateFeePerMille[bill.amount.currency],
              parseAmount(minLateFee[bill.amount.currency], bill.amount.currency) ?? undefined,
            )
          : money(0, bill.amount.currency);
      const read = readBill(bill, sheet.account, sheet.tariffVersions, sheet.bills, { largeHousehold });
      return { ...bill, status, lateFee: fee, tier: read.ok ? tierReached(read.value) : null };
    });
    const due = bills.filter((bill) => bill.status !== 'paid');
    return {
      account: sheet.account,
      bills,
      amountDue: sum(
        currency,
        due.flatMap((bill) => [bill.amount, bill.lateFee]),
      ),
    };
  };

  const explainIn = async (
    viewer: Viewer,
    sheet: AccountSheet,
    billId: string,
  ): Promise<Result<Planned<ExplainedBill>>> => {
    const standing = await stand(sheet);
    const at = standing.bills.findIndex((bill) => bill.billId === billId);
    const bill = standing.bills[at];
    if (!bill) return refuse('not_found');
    const previous = standing.bills[at + 1] ?? null;
    const { largeHousehold } = await deps.settings();
    const explanation = explain(bill, previous, sheet.account, sheet.tariffVersions, sheet.bills, { largeHousehold });
    const planned =
      explanation.check === 'agrees'
        ? null
        : await cases.open({
            kind: 'bill-check',
            reason: billCheckReason(bill.billId),
            // Whoever asked hears what comes of it (contract.md section 5: an automatic bill check is listed too).
            residentId: viewer.residentId,
            actor: 'service',
            accountNumber: bill.accountNumber,
            billId: bill.billId,
            summary: {
              why: explanation.check,
              computed: explanation.computed ? String(explanation.computed.minor) : null,
              billed: String(bill.amount.minor),
            },
          });
    const history = standing.bills.slice(at, at + 12).reverse();
    return ok({
      value: { bill, previous, explanation, history, check: planned?.value ?? null },
      writes: planned?.writes ?? [],
    });
  };

  return {
    /** Bills of a bound account whose period touches `from`…`to` (dates, both inclusive, either may be missing). */
    async list(
      viewer: Viewer,
      accountNumber: string,
      range: { from?: string | undefined; to?: string | undefined },
    ): Promise<Result<AccountBills>> {
      if (!boundAccount(viewer, accountNumber)) return refuse('not_found');
      const sheet = await deps.utility.sheet(accountNumber);
      if (!sheet) return refuse('not_found');
      const standing = await stand(sheet);
      return ok({
        ...standing,
        bills: standing.bills.filter(
          (bill) => (!range.from || bill.to >= range.from) && (!range.to || bill.from <= range.to),
        ),
      });
    },

    async one(viewer: Viewer, billId: string): Promise<Result<StandingBill>> {
      const sheet = await deps.utility.sheetOfBill(billId);
      if (!sheet || !boundAccount(viewer, sheet.account.accountNumber)) return refuse('not_found');
      const bill = (await stand(sheet)).bills.find((candidate) => candidate.billId === billId);
      return bill ? ok(bill) : refuse('not_found');
    },

    /** Why a bill is what it is, compared with the one before it. A bill we can't recompute opens a check, once. */
    async explain(viewer: Viewer, billId: string): Promise<Result<Planned<ExplainedBill>>> {
      const sheet = await deps.utility.sheetOfBill(billId);
      if (!sheet || !boundAccount(viewer, sheet.account.accountNumber)) return refuse('not_found');
      return explainIn(viewer, sheet, billId);
    },

    /** The same for the newest of an account's bills that are meant, out of all, newest first; `null` when there is none. */
    async explainLatest(
      viewer: Viewer,
      accountNumber: string,
      meant: (bills: readonly Bill[]) => readonly Bill[],
    ): Promise<Result<Planned<ExplainedBill> | null>> {
      if (!boundAccount(viewer, accountNumber)) return refuse('not_found');
      const sheet = await deps.utility.sheet(accountNumber);
      const [bill] = meant(sheet?.bills ?? []);
      return sheet && bill ? explainIn(viewer, sheet, bill.billId) : ok(null);
    },

    /** What an account owes, whoever asks: callers decide what of it may be said. null: no such account. */
    async due(accountNumber: string): Promise<AccountBills | null> {
      const sheet = await deps.utility.sheet(accountNumber);
      if (!sheet || sheet.account.status === 'closed') return null;
      const standing = await stand(sheet);
      return { ...standing, bills: standing.bills.filter((bill) => bill.status !== 'paid').reverse() };
    },

    /** Whether all these bills belong to the account, paid or not. */
    async allKnown(accountNumber: string, billIds: readonly string[]): Promise<boolean> {
      const sheet = await deps.utility.sheet(accountNumber);
      return sheet !== null && billIds.every((billId) => sheet.bills.some((bill) => bill.billId === billId));
    },
  };
}
