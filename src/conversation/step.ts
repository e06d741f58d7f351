/** Takes one step of a conversation: applies commands to the open frame and advances flows until somebody has to answer. */
import type { ServiceId, SlotName } from '../domain/names.ts';
import type { Write } from '../store/commit.ts';
import type { Done, Flow, ReadBack, Slot, Slots, Step, Turn } from './flow.ts';
import { FLOWS } from './flows/index.ts';
import { type Button, type Said, text } from './saying.ts';
import { phrase } from './sentences/book.ts';
import { type Frame, openFrame, type Session } from './session.ts';

/** How many services may be open inside one another. */
const DEEPEST = 4;

/** What is said, and to which frame's question its buttons belong (frame 0: an offer of this turn). */
export interface Placed {
  readonly said: Said;
  readonly frame: number;
  readonly question: string;
}

/** A turn in the making; only this file and repairs.ts change it. */
export interface Making {
  readonly session: Session;
  turn: Turn;
  readonly said: Placed[];
  readonly writes: Write[];
  /** The open question was asked in this turn already. */
  asked: boolean;
  /** Services begun by this very message: a second wish waits for the first. */
  begun: number;
}

export const begin = (session: Session, turn: Turn): Making => ({
  session: structuredClone(session),
  turn,
  said: [],
  writes: [],
  asked: false,
  begun: 0,
});

export const sayAll = (making: Making, said: readonly Said[]): void => {
  for (const one of said) making.said.push({ said: one, frame: 0, question: '' });
};

export function push(
  making: Making,
  service: ServiceId,
  slots: Slots,
  memo: Readonly<Record<string, string>> = {},
): void {
  const { session } = making;
  // The same service twice on the stack would ask its questions twice: the newer wish replaces the older.
  const older = session.stack.findIndex((frame) => frame.service === service);
  if (older >= 0) session.stack.splice(older, 1);
  if (session.stack.length >= DEEPEST) {
    sayAll(making, [text('repair.too-deep')]);
    return;
  }
  session.stack.push(newFrame(session, service, slots, memo));
}

function newFrame(session: Session, service: ServiceId, slots: Slots, memo: Readonly<Record<string, string>>): Frame {
  const id = session.nextFrame;
  session.nextFrame += 1;
  return {
    id,
    service,
    version: FLOWS[service].version,
    slots: { ...slots },
    asked: null,
    options: [],
    optional: false,
    misses: 0,
    memo: { ...memo },
    readBack: null,
    agreed: null,
  };
}

/** Sets a slot; whatever depended on the old value is forgotten, and so is a yes that was said to it. */
export function fill(frame: Frame, name: SlotName, value: string): void {
  if (frame.slots[name] !== undefined && frame.slots[name] !== value) forget(frame, name);
  frame.slots[name] = value;
  if (frame.asked === name) frame.asked = null;
  frame.misses = 0;
  frame.readBack = null;
  frame.agreed = null;
}

export function forget(frame: Frame, name: SlotName): void {
  delete frame.slots[name];
  frame.readBack = null;
  frame.agreed = null;
  for (const cleared of FLOWS[frame.service].slots.find((slot) => slot.name === name)?.clears ?? []) {
    if (frame.slots[cleared] !== undefined) forget(frame, cleared);
  }
}

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
      sayAll(making, [text('repair.changed-meanwhile', { service: frame.service })]);
      making.session.stack[making.session.stack.length - 1] = newFrame(making.session, frame.service, {}, {});
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

async function firstUnanswered(flow: Flow, frame: Frame, turn: Turn): Promise<Slot | null> {
  for (const slot of flow.slots) {
    const given = frame.slots[slot.name];
    if (given !== undefined && !slot.check) continue;
    if (given === undefined && slot.when && !slot.when(frame.slots, turn)) continue;
    const value = given ?? (await slot.prefill?.(turn, frame.slots));
    if (value === undefined) return slot;
    const checked = slot.check?.(value, turn, frame.slots) ?? { value };
    if ('wrong' in checked) {
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
      return false;
    case 'first':
      sayAll(making, step.say ?? []);
      push(making, step.service, step.slots ?? {}, { needed: 'yes' });
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

function finish(making: Making, frame: Frame, end: Done): void {
  const { session } = making;
  sayAll(making, end.say);
  making.writes.push(...(end.writes ?? []));
  if (end.viewer) making.turn = { ...making.turn, viewer: end.viewer };
  if (end.topic) {
    session.topic = { ...end.topic, at: making.turn.now.toISOString() };
    making.turn = { ...making.turn, topic: session.topic };
  }
  if (end.served) {
    making.writes.push(
      making.turn.services.ratings.record(making.turn.viewer, frame.service, end.served.serviceId, end.served.subject),
    );
  }
  drop(making, frame, end.failed === true);
}

/** Takes a frame off the stack; with `failed`, also what had waited for it. What lies below is announced before it goes on. */
export function drop(making: Making, frame: Frame, failed: boolean): void {
  const { session } = making;
  session.stack.splice(session.stack.indexOf(frame), 1);
  const below = openFrame(session);
  if (!below) return;
  if (frame.memo.needed) {
    if (failed) drop(making, below, below.memo.needed !== undefined);
    return;
  }
  sayAll(making, [text('repair.resume', { service: below.service })]);
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
  const buttons: Button[] = [
    ...frame.options.map(
      ({ label, value }): Button => ({ label: { literal: label }, command: { kind: 'set', slot: slot.name, value } }),
    ),
    ...(frame.optional ? [{ label: phrase('label.skip'), command: { kind: 'skip' } } satisfies Button] : []),
  ];
  const said = question.say;
  making.said.push({
    said: said.kind === 'text' && buttons.length > 0 ? { kind: 'choices', phrase: said.phrase, buttons } : said,
    frame: frame.id,
    question: slot.name,
  });
  making.asked = true;
}

async function confirm(making: Making, frame: Frame, read: ReadBack): Promise<void> {
  sayAll(making, read.say);
  frame.asked = 'confirm';
  frame.options = [];
  frame.optional = false;
  frame.readBack = await hashOf([frame.service, ...read.values]);
  making.said.push({
    said: {
      kind: 'choices',
      phrase: read.question,
      buttons: [
        { label: read.yes, command: { kind: 'affirm', bound: frame.readBack } },
        { label: phrase('label.no'), command: { kind: 'deny' } },
      ],
    },
    frame: frame.id,
    question: 'confirm',
  });
  making.asked = true;
}

async function hashOf(values: readonly string[]): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(JSON.stringify(values)));
  return [...new Uint8Array(digest).subarray(0, 8)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
