/** Both gateways in workerd, as deployed: order, notice and query of WeChat Pay; request, return and confirmation of LINE Pay. */
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
  worker = await startTownWorker({ ...wechat.environment, ...line.environment });
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
