/** Contracts of transfers: the text as it was laid before the new holder, its hash, and when and how it was signed. */
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const holders: Migration = {
  async up(db) {
    await sql.raw(TABLES).execute(db);
  },
};

const TABLES = `
create table contracts (
  case_number text primary key references cases,
  -- Exactly what was read; sha256 is its hash in hexadecimal.
  text text not null,
  sha256 text not null,
  locale text not null,
  made_at timestamptz not null,
  signed_at timestamptz,
  -- The door it was signed at.
  signed_by_way_of text check (signed_by_way_of in ('page', 'api')),
  check ((signed_at is null) = (signed_by_way_of is null))
);

-- What is signed is what was read, and it is signed once: who is slower looks again.
create function contract_stays() returns trigger language plpgsql as $$
begin
  if (new.case_number, new.text, new.sha256, new.locale, new.made_at)
    is distinct from (old.case_number, old.text, old.sha256, old.locale, old.made_at) then
    raise exception 'contract % is frozen', old.case_number using errcode = 'check_violation';
  end if;
  if old.signed_at is not null then
    raise exception 'contract % is signed', old.case_number using errcode = 'serialization_failure';
  end if;
  return new;
end $$;
create trigger contract_stays before update on contracts for each row execute function contract_stays();
create trigger contracts_are_kept before delete on contracts for each row execute function refuse_change();
`;
