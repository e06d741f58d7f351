/** Days and spans of days as people say them, counted from the conversation's day: 后天, 3号, 11月3日, 10/9到10/11, next Tuesday. */
import type { IsoDate } from '../../../domain/billing.ts';
import { dayNumber, N, num, PATTERNS, valid } from './dates.said.ts';

export interface Days {
  readonly from: IsoDate;
  /** The same day when only one was named. */
  readonly to: IsoDate;
}

interface Found {
  readonly day: IsoDate;
  readonly start: number;
  readonly end: number;
}

function daysFound(text: string, today: IsoDate, past: boolean): Found[] {
  const found: Found[] = [];
  for (let at = 0; at < Math.min(text.length, 400); at += 1) {
    for (const [pattern, read] of PATTERNS) {
      pattern.lastIndex = at;
      const match = pattern.exec(text);
      const day = match === null ? null : read(match, today, past);
      if (match === null || day === null) continue;
      found.push({ day, start: at, end: at + match[0].length });
      at += match[0].length - 1;
      break;
    }
  }
  return found;
}

/** 5-7 December: the first has the month of the second. */
const WITHOUT_MONTH = /\b(\d{1,2})(?:st|nd|rd|th)? ?(?:-|~|to|until|through|and) ?$/;
const THROUGH =
  /^[ 早晚上午下起开始凌晨号那天一直停检修连续接装用]{0,8}(?:到|至|-|~|(?:up )?to|until|through|til|till|and|和|跟|与) ?(?:the |明年|次年)?$/;
const ALONE = new RegExp(
  `^(?:st|nd|rd|th)? ?(?:到|至|-|~|to|through) ?${N}(?:[日号]|st\\b|nd\\b|rd\\b|th\\b|(?=[ ,?!.。]|$))`,
);

/** The day or span a folded text speaks of: the first span, else the first day. `past`: it is about what was. */
export function daysIn(said: string, today: IsoDate, past: boolean): Days | null {
  // 明天…不对,是大后天: what was taken back is not meant.
  const text = /^(.*?(?:不对|不是|说错了?|错了|sorry|i mean|no wait|actually)[,，。. ]*)(?=.{2})/.exec(said)?.[1] ?? '';
  const put = text === '' ? null : daysSaid(said.slice(text.length), today, past);
  return put ?? daysSaid(said, today, past);
}

function daysSaid(text: string, today: IsoDate, past: boolean): Days | null {
  const found = daysFound(text, today, past);
  for (const [place, first] of found.entries()) {
    const second = found[place + 1];
    if (second === undefined) continue;
    const between = text.slice(first.end, second.start);
    // 8号9号两天: days that follow each other.
    const beside = /^[,、和 ]{0,2}$/.test(between) && dayNumber(second.day) - dayNumber(first.day) === 1;
    if (!beside && !THROUGH.test(between)) continue;
    // 1 March to 15 April 2026: the year of the second is the first one's too.
    const from = first.day <= second.day ? first.day : nearestBefore(first.day, second.day);
    const shared =
      /20\d\d/.test(text.slice(second.start, second.end)) && !/20\d\d/.test(text.slice(first.start, first.end));
    const start = shared ? nearestBefore(first.day, second.day) : from;
    if (start < second.day) return { from: start, to: second.day };
  }
  // 10月9号到11号, Dec 1-3: the second day has no month of its own.
  const [first] = found;
  if (first === undefined) return null;
  const lead = WITHOUT_MONTH.exec(text.slice(0, first.start));
  const begin =
    lead === null || !/[a-z]/.test(text.slice(first.start, first.end))
      ? null
      : valid(+first.day.slice(0, 4), +first.day.slice(5, 7), num(lead[1]));
  if (begin !== null && begin < first.day) return { from: begin, to: first.day };
  const rest = ALONE.exec(text.slice(first.end));
  const to = rest === null ? null : valid(+first.day.slice(0, 4), +first.day.slice(5, 7), num(rest[1]));
  return { from: first.day, to: to !== null && to > first.day ? to : first.day };
}

/** The same month and day, the last time before another. */
function nearestBefore(day: IsoDate, before: IsoDate): IsoDate {
  const same = (year: number) => `${year}${day.slice(4)}` as IsoDate;
  const year = +before.slice(0, 4);
  return same(year) <= before ? same(year) : same(year - 1);
}
