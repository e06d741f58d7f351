/** Outages that ended with nothing found: a crew was there, and the supply was in order. */
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const noFault: Migration = {
  async up(db) {
    await sql`alter table outages add column no_fault boolean not null default false,
      add constraint outages_no_fault_has_ended check (not no_fault or restored_at is not null)`.execute(db);
  },
};
