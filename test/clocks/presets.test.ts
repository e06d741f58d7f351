/** Which promise counts on which day, what is marked as unconfirmed, and which calendars are known. */
import { describe, expect, test } from 'vitest';
import { CLOCKS, clockInForce, type DatedClock } from '../../src/clocks/presets.ts';
import { TAIWAN_DAYS } from '../../src/clocks/taiwan-days.ts';
import { calendarKnown, isWorkingDay } from '../../src/clocks/working-days.ts';
import { addDays, isDay } from '../../src/domain/calendar.ts';

const own = (effectiveFrom: string, limit: number): DatedClock => ({
  id: 'name.change',
  limit,
  unit: 'working-day',
  pausable: true,
  effectiveFrom,
  confirmed: true,
  source: 'the utility',
});

describe('clockInForce', () => {
  test("the utility's own promise counts from its day on, and wins over ours of the same day", () => {
    expect(clockInForce('name.change', '2025-01-01').limit).toBe(1);
    expect(clockInForce('name.change', '2024-12-31', [own('2025-01-01', 2)]).limit).toBe(1);
    expect(clockInForce('name.change', '2025-01-01', [own('2025-01-01', 2)]).limit).toBe(2);
    expect(clockInForce('name.change', '2023-12-08', [own('2023-12-08', 4)]).limit).toBe(4);
    expect(clockInForce('name.change', '2026-01-01', [own('2026-01-01', 3), own('2025-01-01', 2)]).limit).toBe(3);
  });

  test('before the first edition the first one counts, not nothing', () => {
    expect(clockInForce('complaint.answer', '2005-06-01')).toMatchObject({ limit: 7, effectiveFrom: '2022-04-01' });
    expect(clockInForce('name.change', '2005-06-01', [own('2020-01-01', 2)]).limit).toBe(2);
  });

  test('the promise of another clock changes nothing', () => {
    expect(clockInForce('transfer', '2026-01-01', [own('2025-01-01', 9)]).limit).toBe(3);
  });
});

test('every edition has a real day, a source and a whole limit above 0, and no day has two editions of a clock', () => {
  for (const clock of CLOCKS) {
    expect(isDay(clock.effectiveFrom), clock.id).toBe(true);
    expect(clock.source.length, clock.id).toBeGreaterThan(0);
    expect(Number.isInteger(clock.limit) && clock.limit > 0, clock.id).toBe(true);
  }
  const editions = CLOCKS.map(({ id, effectiveFrom }) => `${id} ${effectiveFrom}`);
  expect(new Set(editions).size).toBe(editions.length);
});

test('what has no good source, or is law somewhere else only, is marked for the utility to confirm', () => {
  const unconfirmed = CLOCKS.filter(({ confirmed }) => !confirmed).map(({ id }) => id);
  for (const id of ['report.answer', 'suggestion.answer', 'name.change', 'billing.dispute', 'papers.wait'] as const) {
    expect(unconfirmed).toContain(id);
  }
  expect(CLOCKS.filter(({ source }) => source.startsWith('proposal')).every(({ confirmed }) => !confirmed)).toBe(true);
  expect(TAIWAN_DAYS.every(({ confirmed }) => !confirmed)).toBe(true);
});

describe('calendars', () => {
  test('a year nobody published yet counts weekends and the days off by law, and says so', () => {
    for (const calendar of ['mainland', 'taiwan'] as const) {
      expect(calendarKnown('2022-01-01', calendar)).toBe(true);
      expect(calendarKnown('2026-12-31', calendar)).toBe(true);
      expect(calendarKnown('2031-01-01', calendar)).toBe(false);
      expect(isWorkingDay('2031-01-01', calendar)).toBe(false);
      expect(isWorkingDay('2031-01-02', calendar)).toBe(true);
      expect(isWorkingDay('2031-01-04', calendar)).toBe(false);
    }
    expect(calendarKnown('2021-06-01', 'taiwan')).toBe(false);
  });

  test('days the utility entered make a year known and win over the calendar', () => {
    const days = { off: ['2031-01-01', '2026-11-23'], working: ['2026-11-22', '2026-11-23'] };
    expect(calendarKnown('2031-05-05', 'taiwan', days)).toBe(true);
    expect(isWorkingDay('2031-01-01', 'taiwan', days)).toBe(false);
    expect(isWorkingDay('2026-11-22', 'mainland', days)).toBe(true);
    expect(isWorkingDay('2026-11-23', 'mainland', days)).toBe(true);
  });

  test.each([
    ['2022', 115],
    ['2023', 116],
    ['2024', 115],
    // 115 as first published, and three holidays more by the act of 2025-05-28.
    ['2025', 118],
    ['2026', 120],
  ])("Taiwan's %s has %i days off, the number its notice gives", (year, published) => {
    let off = 0;
    for (let day = `${year}-01-01`; day.startsWith(year); day = addDays(day, 1)) {
      if (!isWorkingDay(day, 'taiwan')) off += 1;
    }
    expect(off).toBe(published);
  });

  test("Taiwan's table lists holidays from Monday to Friday and make-up days on Saturdays", () => {
    const weekday = (year: string, day: string) => new Date(`${year}-${day}T00:00:00Z`).getUTCDay();
    for (const { year, off, working } of TAIWAN_DAYS) {
      expect(off.filter((day) => !isDay(`${year}-${day}`) || [0, 6].includes(weekday(year, day)))).toEqual([]);
      expect(working.filter((day) => weekday(year, day) !== 6)).toEqual([]);
    }
  });
});
