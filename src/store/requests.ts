/** What requests look up and change of the utility's own rows: who is cut off though paid, a telephone, the end of an account. */
import { sql } from 'kysely';
import type { CaseKind } from '../domain/cases.ts';
import type { Write } from './commit.ts';
import type { Database } from './tables.ts';

/** A payment of a bill that was overdue by then: what gives a right to be reconnected. */
export interface EndingPayment {
  readonly accountNumber: string;
  readonly paymentId: string;
  readonly residentId: string;
  readonly paidAt: Date;
}

/** An open case that stands in the way of another one of the same reason. */
export interface StandingCase {
  readonly caseNumber: string;
  readonly kind: CaseKind;
  readonly residentId: string | null;
  readonly deadline: Date | null;
}

const OVERDUE_THEN = sql`exists (select from payment_bills pb join bills b using (bill_id)
  where pb.payment_id = p.payment_id and b.due_date < (p.paid_at at time zone 'Asia/Shanghai')::date)`;

/** In one round trip: the open case of a reason, the open cases of a kind about an account, and its newest ending payment. */
export async function standingOf(
  db: Database,
  accountNumber: string,
  of: { readonly reason: string | null; readonly kind: CaseKind },
): Promise<{ readonly open: StandingCase | null; readonly payment: EndingPayment | null }> {
  const { rows } = await sql<{
    open: { caseNumber: string; kind: CaseKind; residentId: string | null; deadline: string | null } | null;
    payment: { paymentId: string; residentId: string; paidAt: string } | null;
  }>`
    select (select json_build_object('caseNumber', c.case_number, 'kind', c.kind, 'residentId', c.resident_id, 'deadline', c.deadline)
        from cases c where c.status = 'open'
          and (c.reason = ${of.reason}::text or (${of.reason}::text is null and c.account_number = ${accountNumber} and c.kind = ${of.kind}))
        order by c.opened_at limit 1) as open,
      (select json_build_object('paymentId', p.payment_id, 'residentId', p.resident_id, 'paidAt', p.paid_at) from payments p
        where p.account_number = ${accountNumber} and p.status = 'paid' and ${OVERDUE_THEN}
        order by p.paid_at desc limit 1) as payment`.execute(db);
  const row = rows[0];
  return {
    open: row?.open ? { ...row.open, deadline: row.open.deadline === null ? null : new Date(row.open.deadline) } : null,
    payment: row?.payment ? { ...row.payment, accountNumber, paidAt: new Date(row.payment.paidAt) } : null,
  };
}

/**
 * Accounts that are cut off though nothing is overdue on `today` and their arrears were paid here, with the newest such payment;
 * not those with an open reconnection, nor those that had one for this payment.
 */
export async function paidButCut(db: Database, today: string, limit: number): Promise<readonly EndingPayment[]> {
  const { rows } = await sql<{ account_number: string; payment_id: string; resident_id: string; paid_at: Date }>`
    select a.account_number, p.payment_id, p.resident_id, p.paid_at
    from accounts a cross join lateral (
      select p.* from payments p where p.account_number = a.account_number and p.status = 'paid' and ${OVERDUE_THEN}
      order by p.paid_at desc limit 1) p
    where a.status = 'cut'
      and not exists (select from bills b where b.account_number = a.account_number and b.paid_at is null and b.due_date < ${today}::date)
      and not exists (select from cases c where c.account_number = a.account_number and c.kind = 'reconnection'
        and (c.status = 'open' or c.payment_id = p.payment_id))
    order by p.paid_at limit ${limit}`.execute(db);
  return rows.map((row) => ({
    accountNumber: row.account_number,
    paymentId: row.payment_id,
    residentId: row.resident_id,
    paidAt: row.paid_at,
  }));
}

/** Power is on again; an account that was closed meanwhile stays closed. */
export const markReconnected =
  (accountNumber: string): Write =>
  (db) =>
    db
      .updateTable('accounts')
      .set({ status: 'active' })
      .where('account_number', '=', accountNumber)
      .where('status', '=', 'cut');

export const changePhone =
  (accountNumber: string, phone: string): Write =>
  (db) =>
    db.updateTable('accounts').set({ phone }).where('account_number', '=', accountNumber);

export const markClosed =
  (accountNumber: string): Write =>
  (db) =>
    db.updateTable('accounts').set({ status: 'closed' }).where('account_number', '=', accountNumber);
