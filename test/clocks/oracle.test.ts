/** A hundred thousand made-up clocks against the oracle, and proof that the comparison would notice. */
import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import type { Running } from '../../src/clocks/due.ts';
import { CLOCKS } from '../../src/clocks/presets.ts';
import { isWorkingDay } from '../../src/clocks/working-days.ts';
import { addDays } from '../../src/domain/calendar.ts';
import { differences } from './generated.ts';
import { makeUpDays, ORACLE_IDS, oracleWorks } from './oracle.ts';

const SEED = 20_231_208;
const N = 100_000;
const FEW = 4_000;

test(`${N} clocks from seed ${SEED} fall due and warn exactly when the oracle says`, { timeout: 120_000 }, () => {
  const { found, seen } = differences(SEED, N);
  expect(found.slice(0, 5), `${found.length} differences, N ${N}, seed ${SEED}`).toEqual([]);
  expect(seen.due + seen.standing).toBe(N);
  expect(seen.standing).toBeGreaterThan(N / 100);
});

test('the oracle knows every clock there is and no other', () => {
  expect([...ORACLE_IDS].sort()).toEqual([...new Set(CLOCKS.map(({ id }) => id))].sort());
});

test.each(['mainland', 'taiwan'] as const)(
  '%s: every day from 2022 to 2026 is worked or off as in the oracle',
  (calendar) => {
    const wrong: string[] = [];
    let days = 0;
    for (let day = '2022-01-01'; day <= '2026-12-31'; day = addDays(day, 1)) {
      days += 1;
      if (isWorkingDay(day, calendar) !== oracleWorks(day, calendar)) wrong.push(day);
    }
    expect(wrong).toEqual([]);
    expect(days).toBe(1_826);
  },
);

/** The days worked from 2022 to 2026, by a Node that was started in that time zone. */
function workedIn(zone: string): readonly string[] {
  const url = (path: string) => JSON.stringify(new URL(`../../src/${path}`, import.meta.url).href);
  const script = `
    import { isWorkingDay } from ${url('clocks/working-days.ts')};
    import { addDays } from ${url('domain/calendar.ts')};
    if (new Date(0).getTimezoneOffset() === 0) throw new Error('the time zone was not taken');
    for (let day = '2022-01-01'; day <= '2026-12-31'; day = addDays(day, 1))
      if (isWorkingDay(day, 'mainland')) console.log(day);`;
  const printed = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
    env: { ...process.env, TZ: zone },
    encoding: 'utf8',
  });
  return printed.trim().split('\n');
}

test.each(['America/Los_Angeles', 'America/New_York', 'Asia/Shanghai', 'Pacific/Kiritimati'])(
  'a machine in %s works on the same days',
  (zone) => {
    const expected: string[] = [];
    for (let day = '2022-01-01'; day <= '2026-12-31'; day = addDays(day, 1)) {
      if (oracleWorks(day, 'mainland')) expected.push(day);
    }
    expect(workedIn(zone)).toEqual(expected);
  },
);

describe('the comparison notices', () => {
  const mistakes: readonly (readonly [string, (running: Running) => Running])[] = [
    [
      'make-up days that are ignored',
      (running) => ({
        ...running,
        own: {
          working: running.own?.working ?? [],
          off: [...(running.own?.off ?? []), ...makeUpDays(running.calendar)],
        },
      }),
    ],
    ["the utility's own days that are ignored", ({ own, ...running }) => (own ? running : { ...running, own: NONE })],
    ['pauses that are ignored', (running) => ({ ...running, pauses: [] })],
    ['pauses of clocks that never pause', (running) => ({ ...running, clock: { ...running.clock, pausable: true } })],
    ["the other side's calendar", (running) => ({ ...running, calendar: other(running) })],
    [
      'a promise one unit longer',
      (running) => ({ ...running, clock: { ...running.clock, limit: running.clock.limit + 1 } }),
    ],
    ['a start one second later', (running) => ({ ...running, start: new Date(running.start.getTime() + 1_000) })],
  ];

  test.each(mistakes)('%s', (_, mistake) => {
    expect(differences(SEED, FEW, mistake).found.length).toBeGreaterThan(0);
  });

  test('and finds nothing in the same cases without a mistake', () => {
    expect(differences(SEED, FEW).found).toEqual([]);
  });
});

const NONE = { off: [], working: [] };
const other = ({ calendar }: Running) => (calendar === 'mainland' ? 'taiwan' : 'mainland');
