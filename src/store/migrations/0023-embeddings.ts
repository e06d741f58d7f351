/** Embeddings: vectors of a revision's passages by an embedding model, beside its index; nothing needs them. */
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const embeddings: Migration = {
  async up(db) {
    await sql.raw(TABLES).execute(db);
  },
};

const TABLES = `
create table knowledge_vectors (
  revision integer not null references knowledge_revisions,
  locale text not null check (locale in ('zh-CN', 'zh-TW', 'en')),
  model text not null,
  dimensions integer not null check (dimensions > 0),
  -- Of each vector, in the order of the vectors: the passage it is of (four bytes, the lowest first) and the first
  -- sixteen bytes of the SHA-256 of its text.
  passages bytea not null,
  hashes bytea not null,
  -- One signed byte a dimension; only directions count.
  vectors bytea not null,
  primary key (revision, locale, model),
  check (length(passages) * 4 = length(hashes)),
  check (length(vectors) = length(passages) / 4 * dimensions)
);
create index knowledge_vectors_by_model on knowledge_vectors (model, locale, revision);
create trigger knowledge_vectors_are_append_only before update or delete on knowledge_vectors
  for each row execute function refuse_change();
`;
