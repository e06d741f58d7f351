/** Counting months from a day: what months.said.ts is made of. */
import type { Locale } from '../../../domain/names.ts';
import { chineseNumber, ENGLISH_NUMBERS } from '../numbers.ts';

export type Months = { readonly month: string } | { readonly monthFrom: string; readonly monthTo: string };

export interface Calendar {
  readonly year: number;
  readonly month: number;
  readonly locale: Locale;
}
export type Read = (groups: readonly (string | undefined)[], calendar: Calendar) => Months | null;

const pad = (year: number, month: number) => `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}`;
/** The month `ahead` months after the given one. */
export function one(year: number, month: number, ahead = 0): Months {
  const count = year * 12 + (month - 1) + ahead;
  return { month: pad(Math.floor(count / 12), (count % 12) + 1) };
}
const firstOf = (months: Months) => ('month' in months ? months.month : months.monthFrom);
export const lastOf = (months: Months) => ('month' in months ? months.month : months.monthTo);
export const span = (from: Months, to: Months): Months =>
  firstOf(from) === lastOf(to) ? { month: firstOf(from) } : { monthFrom: firstOf(from), monthTo: lastOf(to) };

const YEARS: Readonly<Record<string, number>> = {
  今年: 0,
  本年: 0,
  这一年: 0,
  去年: -1,
  上年: -1,
  前年: -2,
  大前年: -3,
  明年: 1,
  'this year': 0,
  'last year': -1,
  'year before last': -2,
};
const MONTH_NAMES = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** First month and length; winter and 冬 begin in the year they are named after. */
const SEASONS: Readonly<Record<string, readonly [number, number]>> = {
  春: [3, 3],
  夏: [6, 3],
  秋: [9, 3],
  冬: [12, 3],
  夏月: [6, 4],
  spring: [3, 3],
  summer: [6, 3],
  autumn: [9, 3],
  fall: [9, 3],
  winter: [12, 3],
};

/** 2026, 26, 二零二六, and 115 of the Republic. */
export function yearOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  const year = Number(
    text
      .replace(/年$/, '')
      .replace(/[零〇一二三四五六七八九]/g, (digit) =>
        String('零一二三四五六七八九'.indexOf(digit.replace('〇', '零'))),
      ),
  );
  if (!Number.isInteger(year)) return null;
  if (year >= 2000 && year <= 2099) return year;
  if (year >= 100 && year <= 150) return year + 1911;
  return year >= 10 && year <= 99 ? 2000 + year : null;
}
const ENGLISH_YEAR =
  /\b(?:twenty|(?<=\b(?:in|of|for|year|since|january|february|march|april|may|june|july|august|september|october|november|december) )two thousand(?: and)?)[ -](ten|eleven|twelve|\w{3,5}teen|twenty|thirty)(?:[ -](one|two|three|four|five|six|seven|eight|nine))?\b(?! (?:nt|hk|us|new taiwan|rmb|dollars?|pounds?|yuan|quid|bucks|thousand|hundred))/g;
/** 民国一百一十四年 and twenty twenty six in digits. */
export const withYears = (text: string): string =>
  text
    .replace(/\b(?:(?:roc|minguo)(?: year)?|year) (1[01]\d)\b/g, (_, year: string) => String(Number(year) + 1911))
    .replace(/一百[一二三]?[十零][一二三四五六七八九]?(?=年)/g, (said) => String(chineseNumber(said) ?? said))
    .replace(ENGLISH_YEAR, (said, tens: string, one: string | undefined) => {
      const year = (ENGLISH_NUMBERS[tens] ?? 0) + (one === undefined ? 0 : (ENGLISH_NUMBERS[one] ?? 0));
      return year === 0 ? said : String(2000 + year);
    });
/** The year of the last one that is over. */
export const yearBefore = (month: number, { year, month: now }: Calendar): number => (month >= now ? year - 1 : year);
export const latest = (month: number, { year, month: now }: Calendar) => one(month > now ? year - 1 : year, month);
export function inYear(year: number | null, month: number | null, calendar: Calendar): Months | null {
  if (month === null || month < 1 || month > 12) return null;
  return year === null ? latest(month, calendar) : one(year, month);
}
export const nameToMonth = (name: string | undefined) => MONTH_NAMES.indexOf((name ?? '').slice(0, 3)) + 1;
export function season(name: string, year: number | null, calendar: Calendar): Months | null {
  const [first, length] = SEASONS[name] ?? [0, 0];
  if (first === 0) return null;
  const from = year === null ? latest(first, calendar) : one(year, first);
  const start =
    firstOf(from) > pad(calendar.year, calendar.month) && year === calendar.year ? one(calendar.year - 1, first) : from;
  return span(start, one(Number(firstOf(start).slice(0, 4)), first, length - 1));
}
/** 去年, 两年前, last year. */
export const relative = (year: string | undefined, calendar: Calendar) => {
  const ago = chineseNumber(/^(.)年前$/.exec(year ?? '')?.[1] ?? '');
  const ahead = ago !== null ? -ago : YEARS[(year ?? '').replace(/^the /, '')];
  return ahead === undefined ? null : calendar.year + ahead;
};

export const bounds = (from: Months | null, to: Months | null): Months | null =>
  from === null || to === null || lastOf(from) > lastOf(to) ? null : span(from, to);
