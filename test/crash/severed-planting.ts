/** What planted faults are made of: changed gateways, triggers, units that forget, fall apart or swallow. */
import type { PaymentGateway } from '../../src/outside/payment-gateway.ts';
import { commit, type Write } from '../../src/store/commit.ts';
import type { Database } from '../../src/store/tables.ts';
import { createUnit, type Unit } from '../../src/store/unit.ts';
import type { Companies, Planted, RealMethod } from './severed-world.ts';

export const WECHAT: readonly RealMethod[] = ['wechat-pay'];
export const LINE: readonly RealMethod[] = ['line-pay'];
export const BOTH: readonly RealMethod[] = ['wechat-pay', 'line-pay'];

/** Every method's adapter, changed. */
export const changed =
  (change: (own: PaymentGateway, companies: Companies) => Partial<PaymentGateway>): NonNullable<Planted['gateways']> =>
  (companies, made) =>
    Object.fromEntries(
      Object.entries(made).map(([method, own]) => [method, { ...own, ...change(own, companies) }]),
    ) as typeof made;

export const trigger = (on: string, when: string, body: string): string =>
  `create function planted() returns trigger language plpgsql as $f$ begin ${body} end $f$;
   create trigger planted before ${when} on ${on} for each row execute function planted();`;

/** Writes of a kind are forgotten. */
export const without =
  (match: RegExp): ((db: Database) => Unit) =>
  (db) => {
    const kept = (writes: readonly Write[]) =>
      writes.filter((write) => {
        const node = (typeof write === 'function' ? write : write.first)(db).toOperationNode();
        return !match.test(JSON.stringify(node, (_key, one) => (typeof one === 'bigint' ? String(one) : one)));
      });
    const unit = createUnit(db);
    return {
      commit: (writes) => unit.commit(kept(writes)),
      transaction: (work) =>
        unit.transaction((tx, inner) => work(tx, { commit: (writes) => inner.commit(kept(writes)) })),
    };
  };

/** No transaction and no lock: each write commits by itself. */
export const apart = (db: Database): Unit => {
  const one = async (writes: readonly Write[]) => {
    for (const write of writes) await commit(db, [write]);
  };
  return { commit: one, transaction: (work) => work(db, { commit: one }) };
};
/** What is read is read outside of any transaction; what is written is written together. */
export const readOutside = (db: Database): Unit => ({
  commit: (writes) => commit(db, writes),
  transaction: (work) => work(db, { commit: (writes) => commit(db, writes) }),
});

export const GUARDS_DROPPED =
  'drop trigger paid_needs_ledger on payments; drop trigger refund_needs_ledger on refunds; drop trigger refunded_needs_ledger on payments;';
/** A settlement is told from itself: nothing keeps it from being booked again. */
export const KEYS_DROPPED = `drop index ledger_one_settlement; drop index payments_gateway_reference;
  ${trigger('ledger_transfers', 'insert', `if new.kind = 'settlement' then new.reference := new.reference || '#' || new.transfer_id; end if; return new;`)}`;

/** What fails to commit counts as done. */
export const swallowing = (db: Database): Unit => {
  const unit = createUnit(db);
  return { ...unit, transaction: (work) => unit.transaction(work).catch(() => 'nothing' as never) };
};
