/** Receipts and the refunds taken from them; the database refuses what is more than came in. */
import { sql } from 'kysely';
import { type Currency, money } from '../domain/money.ts';
import type { PaymentMethod } from '../domain/payments.ts';
import { type RefundStatus, TAKES_MONEY } from '../domain/refund-status.ts';
import type { Receipt, Refund } from '../domain/refunds.ts';
import type { Write } from './commit.ts';
import type { Database } from './tables.ts';

interface ReceiptRow {
  readonly reference: string;
  readonly kind: 'settlement' | 'suspense';
  readonly debit_account: string;
  readonly amount_minor: bigint;
  readonly currency: Currency;
  readonly payment_id: string | null;
  readonly taken: bigint;
  readonly on_its_way: boolean;
  readonly released: boolean;
}

interface RefundRow {
  readonly refund_id: string;
  readonly of_reference: string;
  readonly payment_id: string | null;
  readonly method: string;
  readonly transaction_id: string;
  readonly amount_minor: bigint;
  readonly currency: Currency;
  readonly status: RefundStatus;
  readonly reason: string;
  readonly case_number: string | null;
  readonly owed_again: boolean;
  readonly needs_second: boolean;
  readonly requested_by: string;
  readonly decided_by: string | null;
  readonly requested_at: Date;
  readonly ended_at: Date | null;
  readonly tries: number;
  readonly gateway_reference: string | null;
  readonly receipt_kind: 'settlement' | 'suspense';
  readonly receipt_minor: bigint;
}

const GATEWAY = 'gateway:';

/** `<method>:<number>` of a settlement, `suspense:<method>:<number>` of what waits. */
const numberIn = (reference: string, kind: Receipt['kind'], method: string): string =>
  reference.slice(kind === 'suspense' ? `suspense:${method}:`.length : `${method}:`.length);

function toReceipt(row: ReceiptRow): Receipt {
  const method = row.debit_account.slice(GATEWAY.length) as PaymentMethod;
  return {
    reference: row.reference,
    kind: row.kind,
    method,
    transactionId: numberIn(row.reference, row.kind, method),
    amount: money(row.amount_minor, row.currency),
    paymentId: row.payment_id,
    taken: money(row.taken, row.currency),
    onItsWay: row.on_its_way,
    released: row.released,
  };
}

const toRefund = (row: RefundRow): Refund => ({
  refundId: row.refund_id,
  receipt: {
    reference: row.of_reference,
    kind: row.receipt_kind,
    method: row.method as PaymentMethod,
    transactionId: row.transaction_id,
    amount: money(row.receipt_minor, row.currency),
  },
  paymentId: row.payment_id,
  amount: money(row.amount_minor, row.currency),
  status: row.status,
  reason: row.reason,
  caseNumber: row.case_number,
  owedAgain: row.owed_again,
  needsSecond: row.needs_second,
  requestedBy: row.requested_by,
  decidedBy: row.decided_by,
  requestedAt: row.requested_at,
  endedAt: row.ended_at,
  tries: row.tries,
  gatewayReference: row.gateway_reference,
});

const live = sql.join(TAKES_MONEY.map((status) => sql`${status}`));
/** A settlement's amount is the payment's; suspense came in from a gateway, and what was released went out again. */
const receiptsWhere = (where: ReturnType<typeof sql>) => sql<ReceiptRow>`
  select t.reference, t.kind, t.debit_account, t.amount_minor, t.currency, t.payment_id,
    (select coalesce(sum(r.amount_minor), 0)::bigint from refunds r where r.of_reference = t.reference and r.status in (${live})) as taken,
    exists (select from refunds r where r.of_reference = t.reference and r.status in ('pending', 'stuck')) as on_its_way,
    exists (select from ledger_transfers x where x.reference = 'released:' || t.reference) as released
  from ledger_transfers t where t.kind in ('settlement', 'suspense') and t.debit_account like ${`${GATEWAY}%`} and ${where}`;
const refundsWhere = (where: ReturnType<typeof sql>) => sql<RefundRow>`
  select r.*, t.kind as receipt_kind, t.amount_minor as receipt_minor
  from refunds r join ledger_transfers t on t.reference = r.of_reference where ${where}`;

/** What came in for a payment: its settlement, and what stands in suspense beside it. */
export const receiptsOfPayment = async (db: Database, paymentId: string): Promise<Receipt[]> =>
  (await receiptsWhere(sql`t.payment_id = ${paymentId} order by t.at, t.reference`).execute(db)).rows.map(toReceipt);

export async function receiptByReference(db: Database, reference: string): Promise<Receipt | null> {
  const { rows } = await receiptsWhere(sql`t.reference = ${reference}`).execute(db);
  return rows[0] ? toReceipt(rows[0]) : null;
}

/** Locks a receipt until the transaction ends; who asks for a refund of it meanwhile waits, here and in the database's own rule. */
export async function lockReceipt(db: Database, reference: string): Promise<Receipt | null> {
  await sql`select from ledger_transfers where reference = ${reference} for update`.execute(db);
  return receiptByReference(db, reference);
}

export async function refundById(db: Database, refundId: string): Promise<Refund | null> {
  const { rows } = await refundsWhere(sql`r.refund_id = ${refundId}`).execute(db);
  return rows[0] ? toRefund(rows[0]) : null;
}

/** Takes the row's lock until the transaction ends: what a gateway says is judged under it. */
export async function lockRefund(db: Database, refundId: string): Promise<Refund | null> {
  const { rows } = await refundsWhere(sql`r.refund_id = ${refundId} for update of r`).execute(db);
  return rows[0] ? toRefund(rows[0]) : null;
}

export const refundsOfPayment = async (db: Database, paymentId: string): Promise<Refund[]> =>
  (await refundsWhere(sql`r.payment_id = ${paymentId} order by r.requested_at, r.refund_id`).execute(db)).rows.map(
    toRefund,
  );

/** What waits for people, oldest first. */
export const refundsToDecide = async (db: Database, limit: number): Promise<Refund[]> =>
  (
    await refundsWhere(
      sql`r.status in ('awaiting', 'stuck') order by r.requested_at, r.refund_id limit ${limit}`,
    ).execute(db)
  ).rows.map(toRefund);

/** The gateway's numbers of the other refunds of this transaction, whatever receipt they are of. */
export async function knownRefundNumbers(db: Database, { refundId, receipt }: Refund): Promise<string[]> {
  const rows = await db
    .selectFrom('refunds')
    .select('gateway_reference')
    .where('method', '=', receipt.method)
    .where('transaction_id', '=', receipt.transactionId)
    .where('refund_id', '<>', refundId)
    .where('gateway_reference', 'is not', null)
    .execute();
  return rows.flatMap(({ gateway_reference: number }) => number ?? []);
}

/** More than is left of its receipt, or a second one on its way, fails the commit. `firstTryAt` null: a second person decides first. */
export const newRefund =
  (refund: Refund, firstTryAt: Date | null): Write =>
  (db) =>
    db.insertInto('refunds').values({
      refund_id: refund.refundId,
      of_reference: refund.receipt.reference,
      payment_id: refund.paymentId,
      method: refund.receipt.method,
      transaction_id: refund.receipt.transactionId,
      amount_minor: refund.amount.minor,
      currency: refund.amount.currency,
      status: refund.status,
      reason: refund.reason,
      case_number: refund.caseNumber,
      owed_again: refund.owedAgain,
      needs_second: refund.needsSecond,
      requested_by: refund.requestedBy,
      requested_at: refund.requestedAt,
      decided_by: null,
      decided_at: null,
      next_try_at: firstTryAt,
      gateway_reference: null,
      ended_at: null,
    });

/** The second person's word on a refund that waits for it. */
export const decideRefund =
  (refundId: string, staffId: string, agreed: boolean, now: Date): Write =>
  (db) =>
    db
      .updateTable('refunds')
      .set({
        status: agreed ? 'pending' : 'rejected',
        decided_by: staffId,
        decided_at: now,
        next_try_at: agreed ? now : null,
        ended_at: agreed ? null : now,
      })
      .where('refund_id', '=', refundId);

export const bookRefund =
  (refundId: string, gatewayReference: string, now: Date): Write =>
  (db) =>
    db
      .updateTable('refunds')
      .set({ status: 'done', gateway_reference: gatewayReference, ended_at: now, next_try_at: null })
      .where('refund_id', '=', refundId);

export const failRefund =
  (refundId: string, now: Date): Write =>
  (db) =>
    db
      .updateTable('refunds')
      .set({ status: 'failed', ended_at: now, next_try_at: null })
      .where('refund_id', '=', refundId);

/** Left to people; the gateway is asked on, in case it ends there. */
export const stopRefund =
  (refundId: string, askAgainAt: Date): Write =>
  (db) =>
    db
      .updateTable('refunds')
      .set({ status: 'stuck', next_try_at: askAgainAt })
      .where('refund_id', '=', refundId)
      .where('status', '=', 'pending');

/** All of it was given back. */
export const markRefunded =
  (paymentId: string): Write =>
  (db) =>
    db.updateTable('payments').set({ status: 'refunded' }).where('payment_id', '=', paymentId);

export const billsOwedAgain =
  (paymentId: string): Write =>
  (db) =>
    db
      .updateTable('bills')
      .set({ paid_at: null })
      .where('bill_id', 'in', (q) =>
        q.selectFrom('payment_bills').select('bill_id').where('payment_id', '=', paymentId),
      );

/** Takes refunds whose gateway is to be asked now; who waits longest first, counted before it is asked, and put off so that no other instance asks too. */
export async function takeRefundsToAsk(db: Database, now: Date, limit: number): Promise<Refund[]> {
  const { rows } = await sql<RefundRow>`
    with due as (select refund_id, next_try_at as since from refunds where next_try_at <= ${now}
        order by next_try_at limit ${limit} for update skip locked),
      r as (update refunds set tries = tries + 1, next_try_at = ${now}::timestamptz + case
          when tries = 0 then interval '2 minutes' when tries = 1 then interval '5 minutes' when tries = 2 then interval '15 minutes'
          when tries < 8 then interval '1 hour' else interval '6 hours' end
        from due where refunds.refund_id = due.refund_id returning refunds.*, due.since)
    select r.*, t.kind as receipt_kind, t.amount_minor as receipt_minor from r join ledger_transfers t on t.reference = r.of_reference
    order by r.since, r.refund_id`.execute(db);
  return rows.map(toRefund);
}

/** The gateway heard nothing of this try: the next one takes its place, at once. */
export const uncountTry =
  ({ refundId, tries }: Pick<Refund, 'refundId' | 'tries'>, now: Date): Write =>
  (db) =>
    db
      .updateTable('refunds')
      .set({ tries: tries - 1, next_try_at: now })
      .where('refund_id', '=', refundId)
      .where('tries', '=', tries)
      .where('next_try_at', 'is not', null);
