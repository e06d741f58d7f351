/** Reads the three books, and what was said about payments, straight from the tables. */
import pg from 'pg';

export interface Order {
  readonly id: string;
  readonly amount: bigint;
  readonly currency: string;
  readonly status: string;
  readonly transaction: string | null;
  /** Amounts of the notices that said "paid", as the gateway wrote them. */
  readonly noticed: readonly string[];
  readonly refunds: readonly { readonly id: string; readonly amount: bigint }[];
}

export interface RefundRow {
  readonly id: string;
  readonly payment: string | null;
  readonly amount: bigint;
  readonly status: string;
  readonly reference: string | null;
}

export interface PaymentRow {
  readonly id: string;
  readonly resident: string;
  readonly account: string;
  readonly amount: bigint;
  readonly currency: string;
  readonly status: string;
  readonly reference: string | null;
}

export interface Share {
  readonly payment: string;
  readonly bill: string;
  readonly status: string;
  readonly amount: bigint;
  readonly lateFee: bigint;
}

export interface Bill {
  readonly id: string;
  readonly amount: bigint;
  readonly paid: boolean;
}

export interface Transfer {
  readonly payment: string | null;
  readonly kind: string;
  readonly reference: string;
  readonly debit: string;
  readonly credit: string;
  readonly amount: bigint;
  readonly currency: string;
}

/** One of our events about a payment in somebody's conversation; `turns`: how many answers it got, and what they said. */
export interface Happened {
  readonly name: string;
  readonly payment: string;
  readonly resident: string;
  readonly answered: boolean;
  readonly said: readonly string[];
  readonly turns: number;
}

export interface Books {
  readonly orders: readonly Order[];
  readonly refunds: readonly RefundRow[];
  readonly payments: readonly PaymentRow[];
  readonly shares: readonly Share[];
  readonly bills: readonly Bill[];
  readonly transfers: readonly Transfer[];
  readonly cases: readonly { readonly reason: string; readonly payment: string | null }[];
  readonly happened: readonly Happened[];
  /** Payments that the stored answers of keys name. */
  readonly keys: readonly { readonly key: string; readonly payment: string }[];
}

/** The company's book is told by itself; the rest stands in our tables. */
export async function readBooks(databaseUrl: string, orders: readonly Order[]): Promise<Books> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const rows = async <T>(statement: string): Promise<T[]> => (await client.query(statement)).rows as T[];
  /** Integers of any size arrive as text and leave as BigInt: amounts are compared as integers. */
  const integers = <T extends object, K extends keyof T>(list: T[], ...names: K[]) =>
    list.map((row) => ({ ...row, ...Object.fromEntries(names.map((name) => [name, BigInt(String(row[name]))])) }));
  try {
    return {
      orders,
      refunds: integers(
        await rows<RefundRow>(
          `select refund_id id, payment_id payment, amount_minor amount, status, gateway_reference reference from refunds`,
        ),
        'amount',
      ),
      payments: integers(
        await rows<PaymentRow>(`select payment_id id, resident_id resident, account_number account, amount_minor amount,
          currency, status, gateway_reference reference from payments order by opened_at, payment_id`),
        'amount',
      ),
      shares: integers(
        await rows<Share>(`select payment_id payment, bill_id bill, payment_status status, amount_minor amount,
          late_fee_minor "lateFee" from payment_bills`),
        'amount',
        'lateFee',
      ),
      bills: integers(
        await rows<Bill>(
          'select bill_id id, amount_minor amount, paid_at is not null paid from bills order by bill_id',
        ),
        'amount',
      ),
      transfers: integers(
        await rows<Transfer>(`select payment_id payment, kind, reference, debit_account debit, credit_account credit,
          amount_minor amount, currency from ledger_transfers order by at, transfer_id`),
        'amount',
      ),
      cases: await rows('select reason, payment_id payment from cases'),
      happened: await rows(`select i.content->'event'->>'name' as name, i.content->'event'->>'paymentId' as payment,
          i.channel_user_id resident, i.answered_at is not null answered,
          (select count(*)::int from turns t where t.inbox_id = i.inbox_id) turns,
          array(select jsonb_array_elements_text(t.trace->'said') from turns t where t.inbox_id = i.inbox_id) said
        from inbox i where i.content->>'kind' = 'event'`),
      keys: await rows(`select key, body->>'paymentId' payment from idempotency_keys where body::jsonb ? 'paymentId'`),
    };
  } finally {
    await client.end();
  }
}
