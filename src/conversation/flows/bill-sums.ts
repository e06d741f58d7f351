/** The bills of several months together: what they come to, what of it is paid; and the late fees that ran up so far. */
import { maskAccountNumber } from '../../domain/mask.ts';
import { type Money, sum } from '../../domain/money.ts';
import type { StandingBill } from '../../services/bills.ts';
import { type Said, start, text } from '../saying.ts';
import { phrase } from '../sentences/book.ts';

/** In the slot of the category: what is wanted of the bills instead of one of them. */
export const SUM = 'sum';
export const LATE_FEES = 'late-fees';
export const DUE = 'due';

/** More months than these are only named by the first and the last. */
const EACH_SHOWN = 6;

/** `bills` newest first, at least one. */
export function sumCard(bills: readonly [StandingBill, ...StandingBill[]]): Said {
  const [newest] = bills;
  const oldest = bills.at(-1) ?? newest;
  const { accountNumber: account } = newest;
  const { currency } = newest.amount;
  const amount = (of: readonly StandingBill[]): Money =>
    sum(
      currency,
      of.map((bill) => bill.amount),
    );
  const unpaid = bills.filter(({ status }) => status !== 'paid');
  const fees = lateFees(unpaid);
  return {
    kind: 'card',
    title: phrase('bill.sum-title', { from: oldest.period, to: newest.period }),
    rows: [
      [phrase('row.account'), { literal: maskAccountNumber(account) }],
      ...(bills.length <= EACH_SHOWN
        ? [...bills]
            .reverse()
            .map(
              (bill) =>
                [
                  phrase('row.month', { period: bill.period }),
                  phrase('value.bill-of-month', { amount: bill.amount, status: bill.status }),
                ] as const,
            )
        : []),
      [phrase('row.bills-in-all', { count: bills.length }), { money: amount(bills) }],
      [phrase('row.bills-paid'), { money: amount(bills.filter(({ status }) => status === 'paid')) }],
      ...(unpaid.length > 0 ? [[phrase('row.bills-unpaid'), { money: amount(unpaid) }] as const] : []),
      ...(fees.amount.minor > 0n ? [[phrase('row.late-fee'), { money: fees.amount }] as const] : []),
    ],
    buttons:
      unpaid.length > 0 ? [start('payment.pay', phrase('label.service', { service: 'payment.pay' }), { account })] : [],
  };
}

/** Accrued to today, or charged on a bill that is not paid yet. */
function lateFees(bills: readonly StandingBill[]): { readonly amount: Money; readonly count: number } {
  const fees = bills.map(({ lateFee, lines, status }) => {
    const charged = status === 'paid' ? [] : lines.filter(({ kind }) => kind === 'late-fee');
    return charged.reduce((minor, { amount }) => minor + amount.minor, lateFee.minor);
  });
  const [first] = bills;
  const minor = fees.reduce((all, one) => all + one, 0n);
  return {
    amount: { minor, currency: first?.amount.currency ?? 'CNY' },
    count: fees.filter((one) => one > 0n).length,
  };
}

/** Said before the bill; where late fees come with the next bill, none now says nothing. */
export function lateFeesSaid(bills: readonly StandingBill[]): Said[] {
  const fees = lateFees(bills);
  if (fees.amount.minor > 0n) return [text('bill.late-fees', fees)];
  return fees.amount.currency === 'CNY' ? [text('bill.no-late-fees')] : [];
}
