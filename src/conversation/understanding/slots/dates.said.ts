/** How people name days, in Chinese and English; tried from the special to the plain. */
import type { IsoDate } from '../../../domain/billing.ts';
import { chineseNumber } from '../numbers.ts';
import { nameToMonth, yearOf } from '../parsers/calendar.ts';

export const dayNumber = (iso: IsoDate): number =>
  Date.UTC(+iso.slice(0, 4), +iso.slice(5, 7) - 1, +iso.slice(8, 10)) / 86_400_000;
const isoOf = (days: number): IsoDate => new Date(days * 86_400_000).toISOString().slice(0, 10) as IsoDate;
const plus = (today: IsoDate, days: number): IsoDate => isoOf(dayNumber(today) + days);
/** 0 is Monday. */
const weekday = (iso: IsoDate): number => (dayNumber(iso) + 3) % 7;

export function valid(year: number, month: number, day: number): IsoDate | null {
  if (month < 1 || month > 12 || day < 1 || day > 31) return null;
  const iso = isoOf(Date.UTC(year, month - 1, day) / 86_400_000);
  return +iso.slice(5, 7) === month ? iso : null;
}

/** A day without a year is the nearest; where it is about what was, the latest not after today. */
function nearest(month: number, day: number, today: IsoDate, past: boolean): IsoDate | null {
  const year = +today.slice(0, 4);
  const all = [year - 1, year, year + 1].flatMap((one) => valid(one, month, day) ?? []);
  const away = (iso: IsoDate) => Math.abs(dayNumber(iso) - dayNumber(today));
  return all.filter((iso) => !past || iso <= today).sort((a, b) => away(a) - away(b))[0] ?? null;
}

/** The next time it comes, today included. */
const coming = (month: number, day: number, today: IsoDate): IsoDate | null => {
  const year = +today.slice(0, 4);
  return [year, year + 1].flatMap((one) => valid(one, month, day) ?? []).find((iso) => iso >= today) ?? null;
};

/** The 28th: of this month or one beside it, whichever is nearest. */
function dayOfMonth(day: number, today: IsoDate, past: boolean): IsoDate | null {
  const now = +today.slice(0, 4) * 12 + +today.slice(5, 7) - 1;
  const all = [-1, 0, 1].flatMap((ahead) => valid(Math.floor((now + ahead) / 12), ((now + ahead) % 12) + 1, day) ?? []);
  const fits = all.filter((iso) => (past ? iso <= today : iso >= today));
  return (past ? fits.at(-1) : fits[0]) ?? null;
}

/** Of a few days; longer ago nobody counts them. */
const daysAgo = (count: number, today: IsoDate): IsoDate | null =>
  count >= 1 && count <= 31 ? plus(today, -count) : null;
const COUNT = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

type Read = (groups: readonly (string | undefined)[], today: IsoDate, past: boolean) => IsoDate | null;
export const N = '(\\d{1,2}|[一二两三四五六七八九十廿]{1,3})';
export const num = (text: string | undefined): number =>
  text === undefined ? Number.NaN : (chineseNumber(text) ?? Number.NaN);
const WEEK: Readonly<Record<string, number>> = { 一: 0, 二: 1, 三: 2, 四: 3, 五: 4, 六: 5, 日: 6, 天: 6, 末: 5 };
const RELATIVE: Readonly<Record<string, number>> = {
  大后天: 3,
  后天: 2,
  明天: 1,
  明儿: 1,
  后儿: 2,
  今儿: 0,
  昨儿: -1,
  明日: 1,
  明早: 1,
  明晚: 1,
  今天: 0,
  今日: 0,
  今晚: 0,
  今早: 0,
  今夜: 0,
  大前天: -3,
  前天: -2,
  昨天: -1,
  昨日: -1,
  昨晚: -1,
  昨夜: -1,
  前晚: -2,
  前夜: -2,
  今晨: 0,
  明晨: 1,
  'day after tomorrow': 2,
  tomorrow: 1,
  tonight: 0,
  today: 0,
  'day before yesterday': -2,
  yesterday: -1,
  'last night': -1,
  'night before last': -2,
  'this morning': 0,
  'this afternoon': 0,
  'this evening': 0,
};
const MONTH =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** In words, of a month only: the second bill is no day. */
const ORDINALS =
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third twenty-fourth twenty-fifth twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first'.split(
    ' ',
  );
const ORDINAL = `(\\d{1,2}(?:st|nd|rd|th)|${[...ORDINALS].reverse().join('|').replaceAll('-', '[ -]')})`;
const ordinal = (said = ''): number => ORDINALS.indexOf(said.replace(' ', '-')) + 1 || num(said.replace(/\D/g, ''));

/** A day of the month beside today's. */
function ofMonth(day: number, today: IsoDate, ahead: number): IsoDate | null {
  const count = +today.slice(0, 4) * 12 + +today.slice(5, 7) - 1 + ahead;
  return valid(Math.floor(count / 12), (count % 12) + 1, day);
}
const BESIDE: Readonly<Record<string, number>> = { last: -1, 'the previous': -1, next: 1 };

/** Tried in this order at each place of the text. */
const SAID: readonly (readonly [string, Read])[] = [
  // From the 5th to the 9th of this month: the first is of the month of the second.
  [
    `\\b(?:(?:from|between|on) )?(?:the )?${ORDINAL}(?= (?:to|until|till|through|and) (?:the )?\\d{1,2}(?:st|nd|rd|th) of (last|the previous|this|next) month\\b)`,
    ([, d, which], today) => ofMonth(ordinal(d), today, BESIDE[which ?? ''] ?? 0),
  ],
  [
    `\\b(?:(?:from|between|on) )?(?:the )?${ORDINAL} (?:of|in) (last|the previous|this|next) month\\b`,
    ([, d, which], today) => ofMonth(ordinal(d), today, BESIDE[which ?? ''] ?? 0),
  ],
  [
    `\\b(last|this|next) month,? (?:on )?the ${ORDINAL}\\b`,
    ([, which, d], today) => ofMonth(ordinal(d), today, BESIDE[which ?? ''] ?? 0),
  ],
  [
    '(?<!\\d)(\\d{1,2})/(\\d{1,2})/(20\\d\\d)(?!\\d)',
    ([, m, d, y]) => valid(num(y), num(m), num(d)) ?? valid(num(y), num(d), num(m)),
  ],
  [`${N}月(?:份)?的?${N}(?=(?:到|至|-|~)${N}[日号])`, ([, m, d], today, past) => nearest(num(m), num(d), today, past)],
  [
    '\\b(?:on |by |from )?the (\\d{1,2})(?:st|nd|rd|th)\\b(?! (?:floor|time|street|avenue|of [a-z]))',
    ([, d], today, past) => dayOfMonth(num(d), today, past),
  ],
  [
    '(20\\d\\d|1[01]\\d)[-/.年] ?(\\d{1,2})[-/.月] ?(\\d{1,2})(?![\\d])[日号]?',
    ([, y, m, d]) => valid(yearOf(y) ?? 0, num(m), num(d)),
  ],
  [
    `(?<!\\d)(20\\d\\d|1[01]\\d|2\\d)年的?${N}月(?:份)?的?${N}[日号]`,
    ([, y, m, d]) => valid(yearOf(y) ?? 0, num(m), num(d)),
  ],
  [
    `(今年|去年|明年|前年)?的?${N}月(?:份)?的?${N}[日号]`,
    ([, y, m, d], today, past) => {
      const ahead = { 今年: 0, 去年: -1, 明年: 1, 前年: -2 }[y ?? ''];
      return ahead === undefined
        ? nearest(num(m), num(d), today, past)
        : valid(+today.slice(0, 4) + ahead, num(m), num(d));
    },
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
    `(上上|上|这|本|下)个?月的?${N}(?:[日号]|(?=(?:到|至|-|~)${N}[日号]))`,
    ([, which, d], today) => ofMonth(num(d), today, { 上上: -2, 上: -1, 下: 1 }[which ?? ''] ?? 0),
  ],
  [
    '(大后天|后天|明天|明儿|后儿|今儿|昨儿|明日|明早|明晚|今天|今日|今晚|今早|今夜|大前天|前天|前晚|前夜|昨天|昨日|昨晚|昨夜|今晨|明晨)',
    ([, word], today, _past) => plus(today, RELATIVE[word ?? ''] ?? 0),
  ],
  [`${N}天(?:以)?前(?!后)`, ([, count], today) => daysAgo(num(count), today)],
  [
    '\\b(\\d{1,2}|a couple of|two|three|four|five|six|seven|eight|nine|ten) days (?:ago|back|earlier)\\b',
    ([, count], today) => daysAgo(COUNT.indexOf(count ?? '') + 1 || num(count?.replace('a couple of', '2')), today),
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
    `(?<![\\d户电税编工单案证期栋楼月第一二三四五六七八九十路街道巷弄里村苑园区城组队社座栋幢#-])${N}号(?!楼|院|线|门|房|电表|表|店|铺|工|机|地铁|桌|信|码|柜|窗|厅|室|栋|幢|单元|之\\d|底|仓|车|球|字|文|充)`,
    ([, d], today, past) => dayOfMonth(num(d), today, past),
  ],
  [
    '(day after tomorrow|tomorrow|tonight|today|day before yesterday|yesterday|night before last|last night|this (?:morning|afternoon|evening))',
    ([, word], today, _past) => plus(today, RELATIVE[word ?? ''] ?? 0),
  ],
  [
    `\\b(?:the )?end of ${MONTH}(?: (20\\d\\d))?\\b`,
    ([, m, y], today, past) => {
      const month = nameToMonth(m);
      const last = (year: number) => new Date(Date.UTC(year, month, 0)).getUTCDate();
      return y === undefined ? nearest(month, last(+today.slice(0, 4)), today, past) : valid(+y, month, last(+y));
    },
  ],
  [
    `\\b${MONTH}\\.? (\\d{1,2})(?:st|nd|rd|th)?(?:,? (20\\d\\d))?(?!\\d)`,
    ([, m, d, y], today, past) =>
      y === undefined ? nearest(nameToMonth(m), num(d), today, past) : valid(+y, nameToMonth(m), num(d)),
  ],
  [
    `(?<!\\d)(\\d{1,2})(?:st|nd|rd|th)?(?: of)? ${MONTH}(?:,? (20\\d\\d))?\\b`,
    ([, d, m, y], today, past) =>
      y === undefined ? nearest(nameToMonth(m), num(d), today, past) : valid(+y, nameToMonth(m), num(d)),
  ],
  [
    '\\b(last|this|next|on|by|coming)? ?(mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\\b',
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
/** Days that have a name. */
const FEASTS: readonly (readonly [string, number, number])[] = [
  ["元旦|new year'?s? day", 1, 1],
  ["情人节(?! ?礼)|valentine'?s?(?: day)?", 2, 14],
  ['二二八|和平纪念日', 2, 28],
  ['三八(?:妇女)?节|妇女节', 3, 8],
  ["愚人节|april fools?'?(?: day)?", 4, 1],
  ['劳动节|五一(?!路|街|广场|村|[零一二三四五六七八九])|may day|labour day', 5, 1],
  ['儿童节|六一儿童节', 6, 1],
  ['七一回归|回归(?:纪念)?日', 7, 1],
  ['建军节', 8, 1],
  ["(?:singapore'?s?|sg) national day", 8, 9],
  ['万圣节前?夜?|halloween', 10, 31],
  ['bonfire night|guy fawkes(?: night)?', 11, 5],
  ['光棍节|双十一', 11, 11],
  ['双十二', 12, 12],
  ['boxing day', 12, 26],
  ['国庆节?|十一国庆', 10, 1],
  ['双十节', 10, 10],
  ['平安夜|(?:christmas|xmas) eve', 12, 24],
  ['圣诞节?|christmas(?: day)?|xmas(?: day)?', 12, 25],
  ["跨年夜?|new year'?s? eve|hogmanay", 12, 31],
];
const NAMED = FEASTS.map(([words, month, day]): readonly [string, Read] => [
  `(?:${words})`,
  (_, today, past) => (past ? nearest(month, day, today, true) : coming(month, day, today)),
]);
export const PATTERNS = [...NAMED, ...SAID].map(([source, read]) => [new RegExp(source, 'y'), read] as const);
