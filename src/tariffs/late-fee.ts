/** The fee for paying after the due date. */
import type { Decimal, IsoDate } from '../domain/billing.ts';
import { type Money, money } from '../domain/money.ts';
import { dayNumber } from './calendar.ts';
import { asMoney, exact, fraction, mul, ofMoney } from './exact.ts';

/**
 * Overdue amount × rate a day × days after the due date, rounded half up (facts/domain.md 3.4 rule 8); the due date
 * itself is free. `perMille` is the rate of a day in thousandths (`"1"`: 0.1 %). `minimum` holds from the first overdue day.
 */
export function lateFee(
  overdue: Money,
  dueDate: IsoDate,
  today: IsoDate,
  perMille: Decimal,
  minimum: Money = money(0, overdue.currency),
): Money {
  if (minimum.currency !== overdue.currency) throw new Error('the minimum fee is in another currency');
  const days = dayNumber(today) - dayNumber(dueDate);
  if (days <= 0 || overdue.minor <= 0n) return money(0, overdue.currency);
  const fee = asMoney(mul(ofMoney(overdue), mul(exact(perMille), fraction(days, 1000))), overdue.currency);
  return fee.minor < minimum.minor ? minimum : fee;
}
