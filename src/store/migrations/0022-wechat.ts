/** WeChat: proof of delivery that comes later, menus by language, and where the reading of 微信客服 stands. */
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const wechat: Migration = {
  async up(db) {
    await sql.raw(TABLES).execute(db);
  },
};

const TABLES = `
-- When the platform said that it reached its person; null: it has not said so, or never says it.
alter table outbox add column delivered_at timestamptz;
create index outbox_proof on outbox (channel, proof) where proof is not null;

-- The menus that stand at the official account, by language; who sees which is decided by tags.
create table wechat_menus (
  locale text primary key check (locale in ('zh-CN', 'zh-TW', 'en')),
  -- Null: everybody's who has no tag.
  tag_id integer,
  hash text not null,
  made_at timestamptz not null
);

-- Customer-service accounts (微信客服): messages are read from their list, whose place is kept here.
create table kf_accounts (
  open_kfid text primary key,
  -- Everything before it is in the inbox; null: nothing was read yet.
  cursor text,
  -- From the newest call that something is there: good for reading without the strict limit.
  token text,
  token_until timestamptz,
  -- Something is there to be read since then; null: nothing that is known.
  wanted_at timestamptz,
  read_at timestamptz,
  check ((token is null) = (token_until is null))
);
create index kf_accounts_wanted on kf_accounts (wanted_at) where wanted_at is not null;
`;
