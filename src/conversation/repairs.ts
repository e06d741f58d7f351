/** What every flow gets free: cancel, correct, digress and resume, back, repeat, skip, clarify, help, a person, danger. */
import type { ServiceId, SlotName } from '../domain/names.ts';
import type { Slots } from './flow.ts';
import { FLOWS } from './flows/index.ts';
import type { Command } from './message.ts';
import { type Button, type Said, start, text } from './saying.ts';
import { phrase } from './sentences/book.ts';
import { openFrame } from './session.ts';
import { advance, drop, fill, forget, type Making, push, sayAll } from './step.ts';

/** What can be asked for without saying it: the first thing a lost resident sees. */
const OFFERS: readonly ServiceId[] = ['bill.query', 'bill.explain', 'payment.pay', 'invoice.issue', 'handoff.request'];

const offers = (services: readonly ServiceId[] = OFFERS): Button[] =>
  services.map((service) => start(service, phrase('label.service', { service })));

/** Applies one command. Commands never touch a table: flows decide, services plan, converse.ts commits. */
export async function apply(making: Making, command: Command): Promise<void> {
  const { session } = making;
  const open = openFrame(session);
  if (command.kind !== 'unknown') session.misses = 0;
  switch (command.kind) {
    case 'emergency':
      return danger(making);
    case 'start':
      return begin(making, command.service, command.slots ?? {});
    case 'set':
      if (!open) return outOfTheBlue(making, command.slot, command.value);
      if (!knows(open.service, command.slot)) return unclear(making);
      return answer(making, command.slot, command.value);
    case 'correct':
      if (!open || !knows(open.service, command.slot)) return unclear(making);
      if (open.slots[command.slot] !== undefined) {
        sayAll(making, [text('repair.corrected', { slot: command.slot, value: command.value })]);
      }
      return answer(making, command.slot, command.value);
    case 'reject':
      return reject(making, command.slot);
    case 'affirm':
      if (open?.asked !== 'confirm' || (command.bound !== undefined && command.bound !== open.readBack))
        return unclear(making);
      open.agreed = open.readBack;
      open.asked = null;
      return advance(making);
    case 'deny':
      if (open?.optional && open.asked && open.asked !== 'confirm') return skip(making);
      return cancel(making, open?.asked === 'confirm' && open.service === 'payment.pay' ? text('pay.not-now') : null);
    case 'skip':
      return skip(making);
    case 'cancel':
      return cancel(making, null);
    case 'back':
      return back(making);
    case 'repeat':
      // What was said last stands in the session as it was shown; converse.ts puts it before the question.
      return askAgain(making);
    case 'help': {
      const supplier = await supplierName(making);
      sayAll(
        making,
        open
          ? [text('help.in-the-middle', { service: open.service })]
          : [
              {
                kind: 'choices',
                phrase: phrase('help.what-i-can', {
                  supplier,
                  hotline: (await making.turn.services.settings()).hotline[making.turn.locale],
                }),
                buttons: offers(),
              },
            ],
      );
      return askAgain(making);
    }
    case 'resend':
      if (open?.asked !== 'code') return unclear(making);
      delete open.memo.sentFor;
      delete open.memo.askedFor;
      return advance(making);
    case 'language':
      making.turn = { ...making.turn, locale: command.locale, viewer: { ...making.turn.viewer, localeChosen: true } };
      sayAll(making, [text('language.changed')]);
      return askAgain(making);
    case 'stale':
      return stale(making, command.wanted);
    case 'outOfScope':
      sayAll(making, [text('scope.outside', { supplier: await supplierName(making) })]);
      return askAgain(making);
    case 'unknown':
      return unclear(making);
  }
}

const knows = (service: ServiceId, slot: SlotName): boolean =>
  FLOWS[service].slots.some((known) => known.name === slot);

const supplierName = async (making: Making): Promise<string> =>
  (await making.turn.services.settings()).supplierName[making.turn.locale];

/** Asks the open question once more, unless this turn has asked it already. */
export async function askAgain(making: Making): Promise<void> {
  if (!making.asked && openFrame(making.session)) await advance(making);
}

async function begin(making: Making, service: ServiceId, slots: Slots): Promise<void> {
  const open = openFrame(making.session);
  if (service === 'smalltalk') {
    sayAll(making, await smallTalk(making, slots.talk ?? 'hello'));
    return askAgain(making);
  }
  if (open?.service === service) {
    for (const [slot, value] of Object.entries(slots)) if (value !== undefined) fill(open, slot as SlotName, value);
    return advance(making);
  }
  if (making.begun > 0 && open) {
    making.session.queue.push({ service, slots });
    // Announced before the question that is open, so that the question stays the last word.
    making.said.splice(Math.max(0, making.said.length - 1), 0, {
      said: text('repair.later', { service }),
      frame: 0,
      question: '',
    });
    return;
  }
  making.begun += 1;
  making.asked = false;
  push(making, service, slots);
  return advance(making);
}

async function smallTalk(making: Making, talk: string): Promise<Said[]> {
  const supplier = await supplierName(making);
  if (talk === 'thanks') return [text('talk.thanks')];
  if (talk === 'bye') return [text('talk.bye')];
  return openFrame(making.session)
    ? [text('talk.hello', { supplier })]
    : [{ kind: 'choices', phrase: phrase('talk.hello', { supplier }), buttons: offers() }];
}

async function answer(making: Making, slot: SlotName, value: string): Promise<void> {
  const open = openFrame(making.session);
  if (!open) return;
  const checked = FLOWS[open.service].slots
    .find((known) => known.name === slot)
    ?.check?.(value, making.turn, open.slots) ?? { value };
  if ('wrong' in checked) {
    sayAll(making, [checked.wrong]);
    open.misses += 1;
    return askAgain(making);
  }
  fill(open, slot, checked.value);
  making.asked = false;
  return advance(making);
}

/** A value nobody asked for: a number wants its bill, a month the bill of that month of what was talked about last. */
async function outOfTheBlue(making: Making, slot: SlotName, value: string): Promise<void> {
  if (slot === 'accountNumber' || slot === 'month') return begin(making, 'bill.query', { [slot]: value });
  return unclear(making);
}

async function reject(making: Making, slot: SlotName | undefined): Promise<void> {
  const open = openFrame(making.session);
  if (!open) return unclear(making);
  const filled = FLOWS[open.service].slots
    .filter((known) => open.slots[known.name] !== undefined)
    .map((known) => known.name);
  const wrong = slot ?? (filled.length === 1 ? filled[0] : undefined);
  if (wrong && open.slots[wrong] !== undefined) {
    forget(open, wrong);
    open.memo = {};
    sayAll(making, [text('repair.what-is-right', { slot: wrong })]);
    return askAgain(making);
  }
  sayAll(making, [text('repair.what-is-wrong')]);
  return askAgain(making);
}

async function skip(making: Making): Promise<void> {
  const open = openFrame(making.session);
  if (!open?.optional || !open.asked || open.asked === 'confirm') return unclear(making);
  fill(open, open.asked, '');
  return advance(making);
}

async function cancel(making: Making, instead: Said | null): Promise<void> {
  const open = openFrame(making.session);
  if (!open) {
    sayAll(making, [{ kind: 'choices', phrase: phrase('repair.nothing-to-cancel'), buttons: offers() }]);
    return;
  }
  sayAll(making, [instead ?? text('repair.cancelled', { service: open.service })]);
  drop(making, open, true);
  return advance(making);
}

/** Takes back the last answer that was given, or leaves the service when none was. */
async function back(making: Making): Promise<void> {
  const open = openFrame(making.session);
  if (!open) return cancel(making, null);
  const answered = FLOWS[open.service].slots.filter((slot) => open.slots[slot.name] !== undefined);
  const last = answered.at(-1);
  if (!last) return cancel(making, null);
  forget(open, last.name);
  return askAgain(making);
}

async function stale(making: Making, wanted: Command | null): Promise<void> {
  sayAll(making, [
    wanted?.kind === 'start'
      ? {
          kind: 'choices',
          phrase: phrase('repair.old-button-start', { service: wanted.service }),
          buttons: [start(wanted.service, phrase('label.service', { service: wanted.service }), wanted.slots)],
        }
      : text('repair.old-button'),
  ]);
  return askAgain(making);
}

/** For services that this release leaves to people: said so, with the way to one. */
export async function offerPerson(making: Making): Promise<void> {
  const { hotline } = await making.turn.services.settings();
  sayAll(making, [
    {
      kind: 'choices',
      phrase: phrase('scope.not-yet', { hotline: hotline[making.turn.locale] }),
      buttons: [start('handoff.request', phrase('label.person'))],
    },
  ]);
  return askAgain(making);
}

/** Two different tries, then choices, then a person (facts: the ladder of design.md 4.3). */
async function unclear(making: Making): Promise<void> {
  const open = openFrame(making.session);
  if (open?.asked) {
    open.misses += 1;
    const asked = open.asked === 'confirm' ? 'confirm' : open.asked;
    if (open.misses >= 3) {
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
    } else {
      sayAll(making, [WRONG[asked] ?? text('wrong.choice')]);
    }
    return askAgain(making);
  }
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
  confirm: text('wrong.confirm'),
};

/** Safety first, in the same turn, from any state; the open question comes back after it. */
async function danger(making: Making): Promise<void> {
  const { services, locale, viewer, conversationId, topic, messageKey } = making.turn;
  const { emergencyNumbers, hotline } = await services.settings();
  const opened = await services.cases.open({
    kind: 'outage',
    reason: `danger:${conversationId}`,
    residentId: viewer.residentId,
    accountNumber:
      topic?.account ?? (viewer.accounts.length === 1 ? (viewer.accounts[0]?.accountNumber ?? null) : null),
    summary: { danger: true, message: messageKey },
  });
  making.writes.push(...opened.writes);
  sayAll(making, [
    text('emergency.first', { emergency: emergencyNumbers[locale], hotline: hotline[locale] }),
    text('emergency.case', { caseNumber: opened.value.caseNumber }),
  ]);
  return askAgain(making);
}
