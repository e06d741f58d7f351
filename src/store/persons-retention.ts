/** Chat messages that are older than the house keeps them: gone with what was answered, a batch at a time. */
import { sql } from 'kysely';
import type { Database } from './tables.ts';

/**
 * The oldest turns from before an instant, of conversations that nobody of the house holds and whose person has no open case.
 * A conversation of which no turn is left stands at nothing, as on its first day. Questions of that age go whoever asked them, and
 * so do text messages to numbers.
 */
export async function removeOldMessages(db: Database, before: Date, limit: number): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    with old as (select t.conversation_id, t.turn, t.inbox_id from turns t join conversations c using (conversation_id)
        where t.at < ${before} and c.held_by is null and not exists (select from kin_of(c.resident_id) k
          join cases o on o.resident_id = k.resident_id where o.status = 'open')
        order by t.at limit ${limit}),
      gone as (select outbox_id from outbox where conversation_id in (select conversation_id from old) and due_at < ${before}
        and (sent_at is not null or given_up_at is not null)),
      -- What is told to somebody later, or by another conversation, stays, and leans on nothing that goes.
      loose as (update outbox set told_by = case when told_by in (select inbox_id from old) then null else told_by end,
          carried_by = case when carried_by in (select outbox_id from gone) then null else carried_by end
        where outbox_id = any(array(select outbox_id from outbox where told_by in (select inbox_id from old)
            union select outbox_id from outbox where carried_by in (select outbox_id from gone)))
          and outbox_id not in (select outbox_id from gone)),
      sent as (delete from outbox where outbox_id in (select outbox_id from gone)),
      turned as (delete from turns t using old where t.conversation_id = old.conversation_id and t.turn = old.turn),
      heard as (delete from inbox where inbox_id in (select inbox_id from old)),
      texted as (delete from outbox where outbox_id in (
        select outbox_id from outbox where conversation_id is null and due_at < ${before} and (sent_at is not null or given_up_at is not null)
          and told_by is null and carried_by is null order by due_at limit ${limit})),
      asked as (delete from knowledge_questions where question_id in (
        select question_id from knowledge_questions where at < ${before} order by at limit ${limit})),
      left_empty as (update conversations c set session = '{}' where c.conversation_id in (select conversation_id from old)
        and c.updated_at < ${before} and not exists (select from turns t where t.conversation_id = c.conversation_id
          and not exists (select from old where old.conversation_id = t.conversation_id and old.turn = t.turn)))
    select count(*)::int as n from old`.execute(db);
  return rows[0]?.n ?? 0;
}
