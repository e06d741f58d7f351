/** Published revisions of the articles: stored once, never changed; a pointer says which one is in force. */
import { sql } from 'kysely';
import type { Locale } from '../domain/names.ts';
import { uniqueViolation } from './commit.ts';
import { type VectorColumns, type VectorsByLocale, vectorsBeside, vectorsIn } from './knowledge-vectors.ts';
import type { Database } from './tables.ts';

export interface StoredRevision {
  readonly revision: number;
  /** JSON of the compiled articles. */
  readonly articles: string;
  readonly indexes: Readonly<Record<Locale, Uint8Array>>;
}

export interface RevisionLine {
  readonly revision: number;
  readonly publishedAt: Date;
  readonly note: string;
  readonly hash: string;
  readonly golden: unknown;
  readonly current: boolean;
}

interface ContentRow {
  readonly articles: string;
  readonly index_zh_cn: Uint8Array;
  readonly index_zh_tw: Uint8Array;
  readonly index_en: Uint8Array;
}

const stored = (revision: number, row: ContentRow): StoredRevision => ({
  revision,
  articles: row.articles,
  indexes: { 'zh-CN': row.index_zh_cn, 'zh-TW': row.index_zh_tw, en: row.index_en },
});

/** What is known of the revision in force, so that it is not read again. */
export interface KnownRevision {
  readonly revision: number;
  /** Languages whose vectors are known too. */
  readonly vectors: readonly Locale[];
}

/**
 * In one round trip: which revision is in force, and what it says unless that is known already; with an embedding model also
 * its vectors, as far as they are there and not known. null: none was published.
 */
export async function revisionInForce(
  db: Database,
  known: KnownRevision | null,
  embeddingModel: string | null = null,
): Promise<{
  readonly revision: number;
  readonly content: StoredRevision | null;
  readonly vectors: VectorsByLocale;
} | null> {
  const revision = known?.revision ?? null;
  const meaning = embeddingModel === null ? null : vectorsBeside(embeddingModel, known);
  const { rows } = await sql<ContentRow & VectorColumns & { revision: number; articles: string | null }>`
    select p.revision, r.articles, r.index_zh_cn, r.index_zh_tw, r.index_en${meaning?.columns ?? sql``} from knowledge_pointer p
    left join knowledge_revisions r on r.revision = p.revision and p.revision is distinct from ${revision}::integer${meaning?.joins ?? sql``}`.execute(
    db,
  );
  const [row] = rows;
  if (!row) return null;
  return {
    revision: row.revision,
    content: row.articles === null ? null : stored(row.revision, row),
    vectors: vectorsIn(row),
  };
}

/** null: there is no such revision. */
export async function revisionOf(db: Database, revision: number): Promise<StoredRevision | null> {
  const row = await db
    .selectFrom('knowledge_revisions')
    .select(['articles', 'index_zh_cn', 'index_zh_tw', 'index_en'])
    .where('revision', '=', revision)
    .executeTakeFirst();
  return row ? stored(revision, row) : null;
}

/** Newest first. */
export async function revisions(db: Database, limit: number): Promise<readonly RevisionLine[]> {
  const rows = await db
    .selectFrom('knowledge_revisions as r')
    .leftJoin('knowledge_pointer as p', 'p.revision', 'r.revision')
    .select(['r.revision', 'r.published_at', 'r.note', 'r.hash', 'r.golden', 'p.switched_at'])
    .orderBy('r.revision', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    revision: row.revision,
    publishedAt: row.published_at,
    note: row.note,
    hash: row.hash,
    golden: row.golden,
    current: row.switched_at !== null,
  }));
}

/** The revision that was published with exactly this content; null: none. */
export async function revisionWithHash(db: Database, hash: string): Promise<number | null> {
  const row = await db.selectFrom('knowledge_revisions').select('revision').where('hash', '=', hash).executeTakeFirst();
  return row?.revision ?? null;
}

export interface NewRevision {
  readonly publishedAt: Date;
  readonly note: string;
  readonly hash: string;
  readonly articles: string;
  readonly indexes: Readonly<Record<Locale, Uint8Array>>;
  readonly golden: unknown;
}

/** Stores a revision and puts it in force, together or not at all. null: `expected` is in force no more, nothing was done. */
export async function storeRevision(db: Database, made: NewRevision, expected: number | null): Promise<number | null> {
  try {
    return await db.transaction().execute((tx) => storeWithin(tx, made, expected));
  } catch (error) {
    // Two first publications at once: nothing was there to wait for.
    if (uniqueViolation(error) !== null) return null;
    throw error;
  }
}

async function storeWithin(tx: Database, made: NewRevision, expected: number | null): Promise<number | null> {
  if (!(await stillInForce(tx, expected))) return null;
  const { revision } = await tx
    .insertInto('knowledge_revisions')
    .values({
      published_at: made.publishedAt,
      note: made.note,
      hash: made.hash,
      articles: made.articles,
      index_zh_cn: bytes(made.indexes['zh-CN']),
      index_zh_tw: bytes(made.indexes['zh-TW']),
      index_en: bytes(made.indexes.en),
      golden: JSON.stringify(made.golden),
    })
    .returning('revision')
    .executeTakeFirstOrThrow();
  if (expected === null)
    await tx.insertInto('knowledge_pointer').values({ revision, switched_at: made.publishedAt }).execute();
  else await point(tx, revision, made.publishedAt);
  return revision;
}

/** Puts an older or newer revision in force; false: `expected` is in force no more, nothing was done. */
export const switchRevision = (db: Database, revision: number, expected: number, now: Date): Promise<boolean> =>
  db.transaction().execute(async (tx) => {
    if (!(await stillInForce(tx, expected))) return false;
    await point(tx, revision, now);
    return true;
  });

/** Under a lock: whoever else wants to switch waits, and then sees what was done. */
async function stillInForce(tx: Database, expected: number | null): Promise<boolean> {
  const row = await tx.selectFrom('knowledge_pointer').select('revision').forUpdate().executeTakeFirst();
  return (row?.revision ?? null) === expected;
}

const point = (tx: Database, revision: number, now: Date) =>
  tx.updateTable('knowledge_pointer').set({ revision, switched_at: now }).execute();

/** pg takes a Buffer for bytea; on Workers nodejs_compat has one. */
const bytes = (array: Uint8Array): Uint8Array => Buffer.from(array.buffer, array.byteOffset, array.byteLength);
