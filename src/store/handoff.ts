/** Hand-offs beside their cases: who sits in the conversation, a person's turn in it, the queue, what a new one should know. */
import { sql } from 'kysely';
import type { Locale } from '../domain/names.ts';
import type { OpenCase } from './cases.ts';
import type { Write } from './commit.ts';
import type { Held, Person } from './conversations.ts';
import type { Database } from './tables.ts';

/** The conversation of a hand-off as it was read: a person's turn follows exactly this one. */
export interface Seat extends Person {
  readonly conversationId: string;
  readonly locale: Locale;
  readonly turn: number;
  readonly held: Held | null;
}

/** Null for a case without a conversation. */
export async function seatOf(db: Database, caseNumber: string): Promise<Seat | null> {
  const row = await db
    .selectFrom('cases as c')
    .innerJoin('conversations as v', 'v.conversation_id', 'c.conversation_id')
    .innerJoin('residents as r', 'r.resident_id', 'v.resident_id')
    .select(['v.conversation_id', 'v.channel', 'v.channel_user_id', 'v.turn', 'v.held_by', 'v.held_case', 'r.locale'])
    .where('c.case_number', '=', caseNumber)
    .executeTakeFirst();
  return row
    ? {
        conversationId: row.conversation_id,
        channel: row.channel,
        channelUserId: row.channel_user_id,
        turn: row.turn,
        locale: row.locale as Locale,
        held: row.held_by && row.held_case ? { staffId: row.held_by, caseNumber: row.held_case } : null,
      }
    : null;
}

/**
 * A person's turn: it takes the next number, so a bot's answer that was computed meanwhile fails on `turns_pkey`, and so does
 * this one when somebody was faster. Its inbox row is answered from the start; the session stays as it is.
 */
export function personsTurn(
  seat: Seat,
  turn: {
    readonly event: { readonly name: string };
    readonly answer: unknown;
    readonly trace: unknown;
    readonly held: Held | null;
    readonly now: Date;
    /** Known to whoever may send the same words again; else it has none. */
    readonly eventId?: string;
  },
): readonly Write[] {
  const { now } = turn;
  const number = seat.turn + 1;
  return [
    (db) =>
      db
        .updateTable('conversations')
        .set({
          turn: number,
          updated_at: now,
          held_by: turn.held?.staffId ?? null,
          held_case: turn.held?.caseNumber ?? null,
        })
        .where('conversation_id', '=', seat.conversationId)
        .where('turn', '=', seat.turn),
    {
      first: (db) =>
        db
          .insertInto('inbox')
          .values({
            channel: seat.channel,
            channel_user_id: seat.channelUserId,
            event_id: turn.eventId ?? `person:${seat.conversationId}:${number}`,
            event_at: now,
            received_at: now,
            content: JSON.stringify({ kind: 'event', event: turn.event }),
            reply_token: null,
            answered_at: now,
          })
          .returning('inbox_id'),
      next: (_db, written) => sql`
        insert into turns (conversation_id, turn, inbox_id, answer, trace, at)
        select ${seat.conversationId}, ${number}::integer, inbox_id, ${JSON.stringify(turn.answer)}::json,
          ${JSON.stringify(turn.trace)}::jsonb, ${now}::timestamptz from ${written}`,
    },
  ];
}

/** Our own event for exactly this conversation, to be answered by the bot. */
export const tellSeat =
  (seat: Person, eventId: string, event: { readonly name: string }, now: Date): Write =>
  (db) =>
    db.insertInto('inbox').values({
      channel: seat.channel,
      channel_user_id: seat.channelUserId,
      event_id: eventId,
      event_at: now,
      received_at: now,
      content: JSON.stringify({ kind: 'event', event }),
      reply_token: null,
      answered_at: null,
    });

/** Whether a person's turn of that event stands already. */
export async function wasSaid(db: Database, { channel }: Seat, eventId: string): Promise<boolean> {
  const row = await db
    .selectFrom('inbox')
    .select('inbox_id')
    .where('channel', '=', channel)
    .where('event_id', '=', eventId)
    .executeTakeFirst();
  return row !== undefined;
}

/** How many of a resident's last messages show in what mood they are. */
const LAST_WORDS = 8;

export interface BeforeHandoff {
  /** What the resident wrote last, oldest first, the message that is being answered included. */
  readonly words: readonly string[];
  /** The hand-off of this conversation that is open already. */
  readonly open: (OpenCase & { readonly sealed: string | null }) | null;
  /** How many wait and were there before. */
  readonly ahead: number;
}

/** All that asking for a person has to know, in one look. `reason` is the case's. */
export async function beforeHandoff(
  db: Database,
  conversationId: string,
  inboxId: bigint,
  reason: string,
): Promise<BeforeHandoff> {
  const { rows } = await sql<{
    words: (string | null)[];
    open: { caseNumber: string; deadline: string; sealed: string | null } | null;
    ahead: number;
  }>`
    with own as (select case_number, deadline, opened_at, sealed from cases where reason = ${reason} and status = 'open')
    select (select coalesce(json_agg(w.text order by w.inbox_id), '[]'::json) from (
        select i.inbox_id, i.content->>'text' as text from (select inbox_id from turns where conversation_id = ${conversationId} order by turn desc limit ${LAST_WORDS}) t
          join inbox i using (inbox_id) where i.content->>'kind' = 'text'
        union all select inbox_id, content->>'text' from inbox where inbox_id = ${inboxId} and content->>'kind' = 'text') w) as words,
      (select json_build_object('caseNumber', case_number, 'deadline', deadline, 'sealed', sealed) from own) as open,
      (select count(*)::integer from cases c where c.kind = 'handoff' and c.status = 'open' and c.stage = 'waiting'
        and c.reason <> ${reason} and c.opened_at <= coalesce((select opened_at from own), 'infinity')) as ahead`.execute(
    db,
  );
  const [row] = rows;
  if (!row) throw new Error('a row was asked for and none came back');
  return {
    words: row.words.flatMap((word) => word ?? []),
    open: row.open && {
      caseNumber: row.open.caseNumber,
      deadline: new Date(row.open.deadline),
      sealed: row.open.sealed,
    },
    ahead: row.ahead,
  };
}

export interface QueuedHandoff {
  readonly caseNumber: string;
  readonly stage: 'waiting' | 'with-person';
  readonly openedAt: Date;
  readonly deadline: Date | null;
  readonly priority: number;
  readonly owner: string | null;
  readonly accountNumber: string | null;
  readonly holder: string | null;
  readonly locale: string;
  readonly channel: string | null;
  readonly heldBy: string | null;
  readonly summary: Readonly<Record<string, unknown>>;
  /** While a person holds it: the oldest message of the resident that nobody has answered. */
  readonly unansweredSince: Date | null;
  /** The open case of danger that this conversation spoke of. */
  readonly dangerCase: string | null;
  /** What the resident wrote last, but for asking for a person and for what is told of a complaint, which may be nameless. */
  readonly lastWords: string | null;
}

/** Of a turn `t`: it only asks for a person, or belongs to a complaint or a nameless report, which are nobody's to read beforehand. */
const UNTOLD = sql`(t.answer->'turn'->>'service' = 'complaint.file'
  or (t.answer->'turn'->'understood')::jsonb @? '$[*] ? (@.service == "handoff.request" || @.service == "complaint.file")'
  or exists (select 1 from regexp_matches(t.answer::text, 'W\\d{13}', 'g') as m(found) join cases x on x.case_number = m.found[1] where x.anonymous))`;

/** Open hand-offs, or one of them: danger that nobody answers first, then those that wait, the most urgent first. */
export async function openHandoffs(
  db: Database,
  limit: number,
  only: string | null = null,
): Promise<readonly QueuedHandoff[]> {
  const { rows } = await sql<QueuedHandoff>`
    select q.* from (select c.case_number as "caseNumber", c.stage, c.opened_at as "openedAt", c.deadline, c.priority, c.owner,
      c.account_number as "accountNumber", a.holder, r.locale, v.channel, v.held_by as "heldBy", c.summary,
      (select min(d.case_number) from cases d where d.resident_id = c.resident_id and d.status = 'open' and d.kind = 'outage'
        and d.conversation_id = c.conversation_id and (d.summary->'danger' = 'true'::jsonb or d.summary ? 'needs')) as "dangerCase",
      case when c.stage = 'waiting' then (select i.content->>'text' from turns t join inbox i using (inbox_id)
        where t.conversation_id = c.conversation_id and i.content->>'kind' = 'text'
          and coalesce(not ${UNTOLD}, true) order by t.turn desc limit 1) end as "lastWords",
      case when v.held_by is not null then (select min(i.event_at) from turns t join inbox i using (inbox_id)
        where t.conversation_id = v.conversation_id and i.content->>'kind' <> 'event' and t.turn > (
          select max(p.turn) from turns p join inbox pi on pi.inbox_id = p.inbox_id
          where p.conversation_id = v.conversation_id and pi.content->'event'->>'name' in ('person.took', 'person.said'))) end as "unansweredSince"
    from cases c
    left join conversations v on v.conversation_id = c.conversation_id
    left join accounts a on a.account_number = c.account_number
    left join residents r on r.resident_id = c.resident_id
    where c.kind = 'handoff' and c.status = 'open' and (${only}::text is null or c.case_number = ${only})) q
    order by (q."dangerCase" is not null and (q.stage = 'waiting' or q."unansweredSince" is not null)) desc, (q.stage = 'waiting') desc,
      (q."unansweredSince" is not null) desc, q.priority, q."openedAt", q."caseNumber" limit ${limit}`.execute(db);
  return rows;
}
