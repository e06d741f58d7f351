/** Giving money back: asked for by staff, two people above a limit, never more than came in, booked once and told. */
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { bound, type Client, paid, tellGarbled } from '../rest/door.ts';
import { type House, openHouse, type Person } from '../support/house.ts';
import { LI, WANG } from '../support/town.ts';

let house: House;
let li: Client;
let paymentId: string;
/** 106.02 + 117.80 and a late fee of 1.06 by the town's day. */
const PAID = 22_488n;

beforeEach(async () => {
  house = await openHouse({ environment: { RATE_LIMITS: 'off' } });
  li = await bound(house, LI);
  paymentId = await paid(house, li, LI.accountNumber);
});
afterEach(() => house.close());

const receipt = async (id = paymentId) => {
  const [first] = await house.services.refunds.receiptsOf(id);
  if (!first) throw new Error('nothing came in');
  return first;
};
const ask = async (amount: string | null, more: object = {}, staffId = 'B01') =>
  house.services.refunds.request(staffId, {
    reference: (await receipt()).reference,
    amount,
    reason: '重复缴费',
    owedAgain: true,
    caseNumber: null,
    ...more,
  });
const codeOf = (result: Awaited<ReturnType<typeof ask>>) => (result.ok ? result.value.status : result.problem.code);
const idOf = (result: Awaited<ReturnType<typeof ask>>) => {
  if (!result.ok) throw new Error(result.problem.code);
  return result.value.refundId;
};
const work = async (seconds = 1) => {
  house.advance(seconds);
  await house.upkeep();
  await house.settle();
};
const status = async () =>
  (await house.db.selectFrom('payments').select('status').where('payment_id', '=', paymentId).executeTakeFirst())
    ?.status;
const books = async () => {
  const { rows } = await sql<{ account: string; minor: bigint }>`
    select account, sum(minor)::bigint as minor from (
      select debit_account as account, amount_minor as minor from ledger_transfers
      union all select credit_account, -amount_minor from ledger_transfers) t group by account order by account`.execute(
    house.db,
  );
  return Object.fromEntries(rows.map(({ account, minor }) => [account.split(':')[0], minor]));
};
const sandboxGave = async () =>
  (await house.db.selectFrom('sandbox_refunds').select('amount_minor').execute()).map((row) => row.amount_minor);
const refunds = () =>
  house.db.selectFrom('refunds').select(['status', 'amount_minor', 'tries']).orderBy('requested_at').execute();

describe('a clerk gives a payment back', () => {
  test('whole: the gateway, the ledger and the payment agree, its bills are owed again and can be paid', async () => {
    const asked = await ask(null);
    expect(asked).toMatchObject({ ok: true, value: { status: 'pending', needsSecond: false } });
    expect(await status()).toBe('paid');
    await work();
    expect(await status()).toBe('refunded');
    expect(await sandboxGave()).toEqual([PAID]);
    expect(await books()).toEqual({ gateway: 0n, receivable: 0n });
    const { body } = await li.get(`/v1/payments/${paymentId}`);
    expect(body).toMatchObject({ status: 'refunded', refunded: '224.88', refunding: '0.00' });
    const bills = (await li.get(`/v1/accounts/${LI.accountNumber}/bills`)).body;
    expect(bills.bills.map((bill: { status: string }) => bill.status).sort()).toEqual(['overdue', 'unpaid']);
    const again = await paid(house, li, LI.accountNumber);
    expect((await li.get(`/v1/payments/${again}`)).body.status).toBe('paid');
  });

  test('whole, because it was paid elsewhere too: its bills stay paid', async () => {
    await ask(null, { owedAgain: false });
    await work();
    expect(await status()).toBe('refunded');
    expect((await li.get(`/v1/accounts/${LI.accountNumber}/bills`)).body.amountDue).toBe('0.00');
  });

  test('in part: the payment stays paid, and what went back stands beside it', async () => {
    await ask('24.88');
    expect((await li.get(`/v1/payments/${paymentId}`)).body).toMatchObject({ refunded: '0.00', refunding: '24.88' });
    await work();
    expect(await status()).toBe('paid');
    expect((await li.get(`/v1/payments/${paymentId}`)).body).toMatchObject({
      status: 'paid',
      refunded: '24.88',
      refunding: '0.00',
    });
    expect(await books()).toEqual({ gateway: 20_000n, receivable: -20_000n });
    await ask(null);
    await work();
    expect(await status()).toBe('refunded');
    expect(await sandboxGave()).toEqual([2_488n, 20_000n]);
  });

  test('more than is left is refused, by the service and by the database', async () => {
    for (const amount of ['224.89', '0', '-1', '1.001', 'all']) expect(codeOf(await ask(amount))).toBe('invalid_input');
    await ask('200');
    expect(codeOf(await ask('24.89'))).toBe('invalid_input');
    const { reference } = await receipt();
    const insert = sql`insert into refunds (refund_id, of_reference, payment_id, method, transaction_id, amount_minor, currency, status,
        reason, owed_again, needs_second, requested_by, requested_at)
      values ('over', ${reference}, ${paymentId}, 'sandbox', 'x', 2489, 'CNY', 'awaiting', 'over', true, true, 'B01', now())`;
    await expect(insert.execute(house.db)).rejects.toMatchObject({ code: '23514' });
    await work();
    expect(await sandboxGave()).toEqual([20_000n]);
  });

  test('twenty clerks at once give it back once', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => ask(null)));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    await Promise.all(Array.from({ length: 5 }, () => house.upkeep()));
    await work(600);
    expect(await sandboxGave()).toEqual([PAID]);
    expect(await books()).toEqual({ gateway: 0n, receivable: 0n });
  });

  test('and nobody but billing and supervision may', async () => {
    for (const staffId of ['S01', 'D01', 'P01', 'nobody'])
      expect(codeOf(await ask(null, {}, staffId))).toBe('not_possible_here');
    expect(codeOf(await ask(null, { reference: 'sandbox:none' }))).toBe('not_found');
    expect(codeOf(await ask(null, { reason: ' ' }))).toBe('invalid_input');
  });

  test('an invoiced payment waits until its invoice is reversed', async () => {
    await li.post('/v1/invoices', { paymentId });
    expect(codeOf(await ask(null))).toBe('already_invoiced');
    expect(await refunds()).toEqual([]);
  });
});

describe('above the limit', () => {
  beforeEach(async () => {
    await house.db
      .insertInto('settings')
      .values({
        name: 'refundSecondPersonAbove',
        effective_from: '2026-01-01',
        value: JSON.stringify({ CNY: '100', TWD: '500' }),
        confirmed: true,
        source: 'test',
      })
      .execute();
    house.advance(61);
  });

  test('a second person agrees, who is not the first', async () => {
    const refundId = idOf(await ask('100.01'));
    expect((await house.services.refunds.waiting()).map((one) => one.refundId)).toEqual([refundId]);
    await work(3_600);
    expect(await sandboxGave()).toEqual([]);
    expect(codeOf(await house.services.refunds.decide('B01', refundId, true))).toBe('second_person_needed');
    expect(codeOf(await house.services.refunds.decide('S01', refundId, true))).toBe('not_possible_here');
    await expect(
      sql`update refunds set status = 'pending', decided_by = 'B01', next_try_at = now() where refund_id = ${refundId}`.execute(
        house.db,
      ),
    ).rejects.toMatchObject({ code: '23514' });
    await expect(
      sql`update refunds set status = 'pending', next_try_at = now() where refund_id = ${refundId}`.execute(house.db),
    ).rejects.toMatchObject({ code: '23514' });
    expect(codeOf(await house.services.refunds.decide('V01', refundId, true))).toBe('pending');
    expect(codeOf(await house.services.refunds.decide('V02', refundId, true))).toBe('not_now');
    await work();
    expect(await sandboxGave()).toEqual([10_001n]);
  });

  test('a payment cut into pieces needs the second person all the same', async () => {
    await ask('60');
    await work();
    expect(codeOf(await ask('40.01'))).toBe('awaiting');
    expect(codeOf(await ask('40.00'))).toBe('awaiting');
  });

  test('what the second person refuses is not given back, and is free again', async () => {
    const refundId = idOf(await ask(null));
    expect(codeOf(await ask('1'))).toBe('invalid_input');
    expect(codeOf(await house.services.refunds.decide('V01', refundId, false))).toBe('rejected');
    await work(3_600);
    expect(await sandboxGave()).toEqual([]);
    expect(codeOf(await ask('1'))).toBe('pending');
  });
});

describe('a resident who talks to us', () => {
  let person: Person;
  beforeEach(async () => {
    person = await house.person('zh-CN');
    await person.bind(WANG);
    await person.say('缴电费');
    await person.tap(0);
    await person.pay(person.link());
    await person.say('5');
    const [row] = await house.db
      .selectFrom('payments')
      .select('payment_id')
      .where('account_number', '=', WANG.accountNumber)
      .execute();
    paymentId = row?.payment_id ?? '';
  });

  test('hears of the money that goes back, once, and finds it among the payments', async () => {
    await ask('27.71');
    await work();
    await work(10);
    expect(await person.said()).toEqual(['refund.title', 'refund.done']);
    await work(3_600);
    await person.say('缴费记录');
    expect(person.text()).toContain('已退 ¥27.71');
    const told = (await person.transcript()).messages.filter(
      ({ reply }) => reply?.kind === 'card' && reply.title === '退款通知',
    );
    expect(told).toHaveLength(1);
  });

  test('hears that the bills are owed again when all of it goes back', async () => {
    await ask(null);
    await work();
    await work(10);
    expect(await person.said()).toEqual(['refund.title', 'refund.done', 'refund.owed-again']);
  });
});

describe('money that fits nothing', () => {
  const opened = async (outcome: 'wrong-amount' | 'never') => {
    const who = await bound(house, WANG);
    return paid(house, who, WANG.accountNumber, outcome);
  };
  /** Paid as ordered, and the first word of it names a cent more. */
  const garbled = async () => {
    const id = await opened('never');
    await tellGarbled(house, id, '227.72');
    return id;
  };
  const caseNumber = async () =>
    (
      await house.db
        .selectFrom('cases')
        .select('case_number')
        .where('reason', 'like', 'payment:%')
        .executeTakeFirstOrThrow()
    ).case_number;

  test('is given back from its case, and its payment ends unpaid', async () => {
    // The page took one cent more than was ordered.
    paymentId = await opened('wrong-amount');
    const number = await caseNumber();
    const [money] = await house.services.refunds.receiptsOf(number);
    expect(money).toMatchObject({ kind: 'suspense', method: 'sandbox', amount: { minor: 22_772n } });
    const asked = await house.services.refunds.request('B01', {
      reference: money?.reference ?? '',
      amount: null,
      reason: '金额不符',
      owedAgain: true,
      caseNumber: number,
    });
    expect(codeOf(asked)).toBe('pending');
    await work();
    expect(await status()).toBe('failed');
    expect(await books()).toMatchObject({ suspense: 0n });
    // What comes of the gateway later changes nothing any more.
    await work(2_000);
    expect(await status()).toBe('failed');
    expect(
      await house.db.selectFrom('ledger_transfers').select('kind').where('payment_id', '=', paymentId).execute(),
    ).toHaveLength(2);
  });

  test('that turns out to be right is a payment, and nothing of it can be given back as suspense', async () => {
    paymentId = await garbled();
    const [money] = await house.services.refunds.receiptsOf(await caseNumber());
    await work(31);
    expect(await status()).toBe('paid');
    const asked = await house.services.refunds.request('B01', {
      reference: money?.reference ?? '',
      amount: null,
      reason: '金额不符',
      owedAgain: true,
      caseNumber: null,
    });
    expect(codeOf(asked)).toBe('invalid_input');
  });

  test('that is being given back is no payment any more, whatever the gateway says meanwhile', async () => {
    paymentId = await garbled();
    const [money] = await house.services.refunds.receiptsOf(await caseNumber());
    await house.services.refunds.request('B01', {
      reference: money?.reference ?? '',
      amount: null,
      reason: '金额不符',
      owedAgain: true,
      caseNumber: null,
    });
    await house.services.settlement.askAboutSilent(10);
    house.advance(31);
    await house.services.settlement.askAboutSilent(10);
    expect(await status()).toBe('pending');
    // Its time is over while the refund is on its way: the bills do not wait for it.
    house.advance(1_800);
    await house.services.settlement.askAboutSilent(10);
    expect(await status()).toBe('failed');
    await expect(
      sql`insert into ledger_transfers values ('t', null, 'suspense', ${`released:${money?.reference}`}, 'suspense', 'gateway:sandbox', 22772, 'CNY', now())`.execute(
        house.db,
      ),
    ).rejects.toMatchObject({ code: '23514' });
  });
});

test('a refund moves only along its table, keeps what it was asked for, and is done only with its ledger entry', async () => {
  const refundId = idOf(await ask('1'));
  for (const change of [
    sql`amount_minor = 2`,
    sql`payment_id = null`,
    sql`requested_by = 'V01'`,
    sql`status = 'awaiting', next_try_at = null`,
    sql`status = 'done', gateway_reference = 'x', ended_at = now(), next_try_at = null`,
  ])
    await expect(
      sql`update refunds set ${change} where refund_id = ${refundId}`.execute(house.db),
    ).rejects.toMatchObject({
      code: '23514',
    });
  await expect(sql`delete from refunds`.execute(house.db)).rejects.toMatchObject({ code: '23001' });
  await expect(
    sql`update payments set status = 'refunded' where payment_id = ${paymentId}`.execute(house.db),
  ).rejects.toMatchObject({ code: '23514' });
});
