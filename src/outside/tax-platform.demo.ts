/** Adapter for the demo: numbers an invoice by itself and marks it as a specimen. */
import type { TaxPlatform } from './tax-platform.ts';

export const demoTaxPlatform: TaxPlatform = {
  async issue({ invoiceId }) {
    const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(invoiceId)));
    const digits = [...hash].map((byte) => byte % 10).join('');
    return { code: `999${digits.slice(0, 9)}`, number: digits.slice(9, 17), specimen: true };
  },
};
