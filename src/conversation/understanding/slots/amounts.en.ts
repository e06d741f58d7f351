/** Sums of money in English words: ninety-two dollars and forty cents, twelve hundred, a thousand two hundred and fifty. */
import { englishNumber, NUMBER_IN_WORDS } from '../numbers.en.ts';

const UNIT = '(?:(?:nt|us|hk|new taiwan|taiwan) )?(?:yuan|rmb|dollars?|bucks?|quid|pounds?|euros?|kuai)';
/** What is counted by a number that is no sum. */
const COUNTED =
  "(?! ?(?:hours?|days?|weeks?|fortnights?|months?|years?|minutes?|mins?|bills?|accounts?|invoices?|times|units?|kwh?|kilowatts?|people|meters?|payments?|of (?:us|them)|o'?clock|[ap]\\.?m\\b|stars?|percent|%))";
const SUM = new RegExp(
  `(\\b(?:at|by|until|till|before) )?\\b(${NUMBER_IN_WORDS})\\b${COUNTED}(?: (${UNIT})(?:,?(?: and)? (${NUMBER_IN_WORDS})\\b(?! (?:hundred|thousand|days?|months?|bills?|accounts?)))?)?(?: (?:cents?|pence|fen)\\b)?`,
  'g',
);

/** Every sum in words, as a decimal number; `named`: its money stands behind it. */
export function sumsInWords(
  text: string,
): { readonly value: string; readonly start: number; readonly end: number; readonly named: boolean }[] {
  return [...text.matchAll(SUM)].flatMap((match) => {
    const [all, clock, said = '', unit, cents] = match;
    // At one thirty is a time.
    if (clock !== undefined && unit === undefined) return [];
    const whole = englishNumber(said);
    const part = cents === undefined ? 0 : englishNumber(cents);
    const at = { start: match.index, end: match.index + all.length, named: unit !== undefined };
    if (part > 0 && part < 100) return [{ value: `${whole}.${String(part).padStart(2, '0')}`, ...at }];
    return whole >= 10 ? [{ value: String(whole), ...at }] : [];
  });
}

/** The first sum, as a decimal number; `marked`: only one that names its money. */
export const amountInWords = (text: string, marked: boolean): string | null =>
  sumsInWords(text).find(({ named }) => named || !marked)?.value ?? null;

/** A payment of two thousand one hundred: hundreds and thousands in words count hardly anything but money. */
export const amountInHundreds = (text: string): string | null =>
  sumsInWords(text).find(({ start, end }) => /\b(?:hundred|thousand|grand)\b/.test(text.slice(start, end)))?.value ??
  null;
