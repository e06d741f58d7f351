/** Invoices for paid payments: requested here, issued by the tax platform, shown on a page behind an expiring link. */
import { addMinutes } from '../domain/calendar.ts';
import type { Invoice, InvoiceSheet } from '../domain/invoices.ts';
import { ok, type Result, refuse } from '../domain/result.ts';
import { boundAccount, isOwn, type Viewer } from '../domain/viewer.ts';
import { invoiceSheet, newInvoice } from '../store/invoices.ts';
import type { Deps, Planned } from './deps.ts';
import type { Payments } from './payments.ts';

const PRINT_LINK_MINUTES = 60;

/** Mainland: 15, 18 or 20 characters (unified social credit code has no I, O, S, V, Z); Taiwan 統一編號: 8 digits. */
const TAX_NUMBER = /^(?:[0-9A-HJ-NP-RTUWXY]{18}|\d{15}|\d{20}|\d{8})$/;

export interface InvoiceWish {
  readonly paymentId: string;
  /** null: the account holder's own name. */
  readonly title: string | null;
  readonly taxNumber: string | null;
  readonly email: string | null;
}

export type Invoices = ReturnType<typeof createInvoices>;

export function createInvoices(
  deps: Pick<Deps, 'db' | 'clock' | 'tokens' | 'taxPlatform' | 'utility' | 'publicUrl'>,
  payments: Payments,
) {
  return {
    isTaxNumber: (text: string): boolean => TAX_NUMBER.test(text.toUpperCase()),

    /**
     * Only the payer gets an invoice, one valid one per payment. The tax platform is asked with our invoice id before anything is
     * stored; asked again with the same id (a retried message) it answers with the same document.
     */
    async plan(viewer: Viewer, wish: InvoiceWish): Promise<Result<Planned<Invoice>>> {
      const found = await payments.find(viewer, wish.paymentId);
      if (!found.ok) return found;
      const payment = found.value;
      if (!isOwn(viewer, payment.residentId)) return refuse('not_found');
      if (payment.status !== 'paid') return refuse('not_paid');
      if (wish.taxNumber && !TAX_NUMBER.test(wish.taxNumber.toUpperCase())) {
        return refuse('tax_number_invalid', { errors: [{ field: 'taxNumber', reason: 'is not a tax number' }] });
      }
      if (await invoiceSheet(deps.db, { paymentId: wish.paymentId })) return refuse('already_invoiced');
      // Whoever pays for somebody else learns no name from it.
      if (!wish.title && !boundAccount(viewer, payment.accountNumber)) {
        return refuse('invalid_input', {
          errors: [{ field: 'title', reason: 'is needed for an account that is not yours' }],
        });
      }
      const account = wish.title ? null : await deps.utility.account(payment.accountNumber);
      const now = deps.clock.now();
      const request = {
        // The same for every try at one payment's invoice, so that the tax platform issues one document however often it is asked.
        invoiceId: (await deps.tokens.hash('invoice', payment.paymentId)).slice(0, 32),
        title: wish.title ?? account?.holder ?? '',
        taxNumber: wish.taxNumber?.toUpperCase() ?? null,
        amount: payment.amount,
        issuedAt: now,
      };
      const document = await deps.taxPlatform.issue(request);
      const invoice: Invoice = {
        ...request,
        paymentId: payment.paymentId,
        residentId: viewer.residentId,
        email: wish.email,
        status: 'issued',
        document,
      };
      return ok({ value: invoice, writes: [newInvoice(invoice)] });
    },

    async find(viewer: Viewer, invoiceId: string): Promise<Result<InvoiceSheet>> {
      const invoice = await invoiceSheet(deps.db, { invoiceId });
      return invoice && isOwn(viewer, invoice.residentId) ? ok(invoice) : refuse('not_found');
    },

    /** The valid invoice of a payment, for its payer. */
    async ofPayment(viewer: Viewer, paymentId: string): Promise<InvoiceSheet | null> {
      const invoice = await invoiceSheet(deps.db, { paymentId });
      return invoice && isOwn(viewer, invoice.residentId) ? invoice : null;
    },

    /** A link to the printable page that whoever holds it can open for an hour. */
    async printUrl(invoiceId: string): Promise<string> {
      const now = deps.clock.now();
      return `${deps.publicUrl}/invoices/${await deps.tokens.issue('print', invoiceId, now, addMinutes(now, PRINT_LINK_MINUTES))}`;
    },

    async byPrintToken(token: string): Promise<Result<InvoiceSheet>> {
      const invoiceId = await deps.tokens.read('print', token, deps.clock.now());
      const invoice = invoiceId ? await invoiceSheet(deps.db, { invoiceId }) : null;
      return invoice ? ok(invoice) : refuse('not_found');
    },
  };
}
