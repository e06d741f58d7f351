/** What is told by itself: choices that are only ever added to, what was told of what, and how far the bills were looked through. */
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const notices: Migration = {
  async up(db) {
    await sql.raw(TABLES).execute(db);
  },
};

const TABLES = `
-- The order in which bills came. Imports run one after the other, so a higher number was committed later.
alter table bills add column arrival bigint generated always as identity;
create unique index bills_by_arrival on bills (arrival);
create index bills_unpaid on bills (arrival) where paid_at is null;
create function newest_bill() returns bigint language sql stable as 'select coalesce(max(arrival), 0) from bills';
-- What was there before somebody bound an account, or asked for notices, is no news to them.
alter table bindings add column bills_seen bigint not null default newest_bill();
create index bindings_of_account on bindings (account_number) where unbound_at is null;
create index accounts_of_feeder on accounts (feeder);
create index outages_ahead on outages (from_at) where cause in ('planned', 'rotation');

-- Consent by topic: the newest row counts, and none is ever changed.
create table notice_choices (
  choice_id bigint generated always as identity primary key,
  resident_id text not null references residents,
  topic text not null check (topic in ('receipt', 'case-progress', 'planned-outage', 'bill-issued', 'bill-due')),
  wanted boolean not null,
  given_by text not null check (given_by in ('chat', 'rest')),
  at timestamptz not null,
  bills_seen bigint not null default newest_bill()
);
create index notice_choices_newest on notice_choices (resident_id, topic, choice_id desc);
create index notice_choices_first on notice_choices (topic, bills_seen) where wanted;
create trigger notice_choices_are_append_only before update or delete on notice_choices
  for each row execute function refuse_change();
create trigger notice_choices_are_never_emptied before truncate on notice_choices
  for each statement execute function refuse_change();

-- The unique key is the once-only: of two instances that find the same thing due, the second writes nothing.
create table notices (
  notice_id bigint generated always as identity primary key,
  resident_id text not null references residents,
  topic text not null check (topic in ('planned-outage', 'bill-issued', 'bill-due')),
  -- Id of the outage or bill.
  subject text not null,
  account_number text not null,
  seq integer not null check (seq > 0),
  kind text not null check (kind in ('announced', 'tomorrow', 'changed', 'cancelled', 'issued', 'soon', 'late')),
  -- Of an outage: the times that are told.
  from_at timestamptz,
  until_at timestamptz,
  at timestamptz not null,
  -- When the resident read it; null while it waits, and for ever where it was overtaken or nobody was there.
  said_at timestamptz,
  unique (resident_id, topic, subject, account_number, seq),
  check ((topic = 'planned-outage') = (from_at is not null))
);
create index notices_ahead on notices ((coalesce(until_at, from_at))) where topic = 'planned-outage';

create table notice_places (topic text primary key, place bigint not null);
`;
