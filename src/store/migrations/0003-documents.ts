/** Papers: what is known of each, and apart from it the sealed bytes; a paper never moves from one case to another. */
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const documents: Migration = {
  async up(db) {
    await sql.raw(TABLES).execute(db);
  },
};

const TABLES = `
create table documents (
  document_id text primary key,
  resident_id text not null references residents,
  kind text not null,
  type text not null check (type in ('image/jpeg', 'image/png', 'application/pdf')),
  size integer not null check (size > 0),
  -- Of the cleaned bytes: shows at reading that they are the ones that were taken.
  sha256 text not null,
  case_number text references cases,
  uploaded_at timestamptz not null,
  removed_at timestamptz,
  check (removed_at is null or removed_at >= uploaded_at)
);
create index documents_of_case on documents (case_number, uploaded_at) where case_number is not null;
create index documents_unused on documents (uploaded_at) where case_number is null and removed_at is null;

-- Encrypted, with the document's id bound in: a row that is copied under another id opens for nobody.
create table document_files (
  document_id text primary key references documents,
  sealed bytea not null
);
-- What is encrypted cannot be compressed: no time is spent on trying.
alter table document_files alter column sealed set storage external;

-- Two cases that take one paper at the same moment: the second commit fails as a lost race and is planned again.
create function document_stays() returns trigger language plpgsql as $$
begin
  if (new.resident_id, new.kind, new.type, new.size, new.sha256, new.uploaded_at)
    is distinct from (old.resident_id, old.kind, old.type, old.size, old.sha256, old.uploaded_at) then
    raise exception 'document % is frozen', old.document_id using errcode = 'check_violation';
  end if;
  if new.case_number is distinct from old.case_number and (old.case_number is not null or old.removed_at is not null) then
    raise exception 'document % is not free', old.document_id using errcode = 'serialization_failure';
  end if;
  return new;
end $$;
create trigger document_stays before update on documents for each row execute function document_stays();
`;
