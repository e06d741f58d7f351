/** What sentences about money that goes back need. */
import type { Money } from '../../../domain/money.ts';

export interface PaymentsParams {
  // Given back
  'refund.title': Record<never, never>;
  'refund.done': Record<never, never>;
  'refund.owed-again': Record<never, never>;
  'refund.trouble': { amount: Money; caseNumber: string };
  'row.refunded': Record<never, never>;
  'row.refund-number': Record<never, never>;
  'value.payment-back': { amount: Money; refunded: Money | null; refunding: Money | null };
}
