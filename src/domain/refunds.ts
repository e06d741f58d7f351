/** Giving money back: a refund, the money it is taken from, and the pure judgement of what a gateway says about it. */
import type { Money } from './money.ts';
import type { PaymentMethod } from './payments.ts';
import type { RefundStatus } from './refund-status.ts';

/** Money that came in by one transaction of a gateway and stands in our ledger: a settled payment, or suspense. */
export interface Receipt {
  /** The ledger's reference of its entry. */
  readonly reference: string;
  readonly kind: 'settlement' | 'suspense';
  readonly method: PaymentMethod;
  /** The gateway's own number. */
  readonly transactionId: string;
  readonly amount: Money;
  readonly paymentId: string | null;
  /** Given back, or on its way back, or waiting for a second person. */
  readonly taken: Money;
  /** One is being carried out, or stuck there: the next has to wait for its end. */
  readonly onItsWay: boolean;
  /** Suspense that found its payment after all: nothing of it can be given back from here. */
  readonly released: boolean;
}

export interface Refund {
  readonly refundId: string;
  readonly receipt: Pick<Receipt, 'reference' | 'kind' | 'method' | 'transactionId' | 'amount'>;
  readonly paymentId: string | null;
  readonly amount: Money;
  readonly status: RefundStatus;
  /** What the payer reads at the gateway. */
  readonly reason: string;
  readonly caseNumber: string | null;
  /** Once everything is given back its bills are owed again; otherwise they stay paid, e.g. paid elsewhere too. */
  readonly owedAgain: boolean;
  readonly needsSecond: boolean;
  readonly requestedBy: string;
  readonly decidedBy: string | null;
  readonly requestedAt: Date;
  readonly endedAt: Date | null;
  /** How often a gateway was asked, or was about to be. */
  readonly tries: number;
  /** The gateway's number of the refund. */
  readonly gatewayReference: string | null;
}

export interface RefundSaid {
  /** `refused`: no money moves, for good; `stuck`: it can't be carried out without people. */
  readonly status: 'done' | 'processing' | 'refused' | 'stuck' | 'unknown';
  readonly amount: Money | null;
  /** The transaction it gives back, where the gateway names it. */
  readonly transactionId: string | null;
  readonly gatewayReference: string | null;
}

export type RefundVerdict = 'book' | 'fail' | 'stop' | 'nothing' | 'mismatch';

/**
 * Judges what a gateway says of a refund against our own row, read under its lock. Only a success whose amount, currency and
 * transaction are ours is booked; a success that differs is for people, and is never repeated.
 */
export function judgeRefund(refund: Refund, said: RefundSaid): RefundVerdict {
  const { status, amount, receipt } = refund;
  switch (said.status) {
    case 'done': {
      const ours =
        said.amount?.minor === amount.minor &&
        said.amount.currency === amount.currency &&
        (said.transactionId === null || said.transactionId === receipt.transactionId) &&
        said.gatewayReference !== null;
      if (status === 'done') return ours && said.gatewayReference === refund.gatewayReference ? 'nothing' : 'mismatch';
      return ours && (status === 'pending' || status === 'stuck') ? 'book' : 'mismatch';
    }
    case 'refused':
      return status === 'pending' || status === 'stuck' ? 'fail' : status === 'done' ? 'mismatch' : 'nothing';
    case 'stuck':
      return status === 'pending' ? 'stop' : 'nothing';
    case 'processing':
    case 'unknown':
      return 'nothing';
  }
}

/** What can still be given back of a receipt. */
export const refundable = ({ amount, taken, released }: Receipt): Money => ({
  ...amount,
  minor: released ? 0n : amount.minor - taken.minor,
});

/** Above a limit two people are needed; pieces of one receipt count together, so that cutting it up changes nothing. */
export const needsSecondPerson = (receipt: Pick<Receipt, 'taken'>, amount: Money, limit: Money): boolean =>
  receipt.taken.minor + amount.minor > limit.minor;
