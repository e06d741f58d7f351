/** Vectors of a revision's passages by an embedding model: stored once, read beside the revision, never needed. */
import { type RawBuilder, sql } from 'kysely';
import { LOCALES, type Locale } from '../domain/names.ts';
import type { Database } from './tables.ts';

/** Of one language of one revision, by one model. */
export interface StoredVectors {
  readonly dimensions: number;
  /** Of each vector the passage it is of: four bytes, the lowest first. */
  readonly passages: Uint8Array;
  /** Of each vector the first sixteen bytes of the SHA-256 of its text. */
  readonly hashes: Uint8Array;
  /** One signed byte a dimension. */
  readonly vectors: Uint8Array;
}

export type VectorsByLocale = Readonly<Partial<Record<Locale, StoredVectors>>>;

/** `[dimensions, passages, hashes, vectors]` of each language, as columns of one row. */
export type VectorColumns = Readonly<Record<string, unknown>>;

const PARTS = ['dimensions', 'passages', 'hashes', 'vectors'] as const;
const aliasOf = (locale: Locale): string => `v_${locale.toLowerCase().replace('-', '_')}`;

const together = (parts: readonly RawBuilder<unknown>[]) => sql.join([...parts], sql` `);

/** What a query of the pointer `p` reads with it: the vectors of the revision in force that are not known yet. */
export function vectorsBeside(
  model: string,
  known: { readonly revision: number; readonly vectors: readonly Locale[] } | null,
): { readonly columns: RawBuilder<unknown>; readonly joins: RawBuilder<unknown> } {
  const columns = LOCALES.flatMap((locale) =>
    PARTS.map((part) => sql`, ${sql.ref(`${aliasOf(locale)}.${part}`)} as ${sql.ref(`${aliasOf(locale)}_${part}`)}`),
  );
  const joins = LOCALES.map((locale) => {
    const alias = sql.ref(aliasOf(locale));
    const unless = known?.vectors.includes(locale) ? known.revision : null;
    return sql`left join knowledge_vectors as ${alias} on ${alias}.revision = p.revision and ${alias}.locale = ${locale}
      and ${alias}.model = ${model} and p.revision is distinct from ${unless}::integer`;
  });
  return { columns: together(columns), joins: sql` ${together(joins)}` };
}

export const vectorsIn = (row: VectorColumns): VectorsByLocale =>
  Object.fromEntries(
    LOCALES.flatMap((locale) => {
      const read = Object.fromEntries(PARTS.map((part) => [part, row[`${aliasOf(locale)}_${part}`] ?? null]));
      return read.dimensions === null ? [] : [[locale, read as unknown as StoredVectors]];
    }),
  );

/** Languages of a revision that have vectors by a model. */
export async function localesWithVectors(db: Database, revision: number, model: string): Promise<readonly Locale[]> {
  const rows = await db
    .selectFrom('knowledge_vectors')
    .select('locale')
    .where('revision', '=', revision)
    .where('model', '=', model)
    .execute();
  return LOCALES.filter((locale) => rows.some((row) => row.locale === locale));
}

/** The newest vectors by a model, those of each language, with the revision they were made for. */
export const newestVectors = (
  db: Database,
  model: string,
): Promise<readonly (StoredVectors & { readonly revision: number })[]> =>
  db
    .selectFrom('knowledge_vectors')
    .select([...PARTS, 'revision'])
    .distinctOn('locale')
    .where('model', '=', model)
    .orderBy('locale')
    .orderBy('revision', 'desc')
    .execute();

/** Somebody else may have stored the same meanwhile: theirs stand. */
export async function storeVectors(
  db: Database,
  of: { readonly revision: number; readonly locale: Locale; readonly model: string },
  { dimensions, passages, hashes, vectors }: StoredVectors,
): Promise<void> {
  await db
    .insertInto('knowledge_vectors')
    .values({
      ...of,
      dimensions,
      passages: bytes(passages),
      hashes: bytes(hashes),
      vectors: bytes(vectors),
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** pg takes a Buffer for bytea. */
const bytes = (array: Uint8Array): Uint8Array => Buffer.from(array.buffer, array.byteOffset, array.byteLength);
