/** LINE's side of the Messaging API as plain state and answers: people, reply tokens, retry keys, quota. No HTTP here. */
import type { z } from 'zod';
import { type DeliverableMessage, faultsOf, LoadingBody, PushBody, ReplyBody } from './rules.ts';

export interface Answer {
  readonly status: number;
  /** Bytes leave as they are, everything else as JSON. */
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A message that reached a person's phone. */
export interface Delivered {
  readonly userId: string;
  readonly message: DeliverableMessage;
  readonly by: 'reply' | 'push';
  readonly at: Date;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What a person sent that is no text: kept by LINE for a while, fetched by its message's id. */
export interface Content {
  readonly bytes: Uint8Array;
  readonly type: string;
}

interface GrantedToken {
  readonly userId: string;
  readonly eventAt: number;
  grantedAt: number;
  used: boolean;
}

interface AcceptedPush {
  readonly payload: string;
  readonly at: number;
  readonly requestId: string;
  readonly sentMessages: readonly { id: string }[];
}

export class LinePlatform {
  readonly delivered: Delivered[] = [];
  /** What a correct client never does although LINE would not, or not always, refuse it. */
  readonly violations: string[] = [];
  readonly blockedBy = new Set<string>();
  readonly contents = new Map<string, Content>();
  /** Who was shown that an answer is being worked on, in order. */
  readonly loadingShown: string[] = [];
  /** Groups and rooms: a push to one is counted once for everybody in it. */
  readonly members = new Map<string, number>();
  /** Replies and pushes that were carried out. */
  callsTaken = 0;
  monthlyLimit: number | null = null;
  pushesCounted = 0;
  readonly #people = new Set<string>();
  readonly #tokens = new Map<string, GrantedToken>();
  readonly #pushes = new Map<string, AcceptedPush>();
  readonly #now: () => number;
  readonly #id: () => string;

  constructor(now: () => number, id: () => string) {
    this.#now = now;
    this.#id = id;
  }

  /** A person who added the bot or wrote to it: only such people can be pushed to. */
  meet(userId: string): void {
    this.#people.add(userId);
  }

  /** Starts a reply token's minute; a redelivered webhook starts it again unless it was used or 20 minutes have passed. */
  grant(token: string, userId: string, eventAt: number): void {
    const known = this.#tokens.get(token);
    if (!known) this.#tokens.set(token, { userId, eventAt, grantedAt: this.#now(), used: false });
    else if (!known.used && this.#now() - known.eventAt < 20 * MINUTE) known.grantedAt = this.#now();
  }

  reply(body: unknown, retryKey: string | undefined, requestId: string): Answer {
    if (retryKey !== undefined)
      return refuse("The 'X-Line-Retry-Key' header is not supported by this endpoint", this.violations);
    const checked = ReplyBody.safeParse(body);
    if (!checked.success) return this.#invalid(checked.error);
    const { replyToken, messages } = checked.data;
    const token = this.#tokens.get(replyToken);
    if (!token || token.used || this.#now() - token.grantedAt > MINUTE) return refuse('Invalid reply token');
    token.used = true;
    return ok({ sentMessages: this.#deliver(token.userId, messages, 'reply', requestId) });
  }

  push(body: unknown, retryKey: string | undefined, requestId: string): Answer {
    if (retryKey !== undefined && !UUID.test(retryKey))
      return refuse("The value for the 'X-Line-Retry-Key' header is invalid", this.violations);
    const checked = PushBody.safeParse(body);
    if (!checked.success) return this.#invalid(checked.error);
    const before = this.#pushes.get(retryKey ?? '');
    if (before && this.#now() - before.at < DAY) {
      if (before.payload !== JSON.stringify(body))
        this.violations.push(`retry key ${retryKey} came with another payload`);
      return {
        status: 409,
        body: { message: 'The retry key is already accepted', sentMessages: before.sentMessages },
        headers: { 'x-line-accepted-request-id': before.requestId },
      };
    }
    const { to, messages } = checked.data;
    if (!this.#people.has(to)) return refuse('Failed to send messages');
    if (this.monthlyLimit !== null && this.pushesCounted >= this.monthlyLimit) {
      return { status: 429, body: { message: 'You have reached your monthly limit.' } };
    }
    if (!this.blockedBy.has(to)) this.pushesCounted += this.members.get(to) ?? 1;
    const sentMessages = this.#deliver(to, messages, 'push', requestId);
    if (retryKey === undefined) this.violations.push('a push came without a retry key');
    else this.#pushes.set(retryKey, { payload: JSON.stringify(body), at: this.#now(), requestId, sentMessages });
    return ok({ sentMessages });
  }

  startLoading(body: unknown): Answer {
    const checked = LoadingBody.safeParse(body);
    if (!checked.success) return this.#invalid(checked.error);
    if (this.members.has(checked.data.chatId))
      return refuse('The loading animation is for one person', this.violations);
    this.loadingShown.push(checked.data.chatId);
    return { status: 202, body: {} };
  }

  /** GET api-data…/v2/bot/message/{id}/content */
  content(messageId: string): Answer {
    const found = this.contents.get(messageId);
    if (!found) return { status: 404, body: { message: 'Not found' } };
    return { status: 200, body: found.bytes, headers: { 'content-type': found.type } };
  }

  profile(userId: string): Answer {
    if (!this.#people.has(userId) || this.blockedBy.has(userId)) return { status: 404, body: { message: 'Not found' } };
    return ok({ userId, displayName: `Resident ${userId.slice(-4)}`, language: 'zh-Hant' });
  }

  quota = (): Answer =>
    ok(this.monthlyLimit === null ? { type: 'none' } : { type: 'limited', value: this.monthlyLimit });
  consumption = (): Answer => ok({ totalUsage: this.pushesCounted });

  #deliver(
    userId: string,
    messages: readonly DeliverableMessage[],
    by: 'reply' | 'push',
    requestId: string,
  ): { id: string }[] {
    this.callsTaken += 1;
    const hidden = messages.slice(0, -1).some((message) => message.quickReply);
    if (hidden)
      this.violations.push(`${requestId}: only the last message's quick replies are shown, an earlier one has some`);
    if (!this.blockedBy.has(userId)) {
      this.delivered.push(...messages.map((message) => ({ userId, message, by, at: new Date(this.#now()) })));
    }
    return messages.map(() => ({ id: this.#id() }));
  }

  /** Our own service must never send what LINE refuses, so a refusal is a violation too. */
  #invalid(error: z.ZodError): Answer {
    const details = faultsOf(error);
    this.violations.push(`refused: ${details.map(({ property, message }) => `${property} ${message}`).join('; ')}`);
    return { status: 400, body: { message: `The request body has ${details.length} error(s)`, details } };
  }
}

const ok = (body: unknown): Answer => ({ status: 200, body });

function refuse(message: string, violations?: string[]): Answer {
  violations?.push(message);
  return { status: 400, body: { message } };
}
