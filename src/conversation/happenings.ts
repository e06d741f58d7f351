/** What a conversation says when something happened by itself: a payment was proved, failed, ran out or is in dispute. */
import { maskAccountNumber } from '../domain/mask.ts';
import type { Payment } from '../domain/payments.ts';
import { boundAccount, kinOf } from '../domain/viewer.ts';
import { askForRating } from './ask-rating.ts';
import { tellCase } from './case-happenings.ts';
import { tellLinks } from './link-happenings.ts';
import { type Making, sayAll } from './making.ts';
import type { Content, Happening, ToldInstead } from './message.ts';
import { tellNotice } from './notice-happenings.ts';
import { start, text } from './saying.ts';
import { phrase } from './sentences/book.ts';
import type { Frame } from './session.ts';
import { askAgain } from './step.ts';

/** Says what happened; a question that was open comes back after it, unless there was nothing to say. */
export async function hear(making: Making, event: Happening, instead: ToldInstead | null): Promise<void> {
  if (instead && !kinOf(making.turn.viewer).includes(instead.residentId)) {
    // Parted since: nothing is shown here, and the first conversation has its own again.
    making.writes.push(making.turn.services.fallback.planReturn(instead.inboxId));
    return;
  }
  await tell(making, event, instead !== null);
  if (instead && making.said.length > 0) {
    making.said.unshift({ said: text('link.instead', { channel: instead.channel }), frame: 0, question: '' });
    making.writes.push(making.turn.services.fallback.planTold(instead.inboxId));
  }
  if (making.said.length > 0) await askAgain(making);
}

/** What its resident is owed on whichever channel they can be reached; the rest is about this very conversation. */
export const isOwed = (content: Content): boolean =>
  content.kind === 'event' &&
  (content.event.name.startsWith('payment.') ||
    ['case.moved', 'notice.due', 'account.left'].includes(content.event.name));

/** A person gave the conversation back: said in one line; the wish for a person is fulfilled, and their service can be rated. */
async function backAgain(making: Making, event: Extract<Happening, { name: 'handoff.back' }>): Promise<void> {
  const { session } = making;
  session.stack = session.stack.filter(({ service }) => service !== 'handoff.request');
  session.queue = session.queue.filter(({ service }) => service !== 'handoff.request');
  sayAll(making, [text('handoff.back', { name: event.person })]);
  await askForRating(making, `case:${event.caseNumber}`, 'handoff.request');
}

async function tell(making: Making, event: Happening, again: boolean): Promise<void> {
  if (!(await wanted(making, event))) return;
  switch (event.name) {
    case 'notice.due':
      return tellNotice(making, event, again);
    case 'case.moved':
      return tellCase(making, event, again);
    case 'account.left':
      return sayAll(making, [text('holder.left', { account: event.accountNumber })]);
    case 'handoff.back':
      return backAgain(making, event);
    case 'channels.joined':
    case 'channels.parted':
    case 'line.linked':
    case 'task.moved':
      return tellLinks(making, event);
    case 'told.elsewhere':
      return askedElsewhere(making, event);
    case 'person.took':
    case 'person.said':
    case 'person.left':
      return;
    default:
      return tellPayment(making, event);
  }
}

/** Questions about what was told on another channel are not asked here too. */
function askedElsewhere({ session }: Making, event: Extract<Happening, { name: 'told.elsewhere' }>): void {
  const rated = event.paymentId ? `payment:${event.paymentId} ` : `case:${event.caseNumber} `;
  const isThere = ({ service, slots }: Pick<Frame, 'service' | 'slots'>): boolean =>
    slots.rated?.startsWith(rated) === true ||
    // Whether power is back.
    (service === 'outage.report' && slots.case !== undefined && slots.case === event.caseNumber);
  session.stack = session.stack.filter((frame) => !isThere(frame));
  session.queue = session.queue.filter((wish) => !isThere(wish));
}

/** What can be switched off; that a payment failed, ran out or is in dispute is told to everybody. */
async function wanted({ turn }: Making, event: Happening): Promise<boolean> {
  const topic = event.name === 'payment.paid' ? 'receipt' : event.name === 'case.moved' ? (event.topic ?? null) : null;
  return topic === null || turn.services.notices.wants(turn.viewer, topic);
}

async function tellPayment(making: Making, event: Extract<Happening, { paymentId: string }>): Promise<void> {
  const { services, viewer } = making.turn;
  const found = await services.payments.find(viewer, event.paymentId);
  if (!found.ok) return;
  const payment = found.value;
  switch (event.name) {
    case 'payment.paid':
      receipt(making, payment);
      return askForRating(making, `payment:${payment.paymentId}`, 'payment.pay');
    case 'payment.failed':
      return sayAll(making, [
        { kind: 'choices', phrase: phrase('paid.failed', { amount: payment.amount }), buttons: [payAgain(payment)] },
      ]);
    case 'payment.expired':
      return sayAll(making, [
        { kind: 'choices', phrase: phrase('paid.expired', { amount: payment.amount }), buttons: [payAgain(payment)] },
      ]);
    case 'payment.disputed':
      return sayAll(making, [text('paid.disputed', { caseNumber: event.caseNumber })]);
    case 'payment.refunded':
    case 'payment.refund-trouble':
      return tellRefund(making, payment, event);
  }
}

async function tellRefund(
  making: Making,
  payment: Payment,
  event: Extract<Happening, { refundId: string }>,
): Promise<void> {
  const refund = (await making.turn.services.refunds.ofPayment(payment.paymentId)).find(
    ({ refundId }) => refundId === event.refundId,
  );
  if (!refund) return;
  const { amount } = refund;
  if (event.name === 'payment.refund-trouble')
    return sayAll(making, [text('refund.trouble', { amount, caseNumber: event.caseNumber })]);
  sayAll(making, [
    {
      kind: 'card',
      title: phrase('refund.title'),
      rows: [
        [phrase('row.account'), { literal: maskAccountNumber(payment.accountNumber) }],
        [phrase('row.refunded'), { money: amount }],
        [phrase('row.refund-number'), { literal: refund.refundId.slice(0, 13) }],
      ],
      buttons: [],
    },
    text('refund.done'),
    ...(payment.status === 'refunded' && refund.owedAgain ? [text('refund.owed-again')] : []),
  ]);
}

const payAgain = (payment: Payment) =>
  start('payment.pay', phrase('label.service', { service: 'payment.pay' }), { account: payment.accountNumber });

function receipt(making: Making, payment: Payment): void {
  sayAll(making, [
    {
      kind: 'card',
      title: phrase('paid.title'),
      rows: [
        [phrase('row.account'), { literal: maskAccountNumber(payment.accountNumber) }],
        // Whose home it is, is whose months these are.
        ...(boundAccount(making.turn.viewer, payment.accountNumber)
          ? [
              [
                phrase('row.bills'),
                phrase('value.bills', { periods: payment.bills.map((bill) => bill.period) }),
              ] as const,
            ]
          : []),
        [phrase('row.amount'), { money: payment.amount }],
        ...(payment.paidAt ? [[phrase('row.paid-at'), { time: payment.paidAt }] as const] : []),
        [phrase('row.receipt'), { literal: payment.paymentId.slice(0, 13) }],
      ],
      buttons: [
        start('invoice.issue', phrase('label.service', { service: 'invoice.issue' }), { payment: payment.paymentId }),
      ],
    },
    text('paid.thanks'),
  ]);
}
