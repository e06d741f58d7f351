/** A person in the conversation: who holds it, since which turn, and which words waiting to leave the house are a person's. */
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const handoff: Migration = {
  async up(db) {
    await sql.raw(TABLES).execute(db);
  },
};

const TABLES = `
alter table conversations
  -- The member of staff who talks here; while it is set, the bot is silent.
  add column held_by text,
  add column held_case text references cases,
  add constraint conversations_held_for_a_case check ((held_by is null) = (held_case is null));
-- A person's own words: they are sent while the bot's are held back. Null: the bot's.
alter table outbox add column said_by text;
create index outbox_unsent_of_conversation on outbox (conversation_id) where sent_at is null and given_up_at is null;
create index handoffs_open on cases (opened_at) where kind = 'handoff' and status = 'open';

-- Who holds a conversation changes with a turn of its own: an answer that was computed before it loses its turn's number.
create function hold_changes_with_a_turn() returns trigger language plpgsql as $$
begin
  if (new.held_by, new.held_case) is distinct from (old.held_by, old.held_case) and new.turn <> old.turn + 1 then
    raise exception 'conversation % changes hands only with a turn', old.conversation_id using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger hold_changes_with_a_turn before update on conversations for each row execute function hold_changes_with_a_turn();
`;
