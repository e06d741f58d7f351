/** Client's own keys: the same key and body get the first answer again, another body is refused. */
import { sql } from 'kysely';
import type { Write } from './commit.ts';
import type { Database } from './tables.ts';

export interface StoredAnswer {
  readonly requestHash: string;
  readonly status: number;
  readonly body: unknown;
}

export async function storedAnswer(db: Database, residentId: string, key: string): Promise<StoredAnswer | null> {
  const row = await db
    .selectFrom('idempotency_keys')
    .selectAll()
    .where('resident_id', '=', residentId)
    .where('key', '=', key)
    .executeTakeFirst();
  return row ? { requestHash: row.request_hash, status: row.status, body: row.body } : null;
}

/** Committed with the effect it answers; two at once: the second fails on `idempotency_keys_pkey` and reads the first's answer. */
export const keepAnswer =
  (residentId: string, key: string, answer: StoredAnswer, now: Date): Write =>
  (db) =>
    db.insertInto('idempotency_keys').values({
      resident_id: residentId,
      key,
      request_hash: answer.requestHash,
      status: answer.status,
      body: JSON.stringify(answer.body),
      created_at: now,
    });

/** Puts the whole answer in the place of the part that was stored with its effect; whoever does it first: that one stands, and is answered. */
export async function completeAnswer<T>(
  db: Database,
  residentId: string,
  key: string,
  { part, whole }: { readonly part: unknown; readonly whole: T },
): Promise<T> {
  const written = await db
    .updateTable('idempotency_keys')
    .set({ body: JSON.stringify(whole) })
    .where('resident_id', '=', residentId)
    .where('key', '=', key)
    // The column is json, which keeps what was written to the letter.
    .where(sql`body::text`, '=', JSON.stringify(part))
    .returning('body')
    .executeTakeFirst();
  const standing = written ?? (await storedAnswer(db, residentId, key));
  return (standing?.body ?? whole) as T;
}
