/** `POST /webhooks/wechaty`: signature, age, parse, nonce, store, answer; what is to be said goes back in the response. */
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { InboundMessage } from '../../conversation/message.ts';
import type { ProblemCode } from '../../domain/result.ts';
import { inputProblem } from '../http.ts';
import type { Accepted } from '../receive.ts';
import { typedNumber } from '../wechat/numbers.ts';
import { toInbound } from './messages.ts';
import { type CallRead, callSchema, type ReplyToSay } from './shapes.ts';
import { isSignedByGateway, isTimely, SIGNING_HEADERS } from './signing.ts';

const MAX_BODY_BYTES = 1024 * 1024;
/** So long a call waits for the answers to what it brought; what is ready later goes with the next one. */
const ANSWERS_WITHIN_MS = 5_000;

export interface WechatyWebhookDeps {
  readonly key: string;
  /** A call is timely by any of them: in a demo ours may show another day than the gateway's. */
  readonly clocks: readonly { now(): Date }[];
  /** False when this nonce came before; else it is kept, with what the gateway says of its account. Nothing is written when false. */
  firstCall(nonce: string, account: CallRead['account']): Promise<boolean>;
  /** What reached WeChat, and what can't. */
  settle(outcome: Pick<CallRead, 'delivered' | 'failed'>): Promise<void>;
  takeBack(talkerId: string, messageIds: readonly string[]): Promise<void>;
  /** The button that a typed number presses; null: the number is meant as it is. */
  buttonOf(message: InboundMessage, n: number): Promise<string | null>;
  /** Stores the messages, each once; when it throws, the gateway comes again. */
  accept(messages: readonly InboundMessage[]): Promise<Accepted>;
  answer(accepted: Accepted): Promise<void>;
  /** What the answers left for other ways out, e.g. a code. */
  sendDue(): Promise<unknown>;
  /** What is to be said and was not named as delivered or failed, in order for each person. */
  toSay(): Promise<readonly ReplyToSay[]>;
  later(work: Promise<unknown>): void;
  pause(ms: number): Promise<unknown>;
}

type Problem = (code: ProblemCode, detail?: string) => Response;

/** Without `deps` the channel is not set up, and says so. */
export function wechatyWebhook(deps: WechatyWebhookDeps | null, problem: Problem): Hono {
  const tooLarge = bodyLimit({ maxSize: MAX_BODY_BYTES, onError: () => problem('body_too_large') });

  return new Hono().post('/webhooks/wechaty', tooLarge, async (c) => {
    if (!deps) return problem('channel_off', 'WECHATY_GATEWAY_KEY is not set');
    const rawBody = new Uint8Array(await c.req.arrayBuffer());
    const timestamp = c.req.header(SIGNING_HEADERS.timestamp) ?? '';
    const nonce = c.req.header(SIGNING_HEADERS.nonce) ?? '';
    const signature = c.req.header(SIGNING_HEADERS.signature) ?? '';
    if (!(await isSignedByGateway(deps.key, { timestamp, nonce, signature }, rawBody)))
      return problem('invalid_signature');
    // Only who holds the key gets this far: the reason helps whoever set a clock wrong.
    if (!deps.clocks.some((clock) => isTimely(timestamp, clock.now())))
      return problem('invalid_signature', 'The timestamp is more than five minutes away from the clock here');
    const body = parsed(rawBody);
    if (body === undefined) return problem('invalid_json');
    const read = callSchema.safeParse(body);
    if (!read.success) return inputProblem(read.error);
    const call = read.data;
    if (!(await deps.firstCall(nonce, call.account))) return problem('invalid_signature', 'The nonce was used before');

    // First of all what was shown: a number in the same call chooses from it.
    if (call.delivered.length + call.failed.length > 0) await deps.settle(call);
    for (const { talkerId, id } of call.takenBack) await deps.takeBack(talkerId, [id]);
    if (call.messages.length > 0) {
      const messages = await Promise.all(toInbound(call.messages).map((message) => pressed(deps, message)));
      const answering = deps.answer(await deps.accept(messages));
      deps.later(answering.then(() => deps.sendDue()));
      await Promise.race([answering, deps.pause(ANSWERS_WITHIN_MS)]);
    }
    return c.json({ replies: await deps.toSay() }, 200, { 'cache-control': 'no-store' });
  });
}

async function pressed(deps: WechatyWebhookDeps, message: InboundMessage): Promise<InboundMessage> {
  const n = message.content.kind === 'text' ? typedNumber(message.content.text) : null;
  const value = n === null ? null : await deps.buttonOf(message, n);
  return value === null ? message : { ...message, content: { kind: 'button', value } };
}

/** Undefined when the bytes are not JSON in UTF-8. */
function parsed(rawBody: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(rawBody));
  } catch {
    return undefined;
  }
}
