/** Leaving what is open: the innermost, with what waits for it, or all of it; what was never wanted only goes off the list. */
import type { ServiceId } from '../domain/names.ts';
import { offerByAddress } from './by-address.ts';
import { offers } from './clarify.ts';
import { NO_PERSON } from './flows/handoff-request.ts';
import { drop, waiters } from './frames.ts';
import { type Making, sayAll } from './making.ts';
import { keep } from './resume.ts';
import { type Said, text } from './saying.ts';
import { phrase } from './sentences/book.ts';
import { openFrame } from './session.ts';
import { advance, askAgain } from './step.ts';
import { wish } from './wishes.ts';

const awaitsPerson = ({ turn }: Making): Promise<boolean> => turn.services.handoff.isOpen(turn.conversationId);

/** `instead`: what is said in place of "cancelled". */
export async function cancel(making: Making, instead: Said | null): Promise<void> {
  const open = openFrame(making.session);
  // 不用了 while waiting for a person takes that wish back.
  if (open?.service === 'handoff.request' || (!open && (await awaitsPerson(making)))) {
    making.asked = false;
    return wish(making, 'handoff.request', NO_PERSON);
  }
  if (!open) {
    sayAll(making, [{ kind: 'choices', phrase: phrase('repair.nothing-to-cancel'), buttons: offers() }]);
    return;
  }
  const waiting = waiters(making.session, open);
  const { service } = open;
  const said =
    waiting.length > 0 ? text('repair.cancelled-with', { service, waiting }) : text('repair.cancelled', { service });
  sayAll(making, [instead ?? said]);
  const before = [...making.session.stack];
  drop(making, open, true);
  const left = before.filter((frame) => !making.session.stack.includes(frame));
  keep(making, left);
  offerByAddress(making, open, left);
  return advance(making);
}

/** Not now: nothing is submitted, and all that was said is kept for a word. */
export async function putOff(making: Making): Promise<void> {
  const open = openFrame(making.session);
  if (!open) return sayAll(making, [text('talk.thanks')]);
  const services = [...waiters(making.session, open), open.service];
  return cancel(making, text('repair.put-off', { services }));
}

/** Everything that is open or waits; a person who was called stays called unless that alone is left. */
export async function cancelAll(making: Making): Promise<void> {
  const { session } = making;
  const left = session.stack.filter(({ service }) => service === 'handoff.request');
  const ended = [...session.stack, ...session.queue]
    .map(({ service }) => service)
    .filter((service, at, all) => !['handoff.request', 'rating.give'].includes(service) && all.indexOf(service) === at);
  session.queue = [];
  if (ended.length === 0) return cancel(making, null);
  keep(making, session.stack);
  session.stack = left;
  const [service] = ended;
  sayAll(making, [
    service && ended.length === 1
      ? text('repair.cancelled', { service })
      : text('repair.cancelled-all', { services: ended }),
  ]);
  return askAgain(making);
}

/** What waits in the queue is dropped; what is open goes on. */
export async function notWanted(making: Making, services: readonly ServiceId[]): Promise<void> {
  const { session } = making;
  const dropped = session.queue.filter(({ service }) => services.includes(service));
  session.queue = session.queue.filter((one) => !dropped.includes(one));
  sayAll(
    making,
    dropped.map(({ service }) => text('repair.cancelled', { service })),
  );
  return askAgain(making);
}
