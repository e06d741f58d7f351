/** Units of work for the harness: the product's own one watched at its edges, and one that is taken apart. */
import { commit, type Write } from '../../src/store/commit.ts';
import type { Database } from '../../src/store/tables.ts';
import { createUnit, type Unit } from '../../src/store/unit.ts';
import { BETWEEN_WRITES } from './points.ts';

type FaultPoint = (name: string) => void;

/** What a planted fault looks like: every write of a plan commits by itself, and nothing is read under a lock. */
function apartUnit(db: Database, faultPoint: FaultPoint): Unit {
  const one = async (writes: readonly Write[]) => {
    for (const write of writes) {
      await commit(db, [write]);
      faultPoint(BETWEEN_WRITES);
    }
  };
  return { commit: one, transaction: (work) => work(db, { commit: one }) };
}

/** The table that the first insert of a commit goes to tells whose commit it is. */
function inserts(db: Database, writes: readonly Write[], table: string): boolean {
  return writes.some((write) => {
    const node = (typeof write === 'function' ? write : write.first)(db).toOperationNode();
    return node.kind === 'InsertQueryNode' && 'into' in node && JSON.stringify(node.into).includes(`"${table}"`);
  });
}

export function watchedUnit(db: Database, wiring: 'whole' | 'apart', faultPoint: FaultPoint): Unit {
  const unit = wiring === 'apart' ? apartUnit(db, faultPoint) : createUnit(db);
  // After this turn of the event loop the statement is on its way and no answer has been read.
  const flying = (name: string) => setImmediate(() => faultPoint(`${name}.flying`));
  return {
    async commit(writes) {
      if (inserts(db, writes, 'turns')) {
        faultPoint('turn.planned');
        flying('turn');
        await unit.commit(writes);
        faultPoint('turn.committed');
        return;
      }
      if (inserts(db, writes, 'payments')) flying('payment');
      await unit.commit(writes);
    },
    transaction: (work) =>
      unit.transaction(async (tx, inner) => {
        const done = await work(tx, inner);
        flying('settle');
        return done;
      }),
  };
}
