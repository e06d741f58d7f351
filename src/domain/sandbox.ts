/** The sandbox gateway's book: an order as that pretend company keeps it. */
import type { Money } from './money.ts';
import type { CompanyLine } from './reconciliation.ts';

export interface SandboxOrder {
  readonly orderId: string;
  readonly amount: Money;
  readonly status: 'open' | 'paid' | 'declined' | 'closed';
  readonly transactionId: string | null;
  readonly subject: string;
}

export interface SandboxNotice {
  readonly noticeId: string;
  readonly orderId: string;
  /** The exact bytes that are signed and sent. */
  readonly body: string;
  readonly dueAt: Date;
}

export interface SandboxRefund {
  readonly refundId: string;
  readonly orderId: string;
  readonly amount: Money;
  /** The sandbox's own number. */
  readonly reference: string;
}

/** Where the sandbox keeps its orders: not our payments' tables, so that the two books can be compared. */
export interface SandboxBook {
  /** Opens the order, or finds it as it is: a second opening changes nothing. */
  open(order: Omit<SandboxOrder, 'status' | 'transactionId'>, now: Date): Promise<SandboxOrder>;
  find(orderId: string): Promise<SandboxOrder | null>;
  /** Moves an open order on and stores the notices it causes, in one commit; null when it was open no more. */
  decide(
    orderId: string,
    /** `taken`: what was paid, where that is not what was ordered; the book says it from then on. */
    to: { status: 'paid' | 'declined' | 'closed'; transactionId: string | null; taken?: Money },
    notices: readonly SandboxNotice[],
    now: Date,
  ): Promise<SandboxOrder | null>;
  /** Gives back once per refund id; null when the order is not paid, or so much is not left of it. */
  refund(transactionId: string, refund: Omit<SandboxRefund, 'orderId'>, now: Date): Promise<SandboxRefund | null>;
  findRefund(refundId: string): Promise<SandboxRefund | null>;
  /** What it took and gave back in this time. */
  linesBetween(from: Date, to: Date): Promise<readonly CompanyLine[]>;
  takeDueNotices(now: Date, again: Date, limit: number): Promise<readonly SandboxNotice[]>;
  markDelivered(noticeId: string, now: Date): Promise<void>;
}
