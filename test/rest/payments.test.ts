/** Paying over REST: once per key, once per bill, for a frozen amount, and never by guessing. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type House, openHouse } from '../support/house.ts';
import { LI, WANG } from '../support/town.ts';
import { type Answered, bound, type Client, client, paid } from './door.ts';

let house: House;
let li: Client;

beforeEach(async () => {
  house = await openHouse();
  li = await bound(house, LI);
});
afterEach(() => house.close());

const pay = (who: Client, key?: string, more: object = {}): Promise<Answered> =>
  who.post(
    '/v1/payments',
    { accountNumber: LI.accountNumber, method: 'sandbox', ...more },
    key ? { 'idempotency-key': key } : {},
  );
const payments = () =>
  house.db.selectFrom('payments').select(['payment_id', 'status', 'amount_minor']).orderBy('opened_at').execute();
const statuses = (answers: readonly Answered[]) => answers.map((one) => one.status).toSorted();
const status = async (who: Client, paymentId: string) => (await who.get(`/v1/payments/${paymentId}`)).body.status;
const gatewayOrder = (paymentId: string) =>
  house.db.selectFrom('sandbox_orders').select('status').where('order_id', '=', paymentId).executeTakeFirst();

test('the same key and body get the same answer, a minute later and after it is paid; another body is refused', async () => {
  const first = await pay(li, 'k1');
  const again = await pay(li, 'k1');
  expect([again.status, again.body]).toEqual([201, first.body]);
  const reordered = await li.post('/v1/payments', `{"method":"sandbox","accountNumber":"${LI.accountNumber}"}`, {
    'idempotency-key': 'k1',
  });
  expect(reordered.body).toEqual(first.body);
  const other = await pay(li, 'k1', { billIds: ['L-10'] });
  expect([other.status, other.body.code]).toEqual([409, 'idempotency_key_reused']);
  const elsewhere = await li.post('/v1/ratings', { serviceId: 's', score: 5 }, { 'idempotency-key': 'k1' });
  expect([elsewhere.status, elsewhere.body.code]).toEqual([409, 'idempotency_key_reused']);
  await house.payAt(first.body.action.url);
  expect((await pay(li, 'k1')).body).toEqual(first.body);
  expect(await payments()).toHaveLength(1);
  // A key is its client's own.
  const wang = await bound(house, WANG);
  expect(
    (
      await wang.post(
        '/v1/payments',
        { accountNumber: WANG.accountNumber, method: 'sandbox' },
        { 'idempotency-key': 'k1' },
      )
    ).status,
  ).toBe(201);
});

test('twenty at once with one key: one payment, twenty equal answers', async () => {
  const answers = await Promise.all(Array.from({ length: 20 }, () => pay(li, 'k')));
  expect(statuses(answers)).toEqual(Array(20).fill(201));
  for (const one of answers) expect(one.body).toEqual(answers[0]?.body);
  expect(await payments()).toHaveLength(1);
});

test('twenty at once without a key, or each with its own: one open payment of each bill', async () => {
  const bare = await Promise.all(Array.from({ length: 20 }, () => pay(li)));
  expect(bare.filter((one) => ![201, 409].includes(one.status))).toEqual([]);
  expect(new Set(bare.filter((one) => one.status === 201).map((one) => one.body.paymentId)).size).toBe(1);
  const keyed = await Promise.all(Array.from({ length: 20 }, (_, i) => pay(li, `k${i}`)));
  expect(new Set(keyed.filter((one) => one.status === 201).map((one) => one.body.paymentId)).size).toBe(1);
  expect(await payments()).toHaveLength(1);
});

test('twenty at once for different bills: each bill has one open payment at most, nobody hears 500', async () => {
  const wishes = [{ billIds: ['L-10'] }, { billIds: ['L-11'] }, {}, { billIds: ['L-11', 'L-10'] }];
  const answers = await Promise.all(Array.from({ length: 20 }, (_, i) => pay(li, undefined, wishes[i % 4])));
  expect(answers.filter((one) => ![201, 409].includes(one.status)).map((one) => one.text)).toEqual([]);
  const open = await house.db
    .selectFrom('payment_bills')
    .select(['bill_id'])
    .where('payment_status', '=', 'pending')
    .execute();
  expect(new Set(open.map((row) => row.bill_id)).size).toBe(open.length);
  for (const { payment_id, status } of await payments())
    if (status === 'expired') expect(await gatewayOrder(payment_id)).toEqual({ status: 'closed' });
});

test('the amount stays as it was opened, late fee of that day included, and that is what is booked', async () => {
  house.at('2026-12-05T23:50:00+08:00');
  const opened = await pay(li);
  expect(opened.body.amount).toBe('224.88');
  expect(opened.body.bills).toEqual([
    { billId: 'L-10', period: '2026-10', amount: '106.02', lateFee: '1.06' },
    { billId: 'L-11', period: '2026-11', amount: '117.80', lateFee: '0.00' },
  ]);
  house.at('2026-12-06T00:05:00+08:00');
  expect((await li.get(`/v1/accounts/${LI.accountNumber}/bills`)).body.amountDue).toBe('224.99');
  await house.payAt(opened.body.action.url);
  expect(await status(li, opened.body.paymentId)).toBe('paid');
  expect(await house.db.selectFrom('ledger_transfers').select(['kind', 'amount_minor']).execute()).toEqual([
    { kind: 'settlement', amount_minor: 22488n },
  ]);
  expect((await li.get(`/v1/accounts/${LI.accountNumber}/bills`)).body.amountDue).toBe('0.00');
});

test('single bills can be paid; unknown, repeated, foreign and paid ones are told apart', async () => {
  const one = await pay(li, undefined, { billIds: ['L-10', 'L-10'] });
  expect([one.status, one.body.amount]).toEqual([201, '107.08']);
  expect((await pay(li, undefined, { billIds: ['L-10', 'nothing'] })).status).toBe(404);
  expect((await pay(li, undefined, { billIds: ['W-11'] })).status).toBe(404);
  expect((await pay(li, undefined, { billIds: [] })).status).toBe(400);
  await house.payAt(one.body.action.url);
  const gone = await pay(li, undefined, { billIds: ['L-10'] });
  expect([gone.status, gone.body.code]).toEqual([409, 'nothing_due']);
  expect((await pay(li)).body.amount).toBe('117.80');
});

test('a method that is not set up is refused, an unknown account is not found', async () => {
  for (const method of ['wechat-pay', 'line-pay']) {
    const { status, body } = await pay(li, undefined, { method });
    expect([status, body.code, body.detail]).toEqual([422, 'method_unavailable', `${method} is not set up here.`]);
  }
  expect((await pay(li, undefined, { accountNumber: '9999999999999' })).status).toBe(404);
  expect(await payments()).toEqual([]);
});

test('two residents on one bill: the second is refused while the first one’s payment is open', async () => {
  await pay(li);
  const stranger = await client(house);
  const refused = await pay(stranger);
  expect([refused.status, refused.body.code]).toEqual([409, 'payment_open']);
  const fifty = await Promise.all(Array.from({ length: 10 }, async () => pay(await client(house))));
  expect(statuses(fifty)).toEqual(Array(10).fill(409));
  expect(await payments()).toHaveLength(1);
});

test('a changed mind closes the first payment at the gateway: its page takes no more money', async () => {
  const first = await pay(li);
  const second = await pay(li, undefined, { billIds: ['L-11'] });
  expect(second.status).toBe(201);
  expect(await status(li, first.body.paymentId)).toBe('expired');
  expect(await gatewayOrder(first.body.paymentId)).toEqual({ status: 'closed' });
  expect((await house.payAt(first.body.action.url)).text).toContain('已关闭');
  expect(await house.db.selectFrom('ledger_transfers').selectAll().execute()).toEqual([]);
});

test('a changed mind after paying: what was paid counts, the rest is opened', async () => {
  const first = await pay(li, undefined, { billIds: ['L-10'] });
  await house.payAt(first.body.action.url, 'never');
  expect(await status(li, first.body.paymentId)).toBe('pending');
  const second = await pay(li);
  expect([second.status, second.body.amount]).toEqual([201, '117.80']);
  expect(await status(li, first.body.paymentId)).toBe('paid');
});

test('silence is asked about after 30 s, 1, 5 and 15 minutes and when the payment runs out, and nothing is guessed', async () => {
  const opened = (await pay(li)).body;
  const from = house.now().getTime();
  const asked: number[] = [];
  let before = 0;
  for (let second = 10; second <= 1_900; second += 10) {
    house.at(new Date(from + second * 1_000).toISOString());
    await house.upkeep();
    const { queries } = await house.db.selectFrom('payments').select('queries').executeTakeFirstOrThrow();
    if (queries > before) asked.push(second);
    before = queries;
    if (second < 1_800) expect([second, await status(li, opened.paymentId)]).toEqual([second, 'pending']);
  }
  expect(asked).toEqual([30, 60, 300, 900, 1_800]);
  expect(await status(li, opened.paymentId)).toBe('expired');
  expect(await gatewayOrder(opened.paymentId)).toEqual({ status: 'closed' });
  expect((await pay(li)).status).toBe(201);
});

test('paid, and the gateway never says so: found out at the next question, booked once', async () => {
  const opened = (await pay(li)).body;
  await house.payAt(opened.action.url, 'never');
  house.advance(29);
  await house.upkeep();
  expect(await status(li, opened.paymentId)).toBe('pending');
  house.advance(1);
  await Promise.all([house.upkeep(), house.upkeep(), house.upkeep()]);
  expect(await status(li, opened.paymentId)).toBe('paid');
  house.advance(3_600);
  await house.upkeep();
  expect(await house.db.selectFrom('ledger_transfers').select('kind').execute()).toEqual([{ kind: 'settlement' }]);
});

test('paid in the very moment it runs out: the gateway is asked first, and paid wins', async () => {
  const opened = (await pay(li)).body;
  for (const wait of [30, 30, 240, 600]) {
    house.advance(wait);
    await house.upkeep();
  }
  await house.payAt(opened.action.url, 'never');
  house.advance(900);
  await house.upkeep();
  expect(await status(li, opened.paymentId)).toBe('paid');
});

test('a declined payment fails and the bill can be paid anew', async () => {
  const paymentId = await paid(house, li, LI.accountNumber, 'declined');
  expect(await status(li, paymentId)).toBe('failed');
  expect((await pay(li)).status).toBe(201);
});

test('a link nobody was given leads nowhere; one that was leads to the gateway as long as there is something to pay', async () => {
  const opened = (await pay(li)).body;
  for (const token of ['x', 'a.b.c', li.token, '%00', opened.paymentId])
    expect((await house.request('GET', `/pay/${token}`)).status).toBe(404);
  const link = await house.tokens.issue('pay', opened.paymentId, house.now(), new Date(house.now().getTime() + 60_000));
  const followed = await house.app.request(`http://house.test/pay/${link}`);
  expect([followed.status, followed.headers.get('location')]).toEqual([303, opened.action.url]);
  await house.payAt(opened.action.url);
  expect((await house.request('GET', `/pay/${link}`)).status).toBe(409);
  house.advance(61);
  expect((await house.request('GET', `/pay/${link}`)).status).toBe(404);
});

test('who pays for somebody else reads no month at the gateway, before and after; who bound the account does', async () => {
  const months = /\b20\d\d-\d\d\b/;
  const own = (await pay(li, undefined, { billIds: ['L-11'] })).body;
  expect(new URL(own.action.url).searchParams.get('subject')).toBe('2026-11');
  await house.payAt(own.action.url);
  const stranger = await client(house);
  const opened = (await pay(stranger, 'k')).body;
  const subject = new URL(opened.action.url).searchParams.get('subject') ?? '';
  expect([opened.bills, subject]).toEqual([[], `${LI.accountNumber.slice(0, 3)}****${LI.accountNumber.slice(-4)}`]);
  const page = await house.app.request(opened.action.url);
  expect([page.status, (await page.text()).match(months)]).toEqual([200, null]);
  expect((await pay(stranger, 'k')).body.action).toEqual(opened.action);
});
