/** A first answer is kept in the order its fields were said in: a repeat is the same to the byte. */
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const answersAsSaid: Migration = {
  async up(db) {
    await sql.raw(TABLES).execute(db);
  },
};

const TABLES = `
-- jsonb sorts fields by their length; json keeps what was written. Nothing asks for what is inside.
alter table idempotency_keys alter column body type json using body::json;
alter table turns alter column answer type json using answer::json;
`;
