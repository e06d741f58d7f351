/** One resident on several channels: what platforms call them, who is joined with whom, codes that join, phones that were proven, consents to be written to. */
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const identities: Migration = {
  async up(db) {
    await sql.raw(TABLES).execute(db);
  },
};

const TABLES = `
-- What a platform calls somebody. Each has a resident of its own, and joining never moves it: so it can be undone.
create table identities (
  provider text not null,
  subject text not null,
  resident_id text not null references residents,
  since timestamptz not null,
  -- The mini program's session_key, sealed; replaced at each sign-in.
  secret text,
  primary key (provider, subject)
);
create index identities_of_resident on identities (resident_id);
insert into identities (provider, subject, resident_id, since)
  select c.channel, c.channel_user_id, c.resident_id, r.created_at from conversations c join residents r using (resident_id)
  where c.channel not in ('web', 'console');

-- A joined resident is the same person as the one it is joined to, who is joined to nobody: the keys keep that true in every race.
alter table residents
  add column joined_to text,
  add column joined_at timestamptz,
  add column stands_alone boolean not null generated always as (joined_to is null) stored,
  add column leans_on_one_who_does boolean generated always as (case when joined_to is not null then true end) stored,
  add check ((joined_to is null) = (joined_at is null)),
  add constraint residents_standing unique (resident_id, stands_alone),
  add constraint residents_joined_to_one_standing foreign key (joined_to, leans_on_one_who_does) references residents (resident_id, stands_alone);
create index residents_joined on residents (joined_to) where joined_to is not null;
-- All residents that are one person, this one included.
create function kin_of(id text) returns table (resident_id text) language sql stable as $$
  select k.resident_id from residents r join residents k on k.resident_id = coalesce(r.joined_to, r.resident_id) where r.resident_id = id
  union all
  select k.resident_id from residents r join residents k on k.joined_to = coalesce(r.joined_to, r.resident_id) where r.resident_id = id
$$;

-- Secrets that join, hashed: typed by a person, or carried by LINE's account link. One use.
create table link_codes (
  code_hash text primary key,
  resident_id text not null references residents,
  kind text not null check (kind in ('typed', 'line')),
  made_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create unique index link_codes_one_each on link_codes (resident_id, kind) where used_at is null;
-- Sign-in tokens of others that opened a session here already.
create table used_tokens (token_hash text primary key, until timestamptz not null);
create index used_tokens_over on used_tokens (until);

-- Phones somebody has shown to hold, by a code or by WeChat's word; hashed, and masked for showing.
create table proven_phones (
  resident_id text not null references residents,
  phone_hash text not null,
  masked text not null,
  proven_by text not null,
  at timestamptz not null,
  primary key (resident_id, phone_hash)
);
create index proven_phones_by_phone on proven_phones (phone_hash);

-- What somebody answered when a mini program asked to write to them: one yes, one message.
create table subscriptions (
  subscription_id bigint generated always as identity primary key,
  resident_id text not null references residents,
  open_id text not null,
  template_id text not null,
  prompt text not null,
  answer text not null check (answer in ('accept', 'reject', 'ban', 'filter')),
  at timestamptz not null,
  spent_at timestamptz,
  -- What it was spent on; or why it is worth nothing any more.
  spent_on text,
  unique (open_id, prompt, template_id),
  check ((spent_at is null) = (spent_on is null)),
  check (spent_at is null or answer = 'accept')
);
create index subscriptions_left on subscriptions (open_id, template_id, subscription_id) where answer = 'accept' and spent_at is null;
create unique index subscriptions_one_a_message on subscriptions (open_id, template_id, spent_on)
  where spent_on is not null and spent_on not like 'void:%';
`;
