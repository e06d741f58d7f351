/** Counters whose window is over are found by its end: upkeep removes them. */
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const spentCounters: Migration = {
  async up(db) {
    // In UTC: what depends on a session's time zone cannot be indexed.
    await sql
      .raw(
        `create index counters_by_end on counters ((window_start at time zone 'UTC' + window_seconds * interval '1 second'))`,
      )
      .execute(db);
  },
};
