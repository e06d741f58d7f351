/** `POST /webhooks/line`: signature, parse, store, 200, and only then answer. */
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { InboundMessage } from '../../conversation/message.ts';
import type { ProblemCode } from '../../domain/result.ts';
import { readLineEvents } from './events.ts';
import { isSignedByLine } from './signature.ts';

const MAX_BODY_BYTES = 1024 * 1024;

/** `Accepted` is whatever `accept` hands to `answer`: the conversations that have something new. */
export interface LineWebhookDeps<Accepted> {
  /** Undefined: the channel is not set up. */
  readonly channelSecret: string | undefined;
  /** Stores the messages, each event once; when it throws, LINE is not told 200 and delivers again. */
  accept(messages: readonly InboundMessage[]): Promise<Accepted>;
  answer(accepted: Accepted): Promise<void>;
  /** Lets the work go on after the answer (`waitUntil`), and reports when it fails. */
  later(work: Promise<unknown>): void;
  problem(code: ProblemCode, detail?: string): Response;
}

export function lineWebhook<Accepted>(deps: LineWebhookDeps<Accepted>): Hono {
  const tooLarge = bodyLimit({ maxSize: MAX_BODY_BYTES, onError: () => deps.problem('body_too_large') });

  return new Hono().post('/webhooks/line', tooLarge, async (c) => {
    if (!deps.channelSecret) return deps.problem('channel_off', 'LINE_CHANNEL_SECRET is not set');

    const rawBody = new Uint8Array(await c.req.arrayBuffer());
    if (!(await isSignedByLine(rawBody, deps.channelSecret, c.req.header('x-line-signature')))) {
      return deps.problem('invalid_signature');
    }
    const body = parsed(rawBody);
    if (body === undefined) return deps.problem('invalid_json');
    const webhook = readLineEvents(body);
    if (!webhook) return deps.problem('invalid_input', 'A webhook has a list of events');

    if (webhook.messages.length > 0) {
      const accepted = await deps.accept(webhook.messages);
      deps.later(deps.answer(accepted));
    }
    return c.body(null, 200);
  });
}

/** Undefined when the bytes are not JSON in UTF-8. */
function parsed(rawBody: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(rawBody));
  } catch {
    return undefined;
  }
}
