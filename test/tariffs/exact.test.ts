/** Amounts stay exact until they are shown. */
import { expect, test } from 'vitest';
import { add, compare, div, exact, fixed, fraction, mul, rounded, sub, trimmed } from '../../src/tariffs/exact.ts';

test('a tenth and two tenths are three tenths', () => {
  expect(add(exact('0.1'), exact('0.2'))).toEqual(exact('0.3'));
  expect(sub(exact('0.3'), exact('0.1'))).toEqual(fraction(1, 5));
  expect(mul(fraction(1, 3), fraction(3))).toEqual(fraction(1));
  expect(div(fraction(-1, 2), fraction(-1, 4))).toEqual(fraction(2));
  expect(compare(fraction(1, 3), exact('0.3333333333'))).toBe(1);
});

test.each([
  ['0.005', 2, '0.01'],
  ['0.004999999', 2, '0.00'],
  ['-0.005', 2, '-0.01'],
  ['1052.5', 0, '1053'],
  ['-1052.5', 0, '-1053'],
  ['206.355', 2, '206.36'],
])('%s with %i decimals is shown as %s: a half goes away from zero', (text, decimals, shown) => {
  expect(fixed(exact(text), decimals)).toBe(shown);
});

test('zeros at the end are left out where nobody needs them', () => {
  expect(trimmed(exact('240.00'), 2)).toBe('240');
  expect(trimmed(exact('100'), 0)).toBe('100');
  expect(trimmed(exact('0.423625'))).toBe('0.423625');
  expect(trimmed(fraction(-7200, 61), 2)).toBe('-118.03');
});

test('what is no number is refused', () => {
  for (const text of ['', '1e3', '1,5', ' 1', '.5', '1.']) expect(() => exact(text)).toThrow(RangeError);
  expect(() => div(fraction(1), fraction(0))).toThrow(RangeError);
  expect(rounded(fraction(0), 2)).toBe(0n);
});
