/** Chat platforms: messages taken back, people who left and came back, what a channel's rules keep back, LINE's quota and menus. */
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const channelPeople: Migration = {
  async up(db) {
    await sql.raw(TABLES).execute(db);
  },
};

const TABLES = `
-- The platform's own id of a message, by which its writer takes it back.
alter table inbox add column message_id text;
create index inbox_message on inbox (channel, message_id) where message_id is not null;
-- Taken back, perhaps before the message came: deliveries arrive in any order.
create table taken_back (
  channel text not null,
  message_id text not null,
  at timestamptz not null,
  primary key (channel, message_id)
);
create index taken_back_by_time on taken_back (at);
-- An answer that was being worked out with its words is not saved: it is lost like a race, and worked out again without them.
create function taken_back_stays() returns trigger language plpgsql as $$
begin
  raise exception 'message % was taken back', old.inbox_id using errcode = 'serialization_failure';
end $$;
create trigger taken_back_stays before update on inbox for each row
  when (old.content = '{"kind":"other","what":"taken-back"}'::jsonb) execute function taken_back_stays();

-- People as a platform tells of them. No row: nothing is known against writing to them.
create table channel_people (
  channel text not null,
  channel_user_id text not null,
  -- They blocked us; null: they did not, or not any more.
  left_at timestamptz,
  -- The platform's time of the newest word on it: an older one that comes later changes nothing.
  as_of timestamptz not null,
  -- The menu they were given; null: everybody's.
  menu text,
  primary key (channel, channel_user_id)
);

alter table outbox
  -- low: can wait and be told together with more of its kind; urgent: nothing else goes with it.
  add column worth text not null default 'plain' check (worth in ('urgent', 'plain', 'low')),
  -- Why the rules of its channel keep it back until due_at; what comes after it does not wait for it.
  add column kept_for text,
  -- It leaves with this one, in the same call.
  add column carried_by bigint references outbox,
  -- Since when an attempt may have been carried out that nobody heard the end of.
  add column tried_at timestamptz,
  -- The platform's own number of the call that took it.
  add column proof text,
  add constraint outbox_kept_waits check (kept_for is null or (sent_at is null and given_up_at is null));
create index outbox_kept on outbox (channel, recipient, outbox_id) where kept_for is not null;
create index outbox_carried on outbox (carried_by) where carried_by is not null;

-- What LINE said of the month's messages when it was asked last; null limit: there is none.
create table line_quota (
  the_only boolean primary key default true check (the_only),
  monthly_limit integer,
  used integer not null,
  asked_at timestamptz not null
);
-- The menus that stand at LINE, by language.
create table line_menus (
  locale text primary key check (locale in ('zh-CN', 'zh-TW', 'en')),
  menu_id text not null,
  -- Of its picture and its areas: the same one is not made twice.
  hash text not null,
  made_at timestamptz not null
);
`;
