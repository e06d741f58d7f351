/** What a payer reads at the gateway is kept with the payment: who may see the months may change while it is open. */
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const paymentSubject: Migration = {
  async up(db) {
    await sql.raw(TABLES).execute(db);
  },
};

const TABLES = `
-- Null: opened before this was kept.
alter table payments add column subject text;
-- Whether a payment's trouble has its case already is asked at each answer of the gateway.
create index cases_of_payments on cases (payment_id) where payment_id is not null;
`;
