/** A year by itself, as a year: 2024年全年, 民国113年, last year. */
import type { IsoDate } from '../../../domain/billing.ts';
import { chineseNumber } from '../numbers.ts';

const ONLY_YEAR =
  /(?<!\d)(20\d\d)(?:年|全年|度|$|\b)(?!\d)|民国(1[01]\d)年?|(?<!\d)(1[01]\d)年(?!\d|级)|([二两]零[零一二三四五六七八九]{2}|[二两]〇[〇零一二三四五六七八九]{2})年|(?<![一二三四五六七八九十\d])([二2][零〇一二三四五六七八九\d])年(?:全年|整年|一整?年|度|的|那年|这一年)|(今年|[去上](?:一)?年|大?前年|year before last|(?:last|this)(?: calendar| fiscal)? year|本年)/;

export function yearIn(text: string, today: IsoDate): string | null {
  const [, western, republic, years, han, short, relative] = ONLY_YEAR.exec(text) ?? [];
  if (western !== undefined) return western;
  if (republic !== undefined || years !== undefined) return String(Number(republic ?? years) + 1911);
  if (han !== undefined) return [...han].map((digit) => (digit === '两' ? 2 : (chineseNumber(digit) ?? 0))).join('');
  if (short !== undefined) return `20${[...short].map((digit) => chineseNumber(digit) ?? digit).join('')}`;
  if (relative === undefined) return null;
  const ahead = { 前年: -2, 大前年: -3, 'year before last': -2 }[relative] ?? (/去|上|last/.test(relative) ? -1 : 0);
  return String(+today.slice(0, 4) + ahead);
}
