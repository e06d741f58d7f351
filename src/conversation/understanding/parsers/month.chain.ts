/** Months told as the two ends of a span or one after the other, each with a year of its own or its neighbour's: 去年11月到今年2月, 七、八月, June to August 2024. */
import {
  bounds,
  type Calendar,
  lastOf,
  latest,
  type Months,
  nameToMonth,
  one,
  relative,
  yearBefore,
  yearOf,
} from './calendar.ts';
import { M, NAME, numberOf, YEAR, YEAR_EN } from './month.words.ts';

interface Named {
  readonly month: number;
  /** Null where it is not told. */
  readonly year: number | null;
  readonly start: number;
  readonly end: number;
  /** By itself: 现在, last month. */
  readonly counted: boolean;
}

const JOINED = '(?: ?[,、和跟及与到至~/-] ?)';
/** 11月, the 12 of 11、12两个月; 11月5号 is a day. */
const WITH_MONTH = `${M}(?!\\d)(?:月份?(?!\\d{1,2}[日号]|[一二三四五六七八九十]{1,3}[日号])|(?= ?[这那]?[两三四2-4]个月))`;
const OF_YEAR = `(?:${YEAR}(?:的|度|[春夏秋冬][天季]?|[( ]){0,3})?`;
const DAY = '(?: ?\\d{1,2}(?:st|nd|rd|th)?(?!\\d))';

type Reader = (groups: readonly (string | undefined)[], calendar: Calendar) => Omit<Named, 'start' | 'end'> | null;
const named = (year: number | null, month: number | null): ReturnType<Reader> =>
  month === null || month < 1 || month > 12 ? null : { year, month, counted: false };
function counted(ahead: number, { year, month }: Calendar): ReturnType<Reader> {
  const of = lastOf(one(year, month, ahead));
  return { year: +of.slice(0, 4), month: +of.slice(5), counted: true };
}
const chinese: Reader = ([, year, month], c) => named(relative(year, c) ?? yearOf(year), numberOf(month));

const MONTHS: readonly (readonly [RegExp, Reader])[] = (
  [
    [
      '(?<![\\d/.-])(20\\d\\d)(?:[-/.]|年的?)(1[0-2]|0?[1-9])月?份?(?!\\d|[-/.]\\d|日|号)',
      ([, year, month]) => named(yearOf(year), numberOf(month)),
    ],
    [
      '(?<![\\d/-])(1[0-2]|0?[1-9])[/-](20[2-9]\\d)(?![\\d/-])',
      ([, month, year]) => named(yearOf(year), numberOf(month)),
    ],
    [
      '(?<![\\d/.-])(1[01]\\d)/(0?[1-9]|1[0-2])(?=[的月那这份期电账到至~-])',
      ([, year, month]) => named(yearOf(year), numberOf(month)),
    ],
    ['(?<!\\d)(20[2-9]\\d)(0[1-9]|1[0-2])(?!\\d)', ([, year, month]) => named(yearOf(year), numberOf(month))],
    [`(?<![\\d.第])${OF_YEAR}${WITH_MONTH}`, chinese],
    [`(?<![\\d.第])${OF_YEAR}${M}(?=(?:${JOINED}${M}){0,5}${JOINED}${OF_YEAR}${WITH_MONTH})`, chinese],
    // 七八两个月, heard as 782个月
    ['(?<!\\d\\d)([1-9])(?=[1-9]?2个月)', ([, month]) => named(null, numberOf(month))],
    // 七八月
    [
      '(?<![\\d十])([一二三四五六七八九])(?=[一二三四五六七八九](?:月| ?[这那]?[两2]个月))',
      ([, month]) => named(null, numberOf(month)),
    ],
    ['(?:今年)?年初', (_, c) => named(c.year, 1)],
    [
      '现在|目前|今天|如今|(?:这|本|今)个?月|今(?!年)|\\b(?:now|today|this month|present|date)\\b',
      (_, c) => counted(0, c),
    ],
    ['上个?月|\\blast month\\b', (_, c) => counted(-1, c)],
    [
      `(?<!\\d(?:st|nd|rd|th)?(?: of)? )\\b(?:(last|this) )?${NAME}\\b\\.?(?!${DAY}(?:\\b|$))(?:,? (?:of )?${YEAR_EN}| ?'(2\\d)\\b)?`,
      ([, which, name, year, short], c) => {
        const month = nameToMonth(name);
        if (which === 'this') return named(c.year, month);
        return named(which === 'last' ? yearBefore(month, c) : (relative(year, c) ?? yearOf(year ?? short)), month);
      },
    ],
  ] satisfies [string, Reader][]
).map(([source, read]) => [new RegExp(source, 'y'), read] as const);

const THROUGH =
  /^(?:[初底末]|(?:算|开始)?起|开始)?[, ]?(?:一?直)?(?:到|至|-|~)了? ?$|^(?:'s)?(?: bills?)? ?(?:-|~|\b(?:up )?(?:to|through|thru|until|till?|up to and including))\b ?(?:the )?(?:end of )?$|^[^.?!;]{0,24}, (?:through|until|till) $/;
const AND = /^ (?:and|&) $/;
const BESIDE = /^(?:[,、和跟及与/ ]{0,2}|, ?(?:and )?| and | & )$/;

function namedIn(text: string, calendar: Calendar): Named[] {
  const all: Named[] = [];
  for (let at = 0; at < Math.min(text.length, 400); at += 1) {
    for (const [pattern, read] of MONTHS) {
      pattern.lastIndex = at;
      const match = pattern.exec(text);
      const month = match === null ? null : read(match, calendar);
      if (match === null || month === null) continue;
      all.push({ ...month, start: at, end: at + match[0].length });
      at += match[0].length - 1;
      break;
    }
  }
  return all;
}

/** Each has its own year, or the one that makes it follow what is before it. Without any, the last one is over. */
function yearsOf(chain: readonly Named[], calendar: Calendar): number[] {
  const last = chain.length - 1;
  const known = chain.findIndex(({ year }) => year !== null);
  const years: number[] = [];
  const from = known === -1 ? last : known;
  years[from] = chain[from]?.year ?? +lastOf(latest(chain[last]?.month ?? 1, calendar)).slice(0, 4);
  for (let at = from + 1; at <= last; at += 1)
    years[at] =
      chain[at]?.year ?? (years[at - 1] ?? 0) + ((chain[at]?.month ?? 0) < (chain[at - 1]?.month ?? 0) ? 1 : 0);
  for (let at = from - 1; at >= 0; at -= 1)
    years[at] = (years[at + 1] ?? 0) - ((chain[at]?.month ?? 0) > (chain[at + 1]?.month ?? 0) ? 1 : 0);
  return years;
}

/** The first span of a folded text; null where its months stand alone or leave a gap. */
export function chainIn(text: string, calendar: Calendar): Months | null {
  const all = namedIn(text, calendar);
  for (const [place, first] of all.entries()) {
    const chain = [first];
    let through = false;
    for (const next of all.slice(place + 1)) {
      const between = text.slice(chain.at(-1)?.end, next.start);
      const spans = THROUGH.test(between);
      if (!spans && (next.counted || !BESIDE.test(between))) break;
      through ||= spans || (AND.test(between) && chain.length === 1 && all[place + 2] === undefined);
      chain.push(next);
    }
    if (chain.length < 2 || first.counted) continue;
    const years = yearsOf(chain, calendar);
    const count = chain.map(({ month }, at) => (years[at] ?? 0) * 12 + month);
    if (!through && count.some((month, at) => at > 0 && month !== (count[at - 1] ?? 0) + 1)) continue;
    const [from, to] = [one(years[0] ?? 0, first.month), one(years.at(-1) ?? 0, chain.at(-1)?.month ?? 1)];
    const span = bounds(from, to);
    if (span !== null) return span;
  }
  return null;
}
