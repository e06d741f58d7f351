/** How people name one month, a season, a quarter or a half, in Chinese and English; tried from the special to the plain. */
import {
  bounds,
  type Calendar,
  inYear,
  nameToMonth,
  one,
  type Read,
  relative,
  season,
  span,
  yearBefore,
  yearOf,
} from './calendar.ts';
import { M, NAME, numberOf, YEAR, YEAR_EN } from './month.words.ts';

const told = (year: string | undefined, calendar: Calendar): number | null => relative(year, calendar) ?? yearOf(year);
const HAN_YEAR = `(?:${YEAR}(?:的|度)?)?`;
const EN_YEAR = `(?:,? (?:of |in |for )?${YEAR_EN})?`;
const WORDS = 'one two three four five six seven eight nine ten eleven twelve'.split(' ');
const COUNT = `(${[...WORDS].reverse().join('|')}|1[0-2]|[1-9])`;
const counted = (word = ''): number => WORDS.indexOf(word) + 1 || Number(word);
const quarter = (which: number, year: number | null, { year: now, month }: Calendar) => {
  const y = year ?? (which * 3 - 2 > month ? now - 1 : now);
  return span(one(y, which * 3 - 2), one(y, which * 3));
};
/** The quarter now, or one beside it. */
const quarterNow = (ahead: number, { year, month }: Calendar) => {
  const first = month - ((month - 1) % 3) + 3 * ahead;
  return span(one(year, 1, first - 1), one(year, 1, first + 1));
};
const half = (first: boolean, year: number) =>
  first ? span(one(year, 1), one(year, 6)) : span(one(year, 7), one(year, 12));
/** Modal words: may be, may I. */
const NO_VERB = '(?! (?:be|have|not|i|we|you|also|well|need|want|take|come|go|he|she|they|it|still|just|never)\\b)';

/** Tried in this order; the first that is found in the text counts. */
export const SAID: readonly (readonly [RegExp, Read])[] = [
  // Since when papers are wanted; what went up since August is no paper.
  [
    new RegExp(
      `\\b(?:bills?|statements?|payments?|invoices?|receipts?|everything|all|paid|history)\\b[^.,]{0,24}\\bsince (last )?${NAME}\\b\\.?${EN_YEAR}`,
    ),
    ([, last, month, year], c) =>
      bounds(
        inYear(last === undefined ? told(year, c) : yearBefore(nameToMonth(month), c), nameToMonth(month), c),
        one(c.year, c.month),
      ),
  ],
  [
    new RegExp(`${HAN_YEAR}${M}月份?(?:以来|(?:开始)?以后的?(?:账单|缴费|交费|电费))`),
    ([, year, month], c) => bounds(inYear(told(year, c), numberOf(month), c), one(c.year, c.month)),
  ],
  // 这期(10月): the period by its month; 九月那张: the one among others that is asked for.
  [new RegExp(`[这本上]一?期 ?[(]${M}月份?`), ([, month], c) => inYear(null, numberOf(month), c)],
  [
    new RegExp(`(?<![\\d到至-])${HAN_YEAR}${M}月份?的?[这那]一?[期张笔]`),
    ([, year, month], c) => inYear(told(year, c), numberOf(month), c),
  ],
  [
    new RegExp(`${HAN_YEAR}(?:第?([一二三四1-4])季度?(?!节)|(?<=年[的度]?)q([1-4]))`),
    ([, year, ...which], c) => quarter(numberOf(which.find((said) => said !== undefined)) ?? 1, told(year, c), c),
  ],
  [
    new RegExp(`\\b(?:(first|second|third|fourth|1st|2nd|3rd|4th) quarter|q([1-4]))${EN_YEAR}(?!\\d)`),
    ([, word, digit, year], c) => {
      const place = ['first', 'second', 'third', 'fourth'].indexOf(word ?? '') + 1;
      return quarter(place || Number(digit ?? word?.[0]), told(year, c), c);
    },
  ],
  [new RegExp(`\\b${YEAR_EN},? q([1-4])\\b`), ([, year, which], c) => quarter(Number(which), told(year, c), c)],
  [/\b(last|previous|this) quarter\b/, ([, which], c) => quarterNow(which === 'this' ? 0 : -1, c)],
  [
    new RegExp(`${HAN_YEAR}的?([头前最后]+)(?:的)?([两三四五六2-6](?=个)|[俩仨])个?月(?<=年.{0,6})`),
    ([, year, which, count], c) => {
      const [y, months] = [told(year, c), numberOf(count)];
      if (y === null || months === null) return null;
      return which?.includes('后') === true ? span(one(y, 13 - months), one(y, 12)) : span(one(y, 1), one(y, months));
    },
  ],
  [
    new RegExp(`\\b(first|last) ${COUNT} months of ${YEAR_EN}`),
    ([, which, count, year], c) => {
      const [y, months] = [told(year, c), counted(count)];
      if (y === null) return null;
      return which === 'last' ? span(one(y, 13 - months), one(y, 12)) : span(one(y, 1), one(y, months));
    },
  ],
  [new RegExp(`${HAN_YEAR}(上|下)半年`), ([, year, which], c) => half(which === '上', told(year, c) ?? c.year)],
  [
    new RegExp(`\\b(first|second) half${EN_YEAR}(?<=year|20\\d\\d|before last)`),
    ([, which, year], c) => half(which === 'first', told(year, c) ?? c.year),
  ],
  [new RegExp(`${YEAR}(?:的|度)?${M}月`), ([, year, month], c) => inYear(told(year, c), numberOf(month), c)],
  [/(?<![\d-])(20\d\d)[-/.](1[0-2]|0?[1-9])(?![\d])/, ([, year, month], c) => inYear(yearOf(year), numberOf(month), c)],
  [
    /(?<![\d/-])(0?[1-9]|1[0-2])[/-](20[2-9]\d)(?![\d/-])/,
    ([, month, year], c) => inYear(yearOf(year), numberOf(month), c),
  ],
  [
    /(?<![\d/.-])(1[01]\d)\/(0?[1-9]|1[0-2])(?=[的月那这份期电账到至~-])/,
    ([, year, month], c) => inYear(yearOf(year), numberOf(month), c),
  ],
  [/(?<!\d)(20[2-9]\d)(0[1-9]|1[0-2])(?!\d)/, ([, year, month], c) => inYear(yearOf(year), numberOf(month), c)],
  [
    new RegExp(`\\b(20\\d\\d),? (?:month ${COUNT}|(?:the )?(\\d{1,2})(?:st|nd|rd|th) month)\\b`),
    ([, year, word, place], c) => inYear(yearOf(year), counted(word ?? place), c),
  ],
  [
    new RegExp(`\\b(?:month ${COUNT}|(\\d{1,2})(?:st|nd|rd|th) month),? (?:of )?${YEAR_EN}`),
    ([, word, place, year], c) => inYear(told(year, c), counted(word ?? place), c),
  ],
  // 元月份的电费,2026年的: the year comes behind.
  [
    new RegExp(`(?:(?<![\\d.第])(?=\\d)|(?<!第)(?=\\D))${M}月份?[^\\d月日号]{0,16}(20\\d\\d)年(?:的|度|[,。!]|$)`),
    ([, month, year], c) => inYear(yearOf(year), numberOf(month), c),
  ],
  [/去年(?:同期|这个月|同月|的?今月)/, (_, c) => one(c.year - 1, c.month)],
  [/(?:上上|大上)个?月|前个月|前一个月的上/, (_, c) => one(c.year, c.month, -2)],
  [/(?:上|前一)个?月|前1个月/, (_, c) => one(c.year, c.month, -1)],
  [/下个?月/, (_, c) => one(c.year, c.month, 1)],
  [
    /(?:近|最近|过去|前|(?<!\d年)这)(?:(十二|[二两三四五六]|1[0-2]|[2-9])个月|(半|一)年)/,
    ([, count, years], c) => {
      const months = years === undefined ? numberOf(count) : years === '半' ? 6 : 12;
      return months === null || months < 2 ? null : span(one(c.year, c.month, 1 - months), one(c.year, c.month));
    },
  ],
  [/([两三四五六2-6])个月(?:以)?前/, ([, count], c) => one(c.year, c.month, -(numberOf(count) ?? 0))],
  [/(?:这|本|当|今|咯|嗰)个?月/, (_, c) => one(c.year, c.month)],
  // Two months a period in Taiwan: the one before this.
  [/上上(?:一)?期/, (_, c) => one(c.year, c.month, c.locale === 'zh-TW' ? -4 : -2)],
  [/(?:上|前)(?:一)?期/, (_, c) => one(c.year, c.month, c.locale === 'zh-TW' ? -2 : -1)],
  [/(?:这|本|当|今)(?:一)?期/, (_, c) => one(c.year, c.month)],
  [/(这|本|上)(?:个?季度|一?季(?!节))/, ([, which], c) => quarterNow(which === '上' ? -1 : 0, c)],
  [
    new RegExp(`(?:${YEAR}的?|上个?|刚过去的)(夏月|[春夏秋冬])`),
    ([, year, name], c) => season(name ?? '', told(year, c), c),
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
    new RegExp(`\\b(?:(a)|${COUNT}) months? (?:ago|back|earlier)\\b`),
    ([, single, word], c) => one(c.year, c.month, single === undefined ? -counted(word) : -1),
  ],
  [/(?:last|previous|past) month/, (_, c) => one(c.year, c.month, -1)],
  [/(?:this|current) month/, (_, c) => one(c.year, c.month)],
  [/next month/, (_, c) => one(c.year, c.month, 1)],
  [
    new RegExp(`(?:last|past|previous) ${COUNT} months`),
    ([, word], c) => span(one(c.year, c.month, 1 - counted(word)), one(c.year, c.month)),
  ],
  [
    new RegExp(
      `\\b${NAME}\\.?(?:'s)?(?: (?:bill|statement|invoice|usage))?,? (?:of |from |in |for )?(?:the )?${YEAR_EN}\\b`,
    ),
    ([, name, year], c) => inYear(told(year, c), nameToMonth(name), c),
  ],
  [new RegExp(`\\b${NAME} '(2\\d)\\b`), ([, name, year], c) => inYear(yearOf(year), nameToMonth(name), c)],
  [
    new RegExp(`\\b(20\\d\\d|last year'?s?),? ${NAME}\\b`),
    ([, year, name], c) => inYear(told(year?.replace(/'?s$/, ''), c), nameToMonth(name), c),
  ],
  [
    new RegExp(`\\blast ${NAME}\\b${NO_VERB}`),
    ([, name], c) => inYear(yearBefore(nameToMonth(name), c), nameToMonth(name), c),
  ],
  [
    /\b(?:(this|last) )?(spring|summer|autumn|fall|winter)(?: (?:of )?(20\d\d|last year))?\b(?<=\b(?:this|last) .{0,6}|20\d\d|last year)/,
    ([, which, name, year], c) => season(name ?? '', told(year, c) ?? (which === 'this' ? c.year : null), c),
  ],
  [
    /\b(january|february|april|june|july|august|september|october|november|december|jan|feb|apr|jun|jul|aug|sept?|oct|nov|dec)\b/,
    ([, name], c) => inYear(null, nameToMonth(name), c),
  ],
  // March and May only where no verb stands.
  [
    new RegExp(
      `\\b(?:in|for|of|about|since|from|this|see|my|on|period|was|is|by|till?|until|during|than|month) (march|mar|may)\\b${NO_VERB}|\\b(march|may)(?:'s)? (?:bill|statement|electric|payment|one|usage|invoice|receipt|fapiao|was)`,
    ),
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
