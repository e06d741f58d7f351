/** Promises residents were given: when they fall due, warn, stand still and how much is left, by named examples. */
import { describe, expect, test } from 'vitest';
import { breached, dueOf, leftOf, momentOf, type Pause, type Running } from '../../src/clocks/due.ts';
import { type ClockId, clockInForce } from '../../src/clocks/presets.ts';
import { dayOf, rfc3339 } from '../../src/domain/calendar.ts';
import type { WorkingCalendar } from '../../src/domain/cases.ts';

/** `2026-11-20 17:00` or with seconds, local. */
const at = (text: string): Date => new Date(`${text.replace(' ', 'T')}${text.length === 16 ? ':00' : ''}+08:00`);
const shown = (date: Date | null): string | null => date && rfc3339(date).slice(0, 19).replace('T', ' ');

const pause = (from: string, to: string | null): Pause => ({ from: at(from), to: to === null ? null : at(to) });

function opened(
  id: ClockId,
  start: string,
  more: { calendar?: WorkingCalendar; pauses?: readonly Pause[] } = {},
): Running {
  const begin = at(start);
  return { start: begin, clock: clockInForce(id, dayOf(begin)), calendar: 'mainland', pauses: [], ...more };
}

const due = (running: Running) => shown(dueOf(running));

describe('a complaint on Friday at 17:00', () => {
  test('is answered by the end of the next Friday, and somebody calls within 24 hours although it is Saturday', () => {
    expect(due(opened('complaint.answer', '2026-11-20 17:00'))).toBe('2026-11-27 23:59:59');
    expect(due(opened('complaint.contact', '2026-11-20 17:00'))).toBe('2026-11-21 17:00:00');
  });

  test('warns in the middle of Wednesday and at the end of Thursday', () => {
    const running = opened('complaint.answer', '2026-11-20 17:00');
    expect(shown(momentOf(running, 0.5))).toBe('2026-11-25 12:00:00');
    expect(shown(momentOf(running, 0.8))).toBe('2026-11-26 23:59:59');
  });

  test('counts the same at one minute past midnight and at one minute before the next', () => {
    expect(due(opened('complaint.answer', '2026-11-20 00:01'))).toBe('2026-11-27 23:59:59');
    expect(due(opened('complaint.answer', '2026-11-20 23:59'))).toBe('2026-11-27 23:59:59');
    expect(due(opened('complaint.answer', '2026-11-21 00:00'))).toBe('2026-11-27 23:59:59');
  });
});

describe('holidays and make-up days', () => {
  test('a make-up Saturday counts, on either side of the strait', () => {
    expect(due(opened('name.change', '2025-02-07 10:00'))).toBe('2025-02-08 23:59:59');
    expect(due(opened('name.change', '2025-02-07 10:00', { calendar: 'taiwan' }))).toBe('2025-02-08 23:59:59');
  });

  test('a make-up Saturday of one side is a free day on the other', () => {
    expect(due(opened('name.change', '2026-02-27 10:00'))).toBe('2026-02-28 23:59:59');
    expect(due(opened('name.change', '2026-02-26 10:00', { calendar: 'taiwan' }))).toBe('2026-03-02 23:59:59');
  });

  test('Spring Festival 2026: Friday, the make-up Saturday, then nothing until the 24th', () => {
    expect(due(opened('complaint.answer', '2026-02-12 09:00'))).toBe('2026-02-26 23:59:59');
  });

  test('Taiwan 2025-10-24 is free because the 25th is a Saturday', () => {
    expect(due(opened('name.change', '2025-10-23 09:00', { calendar: 'taiwan' }))).toBe('2025-10-27 23:59:59');
    expect(due(opened('name.change', '2025-10-23 09:00'))).toBe('2025-10-24 23:59:59');
  });

  test("a utility's own day off and own working day win", () => {
    const running = opened('transfer', '2026-11-20 10:00');
    const own = { off: ['2026-11-24'], working: ['2026-11-21'] };
    expect(due(running)).toBe('2026-11-25 23:59:59');
    expect(due({ ...running, own })).toBe('2026-11-25 23:59:59');
    expect(due({ ...running, own: { off: own.off, working: [] } })).toBe('2026-11-26 23:59:59');
    expect(due({ ...running, own: { off: [], working: own.working } })).toBe('2026-11-24 23:59:59');
  });
});

describe('minutes, hours and days', () => {
  test('a crew that arrives after exactly 45 minutes is on time, a second later is not', () => {
    const promise = dueOf(opened('fault.arrive.city', '2026-11-21 23:30'));
    expect(shown(promise)).toBe('2026-11-22 00:15:00');
    expect(breached(promise, at('2026-11-22 00:15:00'))).toBe(false);
    expect(breached(promise, at('2026-11-22 00:15:01'))).toBe(true);
  });

  test('minutes run through the night of New Year and warn after 22.5 and 36 of 45', () => {
    const running = opened('fault.arrive.city', '2026-02-16 23:50');
    expect(shown(momentOf(running, 0.5))).toBe('2026-02-17 00:12:30');
    expect(shown(momentOf(running, 0.8))).toBe('2026-02-17 00:26:00');
  });

  test('twenty days to bring papers end with the twentieth calendar day, holidays or not', () => {
    expect(due(opened('papers.wait', '2026-02-01 08:00'))).toBe('2026-02-21 23:59:59');
    expect(due(opened('papers.wait', '2024-02-10 08:00'))).toBe('2024-03-01 23:59:59');
  });

  test('warnings of one and three working days fall inside the day they belong to', () => {
    expect(shown(momentOf(opened('name.change', '2026-11-20 17:00'), 0.5))).toBe('2026-11-23 12:00:00');
    expect(shown(momentOf(opened('name.change', '2026-11-20 17:00'), 0.8))).toBe('2026-11-23 19:12:00');
    expect(shown(momentOf(opened('transfer', '2026-11-20 17:00'), 0.8))).toBe('2026-11-25 09:36:00');
  });
});

describe('pauses', () => {
  test('over a weekend: Friday does not count because the clock stood still at its end, Monday does', () => {
    const pauses = [pause('2026-11-20 12:00', '2026-11-23 09:00')];
    expect(due(opened('transfer', '2026-11-18 10:00'))).toBe('2026-11-23 23:59:59');
    expect(due(opened('transfer', '2026-11-18 10:00', { pauses }))).toBe('2026-11-24 23:59:59');
  });

  test('a pause that begins and ends on the free days, or within one working day, costs nothing', () => {
    for (const only of [
      pause('2026-11-21 00:00', '2026-11-22 23:59'),
      pause('2026-11-20 09:00', '2026-11-20 23:59:59'),
    ]) {
      expect(due(opened('transfer', '2026-11-18 10:00', { pauses: [only] }))).toBe('2026-11-23 23:59:59');
    }
  });

  test('a storm of 90 minutes moves the repair by 90 minutes, and two reports of the same storm move it once', () => {
    const storm = pause('2026-11-21 10:30', '2026-11-21 12:00');
    const again = pause('2026-11-21 11:00', '2026-11-21 12:00');
    expect(due(opened('fault.restore.city', '2026-11-21 10:00', { pauses: [storm] }))).toBe('2026-11-21 14:30:00');
    expect(due(opened('fault.restore.city', '2026-11-21 10:00', { pauses: [again, storm] }))).toBe(
      '2026-11-21 14:30:00',
    );
  });

  test('while the resident looks for a paper there is no due time, and the warning that came before stays', () => {
    const running = opened('complaint.answer', '2026-11-20 17:00', { pauses: [pause('2026-11-26 10:00', null)] });
    expect(due(running)).toBeNull();
    expect(leftOf(running, at('2026-11-26 11:00'))).toBeNull();
    expect(shown(momentOf(running, 0.5))).toBe('2026-11-25 12:00:00');
    expect(momentOf(running, 0.8)).toBeNull();
  });

  test('nobody can pause the 45 minutes or the 24 hours until the first call', () => {
    const pauses = [pause('2026-11-21 10:05', null)];
    expect(due(opened('fault.arrive.city', '2026-11-21 10:00', { pauses }))).toBe('2026-11-21 10:45:00');
    expect(due(opened('complaint.contact', '2026-11-21 10:00', { pauses }))).toBe('2026-11-22 10:00:00');
  });

  test('a promise that was broken stays broken: a pause that begins afterwards neither moves nor hides it', () => {
    const restore = opened('fault.restore.city', '2026-11-21 10:00', { pauses: [pause('2026-11-21 13:30', null)] });
    const transfer = opened('transfer', '2026-11-18 10:00', { pauses: [pause('2026-11-24 08:00', null)] });
    expect(due(restore)).toBe('2026-11-21 13:00:00');
    expect(due(transfer)).toBe('2026-11-23 23:59:59');
  });

  test('a pause from before the start only counts from the start, and one the wrong way round not at all', () => {
    const early = pause('2026-11-21 08:00', '2026-11-21 10:30');
    const backwards = pause('2026-11-21 11:00', '2026-11-21 10:00');
    expect(due(opened('fault.restore.city', '2026-11-21 10:00', { pauses: [early, backwards] }))).toBe(
      '2026-11-21 13:30:00',
    );
  });
});

test('a promise that changed after a case was opened: the day it was opened decides', () => {
  expect(due(opened('complaint.answer', '2023-12-07 16:00'))).toBe('2023-12-18 23:59:59');
  expect(due(opened('complaint.answer', '2023-12-08 00:00'))).toBe('2023-12-15 23:59:59');
  expect(due(opened('complaint.contact', '2023-12-07 23:59:59'))).toBe('2023-12-08 23:59:59');
  expect(due(opened('complaint.contact', '2023-12-08 00:00'))).toBe('2023-12-09 00:00:00');
});

describe('what is left to show', () => {
  test('minutes are rounded up and stop at 0', () => {
    const running = opened('fault.arrive.city', '2026-11-21 10:00');
    expect(leftOf(running, at('2026-11-21 10:00:30'))).toEqual({ minutes: 45 });
    expect(leftOf(running, at('2026-11-21 10:44:59'))).toEqual({ minutes: 1 });
    expect(leftOf(running, at('2026-11-21 10:45'))).toEqual({ minutes: 0 });
    expect(leftOf(running, at('2026-11-21 18:00'))).toEqual({ minutes: 0 });
    expect(leftOf(running, at('2026-11-21 09:00'))).toEqual({ minutes: 45 });
  });

  test('time the clock is known to stand still is not left time', () => {
    const pauses = [pause('2026-11-21 10:30', '2026-11-21 12:00')];
    const running = opened('fault.restore.city', '2026-11-21 10:00', { pauses });
    expect(leftOf(running, at('2026-11-21 10:20'))).toEqual({ minutes: 160 });
    expect(leftOf(running, at('2026-11-21 12:10'))).toEqual({ minutes: 140 });
  });

  test('working days count down from five over the weekend to today', () => {
    const running = opened('complaint.answer', '2026-11-20 17:00');
    expect(leftOf(running, at('2026-11-20 17:01'))).toEqual({ workingDays: 5 });
    expect(leftOf(running, at('2026-11-22 09:00'))).toEqual({ workingDays: 5 });
    expect(leftOf(running, at('2026-11-23 09:00'))).toEqual({ workingDays: 4 });
    expect(leftOf(running, at('2026-11-27 09:00'))).toEqual({ workingDays: 0 });
    expect(leftOf(running, at('2026-12-01 09:00'))).toEqual({ workingDays: 0 });
  });
});
