/** What was not understood: two different tries, then choices, then a person (design.md 4.3). */
import type { ServiceId, SlotName } from '../domain/names.ts';
import { type Making, sayAll } from './making.ts';
import { type Button, type Said, start, text } from './saying.ts';
import { phrase } from './sentences/book.ts';
import { openFrame } from './session.ts';
import { askAgain } from './step.ts';

/** What can be asked for without saying it: the first thing a lost resident sees. */
const OFFERS: readonly ServiceId[] = [
  'bill.query',
  'bill.explain',
  'payment.pay',
  'invoice.issue',
  'outage.report',
  'account.transfer',
  'progress.query',
  'complaint.file',
  'handoff.request',
];

export const offers = (services: readonly ServiceId[] = OFFERS): Button[] =>
  services.map((service) => start(service, phrase('label.service', { service })));

/** `wrong`: why the value that was understood does not do; else the open question's own hint is given. */
export async function unclear(making: Making, wrong?: Said): Promise<void> {
  const open = openFrame(making.session);
  if (open?.asked) {
    open.misses += 1;
    const hint = wrong ?? WRONG[open.asked] ?? text('wrong.choice');
    const inTheMiddle = text('help.in-the-middle', { service: open.service });
    if (open.misses === 1) sayAll(making, [hint]);
    else if (open.misses === 2) sayAll(making, wrong ? [wrong, inTheMiddle] : [inTheMiddle]);
    else {
      sayAll(making, [
        {
          kind: 'choices',
          phrase: phrase('repair.choose-or-person'),
          buttons: [
            start('handoff.request', phrase('label.person')),
            { label: phrase('label.cancel'), command: { kind: 'cancel' } },
          ],
        },
      ]);
    }
    return askAgain(making);
  }
  // Something is open that has not asked yet, e.g. after a deployment: its question is the answer.
  if (open) return askAgain(making);
  making.session.misses += 1;
  const { misses } = making.session;
  const key = misses === 1 ? 'repair.unclear' : misses === 2 ? 'repair.unclear-again' : 'repair.choose-or-person';
  sayAll(making, [{ kind: 'choices', phrase: phrase(key), buttons: offers() }]);
}

const WRONG: Partial<Record<SlotName | 'confirm', Said>> = {
  accountNumber: text('wrong.accountNumber'),
  phone: text('wrong.phone'),
  code: text('wrong.code'),
  month: text('wrong.month'),
  score: text('wrong.score'),
  title: text('wrong.title'),
  taxNumber: text('wrong.taxNumber'),
  comment: text('wrong.comment'),
  name: text('wrong.name'),
  idNumber: text('wrong.idNumber'),
  oldHolderPhone: text('wrong.phone'),
  documents: text('wrong.papers'),
  since: text('request.wrong-since'),
  about: text('complaint.wrong-about'),
  contactPhone: text('connection.wrong-phone'),
  address: text('connection.wrong-address'),
  capacityKw: text('connection.wrong-capacity'),
  parkingSpace: text('connection.wrong-parking'),
  description: text('request.wrong-description'),
  confirm: text('wrong.confirm'),
};
