/** A person's data: given out, erased, kept no longer than it is needed; words of a case's history that can go, and its chain still holds. */
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const persons: Migration = {
  async up(db) {
    await sql.raw(TABLES).execute(db);
  },
};

const TABLES = `
alter table residents
  -- Nothing of the person is left but this id, which tells nothing.
  add column erased_at timestamptz,
  -- Tokens of sessions that were opened up to here are no good any more.
  add column signed_out_at timestamptz;

-- What they were about to do at that very moment is a lost race: locked, so that the newest state of the resident is looked at.
create function erased_do_nothing() returns trigger language plpgsql as $$
declare
  erased timestamptz;
begin
  select erased_at into erased from residents where resident_id = new.resident_id for key share;
  if erased is not null then
    raise exception 'resident % was erased', new.resident_id using errcode = 'serialization_failure';
  end if;
  return new;
end $$;
create trigger erased_do_nothing before insert on conversations for each row execute function erased_do_nothing();
create trigger erased_do_nothing before insert on identities for each row execute function erased_do_nothing();
create trigger erased_do_nothing before insert on bindings for each row execute function erased_do_nothing();
create trigger erased_do_nothing before insert on verifications for each row execute function erased_do_nothing();
create trigger erased_do_nothing before insert on documents for each row execute function erased_do_nothing();
create trigger erased_do_nothing before insert on payments for each row execute function erased_do_nothing();

-- Who gave a person's data out or erased it, and why; of the person only ids that tell nothing.
create table person_acts (
  act_id text primary key,
  act text not null check (act in ('export', 'erase')),
  residents text[] not null,
  -- Null: at the terminal, without a name.
  staff_id text,
  why text,
  at timestamptz not null,
  check (act = 'export' or (staff_id is not null and why is not null))
);
create trigger person_acts_are_append_only before update or delete on person_acts
  for each row execute function refuse_change();
create trigger person_acts_are_never_emptied before truncate on person_acts
  for each statement execute function refuse_change();

-- A member of staff's keys to the desk made up to then open nothing any more.
create table staff_keys (staff_id text primary key, void_until timestamptz not null);

-- Until when the words of an erased person's case are kept, as the law wants; null: nobody asked for them to go, or they are gone.
alter table cases add column blot_at timestamptz;
create index cases_to_blot on cases (blot_at) where blot_at is not null;

-- Of an entry only the words may go, and only with an entry behind it that vouches for what is left.
drop trigger case_history_is_append_only on case_history;
create trigger case_history_is_never_deleted before delete on case_history
  for each row execute function refuse_change();
create function case_history_loses_words_only() returns trigger language plpgsql as $$
begin
  if (new.case_number, new.seq, new.at, new.event, new.actor, new.hash)
    is distinct from (old.case_number, old.seq, old.at, old.event, old.actor, old.hash)
    or new.data::jsonb <> old.data::jsonb - array['text', 'salt', 'more'] then
    raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger case_history_is_append_only before update on case_history
  for each row execute function case_history_loses_words_only();
-- Checked at commit.
create function case_history_blots_are_vouched_for() returns trigger language plpgsql as $$
begin
  if not exists (select from case_history h where h.case_number = new.case_number and h.seq > new.seq and h.event = 'noted'
      and h.data::jsonb #>> array['more', 'blotted', new.seq::text] = encode(sha256(convert_to(new.data, 'UTF8')), 'hex')) then
    raise exception 'entry % of case % is vouched for by none behind it', new.seq, new.case_number using errcode = 'restrict_violation';
  end if;
  return null;
end $$;
create constraint trigger case_history_blots_are_vouched_for after update on case_history
  deferrable initially deferred for each row execute function case_history_blots_are_vouched_for();

-- What is somebody's is found by them, and what is old by its time.
create index bindings_of_resident on bindings (resident_id);
create index verifications_of_resident on verifications (resident_id);
create index documents_of_resident on documents (resident_id);
create index subscriptions_of_resident on subscriptions (resident_id);
create index link_codes_of_resident on link_codes (resident_id);
create index outbox_of_conversation on outbox (conversation_id) where conversation_id is not null;
create index outbox_without_conversation on outbox (channel, recipient) where conversation_id is null;
create index outbox_without_conversation_by_time on outbox (due_at) where conversation_id is null;
-- What was answered with no turn: a message taken back, a sign to go on.
create index inbox_without_turn on inbox (channel, channel_user_id) where answered_at is not null and content->>'kind' = 'other';
create index knowledge_questions_of_conversation on knowledge_questions (conversation_id);
create index outages_opened_by on outages (opened_by) where opened_by is not null;
create index turns_by_time on turns (at);
`;
