/** The life of a refund as one table: code, the database's trigger and whoever draws it read this. */

export const REFUND_STATUSES = ['awaiting', 'pending', 'stuck', 'done', 'failed', 'rejected'] as const;
export type RefundStatus = (typeof REFUND_STATUSES)[number];

export interface RefundTransition {
  readonly from: RefundStatus;
  readonly event: 'approved' | 'rejected' | 'booked' | 'refused' | 'stopped';
  readonly to: RefundStatus;
}

/** Anything not in this table does not happen: the database refuses it too. */
export const REFUND_TRANSITIONS: readonly RefundTransition[] = [
  // A second person agrees, or does not.
  { from: 'awaiting', event: 'approved', to: 'pending' },
  { from: 'awaiting', event: 'rejected', to: 'rejected' },
  { from: 'pending', event: 'booked', to: 'done' },
  // The gateway says that no money moves.
  { from: 'pending', event: 'refused', to: 'failed' },
  // The gateway can't carry it out, or says what does not fit: people decide. Its money stays taken until then.
  { from: 'pending', event: 'stopped', to: 'stuck' },
  { from: 'stuck', event: 'booked', to: 'done' },
  { from: 'stuck', event: 'refused', to: 'failed' },
];

/** Neither given back nor free to be given back again, or given back already. */
export const TAKES_MONEY: readonly RefundStatus[] = ['awaiting', 'pending', 'stuck', 'done'];
