/** Knowledge: one row for each published revision, a pointer to the one that is in force, and what residents asked. */
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const knowledge: Migration = {
  async up(db) {
    await sql.raw(TABLES).execute(db);
  },
};

const TABLES = `
create table knowledge_revisions (
  revision integer generated always as identity primary key,
  published_at timestamptz not null,
  note text not null,
  -- SHA-256 of what was compiled: the same articles are one revision.
  hash text not null unique,
  -- Compiled articles as JSON text, and an index for each language.
  articles text not null,
  index_zh_cn bytea not null,
  index_zh_tw bytea not null,
  index_en bytea not null,
  -- How the golden questions went: {"passed": n, "of": n, "failed": [...]}.
  golden jsonb not null
);
create trigger knowledge_revisions_are_append_only before update or delete on knowledge_revisions
  for each row execute function refuse_change();

-- Publishing and rolling back move this row, atomically.
create table knowledge_pointer (
  the_only boolean primary key default true check (the_only),
  revision integer not null references knowledge_revisions,
  switched_at timestamptz not null
);

-- Masked as logs are. Who asked is not kept; the conversation is, for what was asked of a person afterwards.
create table knowledge_questions (
  question_id text primary key,
  conversation_id text not null,
  at timestamptz not null,
  locale text not null,
  question text not null,
  outcome text not null check (outcome in ('answered', 'asked-back', 'missed')),
  reason text check (reason in ('no-hit', 'low-score', 'not-then', 'only-elsewhere', 'no-value')),
  article_id text,
  confidence real not null,
  helpful boolean,
  check ((outcome = 'missed') = (reason is not null))
);
create index knowledge_questions_by_time on knowledge_questions (at);
`;
