/** A day's own list of each company beside our books: what differs is booked, asked about, or brought to people; nothing twice. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { tradeLines } from '../../src/outside/payment-gateway.wechat-pay-bill.ts';
import { commit } from '../../src/store/commit.ts';
import { rememberOpenId } from '../../src/store/open-ids.ts';
import { bound, type Client, paid } from '../rest/door.ts';
import { type House, openHouse } from '../support/house.ts';
import { type LinePayEmulator, startLinePay } from '../support/line-pay-emulator/index.ts';
import { LI, LIN, WANG } from '../support/town.ts';
import { APP_ID, startWechatPay, type WechatPayEmulator } from '../support/wechat-pay-emulator/index.ts';

const DAY = '2026-12-05';
/** After the next morning's half past ten. */
const NEXT = '2026-12-06T10:31:00+08:00';

let house: House;
const cases = async () =>
  (
    await house.db
      .selectFrom('cases')
      .select(['reason', 'status', 'owner_team', 'deadline'])
      .orderBy('opened_at')
      .execute()
  ).map(({ reason, status, owner_team: team, deadline }) => [
    reason.replace(/:\d{12,}.*/, ''),
    status,
    team,
    deadline !== null,
  ]);
const days = () =>
  house.db
    .selectFrom('reconciliations')
    .select(['method', 'status', 'their_count', 'our_count', 'differences', 'tries'])
    .where('day', '=', DAY)
    .orderBy('method')
    .execute();
const suspense = async () =>
  (
    await house.db
      .selectFrom('ledger_transfers')
      .select(['debit_account', 'credit_account', 'amount_minor'])
      .where('kind', '=', 'suspense')
      .execute()
  ).map(({ debit_account: debit, credit_account: credit, amount_minor: minor }) => `${debit} → ${credit} ${minor}`);
const nextDay = async () => {
  house.at(NEXT);
  await house.upkeep();
};

describe('WeChat Pay', () => {
  let wechat: WechatPayEmulator;
  let li: Client;
  beforeEach(async () => {
    wechat = await startWechatPay(() => house.now());
    house = await openHouse({ environment: { ...wechat.environment, RATE_LIMITS: 'off' } });
    li = await bound(house, LI);
    await commit(house.db, [
      rememberOpenId({ residentId: li.residentId, appId: APP_ID, openId: 'oLi', now: house.now() }),
    ]);
  });
  afterEach(async () => {
    await house.close();
    await wechat.close();
    expect(wechat.violations).toEqual([]);
  });

  const payHere = async () => {
    const { body } = await li.post('/v1/payments', { accountNumber: LI.accountNumber, method: 'wechat-pay' });
    const order = wechat.pay(body.action);
    return { paymentId: String(body.paymentId), order };
  };
  const told = async () => {
    house.advance(31);
    await house.upkeep();
  };
  const giveBack = async (paymentId: string, amount: string) => {
    const [receipt] = await house.services.refunds.receiptsOf(paymentId);
    await house.services.refunds.request('B01', {
      reference: receipt?.reference ?? '',
      amount,
      reason: '重复缴费',
      owedAgain: true,
      caseNumber: null,
    });
    await house.upkeep();
  };

  test('agrees on what was paid and given back: done once, nobody is called', async () => {
    const { paymentId } = await payHere();
    await told();
    await giveBack(paymentId, '24.88');
    await nextDay();
    expect(await days()).toMatchObject([
      { method: 'sandbox', status: 'done', their_count: 0, our_count: 0 },
      { method: 'wechat-pay', status: 'done', their_count: 2, our_count: 2, differences: [] },
    ]);
    const asked = wechat.journal.length;
    house.advance(60);
    await house.upkeep();
    expect(wechat.journal.length).toBe(asked);
    expect(await cases()).toEqual([]);
  });

  test('is asked only when its list is made, and again when it was not there', async () => {
    await payHere();
    await told();
    house.at('2026-12-06T10:29:00+08:00');
    await house.upkeep();
    expect(await days()).toEqual([]);
    wechat.trouble(/tradebill/, { done: false, ends: 'drop' });
    await nextDay();
    expect((await days()).find(({ method }) => method === 'wechat-pay')).toMatchObject({ status: 'open', tries: 1 });
    house.advance(31 * 60);
    await house.upkeep();
    expect((await days()).find(({ method }) => method === 'wechat-pay')).toMatchObject({ status: 'done', tries: 2 });
  });

  test('names a list at another host, or one whose hash is another, or half of one: not believed, and in the end people look', async () => {
    await payHere();
    await told();
    const ways: (() => void)[] = [
      () => wechat.billAt('http://127.0.0.1:9/v3/billdownload/file?token=2026-12-05'),
      () => wechat.billAt('https://api.mch.weixin.qq.com.example/v3/billdownload/file'),
      () => {
        wechat.billAt(null);
        wechat.changeBill((text) => text.replace('224.88', '224.89'));
      },
      () => wechat.changeBill((text) => text.slice(0, -20)),
      () => wechat.changeBill(() => ''),
    ];
    house.at(NEXT);
    for (const way of ways) {
      way();
      await house.upkeep();
      house.advance(31 * 60);
    }
    expect((await days()).find(({ method }) => method === 'wechat-pay')).toMatchObject({ status: 'open', tries: 5 });
    expect(await cases()).toEqual([['reconciliation:wechat-pay:2026-12-05', 'open', 'billing', true]]);
  });

  test('has a payment whose notice never came and that nobody could ask about: settled', async () => {
    const { paymentId } = await payHere();
    await house.db.updateTable('payments').set({ next_query_at: null }).execute();
    await nextDay();
    expect((await li.get(`/v1/payments/${paymentId}`)).body.status).toBe('paid');
    expect((await days())[1]).toMatchObject({ status: 'done', differences: [], their_count: 1 });
  });

  test('has money for an order that is not ours: in suspense, with a case, once', async () => {
    const { order } = await payHere();
    await told();
    wechat.orders.set('STRANGER01', {
      ...order,
      tradeNumber: 'STRANGER01',
      transactionId: '4200000000000000000000009999',
      total: 777,
    });
    await nextDay();
    expect(await suspense()).toEqual(['gateway:wechat-pay → suspense 777']);
    expect(await cases()).toEqual([['payment:wechat-pay', 'open', 'billing', true]]);
    await house.services.reconciliation.run('wechat-pay', DAY);
    expect(await suspense()).toHaveLength(1);
    expect(await cases()).toHaveLength(1);
  });

  test('gave back what nobody here asked for: on the books, with a case, once', async () => {
    const { order } = await payHere();
    await told();
    wechat.refundByHand(order, 500);
    await nextDay();
    expect(await suspense()).toEqual(['suspense → gateway:wechat-pay 500']);
    expect(await cases()).toEqual([['refund:wechat-pay', 'open', 'billing', true]]);
    expect(await house.services.reconciliation.run('wechat-pay', DAY)).toMatchObject({ differences: [] });
  });

  test('has another sum, or lacks what stands in our books: people look, and no book is changed by itself', async () => {
    const { order } = await payHere();
    await told();
    wechat.orders.set(order.tradeNumber, { ...order, total: order.total - 1 });
    await nextDay();
    expect(await cases()).toEqual([['reconciliation:wechat-pay:payment', 'open', 'billing', true]]);
    wechat.orders.delete(order.tradeNumber);
    await house.services.reconciliation.run('wechat-pay', DAY);
    expect(await cases()).toHaveLength(1);
    expect(await suspense()).toEqual([]);
    expect((await days())[1]?.differences).toMatchObject([{ why: 'not-there', what: 'payment', amount: '22488' }]);
  });

  test('took the money before midnight and told of it after: no difference on either day', async () => {
    house.at('2026-12-05T23:59:40+08:00');
    const { order } = await payHere();
    house.at('2026-12-06T00:00:20+08:00');
    await house.upkeep();
    expect(order.state).toBe('SUCCESS');
    for (const day of [DAY, '2026-12-06'])
      expect(await house.services.reconciliation.run('wechat-pay', day)).toMatchObject({ differences: [] });
    expect(await cases()).toEqual([]);
  });
});

describe('LINE Pay, which keeps no list of a day', () => {
  let line: LinePayEmulator;
  let lin: Client;
  beforeEach(async () => {
    line = await startLinePay(() => house.now());
    house = await openHouse({ environment: { ...line.environment, RATE_LIMITS: 'off' } });
    lin = await bound(house, LIN);
    const { body } = await lin.post('/v1/payments', { accountNumber: LIN.accountNumber, method: 'line-pay' });
    line.authorise(body.action.url);
    house.advance(31);
    await house.upkeep();
  });
  afterEach(async () => {
    await house.close();
    await line.close();
    expect(line.violations).toEqual([]);
  });

  test('is asked for every attempt of the day, and agrees', async () => {
    await nextDay();
    expect((await days())[0]).toMatchObject({
      method: 'line-pay',
      status: 'done',
      their_count: 1,
      our_count: 1,
      differences: [],
    });
  });

  test('gave back by hand what our books do not have: on the books, with a case', async () => {
    const [transaction] = line.transactions;
    if (!transaction) throw new Error('no transaction');
    line.refundByHand(transaction, 71);
    await nextDay();
    expect(await suspense()).toEqual(['suspense → gateway:line-pay 71']);
    expect(await cases()).toEqual([['refund:line-pay', 'open', 'billing', true]]);
  });
});

test('the sandbox agrees with itself', async () => {
  house = await openHouse({ environment: { RATE_LIMITS: 'off' } });
  const wang = await bound(house, WANG);
  await paid(house, wang, WANG.accountNumber);
  await nextDay();
  expect(await days()).toMatchObject([
    { method: 'sandbox', status: 'done', their_count: 1, our_count: 1, differences: [] },
  ]);
  await house.close();
});

test('a bill whose columns are others, whose lines are fewer, or that breaks off is no bill', () => {
  const title = '微信订单号,商户订单号,交易状态,订单金额,货币种类,微信退款单号,商户退款单号,申请退款金额,退款状态';
  const line = '`4200`,`T1`,`SUCCESS`,`1.00`,`CNY`,`0`,`0`,`0.00`,`'.replaceAll('`,`', ',`').replace(/`$/, '');
  const whole = [title, line, '总交易单数,订单总金额', '`1,`1.00'].join('\r\n');
  expect(tradeLines(whole, (id) => id)).toMatchObject([
    { kind: 'payment', transactionId: '4200', paymentId: 'T1', amount: { minor: 100n } },
  ]);
  for (const broken of [
    whole.replace('订单金额', '金额'),
    whole.replace('`1,`1.00', '`2,`1.00'),
    [title, line].join('\r\n'),
    whole.replace('`1.00,`CNY', '`1.00,`USD'),
    whole.replace(',`1.00,', ',`1.001,'),
    '',
  ])
    expect(() => tradeLines(broken, (id) => id)).toThrow();
});
