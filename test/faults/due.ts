/** When upkeep has something to do next, read from the tables and not from what the house says of itself. */
import type pg from 'pg';

/** When the next thing falls due that nobody has to ask for; null: nothing is. Read from the promises, not from `next_check_at` alone. */
export async function nextDue(reader: pg.Client, after: Date): Promise<Date | null> {
  const { rows } = await reader.query<{ at: Date | null }>(
    `select min(at) at from (
      select next_check_at at from cases where status = 'open'
      union all select (p->>'due')::timestamptz - case when p->>'kind' = 'next-word' then interval '2 minutes' else interval '0' end
        from cases, jsonb_array_elements(promises) p where status = 'open' and p->>'metAt' is null and p->>'dropped' is null
          and (p->>'due')::timestamptz > $1
      union all select received_at + interval '5 seconds' from inbox i where answered_at is null
        -- Our own events wait until the person who holds the conversation has left it.
        and not (content->>'kind' = 'event' and exists (select from conversations c where c.channel = i.channel
          and c.channel_user_id = i.channel_user_id and c.held_by is not null))
      union all select due_at from outbox where sent_at is null and given_up_at is null
      union all select $1::timestamptz from outage_reports r join outages o using (outage_id) join cases c using (case_number)
        where c.status = 'open' and (r.told_stage <> o.stage or r.told_ended_at is distinct from o.restored_at
          or (o.restored_at is null and r.told_estimate is distinct from o.estimated_restoration))) x`,
    [after],
  );
  return rows[0]?.at ?? null;
}
