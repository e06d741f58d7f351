/** What has to leave the house: written with the turn or event that caused it, taken by whoever sends, marked when it is gone. */
import { sql } from 'kysely';
import type { Write } from './commit.ts';
import type { Database } from './tables.ts';

export interface ToSend {
  readonly conversationId: string | null;
  readonly channel: string;
  readonly recipient: string;
  readonly body: unknown;
  readonly replyToken: { readonly token: string; readonly until: Date } | null;
  /** UUID: the platform takes a repeated one as the same message. */
  readonly retryKey: string;
  readonly dueAt: Date;
  /** From then on it is of no use to anybody and not sent any more, e.g. a code. */
  readonly uselessAt?: Date;
  /** The member of staff whose words they are; else the bot's. */
  readonly saidBy?: string;
}

export interface Outgoing {
  readonly outboxId: bigint;
  readonly channel: string;
  readonly recipient: string;
  readonly body: unknown;
  readonly replyToken: { readonly token: string; readonly until: Date } | null;
  readonly retryKey: string;
  /** This one included. */
  readonly attempts: number;
  /** Why the attempt before this one failed; null when it never came back. */
  readonly lastError: string | null;
  readonly uselessAt: Date | null;
}

export const putInOutbox =
  (message: ToSend): Write =>
  (db) =>
    db.insertInto('outbox').values({
      conversation_id: message.conversationId,
      channel: message.channel,
      recipient: message.recipient,
      body: JSON.stringify(message.body),
      reply_token: message.replyToken?.token ?? null,
      reply_token_until: message.replyToken?.until ?? null,
      retry_key: message.retryKey,
      due_at: message.dueAt,
      useless_at: message.uselessAt ?? null,
      sent_at: null,
      given_up_at: null,
      last_error: null,
      said_by: message.saidBy ?? null,
    });

/**
 * Gives up, visibly, what the bot has not sent of a conversation yet; for the commit in which a person takes it over. That commit
 * wins the number of the next turn, so every answer the bot gave before is visible to it and no later one exists. What a sender
 * has in its hands at that moment may still arrive; a retry of it does not.
 */
export const holdBackBot =
  (conversationId: string, now: Date): Write =>
  (db) =>
    db
      .updateTable('outbox')
      .set({ given_up_at: now, last_error: 'a person took over' })
      .where('conversation_id', '=', conversationId)
      .where('said_by', 'is', null)
      .where('sent_at', 'is', null)
      .where('given_up_at', 'is', null);

/**
 * Takes due messages and leases them until `leaseUntil`. A message waits while an earlier one to the same recipient on the same
 * channel is still unsent, so order holds; one recipient who cannot be reached holds up nobody else.
 */
export async function takeOutgoing(
  db: Database,
  now: Date,
  leaseUntil: Date,
  limit: number,
): Promise<readonly Outgoing[]> {
  const { rows } = await sql<{
    outbox_id: bigint;
    channel: string;
    recipient: string;
    body: unknown;
    reply_token: string | null;
    reply_token_until: Date | null;
    retry_key: string;
    attempts: number;
    last_error: string | null;
    useless_at: Date | null;
  }>`
    with due as (
      select o.outbox_id from outbox o
      where o.sent_at is null and o.given_up_at is null and o.due_at <= ${now}
        and not exists (select from outbox e where e.channel = o.channel and e.recipient = o.recipient
          and e.sent_at is null and e.given_up_at is null and e.outbox_id < o.outbox_id)
      order by o.outbox_id limit ${limit} for update skip locked)
    update outbox set due_at = ${leaseUntil}, attempts = attempts + 1 from due where outbox.outbox_id = due.outbox_id
    returning outbox.outbox_id, channel, recipient, body, reply_token, reply_token_until, retry_key, attempts, last_error, useless_at`.execute(
    db,
  );
  return rows
    .map((row) => ({
      outboxId: row.outbox_id,
      channel: row.channel,
      recipient: row.recipient,
      body: row.body,
      replyToken:
        row.reply_token && row.reply_token_until ? { token: row.reply_token, until: row.reply_token_until } : null,
      retryKey: row.retry_key,
      attempts: row.attempts,
      lastError: row.last_error,
      uselessAt: row.useless_at,
    }))
    .sort((a, b) => Number(a.outboxId - b.outboxId));
}

/** Gone, even if it was given up while it was on its way: a text message's body is erased, since it may have carried a code. */
export async function markSent(db: Database, outboxId: bigint, now: Date): Promise<void> {
  await db
    .updateTable('outbox')
    .set((e) => ({
      sent_at: now,
      given_up_at: null,
      last_error: null,
      body: e.case().when('channel', '=', 'text-message').then('{}').else(e.ref('body')).end() as never,
    }))
    .where('outbox_id', '=', outboxId)
    .execute();
}

/** Not gone: tried again at `dueAt`, or given up for good with the reason kept for staff. */
export async function markUnsent(
  db: Database,
  outboxId: bigint,
  error: string,
  again: { readonly dueAt: Date } | { readonly givenUpAt: Date },
): Promise<void> {
  await db
    .updateTable('outbox')
    .set({
      last_error: error.slice(0, 500),
      ...('dueAt' in again ? { due_at: again.dueAt } : { given_up_at: again.givenUpAt }),
    })
    .where('outbox_id', '=', outboxId)
    .where('given_up_at', 'is', null)
    .execute();
}
