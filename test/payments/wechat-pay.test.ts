/** Paying by WeChat Pay: opened for the payer who signed in, proved by notice or query, and by nothing else. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { commit } from '../../src/store/commit.ts';
import { rememberOpenId } from '../../src/store/open-ids.ts';
import { bound, type Client, rows } from '../rest/door.ts';
import { type House, openHouse } from '../support/house.ts';
import { LI, LIN, WANG } from '../support/town.ts';
import {
  APP_ID,
  startWechatPay,
  type WechatNotice,
  type WechatPayEmulator,
} from '../support/wechat-pay-emulator/index.ts';
import { MERCHANT_PRIVATE_KEY } from '../support/wechat-pay-emulator/keys.ts';
import { signedBy } from '../support/wechat-pay-emulator/seal.ts';

const OPEN_ID = 'oUpF8uMuAJO_M2pxb1Q9zNjWeS6o';
/** 106.02 + 117.80 and a late fee of 1.06 by the town's day. */
const DUE = 22_488;

let wechat: WechatPayEmulator;
let house: House;
let li: Client;

async function open(mode: 'public-key' | 'certificate' = 'public-key') {
  wechat = await startWechatPay(() => house.now(), { mode });
  house = await openHouse({ environment: { ...wechat.environment, RATE_LIMITS: 'off' } });
  li = await bound(house, LI);
  await commit(house.db, [
    rememberOpenId({ residentId: li.residentId, appId: APP_ID, openId: OPEN_ID, now: house.now() }),
  ]);
}
beforeEach(() => open());
afterEach(async () => {
  await house.close();
  await wechat.close();
  expect(wechat.violations).toEqual([]);
});

const pay = (more: object = {}, key?: string) =>
  li.post(
    '/v1/payments',
    { accountNumber: LI.accountNumber, method: 'wechat-pay', ...more },
    key ? { 'idempotency-key': key } : {},
  );
const post = async ({ body, headers }: WechatNotice): Promise<number> => {
  const answered = await house.request('POST', '/v1/payment-notifications/wechat-pay', {
    body,
    headers: { ...headers },
  });
  await house.settle();
  return answered.status;
};
const stored = async () =>
  (await house.db.selectFrom('payments').select(['status', 'payer', 'merchant', 'gateway_reference']).execute())[0];
const ledger = () =>
  house.db.selectFrom('ledger_transfers').select(['kind', 'debit_account', 'amount_minor']).orderBy('at').execute();
const cases = () => house.db.selectFrom('cases').select(['kind', 'status', 'owner_team']).execute();
const order = () => {
  const [found] = wechat.orders.values();
  if (!found) throw new Error('nothing was ordered');
  return found;
};

describe('a resident who pays in the mini program', () => {
  test('gets a package their WeChat takes; the notice settles it once, however often it comes', async () => {
    const opened = await pay();
    expect(opened.status).toBe(201);
    expect(opened.body.action).toMatchObject({ kind: 'wechat-pay', signType: 'RSA' });
    expect(order()).toMatchObject({
      total: DUE,
      openId: OPEN_ID,
      tradeNumber: opened.body.paymentId.replaceAll('-', ''),
    });
    wechat.pay(opened.body.action);
    const notice = wechat.noticeOf(order());
    expect(await wechat.deliverDue(post)).toEqual([204]);
    for (let i = 0; i < 3; i += 1) expect(await post(notice)).toBe(204);
    expect(await stored()).toEqual({
      status: 'paid',
      payer: OPEN_ID,
      merchant: `1900007291/${APP_ID}`,
      gateway_reference: order().transactionId,
    });
    expect(await ledger()).toEqual([
      { kind: 'settlement', debit_account: 'gateway:wechat-pay', amount_minor: BigInt(DUE) },
    ]);
    expect(await cases()).toEqual([]);
  });

  test('twenty deliveries at once are one settlement', async () => {
    wechat.pay((await pay()).body.action);
    const answers = await Promise.all(Array.from({ length: 20 }, () => post(wechat.noticeOf(order()))));
    expect(answers).toEqual(Array(20).fill(204));
    expect(await ledger()).toHaveLength(1);
  });

  test('whose notice is lost is asked about after half a minute', async () => {
    wechat.pay((await pay()).body.action);
    house.advance(29);
    await house.upkeep();
    expect((await stored())?.status).toBe('pending');
    house.advance(2);
    await house.upkeep();
    expect((await stored())?.status).toBe('paid');
    expect(await ledger()).toHaveLength(1);
    // The notice that comes late after all changes nothing.
    expect(await wechat.deliverDue(post)).toEqual([204]);
    expect(await ledger()).toHaveLength(1);
  });

  test('and does not is asked about to the end; then the order is closed there and ended here', async () => {
    await pay();
    for (let minute = 0; minute < 31; minute += 1) {
      house.advance(60);
      await house.upkeep();
    }
    expect((await stored())?.status).toBe('expired');
    expect(order().state).toBe('CLOSED');
    expect(await ledger()).toEqual([]);
  });

  test('and pays in the last second is paid, not expired', async () => {
    const { body } = await pay();
    house.advance(30 * 60 - 1);
    wechat.pay(body.action);
    house.advance(2);
    await house.upkeep();
    expect((await stored())?.status).toBe('paid');
  });

  test('takes single bills instead: the first order is closed at WeChat before the second is opened', async () => {
    await pay();
    const second = await pay({ billIds: ['L-11'] });
    expect(second.status).toBe(201);
    expect([...wechat.orders.values()].map(({ state, total }) => [state, total])).toEqual([
      ['CLOSED', DUE],
      ['NOTPAY', 11_780],
    ]);
  });

  test('changed their mind but had paid: the first order is settled and nothing new is opened', async () => {
    wechat.pay((await pay()).body.action);
    const second = await pay({ billIds: ['L-11'] });
    expect([second.status, second.body.code]).toEqual([409, 'nothing_due']);
    expect(wechat.orders.size).toBe(1);
    expect(await ledger()).toHaveLength(1);
  });

  test('agrees in the chat and follows its link: the package, as JSON; without a WeChat user it is another method', async () => {
    const person = await house.person();
    await commit(house.db, [
      rememberOpenId({ residentId: person.residentId, appId: APP_ID, openId: OPEN_ID, now: house.now() }),
    ]);
    await person.bind(WANG);
    await person.say('交电费');
    await person.say('确认');
    const followed = await house.request('GET', new URL(person.link()).pathname);
    expect([followed.status, followed.body.kind]).toEqual([200, 'wechat-pay']);
    wechat.pay(followed.body);
    await wechat.deliverDue(post);
    expect((await stored())?.status).toBe('paid');
    const other = await house.person();
    await other.bind(LI);
    await other.say('交电费');
    await other.say('确认');
    expect((await house.request('GET', new URL(other.link()).pathname)).headers.get('location')).toContain(
      '/sandbox/pay',
    );
  });
});

describe('refused before anything is opened', () => {
  test('a web session without a WeChat user, and an account in dollars', async () => {
    const web = await bound(house, LIN);
    const none = await web.post('/v1/payments', { accountNumber: LIN.accountNumber, method: 'wechat-pay' });
    expect([none.status, none.body.code]).toEqual([422, 'method_unavailable']);
    const dollars = await li.post('/v1/payments', { accountNumber: LIN.accountNumber, method: 'wechat-pay' });
    expect([dollars.status, dollars.body.code]).toEqual([422, 'method_unavailable']);
    expect(dollars.body.detail).toBe('wechat-pay takes CNY; this account is billed in TWD.');
    expect(wechat.orders.size).toBe(0);
    expect(await stored()).toBeUndefined();
  });

  test('the same key gets the same payment to be signed for, also at the same moment, and WeChat Pay is not asked again', async () => {
    const [first, ...more] = await Promise.all([pay({}, 'k'), pay({}, 'k'), pay({}, 'k')]);
    house.advance(60);
    for (const one of [...more, await pay({}, 'k')]) expect([one.status, one.body]).toEqual([201, first.body]);
    expect(wechat.orders.size).toBe(1);
    wechat.pay(first.body.action);
    await wechat.deliverDue(post);
    expect((await pay({}, 'k')).body).toEqual(first.body);
    expect((await stored())?.status).toBe('paid');
  });

  test.each([
    ['the connection breaks', { done: false, ends: 'drop' as const }],
    ['it broke after the order was made', { done: true, ends: 'drop' as const }],
    ['500', { done: false, ends: { status: 500, body: '{"code":"SYSTEM_ERROR","message":"x"}' } }],
    ['429', { done: false, ends: { status: 429, body: '{"code":"FREQUENCY_LIMITED","message":"x"}' } }],
    ['an answer nobody signed', { done: true, ends: { status: 200, body: '{"prepay_id":"wx1"}' } }],
    ['no JSON', { done: false, ends: { status: 502, body: '<html>' } }],
  ])('WeChat Pay is away (%s): 503, and the same key works when it is back', async (_, trouble) => {
    wechat.trouble(/jsapi$/, trouble);
    const away = await pay({}, 'k');
    expect([away.status, away.body.code]).toEqual([503, 'unavailable']);
    const back = await pay({}, 'k');
    expect(back.status).toBe(201);
    wechat.pay(back.body.action);
    await wechat.deliverDue(post);
    expect((await stored())?.status).toBe('paid');
    expect(await house.db.selectFrom('payments').select('payment_id').execute()).toHaveLength(1);
  });

  test('away while an order has to be closed: 503, the first payment stays as it is', async () => {
    await pay();
    wechat.trouble(/close$/, { done: false, ends: 'drop' });
    const second = await pay({ billIds: ['L-11'] });
    expect([second.status, second.body.code]).toEqual([503, 'unavailable']);
    expect((await stored())?.status).toBe('pending');
    expect(order().state).toBe('NOTPAY');
  });

  test('away when the payment runs out: it waits for the answer and does not expire unasked', async () => {
    wechat.pay((await pay()).body.action);
    house.advance(31 * 60);
    wechat.trouble(/close$/, { done: false, ends: 'drop' });
    await house.upkeep();
    expect((await stored())?.status).toBe('pending');
    house.advance(61);
    await house.upkeep();
    expect((await stored())?.status).toBe('paid');
  });
});

describe('a notice that WeChat Pay did not send like this', () => {
  const flipped = (text: string, at: number) => {
    const code = text.charCodeAt(at);
    return `${text.slice(0, at)}${String.fromCharCode(code === 65 ? 66 : 65)}${text.slice(at + 1)}`;
  };
  const forgeries: [string, (notice: WechatNotice) => WechatNotice][] = [
    ['a byte of the body is another', (n) => ({ ...n, body: flipped(n.body, n.body.indexOf('ciphertext') + 40) })],
    ['a space is added', (n) => ({ ...n, body: `${n.body} ` })],
    ['a byte order mark is added', (n) => ({ ...n, body: `\uFEFF${n.body}` })],
    ['it is written anew', (n) => ({ ...n, body: JSON.stringify(JSON.parse(n.body), null, 2) })],
    [
      'its fields stand in another order',
      (n) => ({ ...n, body: JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(n.body)).reverse())) }),
    ],
    ['the body is empty', (n) => ({ ...n, body: '' })],
    ...['timestamp', 'nonce', 'signature', 'serial'].map((name): [string, (n: WechatNotice) => WechatNotice] => [
      `the ${name} is missing`,
      (n) => ({
        ...n,
        headers: Object.fromEntries(Object.entries(n.headers).filter(([k]) => k !== `wechatpay-${name}`)),
      }),
    ]),
    ['another nonce', (n) => with_(n, 'nonce', 'other')],
    ['a second later than signed', (n) => with_(n, 'timestamp', String(Number(n.headers['wechatpay-timestamp']) + 1))],
    ['an unknown key id', (n) => with_(n, 'serial', 'PUB_KEY_ID_999')],
    ['an unknown certificate', (n) => with_(n, 'serial', '0123456789ABCDEF0123456789ABCDEF01234567')],
    ['another signature type', (n) => with_(n, 'signature-type', 'WECHATPAY2-SM2-WITH-SM3')],
    [
      'a flipped bit of the signature',
      (n) => with_(n, 'signature', flipped(n.headers['wechatpay-signature'] ?? '', 20)),
    ],
    [
      'a probe',
      (n) => with_(n, 'signature', `WECHATPAY/SIGNTEST/${(n.headers['wechatpay-signature'] ?? '').slice(19)}`),
    ],
    [
      'signed with our own key',
      (n) =>
        with_(
          n,
          'signature',
          signedBy(
            MERCHANT_PRIVATE_KEY,
            `${n.headers['wechatpay-timestamp']}\n${n.headers['wechatpay-nonce']}\n${n.body}\n`,
          ),
        ),
    ],
  ];
  const with_ = (n: WechatNotice, name: string, value: string): WechatNotice => ({
    ...n,
    headers: { ...n.headers, [`wechatpay-${name}`]: value },
  });

  test('is refused with 401 and changes no row, for every way of forging it', async () => {
    wechat.pay((await pay()).body.action);
    const genuine = wechat.noticeOf(order());
    const before = await rows(house);
    for (const [how, forge] of forgeries) {
      expect([how, await post(forge(genuine))]).toEqual([how, 401]);
      expect([how, await rows(house)]).toEqual([how, before]);
    }
    // Old and from the future, but signed.
    for (const seconds of [-301, 301]) {
      expect(await post(wechat.noticeOf(order(), {}, { at: house.now().getTime() + seconds * 1_000 }))).toBe(401);
    }
    // Signed, and not sealed with our key; or about nothing we know how to read.
    const other = JSON.parse(genuine.body) as { resource: { nonce: string } };
    other.resource.nonce = 'uluk4a9R25RX';
    const body = JSON.stringify(other);
    expect(await post({ body, headers: wechat.signed(body) })).toBe(400);
    expect(await post(wechat.noticeOf(order(), {}, { eventType: 'TRANSACTION.NEW' }))).toBe(400);
    expect(await post(wechat.noticeOf(order(), { trade_state: 'NEW' }))).toBe(400);
    expect(await post(wechat.noticeOf(order(), { out_trade_no: 'a\u0000b' }))).toBe(400);
    expect(await rows(house)).toEqual(before);
    expect(await post(genuine)).toBe(204);
    expect((await stored())?.status).toBe('paid');
  });

  test.each([
    ['another amount', { amount: { total: DUE - 1, currency: 'CNY' } }, BigInt(DUE - 1)],
    ['another currency', { amount: { total: DUE, currency: 'USD' } }, null],
    ['no amount', { amount: undefined }, null],
    ['another merchant', { mchid: '1900000001' }, BigInt(DUE)],
    ['another app', { appid: 'wx0000000000000000' }, BigInt(DUE)],
    ['another payer', { payer: { openid: 'oSomebodyElse' } }, BigInt(DUE)],
    ['no payer', { payer: undefined }, BigInt(DUE)],
    ['money given back before we heard of it', { trade_state: 'REFUND' }, null],
  ])('is signed and names %s: never paid; a case, and what came stands in suspense', async (_, changed, suspense) => {
    wechat.pay((await pay()).body.action);
    expect(await post(wechat.noticeOf(order(), changed))).toBe(204);
    expect((await stored())?.status).toBe('pending');
    expect(await cases()).toEqual([{ kind: 'bill-check', status: 'open', owner_team: 'billing' }]);
    expect(await ledger()).toEqual(
      suspense === null ? [] : [{ kind: 'suspense', debit_account: 'gateway:wechat-pay', amount_minor: suspense }],
    );
  });

  test('about an order that is not ours: suspense and a case, no payment', async () => {
    wechat.pay((await pay()).body.action);
    for (const number of ['T20261121001', 'f'.repeat(32)])
      expect(await post(wechat.noticeOf(order(), { out_trade_no: number, transaction_id: `42${number}` }))).toBe(204);
    expect((await stored())?.status).toBe('pending');
    expect(await cases()).toHaveLength(2);
    expect((await ledger()).map(({ kind }) => kind)).toEqual(['suspense', 'suspense']);
  });
});

test('a merchant with platform certificates: they are asked for once, and notices signed with them hold', async () => {
  await house.close();
  await wechat.close();
  await open('certificate');
  wechat.pay((await pay()).body.action);
  expect(await wechat.deliverDue(post)).toEqual([204]);
  expect((await stored())?.status).toBe('paid');
  const notice = wechat.noticeOf(order());
  for (const serial of ['0123456789ABCDEF', 'FEDCBA9876543210'])
    expect(await post({ ...notice, headers: { ...notice.headers, 'wechatpay-serial': serial } })).toBe(401);
  expect(wechat.journal.filter(({ path }) => path === '/v3/certificates')).toHaveLength(1);
});

test('a service that refuses is told again, and again after it is back', async () => {
  wechat.pay((await pay()).body.action);
  const down = async () => 503;
  expect(await wechat.deliverDue(down)).toEqual([503]);
  expect(await wechat.deliverDue(down)).toEqual([]);
  house.advance(15);
  expect(await wechat.deliverDue(down)).toEqual([503]);
  house.advance(15);
  expect(await wechat.deliverDue(post)).toEqual([204]);
  expect((await stored())?.status).toBe('paid');
});
