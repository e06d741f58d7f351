/** Who is bound to an account and who loses it, and the contracts of transfers. */
import { sql } from 'kysely';
import type { Locale } from '../domain/names.ts';
import type { Write } from './commit.ts';
import type { Database } from './tables.ts';

export interface BoundResident {
  readonly residentId: string;
  readonly locale: Locale;
}

/** Everybody who has an account bound, the newest binding first. */
export async function residentsBoundTo(db: Database, accountNumber: string): Promise<readonly BoundResident[]> {
  const rows = await db
    .selectFrom('bindings')
    .innerJoin('residents', 'residents.resident_id', 'bindings.resident_id')
    .select(['residents.resident_id', 'residents.locale'])
    .where('bindings.account_number', '=', accountNumber)
    .where('bindings.unbound_at', 'is', null)
    .orderBy('bindings.bound_at', 'desc')
    .orderBy('bindings.binding_id')
    .execute();
  return rows.map((row) => ({ residentId: row.resident_id, locale: row.locale as Locale }));
}

/** In one round trip: the open case of a reason, if there is one, and everybody who has the account bound, the newest binding first. */
export async function changeStanding(
  db: Database,
  accountNumber: string,
  reason: string,
): Promise<{ readonly openCase: string | null; readonly bound: readonly BoundResident[] }> {
  const { rows } = await sql<{ openCase: string | null; bound: readonly BoundResident[] }>`
    select (select c.case_number from cases c where c.reason = ${reason} and c.status = 'open') as "openCase",
      (select coalesce(json_agg(json_build_object('residentId', r.resident_id, 'locale', r.locale)
          order by b.bound_at desc, b.binding_id), '[]'::json)
        from bindings b join residents r on r.resident_id = b.resident_id
        where b.account_number = ${accountNumber} and b.unbound_at is null) as bound`.execute(db);
  return rows[0] ?? { openCase: null, bound: [] };
}

/** Ends every binding of an account but the new holder's. */
export const endOtherBindings =
  (accountNumber: string, newHolder: string, now: Date): Write =>
  (db) =>
    db
      .updateTable('bindings')
      .set({ unbound_at: now })
      .where('account_number', '=', accountNumber)
      .where('resident_id', '<>', newHolder)
      .where('unbound_at', 'is', null);

/** What was the account meant by default is not, for whoever lost it. */
export const forgetCurrentAccount =
  (accountNumber: string, newHolder: string): Write =>
  (db) =>
    db
      .updateTable('residents')
      .set({ current_account: null })
      .where('current_account', '=', accountNumber)
      .where('resident_id', '<>', newHolder);

/** Binds unless it is bound already. */
export const bindNewHolder =
  (bindingId: string, residentId: string, accountNumber: string, now: Date): Write =>
  () =>
    sql`
    insert into bindings (binding_id, resident_id, account_number, nickname, bound_at, unbound_at)
    values (${bindingId}, ${residentId}, ${accountNumber}, null, ${now}, null)
    on conflict (resident_id, account_number) where unbound_at is null do nothing`;

export interface Contract {
  readonly caseNumber: string;
  readonly text: string;
  /** Hexadecimal. */
  readonly sha256: string;
  readonly locale: Locale;
  readonly madeAt: Date;
  readonly signedAt: Date | null;
}

export const newContract =
  ({ caseNumber, text, sha256, locale, madeAt }: Omit<Contract, 'signedAt'>): Write =>
  (db) =>
    db.insertInto('contracts').values({
      case_number: caseNumber,
      text,
      sha256,
      locale,
      made_at: madeAt,
      signed_at: null,
      signed_by_way_of: null,
    });

/** Signs; one that was signed at the same moment fails the commit as a lost race. */
export const signContract =
  (caseNumber: string, way: 'page' | 'api', now: Date): Write =>
  (db) =>
    db.updateTable('contracts').set({ signed_at: now, signed_by_way_of: way }).where('case_number', '=', caseNumber);

export async function contractOf(db: Database, caseNumber: string): Promise<Contract | null> {
  const row = await db.selectFrom('contracts').selectAll().where('case_number', '=', caseNumber).executeTakeFirst();
  return row
    ? {
        caseNumber: row.case_number,
        text: row.text,
        sha256: row.sha256,
        locale: row.locale as Locale,
        madeAt: row.made_at,
        signedAt: row.signed_at,
      }
    : null;
}
