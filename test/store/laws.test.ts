/** What the database itself refuses, whoever writes: the ledger's past, a status out of the table, two payments of a bill. */
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PAYMENT_STATUSES, PAYMENT_TRANSITIONS } from '../../src/domain/payment-status.ts';
import { bound, type Client, paid } from '../rest/door.ts';
import { type House, openHouse } from '../support/house.ts';
import { LI, WANG } from '../support/town.ts';

let house: House;
let li: Client;
let open: string;
let done: string;

beforeAll(async () => {
  house = await openHouse();
  const wang = await bound(house, WANG);
  done = await paid(house, wang, WANG.accountNumber);
  li = await bound(house, LI);
  open = (await li.post('/v1/payments', { accountNumber: LI.accountNumber, billIds: ['L-11'], method: 'sandbox' })).body
    .paymentId;
});
afterAll(() => house.close());

const refused = async (statement: ReturnType<typeof sql>): Promise<string> => {
  try {
    await statement.execute(house.db);
    return 'done';
  } catch (error) {
    return String((error as { code?: string }).code);
  }
};

test('nobody changes, takes back or empties what the ledger says', async () => {
  for (const statement of [
    sql`update ledger_transfers set amount_minor = 1`,
    sql`update ledger_transfers set at = now()`,
    sql`delete from ledger_transfers`,
    sql`truncate ledger_transfers cascade`,
  ])
    expect(await refused(statement)).toBe('23001');
  // Refunds name its entries: that rule is asked first.
  expect(await refused(sql`truncate ledger_transfers`)).toBe('0A000');
  expect(await house.db.selectFrom('ledger_transfers').selectAll().execute()).toHaveLength(1);
});

test('a status moves only along the table, from every status to every other', async () => {
  const base = sql`insert into payments (payment_id, resident_id, account_number, method, amount_minor, currency, status, opened_at, expires_at, paid_at)`;
  for (const from of PAYMENT_STATUSES) {
    for (const to of PAYMENT_STATUSES) {
      if (from === to) continue;
      const allowed = PAYMENT_TRANSITIONS.some((row) => row.from === from && row.to === to);
      const outcome = await house.db
        .transaction()
        .execute(async (tx) => {
          const id = `law-${from}-${to}`;
          const paidAt = (status: string) => (['paid', 'refunded'].includes(status) ? new Date() : null);
          await sql`${base} values (${id}, ${li.residentId}, ${LI.accountNumber}, 'sandbox', 5, 'CNY', ${from}, now(), now(), ${paidAt(from)})`.execute(
            tx,
          );
          await sql`update payments set status = ${to}, paid_at = ${paidAt(to)} where payment_id = ${id}`.execute(tx);
          throw new Error('moved');
        })
        .catch((error: { code?: string; message: string }) => error.code ?? error.message);
      expect([from, to, outcome]).toEqual([from, to, allowed ? 'moved' : '23514']);
    }
  }
});

test('paid without its ledger pair, or with another amount in it, does not commit', async () => {
  expect(await refused(sql`update payments set status = 'paid', paid_at = now() where payment_id = ${open}`)).toBe(
    '23514',
  );
  expect(
    await refused(sql`with pair as (insert into ledger_transfers values ('t', ${open}, 'settlement', 'r', 'gateway:sandbox', 'receivable:x', 1, 'CNY', now()))
      update payments set status = 'paid', paid_at = now() where payment_id = ${open}`),
  ).toBe('23514');
  expect(await refused(sql`update payments set status = 'pending', paid_at = null where payment_id = ${done}`)).toBe(
    '23514',
  );
});

test('what a payment was opened for is frozen', async () => {
  for (const change of [
    sql`amount_minor = 1`,
    sql`currency = 'TWD'`,
    sql`account_number = ${WANG.accountNumber}`,
    sql`method = 'line-pay'`,
    sql`opened_at = now()`,
  ])
    expect(await refused(sql`update payments set ${change} where payment_id = ${open}`)).toBe('23514');
});

test('a bill has one open or paid payment, a payment one settlement, a transfer two sides and an amount', async () => {
  const other = sql`insert into payments (payment_id, resident_id, account_number, method, amount_minor, currency, status, opened_at, expires_at)
    values ('second', ${li.residentId}, ${LI.accountNumber}, 'sandbox', 5, 'CNY', 'pending', now(), now())`;
  expect(await refused(other)).toBe('done');
  expect(await refused(sql`insert into payment_bills values ('second', 'L-11', 'pending', 5, 0)`)).toBe('23505');
  expect(await refused(sql`insert into payment_bills values ('second', 'W-11', 'pending', 5, 0)`)).toBe('23505');
  expect(await refused(sql`update payment_bills set payment_status = 'expired' where bill_id = 'L-11'`)).toBe('23503');
  const transfer = (id: string, payment: string, reference: string, debit: string, amount: number) =>
    refused(
      sql`insert into ledger_transfers values (${id}, ${payment}, 'settlement', ${reference}, ${debit}, 'receivable:x', ${amount}, 'CNY', now())`,
    );
  expect(await transfer('a', done, 'fresh', 'gateway:sandbox', 5)).toBe('23505');
  expect(await transfer('b', 'second', 'fresh', 'receivable:x', 5)).toBe('23514');
  expect(await transfer('c', 'second', 'fresh', 'gateway:sandbox', 0)).toBe('23514');
  expect(await refused(sql`update payments set amount_minor = 0 where payment_id = 'second'`)).toBe('23514');
});

test('an open case without owner, next action or deadline cannot be stored; one is open per reason', async () => {
  const insert = (number: string, owner: string | null, action: string | null, deadline: Date | null) =>
    refused(sql`with one as (
      insert into cases (case_number, kind, process, status, stage, reason, priority, owner_team, next_action, deadline, next_check_at, summary, hash, opened_at)
      values (${number}, 'handoff', 'handoff', 'open', 'waiting', 'same', 2, ${owner}, ${action}, ${deadline}, now(), '{}', 'h', now()))
      insert into case_history values (${number}, 1, now(), 'opened', 'service', '{}', 'h')`);
  expect(await insert('1', null, 'act', new Date())).toBe('23514');
  expect(await insert('2', 'team', null, new Date())).toBe('23514');
  expect(await insert('3', 'team', 'act', null)).toBe('23514');
  expect(await insert('4', 'team', 'act', new Date())).toBe('done');
  expect(await insert('5', 'team', 'act', new Date())).toBe('23505');
});
