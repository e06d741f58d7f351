/** Exact fractions over BigInt: the only numbers bill arithmetic uses. */
import type { Decimal } from '../domain/billing.ts';
import { type Currency, DECIMALS, type Money } from '../domain/money.ts';

/** `n / d` in lowest terms, `d` > 0. */
export interface Exact {
  readonly n: bigint;
  readonly d: bigint;
}

export const ZERO: Exact = { n: 0n, d: 1n };

/** More decimals than any price or reading has, so writing one this long loses nothing. */
const ALL_DECIMALS = 30;

function reduced(n: bigint, d: bigint): Exact {
  let a = n < 0n ? -n : n;
  let b = d < 0n ? -d : d;
  while (b !== 0n) [a, b] = [b, a % b];
  const divisor = d < 0n ? -a : a;
  return { n: n / divisor, d: d / divisor };
}

/** The fraction `n / d`; `d` must not be zero. */
export function fraction(n: number | bigint, d: number | bigint = 1): Exact {
  if (BigInt(d) === 0n) throw new RangeError('division by zero');
  return reduced(BigInt(n), BigInt(d));
}

/** Reads `"0.423625"` exactly; throws on anything else, because imported numbers were checked before. */
export function exact(text: Decimal): Exact {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (!match) throw new RangeError('not a decimal number');
  const decimals = match[3] ?? '';
  return reduced(BigInt(`${match[1]}${match[2]}${decimals}`), 10n ** BigInt(decimals.length));
}

export const add = (a: Exact, b: Exact): Exact => reduced(a.n * b.d + b.n * a.d, a.d * b.d);
export const sub = (a: Exact, b: Exact): Exact => reduced(a.n * b.d - b.n * a.d, a.d * b.d);
export const mul = (a: Exact, b: Exact): Exact => reduced(a.n * b.n, a.d * b.d);
export const div = (a: Exact, b: Exact): Exact => fraction(a.n * b.d, a.d * b.n);

/** Negative, zero or positive as `a` is less than, equal to or more than `b`. */
export function compare(a: Exact, b: Exact): number {
  const difference = a.n * b.d - b.n * a.d;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export const max = (a: Exact, b: Exact): Exact => (compare(a, b) < 0 ? b : a);
export const min = (a: Exact, b: Exact): Exact => (compare(a, b) > 0 ? b : a);
export const isZero = (a: Exact): boolean => a.n === 0n;

/** In units of the last of `decimals` places; a half goes away from zero (facts/domain.md 3.5, T12). */
export function rounded(a: Exact, decimals: number): bigint {
  const size = (a.n < 0n ? -a.n : a.n) * 10n ** BigInt(decimals);
  const units = (2n * size + a.d) / (2n * a.d);
  return a.n < 0n ? -units : units;
}

/** Rounded half up to the currency's decimals: fen or whole dollars (facts/domain.md 3.4 rules 4 and 5). */
export const asMoney = (a: Exact, currency: Currency): Money => ({
  minor: rounded(a, DECIMALS[currency]),
  currency,
});

/** The amount in whole units: yuan or dollars. */
export const ofMoney = ({ minor, currency }: Money): Exact => fraction(minor, 10n ** BigInt(DECIMALS[currency]));

/** With exactly `decimals` places: `"9.6"`, `"12.0"`. */
export function fixed(a: Exact, decimals: number): Decimal {
  const units = rounded(a, decimals);
  const digits = (units < 0n ? -units : units).toString().padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  return `${units < 0n ? '-' : ''}${whole}${decimals > 0 ? `.${digits.slice(-decimals)}` : ''}`;
}

/** With at most `decimals` places and no zeros at the end: `"118.03"`, `"240"`. */
export function trimmed(a: Exact, decimals: number = ALL_DECIMALS): Decimal {
  const text = fixed(a, decimals);
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}
