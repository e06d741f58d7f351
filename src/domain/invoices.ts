/** An invoice and the sheet that is printed of it. */
import type { Money } from './money.ts';

export interface TaxDocument {
  readonly code: string;
  readonly number: string;
  /** true: made by the demo, worth nothing to a tax office; printed on the page. */
  readonly specimen: boolean;
  /** Where the tax platform shows or keeps its own document (PDF, OFD), to be passed on; none: only the number is known. */
  readonly url?: string;
}

export interface Invoice {
  readonly invoiceId: string;
  readonly paymentId: string;
  readonly residentId: string;
  readonly title: string;
  readonly taxNumber: string | null;
  readonly email: string | null;
  readonly status: 'requested' | 'issued' | 'reversed';
  readonly document: TaxDocument | null;
  readonly issuedAt: Date;
  readonly amount: Money;
  /** The red letter that took it back. */
  readonly reversal: TaxDocument | null;
  /** The invoice it stands in for. */
  readonly replaces: string | null;
}

export interface InvoiceSheet extends Invoice {
  readonly accountNumber: string;
  readonly paidAt: Date | null;
  /** None when the payer may not see the account: then only the sum is printed. */
  readonly bills: readonly { readonly period: string; readonly kwh: string; readonly amount: Money }[];
}
