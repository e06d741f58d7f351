/** What one channel did not deliver, told on another: withdrawn there and put into the other conversation by one statement. */
import { type RawBuilder, sql } from 'kysely';
import { addMinutes } from '../domain/calendar.ts';
import type { Channel } from '../domain/names.ts';
import type { Write } from './commit.ts';
import { TAKEN_OVER, TOLD_ELSEWHERE } from './outbox.ts';
import type { Database } from './tables.ts';

/** A channel on which somebody can be told something now. */
export interface Reach {
  readonly channel: Channel;
  /** False: only what is urgent leaves there now. */
  readonly takesPlain: boolean;
  /** Only to who wrote there within so many hours; null: to everybody. */
  readonly windowHours: number | null;
}

/** Whatever is being sent at this moment is due again within so long, services/delivery.ts. */
const LEASE_MINUTES = 0.5;
/** What was given up longer ago is not news on a channel that was linked since. */
const NEWS_MINUTES = 24 * 60;

interface Round {
  readonly now: Date;
  /** In the order they are tried. */
  readonly reach: readonly Reach[];
  /** An ordinary message waits for its own channel from when it was said until then. */
  readonly saidBefore: Date;
  /** In quiet hours only what is urgent. */
  readonly onlyUrgent: boolean;
  readonly limit: number;
}

/**
 * Whether nothing of this message arrived, or will: given up for good, or kept back for longer than it can wait, and in nobody's
 * hands (whoever sends has set `tried_at`, or carries it). What may have arrived is told nowhere else, since twice is worse than a
 * reader who has to ask; except what is urgent, where somebody in danger, or who lives by a machine, is better told twice than not
 * at all. An urgent message is not waited for at all once an attempt has failed.
 */
const inVain = (o: 'o' | 'e', { now, saidBefore }: Round): RawBuilder<boolean> => {
  const col = (name: string) => sql.ref(`${o}.${name}`);
  const isUrgent = sql`${col('worth')} = 'urgent'`;
  return sql<boolean>`(${col('sent_at')} is null and ${col('carried_by')} is null and ${col('worth')} <> 'low'
    and (${col('useless_at')} is null or ${col('useless_at')} > ${now})
    and case
      when ${col('given_up_at')} is not null then ${col('given_up_at')} > ${addMinutes(now, -NEWS_MINUTES)}
        and coalesce(${col('last_error')}, '') not in (${TOLD_ELSEWHERE}, ${TAKEN_OVER})
        and (${col('tried_at')} is null or ${isUrgent})
      when ${isUrgent} then ${col('last_error')} is not null
        and (${col('tried_at')} is null or ${col('due_at')} > ${addMinutes(now, LEASE_MINUTES)})
      else ${col('kept_for')} is not null and ${col('tried_at')} is null
        and exists (select from turns t where t.inbox_id = ${col('told_by')} and t.at <= ${saidBefore}) end)`;
};

/**
 * Takes what was told in vain and puts its event into the best other conversation of the same person, as they are linked at this
 * moment: one that nobody of the house holds, where it was not told yet and nothing waits already. All messages of an event go, or
 * none, so what has arrived in part stays where it began. However many run this, each event is put into a conversation once: rows
 * are taken under their locks, and the new event's id names both. Returns how many were moved.
 */
export async function tellElsewhere(db: Database, round: Round): Promise<number> {
  const { now, reach, onlyUrgent, limit } = round;
  if (reach.length === 0) return 0;
  const reachable = JSON.stringify(
    reach.map(({ channel, takesPlain, windowHours }, place) => ({ channel, place, takesPlain, windowHours })),
  );
  // The id of an event that was moved before names where it began.
  const root = sql`case when starts_with(i.event_id, 'instead:') then split_part(i.event_id, ':', 2)::bigint else i.inbox_id end`;
  const place = sql`
    select v.conversation_id, v.channel, v.channel_user_id
    from kin_of(c.resident_id) k join conversations v on v.resident_id = k.resident_id
      join reach r on r.channel = v.channel
      left join channel_people p on p.channel = v.channel and p.channel_user_id = v.channel_user_id
    where v.conversation_id <> c.conversation_id and v.held_by is null and p.left_at is null
      and (o.worth = 'urgent' or (r."takesPlain" and not exists (select from outbox w where w.channel = v.channel
        and w.recipient = v.channel_user_id and w.kept_for is not null and w.worth <> 'low')))
      and (r."windowHours" is null or exists (select from turns t join inbox wrote on wrote.inbox_id = t.inbox_id
        where t.conversation_id = v.conversation_id and t.at > ${now}::timestamptz - make_interval(hours => r."windowHours")
          and wrote.content->>'kind' <> 'event'))
      and not exists (select from inbox f where f.inbox_id = ${root} and f.channel = v.channel and f.channel_user_id = v.channel_user_id)
      and not exists (select from inbox f where f.channel = v.channel and f.event_id = 'instead:' || ${root} || ':' || v.conversation_id)
    order by r.place, v.updated_at desc limit 1`;
  const { rows } = await sql<{ n: number }>`
    with reach as (select * from jsonb_to_recordset(${reachable}::jsonb) as r (channel text, place int, "takesPlain" boolean, "windowHours" int)),
      taken as materialized (
        select o.outbox_id, o.told_by, coalesce(o.kept_for, o.last_error) as why, i.content, i.received_at, ${root} as root,
          c.channel as from_channel, c.resident_id, b.conversation_id, b.channel, b.channel_user_id
        from outbox o join inbox i on i.inbox_id = o.told_by join conversations c on c.conversation_id = o.conversation_id
          join residents s on s.resident_id = c.resident_id
            and (s.joined_to is not null or exists (select from residents j where j.joined_to = s.resident_id))
          cross join lateral (${place}) b
        where o.told_by is not null and o.sent_at is null and o.worth <> 'low' and (o.given_up_at is null or o.given_up_at > ${addMinutes(now, -NEWS_MINUTES)})
          and ${inVain('o', round)} and (o.worth = 'urgent' or not ${onlyUrgent}::boolean)
          and not exists (select from outbox e where e.told_by = o.told_by and not ${inVain('e', round)})
        order by o.told_by, o.outbox_id limit ${limit} for update of o skip locked),
      whole as (select distinct on (t.told_by) t.* from taken t
        where (select count(*) from taken m where m.told_by = t.told_by) = (select count(*) from outbox e where e.told_by = t.told_by)
        order by t.told_by, t.outbox_id),
      told as (insert into inbox (channel, channel_user_id, event_id, event_at, received_at, content)
        select channel, channel_user_id, 'instead:' || root || ':' || conversation_id, ${now}::timestamptz, received_at,
          jsonb_build_object('kind', 'event', 'event', content->'event', 'instead', jsonb_build_object('inboxId', told_by::text,
            'channel', from_channel, 'residentId', resident_id, 'why', why))
        from whole on conflict (channel, event_id) do nothing returning (content->'instead'->>'inboxId')::bigint as told_by),
      withdrawn as (update outbox set given_up_at = ${now}::timestamptz, kept_for = null, last_error = ${TOLD_ELSEWHERE}
        from taken join told on told.told_by = taken.told_by where outbox.outbox_id = taken.outbox_id)
    select count(*)::int as n from told`.execute(db);
  return rows[0]?.n ?? 0;
}

/** The first conversation hears that what it could not deliver was told elsewhere. */
export const wasToldElsewhere =
  (inboxId: bigint, now: Date): Write =>
  () =>
    sql`
    insert into inbox (channel, channel_user_id, event_id, event_at, received_at, content)
    select channel, channel_user_id, 'told-elsewhere:' || inbox_id, ${now}::timestamptz, ${now}::timestamptz,
      jsonb_build_object('kind', 'event', 'event', jsonb_strip_nulls(jsonb_build_object('name', 'told.elsewhere',
        'paymentId', content->'event'->'paymentId', 'caseNumber', content->'event'->'caseNumber')))
    from inbox where inbox_id = ${inboxId} on conflict (channel, event_id) do nothing`;

/** Both are not one person any more: what was withdrawn is tried again where it was to be told first. */
export const returnFromElsewhere =
  (inboxId: bigint, now: Date): Write =>
  (db) =>
    db
      .updateTable('outbox')
      .set({ given_up_at: null, last_error: 'parted from where it was to be told', due_at: now })
      .where('told_by', '=', inboxId)
      .where('last_error', '=', TOLD_ELSEWHERE)
      .where('sent_at', 'is', null);
