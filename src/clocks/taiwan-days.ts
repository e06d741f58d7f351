/** Taiwan's working calendar 2022–2026 as dated data: holidays on weekdays, and Saturdays worked instead. */
import type { IsoDate } from '../domain/billing.ts';

export interface TaiwanYear {
  /** `YYYY` */
  readonly year: string;
  /** Holidays from Monday to Friday, `MM-DD`. */
  readonly off: readonly string[];
  /** Saturdays worked instead of a bridge day, `MM-DD`. */
  readonly working: readonly string[];
  /** false: the utility compares it with the office calendar it works by. */
  readonly confirmed: boolean;
  readonly source: string;
}

/** Binds offices; state enterprises follow it as a rule. No 1 May before 2026, and no days off for typhoons. */
const OFFICE = '政府行政機關辦公日曆表';

export const TAIWAN_DAYS: readonly TaiwanYear[] = [
  {
    year: '2022',
    off: '01-31 02-01 02-02 02-03 02-04 02-28 04-04 04-05 06-03 09-09 10-10'.split(' '),
    working: ['01-22'],
    confirmed: false,
    source: `${OFFICE}, 院授人培字第1103001945號 of 2021-05-28`,
  },
  {
    year: '2023',
    off: [
      ...'01-02 01-20 01-23 01-24 01-25 01-26 01-27 02-27 02-28 04-03 04-04 04-05'.split(' '),
      ...'06-22 06-23 09-29 10-09 10-10'.split(' '),
    ],
    working: ['01-07', '02-04', '02-18', '03-25', '06-17', '09-23'],
    confirmed: false,
    source: `${OFFICE} as reported 2022-06-07`,
  },
  {
    year: '2024',
    off: '01-01 02-08 02-09 02-12 02-13 02-14 02-28 04-04 04-05 06-10 09-17 10-10'.split(' '),
    working: ['02-17'],
    confirmed: false,
    source: `${OFFICE}, 院授人培字第11230268412號 of 2023-05-25`,
  },
  {
    year: '2025',
    off: [
      ...'01-01 01-27 01-28 01-29 01-30 01-31 02-28 04-03 04-04 05-30'.split(' '),
      ...'09-29 10-06 10-10 10-24 12-25'.split(' '),
    ],
    working: ['02-08'],
    confirmed: false,
    source: `${OFFICE}, changed 2025-06-13: 紀念日及節日實施條例 adds 09-28, 10-25 and 12-25`,
  },
  {
    year: '2026',
    off: [
      ...'01-01 02-16 02-17 02-18 02-19 02-20 02-27 04-03 04-06 05-01 06-19'.split(' '),
      ...'09-25 09-28 10-09 10-26 12-25'.split(' '),
    ],
    working: [],
    confirmed: false,
    source: `${OFFICE}, 院授人培字第11430248312號 of 2025-06-13`,
  },
];

const years = new Map(
  TAIWAN_DAYS.map(({ year, off, working }) => [year, { off: new Set(off), working: new Set(working) }]),
);

/** What the calendar says of a day beside its weekday; null when it says nothing. */
export function taiwanDay(day: IsoDate): 'off' | 'working' | null {
  const year = years.get(day.slice(0, 4));
  if (year?.working.has(day.slice(5))) return 'working';
  return year?.off.has(day.slice(5)) ? 'off' : null;
}

export const taiwanYearKnown = (day: IsoDate): boolean => years.has(day.slice(0, 4));
