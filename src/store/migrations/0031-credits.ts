/** A bill to a customer's credit lessens what a payment takes: its part is below nothing. */
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const credits: Migration = {
  async up(db) {
    await sql.raw(TABLES).execute(db);
  },
};

const TABLES = `
-- What is paid in all stays above nothing: payments says so.
alter table payment_bills drop constraint payment_bills_amount_minor_check;
alter table payment_bills add constraint payment_bills_amount_minor_check check (amount_minor <> 0);
`;
