/** What a payment that was just opened is shown as, and how a sum that was agreed to is remembered. */
import { maskAccountNumber } from '../../domain/mask.ts';
import { amountOf, type Money } from '../../domain/money.ts';
import type { Payment } from '../../domain/payments.ts';
import type { Turn } from '../flow.ts';
import type { Said } from '../saying.ts';
import { phrase } from '../sentences/book.ts';

/** Where an opened payment is paid. */
export async function openedCard(turn: Turn, payment: Payment): Promise<Said> {
  return {
    kind: 'card',
    title: phrase('pay.opened-title'),
    rows: [
      [phrase('row.account'), { literal: maskAccountNumber(payment.accountNumber) }],
      [phrase('row.amount'), { money: payment.amount }],
    ],
    buttons: [],
    link: { label: phrase('label.go-pay'), url: await turn.services.payments.link(payment) },
  };
}

export const exactly = (amount: Money): string => `${amountOf(amount)} ${amount.currency}`;
