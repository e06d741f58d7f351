/** People as their platform tells of them: who left, who came back; and the words they took back. */
import { sql } from 'kysely';
import type { Write } from './commit.ts';
import { type Person, TAKEN_BACK } from './conversations.ts';
import type { Database } from './tables.ts';

/**
 * They blocked us, or are there (again). Words of the platform come in any order: an older one changes nothing. Answers whether
 * this one did.
 */
export async function noteLeaving(
  db: Database,
  { channel, channelUserId }: Person,
  { left, at }: { readonly left: boolean; readonly at: Date },
): Promise<boolean> {
  const row = { left_at: left ? at : null, as_of: at };
  const { rows } = await sql<{ changed: boolean }>`
    insert into channel_people (channel, channel_user_id, left_at, as_of)
    values (${channel}, ${channelUserId}, ${row.left_at}, ${at})
    on conflict (channel, channel_user_id) do update set left_at = excluded.left_at, as_of = excluded.as_of
      where channel_people.as_of < excluded.as_of
    returning true as changed`.execute(db);
  return rows.length > 0;
}

/** Messages that are not to be shown to anybody, those included that have not come yet. */
export async function noteTakenBack(
  db: Database,
  channel: string,
  messageIds: readonly string[],
  now: Date,
): Promise<void> {
  await db
    .insertInto('taken_back')
    .values(messageIds.map((message_id) => ({ channel, message_id, at: now })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** A message that has to be taken out of everything, and the conversation as it stood when it was looked at. */
export interface ToTakeOut extends Person {
  readonly inboxId: bigint;
  readonly content: unknown;
  readonly answeredAt: Date | null;
  /** Papers that came with it and are in no case. */
  readonly freePapers: readonly string[];
  /** Null: nobody has been answered here yet. */
  readonly conversation: {
    readonly conversationId: string;
    readonly turn: number;
    readonly session: unknown;
  } | null;
  /** The turns from the one that answered it. */
  readonly turns: readonly { readonly turn: number; readonly answer: unknown }[];
  /** What was said since then and has not left the house. */
  readonly unsent: readonly { readonly outboxId: bigint; readonly body: unknown }[];
}

/** At most so many later turns are looked through for words of a message. */
const TURNS_AFTER = 200;

/** Null: it never came, or it is out already. */
export async function toTakeOut(
  db: Database,
  { channel, channelUserId }: Person,
  messageId: string,
): Promise<ToTakeOut | null> {
  const { rows } = await sql<{
    inbox_id: bigint;
    content: unknown;
    answered_at: Date | null;
    free_papers: string[];
    conversation_id: string | null;
    turn: number;
    session: unknown;
    turns: { turn: number; answer: unknown }[];
    unsent: { id: string; body: unknown }[];
  }>`
    select i.inbox_id, i.content, i.answered_at, array(select d.document_id from documents d
        where d.document_id = i.content->>'documentId' and d.case_number is null and d.removed_at is null) as free_papers, c.conversation_id, c.turn, c.session,
      (select coalesce(json_agg(json_build_object('turn', l.turn, 'answer', l.answer) order by l.turn), '[]'::json) from (
        select t.turn, t.answer from turns t where t.conversation_id = c.conversation_id
          and t.turn >= (select a.turn from turns a where a.inbox_id = i.inbox_id) order by t.turn limit ${TURNS_AFTER}) l) as turns,
      (select coalesce(json_agg(json_build_object('id', o.outbox_id::text, 'body', o.body)), '[]'::json) from outbox o
        where o.channel = i.channel and o.recipient = i.channel_user_id and o.sent_at is null) as unsent
    from inbox i left join conversations c on c.channel = i.channel and c.channel_user_id = i.channel_user_id
    where i.channel = ${channel} and i.message_id = ${messageId} and i.channel_user_id = ${channelUserId}
      and i.content <> ${JSON.stringify(TAKEN_BACK)}::jsonb`.execute(db);
  const [row] = rows;
  if (!row) return null;
  return {
    channel,
    channelUserId,
    inboxId: row.inbox_id,
    content: row.content,
    answeredAt: row.answered_at,
    freePapers: row.free_papers,
    conversation: row.conversation_id
      ? { conversationId: row.conversation_id, turn: row.turn, session: row.session }
      : null,
    turns: row.turns,
    unsent: row.unsent.map(({ id, body }) => ({ outboxId: BigInt(id), body })),
  };
}

/**
 * The row stays, so that a redelivery stays one; what was in it goes, and nobody answers it any more. A lost race when it was
 * answered since it was looked at: the answer has words of it too.
 */
export const emptyMessage =
  ({ inboxId, answeredAt }: Pick<ToTakeOut, 'inboxId' | 'answeredAt'>, now: Date): Write =>
  () =>
    sql`update inbox set content = ${JSON.stringify(TAKEN_BACK)}::jsonb,
        answered_at = case when answered_at is not distinct from ${answeredAt}::timestamptz then coalesce(answered_at, ${now})
          else lost_race('answered while it was taken back') end
      where inbox_id = ${inboxId}`;

/**
 * The conversation without the words, as a turn of its own: an answer that was being worked out with them loses its number and is
 * worked out again without.
 */
export function turnWithout(
  found: Person & { readonly conversation: { readonly conversationId: string; readonly turn: number } },
  { session, inboxId, now }: { readonly session: unknown; readonly inboxId: bigint; readonly now: Date },
): readonly Write[] {
  const { conversationId, turn } = found.conversation;
  const eventId = `taken-back:${inboxId}`;
  const said = JSON.stringify({ replies: [], turn: { service: null, awaiting: null, understood: [] } });
  return [
    (db) =>
      db
        .updateTable('conversations')
        .set({ turn: turn + 1, session: JSON.stringify(session), updated_at: now })
        .where('conversation_id', '=', conversationId)
        .where('turn', '=', turn),
    {
      first:
        () => sql`insert into inbox (channel, channel_user_id, event_id, event_at, received_at, content, answered_at)
        values (${found.channel}, ${found.channelUserId}, ${eventId}, ${now}, ${now}, ${JSON.stringify(TAKEN_BACK)}::jsonb, ${now})
        returning inbox_id`,
      next: (_db, written) => sql`insert into turns (conversation_id, turn, inbox_id, answer, trace, at)
        select ${conversationId}, ${turn + 1}::integer, inbox_id, ${said}::json, ${JSON.stringify({ said: [], understood: [] })}::jsonb,
          ${now}::timestamptz from ${written}`,
    },
  ];
}

export const rewriteAnswer =
  (conversationId: string, turn: number, answer: unknown): Write =>
  (db) =>
    db
      .updateTable('turns')
      .set({ answer: JSON.stringify(answer) })
      .where('conversation_id', '=', conversationId)
      .where('turn', '=', turn);

export const rewriteUnsent =
  (outboxId: bigint, body: unknown): Write =>
  (db) =>
    db
      .updateTable('outbox')
      .set({ body: JSON.stringify(body) })
      .where('outbox_id', '=', outboxId)
      .where('sent_at', 'is', null)
      // What may have been carried out is repeated to the letter.
      .where('tried_at', 'is', null);

/** What editors would read of it among the questions to articles; their ids begin with the message's. */
export const forgetQuestions =
  (inboxId: bigint, answeredAt: Date): Write =>
  () =>
    sql`delete from knowledge_questions where at >= ${new Date(answeredAt.getTime() - 600_000)} and at <= ${answeredAt}
      and starts_with(question_id, ${`${inboxId}:`})`;

/** Papers that are in no case; their bytes are removed by whoever keeps them. */
export const dropPapers =
  (ids: readonly string[], now: Date): Write =>
  (db) =>
    db
      .updateTable('documents')
      .set({ removed_at: now })
      .where('document_id', 'in', [...ids])
      .where('case_number', 'is', null)
      .where('removed_at', 'is', null);

/** Messages that are still there although they were taken back since then. */
export async function stragglers(
  db: Database,
  since: Date,
  limit: number,
): Promise<readonly (Person & { readonly messageId: string })[]> {
  const { rows } = await sql<{ channel: string; channelUserId: string; messageId: string }>`
    select i.channel, i.channel_user_id as "channelUserId", i.message_id as "messageId"
    from taken_back b cross join lateral (select * from inbox i where i.channel = b.channel and i.message_id = b.message_id
      and i.content <> ${JSON.stringify(TAKEN_BACK)}::jsonb offset 0) i
    where b.at >= ${since} limit ${limit}`.execute(db);
  return rows;
}
