/** The unit of work handed to services: what commits together, and a transaction for what must first read under a lock. */
import { commit, type Write } from './commit.ts';
import type { Database } from './tables.ts';

export interface Unit {
  commit(writes: readonly Write[]): Promise<void>;
  /** Everything done through the inner unit commits together or not at all. */
  transaction<T>(work: (db: Database, unit: Pick<Unit, 'commit'>) => Promise<T>): Promise<T>;
}

export const createUnit = (db: Database): Unit => ({
  commit: (writes) => commit(db, writes),
  transaction: (work) => db.transaction().execute((tx) => work(tx, { commit: (writes) => commit(tx, writes) })),
});
