/** Months and spans of months as people say them, counted from the conversation's day. */
import type { IsoDate } from '../../../domain/billing.ts';
import type { Locale } from '../../../domain/names.ts';
import { chineseNumber } from '../numbers.ts';

export type Months = { readonly month: string } | { readonly monthFrom: string; readonly monthTo: string };

interface Calendar {
  readonly year: number;
  readonly month: number;
  readonly locale: Locale;
}
type Read = (groups: readonly (string | undefined)[], calendar: Calendar) => Months | null;

const pad = (year: number, month: number) => `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}`;
/** The month `ahead` months after the given one. */
function one(year: number, month: number, ahead = 0): Months {
  const count = year * 12 + (month - 1) + ahead;
  return { month: pad(Math.floor(count / 12), (count % 12) + 1) };
}
const firstOf = (months: Months) => ('month' in months ? months.month : months.monthFrom);
const lastOf = (months: Months) => ('month' in months ? months.month : months.monthTo);
const span = (from: Months, to: Months): Months =>
  firstOf(from) === lastOf(to) ? { month: firstOf(from) } : { monthFrom: firstOf(from), monthTo: lastOf(to) };

const YEARS: Readonly<Record<string, number>> = {
  今年: 0,
  本年: 0,
  这一年: 0,
  去年: -1,
  上年: -1,
  前年: -2,
  明年: 1,
  'this year': 0,
  'last year': -1,
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
function yearOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  const year = Number(
    text.replace(/[零〇一二三四五六七八九]/g, (digit) =>
      String('零一二三四五六七八九'.indexOf(digit.replace('〇', '零'))),
    ),
  );
  if (!Number.isInteger(year)) return null;
  if (year >= 2000 && year <= 2099) return year;
  if (year >= 100 && year <= 150) return year + 1911;
  return year >= 10 && year <= 99 ? 2000 + year : null;
}
const latest = (month: number, { year, month: now }: Calendar) => one(month > now ? year - 1 : year, month);
function inYear(year: number | null, month: number | null, calendar: Calendar): Months | null {
  if (month === null || month < 1 || month > 12) return null;
  return year === null ? latest(month, calendar) : one(year, month);
}
const nameToMonth = (name: string | undefined) => MONTH_NAMES.indexOf((name ?? '').slice(0, 3)) + 1;
function season(name: string, year: number | null, calendar: Calendar): Months | null {
  const [first, length] = SEASONS[name] ?? [0, 0];
  if (first === 0) return null;
  const from = year === null ? latest(first, calendar) : one(year, first);
  const start =
    firstOf(from) > pad(calendar.year, calendar.month) && year === calendar.year ? one(calendar.year - 1, first) : from;
  return span(start, one(Number(firstOf(start).slice(0, 4)), first, length - 1));
}

const M = '(1[0-2]|0?[1-9]|十[一二]?|[一二两三四五六七八九元])';
const NAME =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const numberOf = (text: string | undefined) => (text === '元' ? 1 : text === undefined ? null : chineseNumber(text));
const relative = (year: string | undefined, calendar: Calendar) => {
  const ahead = year === undefined ? undefined : YEARS[year];
  return ahead === undefined ? null : calendar.year + ahead;
};

/** Tried in this order; the first that is found in the text counts. */
const SAID: readonly (readonly [RegExp, Read])[] = [
  [
    new RegExp(`(今年|去年|前年|本年)?的?${M}月?份?(?:到|至|-|~)(今年|去年)?${M}月`),
    ([, year, from, toYear, to], c) => {
      const end = inYear(relative(toYear ?? year, c), numberOf(to), c);
      const last = end === null ? null : Number(lastOf(end).slice(0, 4));
      const [a, b] = [numberOf(from), numberOf(to)];
      const start =
        last === null || a === null || b === null ? null : one(relative(year, c) ?? (a > b ? last - 1 : last), a);
      return start === null || end === null ? null : span(start, end);
    },
  ],
  [
    new RegExp(`(?<!\\d)(20\\d\\d|1[0-4]\\d|[2-9]\\d|[二两][零〇一二三四五六七八九]{3})年的?${M}月`),
    ([, year, month], c) => inYear(yearOf(year), numberOf(month), c),
  ],
  [/(?<![\d-])(20\d\d)[-/.](1[0-2]|0?[1-9])(?![\d])/, ([, year, month], c) => inYear(yearOf(year), numberOf(month), c)],
  [/(?<!\d)(20[2-9]\d)(0[1-9]|1[0-2])(?!\d)/, ([, year, month], c) => inYear(yearOf(year), numberOf(month), c)],
  [
    new RegExp(`(今年|去年|前年|本年|上年|明年)的?${M}月`),
    ([, year, month], c) => inYear(relative(year, c), numberOf(month), c),
  ],
  [/去年(?:同期|这个月|同月|的?今月)/, (_, c) => one(c.year - 1, c.month)],
  [/上上个?月|前个月|前一个月的上/, (_, c) => one(c.year, c.month, -2)],
  [/(?:上|前一)个?月|前1个月/, (_, c) => one(c.year, c.month, -1)],
  [/下个?月/, (_, c) => one(c.year, c.month, 1)],
  [
    /(?:近|最近|过去|前|这)(?:(十二|[二两三四五六]|1[0-2]|[2-9])个月|(半|一)年)/,
    ([, count, years], c) => {
      const months = years === undefined ? numberOf(count) : years === '半' ? 6 : 12;
      return months === null || months < 2 ? null : span(one(c.year, c.month, 1 - months), one(c.year, c.month));
    },
  ],
  [/(?:这|本|当|今)个?月|这个月/, (_, c) => one(c.year, c.month)],
  // Two months a period in Taiwan: the one before this.
  [/上上(?:一)?期/, (_, c) => one(c.year, c.month, c.locale === 'zh-TW' ? -4 : -2)],
  [/(?:上|前)(?:一)?期/, (_, c) => one(c.year, c.month, c.locale === 'zh-TW' ? -2 : -1)],
  [/(?:这|本|当|今)(?:一)?期/, (_, c) => one(c.year, c.month)],
  [
    /(今年|去年|前年)?(上|下)半年/,
    ([, year, half], c) => {
      const y = relative(year, c) ?? c.year;
      return half === '上' ? span(one(y, 1), one(y, 6)) : span(one(y, 7), one(y, 12));
    },
  ],
  [
    /(今年|去年|前年)?的?第?([一二三四1-4])季度/,
    ([, year, quarter], c) => {
      const q = numberOf(quarter) ?? 1;
      const y = relative(year, c) ?? ((q - 1) * 3 + 1 > c.month ? c.year - 1 : c.year);
      return span(one(y, q * 3 - 2), one(y, q * 3));
    },
  ],
  [
    /(今年|去年|前年|上个?|刚过去的)(?:的)?(夏月|[春夏秋冬])/,
    ([, year, name], c) => season(name ?? '', relative(year, c), c),
  ],
  [new RegExp(`(?:(?<![\\d.第])(?=\\d)|(?<!第)(?=\\D))${M}月`), ([, month], c) => inYear(null, numberOf(month), c)],
  [
    /(今年|去年|前年)(?!夏|春|秋|冬)/,
    ([, year], c) => {
      const y = relative(year, c) ?? c.year;
      return y === c.year ? span(one(y, 1), one(y, c.month)) : span(one(y, 1), one(y, 12));
    },
  ],
  // English
  [/month before last/, (_, c) => one(c.year, c.month, -2)],
  [/(?:last|previous|past) month/, (_, c) => one(c.year, c.month, -1)],
  [/(?:this|current) month/, (_, c) => one(c.year, c.month)],
  [/next month/, (_, c) => one(c.year, c.month, 1)],
  [
    /(?:last|past) (two|three|six|2|3|6|12|twelve) months/,
    ([, word], c) => {
      const count = { two: 2, three: 3, six: 6, twelve: 12 }[word ?? ''] ?? Number(word);
      return span(one(c.year, c.month, 1 - count), one(c.year, c.month));
    },
  ],
  [
    new RegExp(`\\b${NAME}\\.?,? (?:of )?(20\\d\\d|last year|this year)\\b`),
    ([, name, year], c) => inYear(relative(year, c) ?? yearOf(year), nameToMonth(name), c),
  ],
  [new RegExp(`\\b(20\\d\\d),? ${NAME}\\b`), ([, year, name], c) => inYear(yearOf(year), nameToMonth(name), c)],
  [
    /\b(this|last) (spring|summer|autumn|fall|winter)\b/,
    ([, which, name], c) => season(name ?? '', which === 'this' ? c.year : null, c),
  ],
  [
    /\b(january|february|april|june|july|august|september|october|november|december|jan|feb|apr|jun|jul|aug|sept?|oct|nov|dec)\b/,
    ([, name], c) => inYear(null, nameToMonth(name), c),
  ],
  [
    /\b(?:in|for|of|about|last|since|from|this|see|my|on) (march|mar|may)\b|\b(march|may)(?:'s)? (?:bill|statement|electric|payment|one)/,
    ([, a, b], c) => inYear(null, nameToMonth(a ?? b), c),
  ],
  [/last year/, (_, c) => span(one(c.year - 1, 1), one(c.year - 1, 12))],
  [/this year/, (_, c) => span(one(c.year, 1), one(c.year, c.month))],
];

/** Only when a month was asked for: 九, 9, 夏天, March. */
const ASKED: readonly (readonly [RegExp, Read])[] = [
  [new RegExp(`^${M}(?:的|号)?$`), ([, month], c) => inYear(null, numberOf(month), c)],
  [/(夏月|[春夏秋冬])[天季]?/, ([, name], c) => season(name ?? '', null, c)],
  [/\b(march|mar|may)\b/, ([, name], c) => inYear(null, nameToMonth(name), c)],
  [/\b(spring|summer|autumn|winter)\b/, ([, name], c) => season(name ?? '', null, c)],
  [/最近|最新|latest|most recent|current/, (_, c) => one(c.year, c.month)],
];

/** The months a folded text speaks of; null when it speaks of none. `asked`: a bare 9 is one too. */
export function monthsIn(text: string, today: IsoDate, locale: Locale, asked: boolean): Months | null {
  const calendar = { year: Number(today.slice(0, 4)), month: Number(today.slice(5, 7)), locale };
  for (const [said, read] of asked ? [...SAID, ...ASKED] : SAID) {
    const match = said.exec(text);
    const months = match === null ? null : read(match, calendar);
    if (months !== null) return months;
  }
  return null;
}

/** As one slot value: `2026-09`, or `2026-06..2026-08`. */
export const monthValue = (months: Months): string =>
  'month' in months ? months.month : `${months.monthFrom}..${months.monthTo}`;
