/** The attempts at LINE Pay: who may confirm is decided here, by rows. */
import { type RawBuilder, sql } from 'kysely';
import type { LinePayAttempt, LinePayBook } from '../domain/line-pay.ts';
import { uniqueViolation } from './commit.ts';
import type { Database } from './tables.ts';

interface Row {
  readonly payment_id: string;
  readonly order_id: string;
  readonly transaction_id: string | null;
  readonly payment_url: string | null;
  readonly requested_at: Date;
  readonly confirming_at: Date | null;
}

const toAttempt = (row: Row): LinePayAttempt => ({
  paymentId: row.payment_id,
  orderId: row.order_id,
  transactionId: row.transaction_id,
  paymentUrl: row.payment_url,
  requestedAt: row.requested_at,
  confirmingAt: row.confirming_at,
});

/** LINE Pay wants to be asked about one transaction once a second at most (facts/reliability.md 6). */
const CHECK_AGAIN_MS = 1_000;
/** Longer than a confirmation is waited for. */
const CONFIRM_AGAIN_MS = 50_000;

/** Not that near to now, before or after: clocks differ, and one that was put back must not keep us from asking. */
const isLongFrom = (at: RawBuilder<unknown>, now: Date, ms: number) =>
  sql<boolean>`${at} not between ${new Date(now.getTime() - ms + 1)} and ${new Date(now.getTime() + ms - 1)}`;

export function linePayBook(db: Database): LinePayBook {
  const attempts = async (paymentId: string) =>
    (
      await db
        .selectFrom('line_pay_orders')
        .selectAll()
        .where('payment_id', '=', paymentId)
        .orderBy('attempt')
        .execute()
    ).map(toAttempt);
  return {
    attempts,
    async between(from, to) {
      const rows = await db
        .selectFrom('line_pay_orders')
        .selectAll()
        .where('requested_at', '>=', from)
        .where('requested_at', '<', to)
        .where('transaction_id', 'is not', null)
        .orderBy('requested_at')
        .execute();
      return rows.map(toAttempt);
    },
    async begin(paymentId, now) {
      // Two at once take the same number and one of them is refused by the key: it takes the next.
      for (let tries = 0; ; tries += 1) {
        try {
          const { rows } = await sql<Row>`
            insert into line_pay_orders (payment_id, attempt, order_id, requested_at)
            select ${paymentId}, n, case when n = 1 then ${paymentId} else ${`${paymentId}.`} || n end, ${now}::timestamptz
            from (select coalesce(max(attempt), 0) + 1 as n from line_pay_orders where payment_id = ${paymentId}) next
            returning *`.execute(db);
          if (rows[0]) return toAttempt(rows[0]);
          throw new Error('the attempt was not stored');
        } catch (error) {
          if (uniqueViolation(error) === null || tries >= 20) throw error;
        }
      }
    },
    async opened(orderId, transactionId, paymentUrl) {
      await db
        .updateTable('line_pay_orders')
        .set({ transaction_id: transactionId, payment_url: paymentUrl })
        .where('order_id', '=', orderId)
        .execute();
    },
    async mayCheck(orderId, now) {
      const may = await db
        .updateTable('line_pay_orders')
        .set({ checked_at: now })
        .where('order_id', '=', orderId)
        .where((one) => one.or([one('checked_at', 'is', null), isLongFrom(sql.ref('checked_at'), now, CHECK_AGAIN_MS)]))
        .returning('order_id')
        .executeTakeFirst();
      return may !== undefined;
    },
    async claim(orderId, now) {
      try {
        const claimed = await db
          .updateTable('line_pay_orders')
          .set({ confirming_at: now, confirm_sent_at: now })
          .where('order_id', '=', orderId)
          .where('confirming_at', 'is', null)
          .where('closed_at', 'is', null)
          .returning('order_id')
          .executeTakeFirst();
        return claimed !== undefined;
      } catch (error) {
        // Another attempt of the same payment was claimed: line_pay_orders_one_confirm.
        if (uniqueViolation(error) !== null) return false;
        throw error;
      }
    },
    async mayConfirmAgain(orderId, now) {
      const may = await db
        .updateTable('line_pay_orders')
        .set({ confirm_sent_at: now })
        .where('order_id', '=', orderId)
        // Claimed before it was kept when it was sent.
        .where(isLongFrom(sql`coalesce(confirm_sent_at, confirming_at)`, now, CONFIRM_AGAIN_MS))
        .returning('order_id')
        .executeTakeFirst();
      return may !== undefined;
    },
    async close(paymentId, now) {
      await db
        .updateTable('line_pay_orders')
        .set({ closed_at: now })
        .where('payment_id', '=', paymentId)
        .where('confirming_at', 'is', null)
        .where('closed_at', 'is', null)
        .execute();
      // Read after the rows are closed: whoever claimed did so before, and whoever has not can't any more.
      return (await attempts(paymentId)).every(({ confirmingAt }) => confirmingAt === null);
    },
    async returned(orderId, transactionId, now) {
      const { rows } = await sql<{ payment_id: string }>`
        update line_pay_orders set returned_at = coalesce(returned_at, ${now}::timestamptz)
        where order_id = ${orderId} and transaction_id = ${transactionId} returning payment_id`.execute(db);
      return rows[0]?.payment_id ?? null;
    },
  };
}
