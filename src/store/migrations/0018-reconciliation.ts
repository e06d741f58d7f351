/** Each day's comparison with a gateway's own list; invoices that are reversed by another document, and handed out again. */
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const reconciliation: Migration = {
  async up(db) {
    await sql.raw(TABLES).execute(db);
  },
};

const TABLES = `
create table reconciliations (
  method text not null,
  day date not null,
  status text not null check (status in ('open', 'done')),
  -- Put off before a company is asked, so that no other instance asks too.
  next_try_at timestamptz not null,
  tries integer not null default 0,
  their_count integer,
  their_minor bigint,
  our_count integer,
  our_minor bigint,
  differences jsonb,
  done_at timestamptz,
  primary key (method, day),
  check ((status = 'done') = (done_at is not null))
);
create index ledger_of_gateway_day on ledger_transfers (at) where kind in ('settlement', 'suspense', 'refund');

-- The document that takes an invoice back (红字), the invoice it is taken back for, and who wanted it.
alter table invoices
  add column reversal jsonb,
  add column reversed_at timestamptz,
  add column reversed_for text,
  add column replaces text references invoices,
  add column amount_minor bigint check (amount_minor > 0),
  add constraint invoices_reversed_by_a_document check ((status = 'reversed') = (reversal is not null and reversed_at is not null));
create unique index invoices_replaced_once on invoices (replaces) where replaces is not null;
create index invoices_of_payment on invoices (payment_id);
create index sandbox_orders_decided on sandbox_orders (decided_at) where status = 'paid';
`;
