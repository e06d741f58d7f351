/** Money that goes back through WeChat Pay and LINE Pay: once, whatever gets lost, and never by a forged word. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { commit } from '../../src/store/commit.ts';
import { rememberOpenId } from '../../src/store/open-ids.ts';
import { bound, rows } from '../rest/door.ts';
import { type House, openHouse } from '../support/house.ts';
import { type LinePayEmulator, startLinePay } from '../support/line-pay-emulator/index.ts';
import { LI, LIN } from '../support/town.ts';
import {
  APP_ID,
  startWechatPay,
  type WechatNotice,
  type WechatPayEmulator,
} from '../support/wechat-pay-emulator/index.ts';
import { MERCHANT_PRIVATE_KEY } from '../support/wechat-pay-emulator/keys.ts';
import { signedBy } from '../support/wechat-pay-emulator/seal.ts';

let house: House;
let paymentId: string;

const request = async (amount: string | null) => {
  const [receipt] = await house.services.refunds.receiptsOf(paymentId);
  const asked = await house.services.refunds.request('B01', {
    reference: receipt?.reference ?? '',
    amount,
    reason: '重复缴费，多收的退回',
    owedAgain: true,
    caseNumber: null,
  });
  if (!asked.ok) throw new Error(asked.problem.code);
  return asked.value.refundId;
};
const work = async (minutes = 0) => {
  house.advance(minutes * 60 + 1);
  await house.upkeep();
};
const refunds = () =>
  house.db.selectFrom('refunds').select(['status', 'gateway_reference']).orderBy('requested_at').execute();
const status = async () => (await refunds()).at(-1)?.status;
const returned = async () =>
  (
    await house.db
      .selectFrom('ledger_transfers')
      .select('amount_minor')
      .where('kind', '=', 'refund')
      .orderBy('at')
      .execute()
  ).map(({ amount_minor: minor }) => Number(minor));
const cases = async () =>
  (await house.db.selectFrom('cases').select(['reason', 'status', 'owner_team', 'deadline']).execute()).map(
    ({ reason, ...found }) => ({
      ...found,
      reason: reason.split(':').slice(0, 2).join(':'),
      deadline: found.deadline !== null,
    }),
  );
const aCase = (method: string) => ({
  reason: `refund:${method}`,
  status: 'open',
  owner_team: 'billing',
  deadline: true,
});
const drop = { done: true, ends: 'drop' as const };
const unheard = { done: false, ends: 'drop' as const };

describe('WeChat Pay', () => {
  let wechat: WechatPayEmulator;
  const DUE = 22_488;
  beforeEach(async () => {
    wechat = await startWechatPay(() => house.now());
    house = await openHouse({ environment: { ...wechat.environment, RATE_LIMITS: 'off' } });
    const li = await bound(house, LI);
    await commit(house.db, [
      rememberOpenId({ residentId: li.residentId, appId: APP_ID, openId: 'oLi', now: house.now() }),
    ]);
    const opened = await li.post('/v1/payments', { accountNumber: LI.accountNumber, method: 'wechat-pay' });
    paymentId = opened.body.paymentId;
    wechat.pay(opened.body.action);
    await wechat.deliverDue(post);
  });
  afterEach(async () => {
    await house.close();
    await wechat.close();
    expect(wechat.violations).toEqual([]);
  });

  const post = async ({ body, headers }: WechatNotice): Promise<number> => {
    const answered = await house.request('POST', '/v1/payment-notifications/wechat-pay', {
      body,
      headers: { ...headers },
    });
    await house.settle();
    return answered.status;
  };
  const theirs = () => [...wechat.refunds.values()].map(({ amount, state }) => [amount, state]);
  const only = () => {
    const [refund] = wechat.refunds.values();
    if (!refund) throw new Error('nothing was given back');
    return refund;
  };

  test('gives it back at once: booked with its number, the payment is refunded', async () => {
    await request(null);
    await work();
    expect(theirs()).toEqual([[DUE, 'SUCCESS']]);
    expect(await refunds()).toEqual([{ status: 'done', gateway_reference: only().refundId }]);
    expect(await returned()).toEqual([DUE]);
    expect(await cases()).toEqual([]);
  });

  test('processes it, and tells the end: booked once, however often it is told', async () => {
    wechat.refundsEnd('PROCESSING');
    const refundId = await request('100');
    await work();
    expect([await status(), await returned()]).toEqual(['pending', []]);
    wechat.endRefund(refundId, 'SUCCESS');
    const again = wechat.refundNoticeOf(only());
    expect(await wechat.deliverDue(post)).toEqual([204]);
    expect(await Promise.all(Array.from({ length: 20 }, () => post(again)))).toEqual(Array(20).fill(204));
    expect([await status(), await returned()]).toEqual(['done', [10_000]]);
    await work(400);
    expect(await returned()).toEqual([10_000]);
  });

  test('never tells: it is asked', async () => {
    wechat.refundsEnd('PROCESSING');
    const refundId = await request('100');
    await work();
    wechat.endRefund(refundId, 'SUCCESS');
    await work(2);
    expect([await status(), await returned()]).toEqual(['done', [10_000]]);
  });

  test('whose answer is lost, or that never heard the question: one refund under one number', async () => {
    wechat.trouble(/refunds$/, drop);
    await request('50');
    await work();
    expect([await status(), theirs()]).toEqual(['pending', [[5_000, 'SUCCESS']]]);
    await work(2);
    expect([await status(), await returned(), theirs()]).toEqual(['done', [5_000], [[5_000, 'SUCCESS']]]);
    wechat.trouble(/refunds$/, unheard);
    wechat.trouble(/refunds\//, { done: true, ends: { status: 503, body: '' } });
    await request('60');
    await work(1);
    expect(await status()).toBe('pending');
    await work(2);
    await work(5);
    expect([await status(), await returned(), theirs()]).toEqual([
      'done',
      [5_000, 6_000],
      [
        [5_000, 'SUCCESS'],
        [6_000, 'SUCCESS'],
      ],
    ]);
  });

  test('finds its way to no account of the payer: people look, and its end is booked when it comes', async () => {
    wechat.refundsEnd('PROCESSING');
    const refundId = await request(null);
    await work();
    wechat.endRefund(refundId, 'ABNORMAL');
    await wechat.deliverDue(post);
    expect([await status(), await returned(), await cases()]).toEqual(['stuck', [], [aCase('wechat-pay')]]);
    await expect(request('1')).rejects.toThrow('invalid_input');
    wechat.endRefund(refundId, 'SUCCESS');
    await wechat.deliverDue(post);
    expect([await status(), await returned()]).toEqual(['done', [DUE]]);
  });

  test('closes it: nothing is booked, people look, and it can be asked for anew', async () => {
    wechat.refundsEnd('CLOSED');
    await request(null);
    await work();
    expect([await status(), await returned(), await cases()]).toEqual(['failed', [], [aCase('wechat-pay')]]);
    wechat.refundsEnd('SUCCESS');
    await request(null);
    await work(2);
    expect([await status(), await returned()]).toEqual(['done', [DUE]]);
  });

  test('has too little of our money: asked again until somebody fills it up, and people are called', async () => {
    for (let i = 0; i < 5; i += 1) wechat.refundCodes.push({ status: 403, code: 'NOT_ENOUGH' });
    await request('1');
    for (const minutes of [0, 2, 5, 15, 60]) await work(minutes);
    expect([await status(), await cases()]).toEqual(['pending', [aCase('wechat-pay')]]);
    await work(60);
    expect([await status(), await returned()]).toEqual(['done', [100]]);
  });

  test('is told in every forged way: refused, with no row changed', async () => {
    wechat.refundsEnd('PROCESSING');
    await request('100');
    await work();
    const right = wechat.refundNoticeOf({ ...only(), state: 'SUCCESS' });
    const headers = (more: Record<string, string>) => ({ body: right.body, headers: { ...right.headers, ...more } });
    const timestamp = right.headers['wechatpay-timestamp'];
    const nonce = right.headers['wechatpay-nonce'];
    const before = await rows(house);
    const forged: readonly [string, WechatNotice][] = [
      [
        'another key',
        headers({ 'wechatpay-signature': signedBy(MERCHANT_PRIVATE_KEY, `${timestamp}\n${nonce}\n${right.body}\n`) }),
      ],
      ['a probe', headers({ 'wechatpay-signature': `WECHATPAY/SIGNTEST/${right.headers['wechatpay-signature']}` })],
      ['a flipped byte', { ...right, body: right.body.replace('RF-', 'RG-') }],
      ['written anew', { ...right, body: JSON.stringify(JSON.parse(right.body), null, 1) }],
      ['old', wechat.refundNoticeOf({ ...only(), state: 'SUCCESS' }, {}, { at: house.now().getTime() - 301_000 })],
      ['another merchant', wechat.refundNoticeOf({ ...only(), state: 'SUCCESS' }, { mchid: '1900000000' })],
      ['no status we know', wechat.refundNoticeOf({ ...only(), state: 'SUCCESS' }, { refund_status: 'MAYBE' })],
      ['no amount', wechat.refundNoticeOf({ ...only(), state: 'SUCCESS' }, { amount: { total: DUE } })],
    ];
    for (const [how, notice] of forged) expect([how, (await post(notice)) >= 400]).toEqual([how, true]);
    expect(await rows(house)).toEqual(before);
    expect(await post(right)).toBe(204);
    expect(await returned()).toEqual([10_000]);
  });

  test('tells another amount or another transaction than ours: never booked, stopped, and people look', async () => {
    for (const changed of [
      { amount: { total: DUE, refund: 9_999, payer_total: DUE, payer_refund: 9_999 } },
      { transaction_id: '4200999999999999999999999999' },
    ]) {
      wechat.refundsEnd('PROCESSING');
      const refundId = await request('50');
      await work(2);
      const theirsNow = wechat.refunds.get(refundId);
      if (!theirsNow) throw new Error('not asked');
      expect(await post(wechat.refundNoticeOf({ ...theirsNow, state: 'SUCCESS' }, changed))).toBe(204);
      expect([await status(), await returned()]).toEqual(['stuck', []]);
      wechat.endRefund(refundId, 'CLOSED');
      await wechat.deliverDue(post);
      expect(await status()).toBe('failed');
    }
  });

  test('gave back what nobody here asked for: on the books, with a case, and no payment changes', async () => {
    const [order] = wechat.orders.values();
    if (!order) throw new Error('no order');
    const byHand = wechat.refundByHand(order, 500);
    const notice = wechat.refundNoticeOf(byHand);
    for (let i = 0; i < 3; i += 1) expect(await post(notice)).toBe(204);
    expect(await cases()).toEqual([aCase('wechat-pay')]);
    expect(
      await house.db
        .selectFrom('ledger_transfers')
        .select(['debit_account', 'credit_account', 'amount_minor'])
        .where('kind', '=', 'suspense')
        .execute(),
    ).toEqual([{ debit_account: 'suspense', credit_account: 'gateway:wechat-pay', amount_minor: 500n }]);
  });
});

describe('LINE Pay', () => {
  let line: LinePayEmulator;
  const DUE = Number(LIN.due);
  beforeEach(async () => {
    line = await startLinePay(() => house.now());
    house = await openHouse({ environment: { ...line.environment, RATE_LIMITS: 'off' } });
    const lin = await bound(house, LIN);
    const opened = await lin.post('/v1/payments', { accountNumber: LIN.accountNumber, method: 'line-pay' });
    paymentId = opened.body.paymentId;
    line.authorise(opened.body.action.url);
    await work(1);
  });
  afterEach(async () => {
    await house.close();
    await line.close();
    expect(line.violations).toEqual([]);
  });
  const theirs = () => line.transactions.flatMap(({ refunds: given }) => given.map(({ amount }) => amount));

  test('gives some of it back, and the same once more: two refunds, told apart', async () => {
    await request('300');
    await work();
    await request('300');
    await work();
    expect([await returned(), theirs()]).toEqual([
      [300, 300],
      [300, 300],
    ]);
    expect(new Set((await refunds()).map((one) => one.gateway_reference)).size).toBe(2);
    await request(null);
    await work();
    expect(theirs()).toEqual([300, 300, DUE - 600]);
    expect(await house.db.selectFrom('payments').select('status').execute()).toEqual([{ status: 'refunded' }]);
  });

  test('whose answer is lost is read in its books, and not asked again', async () => {
    line.trouble(/refund$/, drop);
    await request(null);
    await work();
    expect([await status(), theirs()]).toEqual(['pending', [DUE]]);
    await work(2);
    expect([await status(), theirs(), await returned()]).toEqual(['done', [DUE], [DUE]]);
    expect(line.calls().filter((call) => call.endsWith('/refund'))).toHaveLength(1);
  });

  test('that never heard the question is asked again, once', async () => {
    line.trouble(/refund$/, unheard);
    line.trouble(/^\/v3\/payments\?/, unheard);
    await request('71');
    await work();
    for (const minutes of [2, 5, 15]) await work(minutes);
    expect([await status(), theirs(), await returned()]).toEqual(['done', [71], [71]]);
  });

  test('answers that it broke inside, though the money went: found in its books at once', async () => {
    line.trouble(/refund$/, { done: true, ends: { status: 200, body: '{"returnCode":"9000","returnMessage":""}' } });
    await request('71');
    await work();
    expect([await status(), theirs()]).toEqual(['done', [71]]);
  });

  test('says that the time for it is over: nothing is booked, and people look', async () => {
    line.refundCodes.push('1163');
    await request('71');
    await work();
    expect([await status(), theirs(), await returned(), await cases()]).toEqual([
      'failed',
      [],
      [],
      [aCase('line-pay')],
    ]);
  });

  test('gave back by hand what we do not know of: nothing is asked, and people look', async () => {
    const [transaction] = line.transactions;
    if (!transaction) throw new Error('no transaction');
    line.refundByHand(transaction, 71);
    await request('71');
    for (const minutes of [0, 2, 400]) await work(minutes);
    expect([await status(), theirs(), await returned(), await cases()]).toEqual([
      'stuck',
      [71],
      [],
      [aCase('line-pay')],
    ]);
    expect(line.calls().filter((call) => call.endsWith('/refund'))).toHaveLength(0);
    const stuck = (await house.services.refunds.waiting())[0]?.refundId ?? '';
    const number = transaction.refunds[0]?.refundTransactionId ?? '';
    // Whoever found out says so, and it is not who asked for the money.
    expect(await house.services.refunds.resolve('B01', stuck, number)).toMatchObject({ ok: false });
    expect(await house.services.refunds.resolve('V01', stuck, number)).toMatchObject({ ok: true });
    expect([await status(), await returned()]).toEqual(['done', [71]]);
    await request('71');
    await work();
    expect(theirs()).toEqual([71, 71]);
  });

  test('is silent for hours: the refund waits, and people are called', async () => {
    await line.close();
    await request('71');
    for (const minutes of [0, 2, 5, 15, 60]) await work(minutes);
    expect([await status(), await cases()]).toEqual(['pending', [aCase('line-pay')]]);
  });
});
