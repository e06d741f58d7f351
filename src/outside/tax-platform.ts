/** Port: the tax platform, which alone can issue an invoice that is a tax document. */
import type { Money } from '../domain/money.ts';

export interface InvoiceRequest {
  readonly invoiceId: string;
  readonly title: string;
  readonly taxNumber: string | null;
  readonly amount: Money;
  readonly issuedAt: Date;
}

export interface TaxDocument {
  readonly code: string;
  readonly number: string;
  /** true: made by the demo, worth nothing to a tax office; printed on the page. */
  readonly specimen: boolean;
}

export interface TaxPlatform {
  issue(request: InvoiceRequest): Promise<TaxDocument>;
}
