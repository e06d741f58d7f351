/** What several flows show alike: an account as an option, a bill as a card, months as a chart. */
import { maskAccountNumber, maskName } from '../../domain/mask.ts';
import type { BoundAccount } from '../../domain/viewer.ts';
import type { StandingBill } from '../../services/bills.ts';
import { type Button, type Said, start } from '../saying.ts';
import { type Phrase, phrase } from '../sentences/book.ts';

export const accountOption = (account: BoundAccount): Phrase =>
  phrase('option.account', { account: account.accountNumber, name: account.nickname ?? maskName(account.holder) });

/** One bill with what can be done about it; its buttons name the account and month, so that no later question is needed. */
export function billCard(bill: StandingBill): Said {
  const slots = { account: bill.accountNumber, month: bill.period };
  const buttons: Button[] = [start('bill.explain', phrase('label.why'), slots)];
  if (bill.status !== 'paid')
    buttons.unshift(
      start('payment.pay', phrase('label.service', { service: 'payment.pay' }), { account: bill.accountNumber }),
    );
  return {
    kind: 'card',
    title: phrase('bill.title', { period: bill.period }),
    rows: [
      [phrase('row.account'), { literal: maskAccountNumber(bill.accountNumber) }],
      [phrase('row.dates'), phrase('value.dates', { from: bill.from, to: bill.to })],
      [phrase('row.kwh'), { kwh: bill.kwh }],
      ...(bill.reading === 'estimated' ? [[phrase('row.reading'), phrase('value.estimated')] as const] : []),
      [phrase('row.amount'), { money: bill.amount }],
      ...(bill.lateFee.minor > 0n ? [[phrase('row.late-fee'), { money: bill.lateFee }] as const] : []),
      [phrase('row.due-date'), { day: bill.dueDate }],
      [phrase('row.status'), phrase('bill.status', { status: bill.status })],
    ],
    buttons,
  };
}

/** kWh of past months, oldest first. */
export const usageChart = (bills: readonly StandingBill[]): Said => ({
  kind: 'chart',
  title: phrase('chart.kwh'),
  unit: 'kwh',
  bars: bills.map((bill) => ({ period: bill.period, value: bill.kwh })),
});
