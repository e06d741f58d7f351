/** The first tables: a utility's data, residents, conversations, payments and their ledger, cases, ratings. */
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { PAYMENT_TRANSITIONS } from '../../domain/payment-status.ts';

export const spine: Migration = {
  async up(db) {
    await sql.raw(TABLES).execute(db);
    for (const { from, event, to } of PAYMENT_TRANSITIONS) {
      await sql`insert into payment_transitions values (${from}, ${event}, ${to})`.execute(db);
    }
  },
};

const TABLES = `
-- What a utility confirms or changes; the newest row in force wins. Dated, with its source.
create table settings (
  name text not null,
  effective_from date not null,
  value jsonb not null,
  confirmed boolean not null,
  source text not null,
  primary key (name, effective_from)
);

-- The utility's own data, as imported. It stays the source of truth.
create table tariffs (
  tariff_id text not null,
  effective_from date not null,
  effective_to date,
  currency text not null check (currency in ('CNY', 'TWD')),
  body jsonb not null,
  primary key (tariff_id, effective_from),
  check (effective_to is null or effective_to >= effective_from)
);
create table accounts (
  account_number text primary key,
  holder text not null,
  id_number_hash text,
  phone text not null,
  address text not null,
  area text not null check (area in ('city', 'rural', 'remote')),
  feeder text not null,
  transformer text not null,
  category text not null,
  tariff_id text not null,
  household_size integer not null check (household_size >= 0),
  time_of_use boolean not null,
  prepaid boolean not null,
  balance_minor bigint not null,
  currency text not null check (currency in ('CNY', 'TWD')),
  status text not null check (status in ('active', 'cut', 'closed'))
);
create index accounts_id_number on accounts (id_number_hash) where id_number_hash is not null;
create table bills (
  bill_id text primary key,
  account_number text not null references accounts,
  period text not null check (period ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
  from_date date not null,
  to_date date not null check (to_date >= from_date),
  kwh numeric(14, 2) not null check (kwh >= 0),
  kwh_peak numeric(14, 2),
  kwh_valley numeric(14, 2),
  reading text not null check (reading in ('actual', 'estimated')),
  lines jsonb not null,
  amount_minor bigint not null,
  currency text not null check (currency in ('CNY', 'TWD')),
  due_date date not null,
  paid_at timestamptz
);
create index bills_of_account on bills (account_number, to_date desc);
create table outages (
  outage_id text primary key,
  cause text not null check (cause in ('planned', 'fault', 'rotation')),
  feeder text not null,
  transformers text[] not null,
  from_at timestamptz not null,
  to_at timestamptz,
  estimated_restoration timestamptz,
  reason text not null
);
create index outages_of_feeder on outages (feeder, from_at desc);

-- Residents and what they may see.
create table residents (
  resident_id text primary key,
  locale text not null check (locale in ('zh-CN', 'zh-TW', 'en')),
  locale_chosen boolean not null,
  real_name text not null check (real_name in ('unverified', 'verified')),
  current_account text references accounts,
  created_at timestamptz not null
);
create table bindings (
  binding_id text primary key,
  resident_id text not null references residents,
  account_number text not null references accounts,
  nickname text,
  bound_at timestamptz not null,
  unbound_at timestamptz
);
create unique index bindings_one_open on bindings (resident_id, account_number) where unbound_at is null;
create table verifications (
  verification_id text primary key,
  resident_id text not null references residents,
  account_number text not null,
  matched boolean not null,
  code_hash text not null,
  tries_left smallint not null check (tries_left >= 0),
  last_try_by text,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  confirmed_at timestamptz,
  used_at timestamptz
);
-- Counters behind every limit that must hold across instances; a window begins with its first use.
create table counters (
  key text primary key,
  window_start timestamptz not null,
  window_seconds integer not null,
  n integer not null,
  -- What used it last: a message that is run again after a lost race counts once.
  last_by text
);

-- Conversations: what came in, what was understood, what goes out.
create table conversations (
  conversation_id text primary key,
  resident_id text not null references residents,
  channel text not null,
  channel_user_id text not null,
  turn integer not null,
  session jsonb not null,
  updated_at timestamptz not null,
  unique (channel, channel_user_id)
);
create index conversations_of_resident on conversations (resident_id, updated_at desc);
create table inbox (
  inbox_id bigint generated always as identity primary key,
  channel text not null,
  channel_user_id text not null,
  event_id text not null,
  event_at timestamptz not null,
  received_at timestamptz not null,
  content jsonb not null,
  reply_token text,
  answered_at timestamptz,
  attempts integer not null default 0,
  unique (channel, event_id)
);
create index inbox_unanswered on inbox (channel, channel_user_id, event_at, inbox_id) where answered_at is null;
-- One row a turn; with the inbox row it answers, it is the transcript. The primary key is the compare-and-set: two writers of the same turn cannot both commit;
-- the unique inbox_id means a message is answered once.
create table turns (
  conversation_id text not null references conversations,
  turn integer not null,
  inbox_id bigint not null unique references inbox,
  answer jsonb not null,
  trace jsonb not null,
  at timestamptz not null,
  primary key (conversation_id, turn)
);
create table outbox (
  outbox_id bigint generated always as identity primary key,
  conversation_id text references conversations,
  channel text not null,
  recipient text not null,
  body jsonb not null,
  reply_token text,
  reply_token_until timestamptz,
  retry_key uuid not null unique,
  due_at timestamptz not null,
  useless_at timestamptz,
  attempts integer not null default 0,
  sent_at timestamptz,
  given_up_at timestamptz,
  last_error text
);
create index outbox_due on outbox (due_at) where sent_at is null and given_up_at is null;

-- Money. Statuses move only along payment_transitions.
create table payment_transitions (
  from_status text not null,
  event text not null,
  to_status text not null,
  primary key (from_status, to_status)
);
create table payments (
  payment_id text primary key,
  resident_id text not null references residents,
  account_number text not null references accounts,
  method text not null,
  amount_minor bigint not null check (amount_minor > 0),
  currency text not null check (currency in ('CNY', 'TWD')),
  status text not null check (status in ('pending', 'paid', 'failed', 'expired', 'refunded')),
  gateway_reference text,
  opened_at timestamptz not null,
  expires_at timestamptz not null,
  next_query_at timestamptz,
  queries integer not null default 0,
  paid_at timestamptz,
  check ((status in ('paid', 'refunded')) = (paid_at is not null)),
  unique (payment_id, status)
);
create unique index payments_gateway_reference on payments (method, gateway_reference) where gateway_reference is not null;
create index payments_of_resident on payments (resident_id, opened_at desc);
create index payments_of_account on payments (account_number, opened_at desc);
create index payments_to_query on payments (next_query_at) where status = 'pending';
create table payment_bills (
  payment_id text not null,
  bill_id text not null references bills,
  payment_status text not null,
  amount_minor bigint not null check (amount_minor > 0),
  late_fee_minor bigint not null check (late_fee_minor >= 0),
  primary key (payment_id, bill_id),
  foreign key (payment_id, payment_status) references payments (payment_id, status) on update cascade
);
-- A bill has at most one payment that is open or has paid it.
create unique index payment_bills_one_open on payment_bills (bill_id) where payment_status in ('pending', 'paid');
create table payment_notices (
  gateway text not null,
  notice_id text not null,
  payment_id text,
  verdict text not null,
  body jsonb not null,
  received_at timestamptz not null,
  primary key (gateway, notice_id)
);
-- Append-only double entry: each row moves an amount from one of our books' accounts to another.
create table ledger_transfers (
  transfer_id text primary key,
  payment_id text references payments,
  kind text not null check (kind in ('settlement', 'suspense')),
  reference text not null unique,
  debit_account text not null,
  credit_account text not null check (credit_account <> debit_account),
  amount_minor bigint not null check (amount_minor > 0),
  currency text not null check (currency in ('CNY', 'TWD')),
  at timestamptz not null
);
create unique index ledger_one_settlement on ledger_transfers (payment_id) where kind = 'settlement';

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger ledger_is_append_only before update or delete on ledger_transfers
  for each row execute function refuse_change();
create trigger ledger_is_never_emptied before truncate on ledger_transfers
  for each statement execute function refuse_change();

create function payment_moves_by_table() returns trigger language plpgsql as $$
begin
  if new.status <> old.status and not exists
    (select from payment_transitions where from_status = old.status and to_status = new.status) then
    raise exception 'payment % cannot go from % to %', old.payment_id, old.status, new.status using errcode = 'check_violation';
  end if;
  if (new.amount_minor, new.currency, new.account_number, new.resident_id, new.method, new.opened_at)
    is distinct from (old.amount_minor, old.currency, old.account_number, old.resident_id, old.method, old.opened_at) then
    raise exception 'payment % is frozen', old.payment_id using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger payment_moves_by_table before update on payments for each row execute function payment_moves_by_table();

-- Checked at commit: paid means that the ledger moved exactly this amount.
create function paid_needs_ledger() returns trigger language plpgsql as $$
begin
  if new.status = 'paid' and not exists (
    select from ledger_transfers where payment_id = new.payment_id and kind = 'settlement'
      and amount_minor = new.amount_minor and currency = new.currency) then
    raise exception 'payment % is paid without its ledger pair', new.payment_id using errcode = 'check_violation';
  end if;
  return null;
end $$;
create constraint trigger paid_needs_ledger after insert or update of status on payments
  deferrable initially deferred for each row execute function paid_needs_ledger();

create table invoices (
  invoice_id text primary key,
  payment_id text not null references payments,
  resident_id text not null references residents,
  title text not null,
  tax_number text,
  email text,
  status text not null check (status in ('requested', 'issued', 'reversed')),
  document jsonb,
  issued_at timestamptz not null
);
create unique index invoices_one_valid on invoices (payment_id) where status <> 'reversed';

-- Every finished service, so that each can be rated once.
create table service_records (
  service_id text primary key,
  resident_id text not null references residents,
  service text not null,
  subject text,
  finished_at timestamptz not null,
  asked_at timestamptz
);
create index service_records_of_resident on service_records (resident_id, finished_at desc);
create table ratings (
  service_id text primary key references service_records,
  score smallint not null check (score between 1 and 5),
  reasons text[] not null,
  comment text,
  at timestamptz not null
);

create table cases (
  case_number text primary key,
  kind text not null,
  status text not null check (status in ('open', 'closed')),
  reason text not null,
  priority smallint not null check (priority between 1 and 3),
  owner_team text,
  next_action text,
  deadline timestamptz,
  resident_id text references residents,
  account_number text,
  bill_id text,
  payment_id text,
  summary jsonb not null,
  opened_at timestamptz not null,
  closed_at timestamptz,
  check (status = 'closed' or (owner_team is not null and next_action is not null and deadline is not null)),
  check ((status = 'closed') = (closed_at is not null))
);
create unique index cases_one_open_per_reason on cases (reason) where status = 'open';
create index cases_of_resident on cases (resident_id, opened_at desc);

create table idempotency_keys (
  resident_id text not null references residents,
  key text not null,
  request_hash text not null,
  status integer not null,
  body jsonb not null,
  created_at timestamptz not null,
  primary key (resident_id, key)
);

-- The sandbox gateway's own book: it stands for a system that is not ours and shares no row with payments.
create table sandbox_orders (
  order_id text primary key,
  amount_minor bigint not null check (amount_minor > 0),
  currency text not null,
  status text not null check (status in ('open', 'paid', 'declined', 'closed')),
  transaction_id text,
  subject text not null,
  created_at timestamptz not null,
  decided_at timestamptz
);
create table sandbox_notices (
  notice_id text primary key,
  order_id text not null references sandbox_orders,
  body text not null,
  due_at timestamptz not null,
  sent_at timestamptz,
  attempts integer not null default 0
);
create index sandbox_notices_due on sandbox_notices (due_at) where sent_at is null;
`;
