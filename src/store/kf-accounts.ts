/** Where the reading of each customer-service account stands: durable, so that whoever is killed loses nothing. */
import { sql } from 'kysely';
import type { Database } from './tables.ts';

export interface KfPlace {
  readonly openKfId: string;
  /** Null: nothing was read yet. */
  readonly cursor: string | null;
  /** Good now; null: none. */
  readonly token: string | null;
  readonly wantedAt: Date | null;
}

/** Something is there to be read. Durable when it resolves: only then may the caller hear that it was heard. */
export async function wantReading(
  db: Database,
  { openKfId, token, until }: { readonly openKfId: string; readonly token: string; readonly until: Date },
  now: Date,
): Promise<void> {
  const row = { token, token_until: until, wanted_at: now };
  await db
    .insertInto('kf_accounts')
    .values({ open_kfid: openKfId, cursor: null, read_at: null, ...row })
    .onConflict((conflict) => conflict.column('open_kfid').doUpdateSet(row))
    .execute();
}

export async function kfPlace(db: Database, openKfId: string, now: Date): Promise<KfPlace | null> {
  const row = await db.selectFrom('kf_accounts').selectAll().where('open_kfid', '=', openKfId).executeTakeFirst();
  if (!row) return null;
  return {
    openKfId,
    cursor: row.cursor,
    token: row.token && row.token_until && row.token_until > now ? row.token : null,
    wantedAt: row.wanted_at,
  };
}

/**
 * What stood before `to` is in the inbox. False: somebody else has read on from there meanwhile, and the place is theirs. Both may
 * have stored the same messages, which are one each.
 */
export async function readOn(
  db: Database,
  openKfId: string,
  { from, to }: { readonly from: string | null; readonly to: string },
  now: Date,
): Promise<boolean> {
  const { rows } = await sql<{ open_kfid: string }>`
    update kf_accounts set cursor = ${to}, read_at = ${now} where open_kfid = ${openKfId} and cursor is not distinct from ${from}
    returning open_kfid`.execute(db);
  return rows.length > 0;
}

/** Everything was read, unless more was announced since `wantedAt`. */
export async function readAll(db: Database, openKfId: string, wantedAt: Date | null, now: Date): Promise<void> {
  await sql`
    update kf_accounts set read_at = ${now}, wanted_at = case when wanted_at is distinct from ${wantedAt}::timestamptz then wanted_at end
    where open_kfid = ${openKfId}`.execute(db);
}

/** Accounts that somebody left unread since `before`, and those that nobody has looked into since `quiet`: a call may have been lost. */
export async function toRead(db: Database, before: Date, quiet: Date): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('kf_accounts')
    .select('open_kfid')
    .where((e) =>
      e.or([
        e('wanted_at', '<=', before),
        e.and([e('wanted_at', 'is', null), e.or([e('read_at', 'is', null), e('read_at', '<=', quiet)])]),
      ]),
    )
    .orderBy('open_kfid')
    .limit(20)
    .execute();
  return rows.map((row) => row.open_kfid);
}
