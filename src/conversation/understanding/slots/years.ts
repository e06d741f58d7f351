/** A year by itself, as a year: 2024年全年, 民国113年, last year; and spans of full years and months in digits. */
import type { IsoDate } from '../../../domain/billing.ts';
import { chineseNumber } from '../numbers.ts';

const ONLY_YEAR =
  /(?<![\da-z.#-])(20\d\d)(?:年|全年|度(?!电)|$|\b)(?![\d.]|[度块元]| ?(?:yuan|rmb|nt|kwh|dollars|bucks|quid))|民国(1[01]\d)年?|(?<!\d)(1[01]\d)年(?!\d|级)|([二两]零[零一二三四五六七八九]{2}|[二两]〇[〇零一二三四五六七八九]{2})年|(?<![一二三四五六七八九十\d])([二2][零〇一二三四五六七八九\d])年(?:全年|整年|一整?年|度|的|那年|这一年)|(今年|[去上](?:一)?年|大?前年|year before last|(?:last|this)(?: calendar| fiscal)? year|本年)/;

/** Of two years the one that is said to be whole: 115年要查税,调113年度的. */
const OF_ACCOUNTS = /(?<!\d)(?:20\d\d|1[01]\d)年度/;

export function yearIn(text: string, today: IsoDate): string | null {
  const [, western, republic, years, han, short, relative] = ONLY_YEAR.exec(OF_ACCOUNTS.exec(text)?.[0] ?? text) ?? [];
  if (western !== undefined) return western;
  if (republic !== undefined || years !== undefined) return String(Number(republic ?? years) + 1911);
  if (han !== undefined) return [...han].map((digit) => (digit === '两' ? 2 : (chineseNumber(digit) ?? 0))).join('');
  if (short !== undefined) return `20${[...short].map((digit) => chineseNumber(digit) ?? digit).join('')}`;
  if (relative === undefined) return null;
  const ahead = { 前年: -2, 大前年: -3, 'year before last': -2 }[relative] ?? (/去|上|last/.test(relative) ? -1 : 0);
  return String(+today.slice(0, 4) + ahead);
}

const FULL = '(20\\d\\d)([-/.])(0?[1-9]|1[0-2])\\2(0?[1-9]|[12]\\d|3[01])';
const MONTH = '(20\\d\\d)[-/.](0?[1-9]|1[0-2])';
const TIGHT = '(20[2-9]\\d)(0[1-9]|1[0-2])(0[1-9]|[12]\\d|3[01])';
const TO = ' ?[-~] ?';
const SPANS: readonly (readonly [RegExp, string])[] = [
  [new RegExp(`(?<![\\d-])${FULL}${TO}${FULL.replace('\\2', '\\6')}(?![\\d-])`, 'g'), '$1年$3月$4日到$5年$7月$8日'],
  [new RegExp(`(?<![\\d-])${MONTH}${TO}${MONTH}(?![\\d-])`, 'g'), '$1年$2月到$3年$4月'],
  [new RegExp(`(?<![\\d-])${TIGHT}${TO}${TIGHT}(?![\\d-])`, 'g'), '$1年$2月$3日到$4年$5月$6日'],
  [/(?<![\d-])(0?[1-9]|1[0-2])\/(20\d\d) ?[-~] ?(0?[1-9]|1[0-2])\/(20\d\d)(?![\d-])/g, '$2年$1月到$4年$3月'],
];
/** 2025.03-2025.09 has as many digits as an account number; spelt out it is none. */
export const withSpans = (text: string): string =>
  SPANS.reduce((said, [span, spelt]) => said.replace(span, spelt), text);
