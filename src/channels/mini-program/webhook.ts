/** `/webhooks/wechat-mini`: the mini program's customer-service messages: checked, stored, `success` at once, answered by calls of ours (facts/channels.md 2.9). */
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { InboundMessage } from '../../conversation/message.ts';
import type { FieldError, ProblemCode } from '../../domain/result.ts';
import type { Clock } from '../../outside/clock.ts';
import type { Accepted } from '../receive.ts';
import { NO_ECHO, NO_MESSAGE, type Query, type WechatAccount, wechatDoor } from '../wechat/door.ts';
import { readWechatMessage } from '../wechat/messages.ts';
import { typedNumber } from '../wechat/numbers.ts';

const MAX_BODY_BYTES = 1024 * 1024;
/** WeChat comes again within fifteen seconds; what is older than this was kept by somebody. */
const OLDEST_MS = 10 * 60_000;
export const MINI_CHANNEL = 'wechat-mini';

export interface MiniWebhookDeps {
  /** Null: its message push is not set up. */
  readonly account: WechatAccount | null;
  readonly clock: Clock;
  /** False where our clock shows another day than WeChat's, as in a demo. */
  readonly checksAge: boolean;
  /** Stores the messages, each once; when it throws, WeChat comes again. */
  accept(messages: readonly InboundMessage[]): Promise<Accepted>;
  answer(accepted: Accepted): Promise<void>;
  /** What waited for this person to write may leave now. */
  wroteAgain(openId: string): Promise<void>;
  /** The button that a typed number presses; null: the number is meant as it is. */
  buttonOf(message: InboundMessage, n: number): Promise<string | null>;
  later(work: Promise<unknown>): void;
}

/** `deps` null: there is no mini program. */
export function miniWebhook(
  deps: MiniWebhookDeps | null,
  problem: (code: ProblemCode, detail?: string, errors?: readonly FieldError[]) => Response,
): Hono {
  const tooLarge = bodyLimit({ maxSize: MAX_BODY_BYTES, onError: () => problem('body_too_large') });
  const door = deps?.account ? wechatDoor(deps.account) : null;
  const off = () => problem('channel_off', 'WECHAT_MINI_APP_ID and WECHAT_MINI_TOKEN are not set');

  return new Hono()
    .get('/webhooks/wechat-mini', async (c) => {
      if (!door) return off();
      if (!(await door.isCheck(queryOf(c)))) return problem('invalid_signature');
      const echo = c.req.query('echostr') ?? '';
      return echo === '' ? problem('invalid_input', 'The echo is missing.', NO_ECHO) : c.text(echo);
    })
    .post('/webhooks/wechat-mini', tooLarge, async (c) => {
      if (!deps || !door) return off();
      const query = queryOf(c);
      const body = utf8(await c.req.arrayBuffer());
      if (body === null) return problem('invalid_input', 'The body is not UTF-8.', NO_MESSAGE);
      const result = await door.open(query, body);
      if ('refused' in result) return problem(result.refused, undefined, result.errors);
      const message = inboundOf(result.opened.fields);
      if (message === null) return problem('invalid_input', 'The body is no WeChat message.', NO_MESSAGE);
      const age = deps.clock.now().getTime() - Number(query.timestamp) * 1_000;
      if (deps.checksAge && !(Math.abs(age) <= OLDEST_MS)) return problem('invalid_signature', 'The call is old');
      if (message !== 'nothing to answer') await take(deps, message);
      // Nothing else may be in this response: the answer is a call of ours.
      return c.text('success');
    });
}

async function take(deps: MiniWebhookDeps, given: InboundMessage): Promise<void> {
  const n = given.content.kind === 'text' ? typedNumber(given.content.text) : null;
  const button = n === null ? null : await deps.buttonOf(given, n);
  const message = button === null ? given : { ...given, content: { kind: 'button', value: button } as const };
  const accepted = await deps.accept([message]);
  await deps.wroteAgain(given.channelUserId);
  deps.later(deps.answer(accepted));
}

/** The messages of an official account, and two of its own: who came in, and a page of the program that was sent. */
function inboundOf(fields: ReadonlyMap<string, string>): InboundMessage | 'nothing to answer' | null {
  const read = readWechatMessage(fields);
  if (!read) return null;
  const created = fields.get('CreateTime') ?? '';
  const own =
    fields.get('Event') === 'user_enter_tempsession' || fields.get('MsgType') === 'miniprogrampage'
      ? ({ kind: 'other', what: fields.get('Event') ? 'follow' : 'link' } as const)
      : null;
  const content = own ?? read.inbound?.content;
  if (!content) return 'nothing to answer';
  return {
    channel: MINI_CHANNEL,
    channelUserId: read.openId,
    eventId: read.inbound?.eventId ?? (fields.get('MsgId') || `${read.openId}:${created}:${fields.get('Event') ?? ''}`),
    at: new Date(Number(created) * 1_000),
    content: content.kind === 'file' ? { kind: 'other', what: content.what } : content,
  };
}

const queryOf = (c: Context): Query => ({
  signature: c.req.query('signature'),
  msgSignature: c.req.query('msg_signature'),
  timestamp: c.req.query('timestamp'),
  nonce: c.req.query('nonce'),
});

/** Null for bytes that are not UTF-8. */
function utf8(bytes: ArrayBuffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
