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
    const reason = wrong?.kind === 'text' ? wrong.phrase.key : '';
    const heardBefore = open.memo.wrong === reason;
    open.memo.wrong = reason;
    if (open.misses === 1) sayAll(making, [hint]);
    // A reason that they have just read is not said to them twice.
    else if (open.misses === 2) sayAll(making, wrong && !heardBefore ? [wrong, inTheMiddle] : [inTheMiddle]);
    else {
      const leave: Button = { label: phrase('label.cancel'), command: { kind: 'cancel' } };
      sayAll(making, [await thirdTime(making, open.misses, [start('handoff.request', phrase('label.person')), leave])]);
    }
    return askAgain(making);
  }
  // Something is open that has not asked yet, e.g. after a deployment: its question is the answer.
  if (open) return askAgain(making);
  making.session.misses += 1;
  const { misses } = making.session;
  if (misses > 2) return sayAll(making, [await thirdTime(making, misses, offers())]);
  const key = misses === 1 ? 'repair.unclear' : 'repair.unclear-again';
  sayAll(making, [{ kind: 'choices', phrase: phrase(key), buttons: offers() }]);
}

/** After two tries choices, then a person, then again: the same is never said twice in a row. */
async function thirdTime({ turn }: Making, misses: number, buttons: readonly Button[]): Promise<Said> {
  if (misses % 2 === 1) return { kind: 'choices', phrase: phrase('repair.choose-or-person'), buttons };
  const { hotline } = await turn.services.settings();
  return { kind: 'choices', phrase: phrase('repair.offer-person', { hotline: hotline[turn.locale] }), buttons };
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
