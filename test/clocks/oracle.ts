/**
 * A second calculator for due times and warnings. It shares nothing with src/clocks: its own tables of holidays and promises
 * written in another form, seconds and day numbers instead of dates, searching and walking instead of adding up.
 */

export type OracleCalendar = 'mainland' | 'taiwan';
export type OracleUnit = 'm' | 'h' | 'd' | 'w';

export interface OracleClock {
  readonly limit: number;
  readonly unit: OracleUnit;
  readonly pausable: boolean;
}

/** Seconds since 1970 UTC; `to` null while it lasts. */
export interface OraclePause {
  readonly from: number;
  readonly to: number | null;
}

export interface OracleCase {
  readonly clock: OracleClock;
  /** Seconds since 1970 UTC. */
  readonly start: number;
  readonly calendar: OracleCalendar;
  readonly pauses: readonly OraclePause[];
  /** `YYYY-MM-DD` */
  readonly off: readonly string[];
  readonly working: readonly string[];
}

/**
 * The State Council's notices on holidays: `off` are whole holidays with the weekends in them, first to last day,
 * `work` the weekend days worked instead. A holiday that begins in December stands in that December's year.
 */
const MAINLAND: Readonly<Record<string, { readonly off: string; readonly work: string }>> = {
  2022: {
    off: '1.1-1.3 1.31-2.6 4.3-4.5 4.30-5.4 6.3-6.5 9.10-9.12 10.1-10.7 12.31-12.31',
    work: '1.29 1.30 4.2 4.24 5.7 10.8 10.9',
  },
  2023: {
    off: '1.1-1.2 1.21-1.27 4.5-4.5 4.29-5.3 6.22-6.24 9.29-10.6 12.30-12.31',
    work: '1.28 1.29 4.23 5.6 6.25 10.7 10.8',
  },
  2024: {
    off: '1.1-1.1 2.10-2.17 4.4-4.6 5.1-5.5 6.8-6.10 9.15-9.17 10.1-10.7',
    work: '2.4 2.18 4.7 4.28 5.11 9.14 9.29 10.12',
  },
  2025: {
    off: '1.1-1.1 1.28-2.4 4.4-4.6 5.1-5.5 5.31-6.2 10.1-10.8',
    work: '1.26 2.8 4.27 9.28 10.11',
  },
  2026: {
    off: '1.1-1.3 2.15-2.23 4.4-4.6 5.1-5.5 6.19-6.21 9.25-9.27 10.1-10.7',
    work: '1.4 2.14 2.28 5.9 9.20 10.10',
  },
  // Not published yet: what the act on festivals gives every year.
  2027: { off: '1.1-1.1 5.1-5.2 10.1-10.3', work: '' },
};

/** Taiwan's office calendars, in the same form: long weekends from first to last day. */
const TAIWAN: Readonly<Record<string, { readonly off: string; readonly work: string }>> = {
  2022: { off: '1.29-2.6 2.26-2.28 4.2-4.5 6.3-6.5 9.9-9.11 10.8-10.10 12.31-12.31', work: '1.22' },
  2023: {
    off: '1.1-1.2 1.20-1.29 2.25-2.28 4.1-4.5 6.22-6.25 9.29-10.1 10.7-10.10 12.30-12.31',
    work: '1.7 2.4 2.18 3.25 6.17 9.23',
  },
  2024: { off: '1.1-1.1 2.8-2.14 2.28-2.28 4.4-4.7 6.8-6.10 9.17-9.17 10.10-10.10', work: '2.17' },
  2025: {
    off: '1.1-1.1 1.25-2.2 2.28-3.2 4.3-4.6 5.30-6.1 9.27-9.29 10.4-10.6 10.10-10.12 10.24-10.26 12.25-12.25',
    work: '2.8',
  },
  2026: {
    off: '1.1-1.1 2.14-2.22 2.27-3.1 4.3-4.6 5.1-5.3 6.19-6.21 9.25-9.28 10.9-10.11 10.24-10.26 12.25-12.27',
    work: '',
  },
  2027: { off: '1.1-1.1 2.28-2.28 5.1-5.1 10.10-10.10', work: '' },
};

interface Table {
  readonly off: ReadonlySet<number>;
  readonly work: ReadonlySet<number>;
}

/** Days since 1970-01-01. */
const dayNumber = (year: number, month: number, day: number): number => Date.UTC(year, month - 1, day) / 86_400_000;

const isoNumber = (iso: string): number => Date.parse(iso) / 86_400_000;

function table(years: Readonly<Record<string, { readonly off: string; readonly work: string }>>): Table {
  const off = new Set<number>();
  const work = new Set<number>();
  for (const [year, lists] of Object.entries(years)) {
    const number = (text = '') => {
      const [month = 0, day = 0] = text.split('.').map(Number);
      return dayNumber(Number(year), month, day);
    };
    for (const range of lists.off.split(' ')) {
      const [first, last] = range.split('-');
      for (let day = number(first); day <= number(last); day += 1) off.add(day);
    }
    for (const text of lists.work.split(' ').filter(Boolean)) work.add(number(text));
  }
  return { off, work };
}

const TABLES: Readonly<Record<OracleCalendar, Table>> = { mainland: table(MAINLAND), taiwan: table(TAIWAN) };

/** Weekend days worked instead of another day, `YYYY-MM-DD`. */
export const makeUpDays = (calendar: OracleCalendar): readonly string[] =>
  [...TABLES[calendar].work].map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10));

function isWorked(day: number, calendar: OracleCalendar, off: ReadonlySet<number>, working: ReadonlySet<number>) {
  if (working.has(day)) return true;
  if (off.has(day)) return false;
  const { off: holidays, work } = TABLES[calendar];
  // 1970-01-01 was a Thursday.
  const weekend = (day + 3) % 7 >= 5;
  return work.has(day) || !(weekend || holidays.has(day));
}

/** For comparing calendars day by day. */
export const oracleWorks = (iso: string, calendar: OracleCalendar): boolean =>
  isWorked(isoNumber(iso), calendar, new Set(), new Set());

/** id: limit, unit and whether it can pause (`*`) of each edition, with the day it begins. */
const PROMISES: Readonly<Record<string, string>> = {
  'fault.arrive.city': '45m 2023-12-08',
  'fault.arrive.rural': '90m 2023-12-08',
  'fault.arrive.remote': '120m 2023-12-08',
  'fault.restore.city': '180m* 2023-12-08',
  'fault.restore.rural': '240m* 2023-12-08',
  'outage.planned.notice': '7d 2019-03-02',
  'outage.temporary.notice': '24h 2019-03-02',
  'complaint.contact': '1w 2022-04-01, 24h 2023-12-08',
  'complaint.answer': '7w* 2022-04-01, 5w* 2023-12-08',
  'report.answer': '10w* 2021-09-25',
  'consult.answer': '5w* 2023-09-01',
  'billing.dispute': '5w 2018-05-24',
  'cutoff.dispute': '3w 2018-05-24',
  'meter.test': '5w* 2023-12-08',
  'meter.data_anomaly': '7w 2022-04-01, 5w 2023-12-08',
  'reconnect.after_payment': '24h 2022-04-01',
  'appliance.onsite': '24h 1996-08-21',
  'connect.resident': '5w* 2023-12-08',
  'connect.small-business': '6w* 2023-12-08',
  'name.change': '1w* 2023-12-08',
  transfer: '3w* 2023-12-08',
  'suggestion.answer': '10w* 2023-12-08',
  'opinion.answer': '10w* 2023-12-08',
  'request.answer': '5w* 2023-09-01',
  'closing.answer': '5w* 2023-12-08',
  'phone.change': '1w* 2023-12-08',
  'handoff.contact': '24h 2023-12-08',
  'recovery.contact': '1w 2023-12-08',
  'danger.contact': '10m 2023-12-08',
  'papers.wait': '20d 2023-12-08',
  'old-holder.wait': '5d 2023-12-08',
  'signing.wait': '10d 2023-12-08',
  'settlement.reading': '2w* 2023-12-08',
  'restored.confirm': '24h 2023-12-08',
  'word.outage': '30m 2023-12-08',
  'word.case': '1w 2023-12-08',
  'word.chase-fault': '15m 2023-12-08',
};

export const ORACLE_IDS: readonly string[] = Object.keys(PROMISES);

const read = (text = ''): OracleClock => ({
  limit: Number.parseInt(text, 10),
  unit: (/[mhdw]/.exec(text)?.[0] ?? '') as OracleUnit,
  pausable: text.endsWith('*'),
});

export interface OwnPromise {
  readonly from: string;
  readonly clock: OracleClock;
}

/** What is promised to somebody who comes at `start`, given what the utility itself promises since when. */
export function promisedAt(id: string, start: number, own: readonly OwnPromise[]): OracleClock {
  const today = Math.floor((start + 28_800) / 86_400);
  const lines = (PROMISES[id] ?? '').split(', ').map((text) => {
    const [clock, day = ''] = text.split(' ');
    return { day: isoNumber(day), clock: read(clock) };
  });
  for (const { from, clock } of own) lines.push({ day: isoNumber(from), clock });
  // Sorting keeps theirs behind ours of the same day, and the last one begun is promised.
  lines.sort((a, b) => a.day - b.day);
  const first = lines[0]?.day ?? 0;
  const begun = lines.filter(({ day }) => day <= Math.max(first, today));
  return begun.at(-1)?.clock ?? read('');
}

/** Seconds since 1970 when `numerator`/`denominator` of the time is used up; null when the clock stands still before. */
export function oracleMoment(given: OracleCase, numerator: number, denominator: number): number | null {
  const { clock, start } = given;
  const pauses = clock.pausable ? given.pauses : [];
  if (clock.unit === 'm' || clock.unit === 'h') {
    const needed = (clock.limit * (clock.unit === 'm' ? 60 : 3_600) * numerator) / denominator;
    return search(start, needed, pauses);
  }
  const off = new Set(given.off.map(isoNumber));
  const working = new Set(given.working.map(isoNumber));
  // In parts of a day, so that four fifths of three days stay whole numbers.
  let parts = clock.limit * numerator;
  for (let day = Math.floor((start + 28_800) / 86_400) + 1; ; day += 1) {
    const lastSecond = (day + 1) * 86_400 - 28_800 - 1;
    if (pauses.some(({ from, to }) => to === null && from <= lastSecond)) return null;
    if (pauses.some(({ from, to }) => to !== null && from <= lastSecond && lastSecond < to)) continue;
    if (clock.unit === 'w' && !isWorked(day, given.calendar, off, working)) continue;
    if (parts === denominator) return lastSecond;
    if (parts < denominator) return day * 86_400 - 28_800 + (parts * 86_400) / denominator;
    parts -= denominator;
  }
}

/** The first second by which the clock has run for `needed` seconds. */
function search(start: number, needed: number, pauses: readonly OraclePause[]): number | null {
  const forever = 4_000_000_000;
  let tooEarly = start;
  let enough = forever;
  if (ran(start, forever, pauses) < needed) return null;
  while (enough - tooEarly > 1) {
    const middle = Math.floor((tooEarly + enough) / 2);
    if (ran(start, middle, pauses) >= needed) enough = middle;
    else tooEarly = middle;
  }
  return enough;
}

/** Seconds from `start` to `end` that no pause covers: piece by piece between all edges. */
function ran(start: number, end: number, pauses: readonly OraclePause[]): number {
  const edges = [start, end];
  for (const { from, to } of pauses) edges.push(from, to ?? end);
  const inside = edges.filter((edge) => edge >= start && edge <= end).sort((a, b) => a - b);
  let seconds = 0;
  for (let i = 1; i < inside.length; i += 1) {
    const [a = 0, b = 0] = [inside[i - 1], inside[i]];
    const covered = pauses.some(({ from, to }) => from <= a && b <= (to ?? end) && a < b);
    if (!covered) seconds += b - a;
  }
  return seconds;
}
