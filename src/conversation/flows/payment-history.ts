/** What was paid for an account, newest first. */
import { done, type Flow } from '../flow.ts';
import { start, text } from '../saying.ts';
import { phrase } from '../sentences/book.ts';
import { aboutAccount } from './shared.ts';

const SHOWN = 6;

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
    const paid = listed.value.some(
      (payment) => payment.status === 'paid' && payment.residentId === turn.viewer.residentId,
    );
    return done(
      [
        {
          kind: 'card',
          title: phrase('history.title', { account }),
          rows: listed.value
            .slice(0, SHOWN)
            .map(
              (payment) =>
                [
                  phrase('row.day', { at: payment.paidAt ?? payment.openedAt }),
                  phrase('value.payment', { amount: payment.amount, status: payment.status }),
                ] as const,
            ),
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
