/** Days compared with a gateway's own list, and what our books have of a gateway. */
import { sql } from 'kysely';
import type { IsoDate } from '../domain/billing.ts';
import { type Currency, money } from '../domain/money.ts';
import type { PaymentMethod } from '../domain/payments.ts';
import type { OurLine } from '../domain/reconciliation.ts';
import type { Write } from './commit.ts';
import type { Database } from './tables.ts';

/** Of these days, those that are finished or somebody is at. */
export async function settledDays(
  db: Database,
  method: PaymentMethod,
  from: IsoDate,
  now: Date,
): Promise<readonly IsoDate[]> {
  const { rows } = await sql<{ day: IsoDate }>`
    select to_char(day, 'YYYY-MM-DD') as day from reconciliations
    where method = ${method} and day >= ${from}::date and (status = 'done' or next_try_at > ${now})`.execute(db);
  return rows.map(({ day }) => day);
}

/** Takes a day that nobody has finished and nobody is at; false: there is nothing to do. */
export async function takeDay(
  db: Database,
  method: PaymentMethod,
  day: IsoDate,
  now: Date,
  again: Date,
): Promise<number | null> {
  const { rows } = await sql<{ tries: number }>`
    insert into reconciliations as r (method, day, status, next_try_at, tries) values (${method}, ${day}::date, 'open', ${again}, 1)
    on conflict (method, day) do update set next_try_at = ${again}, tries = r.tries + 1
      where r.status = 'open' and r.next_try_at <= ${now} returning tries`.execute(db);
  return rows[0]?.tries ?? null;
}

export interface DaySums {
  readonly theirCount: number;
  readonly theirMinor: bigint;
  readonly ourCount: number;
  readonly ourMinor: bigint;
  readonly differences: readonly object[];
}

export const dayDone =
  (method: PaymentMethod, day: IsoDate, sums: DaySums, now: Date): Write =>
  () =>
    sql`
    insert into reconciliations (method, day, status, next_try_at, tries, their_count, their_minor, our_count, our_minor, differences, done_at)
    values (${method}, ${day}::date, 'done', ${now}::timestamptz, 1, ${sums.theirCount}::int, ${String(sums.theirMinor)}::bigint, ${sums.ourCount}::int,
      ${String(sums.ourMinor)}::bigint, ${JSON.stringify(sums.differences)}::jsonb, ${now}::timestamptz)
    on conflict (method, day) do update set status = 'done', done_at = excluded.done_at, their_count = excluded.their_count,
      their_minor = excluded.their_minor, our_count = excluded.our_count, our_minor = excluded.our_minor, differences = excluded.differences`;

interface Row {
  readonly kind: 'payment' | 'refund';
  readonly transaction: string;
  readonly payment_id: string | null;
  readonly amount_minor: bigint;
  readonly currency: Currency;
  readonly refund_number: string | null;
  readonly of_day: boolean;
}

/**
 * What our ledger has of a gateway: all that was booked between two instants, and whatever was booked at another time of the
 * transactions and refunds that are named. Suspense counts as long as it was not released.
 */
export async function ourLines(
  db: Database,
  method: PaymentMethod,
  from: Date,
  to: Date,
  named: { readonly transactions: readonly string[]; readonly refundNumbers: readonly string[] },
): Promise<OurLine[]> {
  const gateway = `gateway:${method}`;
  const settled = `${method}:`;
  const suspended = `suspense:${method}:`;
  const outside = `outside:${method}:`;
  const { rows } = await sql<Row>`
    with moved as (
      select t.*, case when t.reference like ${`${suspended}%`} then substr(t.reference, ${suspended.length + 1})
          when t.reference like ${`${settled}%`} then substr(t.reference, ${settled.length + 1}) end as transaction
      from ledger_transfers t where t.debit_account = ${gateway} and t.kind in ('settlement', 'suspense')
        and not exists (select from ledger_transfers x where x.reference = 'released:' || t.reference)
        and ((t.at >= ${from} and t.at < ${to}) or t.reference = any(${named.transactions.flatMap((id) => [`${settled}${id}`, `${suspended}${id}`])}::text[])))
    select 'payment' as kind, m.transaction, m.payment_id, m.amount_minor, m.currency, null as refund_number,
      m.at >= ${from} and m.at < ${to} as of_day from moved m
    union all
    select 'refund', r.transaction_id, r.payment_id, r.amount_minor, r.currency, r.gateway_reference,
      r.ended_at >= ${from} and r.ended_at < ${to} from refunds r
    where r.method = ${method} and r.status = 'done'
      and ((r.ended_at >= ${from} and r.ended_at < ${to}) or r.gateway_reference = any(${[...named.refundNumbers]}::text[]))
    union all
    select 'refund', '', null, t.amount_minor, t.currency, substr(t.reference, ${outside.length + 1}), false from ledger_transfers t
    where t.reference = any(${named.refundNumbers.map((number) => `${outside}${number}`)}::text[])`.execute(db);
  return rows.map((row) => ({
    kind: row.kind,
    transactionId: row.transaction,
    paymentId: row.payment_id,
    amount: money(row.amount_minor, row.currency),
    refundNumber: row.refund_number,
    ofDay: row.of_day,
  }));
}
