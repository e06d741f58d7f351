/** Looking up a bill: the newest, or that of a month. */
import { done, type Flow, type Slot } from '../flow.ts';
import { start, text } from '../saying.ts';
import { phrase } from '../sentences/book.ts';
import { aboutAccount, billCard, usageChart } from './shared.ts';

/** Never asked: a resident who names no month means the newest bill. */
export const month: Slot = { name: 'month', when: () => false, ask: () => ({ say: text('wrong.month') }) };

export const billQuery: Flow = {
  service: 'bill.query',
  version: 1,
  slots: [...aboutAccount, month],
  async act(turn, slots, frame) {
    const account = slots.account ?? '';
    const listed = await turn.services.bills.list(turn.viewer, account, {});
    if (!listed.ok) return { kind: 'ask-again', slots: ['account'], say: [text('wrong.choice')] };
    const { bills, amountDue } = listed.value;
    const [from, to = from] = slots.month?.split('..') ?? [];
    const asked = bills.filter((bill) => !from || !to || (bill.period >= from && bill.period <= to));
    const [bill] = asked;
    if (!bill) {
      return done(
        [slots.month && from ? text('bill.none-then', { account, period: from }) : text('bill.none', { account })],
        { topic: { account, month: null } },
      );
    }
    const unpaid = bills.filter((one) => one.status !== 'paid');
    const fees = unpaid.reduce((minor, one) => minor + one.lateFee.minor, 0n);
    const owed = unpaid.length > 1 || (unpaid.length === 1 && unpaid[0] !== bill);
    return done(
      [
        ...(asked.length > 1 && from ? [usageChart([...asked].reverse())] : []),
        billCard(bill),
        ...(owed
          ? [
              {
                kind: 'choices' as const,
                phrase: phrase('bill.all-due', {
                  count: unpaid.length,
                  amount: amountDue,
                  lateFee: fees > 0n ? { ...amountDue, minor: fees } : null,
                }),
                buttons: [start('payment.pay', phrase('label.service', { service: 'payment.pay' }), { account })],
              },
            ]
          : []),
      ],
      {
        topic: { account, month: bill.period },
        served: { serviceId: `bill:${turn.messageKey}:${frame.id}`, subject: bill.billId },
      },
    );
  },
};
