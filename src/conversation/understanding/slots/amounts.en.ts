/** Sums of money in English words: ninety-two dollars and forty cents, twelve hundred, a thousand two hundred and fifty. */
import { ENGLISH_NUMBER, ENGLISH_NUMBERS } from '../numbers.ts';

const WORD = `(?:${ENGLISH_NUMBER})`;
const NUMBER = `(?:${WORD}|a(?= (?:hundred|thousand|grand)))(?:(?:[ -]| and )(?:${WORD}|hundred|thousand|grand)\\b)*`;
const UNIT = '(?:(?:nt|us|hk|new taiwan|taiwan) )?(?:yuan|rmb|dollars?|bucks?|quid|pounds?|euros?|kuai)';
/** What is counted by a number that is no sum. */
const COUNTED =
  "(?! ?(?:hours?|days?|weeks?|fortnights?|months?|years?|minutes?|mins?|bills?|accounts?|invoices?|times|units?|kwh?|kilowatts?|people|meters?|payments?|of (?:us|them)|o'?clock|[ap]\\.?m\\b|stars?|percent|%))";
const SUM = new RegExp(
  `\\b(${NUMBER})\\b${COUNTED}(?: (${UNIT})(?:,?(?: and)? (${NUMBER})\\b(?! (?:hundred|thousand|days?|months?|bills?|accounts?)))?)?(?: (?:cents?|pence|fen)\\b)?`,
  'g',
);

function worth(words: string): number {
  let total = 0;
  let section = 0;
  for (const word of words.split(/[ -]/)) {
    if (word === 'hundred') section = Math.max(1, section) * 100;
    else if (word === 'thousand' || word === 'grand') {
      total += Math.max(1, section) * 1000;
      section = 0;
    } else section += word === 'a' ? 1 : (ENGLISH_NUMBERS[word] ?? 0);
  }
  return total + section;
}

/** The sum, as a decimal number; `marked`: only one that names its money. */
export function amountInWords(text: string, marked: boolean): string | null {
  for (const [, said = '', unit, cents] of text.matchAll(SUM)) {
    if (marked && unit === undefined) continue;
    const whole = worth(said);
    const part = cents === undefined ? 0 : worth(cents);
    if (part > 0 && part < 100) return `${whole}.${String(part).padStart(2, '0')}`;
    if (whole >= 10) return String(whole);
  }
  return null;
}
