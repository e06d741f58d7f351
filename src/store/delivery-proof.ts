/** What a platform tells later of a message it had taken: that it was delivered, or that it was not after all. */
import { sql } from 'kysely';
import type { Database } from './tables.ts';

/** Names the message as its outbox row does. */
export interface Proof {
  readonly channel: string;
  readonly proof: string;
}

/** Stands before the number of a message that came back. */
const BACK = 'back:';

/** False: no message of that number is on record. */
export async function noteDelivered(db: Database, { channel, proof }: Proof, now: Date): Promise<boolean> {
  const { rows } = await sql<{ known: boolean }>`
    with marked as (update outbox set delivered_at = coalesce(delivered_at, ${now}) where channel = ${channel} and proof = ${proof}
      returning outbox_id)
    select exists (select from marked) or exists (select from outbox where channel = ${channel} and proof = ${BACK + proof}) as known`.execute(
    db,
  );
  return rows[0]?.known ?? false;
}

export interface Return {
  readonly reason: string;
  readonly until: Date;
  readonly uselessAt: Date;
  /** It is a message of its own from now on. */
  readonly retryKey: string;
}

/** It waits again until `until`, with the platform's reason; told twice, it comes back once. */
export async function noteUndelivered(
  db: Database,
  { channel, proof }: Proof,
  { reason, until, uselessAt, retryKey }: Return,
): Promise<boolean> {
  const { rows } = await sql<{ known: boolean }>`
    with back as (update outbox set sent_at = null, delivered_at = null, proof = ${BACK + proof}, last_error = ${reason}, kept_for = ${reason.slice(0, 100)},
        due_at = ${until}, useless_at = coalesce(useless_at, ${uselessAt}), attempts = 0, tried_at = null, carried_by = null,
        retry_key = case when carried_by is null then ${retryKey} else retry_key end
      where channel = ${channel} and proof = ${proof} and sent_at is not null returning outbox_id)
    select exists (select from back) or exists (select from outbox where channel = ${channel} and proof = ${BACK + proof}) as known`.execute(
    db,
  );
  return rows[0]?.known ?? false;
}
