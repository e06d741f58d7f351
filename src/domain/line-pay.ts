/** LINE Pay's attempts as we keep them: stored before LINE Pay is asked, so that a crash of ours forgets none. */

export interface LinePayAttempt {
  readonly paymentId: string;
  /** What LINE Pay knows this attempt by: `<paymentId>` and, from the second on, `.2`, `.3` … */
  readonly orderId: string;
  /** 19 digits, as text; null until LINE Pay has answered. */
  readonly transactionId: string | null;
  readonly paymentUrl: string | null;
  readonly requestedAt: Date;
  /** Since when money may have been taken for it; never taken back. */
  readonly confirmingAt: Date | null;
}

/** LINE Pay takes money only when told to confirm: at most one attempt of a payment is ever claimed for that, and none after `close`. */
export interface LinePayBook {
  /** Oldest first. */
  attempts(paymentId: string): Promise<readonly LinePayAttempt[]>;
  /** Attempts begun in this time that LINE Pay answered. */
  between(from: Date, to: Date): Promise<readonly LinePayAttempt[]>;
  /** Stores the next attempt; its order id is fresh. */
  begin(paymentId: string, now: Date): Promise<LinePayAttempt>;
  opened(orderId: string, transactionId: string, paymentUrl: string): Promise<void>;
  /** True for the one caller who may ask what this attempt has come to: a moment long nobody else may. */
  mayCheck(orderId: string, now: Date): Promise<boolean>;
  /** True for the one caller who may confirm this attempt first. */
  claim(orderId: string, now: Date): Promise<boolean>;
  /** True for the one caller who may confirm a claimed attempt once more; not while an earlier confirmation may be on its way. */
  mayConfirmAgain(orderId: string, now: Date): Promise<boolean>;
  /** Nothing may be claimed any more; false when an attempt was claimed before. */
  close(paymentId: string, now: Date): Promise<boolean>;
  /** The payment a browser came back for; null unless both numbers belong together. Keeps when that was first. */
  returned(orderId: string, transactionId: string, now: Date): Promise<string | null>;
}

/** LINE Pay's own time for a payer at its page. */
export const LINE_PAY_MINUTES = 20;
