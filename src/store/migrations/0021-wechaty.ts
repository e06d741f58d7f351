/** The wechaty gateway: nonces of its calls, and when it was heard of last. */
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const wechaty: Migration = {
  async up(db) {
    await sql.raw(TABLES).execute(db);
  },
};

const TABLES = `
-- A call is taken once: its nonce is kept for longer than any call may be old.
create table wechaty_nonces (nonce text primary key, until timestamptz not null);
create index wechaty_nonces_over on wechaty_nonces (until);
create table wechaty_gateway (
  the_only boolean primary key default true check (the_only),
  called_at timestamptz not null,
  -- Whether its account is logged in at WeChat; null: it did not say.
  account text check (account in ('in', 'out'))
);
`;
