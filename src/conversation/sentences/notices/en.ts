/** What is told by itself, in English. */
import type { NoticeTopic } from '../../../domain/notices.ts';
import type { Part } from '../book.ts';
import type { Format } from '../format.ts';
import type { NoticesParams } from './params.ts';

const TOPICS: Readonly<Record<NoticeTopic, string>> = {
  receipt: 'receipts',
  'case-progress': 'case progress',
  'planned-outage': 'outage notices',
  'bill-issued': 'bill notices',
  'bill-due': 'due reminders',
};
const TITLES = {
  announced: (outage: string) => `${outage} announced`,
  tomorrow: (outage: string) => `Reminder: ${outage.toLowerCase()}`,
  changed: (outage: string) => `${outage}: new time`,
  cancelled: (outage: string) => `${outage} cancelled`,
} as const;
const CAUSES = { planned: 'Planned outage', rotation: 'Rotating outage', fault: 'Outage' } as const;

const list = (topics: readonly NoticeTopic[]) => topics.map((topic) => TOPICS[topic]).join(', ');
const both = (p: { on: readonly NoticeTopic[]; off: readonly NoticeTopic[] }) =>
  [p.on.length > 0 ? `on: ${list(p.on)}` : '', p.off.length > 0 ? `off: ${list(p.off)}` : '']
    .filter((part) => part !== '')
    .join('; ');
const capital = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

/** The day once where both ends lie in it. */
function span(from: Date, until: Date | null, f: Format): string {
  if (!until) return `from ${f.time(from)}, end not known yet`;
  const [first, last] = [f.time(from), f.time(until)];
  const day = first.slice(0, -5);
  return `${first} to ${last.startsWith(day) ? last.slice(day.length) : last}`;
}

export const noticesEn: Part<NoticesParams> = {
  'notice.topic': (p) => capital(TOPICS[p.topic]),
  'notice.standing-title': 'Your notices',
  'notice.on': 'On',
  'notice.off': 'Off',
  'ask.topics': 'Which one should I turn on or off?',
  'option.topic': (p) => `${p.on ? 'Start' : 'Stop'} ${TOPICS[p.topic]}`,
  'option.topics-all': (p) => (p.on ? 'Start all' : 'Stop all'),
  'notice.read-back': (p) => `Turn ${both(p)}. Is that right?`,
  'notice.done': (p) =>
    `Done. Turned ${both(p)}. ${p.on.length > 0 ? 'Say “notice settings” any time to turn them off.' : "We'll still tell you about safety, and when power you reported out is back."}`,
  'notice.same': 'That is how it is set already; nothing was changed.',
  'notice.needs-account': 'Outage and bill notices come once an account is linked.',
  'notice.offer': 'Shall I tell you before planned outages, and when a bill is out or due?',
  'notice.outage-title': (p) => TITLES[p.kind](CAUSES[p.cause]),
  'notice.span': (p, f) => span(p.from, p.until, f),
  'notice.advice': (p) =>
    `Charge your phone. Avoid lifts just before. Keep the fridge shut and heaters off. Medical device at home? Have backup power or call ${p.hotline}. Once it's back, wait a few minutes.`,
  'notice.no-outage': 'This outage has been called off. Your power stays on.',
  'row.outage-time': 'Time',
  'row.outage-was': 'Earlier time',
  'row.outage-reason': 'Reason',
  'notice.bill-issued': (p, f) =>
    `The ${f.period(p.period)} bill of account ${f.account(p.account)} is out: ${f.money(p.amount)}, due on ${f.day(p.dueDate)}.`,
  'notice.bill-soon': (p, f) =>
    `The ${f.period(p.period)} bill of account ${f.account(p.account)}, ${f.money(p.amount)}, isn't paid yet. It is due ${p.days === 0 ? 'today' : `in ${p.days} ${p.days === 1 ? 'day' : 'days'}, on ${f.day(p.dueDate)}`}.`,
  'notice.bill-late': (p, f) =>
    `The ${f.period(p.period)} bill of account ${f.account(p.account)}, ${f.money(p.amount)}, is ${p.days} ${p.days === 1 ? 'day' : 'days'} overdue${p.lateFee.minor > 0n ? `; late fee to today ${f.money(p.lateFee)}` : ''}. Please pay soon.`,
};
