/** Looks at a payment's gateway: one at a time, whoever wants one; LINE Pay is asked once a second at most, and confirms once at a time. */
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const looks: Migration = {
  async up(db) {
    await sql.raw(TABLES).execute(db);
  },
};

const TABLES = `
-- Somebody is asking its gateway, or did just now: nobody else asks before. When it is to be asked next is another matter.
alter table payments add column asked_until timestamptz;
-- When LINE Pay was last asked what an attempt has come to, and last told to confirm it.
alter table line_pay_orders add column checked_at timestamptz, add column confirm_sent_at timestamptz;
`;
