/** The utility's own working days in a case: those that were known when it was opened, as its history says. */
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const ownDays: Migration = {
  async up(db) {
    // Null: the calendar alone, as for every case before this.
    await sql`alter table cases add column own_days jsonb`.execute(db);
  },
};
