/** Paying by LINE Pay: authorised at its page, confirmed by our job for the stored amount, once, whatever gets lost. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { linePaySignature, quoteLongNumbers } from '../../src/outside/payment-gateway.line-pay-client.ts';
import { linePayBook } from '../../src/store/line-pay.ts';
import { bound, type Client, rows } from '../rest/door.ts';
import { type House, openHouse } from '../support/house.ts';
import { CHANNEL_SECRET, type LinePayEmulator, startLinePay } from '../support/line-pay-emulator/index.ts';
import { LI, LIN } from '../support/town.ts';

let line: LinePayEmulator;
let house: House;
let lin: Client;
const DUE = Number(LIN.due);

beforeEach(async () => {
  line = await startLinePay(() => house.now());
  house = await openHouse({ environment: { ...line.environment, RATE_LIMITS: 'off' } });
  lin = await bound(house, LIN);
});
afterEach(async () => {
  await house.close();
  await line.close();
  expect(line.violations).toEqual([]);
  expect(line.transactions.reduce((sum, { captures }) => sum + captures, 0)).toBeLessThan(2);
});

const pay = (key?: string) =>
  lin.post(
    '/v1/payments',
    { accountNumber: LIN.accountNumber, method: 'line-pay' },
    key ? { 'idempotency-key': key } : {},
  );
/** The payer follows our link to the page once more; the address it leads to, if it leads anywhere. */
const follow = async (paymentId: string) => {
  const token = await house.tokens.issue('pay', paymentId, house.now(), new Date(house.now().getTime() + 3_600_000));
  const { status: code, headers, body } = await house.request('GET', `/pay/${token}`);
  return { code, problem: body?.code, url: headers.get('location') ?? '' };
};
/** The browser arrives at an address of ours. */
const arrive = async (url: string) => {
  const { pathname, search } = new URL(url);
  const answered = await house.request('GET', `${pathname}${search}`);
  await house.settle();
  return answered;
};
const stored = async () => (await house.db.selectFrom('payments').select(['status', 'gateway_reference']).execute())[0];
const status = async () => (await stored())?.status;
const ledger = () => house.db.selectFrom('ledger_transfers').select(['kind', 'amount_minor']).orderBy('at').execute();
const cases = () => house.db.selectFrom('cases').select(['kind', 'owner_team']).execute();
const wait = async (seconds: number) => {
  house.advance(seconds);
  await house.upkeep();
};
const drop = { done: true, ends: 'drop' as const };
const unheard = { done: false, ends: 'drop' as const };

describe('the protocol', () => {
  const nonce = '44453d45-768e-40e8-8349-748e797c450f';
  test('signatures of a question and of a request are the known ones', async () => {
    expect(
      await linePaySignature(CHANNEL_SECRET, '/v3/payments', 'transactionId=2021113000697317600&orderId=T-1', nonce),
    ).toBe('f8JvB/Ku1UVhiw5jInW9gZw53FqmOr5Yj6pj4f3biRY=');
    const body =
      '{"amount":250,"currency":"TWD","orderId":"T-1","packages":[{"id":"p1","amount":250,"name":"電費","products":[{"name":"電費","quantity":1,"price":250}]}],"redirectUrls":{"confirmUrl":"https://m.example/confirm","cancelUrl":"https://m.example/cancel"}}';
    expect(await linePaySignature(CHANNEL_SECRET, '/v3/payments/request', body, nonce)).toBe(
      'SfCes1X097OlUeKwkYCoQ7wdp/5oCj0m/ge9sjj6gVE=',
    );
  });

  test('numbers of 19 digits become text where they are values, and nowhere else', () => {
    const read = JSON.parse(
      quoteLongNumbers(
        '{"transactionId":2021113000697317600,"list":[2021113000697317601, 12],"said":"no: 2021113000697317602, \\"2021113000697317603","amount":250}',
      ),
    );
    expect(read).toEqual({
      transactionId: '2021113000697317600',
      list: ['2021113000697317601', 12],
      said: 'no: 2021113000697317602, "2021113000697317603',
      amount: 250,
    });
  });
});

describe('a resident in Taiwan who pays', () => {
  test('is led to LINE Pay; after the return a job confirms the stored amount, and not the request of the browser', async () => {
    const opened = await pay();
    expect(opened.status).toBe(201);
    const back = line.authorise(opened.body.action.url);
    const { pathname, search } = new URL(back);
    // Whatever else the address says is not looked at.
    const answered = await house.request('GET', `${pathname}${search}&amount=1&currency=TWD`);
    expect([answered.status, answered.headers.get('location')]).toEqual([303, '/']);
    await house.settle();
    expect(await stored()).toEqual({ status: 'paid', gateway_reference: line.transactions[0]?.transactionId });
    expect(line.transactions[0]?.transactionId).toMatch(/^\d{19}$/);
    expect(await ledger()).toEqual([{ kind: 'settlement', amount_minor: BigInt(DUE) }]);
    const confirmation = line.journal.find(({ path }) => path.endsWith('/confirm'));
    expect(JSON.parse(confirmation?.body ?? '{}')).toEqual({ amount: DUE, currency: 'TWD' });
    expect(await cases()).toEqual([]);
  });

  test('comes back five times at once, and once more later: confirmed once', async () => {
    const back = line.authorise((await pay()).body.action.url);
    const answers = await Promise.all(Array.from({ length: 5 }, () => arrive(back)));
    expect(answers.map((one) => one.status)).toEqual(Array(5).fill(303));
    await wait(61);
    expect((await arrive(back)).status).toBe(303);
    expect(await status()).toBe('paid');
    expect(line.calls().filter((call) => call.endsWith('/confirm'))).toHaveLength(1);
    expect(await ledger()).toHaveLength(1);
  });

  test('never comes back: found authorised after half a minute, and confirmed', async () => {
    line.authorise((await pay()).body.action.url);
    await wait(29);
    expect(await status()).toBe('pending');
    await wait(2);
    expect(await status()).toBe('paid');
  });

  test('authorises after the last of the early questions and never comes back: found before LINE Pay forgets it', async () => {
    const { action } = (await pay()).body;
    for (let minute = 0; minute < 17; minute += 1) await wait(60);
    line.authorise(action.url);
    for (let minute = 0; minute < 3; minute += 1) await wait(60);
    expect(await status()).toBe('paid');
  });

  test('pays by points and card: the parts are added up', async () => {
    line.payWith((amount) => [
      { method: 'POINT', amount: 100 },
      { method: 'CREDIT_CARD', amount: amount - 100 },
    ]);
    await arrive(line.authorise((await pay()).body.action.url));
    expect(await ledger()).toEqual([{ kind: 'settlement', amount_minor: BigInt(DUE) }]);
  });

  test('authorises and is told another sum was taken: never paid; suspense and a case', async () => {
    line.payWith((amount) => [{ method: 'CREDIT_CARD', amount: amount - 1 }]);
    await arrive(line.authorise((await pay()).body.action.url));
    expect(await status()).toBe('pending');
    expect(await ledger()).toEqual([{ kind: 'suspense', amount_minor: BigInt(DUE - 1) }]);
    expect(await cases()).toEqual([{ kind: 'bill-check', owner_team: 'billing' }]);
  });

  test('cancels at the page and follows the link of the same payment again: another attempt, which pays', async () => {
    const opened = await pay();
    line.refuse(opened.body.action.url, 'cancelled');
    await wait(31);
    expect(await status()).toBe('pending');
    house.advance(1);
    const again = await follow(opened.body.paymentId);
    expect([again.code, again.url]).not.toContain(opened.body.action.url);
    await arrive(line.authorise(again.url));
    expect(await status()).toBe('paid');
    expect(line.transactions.map(({ orderId, state }) => [orderId, state])).toEqual([
      [opened.body.paymentId, 'cancelled'],
      [`${opened.body.paymentId}.2`, 'captured'],
    ]);
  });

  test('asks again while the page still waits: the same page', async () => {
    const first = await pay('k');
    expect((await pay('k')).body.action.url).toBe(first.body.action.url);
    expect((await follow(first.body.paymentId)).url).toBe(first.body.action.url);
    expect(line.transactions).toHaveLength(1);
  });

  test('fails at the page: failed, and a new payment can be opened', async () => {
    line.refuse((await pay()).body.action.url, 'failed');
    await wait(31);
    expect(await status()).toBe('failed');
    expect((await pay()).status).toBe(201);
  });

  test('does nothing: asked to the end, then closed here, and a late authorisation takes no money', async () => {
    const opened = await pay();
    for (let minute = 0; minute < 31; minute += 1) await wait(60);
    expect(await status()).toBe('expired');
    const late = await follow(opened.body.paymentId);
    expect([late.code, late.problem]).toEqual([409, 'nothing_due']);
    expect(line.transactions).toHaveLength(1);
    expect(() => line.authorise(opened.body.action.url)).toThrow('cancelled');
    expect(line.calls().filter((call) => call.endsWith('/confirm'))).toEqual([]);
  });

  test('authorises an attempt after the payment was closed: never confirmed', async () => {
    const opened = await pay();
    const book = linePayBook(house.db);
    expect(await book.close(opened.body.paymentId, house.now())).toBe(true);
    await arrive(line.authorise(opened.body.action.url));
    await wait(61);
    expect(await book.claim(opened.body.paymentId, house.now())).toBe(false);
    expect(line.transactions[0]?.captures).toBe(0);
    expect(await status()).toBe('pending');
  });

  test('authorises two attempts: money is taken for one of them', async () => {
    const first = await pay();
    house.advance(21 * 60);
    const second = await follow(first.body.paymentId);
    expect([second.code, second.url]).not.toContain(first.body.action.url);
    const one = line.transactions[0];
    if (!one) throw new Error('nothing was requested');
    // As if LINE Pay's clock ran behind: the first page still takes a yes.
    Object.assign(one, { requestedAt: house.now().getTime(), state: 'authorised' });
    const back = line.authorise(second.url);
    await Promise.all([arrive(back), house.upkeep(), arrive(back)]);
    await wait(61);
    expect(await status()).toBe('paid');
    expect(line.transactions.map(({ captures }) => captures).toSorted()).toEqual([0, 1]);
  });
});

describe('ten tabs come back, one after the other', () => {
  const calls = (what: string) => line.calls().filter((call) => call.endsWith(what));
  const tabs = async (back: string, count: number, milliseconds: number) => {
    const { pathname, search } = new URL(back);
    for (let tab = 0; tab < count; tab += 1) {
      expect((await house.request('GET', `${pathname}${search}`)).status).toBe(303);
      house.advance(milliseconds / 1_000);
    }
  };
  /** Until LINE Pay has heard so many of these calls. */
  const heard = async (what: string, count: number) => {
    while (calls(what).length < count) await new Promise((resolve) => setImmediate(resolve));
  };
  const held = () => Promise.withResolvers<void>();

  test('while LINE Pay takes its time to confirm: one confirmation, one check', async () => {
    const back = line.authorise((await pay()).body.action.url);
    const confirmation = held();
    line.trouble(/confirm$/, { done: true, ends: 'right', after: confirmation.promise });
    await tabs(back, 1, 60);
    await heard('/confirm', 1);
    await tabs(back, 10, 60);
    await house.services.settlement.askAboutSilent(20);
    // As long as a confirmation may take, and longer than it took until now for somebody else to ask.
    for (const seconds of [30, 9, 61]) {
      await tabs(back, 1, seconds * 1_000);
      await house.services.settlement.askAboutSilent(20);
    }
    expect([calls('/check').length, calls('/confirm').length]).toEqual([1, 1]);
    confirmation.resolve();
    await house.settle();
    expect(await status()).toBe('paid');
    expect(await ledger()).toHaveLength(1);
    await wait(600);
    expect([calls('/check').length, calls('/confirm').length]).toEqual([1, 1]);
  });

  test('while the payer has agreed to nothing yet: a check a second at most, and the next one finds that they did', async () => {
    const { action } = (await pay()).body;
    const [one] = line.transactions;
    const back = `${one?.returnsTo}?transactionId=${one?.transactionId}&orderId=${one?.orderId}`;
    for (let tab = 0; tab < 10; tab += 1) {
      await arrive(back);
      house.advance(0.25);
    }
    // At 0, 1 and 2 seconds.
    expect(calls('/check')).toHaveLength(3);
    line.authorise(action.url);
    house.advance(1);
    await house.upkeep();
    expect(await status()).toBe('paid');
    expect(calls('/confirm')).toHaveLength(1);
  });

  test('and one of them follows the link once more, while LINE Pay confirms: nothing is confirmed beside it', async () => {
    const { paymentId, action } = (await pay()).body;
    const back = line.authorise(action.url);
    const confirmation = held();
    line.trouble(/confirm$/, { done: true, ends: 'right', after: confirmation.promise });
    await tabs(back, 1, 49_000);
    await heard('/confirm', 1);
    expect((await follow(paymentId)).code).toBe(503);
    expect(calls('/confirm')).toHaveLength(1);
    confirmation.resolve();
    await house.settle();
    expect(await status()).toBe('paid');
  });

  test('and ten follow the link of one payment: one page, one check a second', async () => {
    const { paymentId, action } = (await pay()).body;
    house.advance(5);
    for (let tab = 0; tab < 10; tab += 1) expect((await follow(paymentId)).url).toBe(action.url);
    expect(calls('/check')).toHaveLength(1);
    expect(line.transactions).toHaveLength(1);
  });
});

describe('LINE Pay is away', () => {
  test.each([
    ['unheard', unheard],
    ['carried out, answer lost', drop],
    ['500', { done: false, ends: { status: 500, body: 'oops' } }],
    ['a code', { done: false, ends: { status: 200, body: '{"returnCode":"9000","returnMessage":"x"}' } }],
  ])('when it is asked for a page (%s): 503, and the same key works afterwards', async (_, trouble) => {
    line.trouble(/request$/, trouble);
    const away = await pay('k');
    expect([away.status, away.body.code]).toEqual([503, 'unavailable']);
    const back = await pay('k');
    expect(back.status).toBe(201);
    await arrive(line.authorise(back.body.action.url));
    expect(await status()).toBe('paid');
    expect(await ledger()).toHaveLength(1);
  });

  test.each([
    ['the confirmation was never heard', unheard, 2],
    ['it was carried out and its answer lost', drop, 1],
    ['it was carried out and answered with nonsense', { done: true, ends: { status: 200, body: '{}' } }, 1],
    [
      'an internal error without effect',
      { done: false, ends: { status: 200, body: '{"returnCode":"1199","returnMessage":""}' } },
      2,
    ],
    [
      'parallel, without effect',
      { done: false, ends: { status: 200, body: '{"returnCode":"1198","returnMessage":""}' } },
      2,
    ],
  ])(
    'when it has to confirm (%s): what it booked is asked before anything is repeated',
    async (_, trouble, confirmations) => {
      const back = line.authorise((await pay()).body.action.url);
      line.trouble(/confirm$/, trouble);
      await arrive(back);
      // Not paid, not failed: nobody knows yet, unless LINE Pay's own books said so at once.
      await wait(61);
      await wait(61);
      expect(await status()).toBe('paid');
      expect(line.calls().filter((call) => call.endsWith('/confirm'))).toHaveLength(confirmations);
      expect(line.transactions[0]?.captures).toBe(1);
      expect(await ledger()).toEqual([{ kind: 'settlement', amount_minor: BigInt(DUE) }]);
    },
  );

  test('to the end of the payment, after an unanswered confirmation: it waits, and is paid when LINE Pay is back', async () => {
    const back = line.authorise((await pay()).body.action.url);
    line.trouble(/confirm$/, drop);
    for (let i = 0; i < 40; i += 1) line.trouble(/^\/v3\/payments\?/, unheard);
    await arrive(back);
    for (let minute = 0; minute < 35; minute += 1) await wait(60);
    expect(await status()).toBe('pending');
    for (let minute = 0; minute < 8; minute += 1) await wait(60);
    expect(await status()).toBe('paid');
    expect(line.transactions[0]?.captures).toBe(1);
  });

  test('and the card has no cover: failed, no money', async () => {
    const back = line.authorise((await pay()).body.action.url);
    line.confirmCodes.push('1142');
    await arrive(back);
    expect(await status()).toBe('failed');
    expect(await ledger()).toEqual([]);
  });
});

describe('an address that nobody was sent to', () => {
  test('answers 404 and changes no row', async () => {
    const opened = await pay();
    const { transactionId, orderId } = line.transactions[0] ?? { transactionId: '', orderId: '' };
    const before = await rows(house);
    const asked = line.journal.length;
    for (const query of [
      '',
      '?transactionId=1',
      `?orderId=${orderId}`,
      `?transactionId=${transactionId}`,
      `?transactionId=${transactionId}0&orderId=${orderId}`,
      `?transactionId=${BigInt(transactionId) + 1n}&orderId=${orderId}`,
      `?transactionId=${transactionId}&orderId=00000000-0000-4000-8000-999999999999`,
      `?transactionId=${transactionId}&orderId=${orderId}%00`,
      `?transactionId=${transactionId}&orderId=${orderId}'--`,
    ]) {
      const answered = await arrive(`http://house.test/v1/payment-returns/line-pay${query}`);
      expect([query, answered.status]).toEqual([query, 404]);
    }
    expect(await rows(house)).toEqual(before);
    expect(line.journal).toHaveLength(asked);
    expect(await house.db.selectFrom('line_pay_orders').select('returned_at').execute()).toEqual([
      { returned_at: null },
    ]);
    // A true address without a yes at LINE Pay pays nothing.
    await arrive(`http://house.test/v1/payment-returns/line-pay?transactionId=${transactionId}&orderId=${orderId}`);
    expect((await lin.get(`/v1/payments/${opened.body.paymentId}`)).body.status).toBe('pending');
    const notice = await house.request('POST', '/v1/payment-notifications/line-pay', { body: {} });
    expect(notice.status).toBe(404);
  });

  test('LINE Pay takes no yuan', async () => {
    const li = await bound(house, LI);
    const refused = await li.post('/v1/payments', { accountNumber: LI.accountNumber, method: 'line-pay' });
    expect([refused.status, refused.body.code]).toEqual([422, 'method_unavailable']);
    expect(refused.body.detail).toBe('line-pay takes TWD; this account is billed in CNY.');
  });
});

describe('in the chat', () => {
  test('dollars are paid by LINE Pay and yuan by what is set up for them', async () => {
    const person = await house.person('zh-TW');
    await person.bind(LIN);
    await person.say('繳電費');
    await person.say('確認');
    const opened = await house.request('GET', new URL(person.link()).pathname);
    expect(opened.headers.get('location')).toBe(`${line.url}/web/payment/${line.transactions[0]?.transactionId}`);
    await arrive(line.authorise(opened.headers.get('location') ?? ''));
    expect(await status()).toBe('paid');
    const yuan = await house.person();
    await yuan.bind(LI);
    await yuan.say('交电费');
    await yuan.say('确认');
    expect(await house.db.selectFrom('payments').select('method').orderBy('method').execute()).toEqual([
      { method: 'line-pay' },
      { method: 'sandbox' },
    ]);
  });
});
