/** Notices: what is due to be told and was not, each written once with its event for the conversation. */
import { type RawBuilder, sql } from 'kysely';
import type { IsoDate } from '../domain/billing.ts';
import type { BillStage, NoticeKind, NoticeTopic, Span } from '../domain/notices.ts';
import type { OutageCause } from '../domain/outages.ts';
import type { Write } from './commit.ts';
import type { Database } from './tables.ts';

/** Joins as `c` the newest choice of the resident `from` names, where it says yes. */
const chosen = (topic: NoticeTopic, from: 'b' | 'n'): RawBuilder<unknown> => sql`join lateral (
    select w.wanted, w.bills_seen from notice_choices w where w.resident_id = ${sql.ref(`${from}.resident_id`)} and w.topic = ${topic}
    order by w.choice_id desc limit 1) c on c.wanted`;

/**
 * Joins as `b` who has the account bound now, a person with several channels once, as the one they are joined to. `offset 0`, here and below: rows are looked up one by one, since for some
 * thousands the planner would rather read the whole table.
 */
const boundTo = (from: 'a' | 'l' | 'n'): RawBuilder<unknown> => sql`join lateral (
    select coalesce(r.joined_to, r.resident_id) as resident_id, min(i.bills_seen) as bills_seen
    from bindings i join residents r on r.resident_id = i.resident_id
    where i.account_number = ${sql.ref(`${from}.account_number`)} and i.unbound_at is null group by 1 offset 0) b on true`;

const COLUMNS = sql`(resident_id, topic, subject, account_number, seq, kind, from_at, until_at, at)`;
const ONCE = sql`on conflict (resident_id, topic, subject, account_number, seq) do nothing returning notice_id, resident_id`;
const COVERS = sql`a.feeder = o.feeder and (cardinality(o.transformers) = 0 or a.transformer = any (o.transformers))`;
/** An outage that is going to be: one that ends as it begins has been called off. */
const STANDS = sql`o.cause in ('planned', 'rotation') and (o.to_at is null or o.to_at > o.from_at)`;
const END = sql`coalesce(o.estimated_restoration, o.to_at)`;

/** What is found due is written and, in the same commit, put into the conversation its resident used last. */
const toBeTold = (found: RawBuilder<unknown>, now: Date): Write => ({
  first: () => sql`insert into notices ${COLUMNS} ${found} ${ONCE}`,
  next: (_db, written) => sql`
    insert into inbox (channel, channel_user_id, event_id, event_at, received_at, content)
    select c.channel, c.channel_user_id, 'notice:' || w.notice_id, ${now}::timestamptz, ${now}::timestamptz, jsonb_build_object(
      'kind', 'event', 'event', jsonb_build_object('name', 'notice.due', 'noticeId', w.notice_id::text))
    from ${written} w cross join lateral (
      select v.channel, v.channel_user_id from kin_of(w.resident_id) k join conversations v using (resident_id)
      order by v.updated_at desc limit 1) c
    on conflict (channel, event_id) do nothing`,
});

export interface OutagesDue {
  readonly now: Date;
  /** Told as soon as they begin before this. */
  readonly ahead: Date;
  readonly hoursAhead: number;
  /** In quiet hours: only what begins before their end. */
  readonly before: Date | null;
  readonly limit: number;
}

/** A first word of an outage, and a second one the day before, unless the last word is hardly older than that. */
export const outagesToAnnounce = ({ now, ahead, hoursAhead, before, limit }: OutagesDue): Write =>
  toBeTold(
    sql`
    select b.resident_id, 'planned-outage', o.outage_id, a.account_number, coalesce(l.seq, 0) + 1,
      case when l.seq is null or l.kind = 'cancelled' then 'announced' else 'tomorrow' end, o.from_at, ${END}, ${now}::timestamptz
    from outages o join accounts a on ${COVERS} and a.status <> 'closed'
      ${boundTo('a')}
      ${chosen('planned-outage', 'b')}
      left join lateral (select n.seq, n.kind, n.from_at, n.until_at, n.at from notices n
        where n.resident_id = b.resident_id and n.topic = 'planned-outage' and n.subject = o.outage_id and n.account_number = a.account_number
        order by n.seq desc limit 1) l on true
    where ${STANDS} and o.from_at > ${now} and o.from_at <= ${ahead} and o.from_at < coalesce(${before}::timestamptz, 'infinity')
      and (l.seq is null or l.kind = 'cancelled'
        or (o.from_at <= ${now}::timestamptz + make_interval(hours => ${hoursAhead}::int)
          and l.at < o.from_at - make_interval(hours => ${hoursAhead + 12}::int)
          and l.from_at = o.from_at and l.until_at is not distinct from ${END}))
    order by o.from_at, b.resident_id limit ${limit}`,
    now,
  );

/** Whoever heard of an outage hears that its times are others now, or that it will not be. */
export const outagesToCorrect = ({ now, before, limit }: OutagesDue): Write =>
  toBeTold(
    sql`
    select n.resident_id, 'planned-outage', n.subject, n.account_number, n.seq + 1,
      case when o.from_at is null then 'cancelled' else 'changed' end,
      coalesce(o.from_at, n.from_at), case when o.from_at is null then n.until_at else o.until_at end, ${now}::timestamptz
    from notices n
      ${boundTo('n')} and b.resident_id = n.resident_id
      ${chosen('planned-outage', 'n')}
      left join lateral (select o.from_at, ${END} as until_at from outages o join accounts a on a.account_number = n.account_number
        where o.outage_id = n.subject and ${STANDS} and ${COVERS}) o on true
    where n.topic = 'planned-outage' and coalesce(n.until_at, n.from_at) > ${now} and n.kind <> 'cancelled'
      and not exists (select from notices l where l.resident_id = n.resident_id and l.topic = n.topic and l.subject = n.subject
        and l.account_number = n.account_number and l.seq > n.seq offset 0)
      and (n.from_at > ${now} or o.from_at > ${now})
      and (o.from_at, o.until_at) is distinct from (n.from_at, n.until_at)
      and least(n.from_at, o.from_at) < coalesce(${before}::timestamptz, 'infinity')
    order by n.from_at, n.resident_id limit ${limit}`,
    now,
  );

/** Bills in the order they came: after `after` up to and with `upto`; null: there are none. */
export interface BillSlice {
  readonly after: bigint;
  readonly upto: bigint | null;
  /** Nothing comes after it. */
  readonly isLast: boolean;
}

type BillTopic = 'bill-issued' | 'bill-due';

/** The next bills to look at: for `bill-issued` those that came since anybody wanted to hear of them, for `bill-due` the unpaid ones. */
export async function nextBills(db: Database, topic: BillTopic, limit: number): Promise<BillSlice> {
  const first =
    topic === 'bill-issued'
      ? sql`coalesce((select min(bills_seen) from notice_choices where topic = 'bill-issued' and wanted), newest_bill())`
      : sql`0`;
  const { rows } = await sql<{ after: bigint; upto: bigint | null; n: bigint }>`
    with place as (select greatest((select place from notice_places where topic = ${topic}), ${first}) as after)
    select place.after, max(s.arrival) as upto, count(s.arrival) as n from place left join lateral (
      select arrival from bills where arrival > place.after ${topic === 'bill-due' ? sql`and paid_at is null` : sql``}
      order by arrival limit ${limit}) s on true
    group by place.after`.execute(db);
  const row = rows[0];
  if (!row) throw new Error('a place was asked for and none came back');
  return { after: row.after, upto: row.upto, isLast: row.n < BigInt(limit) };
}

export const moveTo =
  (topic: BillTopic, place: bigint): Write =>
  (db) =>
    db
      .insertInto('notice_places')
      .values({ topic, place })
      .onConflict((conflict) => conflict.column('topic').doUpdateSet({ place }));

/** Bills that came after both the binding and the choice, and nobody has paid. */
export const billsToAnnounce = ({ after, upto }: BillSlice, now: Date): Write =>
  toBeTold(
    sql`
    select b.resident_id, 'bill-issued', l.bill_id, l.account_number, 1, 'issued', null::timestamptz, null::timestamptz, ${now}::timestamptz
    from bills l ${boundTo('l')} and b.bills_seen < l.arrival
      ${chosen('bill-issued', 'b')} and c.bills_seen < l.arrival
    where l.arrival > ${after} and l.arrival <= ${upto} and l.paid_at is null`,
    now,
  );

/** Unpaid bills at one of the days of a reminder; a bill that was announced within a day waits. */
export const billsToRemind = (
  { after, upto }: BillSlice,
  stages: readonly BillStage[],
  today: IsoDate,
  now: Date,
): Write =>
  toBeTold(
    sql`
    select b.resident_id, 'bill-due', l.bill_id, l.account_number, s.seq, s.kind, null::timestamptz, null::timestamptz, ${now}::timestamptz
    from bills l
      join jsonb_to_recordset(${JSON.stringify(stages)}::jsonb) as s (seq int, kind text, first int, last int)
        on ${today}::date - l.due_date between s.first and s.last
      ${boundTo('l')}
      ${chosen('bill-due', 'b')}
    where l.arrival > ${after} and l.arrival <= ${upto} and l.paid_at is null and l.amount_minor > 0
      and not exists (select from notices n where n.resident_id = b.resident_id and n.topic in ('bill-due', 'bill-issued')
        and n.subject = l.bill_id and n.account_number = l.account_number
        and case n.topic when 'bill-due' then n.seq >= s.seq
          else s.kind = 'soon' and n.at > ${now}::timestamptz - interval '1 day' end offset 0)`,
    now,
  );

export interface WrittenNotice {
  readonly residentId: string;
  readonly topic: NoticeTopic;
  readonly subject: string;
  readonly accountNumber: string;
  readonly kind: NoticeKind;
  readonly span: Span | null;
  readonly said: boolean;
  /** A newer word about the same thing exists. */
  readonly overtaken: boolean;
  /** The resident wants it now. */
  readonly wanted: boolean;
  /** What was read of the same outage last. */
  readonly before: (Span & { readonly kind: NoticeKind }) | null;
  /** Of the outage's record, also after it was called off; null: there is none. */
  readonly cause: OutageCause | null;
  /** The outage as it stands for this account now; null: it doesn't. */
  readonly outage: (Span & { readonly cause: OutageCause; readonly reason: string }) | null;
}

interface NoticeRow {
  resident_id: string;
  topic: NoticeTopic;
  subject: string;
  account_number: string;
  kind: NoticeKind;
  from_at: Date | null;
  until_at: Date | null;
  said_at: Date | null;
  overtaken: boolean;
  wanted: boolean | null;
  cause: OutageCause | null;
  before: { kind: NoticeKind; from_at: string; until_at: string | null } | null;
  outage: { cause: OutageCause; reason: string; from_at: string; until_at: string | null } | null;
}

const spanOf = (row: { from_at: Date | string; until_at: Date | string | null }): Span => ({
  from: new Date(row.from_at),
  until: row.until_at === null ? null : new Date(row.until_at),
});

export async function writtenNotice(db: Database, noticeId: string): Promise<WrittenNotice | null> {
  const same = sql`m.resident_id = n.resident_id and m.topic = n.topic and m.subject = n.subject and m.account_number = n.account_number`;
  const { rows } = await sql<NoticeRow>`
    select n.*, exists (select from notices m where ${same} and m.seq > n.seq) as overtaken,
      (select w.wanted from notice_choices w where w.resident_id = n.resident_id and w.topic = n.topic order by w.choice_id desc limit 1) as wanted,
      (select json_build_object('kind', m.kind, 'from_at', m.from_at, 'until_at', m.until_at) from notices m
        where ${same} and m.seq < n.seq and m.from_at is not null and m.said_at is not null order by m.seq desc limit 1) as before,
      (select o.cause from outages o where n.topic = 'planned-outage' and o.outage_id = n.subject) as cause,
      (select json_build_object('cause', o.cause, 'reason', o.reason, 'from_at', o.from_at, 'until_at', ${END})
        from outages o join accounts a on a.account_number = n.account_number
        where n.topic = 'planned-outage' and o.outage_id = n.subject and ${STANDS} and ${COVERS}) as outage
    from notices n where n.notice_id = ${noticeId}::bigint`.execute(db);
  const row = rows[0];
  if (!row) return null;
  return {
    residentId: row.resident_id,
    topic: row.topic,
    subject: row.subject,
    accountNumber: row.account_number,
    kind: row.kind,
    span: row.from_at && spanOf({ from_at: row.from_at, until_at: row.until_at }),
    said: row.said_at !== null,
    overtaken: row.overtaken,
    wanted: row.wanted === true,
    cause: row.cause,
    before: row.before && { ...spanOf(row.before), kind: row.before.kind },
    outage: row.outage && { ...spanOf(row.outage), cause: row.outage.cause, reason: row.outage.reason },
  };
}

export const markSaid =
  (noticeId: string, now: Date): Write =>
  (db) =>
    db.updateTable('notices').set({ said_at: now }).where('notice_id', '=', BigInt(noticeId));
