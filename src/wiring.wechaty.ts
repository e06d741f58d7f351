/** Puts the door of the wechaty gateway together, and what is known of the gateway. */
import type { Receive } from './channels/receive.ts';
import { buttonOf } from './channels/wechat/numbers.ts';
import { toWechatTexts, type WechatText } from './channels/wechat/replies.ts';
import { NONCE_KEPT_MINUTES } from './channels/wechaty/signing.ts';
import type { WechatyWebhookDeps } from './channels/wechaty/webhook.ts';
import type { Config } from './config.ts';
import type { Converse } from './conversation/converse.ts';
import type { Reply } from './conversation/message.ts';
import type { WechatWords } from './conversation/sentences/wechat.ts';
import { addMinutes, rfc3339 } from './domain/calendar.ts';
import type { Clock } from './outside/clock.ts';
import type { Deps } from './services/deps.ts';
import type { createTakeBack } from './services/taken-back.ts';
import { unshown } from './store/passive.ts';
import { BY_FETCHING, firstCall, gatewayStanding, markDelivered, markFailed, repliesToSay } from './store/wechaty.ts';

const CHANNEL = 'wechaty';
/** It calls every few seconds. */
const SILENT_MINUTES = 2;

/** A turn as the gateway fetches it: the same texts and numbered lists as the official account's, one outbox row each. */
export const wechatyOutgoing = (
  replies: readonly Reply[],
  words: Pick<WechatWords, 'choose'>,
): readonly { readonly body: WechatText; readonly replyToken: null; readonly dueAt: Date }[] =>
  toWechatTexts(replies, words).map((body) => ({ body, replyToken: null, dueAt: BY_FETCHING }));

export function wireWechaty(
  { key }: NonNullable<Config['wechaty']>,
  deps: Pick<Deps, 'db' | 'clock' | 'events'> &
    Pick<WechatyWebhookDeps, 'sendDue' | 'later' | 'pause'> & {
      readonly converse: Pick<Converse, 'transcript'>;
      readonly receive: Receive;
      readonly takeBack: ReturnType<typeof createTakeBack>;
      /** Beside ours, where a demo's clock shows another day. */
      readonly otherClock: Clock | null;
    },
) {
  const { db, clock, events } = deps;
  const webhook: WechatyWebhookDeps = {
    key,
    clocks: [clock, ...(deps.otherClock ? [deps.otherClock] : [])],
    firstCall: (nonce, account) => {
      const now = clock.now();
      return firstCall(db, { nonce, account, now, until: addMinutes(now, NONCE_KEPT_MINUTES) });
    },
    async settle({ delivered, failed }) {
      const now = clock.now();
      const news = await markDelivered(db, delivered, now);
      for (let n = 0; n < news; n += 1) events.outboxSent({ channel: CHANNEL, how: 'gateway' });
      const lost = await markFailed(db, failed, now);
      if (lost > 0) events.outboxGivenUp({ channel: CHANNEL, reason: failed[0]?.reason ?? 'the gateway cannot' });
    },
    takeBack: (channelUserId, ids) => deps.takeBack.takeBack({ channel: CHANNEL, channelUserId }, ids),
    async buttonOf(message, n) {
      const bodies = (await unshown(db, message)) as Partial<WechatText>[];
      const hidden = new Set(bodies.flatMap((body) => body.buttons ?? []));
      return buttonOf(n, await deps.converse.transcript(message, 0, 5), hidden);
    },
    accept: deps.receive.accept,
    answer: deps.receive.answer,
    sendDue: deps.sendDue,
    toSay: () => repliesToSay(db, clock.now()),
    later: deps.later,
    pause: deps.pause,
  };
  return {
    webhook,
    /** What keeps messages from coming and going, in an operator's words; null: nothing that is known here. */
    async trouble(): Promise<string | null> {
      const standing = await gatewayStanding(db);
      if (!standing) return 'the gateway has not called yet';
      const { calledAt, account, waiting } = standing;
      const wait = waiting > 0 ? `; ${waiting} replies wait` : '';
      if (clock.now().getTime() - calledAt.getTime() > SILENT_MINUTES * 60_000)
        return `the gateway was heard of last at ${rfc3339(calledAt)}${wait}`;
      return account === 'out' ? `the gateway is not logged in at WeChat${wait}` : null;
    },
  };
}
