/** What every flow gets free: cancel, correct, digress and resume, back, repeat, skip, clarify, help, a person, danger. */
import type { ServiceId, SlotName } from '../domain/names.ts';
import { type Given, takeValues } from './answering.ts';
import { offers, unclear } from './clarify.ts';
import { crisis, danger, gas } from './danger/danger.ts';
import { FLOWS } from './flows/index.ts';
import { fill, slotOf, takeBack } from './frames.ts';
import { cancel, cancelAll, notWanted, putOff } from './leaving.ts';
import { type Making, putQuestion, sayAll } from './making.ts';
import type { Command } from './message.ts';
import { goOn } from './resume.ts';
import { type Said, start, text } from './saying.ts';
import { phrase } from './sentences/book.ts';
import { type Frame, openFrame } from './session.ts';
import { advance, answerButtons, askAgain, stillHolds } from './step.ts';
import { hasNone, saysWrong } from './understanding/corrections.ts';
import { canStillMean, undo } from './undo.ts';
import { unsure } from './unsure.ts';
import { refuse, why } from './why.ts';
import { wish } from './wishes.ts';

const isValue = (command: Command): command is Given => command.kind === 'set' || command.kind === 'correct';

const starts = (command: Command, service: ServiceId): boolean =>
  command.kind === 'start' && command.service === service;
const isQuestion = (command: Command): boolean => starts(command, 'knowledge.ask');

/** Of two wishes in one message the question is answered first: that is done at once, and nobody waits for it behind nine others. */
function questionsFirst(commands: readonly Command[]): readonly Command[] {
  if (!commands.every(({ kind }) => kind === 'start')) return commands;
  const others = commands.filter((command) => !isQuestion(command));
  return others.length === commands.length || others.length === 0
    ? commands
    : [...commands.filter(isQuestion), ...others];
}

/** Applies commands in the order they were said, but for questions; values that stand together count together. */
export async function applyAll(making: Making, said: readonly Command[]): Promise<void> {
  const commands = questionsFirst(said);
  // An answer can be long: nobody who stands beside a wire has to read past it.
  if (commands !== said && commands.some((command) => starts(command, 'outage.report')))
    sayAll(making, [text('outage.danger-comes-first')]);
  for (let at = 0; at < commands.length; at += 1) {
    const command = commands[at];
    if (!command) continue;
    if (command.kind !== 'unknown') making.session.misses = 0;
    if (!isValue(command)) {
      await apply(making, command);
      continue;
    }
    const end = commands.findIndex((later, place) => place > at && !isValue(later));
    const values = commands.slice(at, end < 0 ? undefined : end).filter(isValue);
    at += values.length - 1;
    await takeValues(making, values);
  }
}

/** Applies one command. Commands never touch a table: flows decide, services plan, converse.ts commits. */
async function apply(making: Making, command: Exclude<Command, Given>): Promise<void> {
  const open = openFrame(making.session);
  switch (command.kind) {
    case 'emergency':
      return danger(making, command.of);
    case 'start':
      return wish(making, command.service, command.slots ?? {});
    case 'reject':
      return reject(making, command.slot);
    case 'affirm':
      return affirm(making, command.bound);
    case 'deny':
      // 没有, asked for a telephone: there is none, and nothing that was told is thrown away for that.
      if (open?.asked && open.asked !== 'confirm' && (open.optional || hasNone(making.turn.written)))
        return skip(making);
      // The case stands; only its telephone is wrong.
      if (open?.service === 'handoff.request' && open.asked === 'confirm') return reject(making, 'contactPhone');
      // 不对 to what was read back: nine answers are not thrown away for one that is wrong. A payment in doubt is not made.
      if (open?.asked === 'confirm' && open.service !== 'payment.pay' && saysWrong(making.turn.written))
        return reject(making, undefined);
      return cancel(making, open?.asked === 'confirm' && open.service === 'payment.pay' ? text('pay.not-now') : null);
    case 'skip':
      return skip(making);
    case 'cancel':
      if (command.later) return putOff(making);
      return command.all ? cancelAll(making) : !open && canStillMean(making) ? undo(making) : cancel(making, null);
    case 'not-wanted':
      return notWanted(making, command.services);
    case 'undo':
      return undo(making);
    case 'wait':
      return wait(making);
    case 'why':
      return why(making, command.slot);
    case 'go-on':
      return goOn(making);
    case 'back':
      return back(making);
    case 'repeat':
      // What was said last stands in the session as it was shown; converse.ts puts it before the question.
      return askAgain(making);
    case 'help':
      sayAll(making, [open ? text('help.in-the-middle', { service: open.service }) : await whatICan(making)]);
      return askAgain(making);
    case 'resend':
      if (!open) return sayAll(making, [text('repair.no-code')]);
      if (open.asked !== 'code') return unclear(making);
      open.memo.resend = 'yes';
      return advance(making);
    case 'language':
      making.turn = { ...making.turn, locale: command.locale, viewer: { ...making.turn.viewer, localeChosen: true } };
      sayAll(making, [text('language.changed')]);
      return askAgain(making);
    case 'stale':
      return stale(making, command.wanted);
    case 'unsure':
      return unsure(making, command);
    case 'outOfScope':
      if (command.of) return command.of === 'crisis' ? crisis(making) : gas(making);
      sayAll(making, [text('scope.outside', { supplier: (await wordsOf(making)).supplier })]);
      return askAgain(making);
    case 'unknown':
      return unclear(making);
  }
}

/** What a utility is called and where it is rung up, in the turn's language. */
async function wordsOf({ turn }: Making): Promise<{ supplier: string; hotline: string }> {
  const { supplierName, hotline } = await turn.services.settings();
  return { supplier: supplierName[turn.locale], hotline: hotline[turn.locale] };
}

const whatICan = async (making: Making): Promise<Said> => ({
  kind: 'choices',
  phrase: phrase('help.what-i-can', await wordsOf(making)),
  buttons: offers(),
});

async function affirm(making: Making, bound: string | undefined): Promise<void> {
  const open = openFrame(making.session);
  // A yes to nothing is politeness: 好的, after a receipt.
  if (!open) return sayAll(making, [text('talk.thanks')]);
  if (open.asked !== 'confirm' || (bound !== undefined && bound !== open.readBack)) return unclear(making);
  // After hours or days the yes counts for what holds now, if that is what was read back.
  if (making.away && !(await stillHolds(making, open))) {
    open.readBack = null;
    sayAll(making, [text('repair.read-again')]);
    return advance(making);
  }
  open.agreed = open.readBack;
  open.asked = null;
  return advance(making);
}

/** Slots that a resident answered or could have been asked for, in the order of the flow. */
const filledOf = (making: Making, open: Frame): SlotName[] =>
  FLOWS[open.service].slots
    .filter(({ name, when }) => open.slots[name] !== undefined && when?.(open.slots, making.turn) !== false)
    .map(({ name }) => name);

async function reject(making: Making, slot: SlotName | undefined): Promise<void> {
  const open = openFrame(making.session);
  if (!open) return unclear(making);
  const filled = filledOf(making, open);
  const wrong = slot ?? (filled.length === 1 ? filled[0] : undefined);
  if (wrong && open.slots[wrong] !== undefined) {
    takeBack(open, wrong);
    sayAll(making, [text('repair.what-is-right', { slot: wrong })]);
    return askAgain(making);
  }
  // Nothing has been said yet that could be wrong: the question stands.
  if (filled.length === 0) return unclear(making);
  sayAll(making, [
    {
      kind: 'choices',
      phrase: phrase('repair.what-is-wrong'),
      buttons: filled.map((name) => ({
        label: phrase('label.slot', { slot: name }),
        command: { kind: 'reject', slot: name },
      })),
    },
  ]);
  return askAgain(making);
}

async function skip(making: Making): Promise<void> {
  const open = openFrame(making.session);
  if (!open?.optional || !open.asked || open.asked === 'confirm') return refuse(making);
  fill(open, open.asked, '');
  return advance(making);
}

/** The question stands, with its buttons; nothing is asked of them again. */
async function wait(making: Making): Promise<void> {
  const open = openFrame(making.session);
  making.still = true;
  const buttons = open ? answerButtons(open) : [];
  if (!open?.asked) return sayAll(making, [text('repair.wait')]);
  putQuestion(making, open, open.asked, [
    buttons.length > 0 ? { kind: 'choices', phrase: phrase('repair.wait'), buttons } : text('repair.wait'),
  ]);
}

/** Takes back the last answer that was given, or leaves the service when none was. */
async function back(making: Making): Promise<void> {
  const open = openFrame(making.session);
  // An answer that was kept in another slot is an answer all the same.
  const asked = (name: SlotName) =>
    open && (open.memo.instead === name || slotOf(open.service, name)?.when?.(open.slots, making.turn) !== false);
  const last = open?.given.filter(asked).at(-1);
  if (!open || !last) return cancel(making, null);
  takeBack(open, last);
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
