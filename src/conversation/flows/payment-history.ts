/** What was paid for an account, newest first. */

import type { Payment } from '../../domain/payments.ts';
import { isOwn } from '../../domain/viewer.ts';
import { done, type Flow } from '../flow.ts';
import { start, text } from '../saying.ts';
import { type Phrase, phrase } from '../sentences/book.ts';
import { aboutAccount } from './shared.ts';

const SHOWN = 6;

/** What was given back stands beside what was paid, until nothing is left of it. */
const shown = ({ amount, status, refunded, refunding }: Payment): Phrase =>
  status === 'paid' && refunded.minor + refunding.minor > 0n
    ? phrase('value.payment-back', {
        amount,
        refunded: refunded.minor > 0n ? refunded : null,
        refunding: refunding.minor > 0n ? refunding : null,
      })
    : phrase('value.payment', { amount, status });

export const paymentHistory: Flow = {
  service: 'payment.history',
  version: 1,
  slots: [...aboutAccount],
  async act(turn, slots, frame) {
    const account = slots.account ?? '';
    const listed = await turn.services.payments.ofAccount(turn.viewer, account);
    if (!listed.ok) return { kind: 'ask-again', slots: ['account'], say: [text('wrong.choice')] };
    if (listed.value.length === 0)
      return done([text('history.none', { account })], { topic: { account, month: null } });
    const paid = listed.value.some((payment) => payment.status === 'paid' && isOwn(turn.viewer, payment.residentId));
    return done(
      [
        {
          kind: 'card',
          title: phrase('history.title', { account }),
          rows: listed.value
            .slice(0, SHOWN)
            .map((payment) => [phrase('row.day', { at: payment.paidAt ?? payment.openedAt }), shown(payment)] as const),
          buttons: paid ? [start('invoice.issue', phrase('label.service', { service: 'invoice.issue' }))] : [],
        },
      ],
      {
        topic: { account, month: null },
        served: { serviceId: `history:${turn.messageKey}:${frame.id}`, subject: account },
      },
    );
  },
};
