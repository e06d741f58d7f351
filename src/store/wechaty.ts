/** The wechaty gateway's side of the books: nonces that were used, when it was heard of last, replies until it names them as delivered. */
import { sql } from 'kysely';
import type { Database } from './tables.ts';

const CHANNEL = 'wechaty';

/** What leaves by being fetched is never due to be sent. */
export const BY_FETCHING = new Date('9999-12-31T00:00:00Z');

/** One answer holds no more than this; the gateway names some as delivered and asks again. */
const MOST_AT_ONCE = 1_000;
/** Somebody who can't be reached holds up nobody else. */
const MOST_OF_ONE = 300;

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Keeps a nonce until `until`, and when the gateway called; false, and nothing is written, when it is kept already. */
export async function firstCall(
  db: Database,
  { nonce, account, now, until }: { nonce: string; account: 'in' | 'out' | undefined; now: Date; until: Date },
): Promise<boolean> {
  const { rows } = await sql<{ fresh: boolean }>`
    with kept as (insert into wechaty_nonces (nonce, until) values (${nonce}, ${until}) on conflict do nothing returning nonce),
      over as (delete from wechaty_nonces where until <= ${now} and exists (select from kept)),
      heard as (insert into wechaty_gateway (the_only, called_at, account) select true, ${now}::timestamptz, ${account ?? null}
        where exists (select from kept)
        on conflict (the_only) do update set called_at = greatest(wechaty_gateway.called_at, excluded.called_at),
          account = coalesce(excluded.account, wechaty_gateway.account))
    select exists (select from kept) as fresh`.execute(db);
  return rows[0]?.fresh ?? false;
}

/** When the gateway called last, what it said of its account, and how many replies wait for it; null: it never called. */
export async function gatewayStanding(
  db: Database,
): Promise<{ readonly calledAt: Date; readonly account: string | null; readonly waiting: number } | null> {
  const { rows } = await sql<{ called_at: Date; account: string | null; waiting: number }>`
    select called_at, account, (select count(*)::int from outbox where channel = ${CHANNEL} and sent_at is null
      and given_up_at is null) as waiting from wechaty_gateway`.execute(db);
  const [row] = rows;
  return row ? { calledAt: row.called_at, account: row.account, waiting: row.waiting } : null;
}

/** The oldest that wait, in the order they were said to each person. */
export async function repliesToSay(
  db: Database,
  now: Date,
): Promise<readonly { readonly replyId: string; readonly talkerId: string; readonly text: string }[]> {
  const { rows } = await sql<{ reply_id: string; recipient: string; text: string }>`
    select reply_id, recipient, text from (
      select outbox_id, retry_key::text as reply_id, recipient, body->>'text' as text,
        row_number() over (partition by recipient order by outbox_id) as place
      from outbox where channel = ${CHANNEL} and sent_at is null and given_up_at is null
        and (useless_at is null or useless_at > ${now})) waiting
    where place <= ${MOST_OF_ONE} order by outbox_id limit ${MOST_AT_ONCE}`.execute(db);
  return rows.map((row) => ({ replyId: row.reply_id, talkerId: row.recipient, text: row.text }));
}

/** Gone, even if they were given up while the gateway had them; their words stand with their turns. Answers how many were news. */
export async function markDelivered(db: Database, replyIds: readonly string[], now: Date): Promise<number> {
  const ids = replyIds.filter((id) => UUID.test(id));
  if (ids.length === 0) return 0;
  const { numAffectedRows } = await sql`
    update outbox set sent_at = ${now}, given_up_at = null, last_error = null, body = '{}'
    where channel = ${CHANNEL} and sent_at is null and retry_key = any(${ids}::uuid[])`.execute(db);
  return Number(numAffectedRows ?? 0);
}

/** Will not arrive: given up for staff to see, with the gateway's reason. Answers how many were news. */
export async function markFailed(
  db: Database,
  failed: readonly { readonly replyId: string; readonly reason: string }[],
  now: Date,
): Promise<number> {
  const known = failed.filter(({ replyId }) => UUID.test(replyId));
  if (known.length === 0) return 0;
  const { numAffectedRows } = await sql`
    update outbox set given_up_at = ${now}, last_error = f.reason
    from jsonb_to_recordset(${JSON.stringify(known.map(({ replyId, reason }) => ({ id: replyId, reason })))}::jsonb) as f (id uuid, reason text)
    where outbox.retry_key = f.id and channel = ${CHANNEL} and sent_at is null and given_up_at is null`.execute(db);
  return Number(numAffectedRows ?? 0);
}
