/** Reads a LINE webhook's body (facts/channels.md 1.2, 1.3): what people wrote or pressed, and what they took back. */
import { z } from 'zod';
import type { Content, InboundMessage } from '../../conversation/message.ts';

/** Ids are text: message ids have 18 digits and more, which a number would round. */
const id = z.string().regex(/^[\x21-\x7e]{1,128}$/);

const envelope = z.looseObject({ events: z.array(z.unknown()) });

const personalEvent = z.looseObject({
  type: z.string(),
  mode: z.literal('active'),
  webhookEventId: id,
  timestamp: z.number().int().nonnegative().max(8.64e15),
  /** Groups and rooms are left out for now: a bill is nothing to show in company. */
  source: z.looseObject({ type: z.literal('user'), userId: id }),
  replyToken: id.optional().catch(undefined),
});
type PersonalEvent = z.infer<typeof personalEvent>;

const message = z.looseObject({ type: z.string().min(1).max(40), id: id.optional(), text: z.string().optional() });
const postback = z.looseObject({ data: z.string() });
const unsend = z.looseObject({ messageId: id });

export interface LineWebhookBody {
  /** Each event once, oldest first: LINE promises neither. */
  readonly messages: readonly InboundMessage[];
  /** LINE's ids of messages their writers took back: what is stored of them has to be hidden. */
  readonly unsent: readonly string[];
}

/**
 * The events of one webhook call; null when the body is not a webhook's at all.
 * An event we don't know, can't read or may not answer (standby) is passed over: LINE adds kinds without notice.
 */
export function readLineEvents(body: unknown): LineWebhookBody | null {
  const parsed = envelope.safeParse(body);
  if (!parsed.success) return null;
  const messages = new Map<string, InboundMessage>();
  const unsent: string[] = [];
  for (const candidate of parsed.data.events) {
    const event = personalEvent.safeParse(candidate);
    if (!event.success) continue;
    if (event.data.type === 'unsend') {
      const takenBack = unsend.safeParse(event.data.unsend);
      if (takenBack.success) unsent.push(takenBack.data.messageId);
      continue;
    }
    const content = contentOf(event.data);
    if (content) messages.set(event.data.webhookEventId, inbound(event.data, content));
  }
  return { messages: [...messages.values()].sort((a, b) => a.at.getTime() - b.at.getTime()), unsent };
}

function contentOf(event: PersonalEvent): Content | null {
  switch (event.type) {
    case 'message': {
      const { data } = message.safeParse(event.message);
      if (!data) return null;
      if (data.type === 'text') return data.text === undefined ? null : { kind: 'text', text: storable(data.text) };
      return { kind: 'other', what: storable(data.type) };
    }
    case 'postback': {
      const { data } = postback.safeParse(event.postback);
      return data ? { kind: 'button', value: storable(data.data) } : null;
    }
    case 'follow':
      return { kind: 'other', what: 'follow' };
    default:
      return null;
  }
}

const inbound = (event: PersonalEvent, content: Content): InboundMessage => ({
  channel: 'line',
  channelUserId: event.source.userId,
  eventId: event.webhookEventId,
  at: new Date(event.timestamp),
  content,
  ...(event.replyToken === undefined ? {} : { replyToken: event.replyToken }),
});

/** PostgreSQL holds neither NUL nor half a surrogate pair. */
const storable = (text: string): string => text.toWellFormed().replaceAll('\0', '');
