/** What platforms call residents, and which residents are one person: found, kept, joined, parted. */
import { sql } from 'kysely';
import type { Write } from './commit.ts';
import type { Database } from './tables.ts';

export interface Identity {
  /** The channel, or where somebody signs in: `line`, `wechat`, `wechat-mini` … */
  readonly provider: string;
  readonly subject: string;
}

export async function residentOf(db: Database, { provider, subject }: Identity): Promise<string | null> {
  const row = await db
    .selectFrom('identities')
    .select('resident_id')
    .where('provider', '=', provider)
    .where('subject', '=', subject)
    .executeTakeFirst();
  return row?.resident_id ?? null;
}

/** Somebody else who keeps the same identity at the same moment: the commit fails on `identities_pkey`. */
export const newIdentity =
  ({ provider, subject }: Identity, residentId: string, now: Date, sealedSecret: string | null = null): Write =>
  (db) =>
    db
      .insertInto('identities')
      .values({ provider, subject, resident_id: residentId, since: now, secret: sealedSecret });

/** The same where another resident may have it already: that one keeps it. */
export const newIdentityUnlessKept =
  (identity: Identity, residentId: string, now: Date): Write =>
  (db) =>
    db
      .insertInto('identities')
      .values({ ...identity, resident_id: residentId, since: now })
      .onConflict((conflict) => conflict.doNothing());

/** What only we and the platform know, sealed; the newest replaces the one before. */
export const keepSecret =
  ({ provider, subject }: Identity, sealed: string): Write =>
  (db) =>
    db
      .updateTable('identities')
      .set({ secret: sealed })
      .where('provider', '=', provider)
      .where('subject', '=', subject);

/** How one provider calls this very resident. */
export async function identityOf(
  db: Database,
  residentId: string,
  provider: string,
): Promise<{ readonly subject: string; readonly secret: string | null } | null> {
  const row = await db
    .selectFrom('identities')
    .select(['subject', 'secret'])
    .where('resident_id', '=', residentId)
    .where('provider', '=', provider)
    .orderBy('since', 'desc')
    .executeTakeFirst();
  return row ?? null;
}

/** A resident of a person, as others of theirs may know it. */
export interface Kin {
  readonly residentId: string;
  /** Where it is at home; none: the web. */
  readonly providers: readonly string[];
  /** The others are joined to it. */
  readonly isRoot: boolean;
  readonly createdAt: Date;
  readonly joinedAt: Date | null;
  readonly holders: readonly string[];
}

/** All residents of the person that `residentId` is, the one they are joined to first. */
export async function kinOf(db: Database, residentId: string): Promise<readonly Kin[]> {
  const { rows } = await sql<{
    resident_id: string;
    providers: string[];
    joined_to: string | null;
    created_at: Date;
    joined_at: Date | null;
    holders: string[];
  }>`
    select r.resident_id, r.joined_to, r.created_at, r.joined_at,
      array(select distinct i.provider from identities i where i.resident_id = r.resident_id order by 1) as providers,
      array(select distinct a.holder from bindings b join accounts a using (account_number)
        where b.resident_id = r.resident_id and b.unbound_at is null) as holders
    from kin_of(${residentId}) k join residents r using (resident_id)
    order by r.joined_to is not null, r.joined_at, r.resident_id`.execute(db);
  return rows.map((row) => ({
    residentId: row.resident_id,
    providers: row.providers,
    isRoot: row.joined_to === null,
    createdAt: row.created_at,
    joinedAt: row.joined_at,
    holders: row.holders,
  }));
}

/**
 * From now on `from` and all who were joined to it are the same person as `to`, who stands alone or has others joined to it. What
 * was chosen there about notices counts here where nothing was chosen yet.
 */
export const join = (from: string, to: string, now: Date): readonly Write[] => [
  (db) =>
    db
      .updateTable('residents')
      .set({ joined_to: to, joined_at: now })
      .where((where) => where.or([where('resident_id', '=', from), where('joined_to', '=', from)])),
  () => sql`
    insert into notice_choices (resident_id, topic, wanted, given_by, at)
    select distinct on (c.topic) ${to}, c.topic, c.wanted, c.given_by, ${now}::timestamptz from notice_choices c
    where c.resident_id = ${from} and not exists (select from notice_choices t where t.resident_id = ${to} and t.topic = c.topic)
    order by c.topic, c.choice_id desc`,
];

/** This one stands alone again, with what was its own before. */
export const part =
  (residentId: string): Write =>
  (db) =>
    db.updateTable('residents').set({ joined_to: null, joined_at: null }).where('resident_id', '=', residentId);
