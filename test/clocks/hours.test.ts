/** A message that can wait for the morning, and a resident who asks for a person when nobody is there. */
import { describe, expect, test } from 'vitest';
import { isOpen, nextOpening, type OfficeHours } from '../../src/clocks/office-hours.ts';
import { outsideQuietHours } from '../../src/clocks/quiet-hours.ts';
import { rfc3339 } from '../../src/domain/calendar.ts';

const at = (text: string): Date => new Date(`${text.replace(' ', 'T')}:00+08:00`);
const shown = (date: Date): string => rfc3339(date).slice(0, 16).replace('T', ' ');

describe('quiet hours', () => {
  const night = { from: '22:00', to: '07:00' };

  test.each([
    ['2026-11-20 21:59', '2026-11-20 21:59'],
    ['2026-11-20 22:00', '2026-11-21 07:00'],
    ['2026-12-31 23:30', '2027-01-01 07:00'],
    ['2026-11-21 00:00', '2026-11-21 07:00'],
    ['2026-11-21 06:59', '2026-11-21 07:00'],
    ['2026-11-21 07:00', '2026-11-21 07:00'],
  ])('over midnight: a message of %s goes out at %s', (written, sent) => {
    expect(shown(outsideQuietHours(at(written), night))).toBe(sent);
  });

  test.each([
    ['2026-11-20 11:59', '2026-11-20 11:59'],
    ['2026-11-20 12:00', '2026-11-20 14:00'],
    ['2026-11-20 14:00', '2026-11-20 14:00'],
    ['2026-11-20 23:00', '2026-11-20 23:00'],
  ])('at noon: a message of %s goes out at %s', (written, sent) => {
    expect(shown(outsideQuietHours(at(written), { from: '12:00', to: '14:00' }))).toBe(sent);
  });

  test('none, or until the end of the day', () => {
    const late = at('2026-11-20 23:00');
    expect(outsideQuietHours(late, { from: '00:00', to: '00:00' })).toEqual(late);
    expect(shown(outsideQuietHours(late, { from: '22:00', to: '24:00' }))).toBe('2026-11-21 00:00');
  });

  test.each(['7:00', '24:01', '12:60', 'noon', ''])('"%s" is no time of day', (time) => {
    expect(() => outsideQuietHours(at('2026-11-20 23:00'), { from: '22:00', to: time })).toThrow(RangeError);
  });
});

describe('office hours', () => {
  const daily: OfficeHours = { days: 'every-day', from: '08:00', to: '22:00' };
  const working: OfficeHours = { days: 'working-days', from: '08:30', to: '17:30' };

  test('every day: open from the first minute until just before the last', () => {
    expect(isOpen(at('2026-11-22 07:59'), daily, 'mainland')).toBe(false);
    expect(isOpen(at('2026-11-22 08:00'), daily, 'mainland')).toBe(true);
    expect(isOpen(at('2026-11-22 21:59'), daily, 'mainland')).toBe(true);
    expect(isOpen(at('2026-11-22 22:00'), daily, 'mainland')).toBe(false);
    expect(shown(nextOpening(at('2026-11-22 22:00'), daily, 'mainland'))).toBe('2026-11-23 08:00');
    expect(shown(nextOpening(at('2026-11-22 03:00'), daily, 'mainland'))).toBe('2026-11-22 08:00');
    expect(shown(nextOpening(at('2026-11-22 12:00'), daily, 'mainland'))).toBe('2026-11-22 12:00');
  });

  test('working days: closed at the weekend, open on a make-up Saturday, closed over Spring Festival', () => {
    expect(shown(nextOpening(at('2026-11-20 17:30'), working, 'mainland'))).toBe('2026-11-23 08:30');
    expect(isOpen(at('2026-02-28 10:00'), working, 'mainland')).toBe(true);
    expect(isOpen(at('2026-02-28 10:00'), working, 'taiwan')).toBe(false);
    expect(shown(nextOpening(at('2026-02-14 18:00'), working, 'mainland'))).toBe('2026-02-24 08:30');
  });

  test("the utility's own day off closes the office", () => {
    const own = { off: ['2026-11-23'], working: [] };
    expect(shown(nextOpening(at('2026-11-20 18:00'), working, 'mainland', own))).toBe('2026-11-24 08:30');
  });

  test('a night shift belongs to the evening it begins on', () => {
    const night: OfficeHours = { days: 'working-days', from: '20:00', to: '06:00' };
    expect(isOpen(at('2026-11-21 05:59'), night, 'mainland')).toBe(true);
    expect(isOpen(at('2026-11-21 06:00'), night, 'mainland')).toBe(false);
    expect(isOpen(at('2026-11-23 05:00'), night, 'mainland')).toBe(false);
    expect(shown(nextOpening(at('2026-11-21 06:00'), night, 'mainland'))).toBe('2026-11-23 20:00');
  });

  test('around the clock never closes', () => {
    const always: OfficeHours = { days: 'every-day', from: '00:00', to: '24:00' };
    expect(isOpen(at('2026-11-22 00:00'), always, 'taiwan')).toBe(true);
    expect(isOpen(at('2026-11-21 23:59'), always, 'taiwan')).toBe(true);
  });
});
