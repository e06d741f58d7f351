/** Invoices for paid payments: issued by the tax platform, taken back by its red letter, issued anew, shown behind an expiring link. */
import { addMinutes } from '../domain/calendar.ts';
import type { Invoice, InvoiceSheet, TaxDocument } from '../domain/invoices.ts';
import type { Payment } from '../domain/payments.ts';
import { ok, type Result, refuse } from '../domain/result.ts';
import { checkDigitHolds, isTaxNumber, isTitle } from '../domain/tax-numbers.ts';
import { boundAccount, type Viewer } from '../domain/viewer.ts';
import { invoiceSheet, invoicesOfPayment, newInvoice, replaceInvoice, reverseInvoice } from '../store/invoices.ts';
import type { Deps, Planned } from './deps.ts';
import type { Payments } from './payments.ts';

const PRINT_LINK_MINUTES = 60;
/** A title is mended now and then, not every day: after that a person looks. */
const MOST_PER_PAYMENT = 4;

export interface InvoiceWish {
  readonly paymentId: string;
  /** null: the account holder's own name. */
  readonly title: string | null;
  readonly taxNumber: string | null;
  readonly email: string | null;
}

export type Invoices = ReturnType<typeof createInvoices>;

export function createInvoices(
  deps: Pick<Deps, 'db' | 'clock' | 'tokens' | 'taxPlatform' | 'utility' | 'publicUrl' | 'settings'>,
  payments: Payments,
) {
  /** Title and tax number as they may be printed; or why not. */
  const buyer = async (
    viewer: Viewer,
    payment: Payment,
    wish: Omit<InvoiceWish, 'paymentId'>,
  ): Promise<Result<{ title: string; taxNumber: string | null }>> => {
    const taxNumber = wish.taxNumber?.toUpperCase() ?? null;
    if (taxNumber !== null) {
      const wrong = (reason: string) => refuse('tax_number_invalid', { errors: [{ field: 'taxNumber', reason }] });
      if (!isTaxNumber(taxNumber, payment.amount.currency)) return wrong('is not a tax number');
      if ((await deps.settings()).taxNumberCheck === 'check-digit' && !checkDigitHolds(taxNumber))
        return wrong('does not add up to its check digit');
    }
    if (wish.title !== null && !isTitle(wish.title))
      return refuse('invalid_input', { errors: [{ field: 'title', reason: 'is not a name' }] });
    // Whoever pays for somebody else learns no name from it.
    if (!wish.title && !boundAccount(viewer, payment.accountNumber)) {
      return refuse('invalid_input', {
        errors: [{ field: 'title', reason: 'is needed for an account that is not yours' }],
      });
    }
    const account = wish.title ? null : await deps.utility.account(payment.accountNumber);
    return ok({ title: wish.title ?? account?.holder ?? '', taxNumber });
  };

  /** What was paid and not given back; the payer's alone. */
  const paidBy = async (viewer: Viewer, paymentId: string): Promise<Result<Payment>> => {
    const found = await payments.find(viewer, paymentId);
    if (!found.ok) return found;
    if (found.value.residentId !== viewer.residentId) return refuse('not_found');
    return found.value.status === 'paid' ? found : refuse('not_paid');
  };

  /**
   * Asked of the tax platform before anything is stored. The id is the same for every try at one payment's so-many-th invoice, so
   * that it issues one document however often it is asked.
   */
  const issue = async (
    viewer: Viewer,
    payment: Payment,
    wish: Omit<InvoiceWish, 'paymentId'>,
    before: number,
  ): Promise<Result<Invoice>> => {
    // What is on its way back is neither paid nor not: the invoice waits for its end.
    if (payment.refunding.minor > 0n) return refuse('not_now');
    const named = await buyer(viewer, payment, wish);
    if (!named.ok) return named;
    const name = before === 0 ? payment.paymentId : `${payment.paymentId}#${before + 1}`;
    const request = {
      invoiceId: (await deps.tokens.hash('invoice', name)).slice(0, 32),
      ...named.value,
      amount: { ...payment.amount, minor: payment.amount.minor - payment.refunded.minor },
      issuedAt: deps.clock.now(),
    };
    return ok({
      ...request,
      paymentId: payment.paymentId,
      residentId: viewer.residentId,
      email: wish.email,
      status: 'issued',
      document: await deps.taxPlatform.issue(request),
      reversal: null,
      replaces: null,
    });
  };

  /** The red letter of an invoice; asked again with the same id it is the same document. */
  const redLetter = async (invoice: InvoiceSheet, reason: string): Promise<TaxDocument> =>
    deps.taxPlatform.reverse({
      reversalId: (await deps.tokens.hash('reversal', invoice.invoiceId)).slice(0, 32),
      invoiceId: invoice.invoiceId,
      document: invoice.document,
      amount: invoice.amount,
      reason,
      at: deps.clock.now(),
    });

  return {
    isTaxNumber: (text: string): boolean => isTaxNumber(text, null),

    isTitle,

    /** Only the payer gets an invoice, one valid one per payment. */
    async plan(viewer: Viewer, wish: InvoiceWish): Promise<Result<Planned<Invoice>>> {
      const payment = await paidBy(viewer, wish.paymentId);
      if (!payment.ok) return payment;
      const { taxNumber } = wish;
      if (taxNumber !== null && !isTaxNumber(taxNumber, payment.value.amount.currency))
        return refuse('tax_number_invalid', { errors: [{ field: 'taxNumber', reason: 'is not a tax number' }] });
      const earlier = await invoicesOfPayment(deps.db, wish.paymentId);
      if (earlier.some(({ status }) => status !== 'reversed')) return refuse('already_invoiced');
      const issued = await issue(viewer, payment.value, wish, earlier.length);
      return issued.ok ? ok({ value: issued.value, writes: [newInvoice(issued.value)] }) : issued;
    },

    /**
     * The invoice is wrong: it is taken back by a red letter and issued anew with these names, together or not at all. Refuses
     * `not_found`, `not_now` (it is not valid any more), `too_many_requests` (mended too often), and what `plan` refuses.
     */
    async planReissue(
      viewer: Viewer,
      invoiceId: string,
      wish: Omit<InvoiceWish, 'paymentId'>,
    ): Promise<Result<Planned<Invoice>>> {
      const old = await invoiceSheet(deps.db, { invoiceId });
      if (!old || old.residentId !== viewer.residentId) return refuse('not_found');
      if (old.status !== 'issued') return refuse('not_now');
      const payment = await paidBy(viewer, old.paymentId);
      if (!payment.ok) return payment;
      const { length } = await invoicesOfPayment(deps.db, old.paymentId);
      if (length >= MOST_PER_PAYMENT) return refuse('too_many_requests');
      const issued = await issue(viewer, payment.value, wish, length);
      if (!issued.ok) return issued;
      const reversal = await redLetter(old, 'reissued');
      const invoice = { ...issued.value, replaces: old.invoiceId };
      return ok({ value: invoice, writes: [replaceInvoice(old.invoiceId, reversal, invoice, deps.clock.now())] });
    },

    /** Taken back without another in its place, e.g. before its payment is given back. For billing and supervision. */
    async planReversal(staffId: string, invoiceId: string, reason: string): Promise<Result<Planned<InvoiceSheet>>> {
      const { staff } = await deps.settings();
      if (!staff.some((one) => one.staffId === staffId && (one.team === 'billing' || one.team === 'supervision')))
        return refuse('not_possible_here');
      const invoice = await invoiceSheet(deps.db, { invoiceId });
      if (!invoice) return refuse('not_found');
      if (invoice.status !== 'issued') return refuse('not_now');
      if (reason.trim().length < 2 || reason.length > 100) return refuse('invalid_input');
      const reversal = await redLetter(invoice, reason.trim());
      return ok({
        value: { ...invoice, status: 'reversed', reversal },
        writes: [reverseInvoice(invoiceId, reversal, reason.trim(), deps.clock.now())],
      });
    },

    async find(viewer: Viewer, invoiceId: string): Promise<Result<InvoiceSheet>> {
      const invoice = await invoiceSheet(deps.db, { invoiceId });
      return invoice?.residentId === viewer.residentId ? ok(invoice) : refuse('not_found');
    },

    /** The valid invoice of a payment, for its payer. */
    async ofPayment(viewer: Viewer, paymentId: string): Promise<InvoiceSheet | null> {
      const invoice = await invoiceSheet(deps.db, { paymentId });
      return invoice?.residentId === viewer.residentId ? invoice : null;
    },

    /** Every invoice of a payment, oldest first, for the desk. */
    allOfPayment: (paymentId: string): Promise<readonly InvoiceSheet[]> => invoicesOfPayment(deps.db, paymentId),

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
