/** Payment gateways: who has to pay what to whom beside the payment, open ids of payers, and the attempts at LINE Pay. */
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const gateways: Migration = {
  async up(db) {
    await sql.raw(TABLES).execute(db);
  },
};

const TABLES = `
-- Frozen when a payment is opened; null where a gateway has no such thing. What a gateway says is compared with them.
alter table payments add column payer text, add column merchant text;
-- A WeChat user has another open id under every app.
create table open_ids (
  resident_id text not null references residents,
  app_id text not null,
  open_id text not null,
  seen_at timestamptz not null,
  primary key (resident_id, app_id)
);
-- Every try to open a payment at LINE Pay, stored before it is asked for: numbers of 19 digits are text.
create table line_pay_orders (
  payment_id text not null references payments,
  attempt integer not null check (attempt > 0),
  order_id text not null unique,
  transaction_id text,
  payment_url text,
  requested_at timestamptz not null,
  returned_at timestamptz,
  -- Set before money is asked for, and never taken back: at most one attempt of a payment takes money.
  confirming_at timestamptz,
  -- Set when nothing may be confirmed any more.
  closed_at timestamptz,
  primary key (payment_id, attempt),
  check (transaction_id ~ '^[0-9]{1,25}$'),
  check ((transaction_id is null) = (payment_url is null)),
  check (confirming_at is null or (closed_at is null and transaction_id is not null))
);
create unique index line_pay_orders_one_confirm on line_pay_orders (payment_id) where confirming_at is not null;
`;
