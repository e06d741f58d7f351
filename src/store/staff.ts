/** Staff whose keys to the desk were taken back: what was made up to then opens nothing any more. */
import type { Write } from './commit.ts';
import type { Database } from './tables.ts';

export const takeKeysBack =
  (staffId: string, now: Date): Write =>
  (db) =>
    db
      .insertInto('staff_keys')
      .values({ staff_id: staffId, void_until: now })
      .onConflict((conflict) => conflict.column('staff_id').doUpdateSet({ void_until: now }));

/** Keys made up to then are void; null: none were ever taken back. */
export async function keysVoidUntil(db: Database, staffId: string): Promise<Date | null> {
  const row = await db.selectFrom('staff_keys').select('void_until').where('staff_id', '=', staffId).executeTakeFirst();
  return row?.void_until ?? null;
}
