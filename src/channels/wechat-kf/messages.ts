/** Reads what 微信客服 has in its list (facts/channels.md 2.8): words, photos, places, who came in, what was taken back or not delivered. */
import { z } from 'zod';
import type { Content, InboundMessage } from '../../conversation/message.ts';
import { storable } from '../../domain/written.ts';
import { isMediaId } from '../wechat/media.ts';
import { placeIn } from '../wechat/messages.ts';

const id = z.string().regex(/^[\x21-\x2e\x30-\x7e]{1,100}$/);
const entry = z.looseObject({
  msgid: z.string().regex(/^[\x21-\x7e]{1,128}$/),
  open_kfid: id.optional(),
  external_userid: id.optional(),
  send_time: z.int().nonnegative().max(99_999_999_999),
  /** 3 the customer, 4 the system, 5 staff. */
  origin: z.int().optional(),
  msgtype: z.string().min(1).max(40),
});
const text = z.looseObject({ text: z.looseObject({ content: z.string() }) });
const media = z.looseObject({ media_id: z.string() });
const location = z.looseObject({
  location: z.looseObject({
    latitude: z.number(),
    longitude: z.number(),
    name: z.string().optional(),
    address: z.string().optional(),
  }),
});
const event = z.looseObject({
  event: z.looseObject({
    event_type: z.string(),
    open_kfid: id.optional(),
    external_userid: id.optional(),
    welcome_code: z.string().min(1).max(200).optional(),
    fail_msgid: z.string().max(128).optional(),
    fail_type: z.int().optional(),
    recall_msgid: z.string().max(128).optional(),
  }),
});

export interface KfPerson {
  readonly openKfId: string;
  readonly userId: string;
}

/** One name for both: the same person may write to several accounts, and each is a conversation of its own. */
export const personKey = ({ openKfId, userId }: KfPerson): string => `${openKfId}/${userId}`;

export function personOf(key: string): KfPerson | null {
  const [openKfId, userId, ...more] = key.split('/');
  return openKfId && userId && more.length === 0 ? { openKfId, userId } : null;
}

export interface KfPage {
  readonly messages: readonly InboundMessage[];
  readonly takenBack: readonly { readonly channelUserId: string; readonly messageId: string }[];
  /** Messages of ours that WeCom had taken and could not deliver. */
  readonly failed: readonly { readonly messageId: string; readonly type: number }[];
}

/** What we don't know, can't read, or staff and ourselves have said, is passed over. */
export function readKfPage(list: readonly unknown[], openKfId: string): KfPage {
  const messages: InboundMessage[] = [];
  const takenBack: KfPage['takenBack'][number][] = [];
  const failed: KfPage['failed'][number][] = [];
  for (const candidate of list) {
    const { data } = entry.safeParse(candidate);
    if (!data) continue;
    const told = data.msgtype === 'event' ? event.safeParse(candidate).data?.event : undefined;
    const userId = data.external_userid ?? told?.external_userid;
    if (told?.event_type === 'msg_send_fail' && told.fail_msgid)
      failed.push({ messageId: told.fail_msgid, type: told.fail_type ?? 0 });
    if (!userId) continue;
    const channelUserId = personKey({ openKfId: data.open_kfid ?? told?.open_kfid ?? openKfId, userId });
    if (told?.event_type === 'user_recall_msg' && told.recall_msgid)
      takenBack.push({ channelUserId, messageId: told.recall_msgid });
    const content = told ? coming(told) : data.origin === 3 ? contentOf(data.msgtype, candidate) : null;
    if (!content) continue;
    messages.push({
      channel: 'wechat-kf',
      channelUserId,
      eventId: data.msgid,
      at: new Date(data.send_time * 1_000),
      content,
      messageId: data.msgid,
      ...(told?.welcome_code !== undefined && { replyToken: told.welcome_code }),
    });
  }
  return { messages, takenBack, failed };
}

/** Somebody came in and may be welcomed; where WeCom gives no code it says something itself, or did lately. */
const coming = (told: { readonly event_type: string; readonly welcome_code?: string | undefined }): Content | null =>
  told.event_type === 'enter_session' && told.welcome_code !== undefined ? { kind: 'other', what: 'enter' } : null;

function contentOf(type: string, candidate: unknown): Content | null {
  switch (type) {
    case 'text': {
      const content = text.safeParse(candidate).data?.text.content;
      return content === undefined ? null : { kind: 'text', text: storable(content) };
    }
    case 'image':
    case 'file': {
      const mediaId = media.safeParse((candidate as Record<string, unknown>)[type]).data?.media_id ?? '';
      return isMediaId(mediaId) ? { kind: 'file', what: type, mediaId } : { kind: 'other', what: type };
    }
    case 'location': {
      const found = location.safeParse(candidate).data?.location;
      if (!found) return { kind: 'other', what: 'location' };
      const address = [found.address, found.name]
        .map((part) => storable(part ?? '').trim())
        .filter((part) => part !== '');
      return placeIn(String(found.latitude), String(found.longitude), [...new Set(address)].join(' '));
    }
    case 'voice':
    case 'video':
    case 'link':
      return { kind: 'other', what: type };
    default:
      return { kind: 'other', what: 'unknown' };
  }
}
