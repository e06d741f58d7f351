/** A write that says itself that it was too late. */
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const lostRaces: Migration = {
  async up(db) {
    await sql.raw(FUNCTION).execute(db);
  },
};

const FUNCTION = `
-- For the branch of a write that must not be taken: the row changed since it was looked at.
create function lost_race(what text) returns timestamptz language plpgsql as $$
begin
  raise exception '%', what using errcode = 'serialization_failure';
end $$;
`;
