/** Sends messages to a person on LINE: the free reply token while it is good, else a push that can be repeated safely. */
import { HTTPFetchError, messagingApi } from '@line/bot-sdk';
import type { LineMessage } from './parts.ts';

const SECOND = 1000;
/** The SDK waits for ever; a call without an answer by then counts as unanswered. */
const DEADLINE_MS = 5 * SECOND;

export interface ReplyToken {
  readonly token: string;
  /** Last moment to rely on it: `replyTokenGoodUntil(receivedAt, event.at)`. */
  readonly until: Date;
  /** An earlier send with this token ended without an answer (`reply-unanswered`, or our process died in it). */
  readonly tried?: boolean;
}

export interface LineDelivery {
  readonly to: string;
  readonly replyToken?: ReplyToken;
  /** A UUID that stays with these very messages: LINE accepts each key once in 24 hours. */
  readonly retryKey: string;
  readonly messages: readonly LineMessage[];
  /** Not worth a push: without a good token it is not said at all. */
  readonly replyOnly?: boolean;
  readonly now: Date;
}

export type LineFailureReason =
  /** The operator's to mend: access token wrong; monthly quota used up. */
  | 'token'
  | 'quota'
  /** Passing: too many calls, LINE's own fault, no answer. */
  | 'rate'
  | 'server'
  | 'unreachable'
  /** A reply got no answer, twice: send again with `tried`, so that it isn't doubled. */
  | 'reply-unanswered'
  /** The same, and the token is over: it may or may not have arrived. Pushing it anyway (no token) may double it. */
  | 'reply-unknown'
  /** The token is over, and the message is not worth a push. */
  | 'token-over'
  /** LINE will never take this: unknown person, wrong message, nothing to send. */
  | 'refused';

export type LineSent = {
  readonly sent: 'reply' | 'push';
  /** Null when the answer with it was lost. */
  readonly requestId: string | null;
};
export type LineNotSent = {
  readonly failed: 'permanent' | 'later';
  readonly reason: LineFailureReason;
  /** It may have been carried out all the same. */
  readonly uncertain?: true;
  readonly status?: number;
  /** LINE's own words, for the operator's log. */
  readonly detail?: string;
};
export type LineSendResult = LineSent | LineNotSent;
export type LineSender = (delivery: LineDelivery) => Promise<LineSendResult>;

/** 50 s of the minute LINE grants from receipt, and never past the 20 minutes from the event that bound redeliveries. */
export const replyTokenGoodUntil = (receivedAt: Date, eventAt: Date): Date =>
  new Date(Math.min(receivedAt.getTime() + 50 * SECOND, eventAt.getTime() + 19 * 60 * SECOND));

export function lineSender({ accessToken, apiUrl }: { accessToken: string; apiUrl: string }): LineSender {
  const client = new messagingApi.MessagingApiClient({ channelAccessToken: accessToken, baseURL: apiUrl });

  return async ({ to, replyToken, retryKey, messages: given, replyOnly, now }) => {
    const messages = [...given];
    if (messages.length === 0) return { failed: 'permanent', reason: 'refused', detail: 'no messages' };

    if (replyToken && (replyToken.tried || now < replyToken.until)) {
      const reply = () => answerOf(() => client.replyMessageWithHttpInfo({ replyToken: replyToken.token, messages }));
      let tried = replyToken.tried ?? false;
      let answer = await reply();
      // No answer says nothing about delivery. The token tells: it works once, so asking again either delivers or is refused.
      if (isUncertain(answer)) {
        tried = true;
        answer = await reply();
      }
      if (!isInvalidReplyToken(answer)) {
        const result = judged(answer, 'reply');
        return tried && 'failed' in result && result.failed === 'later'
          ? { ...result, reason: 'reply-unanswered', uncertain: true }
          : result;
      }
      if (tried && now < replyToken.until) return { sent: 'reply', requestId: null };
      if (tried) return { failed: 'permanent', reason: 'reply-unknown', uncertain: true, status: 400 };
    }
    if (replyOnly) return { failed: 'permanent', reason: 'token-over' };
    return judged(await answerOf(() => client.pushMessageWithHttpInfo({ to, messages }, retryKey)), 'push');
  };
}

type Answer =
  | { readonly kind: 'answered'; readonly status: number; readonly requestId: string | null; readonly body: string }
  /** The call may or may not have been carried out. */
  | { readonly kind: 'unanswered' }
  /** No connection came about: nothing was carried out. */
  | { readonly kind: 'unreached' };

async function answerOf(call: () => Promise<{ httpResponse: Response }>): Promise<Answer> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const deadline = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), DEADLINE_MS);
  });
  try {
    const result = await Promise.race([call(), deadline]);
    if (result === 'late') return { kind: 'unanswered' };
    const { status, headers } = result.httpResponse;
    return { kind: 'answered', status, requestId: headers.get('x-line-request-id'), body: '' };
  } catch (error) {
    if (error instanceof HTTPFetchError) {
      const requestId = error.headers.get('x-line-accepted-request-id') ?? error.headers.get('x-line-request-id');
      return { kind: 'answered', status: error.status, requestId, body: error.body };
    }
    return { kind: neverConnected(error) ? 'unreached' : 'unanswered' };
  } finally {
    clearTimeout(timer);
  }
}

function judged(answer: Answer, by: 'reply' | 'push'): LineSendResult {
  if (answer.kind === 'unreached') return { failed: 'later', reason: 'unreachable' };
  if (answer.kind === 'unanswered') return { failed: 'later', reason: 'unreachable', uncertain: true };
  const { status, requestId, body } = answer;
  if (status < 300 || (status === 409 && by === 'push')) return { sent: by, requestId };
  const failure = { status, detail: body.slice(0, 300) };
  if (status === 401) return { failed: 'later', reason: 'token', ...failure };
  if (status === 429) return { failed: 'later', reason: /monthly limit/i.test(body) ? 'quota' : 'rate', ...failure };
  if (status >= 500 || status === 408) return { failed: 'later', reason: 'server', uncertain: true, ...failure };
  return { failed: 'permanent', reason: 'refused', ...failure };
}

/** LINE's own fault leaves open what was carried out, just as silence does. */
const isUncertain = (answer: Answer): boolean =>
  answer.kind === 'unanswered' || (answer.kind === 'answered' && (answer.status >= 500 || answer.status === 408));

const isInvalidReplyToken = (answer: Answer): boolean =>
  answer.kind === 'answered' && answer.status === 400 && /invalid reply token/i.test(answer.body);

/** Node tells why `fetch` failed; where nothing tells (workerd), the call counts as unanswered, which is the careful reading. */
function neverConnected(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : undefined;
  return code === 'ECONNREFUSED' || code === 'ENOTFOUND' || code === 'EAI_AGAIN';
}
