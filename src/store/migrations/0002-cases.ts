/** Cases in full: stages that move by a table, promises, what is waited for, a history that nobody can change unseen. */
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { TRANSITIONS } from '../../domain/case-processes.ts';

export const cases: Migration = {
  async up(db) {
    await sql.raw(TABLES).execute(db);
    for (const { process, from, event, to } of TRANSITIONS) {
      await sql`insert into case_transitions values (${process}, ${from ?? ''}, ${event}, ${to})`.execute(db);
    }
    await sql.raw(OLDER_CASES).execute(db);
    await sql.raw(RULES).execute(db);
  },
};

const TABLES = `
-- Where each event leads; '' is "not opened yet". The same rows as domain/case-processes.ts.
create table case_transitions (
  process text not null,
  from_stage text not null,
  event text not null,
  to_stage text not null,
  primary key (process, from_stage, event)
);
alter table cases
  add column process text,
  add column stage text,
  add column calendar text not null default 'mainland' check (calendar in ('mainland', 'taiwan')),
  add column area text,
  add column owner text,
  add column promises jsonb not null default '[]',
  add column waiting jsonb,
  add column pauses jsonb not null default '[]',
  add column missing text[] not null default '{}',
  add column outage_id text,
  add column related_case text references cases,
  add column conversation_id text,
  add column anonymous boolean not null default false,
  -- What only those who handle the case may read, encrypted: ID numbers, telephones.
  add column sealed text,
  -- When the clock next asks for something: a warning, a reminder, a word, the end of a wait.
  add column next_check_at timestamptz,
  add column seq integer not null default 1,
  add column hash text;
create table case_history (
  case_number text not null references cases,
  seq integer not null check (seq > 0),
  at timestamptz not null,
  event text not null,
  actor text not null,
  -- JSON, kept as the text that was hashed.
  data text not null,
  hash text not null,
  primary key (case_number, seq)
);
`;

/** Cases of the first release get the stage, the promise and the first entry that they would have had. */
const OLDER_CASES = `
update cases set
  process = case kind when 'outage' then 'outage' when 'handoff' then 'handoff' else 'request' end,
  stage = case when status = 'closed' then 'done' when kind = 'outage' then 'reported' when kind = 'handoff' then 'waiting' else 'received' end,
  next_action = case kind when 'outage' then 'secure-place' when 'handoff' then 'take-over' when 'recovery' then 'contact-resident' else 'answer' end,
  calendar = case when length(account_number) = 11 then 'taiwan' else 'mainland' end,
  promises = jsonb_build_array(jsonb_build_object(
    'kind', case when kind = 'bill-check' then 'answer' else 'contact' end, 'clock', 'record',
    'start', to_char(opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'until', to_char(coalesce(deadline, opened_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'due', to_char(coalesce(deadline, opened_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'metAt', to_char(closed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'warned', 0)),
  next_check_at = case when status = 'open' then deadline end;
insert into case_history (case_number, seq, at, event, actor, data, hash)
select case_number, 1, opened_at, 'opened', 'service', data,
  encode(sha256(convert_to(concat_ws(E'\\n', '', case_number, '1', to_char(opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'opened', 'service', data), 'UTF8')), 'hex')
from (select c.*, json_build_object('kind', kind, 'stage', stage, 'calendar', calendar, 'team', coalesce(owner_team, 'service'), 'nextAction', next_action,
    'priority', priority, 'promises', jsonb_build_array((promises -> 0) - 'due' - 'metAt' - 'warned'))::text as data from cases c) c;
update cases c set hash = h.hash from case_history h where h.case_number = c.case_number;
`;

const RULES = `
alter table cases
  alter column process set not null,
  alter column stage set not null,
  alter column hash set not null,
  add constraint cases_end_is_closed check ((status = 'closed') = (stage in ('done', 'rejected', 'withdrawn', 'expired'))),
  add constraint cases_open_has_a_next_check check (status = 'closed' or next_check_at is not null);
create index cases_to_check on cases (next_check_at) where status = 'open';
create index cases_of_account on cases (account_number, opened_at desc) where account_number is not null;
create index cases_of_outage on cases (outage_id) where outage_id is not null;
create index cases_of_team on cases (owner_team, priority, deadline) where status = 'open';

create trigger case_history_is_append_only before update or delete on case_history
  for each row execute function refuse_change();
create trigger case_history_is_never_emptied before truncate on case_history
  for each statement execute function refuse_change();

create function case_moves_by_table() returns trigger language plpgsql as $$
begin
  -- Planned on an older state: a lost race, to be planned again, and no breach of the table.
  if new.stage <> old.stage and new.seq <= old.seq then
    raise exception 'case % was moved meanwhile', old.case_number using errcode = 'serialization_failure';
  end if;
  if new.stage <> old.stage and not exists
    (select from case_transitions where process = old.process and from_stage = old.stage and to_stage = new.stage) then
    raise exception 'case % cannot go from % to %', old.case_number, old.stage, new.stage using errcode = 'check_violation';
  end if;
  if (new.case_number, new.kind, new.process, new.resident_id, new.opened_at, new.anonymous)
    is distinct from (old.case_number, old.kind, old.process, old.resident_id, old.opened_at, old.anonymous) then
    raise exception 'case % is not another one', old.case_number using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger case_moves_by_table before update on cases for each row execute function case_moves_by_table();

-- Checked at commit: what a case is now is what its history says last.
create function case_needs_history() returns trigger language plpgsql as $$
begin
  if not exists (select from case_history where case_number = new.case_number and seq = new.seq and hash = new.hash) then
    raise exception 'case % has no history for what it is', new.case_number using errcode = 'check_violation';
  end if;
  return null;
end $$;
create constraint trigger case_needs_history after insert or update on cases
  deferrable initially deferred for each row execute function case_needs_history();
`;
