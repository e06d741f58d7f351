/** The LINE side of the outbox: what a turn leaves there, and how it is sent. */
import type { Reply } from '../../conversation/message.ts';
import type { Sender } from '../../services/delivery.ts';
import { type LineMessage, toLineMessages } from './replies.ts';
import { type LineSender, replyTokenGoodUntil } from './send.ts';

export interface LineOutgoing {
  readonly body: { readonly messages: readonly LineMessage[] };
  readonly replyToken: { readonly token: string; readonly until: Date } | null;
}

/** Rendered when the turn is saved, since a retry key stands for exactly these messages; null: nothing to send. */
export function lineOutgoing(
  replies: readonly Reply[],
  replyToken: string | null,
  receivedAt: Date,
): LineOutgoing | null {
  const messages = toLineMessages(replies);
  if (messages.length === 0) return null;
  return {
    body: { messages },
    replyToken: replyToken ? { token: replyToken, until: replyTokenGoodUntil(receivedAt, receivedAt) } : null,
  };
}

export function lineDelivery(send: LineSender): Sender {
  return async (outgoing, now) => {
    const { messages } = outgoing.body as LineOutgoing['body'];
    // A token may have been used by an attempt whose end nobody saw: then LINE is asked with the same token before anything else.
    const tried = outgoing.attempts > 1 && (outgoing.lastError === null || outgoing.lastError === 'reply-unanswered');
    const result = await send({
      to: outgoing.recipient,
      ...(outgoing.replyToken && { replyToken: { ...outgoing.replyToken, tried } }),
      retryKey: outgoing.retryKey,
      messages,
      now,
    });
    return 'sent' in result ? { sent: result.sent } : { failed: result.failed, reason: result.reason };
  };
}
