/** Open ids: what WeChat calls a resident under one app; whoever learns one at a sign-in keeps it here. */
import { sql } from 'kysely';
import type { Write } from './commit.ts';
import type { Database } from './tables.ts';

export async function openIdOf(db: Database, residentId: string, appId: string): Promise<string | null> {
  const row = await db
    .selectFrom('open_ids')
    .select('open_id')
    .where('resident_id', '=', residentId)
    .where('app_id', '=', appId)
    .executeTakeFirst();
  return row?.open_id ?? null;
}

/** The last one holds: a resident who signs in with another WeChat user pays with that one. */
export const rememberOpenId =
  (known: { residentId: string; appId: string; openId: string; now: Date }): Write =>
  () =>
    sql`
    insert into open_ids (resident_id, app_id, open_id, seen_at)
    values (${known.residentId}, ${known.appId}, ${known.openId}, ${known.now}::timestamptz)
    on conflict (resident_id, app_id) do update set open_id = excluded.open_id, seen_at = excluded.seen_at`;
