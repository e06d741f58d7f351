/** Answers that leave in the response to a message instead of by a call of ours: taken once, and fetched later by who was told to. */
import { sql } from 'kysely';
import { addMinutes } from '../domain/calendar.ts';
import type { Person } from './conversations.ts';
import type { Database } from './tables.ts';

/** As an earlier release marked what waits for its person to write; now the outbox says `kept_for`. */
const WAITS = 'waits: ';

/** In place of a message's own id: its person was told how to fetch the answer. */
const TO_BE_FETCHED = 'to-be-fetched';
/** A message in somebody's hands is not due again for so long, services/delivery.ts. */
const LEASE_MINUTES = 0.5;

/** Given up for good, e.g. told on another channel: nothing of it can be fetched any more. */
const over = (table: 'o' | 'outbox') =>
  sql`(${sql.ref(`${table}.given_up_at`)} is not null and not starts_with(coalesce(${sql.ref(`${table}.last_error`)}, ''), ${WAITS}))`;

/** Its response carried something: a copy of it gets nothing more. */
const GIVEN = 'given';

/** Never tried, tried and due again, or kept back by the channel's rules until some far time. */
const inNobodysHands = (now: Date) =>
  sql`(o.attempts = 0 or o.due_at <= ${now} or (o.kept_for is not null and o.due_at > ${addMinutes(now, LEASE_MINUTES)}))`;

export interface Passive {
  /** False: this message has no answer yet, and nothing was taken. */
  readonly answered: boolean;
  /** Something said to this person is being sent at this moment; nothing was taken, so that it does not come behind what follows it. */
  readonly blocked: boolean;
  /** Something else that this person wrote has no answer yet. */
  readonly busy: boolean;
  /** In the order they were said; gone from now on. */
  readonly texts: readonly string[];
  /** How many wait still because they were too long. */
  readonly left: number;
}

/**
 * Takes what the response to message `eventId` may carry: its own answer, everything said before it that is not on its way, and
 * what happened meanwhile. Each goes with one response only, however many ask at once. Answers to other messages are left to their
 * own responses while those may still come, unless `all`.
 */
export async function takePassively(
  db: Database,
  { channel, channelUserId }: Person,
  {
    eventId,
    mostBytes,
    all,
    anyway,
    now,
  }: {
    readonly eventId: string;
    readonly mostBytes: number;
    readonly all: boolean;
    /** Even if something is being sent. */
    readonly anyway: boolean;
    readonly now: Date;
  },
): Promise<Passive> {
  const { rows } = await sql<{
    answered: boolean | null;
    blocked: boolean;
    busy: boolean;
    texts: string[];
    left: number;
  }>`
    with me as (select inbox_id, answered_at is not null as answered, coalesce(reply_token = ${GIVEN}, false) as given
        from inbox where channel = ${channel} and event_id = ${eventId}),
      flying as (select exists (select from outbox where channel = ${channel} and recipient = ${channelUserId} and sent_at is null
        and given_up_at is null and attempts > 0 and due_at > ${now} and due_at <= ${addMinutes(now, LEASE_MINUTES)}) and not ${anyway} as blocked),
      mine as (select max(outbox_id) as last from outbox
        where channel = ${channel} and recipient = ${channelUserId} and sent_at is null and reply_token = ${eventId}),
      wanted as (select o.outbox_id from outbox o, me, flying
        where me.answered and not me.given and not flying.blocked and o.channel = ${channel} and o.recipient = ${channelUserId} and o.sent_at is null
          and case when o.given_up_at is null then ${inNobodysHands(now)} else starts_with(o.last_error, ${WAITS}) end
          and (${all} or o.reply_token is null or o.reply_token = ${eventId} or o.reply_token_until <= ${now}
            or o.outbox_id < (select last from mine))),
      free as (select o.outbox_id, o.body from outbox o join wanted using (outbox_id)
        -- Looked at again under the lock: it may have been given up, and told elsewhere, since.
        where o.sent_at is null and case when o.given_up_at is null then ${inNobodysHands(now)} else starts_with(o.last_error, ${WAITS}) end
        order by o.outbox_id for update of o skip locked),
      -- Somebody took one of them since we looked: what follows it waits for another look.
      torn as (select (select count(*) from wanted) > (select count(*) from free) and not ${anyway} as apart),
      sized as (select outbox_id, body, sum(octet_length(body->>'text') + 2) over (order by outbox_id) as bytes from free),
      taken as (update outbox set sent_at = ${now}, given_up_at = null, last_error = null, kept_for = null, proof = ${`response:${eventId}`} from sized, torn
        where sized.outbox_id = outbox.outbox_id and not torn.apart and sized.bytes <= ${mostBytes} + 2 returning outbox.outbox_id, outbox.body),
      given as (update inbox set reply_token = ${GIVEN} from me where inbox.inbox_id = me.inbox_id and exists (select from taken))
    select (select answered from me) as answered, (select blocked from flying) or (select apart from torn) as blocked,
      exists (select from inbox where channel = ${channel} and channel_user_id = ${channelUserId} and answered_at is null
        and content->>'kind' <> 'event') as busy,
      (select coalesce(json_agg(body->>'text' order by outbox_id), '[]'::json) from taken) as texts,
      ((select count(*) from sized) - (select count(*) from taken))::int as left`.execute(db);
  const row = rows[0];
  return {
    answered: row?.answered ?? false,
    blocked: row?.blocked ?? false,
    busy: row?.busy ?? false,
    texts: row?.texts ?? [],
    left: row?.left ?? 0,
  };
}

/** The person is being told to fetch what is not ready, or did not fit, with the response to `eventId`. */
export async function leaveToFetch(db: Database, { channel, channelUserId }: Person, eventId: string, now: Date) {
  await sql`
    with asked as (update inbox set reply_token = ${TO_BE_FETCHED} where channel = ${channel} and event_id = ${eventId}
      and reply_token is distinct from ${GIVEN})
    update outbox set reply_token = ${TO_BE_FETCHED}, reply_token_until = coalesce(reply_token_until, ${now})
    where channel = ${channel} and recipient = ${channelUserId} and sent_at is null and not ${over('outbox')}
      and (reply_token is null or reply_token = ${eventId} or reply_token_until <= ${now})`.execute(db);
}

/**
 * Whether this message comes to fetch what its writer was told to fetch. It is then on record as answered, so that a copy of it
 * that arrives when nothing waits any more is not taken for the choice of something.
 */
export async function isFetch(
  db: Database,
  message: Person & { readonly eventId: string; readonly at: Date },
  now: Date,
): Promise<boolean> {
  const { channel, channelUserId, eventId, at } = message;
  const fetched = JSON.stringify({ kind: 'other', what: 'fetch' });
  const { rows } = await sql<{ fetches: boolean }>`
    with told as (
        select from inbox where channel = ${channel} and channel_user_id = ${channelUserId} and answered_at is null
          and reply_token = ${TO_BE_FETCHED}
        union all
        select from outbox o where o.channel = ${channel} and o.recipient = ${channelUserId} and o.sent_at is null and not ${over('o')}
          and (o.reply_token = ${TO_BE_FETCHED} or exists (select from inbox i
            where i.channel = o.channel and i.event_id = o.reply_token and i.reply_token = ${TO_BE_FETCHED}))),
      kept as (insert into inbox (channel, channel_user_id, event_id, event_at, received_at, content, answered_at)
        select ${channel}, ${channelUserId}, ${eventId}, ${at}::timestamptz, ${now}::timestamptz, ${fetched}::jsonb, ${now}::timestamptz
        where exists (select from told) on conflict (channel, event_id) do nothing returning inbox_id)
    select exists (select from kept) or exists (select from inbox where channel = ${channel} and event_id = ${eventId}
      and content = ${fetched}::jsonb) as fetches`.execute(db);
  return rows[0]?.fetches ?? false;
}

/** What a person has not been shown yet, as it stands in the outbox. */
export async function unshown(db: Database, { channel, channelUserId }: Person): Promise<readonly unknown[]> {
  const rows = await db
    .selectFrom('outbox')
    .select('body')
    .where('channel', '=', channel)
    .where('recipient', '=', channelUserId)
    .where('sent_at', 'is', null)
    .orderBy('outbox_id')
    .execute();
  return rows.map((row) => row.body);
}

/** What did not fit into a response need not wait for its message's window any longer, nor for whatever kept it back before. */
export async function dueNow(db: Database, { channel, channelUserId }: Person, eventId: string, now: Date) {
  await db
    .updateTable('outbox')
    .set({ due_at: now })
    .where('channel', '=', channel)
    .where('recipient', '=', channelUserId)
    .where('sent_at', 'is', null)
    .where('given_up_at', 'is', null)
    .where('attempts', '=', 0)
    .where((e) => e.or([e('reply_token', '=', eventId), e('kept_for', 'is not', null)]))
    .execute();
}

/** What the response to `eventId` carried was handed to nobody: the next attempt of the same message may have it. */
export async function giveBack(db: Database, { channel, channelUserId }: Person, eventId: string): Promise<void> {
  await sql`
    with back as (update outbox set sent_at = null, proof = null where channel = ${channel} and recipient = ${channelUserId}
        and proof = ${`response:${eventId}`} and sent_at is not null)
    update inbox set reply_token = ${eventId} where channel = ${channel} and event_id = ${eventId} and reply_token = ${GIVEN}`.execute(
    db,
  );
}
