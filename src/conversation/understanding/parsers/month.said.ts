/** How people name months, in Chinese and English; tried from the special to the plain. */
import { chineseNumber } from '../numbers.ts';
import {
  bounds,
  inYear,
  lastOf,
  listed,
  nameToMonth,
  one,
  type Read,
  relative,
  season,
  span,
  yearOf,
} from './calendar.ts';

const M = '(1[0-2]|0?[1-9]|十[一二]?|[一二两三四五六七八九元])';
const NAME =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const numberOf = (text: string | undefined) => (text === '元' ? 1 : text === undefined ? null : chineseNumber(text));
/** 从3月起到5月. */
const EDGE = '(?:[初底末]|(?:算|开始)?起|开始)?[, ]?';
const THROUGH = '(?: ?(?:到|至|-|~|起至| to | until | through ) ?)';
const THROUGH_EN = '(?: ?(?:-|~) ?| (?:to|through|thru|until|till|up to|and) (?:the end of )?)';
/** Tried in this order; the first that is found in the text counts. */
export const SAID: readonly (readonly [RegExp, Read])[] = [
  [
    new RegExp(
      `(今年|去年|前年)?的?(?:(年初)|${M}月份?)(?:开始)?(?:一直)?(?:到|至)(?:现在|目前|今天|如今|这个?月|本月|今(?!年))`,
    ),
    ([, year, start, month], c) => {
      const first = start === undefined ? numberOf(month) : 1;
      return bounds(inYear(relative(year, c), first, c), one(c.year, c.month));
    },
  ],
  [
    new RegExp(
      `\\bfrom ${NAME}(?: (20\\d\\d|last year|this year))? (?:up )?(?:to|until|till) (?:now|today|this month)`,
    ),
    ([, month, year], c) =>
      bounds(inYear(relative(year, c) ?? yearOf(year), nameToMonth(month), c), one(c.year, c.month)),
  ],
  // Since when papers are wanted; what went up since August is no paper.
  [
    new RegExp(
      `\\b(?:bills?|statements?|payments?|invoices?|receipts?|everything|all|paid|history)\\b[^.,]{0,24}\\bsince ${NAME}\\b\\.?(?: (20\\d\\d|last year|this year))?`,
    ),
    ([, month, year], c) =>
      bounds(inYear(relative(year, c) ?? yearOf(year), nameToMonth(month), c), one(c.year, c.month)),
  ],
  [
    new RegExp(`(今年|去年|前年)?的?${M}月份?以来`),
    ([, year, month], c) => bounds(inYear(relative(year, c), numberOf(month), c), one(c.year, c.month)),
  ],
  // 这期(10月): the period by its month.
  [new RegExp(`[这本上]一?期 ?[(]${M}月份?`), ([, month], c) => inYear(null, numberOf(month), c)],
  [
    new RegExp(`(去年|前年|今年|(?<!\\d)(?:20\\d\\d|1[0-4]\\d)年)?的?((?:${M}月?份?[,、和跟及与 ]{0,2}){1,5}${M})月`),
    ([said = '', year], c) =>
      listed(
        [...said.replace(year ?? '', '').matchAll(new RegExp(M, 'g'))].map(([month]) => numberOf(month)),
        relative(year, c) ?? yearOf(year?.slice(0, -1)),
        c,
      ),
  ],
  [
    new RegExp(`(?<![\\d到至-])${M}月?[,、和跟]?${M}月?(?:这|那)?(?:两|2)个月`),
    ([, from, to], c) => bounds(inYear(null, numberOf(from), c), inYear(null, numberOf(to), c)),
  ],
  [new RegExp(`(?<![\\d到至-])${M}月份?的?[这那]一?期`), ([, month], c) => inYear(null, numberOf(month), c)],
  [
    new RegExp(`\\b(?:${NAME}(?:, ?| and | & )){1,5}(?:and )?${NAME}\\b`),
    ([said = ''], c) => listed(said.split(/, ?(?:and )?| and | & /).map(nameToMonth), null, c),
  ],
  [
    new RegExp(
      `(?<!\\d)(20\\d\\d|1[0-4]\\d)(?:年的?|[-/.])${M}月?份?${THROUGH}(20\\d\\d|1[0-4]\\d)(?:年的?|[-/.])${M}(?![\\d/-])`,
    ),
    ([, year, from, toYear, to], c) =>
      bounds(inYear(yearOf(year), numberOf(from), c), inYear(yearOf(toYear), numberOf(to), c)),
  ],
  [
    /(?<![\d.])(1[0-2]|[1-9])[,、](?:(?:1[0-2]|[1-9])[,、])*(1[0-2]|[1-9])月/,
    ([, from, to], c) => {
      const end = inYear(null, numberOf(to), c);
      const last = end === null ? 0 : Number(lastOf(end).slice(0, 4));
      return bounds(one(Number(from) > Number(to) ? last - 1 : last, Number(from)), end);
    },
  ],
  [
    new RegExp(
      `\\b${NAME}\\.?(?:,? (?:of )?(20\\d\\d|last year|this year))?${THROUGH_EN}${NAME}\\b\\.?(?:,? (?:of )?(20\\d\\d|last year|this year))?`,
    ),
    ([, from, year, to, toYear], c) => {
      const [a, b] = [nameToMonth(from), nameToMonth(to)];
      const end = inYear(relative(toYear, c) ?? yearOf(toYear), b, c);
      const last = end === null ? 0 : Number(lastOf(end).slice(0, 4));
      return bounds(one(relative(year, c) ?? yearOf(year) ?? (a > b ? last - 1 : last), a), end);
    },
  ],
  [
    /(?<!年的?)\b(first|second|third|fourth|last|this|q[1-4])(?: quarter)?(?: of (20\d\d|last year|this year))?(?<=quarter.{0,16}|\bq[1-4].{0,16})/,
    ([, which, year], c) => {
      const asked = { first: 1, second: 2, third: 3, fourth: 4, q1: 1, q2: 2, q3: 3, q4: 4 }[which ?? ''];
      const now = Math.ceil(c.month / 3);
      if (asked === undefined) {
        const first = (which === 'last' ? now - 1 : now) * 3 - 2;
        return span(one(c.year, 1, first - 1), one(c.year, 1, first + 1));
      }
      const y = relative(year, c) ?? yearOf(year) ?? (asked > now ? c.year - 1 : c.year);
      return span(one(y, asked * 3 - 2), one(y, asked * 3));
    },
  ],
  [
    new RegExp(
      `(?<!\\d)(20\\d\\d|1[0-4]\\d|[2-9]\\d|[二两][零〇一二三四五六七八九]{1,3})年的?${M}月?份?${EDGE}${THROUGH}${M}月`,
    ),
    ([, year, from, to], c) => bounds(inYear(yearOf(year), numberOf(from), c), inYear(yearOf(year), numberOf(to), c)),
  ],
  [
    new RegExp(
      `(今年|去年|前年|本年)?的?${M}月?份?(?:${EDGE}(?:一?直?到|至|-|~)(今年|去年)?|[和跟](?=今年)(今年))${M}月`,
    ),
    ([, year, from, until, also, to], c) => {
      const toYear = until ?? also;
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
  [
    /(?<![\d/-])(0?[1-9]|1[0-2])[/-](20[2-9]\d)(?![\d/-])/,
    ([, month, year], c) => inYear(yearOf(year), numberOf(month), c),
  ],
  [/(?<!\d)(20[2-9]\d)(0[1-9]|1[0-2])(?!\d)/, ([, year, month], c) => inYear(yearOf(year), numberOf(month), c)],
  [
    new RegExp(`(今年|去年|大?前年|本年|上年|明年)的?${M}月`),
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
    /(这|本|上)(?:个?季度|一?季(?!节))/,
    ([, which], c) => {
      const first = c.month - ((c.month - 1) % 3) - (which === '上' ? 3 : 0);
      const start = one(c.year, 1, first - 1);
      return span(start, one(c.year, 1, first + 1));
    },
  ],
  [
    /(今年|去年|前年)?(上|下)半年/,
    ([, year, half], c) => {
      const y = relative(year, c) ?? c.year;
      return half === '上' ? span(one(y, 1), one(y, 6)) : span(one(y, 7), one(y, 12));
    },
  ],
  [
    /(今年|去年|前年|(?<!\d)(?:20\d\d|1[0-4]\d)年)?的?(?:第([一二三四1-4])季(?!节)|([一二三四1-4])季度|(?<=年的?)q([1-4]))/,
    ([, year, ...quarter], c) => {
      const q = numberOf(quarter.find((one) => one !== undefined)) ?? 1;
      const y = relative(year, c) ?? yearOf(year?.slice(0, -1)) ?? ((q - 1) * 3 + 1 > c.month ? c.year - 1 : c.year);
      return span(one(y, q * 3 - 2), one(y, q * 3));
    },
  ],
  [
    /(今年|去年|前年|上个?|刚过去的)(?:的)?(夏月|[春夏秋冬])/,
    ([, year, name], c) => season(name ?? '', relative(year, c), c),
  ],
  [new RegExp(`(?:(?<![\\d.第])(?=\\d)|(?<!第)(?=\\D))${M}月`), ([, month], c) => inYear(null, numberOf(month), c)],
  [
    /(今年|去年|大?前年)(?!夏|春|秋|冬)/,
    ([, year], c) => {
      const y = relative(year, c) ?? c.year;
      return y === c.year ? span(one(y, 1), one(y, c.month)) : span(one(y, 1), one(y, 12));
    },
  ],
  // English
  [/month before last/, (_, c) => one(c.year, c.month, -2)],
  [
    /\b(one|a|two|three|four|five|six|[1-9]) months? (?:ago|back|earlier)\b/,
    ([, word], c) => {
      const count = { one: 1, a: 1, two: 2, three: 3, four: 4, five: 5, six: 6 }[word ?? ''] ?? Number(word);
      return one(c.year, c.month, -count);
    },
  ],
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
    new RegExp(`\\b${NAME}\\.?,? (?:of )?(?:the )?(20\\d\\d|last year|this year|year before last)\\b`),
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
export const ASKED: readonly (readonly [RegExp, Read])[] = [
  [new RegExp(`^${M}(?:的|号)?$`), ([, month], c) => inYear(null, numberOf(month), c)],
  [/(夏月|[春夏秋冬])[天季]?/, ([, name], c) => season(name ?? '', null, c)],
  [/\b(march|mar|may)\b/, ([, name], c) => inYear(null, nameToMonth(name), c)],
  [/\b(spring|summer|autumn|winter)\b/, ([, name], c) => season(name ?? '', null, c)],
  [/最近|最新|latest|most recent|current/, (_, c) => one(c.year, c.month)],
];
