/** Anonymous reports: who filed one is kept as a keyed hash only, and nothing else in its row leads to a person. */
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const reporter: Migration = {
  async up(db) {
    await sql.raw(TABLES).execute(db);
  },
};

const TABLES = `
-- HMAC of the resident's id: the service finds a reporter's reports by it, a reader of the table finds no resident.
alter table cases
  add column reporter_hash text,
  add constraint cases_anonymous_names_nobody check (not anonymous or
    (resident_id is null and conversation_id is null and account_number is null and related_case is null and sealed is null)),
  add constraint cases_reporter_of_anonymous_only check (anonymous or reporter_hash is null);
create index cases_of_reporter on cases (reporter_hash) where reporter_hash is not null;

create function case_reporter_stays() returns trigger language plpgsql as $$
begin
  if new.reporter_hash is distinct from old.reporter_hash then
    raise exception 'case % has another reporter', old.case_number using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger case_reporter_stays before update on cases for each row execute function case_reporter_stays();
`;
