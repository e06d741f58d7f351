/** Months and spans of months as people say them, counted from the conversation's day. */
import type { IsoDate } from '../../../domain/billing.ts';
import type { Locale } from '../../../domain/names.ts';
import { meantBehindSlip } from '../slips.ts';
import { type Months, withYears } from './calendar.ts';
import { chainIn } from './month.chain.ts';
import { ASKED, SAID } from './month.said.ts';

export type { Months } from './calendar.ts';

/** The months a folded text speaks of; null when it speaks of none. `asked`: a bare 9 is one too. */
export const monthsIn = (text: string, today: IsoDate, locale: Locale, asked: boolean): Months | null =>
  meantBehindSlip(text, (said) => monthsSaid(said, today, locale, asked));

function monthsSaid(text: string, today: IsoDate, locale: Locale, asked: boolean): Months | null {
  const calendar = { year: Number(today.slice(0, 4)), month: Number(today.slice(5, 7)), locale };
  const dated = withYears(text);
  const chain = chainIn(dated, calendar);
  if (chain !== null) return chain;
  for (const [said, read] of asked ? [...SAID, ...ASKED] : SAID) {
    const match = said.exec(dated);
    const months = match === null ? null : read(match, calendar);
    if (months !== null) return months;
  }
  return null;
}

/** As one slot value: `2026-09`, or `2026-06..2026-08`. */
export const monthValue = (months: Months): string =>
  'month' in months ? months.month : `${months.monthFrom}..${months.monthTo}`;
