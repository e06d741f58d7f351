/** The one place that hides personal data: what residents see of others, and every line that goes to a log. */

/** `王**`, `司马**`; a company or Latin name keeps its first letter. */
export function maskName(name: string): string {
  const [first = ''] = [...new Intl.Segmenter('zh', { granularity: 'grapheme' }).segment(name.trim())].map(
    (s) => s.segment,
  );
  return `${first}**`;
}

/** First 3 and last 4 (facts/domain.md 4.1): `999****0017`. */
export const maskAccountNumber = (accountNumber: string): string =>
  `${accountNumber.slice(0, 3)}****${accountNumber.slice(-4)}`;

/** `139****0001` */
export const maskPhone = (phone: string): string => `${phone.slice(0, 3)}****${phone.slice(-4)}`;

/** First 3 and last 4: `110***********0017`. */
export const maskIdNumber = (idNumber: string): string =>
  `${idNumber.slice(0, 3)}${'*'.repeat(Math.max(4, idNumber.length - 7))}${idNumber.length > 9 ? idNumber.slice(-4) : ''}`;

/** Resident ID numbers of the mainland (18 signs) and of Taiwan (a letter and nine digits), however they are spaced. */
const ID_NUMBERS = /(?<![\d])(?:\d(?:[\s-]?\d){16}[\s-]?[\dXx](?![\d])|(?<![A-Za-z])[A-Za-z][1289]\d{8}(?!\d))/g;

/** A written message as it may be kept: ID numbers lose their middle, everything else stays as it was written. */
export function maskIdNumbers(text: string): string {
  const plain = text.normalize('NFKC');
  const masked = plain.replace(ID_NUMBERS, (found) => maskIdNumber(found.replace(/[\s-]/g, '')));
  return masked === plain ? text : masked;
}

/** Keeps the street, hides house and door: `示例市幸福路**`. */
export function maskAddress(address: string): string {
  const firstNumber = address.search(/[\d０-９一二三四五六七八九十]+\s*(?:号|號|栋|棟|幢|单元|室|樓|楼|巷|弄|#|$)/u);
  const keep = firstNumber > 2 ? address.slice(0, firstNumber) : address.slice(0, Math.ceil(address.length / 2));
  return `${keep}**`;
}

/**
 * Text made safe for a log: long digit runs (account numbers, phones, ID numbers, codes) lose their middle, however they are
 * spaced or written; e-mail addresses lose their name; bearer tokens go.
 */
export function maskText(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/Bearer\s+[\w.~+/=-]+/gi, 'Bearer ***')
    .replace(/[\w.+-]+@([\w-]+\.[\w.-]+)/g, '***@$1')
    .replace(/\d(?:[\s-]?\d){4,}[\dXx]?/g, (run) => {
      const digits = run.replace(/[\s-]/g, '');
      return digits.length >= 10 ? `${digits.slice(0, 3)}***${digits.slice(-2)}` : '***';
    });
}
