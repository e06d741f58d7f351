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
 * Uses one of each limit. `gate` comes first: when it refuses, the others are not used up, so that an impatient second try
 * within a minute does not eat the day's allowance. Returns null, or when the next use is possible.
 */
export async function takeLimits(db: Database, gate: Limit, others: readonly Limit[], now: Date): Promise<Date | null> {
  const insert = (limits: readonly Limit[], condition: ReturnType<typeof sql>) => sql`
    insert into counters as c (key, window_start, window_seconds, n)
    select v.key, ${now}::timestamptz, v.seconds, 1
    from (values ${sql.join(limits.map((l) => sql`(${l.key}::text, ${l.windowSeconds}::int)`))}) v (key, seconds)
    where ${condition}
    on conflict (key) do update set
      n = case when c.window_start + make_interval(secs => c.window_seconds) <= excluded.window_start then 1 else c.n + 1 end,
      window_start = case when c.window_start + make_interval(secs => c.window_seconds) <= excluded.window_start
        then excluded.window_start else c.window_start end
    returning key, n, window_start`;
  const passed = sql`exists (select from gate where n <= ${gate.most})`;
  const rest =
    others.length > 0
      ? insert(others, passed)
      : sql`select null::text as key, 0 as n, null::timestamptz as window_start where false`;
  const { rows } = await sql<{ key: string; n: number; window_start: Date }>`
    with gate as (${insert([gate], sql`true`)}), rest as (${rest})
    select * from gate union all select * from rest`.execute(db);
  const refused = [gate, ...others].flatMap((limit) => {
    const used = rows.find((row) => row.key === limit.key);
    return used && used.n > limit.most ? [used.window_start.getTime() + limit.windowSeconds * 1_000] : [];
  });
  return refused.length > 0 ? new Date(Math.max(...refused)) : null;
}
