/** Reads what the gateway hands over: words, places, and what nobody here can read, in the order in which each person wrote. */
import type { Content, InboundMessage } from '../../conversation/message.ts';
import { storable } from '../../domain/written.ts';
import type { CallMessage } from './shapes.ts';

/** Nobody writes more than this in a chat; the start of it says what is wanted. */
const MOST_READ = 4_000;

export function toInbound(messages: readonly CallMessage[]): readonly InboundMessage[] {
  const newest = new Map<string, number>();
  return messages.map((message) => {
    const { id, talkerId } = message;
    // WeChat's clock counts seconds: of what one person wrote in the same one, the order of the list holds.
    const at = new Date(message.at).getTime();
    const before = newest.get(talkerId);
    const placed = before !== undefined && at <= before && at > before - 1_000 ? before + 1 : at;
    newest.set(talkerId, Math.max(placed, before ?? placed));
    return {
      channel: 'wechaty',
      channelUserId: talkerId,
      eventId: id,
      messageId: id,
      at: new Date(placed),
      content: contentOf(message),
    };
  });
}

function contentOf({ kind = 'text', text, place }: CallMessage): Content {
  const words = storable(text.slice(0, MOST_READ));
  if (kind === 'text') return { kind: 'text', text: words };
  if (kind !== 'location') return { kind: 'other', what: kind };
  if (place) return { kind: 'place', address: words.trim(), ...place };
  return words.trim() === '' ? { kind: 'other', what: kind } : { kind: 'text', text: words };
}
