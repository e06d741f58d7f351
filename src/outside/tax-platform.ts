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

export interface TaxPlatform {
  issue(request: InvoiceRequest): Promise<TaxDocument>;
}
