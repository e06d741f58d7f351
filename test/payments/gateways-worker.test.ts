/** Both gateways in workerd, as deployed: orders, notices, queries, confirmations, money that goes back, and a day's own list. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LinePayEmulator, startLinePay } from '../support/line-pay-emulator/index.ts';
import { startTownWorker } from '../support/running-worker.ts';
import { LIN, TODAY, WANG } from '../support/town.ts';
import { APP_ID, startWechatPay, type WechatPayEmulator } from '../support/wechat-pay-emulator/index.ts';

let wechat: WechatPayEmulator;
let line: LinePayEmulator;
let worker: Awaited<ReturnType<typeof startTownWorker>>;
const now = () => new Date(worker.now());

beforeAll(async () => {
  wechat = await startWechatPay(now);
  line = await startLinePay(now);
  // Late enough for yesterday's lists.
  worker = await startTownWorker({ ...wechat.environment, ...line.environment }, { at: '2026-12-05T11:00:00+08:00' });
}, 120_000);
afterAll(async () => {
  await worker.stop();
  await Promise.all([wechat.close(), line.close()]);
  expect([...wechat.violations, ...line.violations]).toEqual([]);
});

const json = { 'content-type': 'application/json' };
async function opened(accountNumber: string, method: string) {
  const session = await fetch(`${worker.url}/v1/sessions`, {
    method: 'POST',
    headers: json,
    body: '{"channel":"web"}',
  });
  const { token, resident } = (await session.json()) as { token: string; resident: { id: string } };
  await worker.pool.query('insert into open_ids values ($1, $2, $3, $4)', [resident.id, APP_ID, 'oPayer', TODAY]);
  const answered = await fetch(`${worker.url}/v1/payments`, {
    method: 'POST',
    headers: { ...json, authorization: `Bearer ${token}` },
    body: JSON.stringify({ accountNumber, method }),
  });
  expect(answered.status).toBe(201);
  return (await answered.json()) as {
    paymentId: string;
    action: Parameters<WechatPayEmulator['pay']>[0] & { url: string };
  };
}
const statusOf = async (paymentId: string) =>
  (await worker.pool.query('select status from payments where payment_id = $1', [paymentId])).rows[0]?.status;

test('WeChat Pay: paySign holds, a probe is refused, the notice settles', async () => {
  const { paymentId, action } = await opened(WANG.accountNumber, 'wechat-pay');
  const order = wechat.pay(action);
  const post = async ({ body, headers }: { body: string; headers: Readonly<Record<string, string>> }) =>
    (
      await fetch(`${worker.url}/v1/payment-notifications/wechat-pay`, {
        method: 'POST',
        headers: { ...headers },
        body,
      })
    ).status;
  const genuine = wechat.noticeOf(order);
  const signature = `WECHATPAY/SIGNTEST/${(genuine.headers['wechatpay-signature'] ?? '').slice(19)}`;
  expect(await post({ ...genuine, headers: { ...genuine.headers, 'wechatpay-signature': signature } })).toBe(401);
  expect(await statusOf(paymentId)).toBe('pending');
  expect(await wechat.deliverDue(post)).toEqual([204]);
  expect(await statusOf(paymentId)).toBe('paid');
}, 60_000);

test('LINE Pay: the return leads to the chat, and the next round of work has confirmed', async () => {
  const { paymentId, action } = await opened(LIN.accountNumber, 'line-pay');
  const back = new URL(line.authorise(action.url));
  const answered = await fetch(`${worker.url}${back.pathname}${back.search}`, { redirect: 'manual' });
  expect([answered.status, answered.headers.get('location')]).toEqual([303, '/']);
  await worker.tick();
  await expect.poll(() => statusOf(paymentId), { timeout: 20_000 }).toBe('paid');
  expect(line.transactions[0]?.captures).toBe(1);
}, 60_000);

test('money goes back through both, once, with the number that each gives it', async () => {
  const { refunds } = worker.desk();
  const { rows } = await worker.pool.query<{ payment_id: string }>('select payment_id from payments');
  for (const { payment_id: paymentId } of rows) {
    const [receipt] = await refunds.receiptsOf(paymentId);
    const asked = {
      reference: receipt?.reference ?? '',
      amount: '20',
      reason: '重复缴费',
      owedAgain: true,
      caseNumber: null,
    };
    expect((await refunds.request('B01', asked)).ok).toBe(true);
  }
  await worker.tick();
  await worker.tick();
  const back = await worker.pool.query(
    'select method, status, amount_minor::int as amount, gateway_reference from refunds order by method desc',
  );
  const [order] = wechat.refunds.values();
  const [given] = line.transactions[0]?.refunds ?? [];
  expect(back.rows).toEqual([
    { method: 'wechat-pay', status: 'done', amount: 2_000, gateway_reference: order?.refundId },
    { method: 'line-pay', status: 'done', amount: 20, gateway_reference: given?.refundTransactionId },
  ]);
  expect([wechat.refunds.size, line.transactions[0]?.refunds.length]).toEqual([1, 1]);
}, 60_000);

test('yesterday’s list of each is fetched, its hash found right, and agrees with the books', async () => {
  const DAY_MS = 24 * 3_600_000;
  // What was traded here was traded yesterday.
  for (const order of wechat.orders.values()) if (order.paidAt !== null) order.paidAt -= DAY_MS;
  await worker.pool.query("update line_pay_orders set requested_at = requested_at - interval '1 day'");
  await worker.pool.query("delete from reconciliations where day = '2026-12-04'");
  await worker.tick();
  const { rows } = await worker.pool.query(
    "select method, status, their_count, differences from reconciliations where day = '2026-12-04' and method <> 'sandbox' order by method",
  );
  expect(rows).toEqual([
    // Its refunds stand beside their payment, whenever they were made.
    { method: 'line-pay', status: 'done', their_count: 2, differences: [] },
    { method: 'wechat-pay', status: 'done', their_count: 1, differences: [] },
  ]);
}, 60_000);
