/** Conversations: accept what comes in, load what answering needs, save a whole turn; one round trip each. */
import { sql } from 'kysely';
import type { Viewer } from '../domain/viewer.ts';
import type { Write } from './commit.ts';
import { boundAccountsOfR, joinedToR, type ResidentRow, toViewer } from './residents.ts';
import type { Database } from './tables.ts';

export interface Person {
  readonly channel: string;
  readonly channelUserId: string;
}

/** What stays of a message that its writer took back. */
export const TAKEN_BACK = { kind: 'other', what: 'taken-back' } as const;

export interface Incoming extends Person {
  readonly eventId: string;
  readonly at: Date;
  readonly content: unknown;
  readonly replyToken: string | null;
  /** The platform's own id of it, by which its writer may take it back. */
  readonly messageId?: string;
  /** When the session was opened that it came by, where there is one: of a session that was ended since nothing is stored. */
  readonly sessionAt?: Date;
}

export interface Waiting {
  readonly inboxId: bigint;
  readonly eventId: string;
  readonly receivedAt: Date;
  readonly content: unknown;
  readonly replyToken: string | null;
}

/** Who took a conversation over, and for which hand-off. */
export interface Held {
  readonly staffId: string;
  readonly caseNumber: string;
}

/** All that one look at a conversation gives. `conversationId` null: nobody has been answered here yet. */
export interface Snapshot extends Person {
  readonly conversationId: string | null;
  readonly turn: number;
  readonly session: unknown;
  readonly viewer: Viewer | null;
  /** Sessions that were opened up to then are ended. */
  readonly signedOutAt: Date | null;
  /** The person of the house who talks here now; the bot is silent then. */
  readonly held: Held | null;
  /** Oldest first by the platform's clock, then by arrival. */
  readonly waiting: readonly Waiting[];
}

interface SnapshotRow extends Partial<ResidentRow> {
  readonly channel: string;
  readonly channel_user_id: string;
  readonly conversation_id: string | null;
  readonly turn: number | null;
  readonly session: unknown;
  readonly held_by: string | null;
  readonly held_case: string | null;
  readonly signed_out_at: Date | null;
  readonly waiting: {
    inbox_id: string;
    event_id: string;
    received_at: string;
    content: unknown;
    reply_token: string | null;
  }[];
}

/** What people write may hold what jsonb refuses: NUL goes, half a surrogate pair becomes the sign for an unknown one. */
const storable = (_key: string, value: unknown): unknown =>
  typeof value === 'string' ? value.replaceAll('\u0000', '').toWellFormed() : value;

/** The largest `integer`: a client may ask for what comes after any number at all. */
const LAST_TURN = 2_147_483_647;

/**
 * Stores what came in (a redelivery changes nothing) and loads every conversation it belongs to, in one statement.
 * The rows are durable when this resolves: only then may a sender hear 200.
 */
export async function acceptAndLoad(
  db: Database,
  incoming: readonly Incoming[],
  now: Date,
): Promise<readonly Snapshot[]> {
  const rows = incoming.map((m) => ({
    channel: m.channel,
    channel_user_id: m.channelUserId,
    event_id: m.eventId,
    event_at: m.at,
    content: m.content,
    reply_token: m.replyToken,
    message_id: m.messageId ?? null,
    session_at: m.sessionAt ?? null,
  }));
  // What was taken back before it came is not kept, and nobody answers it.
  const stored = sql`
    insert into inbox (channel, channel_user_id, event_id, event_at, received_at, content, reply_token, message_id, answered_at)
    select m.channel, channel_user_id, event_id, event_at, ${now}, case when t.at is null then content else ${JSON.stringify(TAKEN_BACK)}::jsonb end,
      reply_token, m.message_id, case when t.at is not null then ${now}::timestamptz end
    from rows from (jsonb_to_recordset(${JSON.stringify(rows, storable)}::jsonb) as
      (channel text, channel_user_id text, event_id text, event_at timestamptz, content jsonb, reply_token text, message_id text,
        session_at timestamptz))
      with ordinality as m (channel, channel_user_id, event_id, event_at, content, reply_token, message_id, session_at, place)
      left join lateral (select at from taken_back b where b.channel = m.channel and b.message_id = m.message_id offset 0) t on true
    where m.session_at is null or not exists (select from residents e
      where e.resident_id = m.channel_user_id and e.signed_out_at >= m.session_at)
    order by event_at, place
    on conflict (channel, event_id) do nothing returning *`;
  return snapshots(db, incoming, stored);
}

/** The same look without storing anything; the address of whom to answer stays with the caller. */
export async function loadConversation(db: Database, person: Person): Promise<Snapshot> {
  const [snapshot] = await snapshots(db, [person], sql`select * from inbox where false`);
  if (!snapshot) throw new Error('a person was asked for and none came back');
  return snapshot;
}

/** Each person's rows are looked up one by one: PostgreSQL takes a JSON list for a hundred and would read whole tables for it. */
async function snapshots(
  db: Database,
  people: readonly Person[],
  stored: ReturnType<typeof sql>,
): Promise<readonly Snapshot[]> {
  const asked = JSON.stringify(
    people.map((p) => ({ channel: p.channel, channel_user_id: p.channelUserId })),
    storable,
  );
  const { rows } = await sql<SnapshotRow>`
    with stored as (${stored}),
      person as (select distinct channel, channel_user_id from jsonb_to_recordset(${asked}::jsonb) as p (channel text, channel_user_id text))
    select p.channel, p.channel_user_id, c.conversation_id, c.turn, c.session, c.held_by, c.held_case,
      r.resident_id, r.locale, r.locale_chosen, r.real_name, r.current_account, s.resident_id as self, s.signed_out_at, ${joinedToR},
      case when r.resident_id is not null then ${boundAccountsOfR} end as accounts,
      (select coalesce(json_agg(json_build_object('inbox_id', w.inbox_id::text, 'event_id', w.event_id, 'received_at', w.received_at,
          'content', w.content, 'reply_token', w.reply_token) order by w.event_at, w.inbox_id), '[]'::json)
        from (select * from inbox i where i.channel = p.channel and i.channel_user_id = p.channel_user_id and i.answered_at is null
          union all select * from stored s where s.channel = p.channel and s.channel_user_id = p.channel_user_id
            and s.answered_at is null) w) as waiting
    from person p
    left join lateral (select * from conversations c where c.channel = p.channel and c.channel_user_id = p.channel_user_id limit 1) c on true
    left join lateral (select * from residents s
      where s.resident_id = case when c.resident_id is not null then c.resident_id when p.channel in ('web', 'console') then p.channel_user_id
        else (select i.resident_id from identities i where i.provider = p.channel and i.subject = p.channel_user_id) end limit 1) s on true
    left join lateral (select * from residents r where r.resident_id = coalesce(s.joined_to, s.resident_id) limit 1) r on true`.execute(
    db,
  );
  return rows.map((row) => ({
    channel: row.channel,
    channelUserId: row.channel_user_id,
    conversationId: row.conversation_id,
    turn: row.turn ?? 0,
    session: row.session,
    viewer: row.resident_id ? toViewer(row as ResidentRow) : null,
    signedOutAt: row.signed_out_at,
    held: row.held_by && row.held_case ? { staffId: row.held_by, caseNumber: row.held_case } : null,
    waiting: row.waiting.map((w) => ({
      inboxId: BigInt(w.inbox_id),
      eventId: w.event_id,
      receivedAt: new Date(w.received_at),
      content: w.content,
      replyToken: w.reply_token,
    })),
  }));
}

export interface TurnToSave {
  readonly conversationId: string;
  /** The number this turn gets: one more than the loaded one. Two writers of one number: the second is refused. */
  readonly turn: number;
  readonly session: unknown;
  readonly inboxId: bigint;
  /** What stays of the message now that it is answered, where that is less than what came. */
  readonly kept?: unknown;
  readonly answer: unknown;
  readonly trace: unknown;
  readonly now: Date;
  /** It does not make this the conversation that was used last, where what happens by itself is told. */
  readonly isNoUse?: boolean;
}

/** The writes of a turn. A lost race shows as a unique violation of `turns_pkey`, `turns_inbox_id_key` or the conversation's own keys. */
export function saveTurn(saved: TurnToSave, isNew: (Person & { residentId: string }) | null): readonly Write[] {
  const session = JSON.stringify(saved.session);
  const conversation: Write = isNew
    ? (db) =>
        db.insertInto('conversations').values({
          conversation_id: saved.conversationId,
          resident_id: isNew.residentId,
          channel: isNew.channel,
          channel_user_id: isNew.channelUserId,
          turn: saved.turn,
          session,
          updated_at: saved.now,
          held_by: null,
          held_case: null,
        })
    : (db) =>
        db
          .updateTable('conversations')
          .set({ turn: saved.turn, session, ...(!saved.isNoUse && { updated_at: saved.now }) })
          .where('conversation_id', '=', saved.conversationId)
          .where('turn', '=', saved.turn - 1);
  return [
    conversation,
    (db) =>
      db.insertInto('turns').values({
        conversation_id: saved.conversationId,
        turn: saved.turn,
        inbox_id: saved.inboxId,
        answer: JSON.stringify(saved.answer),
        trace: JSON.stringify(saved.trace),
        at: saved.now,
      }),
    (db) =>
      db
        .updateTable('inbox')
        .set({
          answered_at: saved.now,
          ...(saved.kept !== undefined && { content: JSON.stringify(saved.kept, storable) }),
        })
        .where('inbox_id', '=', saved.inboxId),
  ];
}

/** A place for what happens by itself, for somebody who never wrote: the conversation of their session; nothing where there is one. */
export const conversationOfSession =
  (conversationId: string, residentId: string, now: Date): Write =>
  (db) =>
    db
      .insertInto('conversations')
      .values({
        conversation_id: conversationId,
        resident_id: residentId,
        channel: 'web',
        channel_user_id: residentId,
        turn: 0,
        session: '{}',
        updated_at: now,
        held_by: null,
        held_case: null,
      })
      .onConflict((conflict) => conflict.columns(['channel', 'channel_user_id']).doNothing());

export interface TranscriptTurn {
  readonly turn: number;
  readonly at: Date;
  readonly content: unknown;
  readonly writtenAt: Date;
  readonly answer: unknown;
}

/** Of the turns after turn `after` the newest `limit`, or those that come `next`; oldest first. */
export async function transcript(
  db: Database,
  person: Person,
  after: number,
  limit: number,
  which: 'newest' | 'next' = 'newest',
): Promise<readonly TranscriptTurn[]> {
  const rows = await db
    .selectFrom('turns')
    .innerJoin('conversations', 'conversations.conversation_id', 'turns.conversation_id')
    .innerJoin('inbox', 'inbox.inbox_id', 'turns.inbox_id')
    .select(['turns.turn', 'turns.at', 'turns.answer', 'inbox.content', 'inbox.event_at'])
    .where('conversations.channel', '=', person.channel)
    .where('conversations.channel_user_id', '=', person.channelUserId)
    .where('turns.turn', '>', Math.min(after, LAST_TURN))
    .orderBy('turns.turn', which === 'newest' ? 'desc' : 'asc')
    .limit(limit)
    .execute();
  return (which === 'newest' ? rows.reverse() : rows).map((row) => ({
    turn: row.turn,
    at: row.at,
    content: row.content,
    writtenAt: row.event_at,
    answer: row.answer,
  }));
}

/** The traces of the newest turns, newest last. */
export async function turnTraces(db: Database, person: Person, turns: number): Promise<readonly unknown[]> {
  const rows = await db
    .selectFrom('turns')
    .innerJoin('conversations', 'conversations.conversation_id', 'turns.conversation_id')
    .select('turns.trace')
    .where('conversations.channel', '=', person.channel)
    .where('conversations.channel_user_id', '=', person.channelUserId)
    .orderBy('turns.turn', 'desc')
    .limit(turns)
    .execute();
  return rows.reverse().map((row) => row.trace);
}

/** The answers of certain turns, e.g. those whose buttons were pressed much later. */
export async function answersOfTurns(
  db: Database,
  person: Person,
  turns: readonly number[],
): Promise<readonly unknown[]> {
  const rows = await db
    .selectFrom('turns')
    .innerJoin('conversations', 'conversations.conversation_id', 'turns.conversation_id')
    .select('turns.answer')
    .where('conversations.channel', '=', person.channel)
    .where('conversations.channel_user_id', '=', person.channelUserId)
    .where('turns.turn', 'in', [...turns])
    .execute();
  return rows.map((row) => row.answer);
}

/** The stored answer to a message, or null while nobody has answered it. */
export async function answerTo(
  db: Database,
  channel: string,
  eventId: string,
): Promise<{ channelUserId: string; turn: number; answer: unknown } | null> {
  const row = await db
    .selectFrom('inbox')
    .innerJoin('turns', 'turns.inbox_id', 'inbox.inbox_id')
    .select(['inbox.channel_user_id', 'turns.turn', 'turns.answer'])
    .where('inbox.channel', '=', channel)
    .where('inbox.event_id', '=', eventId)
    .executeTakeFirst();
  return row ? { channelUserId: row.channel_user_id, turn: row.turn, answer: row.answer } : null;
}

/** Somebody whose messages were left; `upTo`: the last of those that are due. */
export interface LeftPerson extends Person {
  readonly upTo: bigint;
}

/** Not answered, and due: it has waited since before `before`, and the pause after its last try in vain is over. */
const isLeft = (before: Date) =>
  sql<boolean>`(i.answered_at is null and i.received_at <= ${before} and (i.try_at is null or i.try_at <= ${before}))`;

/**
 * People whose messages have waited since before `before`: work that a dead process left, or events of our own. Events of a
 * conversation that a person holds wait for its end and are no work until then. What failed before waits behind what did not.
 */
export async function peopleWaiting(db: Database, before: Date, limit: number): Promise<readonly LeftPerson[]> {
  const rows = await db
    .selectFrom('inbox as i')
    .select(({ fn }) => ['i.channel', 'i.channel_user_id', fn.max('i.inbox_id').as('up_to')])
    .where(isLeft(before))
    .where(
      sql<boolean>`(i.content->>'kind' <> 'event' or not exists (select from conversations c
        where c.channel = i.channel and c.channel_user_id = i.channel_user_id and c.held_by is not null))`,
    )
    .groupBy(['i.channel', 'i.channel_user_id'])
    // A morning's thousand bills keep nobody waiting for power that is back.
    .orderBy(sql`bool_and(i.event_id like 'notice:%')`)
    .orderBy(sql`min(i.attempts)`)
    .orderBy(sql`min(i.received_at)`)
    .limit(limit)
    .execute();
  return rows.map((row) => ({ channel: row.channel, channelUserId: row.channel_user_id, upTo: row.up_to }));
}

/**
 * What these people still wait for although it was tried: looked at again after 10 s, 20 s … at most 10 minutes, so that it is
 * answered soon after whatever is broken is mended, and takes nobody's turn until then. What somebody works at is left to them.
 */
export async function tryLater(db: Database, people: readonly LeftPerson[], before: Date): Promise<void> {
  const tried = JSON.stringify(
    people.map((p) => ({ channel: p.channel, channel_user_id: p.channelUserId, up_to: String(p.upTo) })),
  );
  await sql`
    with tried as (select i.inbox_id from jsonb_to_recordset(${tried}::jsonb) as p (channel text, channel_user_id text, up_to bigint)
      cross join lateral (select inbox_id from inbox i where i.channel = p.channel and i.channel_user_id = p.channel_user_id
        and i.inbox_id <= p.up_to and ${isLeft(before)} for update skip locked) i)
    update inbox set attempts = attempts + 1,
      try_at = ${before}::timestamptz + least(interval '10 minutes', interval '10 seconds' * power(2, least(attempts, 6)))
    where inbox_id = any(array(select inbox_id from tried))`.execute(db);
}

/**
 * Puts one of our own events into the conversation that this resident, on whichever channel, used last; once per event id. Nobody
 * there: nothing. What can wait is told at `from`, the end of the quiet hours, or earlier with the answer to somebody who writes.
 */
export const tellConversation =
  (residentId: string, eventId: string, event: unknown, now: Date, from: Date = now): Write =>
  () =>
    sql`
    insert into inbox (channel, channel_user_id, event_id, event_at, received_at, content)
    select c.channel, c.channel_user_id, ${eventId}, ${now}::timestamptz, ${from}::timestamptz, ${JSON.stringify({ kind: 'event', event })}::jsonb
    from kin_of(${residentId}) k join conversations c using (resident_id) order by c.updated_at desc limit 1
    on conflict (channel, event_id) do nothing`;

/** The same for the conversations of these residents alone, whoever they are joined with. */
export const tellOneOf =
  (residents: readonly string[], eventId: string, event: unknown, now: Date): Write =>
  () =>
    sql`
    insert into inbox (channel, channel_user_id, event_id, event_at, received_at, content)
    select c.channel, c.channel_user_id, ${eventId}, ${now}::timestamptz, ${now}::timestamptz, ${JSON.stringify({ kind: 'event', event })}::jsonb
    from conversations c where c.resident_id = any(${[...residents]}::text[]) order by c.updated_at desc limit 1
    on conflict (channel, event_id) do nothing`;

/** The same for one conversation. */
export const tellThisConversation =
  (conversationId: string, eventId: string, event: unknown, now: Date): Write =>
  () =>
    sql`
    insert into inbox (channel, channel_user_id, event_id, event_at, received_at, content)
    select c.channel, c.channel_user_id, ${eventId}, ${now}::timestamptz, ${now}::timestamptz, ${JSON.stringify({ kind: 'event', event })}::jsonb
    from conversations c where c.conversation_id = ${conversationId}
    on conflict (channel, event_id) do nothing`;

/** What these residents' other conversations stand at, the newest first. */
export async function sessionsElsewhere(
  db: Database,
  residents: readonly string[],
  conversationId: string,
  since: Date,
): Promise<readonly { readonly conversationId: string; readonly channel: string; readonly session: unknown }[]> {
  const rows = await db
    .selectFrom('conversations')
    .select(['conversation_id', 'channel', 'session'])
    .where('resident_id', 'in', [...residents])
    .where('conversation_id', '<>', conversationId)
    .where('updated_at', '>=', since)
    .where('held_by', 'is', null)
    .orderBy('updated_at', 'desc')
    .limit(5)
    .execute();
  return rows.map((row) => ({ conversationId: row.conversation_id, channel: row.channel, session: row.session }));
}
