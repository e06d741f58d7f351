/** What a conversation says when an outage is planned where its resident lives, or a bill is out or due. */
import { maskAccountNumber } from '../domain/mask.ts';
import type { BillNotice, OutageNotice } from '../domain/notices.ts';
import type { StandingBill } from '../services/bills.ts';
import { billCard } from './flows/shared.ts';
import { type Making, sayAll } from './making.ts';
import type { Happening } from './message.ts';
import { type Said, start, text } from './saying.ts';
import { phrase } from './sentences/book.ts';

/** Told from the records as they are now; nothing where it is not true, not wanted or not theirs any more. */
export async function tellNotice(
  making: Making,
  event: Extract<Happening, { name: 'notice.due' }>,
  again: boolean,
): Promise<void> {
  const { services, viewer, locale, now } = making.turn;
  const found = await services.notices.find(viewer, event.noticeId, again);
  if (!found) return;
  const { value, writes } = found;
  making.writes.push(...writes);
  if (value.about === 'bill') return sayAll(making, billSaid(value));
  // 几点, why: asked of this outage.
  making.session.lately = { service: 'outage.query', slots: { account: value.accountNumber }, at: now.toISOString() };
  const { hotline } = await services.settings();
  sayAll(making, [
    outageCard(value),
    value.kind === 'cancelled' ? text('notice.no-outage') : text('notice.advice', { hotline: hotline[locale] }),
  ]);
}

function outageCard({ kind, cause, accountNumber, span, was, reason }: OutageNotice): Said {
  const cancelled = kind === 'cancelled';
  return {
    kind: 'card',
    title: phrase('notice.outage-title', { kind, cause }),
    rows: [
      [phrase('row.account'), { literal: maskAccountNumber(accountNumber) }],
      ...(cancelled ? [] : [[phrase('row.outage-time'), phrase('notice.span', span)] as const]),
      ...(was
        ? [[phrase('row.outage-was'), phrase('notice.span', { from: was.from, until: was.until })] as const]
        : []),
      ...(reason ? [[phrase('row.outage-reason'), { literal: reason }] as const] : []),
    ],
    buttons: cancelled
      ? []
      : [
          start('outage.query', phrase('label.service', { service: 'outage.query' }), { account: accountNumber }),
          start('notice.choose', phrase('label.service', { service: 'notice.choose' })),
        ],
  };
}

function billSaid({ kind, bill, days }: BillNotice<StandingBill>): Said[] {
  const said = { account: bill.accountNumber, period: bill.period, amount: bill.amount };
  const opening =
    kind === 'issued'
      ? text('notice.bill-issued', { ...said, dueDate: bill.dueDate })
      : kind === 'soon'
        ? text('notice.bill-soon', { ...said, dueDate: bill.dueDate, days: -days })
        : text('notice.bill-late', { ...said, lateFee: bill.lateFee, days });
  return [opening, billCard(bill)];
}
