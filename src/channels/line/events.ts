/** Reads a LINE webhook's body (facts/channels.md 1.2, 1.3): what people wrote, pressed, sent and took back, who came and who left. */
import { z } from 'zod';
import type { InboundMessage } from '../../conversation/message.ts';
import { contentOf, isPersonal, messageIdOf } from './content.ts';

/** Ids are text: message ids have 18 digits and more, which a number would round. */
const id = z.string().regex(/^[\x21-\x7e]{1,128}$/);

const envelope = z.looseObject({ events: z.array(z.unknown()) });

const anyEvent = z.looseObject({
  type: z.string().max(100),
  mode: z.enum(['active', 'standby']),
  webhookEventId: id,
  timestamp: z.number().int().nonnegative().max(8.64e15),
  source: z
    .looseObject({
      type: z.string(),
      userId: id.optional().catch(undefined),
      groupId: id.optional().catch(undefined),
      roomId: id.optional().catch(undefined),
    })
    .optional()
    .catch(undefined),
  replyToken: id.optional().catch(undefined),
});
type AnyEvent = z.infer<typeof anyEvent>;

const unsend = z.looseObject({ unsend: z.looseObject({ messageId: id }) });
const accountLink = z.looseObject({
  link: z.looseObject({ result: z.enum(['ok', 'failed']), nonce: z.string().max(255).optional() }),
});
const called = z.looseObject({
  message: z.looseObject({
    type: z.literal('text'),
    text: z.string(),
    mention: z.looseObject({ mentionees: z.array(z.looseObject({ isSelf: z.boolean().optional() })) }),
  }),
});

export interface LinePerson {
  readonly channel: 'line';
  readonly channelUserId: string;
}

/** A resident came back from LINE's own page (1.13); LINE never says so when its link token was over. */
export interface AccountLink {
  /** Null: LINE does not say who, as where it failed. */
  readonly person: LinePerson | null;
  readonly result: 'ok' | 'failed';
  readonly nonce: string | null;
  readonly eventId: string;
  readonly at: Date;
}

/** A group or room that brought us in, or in which somebody calls us by name. */
export interface InCompany {
  readonly chatId: string;
  readonly eventId: string;
  readonly at: Date;
  readonly replyToken: string;
  /** What was written to us; null: we were brought in. */
  readonly text: string | null;
}

export interface LineWebhookBody {
  /** Each event once, oldest first: LINE promises neither. */
  readonly messages: readonly InboundMessage[];
  /** Messages that their writers took back: nothing of them may stay. */
  readonly takenBack: readonly { readonly person: LinePerson; readonly messageIds: readonly string[] }[];
  /** Who added us, or blocked us. */
  readonly people: readonly { readonly person: LinePerson; readonly left: boolean; readonly at: Date }[];
  readonly links: readonly AccountLink[];
  readonly inCompany: readonly InCompany[];
  /** What LINE tells of our own account, e.g. `botSuspended`. */
  readonly account: readonly string[];
}

const OF_THE_ACCOUNT: readonly string[] = ['activated', 'deactivated', 'botSuspended', 'botResumed'];

/**
 * The events of one webhook call; null when the body is not a webhook's at all. An event we don't know, can't read or may not
 * answer (standby) is passed over: LINE adds kinds without notice.
 */
export function readLineEvents(body: unknown): LineWebhookBody | null {
  const parsed = envelope.safeParse(body);
  if (!parsed.success) return null;
  const events = new Map<string, AnyEvent>();
  for (const candidate of parsed.data.events) {
    const event = anyEvent.safeParse(candidate);
    if (event.success) events.set(event.data.webhookEventId, event.data);
  }
  const all = [...events.values()].sort((a, b) => a.timestamp - b.timestamp);
  // Another system has the chat while we stand by: we answer nothing, but whoever left has left, and what was taken back is.
  const ours = all.filter((event) => event.mode === 'active');
  return {
    messages: ours.flatMap(inbound),
    takenBack: all.flatMap(takenBackBy),
    people: all.flatMap(comingOrGoing),
    links: all.flatMap(linkOf),
    inCompany: ours.flatMap(companyOf),
    account: all.flatMap(({ type }) => (OF_THE_ACCOUNT.includes(type) ? [type] : [])),
  };
}

/** The person of a talk between the two of us; null in a group or room: a bill is nothing to show in company. */
function personOf({ source }: AnyEvent): LinePerson | null {
  return source?.type === 'user' && source.userId ? { channel: 'line', channelUserId: source.userId } : null;
}

function inbound(event: AnyEvent): InboundMessage[] {
  const person = personOf(event);
  const content = person && isPersonal(event.type) ? contentOf(event) : null;
  if (!person || !content) return [];
  const messageId = messageIdOf(event);
  return [
    {
      ...person,
      eventId: event.webhookEventId,
      at: new Date(event.timestamp),
      content,
      ...(event.replyToken !== undefined && { replyToken: event.replyToken }),
      ...(messageId !== null && { messageId }),
    },
  ];
}

function takenBackBy(event: AnyEvent): LineWebhookBody['takenBack'][number][] {
  const person = personOf(event);
  const read = event.type === 'unsend' && person ? unsend.safeParse(event) : null;
  return person && read?.success ? [{ person, messageIds: [read.data.unsend.messageId] }] : [];
}

function comingOrGoing(event: AnyEvent): LineWebhookBody['people'][number][] {
  const person = personOf(event);
  if (!person || (event.type !== 'follow' && event.type !== 'unfollow')) return [];
  return [{ person, left: event.type === 'unfollow', at: new Date(event.timestamp) }];
}

function linkOf(event: AnyEvent): AccountLink[] {
  const read = event.type === 'accountLink' ? accountLink.safeParse(event) : null;
  if (!read?.success) return [];
  const { result, nonce } = read.data.link;
  return [
    {
      person: personOf(event),
      result,
      nonce: nonce ?? null,
      eventId: event.webhookEventId,
      at: new Date(event.timestamp),
    },
  ];
}

function companyOf(event: AnyEvent): InCompany[] {
  const { source, replyToken } = event;
  const chatId = source?.type === 'group' ? source.groupId : source?.type === 'room' ? source.roomId : undefined;
  if (!chatId || replyToken === undefined) return [];
  const read = event.type === 'message' ? called.safeParse(event) : null;
  const isCalled = read?.success === true && read.data.message.mention.mentionees.some(({ isSelf }) => isSelf === true);
  if (event.type !== 'join' && !isCalled) return [];
  const text = read?.success ? read.data.message.text : null;
  return [{ chatId, eventId: event.webhookEventId, at: new Date(event.timestamp), replyToken, text }];
}
