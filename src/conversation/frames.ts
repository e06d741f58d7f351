/** Frames: opened, filled, emptied and taken off the stack again. */
import type { ServiceId, SlotName } from '../domain/names.ts';
import type { Slot, Slots } from './flow.ts';
import { FLOWS } from './flows/index.ts';
import { type Making, sayAll } from './making.ts';
import { text } from './saying.ts';
import { type Frame, openFrame, type Session } from './session.ts';

/** How many wishes may be open inside one another. */
const DEEPEST = 4;

export const slotOf = (service: ServiceId, name: SlotName): Slot | undefined =>
  FLOWS[service].slots.find((slot) => slot.name === name);

export function newFrame(session: Session, service: ServiceId, slots: Slots, needed = ''): Frame {
  const id = session.nextFrame;
  session.nextFrame += 1;
  const frame: Frame = {
    id,
    service,
    version: FLOWS[service].version,
    slots: {},
    given: [],
    mustAsk: [],
    asked: null,
    options: [],
    optional: false,
    misses: 0,
    memo: needed === '' ? {} : { needed },
    readBack: null,
    agreed: null,
  };
  fillKnown(frame, slots);
  return frame;
}

/** Opens a service on top of what is open; `neededBy` goes on when it has ended well, and ends with it when not. */
export function push(making: Making, service: ServiceId, slots: Slots, neededBy?: Frame): void {
  const { session } = making;
  const at = session.stack.findIndex((frame) => frame.service === service);
  if (at >= 0) {
    raise(session, at, slots, neededBy);
    return;
  }
  // A person can be asked for from anywhere, however deep.
  const asks = FLOWS[service].slots.length > 0 && service !== 'handoff.request';
  if (asks && !neededBy && session.stack.length >= DEEPEST) {
    sayAll(making, [text('repair.too-deep')]);
    return;
  }
  session.stack.push(newFrame(session, service, slots, neededBy ? `${neededBy.id}` : ''));
}

/** A service that is open further down comes up with what it has, and with what it waits for: nothing is asked twice. */
function raise({ stack }: Session, at: number, slots: Slots, neededBy?: Frame): void {
  let end = at + 1;
  while (stack[end]?.memo.needed) end += 1;
  const [frame, ...above] = stack.splice(at, end - at);
  if (!frame) return;
  stack.push(frame, ...above);
  fillKnown(frame, slots);
  if (neededBy) frame.memo.needed = [...waitingFor(frame), `${neededBy.id}`].join(' ');
}

/** Services that go on only after this one, and end with it. */
export const waiters = ({ stack }: Session, frame: Frame): ServiceId[] =>
  stack.filter(({ id }) => waitingFor(frame).includes(`${id}`)).map(({ service }) => service);

/** Ids of the frames that go on only after this one. */
const waitingFor = (frame: Frame): string[] => frame.memo.needed?.split(' ') ?? [];

/** It needs no more what was opened for it: that is taken off, unless others wait for it too. */
export function waitNoMore(session: Session, frame: Frame): void {
  for (const one of session.stack.filter((other) => waitingFor(other).includes(`${frame.id}`))) {
    const others = waitingFor(one).filter((id) => id !== `${frame.id}`);
    if (others.length > 0) one.memo.needed = others.join(' ');
    else {
      session.stack.splice(session.stack.indexOf(one), 1);
      waitNoMore(session, one);
    }
  }
}

export function fillKnown(frame: Frame, slots: Slots): void {
  for (const slot of FLOWS[frame.service].slots) {
    const value = slots[slot.name];
    if (value !== undefined) fill(frame, slot.name, value);
  }
}

/** Sets a slot; whatever depended on the old value is forgotten, and so is a yes that was said to it. */
export function fill(frame: Frame, name: SlotName, value: string): void {
  if (frame.slots[name] !== value) forget(frame, name);
  frame.slots[name] = value;
  frame.given = [...frame.given.filter((given) => given !== name), name];
  frame.mustAsk = frame.mustAsk.filter((asked) => asked !== name);
  if (frame.asked === name) frame.asked = null;
  frame.misses = 0;
}

/** The same where others wait for this frame: what they were told about the same slot is corrected with it. */
export function fillThrough({ stack }: Session, frame: Frame, name: SlotName, value: string): void {
  fill(frame, name, value);
  const waiting = waitingFor(frame);
  for (const below of stack)
    if (waiting.includes(`${below.id}`) && below.slots[name] !== undefined) fill(below, name, value);
}

export function forget(frame: Frame, name: SlotName): void {
  delete frame.slots[name];
  frame.given = frame.given.filter((given) => given !== name);
  frame.readBack = null;
  frame.agreed = null;
  for (const cleared of slotOf(frame.service, name)?.clears ?? [])
    if (frame.slots[cleared] !== undefined) forget(frame, cleared);
}

/** Forgotten because the resident says so: asked even if it could be guessed, for the guess was wrong. */
export function takeBack(frame: Frame, name: SlotName): void {
  forget(frame, name);
  frame.mustAsk = [...frame.mustAsk, name];
}

/** Takes a frame off the stack; with `failed`, also what had waited for it. What lies below is announced before it goes on. */
export function drop(making: Making, frame: Frame, failed: boolean): void {
  const { stack } = making.session;
  const waiting = waitingFor(frame);
  const gone = [`${frame.id}`, ...(failed ? waiting : [])];
  const left = stack.filter((one) => !gone.includes(`${one.id}`));
  stack.splice(0, stack.length, ...left);
  const below = openFrame(making.session);
  if (below && (failed || waiting.length === 0)) sayAll(making, [text('repair.resume', { service: below.service })]);
}
