/** The LINE side of the outbox: what a turn leaves there, what goes along with it, and how it is sent. */
import type { Reply } from '../../conversation/message.ts';
import type { Outgoing, Rider, Sender, Sending } from '../../services/delivery.ts';
import { packed } from './pack.ts';
import type { LineMessage } from './parts.ts';
import type { Quota } from './quota.ts';
import { toLineMessages } from './replies.ts';
import { keptForOperator, type LineRules, type Ruling, rulingOn } from './rules.ts';
import { type LineFailureReason, type LineNotSent, type LineSender, replyTokenGoodUntil } from './send.ts';

export interface LineOutgoing {
  /** `replyOnly`: not worth a push, as what is said in a group. */
  readonly body: { readonly messages: readonly LineMessage[]; readonly replyOnly?: true };
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

export interface LineDeliveryDeps {
  readonly send: LineSender;
  readonly quota: Quota;
  rules(): Promise<LineRules>;
}

/** How a push fails whose end nobody saw; of a reply it is `reply-unanswered`. */
const PUSH_FAULTS: readonly string[] = ['server', 'unreachable'] satisfies LineFailureReason[];
/** LINE knows a retry key for a day; what may have arrived longer ago is not pushed again. */
const KEY_KNOWN_MS = 23 * 3_600_000;

export function lineDelivery({ send, quota, rules }: LineDeliveryDeps): Sender {
  const deliver = async (message: Outgoing, now: Date): Promise<Sending> => {
    const { messages, replyOnly } = bodyOf(message);
    const { replyToken, triedAt, lastError } = message;
    // A token may have been used by an attempt whose end nobody saw: then LINE is asked with the same token before anything else.
    // Not so where that attempt was a push: its token had been refused before, and a second refusal says nothing of the push.
    const pushed = PUSH_FAULTS.includes(lastError ?? '');
    const tried = triedAt !== null && !pushed && replyToken !== null && triedAt < replyToken.until;
    const byReply = replyToken !== null && (tried || now < replyToken.until);
    if (!byReply) {
      if (replyOnly) return { failed: 'permanent', reason: 'too late to be of use' };
      if (triedAt && now.getTime() - triedAt.getTime() > KEY_KNOWN_MS)
        return { failed: 'permanent', reason: 'push-unknown', uncertain: true };
      const standing = message.worth === 'urgent' ? 'plenty' : await quota.standing(now);
      const ruling = rulingOn(message, await rules(), standing, now);
      if (ruling.do !== 'send') return asSending(ruling);
    }
    const all = [...message.riders, { outboxId: message.outboxId, body: message.body }]
      .sort((a, b) => Number(a.outboxId - b.outboxId))
      .map((one) => bodyOf(one).messages);
    const result = await send({
      to: message.recipient,
      ...(byReply && replyToken && { replyToken: { ...replyToken, tried } }),
      ...(replyOnly && { replyOnly }),
      retryKey: message.retryKey,
      messages: packed(all) ?? messages,
      now,
    });
    if ('sent' in result) {
      if (result.sent === 'push') quota.pushed();
      return { sent: result.sent, proof: result.requestId };
    }
    return notSent(result, now);
  };

  const notSent = async ({ reason, failed, uncertain }: LineNotSent, now: Date): Promise<Sending> => {
    if (reason !== 'token' && reason !== 'quota') return { failed, reason, uncertain: uncertain ?? false };
    if (reason === 'quota') await quota.refused(now);
    return asSending(keptForOperator(reason, now, (await rules()).plan));
  };

  return Object.assign(deliver, {
    /** A call counts once, however many messages it brings: what was kept back goes along, but never with a warning. */
    room(message: Outgoing, kept: readonly Rider[]): number {
      const own = bodyOf(message);
      if (message.worth === 'urgent' || own.replyOnly || message.leftAt) return 0;
      for (let n = kept.length; n > 0; n -= 1) {
        const together = [...kept.slice(0, n), message].sort((a, b) => Number(a.outboxId - b.outboxId));
        if (packed(together.map((one) => bodyOf(one).messages))) return n;
      }
      return 0;
    },
  });
}

const bodyOf = ({ body }: { readonly body: unknown }): LineOutgoing['body'] => body as LineOutgoing['body'];

function asSending(ruling: Exclude<Ruling, { do: 'send' }>): Sending {
  return ruling.do === 'drop'
    ? { failed: 'permanent', reason: ruling.reason }
    : { failed: 'kept', reason: ruling.reason, until: ruling.until, uselessAt: ruling.uselessAt };
}
