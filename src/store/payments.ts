/** Payments, what they pay, their notices and the ledger. */
import { sql } from 'kysely';
import { type Currency, money } from '../domain/money.ts';
import { type Payment, type PaymentMethod, subjectOf } from '../domain/payments.ts';
import type { Write } from './commit.ts';
import type { Database } from './tables.ts';

interface PaymentRow {
  readonly payment_id: string;
  readonly resident_id: string;
  readonly account_number: string;
  readonly method: string;
  readonly amount_minor: bigint;
  readonly currency: Currency;
  readonly status: Payment['status'];
  readonly gateway_reference: string | null;
  readonly opened_at: Date;
  readonly expires_at: Date;
  readonly paid_at: Date | null;
  readonly queries: number;
  readonly payer: string | null;
  readonly merchant: string | null;
  readonly subject: string | null;
  readonly bills: { bill_id: string; period: string; amount_minor: number; late_fee_minor: number }[];
  readonly refunded: bigint;
  readonly refunding: bigint;
}

export interface StoredPayment extends Payment {
  /** The gateway's transaction that settled it. */
  readonly gatewayReference: string | null;
}

/** Its bills, and what was given back or is on its way back. */
const moreOfP = sql`(select coalesce(json_agg(json_build_object('bill_id', pb.bill_id, 'period', b.period, 'amount_minor', pb.amount_minor,
  'late_fee_minor', pb.late_fee_minor) order by b.to_date), '[]'::json)
  from payment_bills pb join bills b using (bill_id) where pb.payment_id = p.payment_id) as bills,
  (select coalesce(sum(r.amount_minor), 0)::bigint from refunds r where r.payment_id = p.payment_id and r.status = 'done'
    and r.of_reference not like 'suspense:%') as refunded,
  (select coalesce(sum(r.amount_minor), 0)::bigint from refunds r where r.payment_id = p.payment_id and r.status in ('pending', 'stuck')
    and r.of_reference not like 'suspense:%') as refunding`;

const toPayment = (row: PaymentRow): StoredPayment => ({
  paymentId: row.payment_id,
  residentId: row.resident_id,
  accountNumber: row.account_number,
  method: row.method as PaymentMethod,
  amount: money(row.amount_minor, row.currency),
  status: row.status,
  gatewayReference: row.gateway_reference,
  openedAt: row.opened_at,
  expiresAt: row.expires_at,
  paidAt: row.paid_at,
  queries: row.queries,
  payer: row.payer,
  merchant: row.merchant,
  // Opened before the words were kept: they were its months.
  subject: row.subject ?? subjectOf(row.bills, row.account_number, true),
  refunded: money(row.refunded, row.currency),
  refunding: money(row.refunding, row.currency),
  bills: row.bills.map((bill) => ({
    billId: bill.bill_id,
    period: bill.period,
    amount: money(bill.amount_minor, row.currency),
    lateFee: money(bill.late_fee_minor, row.currency),
  })),
});

async function select(db: Database, where: ReturnType<typeof sql>): Promise<StoredPayment[]> {
  const { rows } = await sql<PaymentRow>`select p.*, ${moreOfP} from payments p where ${where}`.execute(db);
  return rows.map(toPayment);
}

export async function paymentById(db: Database, paymentId: string): Promise<StoredPayment | null> {
  return (await select(db, sql`p.payment_id = ${paymentId}`))[0] ?? null;
}

/** Takes the row's lock until the transaction ends: the judge reads under it. */
export async function lockPayment(db: Database, paymentId: string): Promise<StoredPayment | null> {
  return (await select(db, sql`p.payment_id = ${paymentId} for update of p`))[0] ?? null;
}

/** What this resident paid, newest first; for one account when given. */
export const paymentsOfResident = (
  db: Database,
  residents: readonly string[],
  accountNumber: string | null,
  limit: number,
): Promise<StoredPayment[]> =>
  select(
    db,
    sql`p.resident_id = any(${[...residents]}::text[]) and (${accountNumber}::text is null or p.account_number = ${accountNumber})
      order by p.opened_at desc, p.payment_id limit ${limit}`,
  );

/** All payments of a bound account, newest first. */
export const paymentsOfAccount = (db: Database, accountNumber: string, limit: number): Promise<StoredPayment[]> =>
  select(
    db,
    sql`p.account_number = ${accountNumber} and p.opened_at >= coalesce(
      (select a.holder_since from accounts a where a.account_number = ${accountNumber}), '-infinity') order by p.opened_at desc, p.payment_id limit ${limit}`,
  );

/** Open payments of an account, whoever opened them. */
export const openPaymentsOfAccount = (db: Database, accountNumber: string): Promise<StoredPayment[]> =>
  select(db, sql`p.account_number = ${accountNumber} and p.status = 'pending' order by p.opened_at`);

export const newPayment =
  (payment: Payment, nextQueryAt: Date): Write =>
  (db) =>
    db.insertInto('payments').values({
      payment_id: payment.paymentId,
      resident_id: payment.residentId,
      account_number: payment.accountNumber,
      method: payment.method,
      amount_minor: payment.amount.minor,
      currency: payment.amount.currency,
      status: payment.status,
      gateway_reference: null,
      opened_at: payment.openedAt,
      expires_at: payment.expiresAt,
      next_query_at: nextQueryAt,
      paid_at: null,
      payer: payment.payer,
      merchant: payment.merchant,
      subject: payment.subject,
    });

export const newPaymentBills =
  (payment: Payment): Write =>
  (db) =>
    db.insertInto('payment_bills').values(
      payment.bills.map((bill) => ({
        payment_id: payment.paymentId,
        bill_id: bill.billId,
        payment_status: payment.status,
        amount_minor: bill.amount.minor,
        late_fee_minor: bill.lateFee.minor,
      })),
    );

export const markPaid =
  (paymentId: string, gatewayReference: string | null, now: Date): Write =>
  (db) =>
    db
      .updateTable('payments')
      .set({ status: 'paid', paid_at: now, gateway_reference: gatewayReference, next_query_at: null })
      .where('payment_id', '=', paymentId);

export const endPayment =
  (paymentId: string, status: 'failed' | 'expired'): Write =>
  (db) =>
    db.updateTable('payments').set({ status, next_query_at: null }).where('payment_id', '=', paymentId);

export const markBillsPaid =
  (paymentId: string, now: Date): Write =>
  (db) =>
    db
      .updateTable('bills')
      .set({ paid_at: now })
      .where('bill_id', 'in', (q) =>
        q.selectFrom('payment_bills').select('bill_id').where('payment_id', '=', paymentId),
      );

/** Bills of a payment that are not any more what was paid for: paid by another way, or of another sum. Read before `markBillsPaid`. */
export async function billsChanged(
  db: Database,
  paymentId: string,
): Promise<readonly { readonly billId: string; readonly isPaid: boolean; readonly minor: bigint }[]> {
  const rows = await db
    .selectFrom('payment_bills as pb')
    .innerJoin('bills as b', 'b.bill_id', 'pb.bill_id')
    .select(['b.bill_id', 'b.paid_at', 'b.amount_minor'])
    .where('pb.payment_id', '=', paymentId)
    .where((e) => e.or([e('b.paid_at', 'is not', null), e('b.amount_minor', '<>', e.ref('pb.amount_minor'))]))
    .execute();
  return rows.map((row) => ({ billId: row.bill_id, isPaid: row.paid_at !== null, minor: row.amount_minor }));
}

export interface Transfer {
  readonly transferId: string;
  readonly paymentId: string | null;
  readonly kind: 'settlement' | 'suspense' | 'refund';
  /** The gateway's transaction, or our refund: one transfer each, whatever arrives how often. */
  readonly reference: string;
  readonly debit: string;
  readonly credit: string;
  readonly amount: Payment['amount'];
  readonly at: Date;
}

/** A suspense entry may come twice (notice and query); a settlement or refund may not, and a second one fails the whole commit. */
export const newTransfer =
  (transfer: Transfer): Write =>
  (db) => {
    const insert = db.insertInto('ledger_transfers').values({
      transfer_id: transfer.transferId,
      payment_id: transfer.paymentId,
      kind: transfer.kind,
      reference: transfer.reference,
      debit_account: transfer.debit,
      credit_account: transfer.credit,
      amount_minor: transfer.amount.minor,
      currency: transfer.amount.currency,
      at: transfer.at,
    });
    return transfer.kind === 'suspense' ? insert.onConflict((c) => c.column('reference').doNothing()) : insert;
  };

/** Takes what this reference put into suspense out again; nothing there: nothing happens. */
export const releaseSuspense =
  (reference: string, transferId: string, now: Date): Write =>
  () =>
    sql`
    insert into ledger_transfers (transfer_id, payment_id, kind, reference, debit_account, credit_account, amount_minor, currency, at)
    select ${transferId}, payment_id, 'suspense', ${`released:${reference}`}, credit_account, debit_account, amount_minor, currency, ${now}::timestamptz
    from ledger_transfers where reference = ${reference} on conflict (reference) do nothing`;

/** Keeps what a gateway said and what we made of it; a repeat of one notice adds nothing. */
export const newNotice =
  (notice: {
    gateway: string;
    noticeId: string;
    paymentId: string | null;
    verdict: string;
    body: unknown;
    now: Date;
  }): Write =>
  (db) =>
    db
      .insertInto('payment_notices')
      .values({
        gateway: notice.gateway,
        notice_id: notice.noticeId,
        payment_id: notice.paymentId,
        verdict: notice.verdict,
        body: JSON.stringify(notice.body),
        received_at: notice.now,
      })
      .onConflict((c) => c.doNothing());

/** A look at a payment's gateway: nobody else looks before `until`, unless it ends sooner; the next one is at `again`, unless it says when. */
export interface Look {
  readonly again: Date;
  readonly until: Date;
}

/** Takes pending payments whose gateway is to be asked now, but none that somebody is asking about; who waits longest first. */
export async function takePaymentsToQuery(
  db: Database,
  now: Date,
  { again, until }: Look,
  limit: number,
): Promise<StoredPayment[]> {
  const { rows } = await sql<PaymentRow>`
    with due as (select payment_id, next_query_at as since from payments where status = 'pending' and next_query_at <= ${now}
          and (asked_until is null or asked_until <= ${now})
        order by next_query_at, opened_at limit ${limit} for update skip locked),
      p as (update payments set next_query_at = ${again}, asked_until = ${until}, queries = queries + 1
        from due where payments.payment_id = due.payment_id returning payments.*, due.since)
    select p.*, ${moreOfP} from p order by p.since, p.opened_at, p.payment_id`.execute(db);
  return rows.map(toPayment);
}

/** Ends a look, unless it took so long that another one began: from `free` on somebody may look again, and does at `next`, or sooner if they want. */
export const endLook =
  (paymentId: string, { again, until }: Look, free: Date, next: Date): Write =>
  (db) =>
    db
      .updateTable('payments')
      .set({
        asked_until: free,
        next_query_at: sql`case when next_query_at = ${again}::timestamptz then ${next}::timestamptz else next_query_at end`,
      })
      .where('payment_id', '=', paymentId)
      .where('status', '=', 'pending')
      .where('asked_until', '=', until);

/** Wanted sooner than planned; while somebody asks, it comes after that. */
export const queryAgainAt =
  (paymentId: string, at: Date): Write =>
  (db) =>
    db
      .updateTable('payments')
      .set({ next_query_at: at })
      .where('payment_id', '=', paymentId)
      .where('status', '=', 'pending');

/** Those of these residents who bound the account, by themselves or by a channel that was joined with theirs. */
export async function boundAmong(
  db: Database,
  accountNumber: string,
  residents: readonly string[],
): Promise<readonly string[]> {
  const { rows } = await sql<{ resident_id: string }>`
    select r.resident_id from residents r where r.resident_id = any(${[...residents]}::text[]) and exists (
      select from bindings b join residents k on k.resident_id = b.resident_id
      where b.account_number = ${accountNumber} and b.unbound_at is null
        and coalesce(k.joined_to, k.resident_id) = coalesce(r.joined_to, r.resident_id))`.execute(db);
  return rows.map((row) => row.resident_id);
}

/** When somebody opened their last payments that ran out unpaid, but for accounts of their own; newest first. */
export async function lapsedOfOthers(
  db: Database,
  residents: readonly string[],
  own: readonly string[],
  since: Date,
  limit: number,
): Promise<readonly Date[]> {
  const { rows } = await sql<{ opened_at: Date }>`
    select opened_at from payments where resident_id = any(${[...residents]}::text[]) and opened_at > ${since}
      and status = 'expired' and account_number <> all(${[...own]}::text[]) order by opened_at desc limit ${limit}`.execute(
    db,
  );
  return rows.map((row) => row.opened_at);
}
