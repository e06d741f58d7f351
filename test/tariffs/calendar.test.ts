/** Billing days are counted as on the wall calendar. */
import { expect, test } from 'vitest';
import { dayBefore, dayNumber, daysFromTo, lastOfMonth, nextDay, yearStart } from '../../src/tariffs/calendar.ts';

test('every day from 1899 to 2101 follows the one before, leap days included', () => {
  const iso = (number: number) => new Date(number * 86_400_000).toISOString().slice(0, 10);
  let day = '1899-01-01';
  for (let number = dayNumber(day); day < '2101-12-31'; number += 1) {
    if (day !== iso(number) || dayNumber(day) !== number) expect.fail(`${day} is not ${iso(number)}`);
    const next = nextDay(day);
    if (dayBefore(next) !== day) expect.fail(`${dayBefore(next)} is before ${next}`);
    if ((lastOfMonth(day) === day) !== next.endsWith('-01')) expect.fail(`${day} and the end of its month`);
    day = next;
  }
});

test('first and last day are both billed', () => {
  expect(daysFromTo('2026-10-01', '2026-10-31')).toBe(31);
  expect(daysFromTo('2026-10-01', '2026-10-01')).toBe(1);
  expect(daysFromTo('2028-02-01', '2028-03-01')).toBe(30);
});

test('a tariff year starts on the first of its month', () => {
  expect(yearStart('2026-11-30', 1)).toBe('2026-01-01');
  expect(yearStart('2026-11-30', 12)).toBe('2025-12-01');
  expect(yearStart('2026-12-01', 12)).toBe('2026-12-01');
});

test('something that is no date is refused', () => {
  expect(() => dayNumber('2026-1-1')).toThrow(RangeError);
});
