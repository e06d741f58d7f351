/** The WeChat side of the outbox: what a turn leaves there, and how it leaves when no response carried it. */
import type { Reply } from '../../conversation/message.ts';
import type { WechatWords } from '../../conversation/sentences/wechat.ts';
import type { Sender } from '../../services/delivery.ts';
import { toWechatTexts, type WechatText } from './replies.ts';
import type { WechatSender } from './send.ts';

/** Three attempts of five seconds: so long a message's own response may carry its answer. */
export const WINDOW_MS = 15_000;

export interface WechatOutgoing {
  readonly body: WechatText;
  /** Names the message whose response may carry it; null: our own words. */
  readonly replyToken: { readonly token: string; readonly until: Date } | null;
  /** From then on it goes by a call of ours. */
  readonly dueAt: Date;
}

/** One per text, in order: WeChat's responses carry one text each. */
export function wechatOutgoing(
  replies: readonly Reply[],
  words: Pick<WechatWords, 'choose'>,
  { replyToken, receivedAt }: { readonly replyToken: string | null; readonly receivedAt: Date },
  now: Date,
): readonly WechatOutgoing[] {
  const until = new Date(receivedAt.getTime() + WINDOW_MS);
  return toWechatTexts(replies, words).map((body) => ({
    body,
    replyToken: replyToken === null ? null : { token: replyToken, until },
    dueAt: replyToken === null || until < now ? now : until,
  }));
}

/** `waits` begins the reason of what the person's next message fetches. `api` null: nothing leaves but in responses. */
export function wechatDelivery(api: WechatSender | null, waits: string): Sender {
  return async ({ recipient, body }, now) => {
    const result = api
      ? await api.send(recipient, (body as WechatText).text, now)
      : ({ failed: 'waits', reason: 'no address to send from is set' } as const);
    if ('sent' in result) return { sent: result.sent };
    if (result.failed === 'waits') return { failed: 'permanent', reason: `${waits}${result.reason}` };
    return { failed: result.failed, reason: result.reason };
  };
}
