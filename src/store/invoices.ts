/** Invoices: at most one valid per payment. */
import type { Invoice, InvoiceSheet, TaxDocument } from '../domain/invoices.ts';
import { type Currency, money } from '../domain/money.ts';
import type { Write } from './commit.ts';
import type { Database } from './tables.ts';

/** A second valid invoice of one payment fails the commit on `invoices_one_valid`. */
export const newInvoice =
  (invoice: Invoice): Write =>
  (db) =>
    db.insertInto('invoices').values({
      invoice_id: invoice.invoiceId,
      payment_id: invoice.paymentId,
      resident_id: invoice.residentId,
      title: invoice.title,
      tax_number: invoice.taxNumber,
      email: invoice.email,
      status: invoice.status,
      document: invoice.document && JSON.stringify(invoice.document),
      issued_at: invoice.issuedAt,
    });

export async function invoiceSheet(
  db: Database,
  where: { invoiceId: string } | { paymentId: string },
): Promise<InvoiceSheet | null> {
  const row = await db
    .selectFrom('invoices as i')
    .innerJoin('payments as p', 'p.payment_id', 'i.payment_id')
    .selectAll('i')
    .select(['p.amount_minor', 'p.currency', 'p.account_number', 'p.paid_at'])
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
    .where('i.status', '<>', 'reversed')
    .executeTakeFirst();
  if (!row) return null;
  // Use is the account holder's: whoever paid without seeing the account gets the sum.
  const bills = row.sees_account ? await billsPaidBy(db, row.payment_id) : [];
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
    amount: money(row.amount_minor, currency),
    accountNumber: row.account_number,
    paidAt: row.paid_at,
    bills: bills.map((bill) => ({ period: bill.period, kwh: bill.kwh, amount: money(bill.amount_minor, currency) })),
  };
}

const billsPaidBy = (db: Database, paymentId: string) =>
  db
    .selectFrom('payment_bills as pb')
    .innerJoin('bills as b', 'b.bill_id', 'pb.bill_id')
    .select(['b.period', 'b.kwh', 'pb.amount_minor'])
    .where('pb.payment_id', '=', paymentId)
    .orderBy('b.to_date')
    .execute();
