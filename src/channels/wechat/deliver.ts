/** The WeChat side of the outbox: what a turn leaves there, and how it leaves when no response carried it. */
import type { Reply } from '../../conversation/message.ts';
import type { WechatWords } from '../../conversation/sentences/wechat.ts';
import { addMinutes } from '../../domain/calendar.ts';
import type { NoticeFacts } from '../../domain/notice-facts.ts';
import type { Outgoing, Rider, Sender, Sending } from '../../services/delivery.ts';
import { bytesIn, TEXT_BYTES, toWechatTexts, type WechatText } from './replies.ts';
import type { WechatSender, WechatSendResult } from './send.ts';
import type { TemplateSender } from './template.ts';

/** Three attempts of five seconds: so long a message's own response may carry its answer. */
export const WINDOW_MS = 15_000;
/** Somebody may have mended it. */
const OPERATOR_MINUTES = 10;
/** Writing or following again brings it sooner. */
const PERSON_MINUTES = 24 * 60;
/** What was told by nobody for so long is told no more. */
const KEEP_MINUTES = 30 * 24 * 60;

export interface WechatBody extends WechatText {
  /** The same as values, where it is a notice: for a message template. */
  readonly notice?: NoticeFacts;
}

export interface WechatOutgoing {
  readonly body: WechatBody;
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
  notice: NoticeFacts | null = null,
): readonly WechatOutgoing[] {
  const until = new Date(receivedAt.getTime() + WINDOW_MS);
  return toWechatTexts(replies, words).map((text, place) => ({
    // The whole notice is one template message, however many texts it has.
    body: notice && place === 0 ? { ...text, notice } : text,
    replyToken: replyToken === null ? null : { token: replyToken, until },
    dueAt: replyToken === null || until < now ? now : until,
  }));
}

export interface WechatDeliveryDeps {
  /** Null: nothing leaves but in responses. */
  readonly api: WechatSender | null;
  readonly templates: TemplateSender | null;
  outsideQuietHours(at: Date): Promise<Date>;
}

export function wechatDelivery({ api, templates, outsideQuietHours }: WechatDeliveryDeps): Sender {
  const keep = async (message: Outgoing, reason: string, minutes: number, now: Date): Promise<Sending> => {
    const until = addMinutes(now, minutes);
    return {
      failed: 'kept',
      reason,
      until: bodyOf(message).notice ? await outsideQuietHours(until) : until,
      uselessAt: addMinutes(now, KEEP_MINUTES),
    };
  };

  const asSending = async (message: Outgoing, result: WechatSendResult, now: Date): Promise<Sending> => {
    if ('sent' in result) return { sent: result.sent, proof: result.proof ?? null };
    const { failed, reason } = result;
    if (failed === 'waits')
      return keep(message, reason, result.until === 'operator' ? OPERATOR_MINUTES : PERSON_MINUTES, now);
    return failed === 'unknown' ? { failed: 'permanent', reason, uncertain: true } : { failed, reason };
  };

  const deliver = async (message: Outgoing, now: Date): Promise<Sending> => {
    const { recipient, leftAt, triedAt, worth, retryKey } = message;
    if (triedAt) return { failed: 'permanent', reason: 'no answer, may have arrived', uncertain: true };
    if (leftAt)
      return worth === 'low'
        ? { failed: 'permanent', reason: 'the person left the channel' }
        : keep(message, 'left', PERSON_MINUTES, now);
    if (!api) return keep(message, 'no address to send from is set', PERSON_MINUTES, now);
    const result = await api.send(recipient, together(message, message.riders), now);
    const { notice } = bodyOf(message);
    if (!('sent' in result) && result.failed === 'waits' && result.until === 'person' && notice && templates) {
      const byTemplate = await templates.send(recipient, notice, retryKey, now);
      if (byTemplate) return asSending(message, byTemplate, now);
    }
    return asSending(message, result, now);
  };

  return Object.assign(deliver, {
    /** Every message counts among the five: what was kept back goes along in the same one, as far as it fits. */
    room(message: Outgoing, kept: readonly Rider[]): number {
      const { notice } = bodyOf(message);
      // A template has room for its own notice only.
      if (!api || message.leftAt || message.worth === 'urgent' || (notice && templates?.has(notice))) return 0;
      for (let n = kept.length; n > 0; n -= 1) if (bytesIn(together(message, kept.slice(0, n))) <= TEXT_BYTES) return n;
      return 0;
    },
  });
}

const bodyOf = ({ body }: { readonly body: unknown }): WechatBody => body as WechatBody;

/** What leaves in one message, oldest first. */
export const together = (message: Rider, riders: readonly Rider[]): string =>
  [...riders, message]
    .sort((a, b) => Number(a.outboxId - b.outboxId))
    .map((one) => bodyOf(one).text)
    .join('\n\n');

/** How many of those kept back fit into this message. */
export function roomFor(message: Rider, kept: readonly Rider[]): number {
  for (let n = kept.length; n > 0; n -= 1) if (bytesIn(together(message, kept.slice(0, n))) <= TEXT_BYTES) return n;
  return 0;
}
