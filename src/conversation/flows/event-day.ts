/** The day something happened, out of a resident's words: 昨天, 3天前, 12月3日, last Friday; only days that can be told for sure. */
import type { IsoDate } from '../../domain/billing.ts';
import { addDays, isDay } from '../../domain/calendar.ts';
import { chineseNumber, ENGLISH_NUMBERS } from '../understanding/numbers.ts';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const CHINESE_WEEKDAYS = '日一二三四五六';

/** Words for a day, the more special first: 大前天 holds 前天. */
const NAMED: readonly (readonly [RegExp, number])[] = [
  [/大前[天日]/, 3],
  [/前[天晚日](?!.*前[天晚日])|day before yesterday/, 2],
  [/昨[天晚夜日]|yesterday|last night/, 1],
  [
    /今[天早晚晨日]|刚才|剛才|刚刚|剛剛|小时前|小時前|分钟前|分鐘前|today|tonight|this (?:morning|afternoon|evening)|just now|(?:hours?|minutes?) ago/,
    0,
  ],
];

/** 三, an, three, 3. */
const numberOf = (text: string): number =>
  chineseNumber(text.replace('兩', '两')) ?? ENGLISH_NUMBERS[text.replace(/^an?$/, 'one')] ?? Number.NaN;
const pad = (n: number): string => String(n).padStart(2, '0');

/** The newest such day that is not after today. */
function dayIn(today: IsoDate, month: number, day: number, year: number | null): IsoDate | null {
  const of = (y: number) => `${y}-${pad(month)}-${pad(day)}`;
  const thisYear = Number(today.slice(0, 4));
  const found = of(year ?? thisYear);
  if (!isDay(found)) return null;
  return year === null && found > today ? of(thisYear - 1) : found;
}

function weekday(today: IsoDate, wanted: number, lastWeek: boolean): IsoDate {
  const now = new Date(`${today}T00:00:00Z`).getUTCDay();
  const back = (now - wanted + 7) % 7;
  if (!lastWeek) return addDays(today, -back);
  // 上周五 is the Friday of the week before this one, which begins on Monday.
  const sinceMonday = (now + 6) % 7;
  return addDays(today, -sinceMonday - 7 + ((wanted + 6) % 7));
}

/** ISO date; null when it cannot be told. A day in the future comes back as it is: the caller says what is wrong with it. */
export function dayFrom(words: string, today: IsoDate): IsoDate | null {
  const text = words.normalize('NFKC').trim().toLowerCase();
  const full = /(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})/.exec(text);
  if (full) return dayIn(today, Number(full[2]), Number(full[3]), Number(full[1]));
  const named = NAMED.find(([name]) => name.test(text));
  if (named) return addDays(today, -named[1]);
  const ago =
    /(\d{1,3}|[一二两兩三四五六七八九十])\s?天(?:之?前|以前)|\b(\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten) days? ago/.exec(
      text,
    );
  const count = ago ? numberOf(ago[1] ?? ago[2] ?? '') : Number.NaN;
  if (count >= 0) return addDays(today, -count);
  if (/(?:一|1|个|個)?(?:周|週|星期|礼拜|禮拜)(?:之?前|以前)|\b(?:a|one) week ago/.test(text))
    return addDays(today, -7);
  const date = /(\d{1,2})\s?月\s?(\d{1,2})|^(\d{1,2})[/.-](\d{1,2})$/.exec(text);
  if (date) return dayIn(today, Number(date[1] ?? date[3]), Number(date[2] ?? date[4]), null);
  const english =
    /\b(\d{1,2})(?:st|nd|rd|th)?(?: of)? ([a-z]{3})[a-z]*|\b([a-z]{3})[a-z]* (\d{1,2})(?:st|nd|rd|th)?\b/.exec(text);
  const month = MONTHS.indexOf(english?.[2] ?? english?.[3] ?? '') + 1;
  if (english && month > 0) return dayIn(today, month, Number(english[1] ?? english[4]), null);
  const chinese = /(上(?:个|個)?)?(?:周|週|星期|礼拜|禮拜)([日天一二三四五六])/.exec(text);
  if (chinese)
    return weekday(today, CHINESE_WEEKDAYS.indexOf((chinese[2] ?? '').replace('天', '日')), Boolean(chinese[1]));
  const latin = /\b(?:on |last |this )?(sun|mon|tue|wed|thu|fri|sat)[a-z]*/.exec(text);
  return latin ? weekday(today, WEEKDAYS.indexOf(latin[1] ?? ''), false) : null;
}
