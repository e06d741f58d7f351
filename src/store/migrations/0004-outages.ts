/** Outages found from reports, the reports that joined them, and what each reporter was told last. */
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const outages: Migration = {
  async up(db) {
    await sql.raw(TABLES).execute(db);
  },
};

const TABLES = `
-- Where an address without an account number belongs; filled by the import.
alter table accounts add column building_key text;
create index accounts_of_building on accounts (building_key text_pattern_ops) where building_key is not null;

alter table outages
  alter column feeder drop not null,
  add column source text not null default 'import' check (source in ('import', 'reports')),
  add column address text,
  add column building_key text,
  -- Stages as people at the desk set them; that an imported one has ended follows from its own times.
  add column stage text not null default 'reported' check (stage in ('reported', 'dispatched', 'on-site', 'restored')),
  add column parent_id text references outages,
  add column dispatched_at timestamptz,
  add column arrived_at timestamptz,
  add column restored_at timestamptz,
  add column next_word_at timestamptz,
  add column priority smallint not null default 2 check (priority between 1 and 3),
  add column opened_by text references cases,
  -- The end of a planned outage as it was known before it came: when this passes, nobody has said that it is over.
  add column plan_to timestamptz,
  -- What an outage from reports is about: its transformer, feeder or building; null for imported ones.
  add column level_key text,
  add column seq integer not null default 0,
  add constraint outages_restored_has_its_time check ((stage = 'restored') = (restored_at is not null)),
  add constraint outages_from_reports_have_a_level check ((source = 'reports') = (level_key is not null));
-- Reports of one place at one moment make one outage: the second of them fails and is planned again.
create unique index outages_one_open_per_level on outages (level_key) where source = 'reports' and restored_at is null;
create index outages_of_building on outages (building_key text_pattern_ops) where building_key is not null;
create index outages_of_parent on outages (parent_id) where parent_id is not null;
create index outages_open_reports on outages (from_at) where source = 'reports' and restored_at is null;

-- What was done about an outage; the primary key tells two who act on the same state.
create table outage_events (
  outage_id text not null references outages,
  seq integer not null check (seq > 0),
  at timestamptz not null,
  event text not null,
  actor text not null,
  data jsonb not null,
  primary key (outage_id, seq)
);
create trigger outage_events_are_append_only before update or delete on outage_events
  for each row execute function refuse_change();

-- A report is a subscription: what its case was told last stands beside it, and upkeep tells the difference.
create table outage_reports (
  case_number text primary key references cases,
  resident_id text not null references residents,
  outage_id text references outages,
  at timestamptz not null,
  scope text not null check (scope in ('home', 'building', 'area', 'unknown')),
  account_number text references accounts,
  feeder text,
  transformer text,
  address text,
  building_key text,
  since timestamptz,
  told_stage text not null default 'reported',
  told_estimate timestamptz,
  told_ended_at timestamptz
);
create index outage_reports_of_outage on outage_reports (outage_id) where outage_id is not null;
create index outage_reports_of_feeder on outage_reports (feeder, at) where feeder is not null;
create index outage_reports_of_building on outage_reports (building_key text_pattern_ops) where building_key is not null;
`;
