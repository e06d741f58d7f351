/** Days and spans of days as people say them, counted from the conversation's day: 后天, 3号, 11月3日, 10/9到10/11, next Tuesday. */
import type { IsoDate } from '../../../domain/billing.ts';
import { dayNumber, nextOf, valid } from './dates.count.ts';
import { type Kind, PATTERNS } from './dates.said.ts';
import { N, num, ORDINAL, ordinal } from './dates.words.ts';

export interface Days {
  readonly from: IsoDate;
  /** The same day when only one was named. */
  readonly to: IsoDate;
}

interface Found {
  readonly day: IsoDate;
  readonly kind: Kind;
  readonly start: number;
  readonly end: number;
}

function daysFound(text: string, today: IsoDate, past: boolean): Found[] {
  const found: Found[] = [];
  for (let at = 0; at < Math.min(text.length, 400); at += 1) {
    for (const [pattern, read, kind] of PATTERNS) {
      pattern.lastIndex = at;
      const match = pattern.exec(text);
      const day = match === null ? null : read(match, today, past);
      if (match === null || day === null) continue;
      found.push({ day, kind, start: at, end: at + match[0].length });
      at += match[0].length - 1;
      break;
    }
  }
  return found;
}

/** 10号早上8点到11号, 25号(周三)至, 5 June up till: what stands between the two ends. */
const THROUGH =
  /^(?:[(（]?(?:周|星期|礼拜)?[一二三四五六日天][)）])?(?:[ 早晚上中下午凌晨]{0,4}|(?!.*[,。;!?])[^\d]{0,10}(?:\d{1,2}(?:点|时|:\d\d)半?)?)(?:到|至|-|~) ?(?:明年|次年|第二年|下个月)?$|^(?:,? ?(?:mon|tues|wednes|thurs|fri|satur|sun)day)? ?(?:-|~|(?:up )?(?:to|till?|until)|through|and|ending|(?:up )?to and including) ?(?:on )?(?:the )?(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,? )?(?:the )?$|^[和跟与] ?$/;
/** Two days, each of its own. */
const EACH = /[各都]|分别|两[笔次]|\b(?:each|both|twice|two payments)\b/;
/** Both ends were told by the way, and what is between them is asked for: 1月8号搬进去,3月1号搬走,中间这段. */
const BETWEEN =
  /中间|之间|期间|[这那]段|[这那]几天|\bbetween\b|\b(?:in|for|over) (?:that|those|these) (?:period|days|dates|time)\b/;
/** 5-7 December: the first has the month of the second. */
const WITHOUT_MONTH = new RegExp(
  `(?<!\\d|[./-])(?:\\b(\\d{1,2})|\\b${ORDINAL}) ?(?:-|~|to|till?|until|through|and) ?(?:the )?$`,
);
/** 10月9号到11号, Dec 1-3: the second day has no month of its own. */
const ALONE = new RegExp(
  `^(?:st|nd|rd|th)? ?(?:到|至|-|~|to|till?|until|through) ?(?:the )?${N}(?:[日号]|[这那]?[两三四五六七几]天|之间|期间|st\\b|nd\\b|rd\\b|th\\b|(?=[ ,?!.。)]|$))`,
);
/** 12月1号到现在: what happened in between is asked for; 12月1号到现在都没人来 counts from one day. */
const TILL_NOW = /^ ?(?:到|至)(?:现在|目前|今天?|如今)(?!都|还|也|没|已|就|才|仍|一直|[日年月后])/;
/** 23、24两天: each follows the one before it. */
const LISTED = new RegExp(`^((?:[日号]?[、,和跟与]${N}){1,6})(?:[日号]|[这那]?[两三四五六七几]天)`);

/** The day or span a folded text speaks of: the first span, else the first day. `past`: it is about what was. */
export function daysIn(said: string, today: IsoDate, past: boolean): Days | null {
  // 明天…不对,是大后天: what was taken back is not meant.
  const text = /^(.*?(?:不对|不是|说错了?|错了|sorry|i mean|no wait|actually)[,，。. ]*)(?=.{2})/.exec(said)?.[1] ?? '';
  const put = text === '' ? null : daysSaid(said.slice(text.length), today, past);
  return put ?? daysSaid(said, today, past);
}

/** A text without its days: what month stands beside them. */
export const withoutDays = (text: string, today: IsoDate): string =>
  daysFound(text, today, true).reduce(
    (left, { start, end }) => left.slice(0, start) + ' '.repeat(end - start) + left.slice(end),
    text,
  );

/** Two ends; one that is a number only takes the month of the other. */
function ends(first: Found, second: Found): Days | null {
  const to = second.kind === 'number' ? nextOf(+second.day.slice(8), first.day) : second.day;
  if (to === null) return null;
  const from = first.kind === 'number' && second.kind === 'day' ? dayBefore(+first.day.slice(8), to) : first.day;
  return from === null ? null : { from, to };
}

function daysSaid(text: string, today: IsoDate, past: boolean): Days | null {
  const all = daysFound(text, today, past);
  const joins = (one: Found | undefined, next: Found | undefined) =>
    one !== undefined && next !== undefined && THROUGH.test(text.slice(one.end, next.start));
  // 国庆那几天,10月1号到7号: the feast only says when about.
  const found = all.filter(
    (one, at) =>
      one.kind !== 'feast' ||
      joins(one, all[at + 1]) ||
      joins(all[at - 1], one) ||
      all.every(({ kind, start, end }) => kind === 'feast' || !/[月/\d]/.test(text.slice(start, end))),
  );
  for (const [place, first] of found.entries()) {
    const second = found[place + 1];
    if (second === undefined) continue;
    const between = text.slice(first.end, second.start);
    // 8号9号两天: days that follow each other.
    const beside = LIST.test(between) && dayNumber(ends(first, second)?.to ?? first.day) - dayNumber(first.day) === 1;
    if (beside) return { from: first.day, to: lastOfList(found.slice(place), text) };
    const asked = found.length === 2 && BETWEEN.test(text) && first.kind === 'day' && second.kind === 'day';
    if (!asked && !joins(first, second)) continue;
    const also = /^ ?(?:[和跟与]|and) ?(?:the |on )*$/.test(between);
    if (
      also &&
      !/\bbetween (?:the )?$/.test(text.slice(0, first.start)) &&
      (EACH.test(text) || (first.day > second.day && first.kind === 'day' && second.kind === 'day'))
    )
      return null;
    const { from: start, to } = ends(first, second) ?? { from: first.day, to: second.day };
    // 1 March to 15 April 2026: the year of the second is the first one's too.
    const from = start <= to ? start : nearestBefore(start, to);
    const shared =
      /20\d\d/.test(text.slice(second.start, second.end)) && !/20\d\d/.test(text.slice(first.start, first.end));
    const begin = shared ? nearestBefore(start, to) : from;
    // 2026年4月1号到6月30号: the year of the first is the second one's too.
    const ended =
      /20\d\d/.test(text.slice(first.start, first.end)) &&
      second.kind === 'day' &&
      !/20\d\d/.test(text.slice(second.start, second.end))
        ? nearestAfter(to, begin)
        : to;
    if (begin < ended) return { from: begin, to: ended };
  }
  const [first] = found;
  if (first === undefined) return null;
  const lead = WITHOUT_MONTH.exec(text.slice(0, first.start));
  const begin =
    lead === null || !/[a-z]/.test(text.slice(first.start, first.end))
      ? null
      : valid(+first.day.slice(0, 4), +first.day.slice(5, 7), ordinal(lead[1] ?? lead[2]));
  if (begin !== null && begin < first.day) return { from: begin, to: first.day };
  const after = text.slice(first.end);
  if (TILL_NOW.test(after) && first.day < today) return { from: first.day, to: today };
  const rest = ALONE.exec(after)?.[1] ?? listedEnd(after, first.day);
  const to = rest === null ? null : valid(+first.day.slice(0, 4), +first.day.slice(5, 7), num(rest));
  return { from: first.day, to: to !== null && to > first.day ? to : first.day };
}

const LIST = /^[,、和 ]{0,2}$/;
/** 8、9、10号: as far as each is the day after the one before. */
function lastOfList([first, ...others]: readonly Found[], text: string): IsoDate {
  let [last, end] = [first?.day ?? '', first?.end ?? 0];
  for (const other of others) {
    const day = other.kind === 'number' ? nextOf(+other.day.slice(8), last as IsoDate) : other.day;
    if (day === null || !LIST.test(text.slice(end, other.start)) || dayNumber(day) - dayNumber(last as IsoDate) !== 1)
      break;
    [last, end] = [day, other.end];
  }
  return last as IsoDate;
}

function listedEnd(after: string, day: IsoDate): string | null {
  const listed =
    LISTED.exec(after)?.[1]
      ?.split(/[、,和跟与]/)
      .slice(1) ?? [];
  const follow = listed.every((one, at) => num(one) === +day.slice(8) + at + 1);
  return follow ? (listed.at(-1) ?? null) : null;
}

/** The day of this number that is the last one before another. */
function dayBefore(number: number, day: IsoDate): IsoDate | null {
  const [year, month] = [+day.slice(0, 4), +day.slice(5, 7)];
  const same = valid(year, month, number);
  if (same !== null && same < day) return same;
  return month === 1 ? valid(year - 1, 12, number) : valid(year, month - 1, number);
}

/** The same month and day, the first time after another. */
function nearestAfter(day: IsoDate, after: IsoDate): IsoDate {
  const same = (year: number) => `${year}${day.slice(4)}` as IsoDate;
  const year = +after.slice(0, 4);
  return same(year) > after ? same(year) : same(year + 1);
}

/** The same month and day, the last time before another. */
function nearestBefore(day: IsoDate, before: IsoDate): IsoDate {
  const same = (year: number) => `${year}${day.slice(4)}` as IsoDate;
  const year = +before.slice(0, 4);
  return same(year) <= before ? same(year) : same(year - 1);
}
