/** LINE's account link came back (facts/channels.md 1.13): it enters the chat it is about like a message, stored once before LINE hears 200. */
import type { InboundMessage } from '../../conversation/message.ts';
import type { AccountLink } from './events.ts';

/** Null where there is nothing to do: it failed, or LINE does not say whose it is. */
export function linkedMessage({ person, result, nonce, eventId, at }: AccountLink): InboundMessage | null {
  if (!person || result !== 'ok' || !nonce) return null;
  return { ...person, eventId, at, content: { kind: 'event', event: { name: 'line.linked', nonce } } };
}
