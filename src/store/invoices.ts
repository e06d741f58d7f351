/** Invoices: at most one valid per payment; one that was taken back keeps the document that did so. */
import { sql } from 'kysely';
import type { Invoice, InvoiceSheet, TaxDocument } from '../domain/invoices.ts';
import { type Currency, money } from '../domain/money.ts';
import type { Write } from './commit.ts';
import type { Database } from './tables.ts';

const rowOf = (invoice: Invoice) => ({
  invoice_id: invoice.invoiceId,
  payment_id: invoice.paymentId,
  resident_id: invoice.residentId,
  title: invoice.title,
  tax_number: invoice.taxNumber,
  email: invoice.email,
  status: invoice.status,
  document: invoice.document && JSON.stringify(invoice.document),
  issued_at: invoice.issuedAt,
  reversal: null,
  reversed_at: null,
  reversed_for: null,
  replaces: invoice.replaces,
  amount_minor: invoice.amount.minor,
});

/** A second valid invoice of one payment fails the commit on `invoices_one_valid`. */
export const newInvoice =
  (invoice: Invoice): Write =>
  (db) =>
    db.insertInto('invoices').values(rowOf(invoice));

const reversed = (invoiceId: string, reversal: TaxDocument, reason: string, now: Date) => (db: Database) =>
  db
    .updateTable('invoices')
    .set({ status: 'reversed', reversal: JSON.stringify(reversal), reversed_at: now, reversed_for: reason })
    .where('invoice_id', '=', invoiceId)
    .where('status', '=', 'issued');

export const reverseInvoice = (invoiceId: string, reversal: TaxDocument, reason: string, now: Date): Write =>
  reversed(invoiceId, reversal, reason, now);

/** The old one is taken back first; whoever was slower at that fails on the new one's number, which is the same for both. */
export const replaceInvoice = (oldId: string, reversal: TaxDocument, invoice: Invoice, now: Date): Write => ({
  first: (db) => reversed(oldId, reversal, 'reissued', now)(db).returning('invoice_id'),
  next: (_db, written) => {
    const row = rowOf(invoice);
    return sql`insert into invoices (invoice_id, payment_id, resident_id, title, tax_number, email, status, document, issued_at, replaces, amount_minor)
      select ${row.invoice_id}, ${row.payment_id}, ${row.resident_id}, ${row.title}, ${row.tax_number}::text, ${row.email}::text, ${row.status},
        ${row.document}::jsonb, ${row.issued_at}::timestamptz, ${row.replaces}, ${String(row.amount_minor)}::bigint
      from (values (1)) as once (n) left join ${written} as taken_back on true`;
  },
});

export async function invoiceSheet(
  db: Database,
  where: { invoiceId: string } | { paymentId: string },
): Promise<InvoiceSheet | null> {
  const [sheet] = await sheets(db, where, 'paymentId' in where);
  return sheet ?? null;
}

/** Oldest first, those that were taken back too. */
export const invoicesOfPayment = (db: Database, paymentId: string): Promise<InvoiceSheet[]> =>
  sheets(db, { paymentId }, false);

async function sheets(
  db: Database,
  where: { invoiceId: string } | { paymentId: string },
  validOnly: boolean,
): Promise<InvoiceSheet[]> {
  const rows = await db
    .selectFrom('invoices as i')
    .innerJoin('payments as p', 'p.payment_id', 'i.payment_id')
    .selectAll('i')
    .select(['p.amount_minor as paid_minor', 'p.currency', 'p.account_number', 'p.paid_at'])
    .select((e) =>
      e
        .exists(
          e
            .selectFrom('bindings as seen')
            .select('seen.binding_id')
            .whereRef('seen.resident_id', '=', 'i.resident_id')
            .whereRef('seen.account_number', '=', 'p.account_number')
            .where('seen.unbound_at', 'is', null),
        )
        .as('sees_account'),
    )
    .where((e) =>
      'invoiceId' in where ? e('i.invoice_id', '=', where.invoiceId) : e('i.payment_id', '=', where.paymentId),
    )
    .$if(validOnly, (query) => query.where('i.status', '<>', 'reversed'))
    .orderBy('i.issued_at')
    .orderBy('i.invoice_id')
    .execute();
  return Promise.all(
    rows.map(async (row) => {
      // Use is the account holder's: whoever paid without seeing the account gets the sum. So does who got some of it back.
      const whole = row.amount_minor === null || row.amount_minor === row.paid_minor;
      const bills = row.sees_account && whole ? await billsPaidBy(db, row.payment_id) : [];
      const currency: Currency = row.currency;
      return {
        invoiceId: row.invoice_id,
        paymentId: row.payment_id,
        residentId: row.resident_id,
        title: row.title,
        taxNumber: row.tax_number,
        email: row.email,
        status: row.status as Invoice['status'],
        document: row.document as TaxDocument | null,
        issuedAt: row.issued_at,
        reversal: row.reversal as TaxDocument | null,
        replaces: row.replaces,
        amount: money(row.amount_minor ?? row.paid_minor, currency),
        accountNumber: row.account_number,
        paidAt: row.paid_at,
        bills: bills.map((bill) => ({
          period: bill.period,
          kwh: bill.kwh,
          amount: money(bill.amount_minor, currency),
        })),
      };
    }),
  );
}

const billsPaidBy = (db: Database, paymentId: string) =>
  db
    .selectFrom('payment_bills as pb')
    .innerJoin('bills as b', 'b.bill_id', 'pb.bill_id')
    .select(['b.period', 'b.kwh', 'pb.amount_minor'])
    .where('pb.payment_id', '=', paymentId)
    .orderBy('b.to_date')
    .execute();
