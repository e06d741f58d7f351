/** The day a question is about, when it names one: 2020年的时候, 去年6月, 民國113年, in 2020; today otherwise. */
import type { IsoDate } from '../domain/billing.ts';
import { addDays } from '../domain/calendar.ts';
import { hasHan } from '../text/script.ts';

export interface AskedDay {
  /** null: none was named. */
  readonly day: IsoDate | null;
  /** The question without it. */
  readonly rest: string;
}

const MONTHS = 'january|february|march|april|may|june|july|august|september|october|november|december'.split('|');
const two = (n: number) => String(n).padStart(2, '0');
const lastOf = (year: number, month: number): IsoDate =>
  addDays(month === 12 ? `${year + 1}-01-01` : `${year}-${two(month + 1)}-01`, -1);

const RELATIVE: Readonly<Record<string, number>> = {
  前年: -2,
  去年: -1,
  明年: 1,
  后年: 2,
  後年: 2,
  'last year': -1,
  'next year': 1,
};

const YEAR =
  /(?:(?:公元|西元)?((?:19[5-9]|20\d)\d)(?=\s?年|[-/.]\d)|民[国國]\s?(\d{2,3})(?=\s?年)|(前年|去年|明年|后年|後年))(?:\s?年)?/;
const MONTH = /^(?:的)?[-/.]?\s?(1[0-2]|0?[1-9])(?:\s?月(?:份)?|(?=[-/.]\d))/;
const DAY = /^[-/.]?\s?(3[01]|[12]\d|0?[1-9])\s?[日号號]?/;
const BEFORE = /^(?:的时候|的時候|时候|時候|那时候?|那時候?|底|初)?\s?(以前|之前|前(?!后))/;
const AROUND =
  /^(?:的时候|的時候|那会儿?|那时候?|那時候?|年底|年初|当时|當時|期间|期間|左右|以后|之后|以後|之後|起|开始|開始|的|时|時)+/;
const ENGLISH = new RegExp(
  `\\b(?:(before|in|since|during|as of|from|after|on|until|back in)\\s+)?(?:(the end of|early|late|mid)[- ]?\\s*)?(?:(${MONTHS.join('|')})\\s+)?((?:19[5-9]|20\\d)\\d)\\b(?!\\s*(?:kwh|kw|watts?|units?|yuan|rmb|cny|twd|dollars?))|\\b(last year|next year)\\b`,
  'i',
);

/** A year that is over is meant as its end, the present one as today, one to come as its beginning; the same for months. */
function meant(year: number, month: number | null, today: IsoDate): IsoDate {
  const from = month === null ? `${year}-01-01` : `${year}-${two(month)}-01`;
  const to = month === null ? `${year}-12-31` : lastOf(year, month);
  if (today < from) return from;
  return to < today ? to : today;
}

const startOf = (year: number, month: number | null): IsoDate => `${year}-${two(month ?? 1)}-01`;

export function askedDay(question: string, today: IsoDate): AskedDay {
  const thisYear = Number(today.slice(0, 4));
  const found = YEAR.exec(question);
  if (found) {
    const [whole, western, roc, relative] = found;
    const year = western ? Number(western) : roc ? Number(roc) + 1911 : thisYear + (RELATIVE[relative ?? ''] ?? 0);
    let after = question.slice(found.index + whole.length);
    const month = MONTH.exec(after);
    after = after.slice(month?.[0].length ?? 0);
    const date = month ? DAY.exec(after) : null;
    after = after.slice(date?.[0].length ?? 0);
    const before = BEFORE.exec(after);
    after = after.slice(before?.[0].length ?? 0).replace(AROUND, '');
    const rest = `${question.slice(0, found.index)} ${after}`.trim();
    const monthNumber = month ? Number(month[1]) : null;
    const exact = date && monthNumber ? `${year}-${two(monthNumber)}-${two(Number(date[1]))}` : null;
    if (before) return { day: addDays(exact ?? startOf(year, monthNumber), -1), rest };
    return { day: exact ?? meant(year, monthNumber, today), rest };
  }
  // 2000度 is no year, and 1911 is a telephone number.
  const english = hasHan(question) ? null : ENGLISH.exec(question);
  if (english) {
    const [whole, how = '', , monthName, written, relative] = english;
    const year = written ? Number(written) : thisYear + (RELATIVE[(relative ?? '').toLowerCase()] ?? 0);
    const month = monthName ? MONTHS.indexOf(monthName.toLowerCase()) + 1 : null;
    const rest = question.replace(whole, ' ').replace(/\s+/g, ' ').trim();
    return { day: /^before$/i.test(how) ? addDays(startOf(year, month), -1) : meant(year, month, today), rest };
  }
  return { day: null, rest: question };
}
