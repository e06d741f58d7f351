/** Residents, what they bound, and the codes that prove it. */
import { sql } from 'kysely';
import type { Locale } from '../domain/names.ts';
import type { BoundAccount, Viewer } from '../domain/viewer.ts';
import type { Write } from './commit.ts';
import type { Database } from './tables.ts';

/** Residents joined to `r`, who is joined to nobody. */
const JOINED_TO_R = sql`select j.resident_id from residents j where j.joined_to = r.resident_id`;

/**
 * The accounts that resident `r`, or who is joined to it, bound, each once, as one JSON array, oldest first; shared by every
 * statement that loads a viewer.
 */
export const boundAccountsOfR = sql<BoundAccount[]>`(
  select coalesce(json_agg(json_build_object('accountNumber', a.account_number, 'holder', a.holder, 'address', a.address,
    'category', a.category, 'status', a.status, 'nickname', b.nickname) order by b.bound_at, b.binding_id), '[]'::json)
  from (select distinct on (o.account_number) o.*
      from (select r.resident_id union all ${JOINED_TO_R}) k join bindings o on o.resident_id = k.resident_id and o.unbound_at is null
      order by o.account_number, o.bound_at, o.binding_id) b
    join accounts a using (account_number))`;

/** Who is joined to `r`, and whether any of them passed the real-name check; beside `r.*`. */
export const joinedToR = sql`(select json_agg(k.resident_id order by k.resident_id) from (${JOINED_TO_R}) k) as joined,
  (select bool_or(v.real_name = 'verified') from residents v where v.joined_to = r.resident_id) as joined_verified`;

export interface ResidentRow {
  readonly resident_id: string;
  readonly locale: string;
  readonly locale_chosen: boolean;
  readonly real_name: string;
  readonly current_account: string | null;
  readonly accounts: BoundAccount[];
  /** Who was looked for; another than `resident_id` where that one is joined to it. */
  readonly self: string;
  readonly joined: string[] | null;
  readonly joined_verified: boolean | null;
}

export const toViewer = (row: ResidentRow): Viewer => ({
  residentId: row.resident_id,
  ...(row.self !== row.resident_id && { self: row.self }),
  ...(row.joined && { joined: row.joined }),
  locale: row.locale as Locale,
  localeChosen: row.locale_chosen,
  realName: row.real_name === 'verified' || row.joined_verified ? 'verified' : 'unverified',
  currentAccount: row.current_account,
  accounts: row.accounts,
});

/**
 * Somebody who is joined to another sees what that one sees. `opened`: of the session they come by; null for one that they ended
 * since.
 */
export async function viewerById(db: Database, residentId: string, opened: Date | null = null): Promise<Viewer | null> {
  const { rows } = await sql<ResidentRow>`
    select r.*, s.resident_id as self, ${joinedToR}, ${boundAccountsOfR} as accounts
    from residents s join residents r on r.resident_id = coalesce(s.joined_to, s.resident_id)
    where s.resident_id = ${residentId} and s.erased_at is null
      and (s.signed_out_at is null or ${opened}::timestamptz is null or s.signed_out_at < ${opened}::timestamptz)`.execute(
    db,
  );
  return rows[0] ? toViewer(rows[0]) : null;
}

/** Numbers of the accounts that any of these residents bound. */
export async function accountsOf(db: Database, residents: readonly string[]): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('bindings')
    .select('account_number')
    .where('resident_id', 'in', [...residents])
    .where('unbound_at', 'is', null)
    .execute();
  return rows.map((row) => row.account_number);
}

export const newResident =
  (residentId: string, locale: Locale, localeChosen: boolean, now: Date): Write =>
  (db) =>
    db.insertInto('residents').values({
      resident_id: residentId,
      locale,
      locale_chosen: localeChosen,
      real_name: 'unverified',
      current_account: null,
      created_at: now,
    });

export const changeResident =
  (
    residentId: string,
    change: { locale?: Locale; localeChosen?: boolean; realName?: 'verified'; currentAccount?: string | null },
  ): Write =>
  (db) =>
    db
      .updateTable('residents')
      .set({
        ...(change.locale !== undefined && { locale: change.locale }),
        ...(change.localeChosen !== undefined && { locale_chosen: change.localeChosen }),
        ...(change.realName !== undefined && { real_name: change.realName }),
        ...(change.currentAccount !== undefined && { current_account: change.currentAccount }),
      })
      .where('resident_id', '=', residentId);

/** Tokens of sessions that these residents have are no good from now on. */
export const signOut =
  (residents: readonly string[], now: Date): Write =>
  (db) =>
    db
      .updateTable('residents')
      .set({ signed_out_at: now })
      .where('resident_id', 'in', [...residents]);

export interface NewVerification {
  readonly verificationId: string;
  readonly residentId: string;
  readonly accountNumber: string;
  /** Whether number and phone belong together; nobody outside learns it before the code is right. */
  readonly matched: boolean;
  readonly codeHash: string;
  readonly tries: number;
  readonly now: Date;
  readonly expiresAt: Date;
}

export const newVerification =
  (v: NewVerification): Write =>
  (db) =>
    db.insertInto('verifications').values({
      verification_id: v.verificationId,
      resident_id: v.residentId,
      account_number: v.accountNumber,
      matched: v.matched,
      code_hash: v.codeHash,
      tries_left: v.tries,
      last_try_by: null,
      created_at: v.now,
      expires_at: v.expiresAt,
      confirmed_at: null,
      used_at: null,
    });

export interface Attempt {
  readonly right: boolean;
  readonly triesLeft: number;
  readonly account: {
    readonly accountNumber: string;
    readonly holder: string;
    readonly address: string;
    readonly category: string;
    readonly status: string;
    /** On file. */
    readonly phone: string;
  } | null;
}

/**
 * Uses up one try, atomically (once for each `by`, e.g. a message that is run again): of fifty guesses at once five are looked at. A code that was right stays right until it is used
 * or runs out, so that a message answered again after a crash goes on. null: unknown, ended, or somebody else's.
 */
export async function attemptCode(
  db: Database,
  verificationId: string,
  residentId: string,
  codeHash: string,
  now: Date,
  by: string | null,
): Promise<Attempt | null> {
  const { rows } = await sql<{ right: boolean; tries_left: number; account: Attempt['account'] }>`
    with tried as (
      update verifications set
        tries_left = case when confirmed_at is not null or last_try_by = ${by}::text then tries_left else tries_left - 1 end,
        last_try_by = ${by}::text,
        confirmed_at = case when matched and code_hash = ${codeHash} then coalesce(confirmed_at, ${now}) else confirmed_at end
      where verification_id = ${verificationId} and resident_id = ${residentId} and used_at is null and expires_at > ${now}
        and (tries_left > 0 or confirmed_at is not null or last_try_by = ${by}::text)
      returning account_number, tries_left, matched and code_hash = ${codeHash} as right)
    select t.right, t.tries_left, case when t.right then (
      select json_build_object('accountNumber', a.account_number, 'holder', a.holder, 'address', a.address,
        'category', a.category, 'status', a.status, 'phone', a.phone) from accounts a where a.account_number = t.account_number) end as account
    from tried t`.execute(db);
  const row = rows[0];
  return row ? { right: row.right, triesLeft: row.tries_left, account: row.account } : null;
}

export const useVerification =
  (verificationId: string, now: Date): Write =>
  (db) =>
    db
      .updateTable('verifications')
      .set({ used_at: now })
      .where('verification_id', '=', verificationId)
      .where('confirmed_at', 'is not', null);

export const bindAccount =
  (binding: {
    bindingId: string;
    residentId: string;
    accountNumber: string;
    nickname: string | null;
    now: Date;
  }): Write =>
  (db) =>
    db.insertInto('bindings').values({
      binding_id: binding.bindingId,
      resident_id: binding.residentId,
      account_number: binding.accountNumber,
      nickname: binding.nickname,
      bound_at: binding.now,
      unbound_at: null,
    });

/** For all residents of one person: nobody means to keep it on another channel. */
export const unbindAccount =
  (residents: readonly string[], accountNumber: string, now: Date): Write =>
  (db) =>
    db
      .updateTable('bindings')
      .set({ unbound_at: now })
      .where('resident_id', 'in', [...residents])
      .where('account_number', '=', accountNumber)
      .where('unbound_at', 'is', null);

/** Whether the import knows a person with this name and ID number (only a keyed hash of the number is kept, by one secret or another). */
export async function personKnown(db: Database, name: string, idNumberHashes: readonly string[]): Promise<boolean> {
  const row = await db
    .selectFrom('accounts')
    .select('account_number')
    .where('id_number_hash', 'in', [...idNumberHashes])
    .where('holder', '=', name)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
