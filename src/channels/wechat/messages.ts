/** Reads what WeChat hands over (facts/channels.md 2.3): words, voice put into words, photos, places, menu clicks, who came and left, what became of a template message. */
import type { Content, InboundMessage } from '../../conversation/message.ts';
import { storable } from '../../domain/written.ts';
import { isMediaId } from './media.ts';

/** What became of a template message that WeChat had taken. */
export interface TemplateEnd {
  readonly messageId: string;
  /** WeChat's own words where it was not delivered. */
  readonly failed: string | null;
}

export interface WechatMessage {
  /** Our own account's id (gh_…), which a passive answer names as its sender. */
  readonly account: string;
  readonly openId: string;
  /** Null: WeChat tells something that needs no answer. */
  readonly inbound: InboundMessage | null;
  /** They began to follow the account, or left it; null: neither. */
  readonly came: { readonly left: boolean; readonly at: Date } | null;
  readonly ended: TemplateEnd | null;
}

const ID = /^[\x21-\x7e]{1,128}$/;
/** How WeChat writes a sticker that it does not hand over. */
const NOT_HANDED_OVER = /^[【[]收到不支持的消息类型/;

/** Null when it is no message at all; a kind we don't know is one that needs no answer, since WeChat adds kinds without notice. */
export function readWechatMessage(fields: ReadonlyMap<string, string>): WechatMessage | null {
  const account = fields.get('ToUserName') ?? '';
  const openId = fields.get('FromUserName') ?? '';
  const created = fields.get('CreateTime') ?? '';
  const type = fields.get('MsgType') ?? '';
  if (!ID.test(account) || !ID.test(openId) || !/^\d{1,12}$/.test(created) || !ID.test(type)) return null;
  const at = new Date(Number(created) * 1_000);
  const told = type === 'event' ? toldOf(fields, at) : { came: null, ended: null };
  const content = contentOf(type, fields);
  if (!content) return { account, openId, inbound: null, ...told };
  const eventId = eventIdOf(openId, created, fields);
  return {
    account,
    openId,
    ...told,
    inbound: {
      channel: 'wechat',
      channelUserId: openId,
      eventId,
      at,
      content,
      // What names the answer that this very message may still get in its own response.
      replyToken: eventId,
    },
  };
}

/** MsgId; events have none and are told apart by who, when and what. */
function eventIdOf(openId: string, created: string, fields: ReadonlyMap<string, string>): string {
  const messageId = fields.get('MsgId') ?? '';
  if (/^\d{1,20}$/.test(messageId)) return messageId;
  const what = [fields.get('Event'), fields.get('EventKey')].map((part) => storable(part ?? '').slice(0, 128));
  return [openId, created, ...what].join(':');
}

function contentOf(type: string, fields: ReadonlyMap<string, string>): Content | null {
  const words = (name: string): string => storable(fields.get(name) ?? '').trim();
  switch (type) {
    case 'text': {
      const text = storable(fields.get('Content') ?? '');
      return NOT_HANDED_OVER.test(text) ? { kind: 'other', what: 'sticker' } : { kind: 'text', text };
    }
    case 'voice': {
      // WeChat's own ear, where it is switched on; it ends every sentence with a full stop.
      const heard = words('Recognition').replace(/[。.]+$/u, '');
      return heard === '' ? { kind: 'other', what: 'voice' } : { kind: 'text', text: heard };
    }
    case 'location':
      return placeIn(words('Location_X'), words('Location_Y'), words('Label'));
    case 'image':
    case 'file': {
      const mediaId = fields.get('MediaId') ?? '';
      return isMediaId(mediaId) ? { kind: 'file', what: type, mediaId } : { kind: 'other', what: type };
    }
    case 'video':
    case 'shortvideo':
    case 'link':
      return { kind: 'other', what: type };
    case 'event':
      return eventContent(fields.get('Event') ?? '', words('EventKey'));
    default:
      return null;
  }
}

/** Degrees as WeChat's map counts them (GCJ-02), some hundred metres off a satellite's; `address` may be empty. */
export function placeIn(x: string, y: string, address: string): Content {
  const [latitude, longitude] = [x, y].map((text) => (/^-?\d{1,3}(?:\.\d{1,12})?$/.test(text) ? Number(text) : NaN));
  const isPlace = Math.abs(latitude ?? NaN) <= 90 && Math.abs(longitude ?? NaN) <= 180;
  if (latitude !== undefined && longitude !== undefined && isPlace)
    return { kind: 'place', address: address.slice(0, 300), latitude, longitude };
  return address === '' ? { kind: 'other', what: 'location' } : { kind: 'text', text: address };
}

function toldOf(fields: ReadonlyMap<string, string>, at: Date): Pick<WechatMessage, 'came' | 'ended'> {
  const event = fields.get('Event') ?? '';
  if (event === 'subscribe' || event === 'unsubscribe')
    return { came: { left: event === 'unsubscribe', at }, ended: null };
  // Written MsgID here, and MsgId everywhere else.
  const messageId = fields.get('MsgID') ?? '';
  if (event !== 'TEMPLATESENDJOBFINISH' || !/^\d{1,20}$/.test(messageId)) return { came: null, ended: null };
  const status = storable(fields.get('Status') ?? '').trim();
  return { came: null, ended: { messageId, failed: status === 'success' ? null : status.slice(0, 80) || 'failed' } };
}

function eventContent(event: string, key: string): Content | null {
  switch (event) {
    case 'subscribe':
    case 'SCAN':
      return { kind: 'other', what: 'follow' };
    case 'CLICK':
      // A menu key is what the person would have said, so that a menu needs no table of its own.
      return key === '' ? null : { kind: 'text', text: key };
    default:
      return null;
  }
}
