/** What sentences about the bills of several months, late fees so far and lines beside the energy charge need. */
import type { BillingPeriod, LineKind } from '../../../domain/billing.ts';
import type { Money } from '../../../domain/money.ts';
import type { BillStatus } from '../../../services/bills.ts';

type None = Record<never, never>;

export interface OfLine {
  readonly line: LineKind;
  /** null on a first bill. */
  readonly before: Money | null;
  readonly after: Money;
}

export interface BillsParams {
  'bill.sum-title': { from: BillingPeriod; to: BillingPeriod };
  'row.bills-in-all': { count: number };
  'row.bills-paid': None;
  'row.bills-unpaid': None;
  'value.bill-of-month': { amount: Money; status: BillStatus };
  'bill.late-fees': { amount: Money; count: number };
  'bill.no-late-fees': None;
  'part.line': OfLine;
  'explain.main-line': OfLine;
}
