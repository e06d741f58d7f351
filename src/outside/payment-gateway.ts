/** Port: a payment gateway. Each method of paying (sandbox, WeChat Pay, LINE Pay) is one adapter. */
import type { IsoDate } from '../domain/billing.ts';
import type { Money } from '../domain/money.ts';
import type { CompanyLine } from '../domain/reconciliation.ts';
import type { RefundSaid } from '../domain/refunds.ts';
import type { Result } from '../domain/result.ts';

export interface PaymentOrder {
  /** Our payment id is the gateway's order id, so opening twice is opening once. */
  readonly paymentId: string;
  readonly amount: Money;
  /** What the payer reads on the gateway's page; holds no personal data. */
  readonly subject: string;
  readonly expiresAt: Date;
  /** The payer as this gateway calls them; null where it needs none. */
  readonly payer: string | null;
}

/** What the payer's device has to do next (contract.md section 4). */
export type PaymentAction =
  | { readonly kind: 'redirect'; readonly url: string }
  | {
      readonly kind: 'wechat-pay';
      readonly timeStamp: string;
      readonly nonceStr: string;
      readonly package: string;
      readonly signType: 'RSA';
      readonly paySign: string;
    };

/** What the gateway says of an order; `open`: nobody has paid yet and it can still be paid. */
export interface PaymentOutcome {
  readonly paymentId: string;
  readonly status: 'paid' | 'declined' | 'open' | 'closed' | 'unknown-order';
  readonly amount: Money | null;
  /** The gateway's own number of the transaction, as text. */
  readonly transactionId: string | null;
  /** Who paid, and whom; null where this gateway does not say. */
  readonly payer: string | null;
  readonly merchant: string | null;
}

export interface PaymentNotice extends PaymentOutcome {
  /** The same for every delivery of one notice. */
  readonly noticeId: string;
}

/** What is given back, and of what; our refund's id is the gateway's number of it, so asking again is asking once. */
export interface RefundOrder {
  readonly refundId: string;
  readonly paymentId: string | null;
  readonly transactionId: string;
  /** All that came in by that transaction. */
  readonly total: Money;
  readonly amount: Money;
  /** What the payer reads; holds no personal data. */
  readonly reason: string;
  /** May have been asked for before, with an answer that never came. */
  readonly askedBefore: boolean;
  /** The gateway's numbers of other refunds of this transaction that we know of. */
  readonly known: readonly string[];
}

/** `unknown`: the gateway has no such refund. */
export interface RefundOutcome extends RefundSaid {
  readonly refundId: string;
}

export interface RefundNotice extends RefundOutcome {
  readonly noticeId: string;
}

/** Every call throws what `gatewayAway` makes when the gateway can't be reached or its answer can't be believed. Never guesses. */
export interface PaymentGateway {
  /** What a payment's row freezes as its merchant; null where answers do not name us. */
  readonly merchant: string | null;
  /** The app under which the payer's open id must be known; null: anybody can pay. */
  readonly payerApp: string | null;
  /** An order that has ended may be opened still: its page says how it ended. */
  readonly showsEnd: boolean;
  /** How long a payment may stay open here, so that the last question still finds a payer who was late; null: as long as we like. */
  readonly mostMinutes: number | null;
  open(order: PaymentOrder): Promise<PaymentAction>;
  /**
   * Asks what became of an order; again within a second, it may throw. Where a gateway takes money only when asked to, this is
   * what asks, for the order's own amount.
   */
  query(order: PaymentOrder): Promise<PaymentOutcome>;
  /** Makes an open order unpayable and says what it was then: `paid` when the payer was faster. */
  close(order: PaymentOrder): Promise<PaymentOutcome>;
  /** Asks for a refund; whoever repeats it, at whatever time, gives the money back once. */
  refund(order: RefundOrder): Promise<RefundOutcome>;
  /** What became of a refund; changes nothing. */
  queryRefund(order: RefundOrder): Promise<RefundOutcome>;
  /** Checks the signature over the raw bytes before it reads anything. */
  readNotice(rawBody: string, headers: Headers, now: Date): Promise<Result<PaymentNotice | RefundNotice>>;
  /** The company's own list of a day (local): what was paid and given back. */
  linesOf(day: IsoDate): Promise<readonly CompanyLine[]>;
  /** The payment a payer's browser comes back for; null: none of ours. Unsigned: it proves nothing and only makes us ask. */
  readReturn?(parameters: URLSearchParams): Promise<string | null>;
}

const AWAY = 'GatewayAway';

/** `what` names call and code, never a person's data; `cause`: why there was no answer at all. */
export const gatewayAway = (what: string, cause?: unknown): Error =>
  Object.assign(new Error(what, { cause }), { name: AWAY });

export const isGatewayAway = (error: unknown): boolean => error instanceof Error && error.name === AWAY;

/** It gave no answer at all, be it that it let us wait or that nobody was there; not that it answered what can't be believed. */
export const isGatewaySilent = (error: unknown): boolean =>
  error instanceof Error && error.name === AWAY && error.cause !== undefined;
