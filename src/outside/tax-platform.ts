/** Port: the tax platform, which alone can issue an invoice that is a tax document. */
import type { TaxDocument } from '../domain/invoices.ts';
import type { Money } from '../domain/money.ts';

export interface InvoiceRequest {
  readonly invoiceId: string;
  readonly title: string;
  readonly taxNumber: string | null;
  readonly amount: Money;
  readonly issuedAt: Date;
}

export interface ReversalRequest {
  /** Ours; asked again with it, the platform answers with the same red letter. */
  readonly reversalId: string;
  readonly invoiceId: string;
  /** What is taken back. */
  readonly document: TaxDocument | null;
  readonly amount: Money;
  readonly reason: string;
  readonly at: Date;
}

export interface TaxPlatform {
  /** Asked again with one invoice id, it answers with the same document. */
  issue(request: InvoiceRequest): Promise<TaxDocument>;
  /** Takes an invoice back by a document of its own (红字发票). */
  reverse(request: ReversalRequest): Promise<TaxDocument>;
}
