/** A stand-in for LINE on loopback: the Messaging API as a strict server, and people who write, press and read. */
import { type Door, openDoor } from './line-emulator/door.ts';
import { LineLogin } from './line-emulator/login.ts';
import { LineMenus } from './line-emulator/menus.ts';
import { type Pressable, pressablesOf, textsOf } from './line-emulator/phone.ts';
import { LinePlatform } from './line-emulator/platform.ts';
import type { DeliverableMessage } from './line-emulator/rules.ts';
import {
  callWebhook,
  type Delivery,
  type LineEvent,
  signedBy,
  type WebhookTarget,
  webhookBody,
} from './line-emulator/webhooks.ts';

export type { DeliverableMessage, Delivery, LineEvent };

export interface LineEmulatorOptions {
  /** Where webhooks go; can be set later with `sendWebhooksTo`. */
  readonly webhook?: WebhookTarget;
  readonly channelSecret?: string;
  readonly accessToken?: string;
  /** The base of the clock, which `advance` adds to; stands still unless given (`Date.now` runs beside a real service). */
  readonly now?: () => number;
  /** Begins every id, so that two emulators over one database don't repeat each other's. */
  readonly seed?: string;
}

export interface LineEmulator extends Pick<Door, 'url' | 'journal' | 'trouble' | 'arrived' | 'close'> {
  readonly channelSecret: string;
  /** Assign another to make the service's token wrong. */
  accessToken: string;
  readonly platform: LinePlatform;
  readonly login: LineLogin;
  readonly menus: LineMenus;
  /** Everything a correct client never does; a test ends with this empty. */
  readonly violations: readonly string[];
  readonly deliveries: readonly Delivery[];
  sendWebhooksTo(target: WebhookTarget): void;
  now(): number;
  advance(ms: number): void;
  /** An event of this person with fresh ids, not delivered yet; `fields` win. */
  event(userId: string, type: string, fields?: Readonly<Record<string, unknown>>): LineEvent;
  text(userId: string, text: string, fields?: Readonly<Record<string, unknown>>): LineEvent;
  /** A message of any kind; `id` names its content. */
  message(userId: string, message: Readonly<Record<string, unknown>>): LineEvent;
  /** A photo or file whose bytes LINE keeps. */
  photo(userId: string, bytes: Uint8Array, more?: Readonly<Record<string, unknown>>): LineEvent;
  postback(userId: string, data: string, fields?: Readonly<Record<string, unknown>>): LineEvent;
  /** Delivers events in one call; as a spontaneous duplicate when given events that were delivered before. */
  deliver(
    events: readonly LineEvent[],
    how?: { readonly signature?: string | null; readonly body?: string },
  ): Promise<Delivery>;
  /** As after a missing 200: the same events, marked, signed anew, the reply token's minute started again. */
  redeliver(delivery: Delivery): Promise<Delivery>;
  /** The person writes. */
  say(userId: string, text: string): Promise<Delivery>;
  /** The person presses the newest button with this label; throws with what could be pressed when there is none. */
  tap(userId: string, label: string): Promise<Delivery>;
  /** The messages on the person's phone, oldest first. */
  conversationWith(userId: string): DeliverableMessage[];
  /** Every text on the person's phone, oldest first. */
  readBy(userId: string): string[];
  buttonsOf(userId: string): Pressable[];
}

export async function startLineEmulator(options: LineEmulatorOptions = {}): Promise<LineEmulator> {
  const { channelSecret = '8c570fa6dd201bb328f1c1eac23a96d8', seed = '01JD' } = options;
  const base = options.now ?? (() => Date.UTC(2026, 10, 21, 2));
  let target = options.webhook;
  let skipped = 0;
  let counter = 0;
  const now = () => base() + skipped;
  const next = (length: number) => seed + String(++counter).padStart(length - seed.length, '0');

  const platform = new LinePlatform(now, () => `54${String(++counter).padStart(17, '0')}`);
  const deliveries: Delivery[] = [];
  let accessToken = options.accessToken ?? 'line-access-token';
  const login = new LineLogin(now, next);
  const menus = new LineMenus(next, (what) => void platform.violations.push(what));
  const door = await openDoor({
    platform,
    login,
    menus,
    accessToken: () => accessToken,
    requestId: () => `request-${next(12)}`,
  });

  const event: LineEmulator['event'] = (userId, type, fields = {}) => ({
    type,
    mode: 'active',
    timestamp: now(),
    source: { type: 'user', userId },
    webhookEventId: next(26),
    deliveryContext: { isRedelivery: false },
    ...(['unfollow', 'unsend'].includes(type) ? {} : { replyToken: next(32) }),
    ...fields,
  });

  const deliver: LineEmulator['deliver'] = async (events, how = {}) => {
    if (target === undefined) throw new Error('the emulator has nowhere to send webhooks to');
    for (const { source, replyToken, timestamp } of events) {
      // A reply in company goes to everybody there.
      const chat = source?.groupId ?? source?.roomId ?? source?.userId;
      if (!chat) continue;
      if (chat === source?.userId) platform.meet(chat);
      if (replyToken !== undefined) platform.grant(replyToken, chat, timestamp);
    }
    const body = how.body ?? webhookBody(events);
    const signature = how.signature === undefined ? signedBy(channelSecret, body) : how.signature;
    const status = await callWebhook(target, body, signature);
    const delivery = { events, body, signature, status, failed: status === null || status < 200 || status > 299 };
    deliveries.push(delivery);
    return delivery;
  };

  const conversationWith = (userId: string) =>
    platform.delivered.filter((delivered) => delivered.userId === userId).map(({ message }) => message);
  const buttonsOf = (userId: string) =>
    conversationWith(userId).flatMap((message, index, all) =>
      pressablesOf(message).filter((button) => !button.quick || index === all.length - 1),
    );
  const messageId = () => `54${String(++counter).padStart(17, '0')}`;
  const text: LineEmulator['text'] = (userId, written, fields = {}) =>
    event(userId, 'message', {
      message: { type: 'text', id: messageId(), quoteToken: 'q', text: written },
      ...fields,
    });
  const message: LineEmulator['message'] = (userId, content) =>
    event(userId, 'message', { message: { id: messageId(), ...content } });
  const photo: LineEmulator['photo'] = (userId, bytes, more = {}) => {
    const id = messageId();
    platform.contents.set(id, { bytes, type: 'image/jpeg' });
    return message(userId, { type: 'image', contentProvider: { type: 'line' }, ...more, id });
  };
  const postback: LineEmulator['postback'] = (userId, data, fields = {}) =>
    event(userId, 'postback', { postback: { data }, ...fields });

  return {
    ...door,
    get accessToken() {
      return accessToken;
    },
    set accessToken(token) {
      accessToken = token;
    },
    channelSecret,
    platform,
    login,
    menus,
    violations: platform.violations,
    deliveries,
    sendWebhooksTo: (to) => {
      target = to;
    },
    now,
    advance: (ms) => {
      skipped += ms;
    },
    event,
    text,
    message,
    photo,
    postback,
    deliver,
    redeliver: ({ events }) => deliver(events.map((one) => ({ ...one, deliveryContext: { isRedelivery: true } }))),
    say: (userId, written) => deliver([text(userId, written)]),
    tap: (userId, label) => {
      const buttons = buttonsOf(userId);
      const pressed = buttons.findLast((button) => button.label === label || button.says === label);
      if (!pressed)
        throw new Error(`no button ${label}; there are: ${buttons.map((button) => button.label).join(', ')}`);
      if (pressed.uri !== undefined) throw new Error(`${label} opens ${pressed.uri}`);
      return deliver([pressed.data === undefined ? text(userId, pressed.says) : postback(userId, pressed.data)]);
    },
    conversationWith,
    readBy: (userId) => conversationWith(userId).flatMap(textsOf),
    buttonsOf,
  };
}
