/** How far an annual tier counter had run before a bill. */
import type { Bill, IsoDate } from '../domain/billing.ts';
import { nextDay, yearStart } from './calendar.ts';
import { add, type Exact, exact, ZERO } from './exact.ts';
import { type Found, lacks } from './slices.ts';

/**
 * kWh of the account's bills of the same tariff year before the bill (facts/domain.md 3.4 rule 6). A bill belongs as a
 * whole to the tariff year it ends in. The bills must reach from the year's first day to the bill without gap or overlap.
 */
export function kwhBefore(bill: Bill, bills: readonly Bill[], yearStartsIn: number): Found<Exact> {
  return count(bill, bills, yearStartsIn, 'the whole year');
}

/**
 * The same for an account whose bills begin within the year: the counter may have started with its first bill. Only a guess, to
 * be believed when the billed amount comes out with it.
 */
export function kwhSinceFirstBill(bill: Bill, bills: readonly Bill[], yearStartsIn: number): Found<Exact> {
  return count(bill, bills, yearStartsIn, 'what there is');
}

function count(
  bill: Bill,
  bills: readonly Bill[],
  yearStartsIn: number,
  cover: 'the whole year' | 'what there is',
): Found<Exact> {
  const start = yearStart(bill.to, yearStartsIn);
  const earlier = bills
    .filter((one) => one.accountNumber === bill.accountNumber && one.to >= start && one.to < bill.from)
    .sort((a, b) => (a.from === b.from ? 0 : a.from < b.from ? -1 : 1));
  let kwh = ZERO;
  let covered: IsoDate | null = null;
  for (const next of [...earlier, bill]) {
    const follows = covered === null ? next.from <= start || cover === 'what there is' : next.from === nextDay(covered);
    if (!follows) return lacks('earlier-bills', covered === null ? start : nextDay(covered));
    if (next === bill) break;
    kwh = add(kwh, exact(next.kwh));
    covered = next.to;
  }
  return { ok: true, value: kwh };
}
