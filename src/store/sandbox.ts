/** The sandbox gateway's own tables: nothing else reads or writes them. */
import { sql } from 'kysely';
import { type Currency, money } from '../domain/money.ts';
import type { SandboxBook, SandboxOrder, SandboxRefund } from '../domain/sandbox.ts';
import type { Database } from './tables.ts';

export function sandboxBook(db: Database): SandboxBook {
  const toOrder = (row: {
    order_id: string;
    amount_minor: bigint;
    currency: Currency;
    status: string;
    transaction_id: string | null;
    subject: string;
  }): SandboxOrder => ({
    orderId: row.order_id,
    amount: money(row.amount_minor, row.currency),
    status: row.status as SandboxOrder['status'],
    transactionId: row.transaction_id,
    subject: row.subject,
  });
  const find = async (orderId: string) => {
    const row = await db.selectFrom('sandbox_orders').selectAll().where('order_id', '=', orderId).executeTakeFirst();
    return row ? toOrder(row) : null;
  };
  const findRefund = async (refundId: string): Promise<SandboxRefund | null> => {
    const row = await db
      .selectFrom('sandbox_refunds as r')
      .innerJoin('sandbox_orders as o', 'o.order_id', 'r.order_id')
      .select(['r.refund_id', 'r.order_id', 'r.amount_minor', 'r.reference', 'o.currency'])
      .where('r.refund_id', '=', refundId)
      .executeTakeFirst();
    return row
      ? {
          refundId: row.refund_id,
          orderId: row.order_id,
          amount: money(row.amount_minor, row.currency),
          reference: row.reference,
        }
      : null;
  };
  return {
    find,
    findRefund,
    async refund(transactionId, { refundId, amount, reference }, now) {
      // The order's lock puts refunds of one order behind each other.
      return db.transaction().execute(async (tx) => {
        const order = await tx
          .selectFrom('sandbox_orders')
          .selectAll()
          .where('transaction_id', '=', transactionId)
          .where('status', '=', 'paid')
          .forUpdate()
          .executeTakeFirst();
        if (!order) return null;
        const given = await tx
          .selectFrom('sandbox_refunds')
          .select(['refund_id', 'amount_minor', 'reference'])
          .where('order_id', '=', order.order_id)
          .execute();
        const known = given.find((one) => one.refund_id === refundId);
        if (known)
          return {
            refundId,
            orderId: order.order_id,
            amount: money(known.amount_minor, order.currency),
            reference: known.reference,
          };
        const left = given.reduce((rest, one) => rest - one.amount_minor, order.amount_minor);
        if (amount.minor > left || amount.currency !== order.currency) return null;
        await tx
          .insertInto('sandbox_refunds')
          .values({
            refund_id: refundId,
            order_id: order.order_id,
            amount_minor: amount.minor,
            reference,
            created_at: now,
          })
          .execute();
        return { refundId, orderId: order.order_id, amount, reference };
      });
    },
    async open(order, now) {
      await db
        .insertInto('sandbox_orders')
        .values({
          order_id: order.orderId,
          amount_minor: order.amount.minor,
          currency: order.amount.currency,
          status: 'open',
          transaction_id: null,
          subject: order.subject,
          created_at: now,
          decided_at: null,
        })
        .onConflict((c) => c.doNothing())
        .execute();
      const stored = await find(order.orderId);
      if (!stored) throw new Error('the sandbox lost an order');
      return stored;
    },
    async decide(orderId, to, notices, now) {
      return db.transaction().execute(async (tx) => {
        const row = await tx
          .updateTable('sandbox_orders')
          .set({
            status: to.status,
            transaction_id: to.transactionId,
            decided_at: now,
            ...(to.taken && { amount_minor: to.taken.minor }),
          })
          .where('order_id', '=', orderId)
          .where('status', '=', 'open')
          .returningAll()
          .executeTakeFirst();
        if (!row) return null;
        if (notices.length > 0) {
          await tx
            .insertInto('sandbox_notices')
            .values(
              notices.map((notice) => ({
                notice_id: notice.noticeId,
                order_id: notice.orderId,
                body: notice.body,
                due_at: notice.dueAt,
                sent_at: null,
              })),
            )
            .execute();
        }
        return toOrder(row);
      });
    },
    async linesBetween(from, to) {
      const { rows } = await sql<{
        order_id: string;
        transaction_id: string;
        amount_minor: bigint;
        currency: Currency;
        refund_id: string | null;
        reference: string | null;
      }>`
        select order_id, transaction_id, amount_minor, currency, null as refund_id, null as reference from sandbox_orders
        where status = 'paid' and decided_at >= ${from} and decided_at < ${to}
        union all select r.order_id, o.transaction_id, r.amount_minor, o.currency, r.refund_id, r.reference
        from sandbox_refunds r join sandbox_orders o using (order_id) where r.created_at >= ${from} and r.created_at < ${to}`.execute(
        db,
      );
      return rows.map((row) => ({
        kind: row.refund_id === null ? 'payment' : 'refund',
        transactionId: row.transaction_id,
        paymentId: row.order_id,
        amount: money(row.amount_minor, row.currency),
        refundNumber: row.reference,
        refundId: row.refund_id,
      }));
    },
    async takeDueNotices(now, again, limit) {
      const { rows } = await sql<{ notice_id: string; order_id: string; body: string; due_at: Date }>`
        with due as (select notice_id from sandbox_notices where sent_at is null and due_at <= ${now} and attempts < 20
          order by due_at limit ${limit} for update skip locked)
        update sandbox_notices n set due_at = ${again}, attempts = attempts + 1 from due where n.notice_id = due.notice_id
        returning n.notice_id, n.order_id, n.body, n.due_at`.execute(db);
      return rows.map((row) => ({ noticeId: row.notice_id, orderId: row.order_id, body: row.body, dueAt: row.due_at }));
    },
    async markDelivered(noticeId, now) {
      await db.updateTable('sandbox_notices').set({ sent_at: now }).where('notice_id', '=', noticeId).execute();
    },
  };
}
