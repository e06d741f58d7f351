/** What upkeep looks for every minute among outages that are mostly over: indexes that hold only what is still to come or open. */
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const indexes: Migration = {
  async up(db) {
    await sql.raw(INDEXES).execute(db);
  },
};

const INDEXES = `
create index outages_plans on outages (to_at) where source = 'import' and cause <> 'fault' and restored_at is null;
create index cases_open_outages on cases (case_number) where kind = 'outage' and status = 'open';
`;
