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
  /** `low`: can wait and be told together with more of its kind; `urgent`: nothing else goes with it. */
  readonly worth?: Worth;
  /** The event of ours that it tells, where that is owed on whichever channel: store/fallback.ts. */
  readonly toldBy?: bigint;
}

/** Why a message was given up that its person was told on another channel. */
export const TOLD_ELSEWHERE = 'told-elsewhere';
/** Why a message was given up whose conversation a person took over. */
export const TAKEN_OVER = 'a person took over';

export type Worth = 'urgent' | 'plain' | 'low';

/** What a call carries beside its own message. */
export interface Rider {
  readonly outboxId: bigint;
  readonly body: unknown;
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
  readonly worth: Worth;
  /** Since when an earlier attempt may have been carried out that nobody heard the end of; null: none. */
  readonly triedAt: Date | null;
  /** Why its channel's rules kept it back until now. */
  readonly keptFor: string | null;
  /** Its recipient left the channel then, and did not come back. */
  readonly leftAt: Date | null;
  /** More that its channel kept back waits for this person. */
  readonly othersKept: boolean;
  /** Leave in the same call, oldest first; since an earlier attempt, or added by `carry`. */
  readonly riders: readonly Rider[];
}

/** Several leave in the order they stand in: one insert numbers its rows so, and two writes of one commit have no order. */
export const putInOutbox =
  (...messages: readonly [ToSend, ...ToSend[]]): Write =>
  (db) =>
    db.insertInto('outbox').values(messages.map(rowOf));

const rowOf = (message: ToSend) => ({
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
  worth: message.worth ?? 'plain',
  told_by: message.toldBy ?? null,
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
      .set({ given_up_at: now, kept_for: null, last_error: TAKEN_OVER })
      .where('conversation_id', '=', conversationId)
      .where('said_by', 'is', null)
      .where('sent_at', 'is', null)
      .where('given_up_at', 'is', null);

/** Why something else than itself decides when it leaves. */
const WAITS_ALONE = sql`sent_at is null and given_up_at is null and carried_by is null`;

/**
 * Takes due messages and leases them until `leaseUntil`. A message waits while an earlier one to the same recipient on the same
 * channel is still unsent, so order holds; one recipient who cannot be reached holds up nobody else, and what its channel's rules
 * keep back holds up nothing but more of that, unless it is looked at, or sent, at this very moment.
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
    worth: Worth;
    before: Date | null;
    kept_for: string | null;
    left_at: Date | null;
    others_kept: boolean;
    riders: { id: string; body: unknown }[];
  }>`
    with due as (
      select o.outbox_id, o.tried_at as before from outbox o
      where o.sent_at is null and o.given_up_at is null and o.carried_by is null and o.due_at <= ${now}
        and not exists (select from outbox e where e.channel = o.channel and e.recipient = o.recipient and ${WAITS_ALONE}
          and e.outbox_id < o.outbox_id and (e.kept_for is null or o.kept_for is not null or e.due_at <= ${now}
            or (e.tried_at is not null and e.due_at <= ${leaseUntil})))
      order by o.outbox_id limit ${limit} for update skip locked)
    update outbox set due_at = ${leaseUntil}, attempts = attempts + 1, tried_at = coalesce(tried_at, ${now})
    from due where outbox.outbox_id = due.outbox_id
    returning outbox.outbox_id, channel, recipient, body, reply_token, reply_token_until, retry_key, attempts, last_error, useless_at,
      worth, before, kept_for,
      (select p.left_at from channel_people p where p.channel = outbox.channel and p.channel_user_id = outbox.recipient) as left_at,
      exists (select from outbox k where k.channel = outbox.channel and k.recipient = outbox.recipient and k.kept_for is not null
        and k.carried_by is null and k.outbox_id <> outbox.outbox_id) as others_kept,
      (select coalesce(json_agg(json_build_object('id', r.outbox_id::text, 'body', r.body) order by r.outbox_id), '[]'::json)
        from outbox r where r.carried_by = outbox.outbox_id and r.sent_at is null) as riders`.execute(db);
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
      worth: row.worth,
      triedAt: row.before,
      keptFor: row.kept_for,
      leftAt: row.left_at,
      othersKept: row.others_kept,
      riders: row.riders.map(({ id, body }) => ({ outboxId: BigInt(id), body })),
    }))
    .sort((a, b) => Number(a.outboxId - b.outboxId));
}

/** What the channel's rules keep back for a person and nobody is sending, oldest first. */
export async function keptBack(
  db: Database,
  { channel, recipient, outboxId }: Pick<Outgoing, 'channel' | 'recipient' | 'outboxId'>,
  now: Date,
  limit: number,
): Promise<readonly Rider[]> {
  const rows = await db
    .selectFrom('outbox')
    .select(['outbox_id', 'body'])
    .where('channel', '=', channel)
    .where('recipient', '=', recipient)
    .where('kept_for', 'is not', null)
    .where('carried_by', 'is', null)
    .where('tried_at', 'is', null)
    .where('outbox_id', '<>', outboxId)
    .where((e) => e.or([e('useless_at', 'is', null), e('useless_at', '>', now)]))
    .orderBy('outbox_id')
    .limit(limit)
    .execute();
  return rows.map((row) => ({ outboxId: row.outbox_id, body: row.body }));
}

/** Puts what is kept back into a message's call; those that somebody else took meanwhile are not among what it answers. */
export async function carry(db: Database, carrier: bigint, riders: readonly Rider[]): Promise<readonly Rider[]> {
  if (riders.length === 0) return [];
  const rows = await db
    .updateTable('outbox')
    .set({ carried_by: carrier })
    .where(
      'outbox_id',
      'in',
      riders.map(({ outboxId }) => outboxId),
    )
    .where('kept_for', 'is not', null)
    .where('carried_by', 'is', null)
    .where('tried_at', 'is', null)
    .returning('outbox_id')
    .execute();
  const taken = new Set(rows.map((row) => row.outbox_id));
  return riders.filter(({ outboxId }) => taken.has(outboxId));
}

/**
 * Gone, with what it carried, even if it was given up while it was on its way. The body is erased: a text message may have held a
 * code, and what was said in a chat stands with its turn. WeChat's own way out is store/passive.ts.
 */
export async function markSent(db: Database, outboxId: bigint, now: Date, proof: string | null = null): Promise<void> {
  await db
    .updateTable('outbox')
    .set((e) => ({
      sent_at: now,
      given_up_at: null,
      last_error: null,
      kept_for: null,
      proof,
      body: e.case().when('channel', 'in', ['text-message', 'line']).then('{}').else(e.ref('body')).end() as never,
    }))
    .where((e) => e.or([e('outbox_id', '=', outboxId), e('carried_by', '=', outboxId)]))
    .where('sent_at', 'is', null)
    .execute();
}

export interface Unsent {
  readonly outboxId: bigint;
  readonly error: string;
  /** Since when an attempt may have been carried out; null: certainly none was. */
  readonly triedAt: Date | null;
}

/** Not gone: tried again at `dueAt`, or given up for good with the reason kept for staff. */
export async function markUnsent(
  db: Database,
  { outboxId, error, triedAt }: Unsent,
  again: { readonly dueAt: Date } | { readonly givenUpAt: Date },
): Promise<void> {
  await db
    .updateTable('outbox')
    .set({
      last_error: error.slice(0, 500),
      tried_at: triedAt,
      ...('dueAt' in again ? { due_at: again.dueAt } : { given_up_at: again.givenUpAt, kept_for: null }),
    })
    .where('outbox_id', '=', outboxId)
    .where('given_up_at', 'is', null)
    .where('sent_at', 'is', null)
    .execute();
  if ('givenUpAt' in again) await letGo(db, outboxId, triedAt === null ? null : { error, at: again.givenUpAt });
}

/** Kept back by its channel's rules until `until`, which is no attempt; of no use any more from `uselessAt`, unless sooner. */
export async function markKept(
  db: Database,
  { outboxId, error, triedAt }: Unsent,
  until: Date,
  uselessAt: Date,
): Promise<void> {
  await db
    .updateTable('outbox')
    .set((e) => ({
      last_error: error.slice(0, 500),
      kept_for: error.slice(0, 100),
      tried_at: triedAt,
      due_at: until,
      attempts: sql<number>`greatest(attempts - 1, 0)`,
      useless_at: e.fn.coalesce('useless_at', e.val(uselessAt)),
    }))
    .where('outbox_id', '=', outboxId)
    .where('given_up_at', 'is', null)
    .where('sent_at', 'is', null)
    .execute();
  if (triedAt === null) await letGo(db, outboxId, null);
}

/** What a message carried is on its own again; when nobody knows whether the call was carried out, it shares the message's end. */
async function letGo(db: Database, carrier: bigint, end: { readonly error: string; readonly at: Date } | null) {
  await db
    .updateTable('outbox')
    .set(
      end
        ? { given_up_at: end.at, kept_for: null, last_error: end.error.slice(0, 500) }
        : { carried_by: null, tried_at: null },
    )
    .where('carried_by', '=', carrier)
    .where('sent_at', 'is', null)
    .execute();
}

/** What the channel keeps back for a person is looked at again now. */
export async function lookAgain(
  db: Database,
  { channel, recipient }: Pick<Outgoing, 'channel' | 'recipient'>,
  now: Date,
): Promise<void> {
  await db
    .updateTable('outbox')
    .set({ due_at: now })
    .where('channel', '=', channel)
    .where('recipient', '=', recipient)
    .where('kept_for', 'is not', null)
    .where('due_at', '>', now)
    // Not what somebody is sending.
    .where('tried_at', 'is', null)
    .execute();
}

/** How many wait, by channel and by why; what is tried again soon has no why. */
export async function waitingOutside(
  db: Database,
): Promise<readonly { readonly channel: string; readonly keptFor: string | null; readonly n: number }[]> {
  const rows = await db
    .selectFrom('outbox')
    .select(({ fn }) => ['channel', 'kept_for', fn.countAll<bigint>().as('n')])
    .where('sent_at', 'is', null)
    .where('given_up_at', 'is', null)
    .groupBy(['channel', 'kept_for'])
    .execute();
  return rows.map((row) => ({ channel: row.channel, keptFor: row.kept_for, n: Number(row.n) }));
}

/** What never left the house since an instant, by why. */
export async function givenUpSince(
  db: Database,
  channel: string,
  since: Date,
): Promise<readonly { readonly reason: string; readonly n: number }[]> {
  const rows = await db
    .selectFrom('outbox')
    .select(({ fn }) => ['last_error', fn.countAll<bigint>().as('n')])
    .where('channel', '=', channel)
    .where('sent_at', 'is', null)
    .where('given_up_at', '>=', since)
    .groupBy('last_error')
    .execute();
  return rows.map((row) => ({ reason: row.last_error ?? 'unknown', n: Number(row.n) }));
}
