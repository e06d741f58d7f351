/** Secrets of one use: codes that join two channels, and others' sign-in tokens that were shown to us. */
import { sql } from 'kysely';
import type { Write } from './commit.ts';
import type { Database } from './tables.ts';

export interface LinkCode {
  readonly codeHash: string;
  readonly residentId: string;
  /** `typed` by a person; `line`: carried by LINE's account link. */
  readonly kind: 'typed' | 'line';
  readonly now: Date;
  readonly expiresAt: Date;
}

/** The newest of a kind is the only one that works. */
export const newLinkCode = (code: LinkCode): Write => ({
  first: (db) =>
    db
      .updateTable('link_codes')
      .set({ used_at: code.now })
      .where('resident_id', '=', code.residentId)
      .where('kind', '=', code.kind)
      .where('used_at', 'is', null)
      .returning('code_hash'),
  next: (_db, replaced) => sql`
    insert into link_codes (code_hash, resident_id, kind, made_at, expires_at)
    select ${code.codeHash}, ${code.residentId}, ${code.kind}, ${code.now}::timestamptz, ${code.expiresAt}::timestamptz
    from (select count(*) from ${replaced}) one`,
});

export async function liveLinkCode(
  db: Database,
  codeHash: string,
  kind: LinkCode['kind'],
  now: Date,
): Promise<{ readonly residentId: string } | null> {
  const row = await db
    .selectFrom('link_codes')
    .select('resident_id')
    .where('code_hash', '=', codeHash)
    .where('kind', '=', kind)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return row ? { residentId: row.resident_id } : null;
}

/** Of two who use one at the same moment the second's commit fails on `used_tokens_pkey`. */
export const spendLinkCode = (codeHash: string, now: Date): readonly Write[] => [
  (db) => db.updateTable('link_codes').set({ used_at: now }).where('code_hash', '=', codeHash),
  (db) => db.insertInto('used_tokens').values({ token_hash: codeHash, until: now }),
];

/** False: it was used before. Those that are over are forgotten on the way. */
export async function useTokenOnce(db: Database, tokenHash: string, until: Date, now: Date): Promise<boolean> {
  const { rows } = await sql<{ token_hash: string }>`
    with over as (delete from used_tokens where until < ${now}::timestamptz - interval '1 day')
    insert into used_tokens (token_hash, until) values (${tokenHash}, ${until}::timestamptz)
    on conflict (token_hash) do nothing returning token_hash`.execute(db);
  return rows.length === 1;
}
