/** Takes one step of a conversation: advances the open flow, and what waits behind it, until somebody has to answer. */
import { isCaseNumber } from '../domain/cases.ts';
import { offerByAddress } from './by-address.ts';
import type { Done, Flow, ReadBack, Slot, Step, Turn } from './flow.ts';
import { FLOWS } from './flows/index.ts';
import { drop, forget, newFrame, push, waiters } from './frames.ts';
import { type Making, putQuestion, sayAll } from './making.ts';
import { type Button, text } from './saying.ts';
import { phrase } from './sentences/book.ts';
import { type Frame, openFrame } from './session.ts';
import { hazardOf } from './understanding/distress.ts';
import { hear } from './understanding/spelling.ts';

/** Goes on with the open flow, and with whatever waits below it or in the queue, until a question is open or nothing is left. */
export async function advance(making: Making): Promise<void> {
  // Every round finishes a frame, pushes one or asks; the bound only guards against a flow that forgets something for ever.
  for (let round = 0; round < 30; round += 1) {
    const frame = openFrame(making.session);
    if (!frame) {
      const wish = making.session.queue.shift();
      if (!wish) return;
      if (wish.service !== 'rating.give') sayAll(making, [text('repair.next', { service: wish.service })]);
      push(making, wish.service, wish.slots);
      continue;
    }
    const flow = FLOWS[frame.service];
    if (frame.version !== flow.version) {
      const why = frame.memo.unreadable ? 'repair.unreadable' : 'repair.changed-meanwhile';
      sayAll(making, [text(why, { service: frame.service })]);
      making.session.stack.splice(-1, 1, newFrame(making.session, frame.service, {}, frame.memo.needed));
      continue;
    }
    const slot = await firstUnanswered(flow, frame, making.turn);
    if (slot) {
      const step = (await slot.before?.(making.turn, frame.slots, frame)) ?? { kind: 'go-on' };
      if (await take(making, frame, step)) continue;
      await ask(making, frame, slot);
      return;
    }
    if (flow.readBack && (frame.readBack === null || frame.agreed !== frame.readBack)) {
      const read = await flow.readBack(making.turn, frame.slots, frame);
      if ('kind' in read) {
        if (await take(making, frame, read)) continue;
        throw new Error(`${frame.service} neither reads back nor ends`);
      }
      await confirm(making, frame, read);
      return;
    }
    const step = await flow.act(making.turn, frame.slots, frame);
    if (await take(making, frame, step)) continue;
    // The values that were agreed to are not those that hold now: read back again.
    frame.readBack = null;
    frame.agreed = null;
  }
  throw new Error('a flow does not come to an end');
}

/** Asks the open question once more, unless this turn has asked it already. */
export async function askAgain(making: Making): Promise<void> {
  if (!making.asked && openFrame(making.session)) await advance(making);
}

async function firstUnanswered(flow: Flow, frame: Frame, turn: Turn): Promise<Slot | null> {
  for (const slot of flow.slots) {
    const given = frame.slots[slot.name];
    if (given !== undefined && !slot.check) continue;
    if (given === undefined && slot.when && !slot.when(frame.slots, turn)) continue;
    const guess = async () =>
      frame.mustAsk.includes(slot.name) ? undefined : slot.prefill?.(turn, frame.slots, frame);
    const value = given ?? (await guess());
    if (value === undefined) return slot;
    const checked = slot.check?.(value, turn, frame.slots) ?? { value };
    if (!('value' in checked) || 'instead' in checked) {
      forget(frame, slot.name);
      return slot;
    }
    frame.slots[slot.name] = checked.value;
  }
  return null;
}

/** Carries out what a step says; true: the loop goes on, false: this frame asks now. */
async function take(making: Making, frame: Frame, step: Step): Promise<boolean> {
  switch (step.kind) {
    case 'go-on':
      sayAll(making, step.say ?? []);
      making.writes.push(...(step.writes ?? []));
      Object.assign(frame.memo, step.memo ?? {});
      if (step.viewer) making.turn = { ...making.turn, viewer: step.viewer };
      if (step.danger) rememberDanger(making, step.danger);
      return false;
    case 'first':
      sayAll(making, step.say ?? []);
      making.writes.push(...(step.writes ?? []));
      push(making, step.service, step.slots ?? {}, frame);
      return true;
    case 'ask-again':
      sayAll(making, step.say);
      for (const name of step.slots) forget(frame, name);
      return true;
    case 'done':
      finish(making, frame, step);
      return true;
  }
}

/** What threatens there is heard in the words that told of it, if it was said in words. */
function rememberDanger({ session, turn }: Making, caseNumber: string): void {
  session.danger = { caseNumber, hazard: hazardOf(hear(turn.written).key), at: turn.now.toISOString() };
}

function finish(making: Making, frame: Frame, end: Done): void {
  const { session } = making;
  sayAll(making, end.say);
  making.writes.push(...(end.writes ?? []));
  if (end.viewer) making.turn = { ...making.turn, viewer: end.viewer };
  if (end.topic) {
    session.topic = { ...end.topic, service: frame.service, at: making.turn.now.toISOString() };
    making.turn = { ...making.turn, topic: session.topic };
  }
  if (end.filed !== undefined)
    session.filed = { service: frame.service, id: end.filed, at: making.turn.now.toISOString() };
  noteLately(making, frame, end);
  if (end.danger) rememberDanger(making, end.danger);
  if (end.served) {
    making.writes.push(
      making.turn.services.ratings.record(making.turn.viewer, frame.service, end.served.serviceId, end.served.subject),
    );
  }
  const before = [...session.stack];
  const waiting = end.failed ? waiters(session, frame) : [];
  if (waiting.length > 0) sayAll(making, [text('repair.left-with', { waiting })]);
  drop(making, frame, end.failed === true);
  if (waiting.length > 0)
    offerByAddress(
      making,
      frame,
      before.filter((one) => !session.stack.includes(one)),
    );
}

/** What 要多久 and why are asked of from now on; a rating, and what failed, is nothing to be asked about. */
function noteLately({ session, turn }: Making, { service, slots }: Frame, end: Done): void {
  const filed = end.filed !== undefined && isCaseNumber(end.filed) ? { case: end.filed } : undefined;
  const about = end.about === undefined ? filed : end.about;
  if (about === null || service === 'rating.give' || (end.failed && about === undefined)) return;
  const { category } = slots;
  session.lately = { service, slots: { ...(category && { category }), ...about }, at: turn.now.toISOString() };
}

/** Whether what an old yes was said to still holds; if not, it is read back anew. */
export async function stillHolds(making: Making, frame: Frame): Promise<boolean> {
  const before = frame.readBack;
  const read = await FLOWS[frame.service].readBack?.(making.turn, frame.slots, frame);
  if (!read || 'kind' in read) return false;
  return (await hashOf([frame.service, ...read.values])) === before;
}

/** What the open question can be answered with by a tap. */
export function answerButtons(frame: Frame): Button[] {
  const { asked } = frame;
  if (asked === null) return [];
  if (asked === 'confirm')
    return [
      { label: phrase('label.yes'), command: { kind: 'affirm', bound: frame.readBack ?? '' } },
      { label: phrase('label.no'), command: { kind: 'deny' } },
    ];
  return [
    ...frame.options.map(
      ({ label, value }): Button => ({ label: { literal: label }, command: { kind: 'set', slot: asked, value } }),
    ),
    ...(frame.optional ? [{ label: phrase('label.skip'), command: { kind: 'skip' } } satisfies Button] : []),
  ];
}

async function ask(making: Making, frame: Frame, slot: Slot): Promise<void> {
  const question = await slot.ask(making.turn, frame.slots, frame);
  if (frame.asked !== slot.name) frame.misses = 0;
  frame.asked = slot.name;
  frame.optional = question.optional === true;
  frame.options = (question.options ?? []).map(({ label, value, alsoSaid }) => ({
    label: 'literal' in label ? label.literal : making.turn.render(label),
    value,
    ...(alsoSaid && { alsoSaid: [...alsoSaid] }),
  }));
  const buttons = answerButtons(frame);
  const { say } = question;
  putQuestion(making, frame, slot.name, [
    say.kind === 'text' && buttons.length > 0 ? { kind: 'choices', phrase: say.phrase, buttons } : say,
  ]);
}

async function confirm(making: Making, frame: Frame, read: ReadBack): Promise<void> {
  if (frame.asked !== 'confirm') frame.misses = 0;
  frame.asked = 'confirm';
  frame.options = [];
  frame.optional = false;
  frame.readBack = await hashOf([frame.service, ...read.values]);
  frame.yes = making.turn.render(read.yes);
  const buttons: Button[] = [
    { label: read.yes, command: { kind: 'affirm', bound: frame.readBack } },
    { label: phrase('label.no'), command: { kind: 'deny' } },
  ];
  putQuestion(making, frame, 'confirm', [...read.say, { kind: 'choices', phrase: read.question, buttons }]);
}

async function hashOf(values: readonly string[]): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(JSON.stringify(values)));
  return [...new Uint8Array(digest).subarray(0, 8)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
