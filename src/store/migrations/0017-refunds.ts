/** Refunds: never more than came in, two people above a limit, one at a time of one receipt, and none without its ledger entry. */
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { REFUND_TRANSITIONS } from '../../domain/refund-status.ts';

export const refunds: Migration = {
  async up(db) {
    await sql.raw(TABLES).execute(db);
    for (const { from, event, to } of REFUND_TRANSITIONS) {
      await sql`insert into refund_transitions values (${from}, ${event}, ${to})`.execute(db);
    }
  },
};

const TABLES = `
alter table ledger_transfers drop constraint ledger_transfers_kind_check;
alter table ledger_transfers add constraint ledger_transfers_kind_check check (kind in ('settlement', 'suspense', 'refund'));
create index ledger_of_payment on ledger_transfers (payment_id) where payment_id is not null;

create table refund_transitions (
  from_status text not null,
  event text not null,
  to_status text not null,
  primary key (from_status, to_status)
);
create table refunds (
  refund_id text primary key,
  -- The ledger's entry of the money that is given back.
  of_reference text not null references ledger_transfers (reference),
  payment_id text references payments,
  method text not null,
  transaction_id text not null,
  amount_minor bigint not null check (amount_minor > 0),
  currency text not null check (currency in ('CNY', 'TWD')),
  status text not null check (status in ('awaiting', 'pending', 'stuck', 'done', 'failed', 'rejected')),
  reason text not null,
  case_number text references cases,
  owed_again boolean not null,
  needs_second boolean not null,
  requested_by text not null,
  requested_at timestamptz not null,
  decided_by text check (decided_by <> requested_by),
  decided_at timestamptz,
  -- When the gateway is asked next; while it may still have something to say.
  next_try_at timestamptz,
  tries integer not null default 0,
  gateway_reference text,
  ended_at timestamptz,
  check (status in ('awaiting', 'rejected') or not needs_second or decided_by is not null),
  check ((status in ('pending', 'stuck')) = (next_try_at is not null)),
  check ((status = 'done') = (gateway_reference is not null)),
  check ((status in ('done', 'failed', 'rejected')) = (ended_at is not null))
);
-- Where a gateway's refunds carry no number of ours, two on their way at once could not be told apart.
create unique index refunds_one_on_its_way on refunds (of_reference) where status in ('pending', 'stuck');
create unique index refunds_gateway_reference on refunds (method, gateway_reference) where gateway_reference is not null;
create index refunds_of_receipt on refunds (of_reference);
create index refunds_of_payment on refunds (payment_id) where payment_id is not null;
create index refunds_to_ask on refunds (next_try_at) where next_try_at is not null;
create index refunds_to_decide on refunds (requested_at) where status in ('awaiting', 'stuck');

-- The receipt's row is locked first: two refunds at once see each other.
create function refund_within_receipt() returns trigger language plpgsql as $$
declare
  receipt ledger_transfers;
  taken bigint;
begin
  select * into receipt from ledger_transfers where reference = new.of_reference for update;
  if receipt.kind not in ('settlement', 'suspense') or receipt.debit_account <> 'gateway:' || new.method
    or receipt.currency <> new.currency or receipt.payment_id is distinct from new.payment_id then
    raise exception 'refund % is of no receipt', new.refund_id using errcode = 'check_violation';
  end if;
  if exists (select from ledger_transfers where reference = 'released:' || new.of_reference) then
    raise exception 'receipt % was released', new.of_reference using errcode = 'check_violation';
  end if;
  select coalesce(sum(amount_minor), 0) into taken from refunds
    where of_reference = new.of_reference and status in ('awaiting', 'pending', 'stuck', 'done');
  if taken + new.amount_minor > receipt.amount_minor then
    raise exception 'refund % is more than is left of %', new.refund_id, new.of_reference using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger refund_within_receipt before insert on refunds for each row execute function refund_within_receipt();

create function refund_moves_by_table() returns trigger language plpgsql as $$
begin
  if new.status <> old.status and not exists
    (select from refund_transitions where from_status = old.status and to_status = new.status) then
    raise exception 'refund % cannot go from % to %', old.refund_id, old.status, new.status using errcode = 'check_violation';
  end if;
  if (new.refund_id, new.of_reference, new.payment_id, new.method, new.transaction_id, new.amount_minor, new.currency, new.owed_again,
      new.needs_second, new.requested_by)
    is distinct from (old.refund_id, old.of_reference, old.payment_id, old.method, old.transaction_id, old.amount_minor, old.currency,
      old.owed_again, old.needs_second, old.requested_by) then
    raise exception 'refund % is frozen', old.refund_id using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger refund_moves_by_table before update on refunds for each row execute function refund_moves_by_table();
create trigger refunds_are_kept before delete on refunds for each row execute function refuse_change();

-- Checked at commit: done means that the ledger moved exactly this amount back, once.
create function refund_needs_ledger() returns trigger language plpgsql as $$
begin
  if new.status = 'done' and not exists (
    select from ledger_transfers where reference = 'refund:' || new.refund_id and kind = 'refund' and credit_account = 'gateway:' || new.method
      and amount_minor = new.amount_minor and currency = new.currency) then
    raise exception 'refund % is done without its ledger entry', new.refund_id using errcode = 'check_violation';
  end if;
  return null;
end $$;
create constraint trigger refund_needs_ledger after insert or update of status on refunds
  deferrable initially deferred for each row execute function refund_needs_ledger();

-- Checked at commit: a refunded payment has been given back whole.
create function refunded_needs_ledger() returns trigger language plpgsql as $$
begin
  if new.status = 'refunded' and new.amount_minor <> (
    select coalesce(sum(amount_minor), 0) from ledger_transfers
    where payment_id = new.payment_id and kind = 'refund' and debit_account <> 'suspense') then
    raise exception 'payment % is refunded without its ledger entries', new.payment_id using errcode = 'check_violation';
  end if;
  return null;
end $$;
create constraint trigger refunded_needs_ledger after insert or update of status on payments
  deferrable initially deferred for each row execute function refunded_needs_ledger();

-- What is being given back from suspense can't become a payment any more.
create function release_needs_rest() returns trigger language plpgsql as $$
begin
  if new.reference like 'released:%' then
    perform from ledger_transfers where reference = substr(new.reference, 10) for update;
    if exists (select from refunds where of_reference = substr(new.reference, 10) and status in ('awaiting', 'pending', 'stuck', 'done')) then
      raise exception 'receipt % is being given back', substr(new.reference, 10) using errcode = 'check_violation';
    end if;
  end if;
  return new;
end $$;
create trigger release_needs_rest before insert on ledger_transfers for each row execute function release_needs_rest();

-- The sandbox gateway's own book of what it gave back.
create table sandbox_refunds (
  refund_id text primary key,
  order_id text not null references sandbox_orders,
  amount_minor bigint not null check (amount_minor > 0),
  reference text not null unique,
  created_at timestamptz not null
);
create index sandbox_refunds_of_order on sandbox_refunds (order_id);
`;
