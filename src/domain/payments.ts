/** A payment and the pure judgement of what a gateway says about it. */
import { maskAccountNumber } from './mask.ts';
import type { Currency, Money } from './money.ts';
import type { PaymentStatus } from './payment-status.ts';

export const PAYMENT_METHODS = ['sandbox', 'wechat-pay', 'line-pay'] as const;
export type PaymentMethod = (typeof PAYMENT_METHODS)[number];

/** Money each method can move; the order is the order in which methods are offered. */
export const METHOD_CURRENCIES: Readonly<Record<PaymentMethod, readonly Currency[]>> = {
  'wechat-pay': ['CNY'],
  'line-pay': ['TWD'],
  sandbox: ['CNY', 'TWD'],
};

export interface PaidBill {
  readonly billId: string;
  readonly period: string;
  readonly amount: Money;
  readonly lateFee: Money;
}

export interface Payment {
  readonly paymentId: string;
  readonly residentId: string;
  readonly accountNumber: string;
  readonly method: PaymentMethod;
  /** Frozen when the payment was opened, late fees to that day included. */
  readonly amount: Money;
  readonly status: PaymentStatus;
  readonly openedAt: Date;
  readonly expiresAt: Date;
  readonly paidAt: Date | null;
  readonly queries: number;
  /** Who has to pay, as the gateway calls them; null where it does not say who paid. */
  readonly payer: string | null;
  /** Who is to be paid, as the gateway calls us; null where it does not say. */
  readonly merchant: string | null;
  /** What the payer reads at the gateway; frozen, since WeChat Pay takes an order again only with the very same words. */
  readonly subject: string;
  readonly bills: readonly PaidBill[];
  /** Given back so far. */
  readonly refunded: Money;
  /** On its way back, agreed to by all whose word is needed. */
  readonly refunding: Money;
}

/** Its months, for those who see the account; others read of it what a quote shows them. */
export const subjectOf = (bills: readonly Pick<PaidBill, 'period'>[], accountNumber: string, sees: boolean): string =>
  sees ? [...new Set(bills.map(({ period }) => period))].toSorted().join(', ') : maskAccountNumber(accountNumber);

export type Verdict =
  /** pending → paid, with its ledger pair. */
  | 'settle'
  /** pending → failed. */
  | 'decline'
  /** pending → expired. */
  | 'lapse'
  /** Nothing new: a repeat, or nobody has paid yet. */
  | 'nothing'
  /** Money came that fits nothing here: suspense entry and case. */
  | 'suspense'
  /** A success that differs from our order in amount, currency, payer or merchant: never paid; suspense entry and case. */
  | 'mismatch';

export interface Said {
  readonly status: 'paid' | 'declined' | 'open' | 'closed' | 'unknown-order';
  readonly amount: Money | null;
  readonly transactionId: string | null;
  readonly payer: string | null;
  readonly merchant: string | null;
}

/**
 * Judges a verified notice or query against our own row, read under its lock (facts/reliability.md D8–D10).
 * Only a success whose amount, currency, payer and merchant equal the frozen ones settles; `knownTransaction` is the one that settled it before.
 */
export function judge(payment: Payment, said: Said, knownTransaction: string | null): Verdict {
  if (said.status === 'paid') {
    if (payment.status === 'paid' || payment.status === 'refunded') {
      return said.transactionId === knownTransaction ? 'nothing' : 'suspense';
    }
    if (said.amount?.minor !== payment.amount.minor || said.amount.currency !== payment.amount.currency)
      return 'mismatch';
    if (said.payer !== payment.payer || said.merchant !== payment.merchant) return 'mismatch';
    return payment.status === 'pending' ? 'settle' : 'suspense';
  }
  if (payment.status !== 'pending') return 'nothing';
  if (said.status === 'declined') return 'decline';
  if (said.status === 'closed' || said.status === 'unknown-order') return 'lapse';
  return 'nothing';
}
