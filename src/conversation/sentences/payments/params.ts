/** What sentences about paying for more than one bill or home, and about money that goes back, need. */
import type { BillingPeriod } from '../../../domain/billing.ts';
import type { Money } from '../../../domain/money.ts';

export interface PaymentsParams {
  // One month, all homes, somebody else's
  'label.only-month': { period: BillingPeriod };
  'label.all-months': { count: number };
  'option.all-accounts': { count: number };
  'pay.not-that-month': { period: BillingPeriod };
  'pay.whose': Record<never, never>;
  'pay.no-account': { account: string };
  'pay.read-back-other': Record<never, never>;
  'pay.confirm-other': { amount: Money; account: string; holder: string };
  'pay.confirm-all': { count: number; amounts: readonly Money[] };
  'bill.in-all': { count: number };
  'unbind.confirm-all': { count: number };
  'unbind.done-all': { count: number };
  /** Several numbers came at once. */
  'bind.one-by-one': Record<never, never>;
  'pay.nothing-due-anywhere': Record<never, never>;
  'pay.opened-all': { until: Date };
  'row.of-account': { account: string };

  // Invoices issued anew
  'label.invoice-anew': Record<never, never>;
  'invoice.confirm-anew': Record<never, never>;
  'invoice.done-anew': { number: string; before: string };
  'invoice.too-often': Record<never, never>;
  'invoice.not-now': Record<never, never>;

  // Given back
  'refund.title': Record<never, never>;
  'refund.done': Record<never, never>;
  'refund.owed-again': Record<never, never>;
  'refund.trouble': { amount: Money; caseNumber: string };
  'row.refunded': Record<never, never>;
  'row.refund-number': Record<never, never>;
  'value.payment-back': { amount: Money; refunded: Money | null; refunding: Money | null };
}
