/** Writes as values, committed together in one statement: all of them or none, in one round trip. */
import { type OperationNodeSource, type RawBuilder, sql } from 'kysely';
import type { Database } from './tables.ts';

/**
 * One insert, update or delete, planned by a service and not yet done. PostgreSQL runs the writes of one statement against
 * one snapshot: a write never sees another's rows, but foreign keys and deferred rules are checked after all of them. They have
 * no order (it takes the last first): rows that are numbered as they come belong into one insert.
 * The second form is for rows that may only be written if the first one was: `next` selects from what `first` returns.
 */
export type Write =
  | ((db: Database) => OperationNodeSource)
  | {
      readonly first: (db: Database) => OperationNodeSource;
      readonly next: (db: Database, written: RawBuilder<unknown>) => OperationNodeSource;
    };

/**
 * `with w0 as (insert …), w1 as (update …) select`: atomic without BEGIN and COMMIT, so a turn that writes costs one round
 * trip, and Hyperdrive's pooling by transaction has nothing to hold.
 */
export async function commit(db: Database, writes: readonly Write[]): Promise<void> {
  if (writes.length === 0) return;
  const part = (name: string, node: OperationNodeSource) => sql`${sql.ref(name)} as (${node})`;
  const parts = writes.flatMap((write, i) =>
    typeof write === 'function'
      ? [part(`w${i}`, write(db))]
      : [part(`w${i}`, write.first(db)), part(`w${i}b`, write.next(db, sql.ref(`w${i}`)))],
  );
  await sql`with ${sql.join(parts)} select`.execute(db);
}

/** The name of the constraint that refused, when `error` is PostgreSQL saying that a row exists already. */
export function uniqueViolation(error: unknown): string | null {
  if (typeof error !== 'object' || error === null) return null;
  const { code, constraint } = error as { code?: unknown; constraint?: unknown };
  return code === '23505' && typeof constraint === 'string' ? constraint : null;
}

/** What a write leans on and somebody else may have taken away at that moment. */
const FOREIGN = [
  'residents_joined_to_one_standing',
  'turns_inbox_id_fkey',
  'turns_conversation_id_fkey',
  'outbox_conversation_id_fkey',
];

/** Somebody else made the same thing, or both waited for each other: worth another look at what holds now. */
export function lostRace(error: unknown): boolean {
  if (uniqueViolation(error) !== null) return true;
  const { code, constraint } =
    typeof error === 'object' && error !== null ? (error as { code?: unknown; constraint?: unknown }) : {};
  // Whom somebody was to be joined with was joined with a third one meanwhile; who was to be answered was erased.
  if (code === '23503' && FOREIGN.includes(String(constraint))) return true;
  // Serialization failure, deadlock detected.
  return code === '40001' || code === '40P01';
}
