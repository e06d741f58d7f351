/** What every payment gateway must do alike: sandbox, WeChat Pay in both key modes and LINE Pay against one list of expectations. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { money } from '../../src/domain/money.ts';
import { linePayGateway } from '../../src/outside/payment-gateway.line-pay.ts';
import { sandboxGateway, sandboxSigner } from '../../src/outside/payment-gateway.sandbox.ts';
import {
  isGatewayAway,
  type PaymentAction,
  type PaymentGateway,
  type PaymentOrder,
  type RefundOrder,
} from '../../src/outside/payment-gateway.ts';
import { wechatPayGateway } from '../../src/outside/payment-gateway.wechat-pay.ts';
import { linePayBook } from '../../src/store/line-pay.ts';
import { sandboxBook } from '../../src/store/sandbox.ts';
import { bound, type Client } from '../rest/door.ts';
import { type House, openHouse } from '../support/house.ts';
import { CHANNEL_ID, CHANNEL_SECRET, startLinePay } from '../support/line-pay-emulator/index.ts';
import { LI } from '../support/town.ts';
import { startWechatPay } from '../support/wechat-pay-emulator/index.ts';

interface Company {
  readonly gateway: PaymentGateway;
  readonly currency: 'CNY' | 'TWD';
  readonly payer: string | null;
  /** The payer does what the action asks for; throws where the company would not let them. */
  pay(action: PaymentAction): Promise<void>;
  /** From now on nobody answers; null: this company is part of ourselves. */
  readonly goAway: (() => void) | null;
  close(): Promise<void>;
}

let house: House;
let li: Client;
beforeAll(async () => {
  house = await openHouse({ environment: { RATE_LIMITS: 'off' } });
  li = await bound(house, LI);
});
afterAll(() => house.close());

/** A payment of ours as an order of `company`; its bills are free again at once. */
async function newOrder({ currency, payer }: Company): Promise<PaymentOrder> {
  const { body } = await li.post('/v1/payments', { accountNumber: LI.accountNumber, method: 'sandbox' });
  await house.db.updateTable('payments').set({ status: 'failed' }).where('payment_id', '=', body.paymentId).execute();
  return {
    paymentId: body.paymentId,
    amount: money(22_488, currency),
    subject: '2026-11, 2026-10',
    expiresAt: new Date(house.now().getTime() + 30 * 60_000),
    payer,
  };
}

/** A paid order of `company`, and how some of it would be given back. */
async function paidOrder(company: Company): Promise<(minor: number, more?: Partial<RefundOrder>) => RefundOrder> {
  const order = await newOrder(company);
  await company.pay(await company.gateway.open(order));
  const { transactionId } = await company.gateway.query(order);
  return (minor, more = {}) => ({
    refundId: newId(),
    paymentId: order.paymentId,
    transactionId: transactionId ?? '',
    total: order.amount,
    amount: money(minor, company.currency),
    reason: '重复缴费',
    askedBefore: false,
    known: [],
    ...more,
  });
}

const goingAway = () => {
  let away = false;
  return {
    goAway: () => {
      away = true;
    },
    fetch: ((...call: Parameters<typeof fetch>) =>
      away ? Promise.reject(new TypeError('fetch failed')) : fetch(...call)) as typeof fetch,
  };
};
let ids = 0;
const newId = () => {
  ids += 1;
  return `10000000-0000-4000-8000-${String(ids).padStart(12, '0')}`;
};

async function sandbox(): Promise<Company> {
  return {
    gateway: sandboxGateway(
      'http://house.test/sandbox',
      sandboxSigner('a secret that only tests know, long enough'),
      sandboxBook(house.db),
      house.now,
    ),
    currency: 'CNY',
    payer: null,
    async pay(action) {
      if (action.kind !== 'redirect') throw new Error('not a page');
      const { status } = await house.payAt(action.url);
      const paid = await house.db.selectFrom('sandbox_orders').select('status').where('status', '=', 'paid').execute();
      if (status !== 200 || paid.length === 0) throw new Error('the page took no money');
    },
    goAway: null,
    close: async () => {},
  };
}

const wechatPay = (mode: 'public-key' | 'certificate') => async (): Promise<Company> => {
  const wechat = await startWechatPay(house.now, { mode });
  const { environment } = wechat;
  const { fetch, goAway } = goingAway();
  const { WECHATPAY_PUBLIC_KEY_ID: id, WECHATPAY_PUBLIC_KEY: pem } = environment;
  return {
    gateway: wechatPayGateway(
      {
        apiUrl: wechat.url,
        merchantId: environment.WECHATPAY_MCH_ID,
        appId: environment.WECHATPAY_APP_ID,
        merchantSerial: environment.WECHATPAY_MERCHANT_SERIAL,
        merchantPrivateKey: environment.WECHATPAY_MERCHANT_PRIVATE_KEY,
        apiV3Key: environment.WECHATPAY_API_V3_KEY,
        publicKey: id && pem ? { id, pem } : null,
      },
      { now: house.now, newId, fetch, notifyUrl: 'http://house.test/v1/payment-notifications/wechat-pay' },
    ),
    currency: 'CNY',
    payer: 'oUpF8uMuAJO_M2pxb1Q9zNjWeS6o',
    async pay(action) {
      if (action.kind !== 'wechat-pay') throw new Error('not a package');
      wechat.pay(action);
    },
    goAway,
    async close() {
      await wechat.close();
      expect(wechat.violations).toEqual([]);
    },
  };
};

async function linePay(): Promise<Company> {
  const line = await startLinePay(house.now);
  const { fetch, goAway } = goingAway();
  return {
    gateway: linePayGateway(
      { apiUrl: line.url, channelId: CHANNEL_ID, channelSecret: CHANNEL_SECRET },
      {
        book: linePayBook(house.db),
        now: house.now,
        newId,
        fetch,
        returnUrl: 'http://house.test/v1/payment-returns/line-pay',
        cancelUrl: 'http://house.test/',
      },
    ),
    currency: 'TWD',
    payer: null,
    async pay(action) {
      if (action.kind !== 'redirect') throw new Error('not a page');
      line.authorise(action.url);
    },
    goAway,
    async close() {
      await line.close();
      expect(line.violations).toEqual([]);
    },
  };
}

describe.each([
  ['sandbox', sandbox],
  ['WeChat Pay with its public key', wechatPay('public-key')],
  ['WeChat Pay with platform certificates', wechatPay('certificate')],
  ['LINE Pay', linePay],
] as const)('%s', (_, found) => {
  let company: Company;
  let gateway: PaymentGateway;
  beforeAll(async () => {
    company = await found();
    ({ gateway } = company);
  });
  afterAll(() => company.close());

  test('an order nobody has paid is open, or unknown before anybody looked at it', async () => {
    const order = await newOrder(company);
    expect((await gateway.query(order)).status).toBe('unknown-order');
    await gateway.open(order);
    expect(['open', 'unknown-order']).toContain((await gateway.query(order)).status);
    house.advance(1);
    expect((await gateway.query(order)).amount).toBeNull();
  });

  test('opened twice and paid once: paid once, for its amount, by its payer, under one number', async () => {
    const order = await newOrder(company);
    await gateway.open(order);
    await company.pay(await gateway.open(order));
    house.advance(1);
    const outcome = await gateway.query(order);
    expect(outcome).toMatchObject({
      paymentId: order.paymentId,
      status: 'paid',
      amount: order.amount,
      payer: order.payer,
      merchant: gateway.merchant,
    });
    expect(outcome.transactionId).toMatch(/^\w{10,64}$/);
    expect(await gateway.query(order)).toEqual(outcome);
    // The payer was faster than who closes.
    expect(await gateway.close(order)).toEqual(outcome);
  });

  test('two paid orders have two numbers', async () => {
    const numbers: (string | null)[] = [];
    for (let i = 0; i < 2; i += 1) {
      const order = await newOrder(company);
      await company.pay(await gateway.open(order));
      numbers.push((await gateway.query(order)).transactionId);
    }
    expect(new Set(numbers).size).toBe(2);
  });

  test('a closed order stays closed and takes no money any more', async () => {
    const order = await newOrder(company);
    const action = await gateway.open(order);
    expect((await gateway.close(order)).status).toBe('closed');
    house.advance(1);
    expect((await gateway.close(order)).status).toBe('closed');
    await company.pay(action).catch(() => {});
    const after = await gateway
      .query(order)
      .catch((error: unknown) => (isGatewayAway(error) ? null : Promise.reject(error)));
    expect(after?.status).not.toBe('paid');
  });

  test('an order that was never opened can be closed', async () => {
    expect(['closed', 'unknown-order']).toContain((await gateway.close(await newOrder(company))).status);
  });

  test('some of what was paid is given back once, however often it is asked for', async () => {
    const refundOf = await paidOrder(company);
    const some = refundOf(5_000);
    expect((await gateway.queryRefund(some)).status).toBe('unknown');
    const given = await gateway.refund(some);
    expect(given).toMatchObject({
      refundId: some.refundId,
      status: 'done',
      amount: some.amount,
      transactionId: some.transactionId,
      gatewayReference: expect.stringMatching(/^\w{10,64}$/),
    });
    const again = { ...some, askedBefore: true };
    expect(await gateway.refund(again)).toEqual(given);
    expect(await gateway.queryRefund(again)).toEqual(given);
    // The next one is another one, and the last penny goes back too.
    house.advance(61);
    const rest = await gateway.refund(refundOf(17_488, { known: [given.gatewayReference ?? ''] }));
    expect(rest).toMatchObject({ status: 'done', amount: money(17_488, company.currency) });
    expect(rest.gatewayReference).not.toBe(given.gatewayReference);
  });

  test('more than is left is refused, and nothing moves', async () => {
    const refundOf = await paidOrder(company);
    expect((await gateway.refund(refundOf(22_489))).status).toBe('refused');
    const first = await gateway.refund(refundOf(22_000));
    house.advance(61);
    const known = [first.gatewayReference ?? ''];
    const over = refundOf(489, { known });
    expect((await gateway.refund(over)).status).toBe('refused');
    expect((await gateway.queryRefund({ ...over, askedBefore: true })).status).toBe('unknown');
    house.advance(61);
    expect((await gateway.refund(refundOf(488, { known }))).status).toBe('done');
  });

  test('what was never paid is not given back', async () => {
    const refundOf = await paidOrder(company);
    const nobodys = refundOf(100, { transactionId: '2021113000000000000' });
    const answer = await gateway.refund(nobodys).catch((error: unknown) => (isGatewayAway(error) ? null : error));
    if (answer !== null) expect(answer).toMatchObject({ status: 'refused' });
  });

  test('bytes that nobody signed are no notice', async () => {
    for (const body of ['', '{}', '{"id":"1"}', 'WECHATPAY/SIGNTEST/', '\u0000']) {
      const read = await gateway.readNotice(body, new Headers(), house.now());
      expect(read.ok).toBe(false);
    }
  });
});

test.each([
  ['WeChat Pay with its public key', wechatPay('public-key')],
  ['WeChat Pay with platform certificates', wechatPay('certificate')],
  ['LINE Pay', linePay],
] as const)(
  '%s that does not answer is said to be away, whatever it is asked, and nothing is guessed',
  async (_, found) => {
    const company = await found();
    const order = await newOrder(company);
    await company.gateway.open(order);
    const refund = (await paidOrder(company))(100);
    company.goAway?.();
    const { gateway } = company;
    for (const ask of [
      () => gateway.open(order),
      () => gateway.query(order),
      () => gateway.close(order),
      () => gateway.refund(refund),
      () => gateway.queryRefund(refund),
    ]) {
      const error = await ask().then(
        (answer: unknown) => answer,
        (thrown: unknown) => thrown,
      );
      expect(isGatewayAway(error)).toBe(true);
    }
    await company.close();
  },
);
