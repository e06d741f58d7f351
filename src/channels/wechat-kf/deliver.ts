/** The 微信客服 side of the outbox: a welcome within twenty seconds, five messages to each of the person's, and what waits for them to write. */
import type { Reply } from '../../conversation/message.ts';
import type { WechatWords } from '../../conversation/sentences/wechat.ts';
import { addMinutes } from '../../domain/calendar.ts';
import type { Outgoing, Rider, Sender, Sending } from '../../services/delivery.ts';
import type { Calls } from '../wechat/calls.ts';
import { roomFor, together } from '../wechat/deliver.ts';
import { toWechatTexts, type WechatText } from '../wechat/replies.ts';
import { kfMeaning, kfWaitsFor, sendText } from './account.ts';
import { personOf } from './messages.ts';

const WELCOME_MS = 20_000;
const OPERATOR_MINUTES = 10;
const PERSON_MINUTES = 24 * 60;
const KEEP_MINUTES = 30 * 24 * 60;

export interface KfOutgoing {
  readonly body: WechatText;
  /** The code of somebody who has just come in. */
  readonly replyToken: { readonly token: string; readonly until: Date } | null;
  readonly dueAt: Date;
  readonly uselessAt?: Date;
}

export function kfOutgoing(
  replies: readonly Reply[],
  words: Pick<WechatWords, 'choose'>,
  { replyToken, receivedAt }: { readonly replyToken: string | null; readonly receivedAt: Date },
  now: Date,
): readonly KfOutgoing[] {
  const until = new Date(receivedAt.getTime() + WELCOME_MS);
  return toWechatTexts(replies, words).map((body) => ({
    body,
    dueAt: now,
    replyToken: replyToken === null ? null : { token: replyToken, until },
    // Who has written nothing may be welcomed, and nothing else.
    ...(replyToken !== null && { uselessAt: until }),
  }));
}

/** How the outbox names a message that WeCom has taken and may yet fail to deliver. */
export const kfProof = (messageId: string): string => `kf:${messageId}`;

export function kfDelivery(calls: Calls): Sender {
  const deliver = async (message: Outgoing, now: Date): Promise<Sending> => {
    const person = personOf(message.recipient);
    if (!person) return { failed: 'permanent', reason: 'nobody of that name' };
    // WeCom does not promise that a repeated number is the same message: it may be doubled or lost, and a person decides.
    if (message.triedAt) return { failed: 'permanent', reason: 'no answer, may have arrived', uncertain: true };
    const code = message.replyToken && now < message.replyToken.until ? message.replyToken.token : null;
    const messageId = message.retryKey.replaceAll('-', '').slice(0, 32);
    const called = await sendText(
      calls,
      { ...person, code },
      { text: together(message, message.riders), messageId },
      now,
    );
    if (called.kind === 'not-made') return { failed: 'later', reason: called.reason };
    if (called.kind === 'unanswered')
      return { failed: 'permanent', reason: `no answer, may have arrived (${called.reason})`, uncertain: true };
    if (called.code === 0) return { sent: code === null ? 'kf' : 'kf-welcome', proof: kfProof(messageId) };
    const reason = `${kfMeaning(called.code)} ${called.message}`.trim();
    const waits = kfWaitsFor(called.code);
    if (waits === 'soon') return { failed: 'later', reason };
    if (waits === 'nothing') return { failed: 'permanent', reason };
    return {
      failed: 'kept',
      reason,
      until: addMinutes(now, waits === 'operator' ? OPERATOR_MINUTES : PERSON_MINUTES),
      uselessAt: addMinutes(now, KEEP_MINUTES),
    };
  };
  return Object.assign(deliver, {
    room: (message: Outgoing, kept: readonly Rider[]): number =>
      message.replyToken || message.worth === 'urgent' ? 0 : roomFor(message, kept),
  });
}
