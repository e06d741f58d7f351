/** How people name days, in Chinese and English; tried from the special to the plain. */
import type { IsoDate } from '../../../domain/billing.ts';
import { nameToMonth, yearOf } from '../parsers/calendar.ts';
import {
  coming,
  dayOfMonth,
  daysAgo,
  lastDay,
  lengthOf,
  nearest,
  ofMonth,
  plus,
  valid,
  weekday,
} from './dates.count.ts';
import {
  BESIDE,
  COUNT,
  DAYS,
  FEASTS,
  MONTH,
  N,
  num,
  OF_YEAR,
  ORDINAL,
  ORDINAL_WORD,
  ordinal,
  RELATIVE,
  RELATIVE_WORDS,
  WEEK,
  WEEKDAY,
} from './dates.words.ts';

/** A day of which only the number is said takes the month of the day beside it. */
export type Kind = 'day' | 'number' | 'feast';
type Read = (groups: readonly (string | undefined)[], today: IsoDate, past: boolean) => IsoDate | null;
/** Tried in this order at each place of the text. */
const SAID: readonly (readonly [string, Read, Kind?])[] = [
  [
    `\\b(?:(?:from|between|on) )?(?:the )?${ORDINAL} (?:of|in) (last|the previous|this|next) month\\b`,
    ([, d, which], today) => ofMonth(ordinal(d), today, BESIDE[which ?? ''] ?? 0),
  ],
  [
    `\\b(last|this|next) month,? (?:on )?the ${ORDINAL}\\b`,
    ([, which, d], today) => ofMonth(ordinal(d), today, BESIDE[which ?? ''] ?? 0),
  ],
  [
    '(?<![\\d.-])(\\d{1,2})([.-])(\\d{1,2})\\2(20\\d\\d)(?!\\d)',
    ([, d, , m, y]) => valid(num(y), num(m), num(d)) ?? valid(num(y), num(d), num(m)),
  ],
  [
    '(?<!\\d)(\\d{1,2})/(\\d{1,2})/(20\\d\\d)(?!\\d)',
    ([, m, d, y]) => valid(num(y), num(m), num(d)) ?? valid(num(y), num(d), num(m)),
  ],
  // 六月十五到十七, 3月15之前: the day has no 号.
  [
    `${OF_YEAR}月(?:份)?的?${N}(?!\\d)(?=(?:到|至|-|~|[、和跟与])${N}(?!点|个|[元块])|(?:[、,]${N}){1,6}(?:[日号]|[这那]?[两三四五六七几]天)|(?:之|那|这|[前后早晚上中下凌停到至]|检修|开始|起)|[。?]|$)`,
    ([, m, d], today, past) => nearest(num(m), num(d), today, past),
  ],
  [
    `(?:(?<=\\b(?:on|by|from|since|till?|until|to|between|through|before|after) (?:the )?|\\b${WEEKDAY} (?:the )?)|\\bthe )(\\d{1,2})(?:st|nd|rd|th)\\b(?! (?:floor|fl|time|street|st|avenue|ave|road|rd|lane|block|building|house|quarter|phase|ring|section|of [a-z])\\b)(?!(?: of)? ${MONTH}\\b)`,
    ([, d], today, past) => dayOfMonth(num(d), today, past),
    'number',
  ],
  // Paid on the third; not on the third floor.
  [
    `(?<=\\b(?:on|by|since|until|till|from|before|after|(?:${ORDINAL}) (?:and|to|till|until|through)) the )(${ORDINAL_WORD})(?=$|[,.?!;)]| (?:and|to|till?|until|through|at|in the|for|from|my|i|we|they|you|it|he|she|was|is|around|about|but|because|via|by|with|morning|afternoon|evening|night)\\b)`,
    (groups, today, past) => dayOfMonth(ordinal(groups.at(-1)), today, past),
    'number',
  ],
  [
    '(20\\d\\d|1[01]\\d)[-/.年] ?(\\d{1,2})[-/.月] ?(\\d{1,2})(?![\\d])[日号]?',
    ([, y, m, d]) => valid(yearOf(y) ?? 0, num(m), num(d)),
  ],
  [
    `(?<!\\d)(20\\d\\d|1[01]\\d|2\\d)年的?${OF_YEAR}月(?:份)?的?${N}[日号]`,
    ([, y, m, d]) => valid(yearOf(y) ?? 0, num(m), num(d)),
  ],
  [
    `(今年|去年|明年|前年)?的?${OF_YEAR}月(?:份)?的?${N}[日号]`,
    ([, y, m, d], today, past) => {
      const ahead = { 今年: 0, 去年: -1, 明年: 1, 前年: -2 }[y ?? ''];
      return ahead === undefined
        ? nearest(num(m), num(d), today, past)
        : valid(+today.slice(0, 4) + ahead, num(m), num(d));
    },
  ],
  [
    '(?<![\\d./-])(1[3-9]|2\\d|3[01])/(1[0-2]|0?[1-9])(?![\\d/])',
    ([, d, m], today, past) => nearest(num(m), num(d), today, past),
  ],
  [
    '(?<![\\d./-])(1[0-2]|0?[1-9])/(3[01]|[12]\\d|0?[1-9])(?![\\d/])',
    ([, m, d], today, past) => nearest(num(m), num(d), today, past),
  ],
  [
    '(?<![\\d.])(1[0-2]|0?[1-9])[.](3[01]|[12]\\d|0?[1-9])(?=[日号]|那天|当天|这天|停|检修|会|有|[早晚上下]|到|至|的)',
    ([, m, d], today, past) => nearest(num(m), num(d), today, past),
  ],
  [
    `(上上|上|这|本|下)个?月的?${N}(?:[日号]|(?=(?:到|至|-|~|[、,和跟与])${N}(?:[日号]|[这那]?[两三四五几]天)))`,
    ([, which, d], today) => ofMonth(num(d), today, { 上上: -2, 上: -1, 下: 1 }[which ?? ''] ?? 0),
  ],
  [
    '(?:(这|本|下|上)个?|(\\d{1,2}|[一二三四五六七八九十]{1,2}))月(?:份)?的?最后一[天日]',
    ([, which, m], today, past) =>
      lastDay(which === undefined ? num(m) : null, { 上: -1, 下: 1 }[which ?? ''] ?? 0, today, past),
  ],
  [`(${RELATIVE_WORDS.join('|')})`, ([, word], today) => plus(today, RELATIVE[word ?? ''] ?? 0)],
  [`${N}天(?:以)?前(?!后)`, ([, count], today) => daysAgo(num(count), today)],
  [
    '\\b(\\d{1,2}|a couple of|two|three|four|five|six|seven|eight|nine|ten) days (?:ago|back|earlier)\\b',
    ([, count], today) => daysAgo(COUNT.indexOf(count ?? '') + 1 || num(count?.replace('a couple of', '2')), today),
  ],
  [
    `(?:\\b(a|one|two|three|four)|${N}个?) ?(?:weeks?|周|星期|礼拜)(?: ago\\b|(?:以|之)?前(?!后))`,
    ([, word, count], today) =>
      daysAgo(7 * (word === undefined ? num(count) : word === 'a' ? 1 : COUNT.indexOf(word) + 1), today),
  ],
  [
    '(上上|下下|上|这|本|下)?(?:个)?(?:周|星期|礼拜)([一二三四五六日天末])',
    ([, which, day], today, past) => {
      const week = { 上上: -14, 上: -7, 下: 7, 下下: 14 }[which ?? ''] ?? 0;
      const away = (WEEK[day ?? ''] ?? 0) - weekday(today) + week;
      // 周五 by itself is the one before us, or behind us where it is about what was.
      return plus(today, which !== undefined ? away : past ? (away > 0 ? away - 7 : away) : away < 0 ? away + 7 : away);
    },
  ],
  [
    `(?<![\\d户电税编工单案证期栋楼月第一二三四五六七八九十路街道段巷弄里村苑园区城组队社座栋幢#-])${N}(?:号(?!楼|院|线|门|房|电表|表|店|铺|工|机|地铁|桌|信|码|柜|窗|厅|室|栋|幢|单元|之\\d|底|仓|车|球|字|文|充)|日(?!元|币|本|常|期|子|均|用|内|后|月|光|历|志|报|[以之]))`,
    ([, d], today, past) => dayOfMonth(num(d), today, past),
    'number',
  ],
  // 8、9号
  [
    `(?<![\\d户电税编工单案证期栋楼月第一二三四五六七八九十路街道段巷弄里村苑园区城组队社座栋幢#-])${N}(?=(?:[、,和跟与到至~-]${N}){1,5}(?:[号日](?!楼|院|线|门|房|电表|表|店|铺|工|机|地铁|桌|信|码|柜|窗|厅|室|栋|幢|单元|之\\d|底|仓|车|球|字|文|充)|[这那]?[两三]天))`,
    ([, d], today, past) => dayOfMonth(num(d), today, past),
    'number',
  ],
  [
    `\\b(?:the )?(?:end|last day) of ${MONTH}(?: (20\\d\\d))?\\b`,
    ([, m, y], today, past) =>
      y === undefined
        ? lastDay(nameToMonth(m), 0, today, past)
        : valid(+y, nameToMonth(m), lengthOf(+y, nameToMonth(m))),
  ],
  [
    `\\b(?:${WEEKDAY} )?${MONTH}\\.? (?:the )?(\\d{1,2}(?!\\d)(?:st|nd|rd|th)?|(?:${ORDINAL_WORD})\\b)(?:,? (20\\d\\d))?(?!\\d)`,
    ([, m, d, y], today, past) =>
      y === undefined ? nearest(nameToMonth(m), ordinal(d), today, past) : valid(+y, nameToMonth(m), ordinal(d)),
  ],
  [
    `(?<!\\d)(?:\\b${WEEKDAY} (?:the )?)?(\\d{1,2}(?:st|nd|rd|th)?|\\b(?:${ORDINAL_WORD}))(?: of)? ${MONTH}(?:,? (20\\d\\d))?\\b`,
    ([, d, m, y], today, past) =>
      y === undefined ? nearest(nameToMonth(m), ordinal(d), today, past) : valid(+y, nameToMonth(m), ordinal(d)),
  ],
  [
    // Thursday the 28th of May is told by its day.
    `\\b(last|this|next|on|by|coming)? ?(mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\\b(?!,? (?:the )?(?:\\d{1,2}(?:st|nd|rd|th)\\b|\\d{1,2} ${MONTH}|${MONTH} \\d))`,
    ([, which, day], today, past) => {
      if (which === undefined && (day ?? '').length < 4 && !/^(?:mon|fri|sun)$/.test(day ?? '')) return null;
      const ahead = (DAYS.indexOf((day ?? '').slice(0, 3)) - weekday(today) + 7) % 7;
      if (which === 'last') return plus(today, ahead === 0 ? -7 : ahead - 7);
      // What was paid on Tuesday was paid last Tuesday.
      if (past && ahead > 0 && (which === undefined || which === 'on')) return plus(today, ahead - 7);
      return plus(today, which === 'next' && ahead === 0 ? 7 : ahead);
    },
  ],
];
const NAMED = FEASTS.map(([words, month, day]): readonly [string, Read, Kind] => [
  `(?:${words})`,
  (_, today, past) => (past ? nearest(month, day, today, true) : coming(month, day, today)),
  'feast',
]);
export const PATTERNS = [...NAMED, ...SAID].map(
  ([source, read, kind = 'day']) => [new RegExp(source, 'y'), read, kind] as const,
);
