/** Cases are found by a telephone or a name that somebody says who rings up. */
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const caseSearch: Migration = {
  async up(db) {
    await sql.raw(SEARCH).execute(db);
  },
};

const SEARCH = `
-- Keyed hashes of the telephones that lie sealed with a case; null: it has none.
alter table cases add column phone_hashes text[];
create index cases_by_phone on cases using gin (phone_hashes) where phone_hashes is not null;
create index accounts_of_phone on accounts (phone);
create index accounts_of_holder on accounts (holder);
-- What is gone from a case is not found by either, whoever took it away.
create function case_forgets_phones() returns trigger language plpgsql as $$
begin
  new.phone_hashes := null;
  return new;
end $$;
create trigger case_forgets_phones before update on cases
  for each row when (new.sealed is null and new.phone_hashes is not null) execute function case_forgets_phones();
`;
