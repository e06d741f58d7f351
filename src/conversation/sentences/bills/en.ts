/** Bills of several months, late fees so far and lines beside the energy charge, in English. */
import type { Part } from '../book.ts';
import type { BillsParams, OfLine } from './params.ts';

const BILL_STATUS = { unpaid: 'not paid yet', overdue: 'overdue', paid: 'paid' } as const;

/** What a line of the bill is called; money that comes back is no charge. */
function lineOf({ line, before, after }: OfLine): string {
  const credit = after.minor < 0n || (after.minor === 0n && (before?.minor ?? 0n) < 0n);
  const name = {
    energy: 'Electricity used',
    base: 'Basic charge',
    'late-fee': 'Late fee',
    adjustment: credit ? 'Adjustment (credit)' : 'Adjustment (charge)',
    other: credit ? 'Other credit' : 'Other charges',
  }[line];
  return after.minor === 0n ? `Earlier ${name.charAt(0).toLowerCase()}${name.slice(1)}` : name;
}

export const billsEn: Part<BillsParams> = {
  'bill.sum-title': (p, f) =>
    p.from === p.to
      ? `Electricity in ${f.period(p.from)}`
      : `Electricity from ${f.period(p.from)} to ${f.period(p.to)}`,
  'row.bills-in-all': (p) => (p.count === 1 ? 'In all (1 bill)' : `In all (${p.count} bills)`),
  'row.bills-paid': 'Paid of it',
  'row.bills-unpaid': 'Not paid yet',
  'value.bill-of-month': (p, f) => `${f.money(p.amount)}, ${BILL_STATUS[p.status]}`,
  'bill.late-fees': (p, f) =>
    `Your late fee to today is ${f.money(p.amount)}, from ${p.count === 1 ? 'one bill' : `${p.count} bills`}.`,
  'bill.no-late-fees': 'You have no late fee now.',
  'part.line': lineOf,
  'explain.main-line': (p) => `The main cause is a charge other than electricity use: ${lineOf(p)}.`,
};
