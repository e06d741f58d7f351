/** Made-up clocks from a seed, for src/clocks and for the oracle: the same case in the words of each. */
import { dueOf, momentOf, type Running } from '../../src/clocks/due.ts';
import { type ClockId, clockInForce, type DatedClock } from '../../src/clocks/presets.ts';
import { dayOf } from '../../src/domain/calendar.ts';
import type { OwnDays } from '../../src/domain/cases.ts';
import {
  ORACLE_IDS,
  type OracleCalendar,
  type OracleCase,
  type OracleClock,
  type OraclePause,
  type OwnPromise,
  oracleMoment,
  promisedAt,
} from './oracle.ts';

export interface Generated {
  readonly id: string;
  readonly own: readonly OwnPromise[];
  readonly given: OracleCase;
}

type Random = () => number;

/** mulberry32: the same numbers from the same seed on every machine. */
export function randomFrom(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const FIRST = Date.parse('2022-01-01T00:00:00+08:00') / 1_000;
const LAST = Date.parse('2026-12-20T23:59:59+08:00') / 1_000;
const DAY = 86_400;
const UNITS = ['m', 'h', 'd', 'w'] as const;

const whole = (random: Random, from: number, to: number): number => from + Math.floor(random() * (to - from + 1));
const isoDay = (seconds: number): string => new Date(seconds * 1_000).toISOString().slice(0, 10);

/** Often the last second of a local day or one beside it, where days begin and stop to count. */
function edged(random: Random, seconds: number): number {
  if (random() > 0.25) return seconds;
  return Math.floor((seconds + 28_800) / DAY) * DAY - 28_800 + whole(random, -2, 1);
}

function pausesAfter(random: Random, start: number): readonly OraclePause[] {
  const pauses: OraclePause[] = [];
  let at = start + whole(random, -2 * DAY, 3 * DAY);
  if (random() < 0.5) at = start + whole(random, -600, 7_200);
  for (let left = whole(random, 0, 4); left > 0; left -= 1) {
    const longest = [600, 7_200, DAY, 4 * DAY, 21 * DAY][whole(random, 0, 4)] ?? DAY;
    const from = edged(random, at);
    const to = Math.max(from, edged(random, from + whole(random, 60, longest)));
    pauses.push({ from, to: left === 1 && random() < 0.15 ? null : to });
    // The next one begins right away, later, or while this one lasts.
    const way = random();
    at =
      way < 0.15 ? to : way < 0.3 ? whole(random, from, to) : to + whole(random, 60, random() < 0.5 ? 7_200 : 5 * DAY);
  }
  return pauses;
}

function ownPromise(random: Random, start: number): OwnPromise {
  const unit = UNITS[whole(random, 0, 3)] ?? 'w';
  const limit = whole(random, 1, unit === 'm' ? 300 : unit === 'h' ? 72 : 15);
  // Around the day the case begins, so that a change often falls between then and the due time.
  const from = random() < 0.1 ? '2023-12-08' : isoDay(start + whole(random, -20, 10) * DAY);
  return { from, clock: { limit, unit, pausable: random() < 0.6 } };
}

export function generate(random: Random, index: number): Generated {
  const id = ORACLE_IDS[index % ORACLE_IDS.length] ?? '';
  const calendar: OracleCalendar = random() < 0.5 ? 'mainland' : 'taiwan';
  const start = edged(random, whole(random, FIRST, LAST));
  const own = random() < 0.3 ? Array.from({ length: whole(random, 1, 2) }, () => ownPromise(random, start)) : [];
  const days = () =>
    random() < 0.2 ? Array.from({ length: 4 }, () => isoDay(start + whole(random, 0, 20) * DAY)) : [];
  const clock = promisedAt(id, start, own);
  const given = { clock, start, calendar, pauses: pausesAfter(random, start), off: days(), working: days() };
  return { id, own, given };
}

const FULL_UNIT = { m: 'minute', h: 'hour', d: 'day', w: 'working-day' } as const;

const ours = ({ limit, unit, pausable }: OracleClock) => ({ limit, unit: FULL_UNIT[unit], pausable });

/** The case as a service hands it to src/clocks: the clock by the day the case was opened. */
export function runningOf({ id, own, given }: Generated): Running {
  const start = new Date(given.start * 1_000);
  const theirs = own.map(
    ({ from, clock }): DatedClock => ({
      ...ours(clock),
      id: id as ClockId,
      effectiveFrom: from,
      confirmed: true,
      source: 'generated',
    }),
  );
  return {
    start,
    clock: clockInForce(id as ClockId, dayOf(start), theirs),
    calendar: given.calendar,
    pauses: given.pauses.map(({ from, to }) => ({
      from: new Date(from * 1_000),
      to: to === null ? null : new Date(to * 1_000),
    })),
    own: { off: given.off, working: given.working } satisfies OwnDays,
  };
}

/** Everything the oracle says otherwise, in words, for the cases of a seed; `change` lets a test make src/clocks wrong. */
export function differences(seed: number, n: number, change: (running: Running) => Running = (same) => same) {
  const random = randomFrom(seed);
  const found: string[] = [];
  const seen = { due: 0, standing: 0 };
  for (let index = 0; index < n; index += 1) {
    const generated = generate(random, index);
    const running = change(runningOf(generated));
    const answers = [
      ['due', dueOf(running), oracleMoment(generated.given, 1, 1)],
      ['half', momentOf(running, 0.5), oracleMoment(generated.given, 1, 2)],
      ['80 %', momentOf(running, 0.8), oracleMoment(generated.given, 4, 5)],
    ] as const;
    seen[answers[0][2] === null ? 'standing' : 'due'] += 1;
    for (const [what, got, expected] of answers) {
      if ((got?.getTime() ?? null) === (expected === null ? null : expected * 1_000)) continue;
      const wanted = expected === null ? 'null' : new Date(expected * 1_000).toISOString();
      found.push(
        `seed ${seed}, case ${index} of ${n}, ${what}: ${got?.toISOString() ?? 'null'} instead of ${wanted}: ${JSON.stringify(generated)}`,
      );
    }
  }
  return { found, seen };
}
