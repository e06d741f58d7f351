/** Adapter for the demo: numbers invoices and red letters by itself and marks them as specimens. */
import type { TaxPlatform } from './tax-platform.ts';

async function numbered(id: string) {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(id)));
  const digits = [...hash].map((byte) => byte % 10).join('');
  return { code: `999${digits.slice(0, 9)}`, number: digits.slice(9, 17), specimen: true };
}

export const demoTaxPlatform: TaxPlatform = {
  issue: ({ invoiceId }) => numbered(invoiceId),
  reverse: ({ reversalId }) => numbered(reversalId),
};
