/** The words of days: of the week, of the year, counted from today. */
import { chineseNumber } from '../numbers.ts';

export const COUNT = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
export const N = '(\\d{1,2}|[一二两三四五六七八九十廿]{1,3})';
/** A number of a month. */
export const OF_YEAR = '(\\d{1,2}|元|[一二三四五六七八九十]{1,2})';
export const num = (text: string | undefined): number =>
  text === undefined ? Number.NaN : (chineseNumber(text.replace('元', '一')) ?? Number.NaN);
export const WEEK: Readonly<Record<string, number>> = { 一: 0, 二: 1, 三: 2, 四: 3, 五: 4, 六: 5, 日: 6, 天: 6, 末: 5 };
export const RELATIVE: Readonly<Record<string, number>> = {
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
  // As they are written in Taiwanese and Cantonese.
  今仔日: 0,
  明仔载: 1,
  明仔再: 1,
  明仔: 1,
  昨昏: -1,
  昨暝: -1,
  听日: 1,
  听晚: 1,
  寻日: -1,
  寻晚: -1,
  琴日: -1,
  噚日: -1,
  后日: 2,
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
export const MONTH =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
export const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** Before a day: Mon 16th June. */
export const WEEKDAY = '(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?';

/** In words, of a month only: the second bill is no day. */
export const ORDINALS =
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third twenty-fourth twenty-fifth twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first'.split(
    ' ',
  );
/** The ninth, in words. */
export const ORDINAL_WORD: string = [...ORDINALS].reverse().join('|').replaceAll('-', '[ -]');
export const ORDINAL = `(\\d{1,2}(?:st|nd|rd|th)|${ORDINAL_WORD})`;
export const ordinal = (said = ''): number =>
  ORDINALS.indexOf(said.replace(/(?<=y) /, '-')) + 1 || num(said.replace(/\D/g, ''));

export const BESIDE: Readonly<Record<string, number>> = { last: -1, 'the previous': -1, next: 1 };

/** Days that have a name. */
export const FEASTS: readonly (readonly [string, number, number])[] = [
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
export const RELATIVE_WORDS: readonly string[] = Object.keys(RELATIVE).sort((a, b) => b.length - a.length);
