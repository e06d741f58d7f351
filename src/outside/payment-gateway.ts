/** Port: a payment gateway. Each method of paying (sandbox, later WeChat Pay and LINE Pay) is one adapter. */
import type { Money } from '../domain/money.ts';
import type { Result } from '../domain/result.ts';

export interface PaymentOrder {
  /** Our payment id is the gateway's order id, so opening twice is opening once. */
  readonly paymentId: string;
  readonly amount: Money;
  /** What the payer reads on the gateway's page; holds no personal data. */
  readonly subject: string;
  readonly expiresAt: Date;
}

/** What the payer's device has to do next (contract.md section 4). */
export type PaymentAction = { readonly kind: 'redirect'; readonly url: string };

/** What the gateway says of an order; `open`: nobody has paid yet and it can still be paid. */
export interface PaymentOutcome {
  readonly paymentId: string;
  readonly status: 'paid' | 'declined' | 'open' | 'closed' | 'unknown-order';
  readonly amount: Money | null;
  /** The gateway's own number of the transaction, as text. */
  readonly transactionId: string | null;
}

export interface PaymentNotice extends PaymentOutcome {
  /** The same for every delivery of one notice. */
  readonly noticeId: string;
}

export interface PaymentGateway {
  open(order: PaymentOrder): Promise<PaymentAction>;
  /** Asks what became of an order; throws when the gateway can't be reached. Never guesses. */
  query(paymentId: string): Promise<PaymentOutcome>;
  /** Makes an open order unpayable and says what it was then: `paid` when the payer was faster. */
  close(order: PaymentOrder): Promise<PaymentOutcome>;
  /** Checks the signature over the raw bytes before it reads anything. */
  readNotice(rawBody: string, headers: Headers, now: Date): Promise<Result<PaymentNotice>>;
}
