/** Title and tax number of an invoice in one message, in whatever order they stand: each without the other and without what names it. */
import type { Locale } from '../../../domain/names.ts';
import { asWritten } from '../../../text/normalise.ts';
import { codesIn } from '../slots/codes.ts';
import { titleIn } from '../slots/titles.ts';
import { hear } from '../spelling.ts';
import { identifiersIn } from './identifiers.ts';

const NAMED =
  '(?:我们?的?|公司的?|单位的?|單位的?|我司|本公司|the |our |my |and |with |company |business )*(?:纳税人识别号|納稅人識別號|统一社会信用代码|統一社會信用代碼|社会信用代码|信用代码|税务登记号|税号|稅號|稅籍編號|统一编号|統一編號|统编|統編|识别号|tax(?:payer)?(?: registration| identification)? ?(?:id|number|no\\.?|code)|tax|vat(?: number| no\\.?)?|ubn|gui|uscc|credit code|(?:business|registration) (?:number|no\\.?))';
const JOINS = '[ ]?(?:号码?|號碼?|number|no\\.?|id|就?是|为|為|is|[:：#(（])*[ ]?';
const BEHIND = `[ ]?(?:(?:是|为|為|is|as)?[ ]?[(（]?(?:our |my |the |我们?的?|公司的?)?${NAMED}[)）]?)?`;
/** What is left around a title once the number is gone. */
const EDGES = /^[\s,，。.;；、:：和跟及以与與)）-]+|[\s,，。;；、:：和跟及以与與(（-]+$|^(?:and|with|for) | and$/giu;

/** The tax number as it is written, with its groups; null where none stands there. */
function taxNumberIn(text: string, locale: Locale): string | null {
  const { plain } = hear(text);
  const first = (asked: 'taxNumber' | null) =>
    identifiersIn(plain, asked, locale).find(({ slot }) => slot === 'taxNumber')?.value;
  return codesIn(plain, false).taxId ?? first(null) ?? first('taxNumber') ?? null;
}

function without(written: string, taxNumber: string): string {
  const number = [...taxNumber].join('[ -]?');
  const whole = new RegExp(`(?:${NAMED}${JOINS})?(?<![0-9a-z])${number}(?![0-9a-z])${BEHIND}`, 'iu');
  return written.replace(whole, ' , ');
}

export interface InvoiceDetails {
  /** As it was written; only what is called a title, or a company's name. */
  readonly title: string | null;
  readonly taxNumber: string | null;
  /** The words without the number, for a title that nothing names. */
  readonly rest: string;
}

export function invoiceDetails(text: string, locale: Locale): InvoiceDetails {
  const written = asWritten(text).trim();
  const taxNumber = taxNumberIn(written, locale);
  const left = taxNumber === null ? written : without(written, taxNumber);
  const rest = left.replace(EDGES, '').replace(EDGES, '').trim();
  return { title: titleIn(rest), taxNumber, rest };
}
