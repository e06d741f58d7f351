/** A resident chases a case: when it is passed on and how high, when not, and when the next chase is possible. */
import { describe, expect, test } from 'vitest';
import { CHASE_RULES, type ChaseClass, type ChaseInput, type ChaseRule, judgeChase } from '../../src/clocks/chasing.ts';
import { randomFrom } from './generated.ts';

const at = (text: string): Date => new Date(`${text.replace(' ', 'T')}:00+08:00`);

/** Opened on Friday 2026-11-20; the clock starts with it. */
function asked(chaseClass: ChaseClass, due: string | null, now: string, chases: readonly string[] = []): ChaseInput {
  const openedAt = at('2026-11-20 10:00');
  return {
    class: chaseClass,
    openedAt,
    start: openedAt,
    due: due === null ? null : at(due),
    paused: false,
    chases: chases.map(at),
    now: at(now),
  };
}

const passed = (level: 1 | 2 | 3) => ({ allowed: true, level });
const refused = (why: string, nextAt: string | null) => ({ allowed: false, why, nextAt: nextAt && at(nextAt) });

describe('a fault', () => {
  const due = '2026-11-20 10:45';

  test('may be chased after 15 minutes, again after 15 more, and as often as that', () => {
    expect(judgeChase(asked('fault', due, '2026-11-20 10:14'))).toEqual(refused('too-early', '2026-11-20 10:15'));
    expect(judgeChase(asked('fault', due, '2026-11-20 10:15'))).toEqual(passed(1));
    expect(judgeChase(asked('fault', due, '2026-11-20 10:29', ['2026-11-20 10:15']))).toEqual(
      refused('too-soon', '2026-11-20 10:30'),
    );
    const five = ['2026-11-20 10:15', '2026-11-20 10:30', '2026-11-20 11:00', '2026-11-20 11:15', '2026-11-20 11:30'];
    expect(judgeChase(asked('fault', due, '2026-11-20 11:45', five))).toEqual(passed(3));
  });

  test('goes to the supervisor from 80 % of the clock and to the manager after it', () => {
    expect(judgeChase(asked('fault', due, '2026-11-20 10:35'))).toEqual(passed(1));
    expect(judgeChase(asked('fault', due, '2026-11-20 10:36'))).toEqual(passed(2));
    expect(judgeChase(asked('fault', due, '2026-11-20 10:45'))).toEqual(passed(2));
    expect(judgeChase(asked('fault', due, '2026-11-20 10:46'))).toEqual(passed(3));
    expect(judgeChase(asked('fault', due, '2026-11-23 10:46'))).toEqual(passed(3));
  });

  test('whose clock is over within 15 minutes may be chased at once', () => {
    expect(judgeChase(asked('fault', '2026-11-20 10:10', '2026-11-20 10:05'))).toEqual(
      refused('too-early', '2026-11-20 10:10'),
    );
    expect(judgeChase(asked('fault', '2026-11-20 10:10', '2026-11-20 10:11'))).toEqual(passed(3));
  });
});

describe('a complaint', () => {
  const due = '2026-11-27 23:59';

  test('may be chased once a day from the second day on, with 24 hours in between', () => {
    expect(judgeChase(asked('complaint', due, '2026-11-20 18:00'))).toEqual(refused('too-early', '2026-11-21 10:00'));
    expect(judgeChase(asked('complaint', due, '2026-11-21 10:00'))).toEqual(passed(1));
    const first = ['2026-11-21 22:00'];
    expect(judgeChase(asked('complaint', due, '2026-11-21 22:30', first))).toEqual(
      refused('enough-today', '2026-11-22 22:00'),
    );
    expect(judgeChase(asked('complaint', due, '2026-11-22 08:00', first))).toEqual(
      refused('too-soon', '2026-11-22 22:00'),
    );
    expect(judgeChase(asked('complaint', due, '2026-11-22 22:00', first))).toEqual(passed(1));
  });

  test('never hears "enough" after the promise was broken', () => {
    const daily = ['2026-11-24 10:00', '2026-11-25 10:00', '2026-11-26 10:00', '2026-11-27 10:00', '2026-11-28 10:00'];
    expect(judgeChase(asked('complaint', due, '2026-11-29 10:00', daily))).toEqual(passed(3));
  });
});

describe.each(['application', 'request'] as const)('an %s', (chaseClass) => {
  const due = '2026-11-24 10:00';
  const three = ['2026-11-22 10:00', '2026-11-23 10:00', '2026-11-24 10:00'];

  test('may be chased from half of its clock', () => {
    expect(judgeChase(asked(chaseClass, due, '2026-11-22 09:59'))).toEqual(refused('too-early', '2026-11-22 10:00'));
    expect(judgeChase(asked(chaseClass, due, '2026-11-22 10:00'))).toEqual(passed(1));
  });

  test('takes the warnings of its own clock for half and 80 %, where weekends and pauses are counted', () => {
    const moments = { half: at('2026-11-23 12:00'), late: at('2026-11-23 19:12') };
    const monday = (time: string) => judgeChase({ ...asked(chaseClass, due, `2026-11-23 ${time}`), moments });
    expect(monday('11:00')).toEqual(refused('too-early', '2026-11-23 12:00'));
    expect(monday('12:00')).toEqual(passed(1));
    expect(monday('19:12')).toEqual(passed(2));
  });

  test('three chases are enough, until the promise is broken: then one a day, to the manager', () => {
    const long = '2026-11-26 10:00';
    const used = ['2026-11-23 10:00', '2026-11-24 10:00', '2026-11-25 10:00'];
    expect(judgeChase(asked(chaseClass, long, '2026-11-26 09:59', used))).toEqual(
      refused('enough', '2026-11-26 10:00'),
    );
    expect(judgeChase(asked(chaseClass, long, '2026-11-26 10:01', used))).toEqual(passed(3));
    const fourth = [...used, '2026-11-26 10:01'];
    expect(judgeChase(asked(chaseClass, long, '2026-11-26 18:00', fourth))).toEqual(
      refused('too-soon', '2026-11-27 10:01'),
    );
    expect(judgeChase(asked(chaseClass, long, '2026-11-27 10:01', fourth))).toEqual(passed(3));
  });

  test('that waits for the resident is not chased: a paper is missing, and no time can be named', () => {
    const waiting = { ...asked(chaseClass, due, '2026-11-30 10:00', three), paused: true };
    expect(judgeChase(waiting)).toEqual(refused('waiting-for-resident', null));
  });

  test('without a running clock keeps the gap and the maximum, and names no time it cannot know', () => {
    expect(judgeChase(asked(chaseClass, null, '2026-11-20 10:00'))).toEqual(passed(1));
    expect(judgeChase(asked(chaseClass, null, '2026-11-22 20:00', ['2026-11-22 10:00']))).toEqual(
      refused('too-soon', '2026-11-23 10:00'),
    );
    expect(judgeChase(asked(chaseClass, null, '2026-11-30 10:00', three))).toEqual(refused('enough', null));
  });
});

test("a utility's own rule counts for cases opened from its day on, and ours are marked as a proposal", () => {
  const own: readonly ChaseRule[] = [
    {
      class: 'fault',
      effectiveFrom: '2026-11-20',
      confirmed: true,
      source: 'the utility',
      earliest: 5,
      gap: 3,
      perDay: 2,
      max: null,
      supervisorEvery: 3,
    },
  ];
  const twice = ['2026-11-20 10:05', '2026-11-20 10:08'];
  const input = asked('fault', null, '2026-11-20 10:20', twice);
  expect(judgeChase({ ...input, own })).toEqual(refused('enough-today', '2026-11-21 00:00'));
  expect(judgeChase({ ...input, own, openedAt: at('2026-11-19 10:00'), now: at('2026-11-20 10:23') })).toEqual(
    passed(1),
  );
  expect(CHASE_RULES.every(({ confirmed }) => !confirmed)).toBe(true);
});

test('whenever a chase is refused with a time, it is allowed then and not a minute before', () => {
  const random = randomFrom(6_003);
  const minutesAfter = (start: Date, most: number) => new Date(start.getTime() + Math.floor(random() * most) * 60_000);
  const kinds: readonly ChaseClass[] = ['fault', 'complaint', 'application', 'request'];
  let refusals = 0;
  for (let n = 0; n < 5_000; n += 1) {
    const openedAt = minutesAfter(at('2026-11-20 00:00'), 1_440);
    const start = random() < 0.7 ? openedAt : minutesAfter(openedAt, 600);
    const due = random() < 0.9 ? minutesAfter(start, 8_000) : null;
    const now = minutesAfter(openedAt, 10_000);
    const chases = Array.from({ length: Math.floor(random() * 5) }, () => minutesAfter(openedAt, 10_000));
    const input: ChaseInput = {
      class: kinds[n % 4] ?? 'fault',
      openedAt,
      start,
      due,
      paused: false,
      chases: chases.filter((chase) => chase <= now),
      now,
    };
    const verdict = judgeChase(input);
    if (verdict.allowed || verdict.nextAt === null) continue;
    refusals += 1;
    expect(verdict.nextAt > now).toBe(true);
    expect(judgeChase({ ...input, now: verdict.nextAt }).allowed).toBe(true);
    expect(judgeChase({ ...input, now: new Date(verdict.nextAt.getTime() - 1_000) }).allowed).toBe(false);
  }
  expect(refusals).toBeGreaterThan(1_000);
});
