/** Judges text messages: one for everything that asks for one, and each sent, no more often than faults excuse. */
import type { Books, CaseRow } from './books.ts';
import { type Find, LEAD, type Times } from './findings.ts';

export interface Sent {
  readonly phone: string;
  readonly text: string;
}

const ENDS_TOLD = ['withdrawn', 'rejected', 'signed'];

/** How many the number on file gets of one case. */
function wanted({ kind, history }: CaseRow): number {
  if (kind === 'phone-change') return 1;
  if (kind !== 'transfer') return 0;
  const [opened] = history;
  // The old holder hears of the filing, is asked when the papers are there, and hears how it ended.
  const askedLater = history.some(({ event, at }) => event === 'consent-asked' && at !== opened?.at);
  const ended = history.some(({ event, data }) => {
    const { stage } = JSON.parse(data) as { stage?: string };
    return ENDS_TOLD.includes(event) || (event === 'lapsed' && stage === 'expired');
  });
  return 1 + Number(askedLater) + Number(ended);
}

export function judgeOutbox(books: Books, sent: readonly Sent[], faults: number, times: Times, find: Find): void {
  const { outbox, cases } = books;
  const all = cases.reduce((sum, one) => sum + wanted(one), 0);
  if (outbox.length !== all)
    find(
      outbox.length > all ? 'twice' : 'lost',
      `${outbox.length} text messages lie in the outbox, ${all} were asked for`,
    );
  for (const { recipient, due, sent: at, gaveUp } of outbox)
    if (!at && !gaveUp && Date.parse(due) + LEAD < times.now)
      find('stuck', `a text message to ${recipient} was due ${due} and was never sent`);
  const gone = outbox.filter((row) => row.sent !== null).length;
  if (sent.length < gone) find('lost', `${gone} text messages are marked as sent, ${sent.length} left the house`);
  // Who dies between sending and marking sends again; a text message has no key that its receiver could tell it by.
  if (sent.length > outbox.length + faults)
    find('twice', `${sent.length} text messages left the house, ${outbox.length} lay in the outbox, ${faults} faults`);
}
