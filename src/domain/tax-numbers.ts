/** Tax numbers as they are written, where they belong, and their check digits where they have one. */
import type { Currency } from './money.ts';

/** 15, 18 or 20 characters (a unified social credit code has no I, O, S, V, Z); Taiwan 統一編號: 8 digits. */
const FORMS: Readonly<Record<Currency, RegExp>> = {
  CNY: /^(?:[0-9A-HJ-NP-RTUWXY]{18}|\d{15}|\d{20})$/,
  TWD: /^\d{8}$/,
};

/** GB 32100: 31 characters, weights are the powers of 3 modulo 31, and the last one makes the sum a multiple of 31. */
const CODE = '0123456789ABCDEFGHJKLMNPQRTUWXY';
/** 統一編號: digits are weighted, the digits of each product added; divisible by 5 since 2023, by 10 before. */
const WEIGHTS = [1, 2, 1, 2, 1, 2, 4, 1];

/** Written as one of that country, or of either where none is known. */
export const isTaxNumber = (text: string, currency: Currency | null): boolean =>
  (currency ? [FORMS[currency]] : Object.values(FORMS)).some((form) => form.test(text.toUpperCase()));

/** False only for a number that has a check digit and breaks it. */
export function checkDigitHolds(text: string): boolean {
  const number = text.toUpperCase();
  if (number.length === 18) {
    const sum = [...number.slice(0, 17)].reduce(
      (total, char, i) => total + CODE.indexOf(char) * Number(3n ** BigInt(i) % 31n),
      0,
    );
    return CODE[(31 - (sum % 31)) % 31] === number[17];
  }
  if (!FORMS.TWD.test(number)) return true;
  const digits = [...number].map(Number);
  const sum = digits.reduce((total, digit, i) => {
    const product = digit * (WEIGHTS[i] ?? 1);
    return total + Math.floor(product / 10) + (product % 10);
  }, 0);
  // A seven in the seventh place makes 28: its digits count as 10, or as 1 and 0.
  return sum % 5 === 0 || (digits[6] === 7 && (sum + 1) % 5 === 0);
}

/** A name somebody could have: letters in it, no line breaks, not a number. */
export const isTitle = (text: string): boolean =>
  text.trim().length >= 2 && text.length <= 100 && /\p{L}/u.test(text) && !/[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/u.test(text);
