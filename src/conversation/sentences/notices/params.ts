/** What sentences about what is told by itself need. */
import type { BillingPeriod, IsoDate } from '../../../domain/billing.ts';
import type { Money } from '../../../domain/money.ts';
import type { NoticeTopic, OutageNotice } from '../../../domain/notices.ts';

type None = Record<never, never>;

export interface NoticesParams {
  'notice.topic': { topic: NoticeTopic };
  'notice.standing-title': None;
  'notice.on': None;
  'notice.off': None;
  'ask.topics': None;
  'option.topic': { topic: NoticeTopic; on: boolean };
  'option.topics-all': { on: boolean };
  'notice.read-back': { on: readonly NoticeTopic[]; off: readonly NoticeTopic[] };
  'notice.done': { on: readonly NoticeTopic[]; off: readonly NoticeTopic[] };
  'notice.same': None;
  'notice.needs-account': None;
  'notice.offer': None;
  'notice.outage-title': Pick<OutageNotice, 'kind' | 'cause'>;
  'notice.span': { from: Date; until: Date | null };
  'notice.advice': { hotline: string };
  'notice.no-outage': None;
  'row.outage-time': None;
  'row.outage-was': None;
  'row.outage-reason': None;
  'notice.bill-issued': { account: string; period: BillingPeriod; amount: Money; dueDate: IsoDate };
  /** `days` to the due date, 0: today. */
  'notice.bill-soon': { account: string; period: BillingPeriod; amount: Money; dueDate: IsoDate; days: number };
  /** `days` after the due date. */
  'notice.bill-late': { account: string; period: BillingPeriod; amount: Money; lateFee: Money; days: number };
}
