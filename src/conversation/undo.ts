/** What was just done is taken back: a case through its own read-back, a payment by saying whether anything was charged. */

import { isEnd } from '../domain/case-processes.ts';
import { isCaseNumber } from '../domain/cases.ts';
import type { ServiceId } from '../domain/names.ts';
import { canDo } from '../services/cases/resident-acts.ts';
import type { Slots } from './flow.ts';
import { casesSeen } from './flows/which-case.ts';
import { within } from './lately.ts';
import { type Making, sayAll } from './making.ts';
import { type Said, start, text } from './saying.ts';
import { phrase } from './sentences/book.ts';
import { askAgain } from './step.ts';
import { wish } from './wishes.ts';

/** What was done longer ago is not "just now": then it is asked which case is meant. */
const JUST_NOW_HOURS = 24;
/** 取消, with nothing open, means what was filed this lately. */
const STILL_WARM_MINUTES = 10;

const person = () => start('handoff.request', phrase('label.person'));

/** What was filed in the last minutes, if anything was. */
const filedWithin = (making: Making, minutes: number) =>
  making.session.filed && within(making, making.session.filed.at, minutes) ? making.session.filed : null;

/** Whether a bare 取消 can be meant for what was just filed: only cases and payments. */
export function canStillMean(making: Making): boolean {
  const filed = filedWithin(making, STILL_WARM_MINUTES);
  return filed !== null && (filed.service === 'payment.pay' || isCaseNumber(filed.id));
}

/** Services that are undone by another one, begun with what was done. */
const OPPOSITE: Readonly<Partial<Record<ServiceId, (id: string) => readonly [ServiceId, Slots]>>> = {
  'account.bind': (account) => ['account.unbind', { account }],
  'account.unbind': (accountNumber) => ['account.bind', { accountNumber }],
  'account.switch': () => ['account.switch', {}],
  'notice.choose': () => ['notice.choose', {}],
};

export async function undo(making: Making): Promise<void> {
  const filed = filedWithin(making, JUST_NOW_HOURS * 60);
  if (!filed) return anyCase(making);
  if (filed.service === 'payment.pay') return payment(making, filed.id);
  const opposite = OPPOSITE[filed.service]?.(filed.id);
  if (opposite) return begin(making, ...opposite);
  if (filed.service !== 'progress.chase' && isCaseNumber(filed.id)) return withdraw(making, filed.id);
  return say(making, {
    kind: 'choices',
    phrase: phrase('undo.not-here', { service: filed.service }),
    buttons: [person()],
  });
}

/** The flow itself says whether the case may still be withdrawn, and reads back before it is. */
const withdraw = (making: Making, caseNumber: string): Promise<void> =>
  begin(making, 'progress.query', { case: caseNumber, category: 'withdraw' });

function begin(making: Making, service: ServiceId, slots: Slots): Promise<void> {
  making.asked = false;
  return wish(making, service, slots);
}

async function say(making: Making, said: Said): Promise<void> {
  sayAll(making, [said]);
  return askAgain(making);
}

async function anyCase(making: Making): Promise<void> {
  const own = (await casesSeen(making.turn)).filter(
    ({ own: mine, found }) => mine && !isEnd(found.stage) && canDo(found, 'withdraw'),
  );
  const [only] = own;
  if (only && own.length === 1) return withdraw(making, only.found.caseNumber);
  if (only) return begin(making, 'progress.query', { category: 'withdraw' });
  return say(making, text('undo.nothing'));
}

async function payment(making: Making, paymentId: string): Promise<void> {
  const { services, viewer } = making.turn;
  const found = await services.payments.find(viewer, paymentId);
  if (!found.ok) return say(making, text('undo.nothing'));
  const { amount, status, expiresAt } = found.value;
  if (status === 'pending') return say(making, text('undo.payment-pending', { amount, until: expiresAt }));
  if (status !== 'paid') return say(making, text('undo.payment-none', { amount }));
  return say(making, { kind: 'choices', phrase: phrase('undo.payment-paid', { amount }), buttons: [person()] });
}
