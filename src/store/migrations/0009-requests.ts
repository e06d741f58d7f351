/** Accounts that are cut off are few and looked for every minute: an index that holds only them. */
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const requests: Migration = {
  async up(db) {
    await sql`create index accounts_cut on accounts (account_number) where status = 'cut'`.execute(db);
  },
};
