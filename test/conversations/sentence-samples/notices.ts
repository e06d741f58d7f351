/** Samples of what is told by itself: every topic on and off, every outage and every time a bill is told of. */
import type { NoticesParams } from '../../../src/conversation/sentences/notices/params.ts';
import { money } from '../../../src/domain/money.ts';
import type { Locale } from '../../../src/domain/names.ts';
import { NOTICE_TOPICS } from '../../../src/domain/notices.ts';
import { OUTAGE_CAUSES } from '../../../src/domain/outages.ts';
import { account, at, hotlineOf, type Samples, yuan } from './sample.ts';

const switched = [
  { on: NOTICE_TOPICS, off: [] },
  { on: [], off: NOTICE_TOPICS },
  { on: ['planned-outage'] as const, off: ['receipt'] as const },
];
const bill = { ...account, period: '2026-12', amount: yuan };

export const noticeSamples = (locale: Locale): Samples<NoticesParams> => ({
  'notice.topic': NOTICE_TOPICS.map((topic) => ({ topic })),
  'option.topic': NOTICE_TOPICS.flatMap((topic) => [true, false].map((on) => ({ topic, on }))),
  'option.topics-all': [{ on: true }, { on: false }],
  'notice.read-back': switched,
  'notice.done': switched,
  'notice.outage-title': (['announced', 'tomorrow', 'changed', 'cancelled'] as const).flatMap((kind) =>
    OUTAGE_CAUSES.map((cause) => ({ kind, cause })),
  ),
  'notice.span': [null, 3_600_000, 86_400_000].map((lasts) => ({
    from: at,
    until: lasts === null ? null : new Date(at.getTime() + lasts),
  })),
  'notice.advice': [{ hotline: hotlineOf(locale) }],
  'notice.bill-issued': [{ ...bill, dueDate: '2026-12-15' }],
  'notice.bill-soon': [0, 1, 3].map((days) => ({ ...bill, dueDate: '2026-12-15', days })),
  'notice.bill-late': [yuan, money(0, 'CNY')].flatMap((lateFee) => [1, 15].map((days) => ({ ...bill, lateFee, days }))),
});
