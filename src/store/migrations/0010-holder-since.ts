/** Since when the present holder has an account: what was there before belongs to somebody else. */
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const holderSince: Migration = {
  async up(db) {
    await sql`alter table accounts add column holder_since timestamptz`.execute(db);
  },
};
