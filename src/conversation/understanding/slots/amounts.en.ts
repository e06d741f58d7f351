/** Sums of money in English words: ninety-two dollars and forty cents, twelve hundred, a thousand two hundred and fifty. */
import { ENGLISH_NUMBER, ENGLISH_NUMBERS } from '../numbers.ts';

const WORD = `(?:${ENGLISH_NUMBER})`;
const NUMBER = `(?:${WORD}|a(?= (?:hundred|thousand|grand)))(?:(?:[ -]| and )(?:${WORD}|hundred|thousand|grand)\\b)*`;
const UNIT = '(?:(?:nt|us|hk|new taiwan|taiwan) )?(?:yuan|rmb|dollars?|bucks?|quid|pounds?|euros?|kuai)';
/** What is counted by a number that is no sum. */
const COUNTED =
  "(?! ?(?:hours?|days?|weeks?|fortnights?|months?|years?|minutes?|mins?|bills?|accounts?|invoices?|times|units?|kwh?|kilowatts?|people|meters?|payments?|of (?:us|them)|o'?clock|[ap]\\.?m\\b|stars?|percent|%))";
const SUM = new RegExp(
  `(\\b(?:at|by|until|till|before) )?\\b(${NUMBER})\\b${COUNTED}(?: (${UNIT})(?:,?(?: and)? (${NUMBER})\\b(?! (?:hundred|thousand|days?|months?|bills?|accounts?)))?)?(?: (?:cents?|pence|fen)\\b)?`,
  'g',
);

/** Three fifty is 350, eleven eighty 1180; of twenty twenty six and thirty five fifty nobody knows. */
function shortHundreds(words: readonly string[]): number | null {
  const [first = 0, tens = 0, ones = 0] = words.map((word) => ENGLISH_NUMBERS[word] ?? 0);
  const plain = words.length < 2 || (words.length === 2 && first >= 20 && tens < 10);
  if (plain) return null;
  if (first >= 20 || tens < 10 || words.length > 3 || (words.length === 3 && (tens < 20 || ones >= 10))) return 0;
  return first * 100 + tens + ones;
}

function worth(said: string): number {
  const words = said.split(/[ -]/).filter((word) => word !== 'and');
  const short = words.some((word) => /^(?:hundred|thousand|grand|a)$/.test(word)) ? null : shortHundreds(words);
  if (short !== null) return short;
  let total = 0;
  let section = 0;
  for (const word of words) {
    if (word === 'hundred') section = Math.max(1, section) * 100;
    else if (word === 'thousand' || word === 'grand') {
      total += Math.max(1, section) * 1000;
      section = 0;
    } else section += word === 'a' ? 1 : (ENGLISH_NUMBERS[word] ?? 0);
  }
  return total + section;
}

/** Every sum in words, as a decimal number; `named`: its money stands behind it. */
export function sumsInWords(
  text: string,
): { readonly value: string; readonly start: number; readonly end: number; readonly named: boolean }[] {
  return [...text.matchAll(SUM)].flatMap((match) => {
    const [all, clock, said = '', unit, cents] = match;
    // At one thirty is a time.
    if (clock !== undefined && unit === undefined) return [];
    const whole = worth(said);
    const part = cents === undefined ? 0 : worth(cents);
    const at = { start: match.index, end: match.index + all.length, named: unit !== undefined };
    if (part > 0 && part < 100) return [{ value: `${whole}.${String(part).padStart(2, '0')}`, ...at }];
    return whole >= 10 ? [{ value: String(whole), ...at }] : [];
  });
}

/** The first sum, as a decimal number; `marked`: only one that names its money. */
export const amountInWords = (text: string, marked: boolean): string | null =>
  sumsInWords(text).find(({ named }) => named || !marked)?.value ?? null;
