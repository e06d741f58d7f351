/** The life of a payment as one table: code, the database's trigger and the drawn diagram all read this. */

export const PAYMENT_STATUSES = ['pending', 'paid', 'failed', 'expired', 'refunded'] as const;
export type PaymentStatus = (typeof PAYMENT_STATUSES)[number];

export interface PaymentTransition {
  readonly from: PaymentStatus;
  readonly event: 'settled' | 'declined' | 'lapsed' | 'refunded';
  readonly to: PaymentStatus;
}

/** Anything not in this table does not happen: the database refuses it too. */
export const PAYMENT_TRANSITIONS: readonly PaymentTransition[] = [
  { from: 'pending', event: 'settled', to: 'paid' },
  { from: 'pending', event: 'declined', to: 'failed' },
  { from: 'pending', event: 'lapsed', to: 'expired' },
  { from: 'paid', event: 'refunded', to: 'refunded' },
];
