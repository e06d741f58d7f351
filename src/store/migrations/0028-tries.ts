/** What was answered in vain is looked at again later, and later still each time: it stands in nobody's way. */
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const tries: Migration = {
  async up(db) {
    await sql.raw(TABLES).execute(db);
  },
};

const TABLES = `
-- How often upkeep tried it in vain is attempts; not before then does it try again. Null: it did not try yet.
alter table inbox add column try_at timestamptz;
`;
