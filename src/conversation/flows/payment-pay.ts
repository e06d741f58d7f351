/** Paying what is due: read back to the cent, agreed to, opened; the receipt comes by itself when the gateway has proved it. */

import { maskAccountNumber, maskName } from '../../domain/mask.ts';
import { amountOf, type Money } from '../../domain/money.ts';
import type { AccountBills } from '../../services/bills.ts';
import { done, type Flow, type Step, type Turn } from '../flow.ts';
import { type Said, text } from '../saying.ts';
import { phrase } from '../sentences/book.ts';
import { aboutAccount } from './shared.ts';

async function due(turn: Turn, account: string): Promise<AccountBills | Step> {
  const listed = await turn.services.bills.list(turn.viewer, account, {});
  if (!listed.ok) return { kind: 'ask-again', slots: ['account'], say: [text('wrong.choice')] };
  if (listed.value.amountDue.minor <= 0n)
    return done([text('pay.nothing-due', { account })], { failed: true, topic: { account, month: null } });
  return listed.value;
}

export const paymentPay: Flow = {
  service: 'payment.pay',
  version: 1,
  slots: [...aboutAccount],
  async readBack(turn, slots, frame) {
    const account = slots.account ?? '';
    const found = await due(turn, account);
    if ('kind' in found) return found;
    const unpaid = found.bills.filter((bill) => bill.status !== 'paid');
    const fees = unpaid.reduce((minor, bill) => minor + bill.lateFee.minor, 0n);
    const card: Said = {
      kind: 'card',
      title: phrase('pay.read-back'),
      rows: [
        [phrase('row.account'), { literal: maskAccountNumber(account) }],
        [phrase('row.holder'), { literal: maskName(found.account.holder) }],
        [phrase('row.bills'), phrase('value.bills', { periods: unpaid.map((bill) => bill.period).reverse() })],
        ...(fees > 0n ? [[phrase('row.late-fee'), { money: { ...found.amountDue, minor: fees } }] as const] : []),
        [phrase('row.total-due'), { money: found.amountDue }],
      ],
      buttons: [],
    };
    frame.memo.amount = exactly(found.amountDue);
    return {
      say: [card],
      question: phrase('pay.confirm', { amount: found.amountDue, account }),
      yes: phrase('label.pay-yes'),
      values: [account, exactly(found.amountDue), ...unpaid.map((bill) => bill.billId)],
    };
  },
  async act(turn, slots, frame) {
    const account = slots.account ?? '';
    const { payments } = turn.services;
    const planned = await payments.plan(turn.viewer, { accountNumber: account, billIds: null, method: null });
    if (!planned.ok && ['method_unavailable', 'unavailable'].includes(planned.problem.code)) {
      const { hotline } = await turn.services.settings();
      return done([text('trouble.unavailable', { hotline: hotline[turn.locale] })], { failed: true });
    }
    if (!planned.ok) {
      return done(
        [
          planned.problem.code === 'payment_open'
            ? text('pay.open-elsewhere', { account })
            : text('pay.nothing-due', { account }),
        ],
        { failed: true },
      );
    }
    const { payment, alreadyOpen } = planned.value.value;
    // The yes was said to another amount, e.g. midnight added a late fee: nothing is opened, it is read back anew.
    if (exactly(payment.amount) !== frame.memo.amount) return { kind: 'go-on' };
    const told = { amount: payment.amount, until: payment.expiresAt };
    return done(
      [
        {
          kind: 'card',
          title: phrase('pay.opened-title'),
          rows: [
            [phrase('row.account'), { literal: maskAccountNumber(account) }],
            [phrase('row.amount'), { money: payment.amount }],
          ],
          buttons: [],
          link: { label: phrase('label.go-pay'), url: await payments.link(payment) },
        },
        alreadyOpen ? text('pay.still-open', told) : text('pay.opened', told),
      ],
      { writes: planned.value.writes, topic: { account, month: null }, filed: payment.paymentId },
    );
  },
};

const exactly = (amount: Money): string => `${amountOf(amount)} ${amount.currency}`;
