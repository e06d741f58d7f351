/** Limits that hold across instances: counted in one atomic statement. */
import { sql } from 'kysely';
import type { Database } from './tables.ts';

export interface Limit {
  readonly key: string;
  /** Uses allowed per window; a window begins with its first use. */
  readonly most: number;
  readonly windowSeconds: number;
}

/**
 * Uses one of each limit, in the order given: where one refuses, those behind it are not used up. So an impatient second try
 * within a minute does not eat the day's allowance, and one resident who has none left cannot use up everybody's.
 * Returns null, or when the next use is possible. `by` names what asks, e.g. a message: run again, it does not count again.
 */
export async function takeLimits(
  db: Database,
  gate: Limit,
  others: readonly Limit[],
  now: Date,
  by: string | null = null,
): Promise<Date | null> {
  const limits = [gate, ...others];
  const use = ({ key, windowSeconds }: Limit, before: number) => sql`
    insert into counters as c (key, window_start, window_seconds, n, last_by)
    select ${key}::text, ${now}::timestamptz, ${windowSeconds}::int, 1, ${by}::text
    where ${before < 0 ? sql`true` : sql`exists (select from ${sql.ref(`l${before}`)} where n <= ${limits[before]?.most ?? 0})`}
    on conflict (key) do update set
      n = case when c.window_start + make_interval(secs => c.window_seconds) <= excluded.window_start then 1
        when c.last_by = excluded.last_by then c.n else c.n + 1 end,
      last_by = excluded.last_by,
      window_start = case when c.window_start + make_interval(secs => c.window_seconds) <= excluded.window_start
        then excluded.window_start else c.window_start end
    returning key, n, window_start`;
  const { rows } = await sql<{ key: string; n: number; window_start: Date }>`
    with ${sql.join(limits.map((limit, i) => sql`${sql.ref(`l${i}`)} as (${use(limit, i - 1)})`))}
    ${sql.join(
      limits.map((_, i) => sql`select * from ${sql.ref(`l${i}`)}`),
      sql` union all `,
    )}`.execute(db);
  const refused = limits.flatMap((limit) => {
    const used = rows.find((row) => row.key === limit.key);
    return used && used.n > limit.most ? [used.window_start.getTime() + limit.windowSeconds * 1_000] : [];
  });
  return refused.length > 0 ? new Date(Math.max(...refused)) : null;
}

/** Counters that no window can need any more: their next use would begin a new one. The oldest first, at most `most` of them. */
export async function removeSpentCounters(db: Database, now: Date, most: number): Promise<void> {
  // As the index has it. One that is used at this very moment is left alone, and read again once it is ours.
  await sql`
    delete from counters where key = any(array(
      select key from counters
      where window_start at time zone 'UTC' + window_seconds * interval '1 second' <= ${now}::timestamptz at time zone 'UTC'
      order by window_start at time zone 'UTC' + window_seconds * interval '1 second'
      limit ${most} for update skip locked))`.execute(db);
}
