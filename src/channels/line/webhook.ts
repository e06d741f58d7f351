/** `POST /webhooks/line`: signature, parse, store, 200, and only then answer. */
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { InboundMessage } from '../../conversation/message.ts';
import type { FieldError, ProblemCode } from '../../domain/result.ts';
import { type AccountLink, type InCompany, type LinePerson, readLineEvents } from './events.ts';
import { isSignedByLine } from './signature.ts';

const MAX_BODY_BYTES = 1024 * 1024;

/** `Accepted` is whatever `accept` hands to `answer`: the conversations that have something new. */
export interface LineWebhookDeps<Accepted> {
  readonly channelSecret: string;
  /** Stores the messages, each event once; when it throws, LINE is not told 200 and delivers again. */
  accept(messages: readonly InboundMessage[]): Promise<Accepted>;
  answer(accepted: Accepted): Promise<void>;
  /** What was taken back is out of everything when it resolves. */
  takeBack(person: LinePerson, messageIds: readonly string[]): Promise<void>;
  /** Somebody added us, or blocked us. */
  cameOrLeft(person: LinePerson, how: { readonly left: boolean; readonly at: Date }): Promise<void>;
  /** A resident came back from LINE's page for linking accounts. */
  linked?(link: AccountLink): Promise<void>;
  /** We were called in a group or room, or brought into one. */
  calledInCompany(called: InCompany): Promise<void>;
  /** LINE tells of our own account, e.g. `botSuspended`. */
  toldOfAccount(what: string): void;
  /** Lets the work go on after the answer (`waitUntil`), and reports when it fails. */
  later(work: Promise<unknown>): void;
}

type Problem = (code: ProblemCode, detail?: string, errors?: readonly FieldError[]) => Response;

/** Without `deps` the channel is not set up, and says so. */
export function lineWebhook<Accepted>(deps: LineWebhookDeps<Accepted> | null, problem: Problem): Hono {
  const tooLarge = bodyLimit({ maxSize: MAX_BODY_BYTES, onError: () => problem('body_too_large') });

  return new Hono().post('/webhooks/line', tooLarge, async (c) => {
    if (!deps) return problem('channel_off', 'LINE_CHANNEL_SECRET is not set');

    const rawBody = new Uint8Array(await c.req.arrayBuffer());
    if (!(await isSignedByLine(rawBody, deps.channelSecret, c.req.header('x-line-signature')))) {
      return problem('invalid_signature');
    }
    const body = parsed(rawBody);
    if (body === undefined) return problem('invalid_json');
    const webhook = readLineEvents(body);
    if (!webhook) {
      const errors = [{ field: 'events', reason: 'must be a list of events' }];
      return problem('invalid_input', 'A webhook has a list of events.', errors);
    }

    // What was taken back goes first: if its message is in this very call, it is never kept.
    for (const { person, messageIds } of webhook.takenBack) await deps.takeBack(person, messageIds);
    for (const { person, ...how } of webhook.people) await deps.cameOrLeft(person, how);
    for (const link of webhook.links) await deps.linked?.(link);
    for (const called of webhook.inCompany) await deps.calledInCompany(called);
    for (const what of webhook.account) deps.toldOfAccount(what);
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
