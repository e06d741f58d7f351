/** An invoice and the sheet that is printed of it. */
import type { Money } from './money.ts';

export interface TaxDocument {
  readonly code: string;
  readonly number: string;
  /** true: made by the demo, worth nothing to a tax office; printed on the page. */
  readonly specimen: boolean;
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
}

export interface InvoiceSheet extends Invoice {
  readonly amount: Money;
  readonly accountNumber: string;
  readonly paidAt: Date | null;
  /** None when the payer may not see the account: then only the sum is printed. */
  readonly bills: readonly { readonly period: string; readonly kwh: string; readonly amount: Money }[];
}
