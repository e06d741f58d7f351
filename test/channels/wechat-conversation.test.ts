/** A resident on WeChat against the Worker in workerd, in secure mode: she binds, reads, pays by typing numbers; receipts come by themselves. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTownWorker } from '../support/running-worker.ts';
import { TODAY, WANG } from '../support/town.ts';
import { startWechatEmulator, type WechatEmulator } from '../support/wechat-emulator.ts';

const PERSON = 'o9AgO5Kd5ggOC-bXrbNODIiE3bGY';

let house: Awaited<ReturnType<typeof startTownWorker>>;
let wechat: WechatEmulator;
let carrier: Server;
const texts: { phone: string; text: string }[] = [];

beforeAll(async () => {
  carrier = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      texts.push(JSON.parse(body));
      response.end();
    });
  });
  await new Promise<void>((resolve) => carrier.listen(0, '127.0.0.1', resolve));
  wechat = await startWechatEmulator({ now: () => house?.now() ?? Date.parse(TODAY) });
  house = await startTownWorker({
    SMS_WEBHOOK_URL: `http://127.0.0.1:${(carrier.address() as AddressInfo).port}/sms`,
    ...wechat.environment,
    WECHAT_APP_SECRET: wechat.sending.WECHAT_APP_SECRET,
    WECHAT_RELAY_URL: wechat.url,
  });
  wechat.sendTo(`${house.url}/webhooks/wechat`);
});

afterAll(async () => {
  await house?.stop();
  await wechat?.close();
  carrier?.close();
});

const read = () => wechat.readBy(PERSON).join('\n');
const rows = async (table: 'payments' | 'bindings' | 'inbox' | 'turns') =>
  Number((await house.pool.query<{ n: bigint }>(`select count(*) as n from ${table}`)).rows[0]?.n);
const until = async (what: string, holds: () => boolean | Promise<boolean>): Promise<void> => {
  for (let i = 0; i < 400; i += 1) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`waited in vain for ${what}; the phone shows:\n${read()}`);
};

test('the address is checked by workerd too, and healthz says that the channel is on', async () => {
  const check = await fetch(
    `${house.url}/webhooks/wechat?signature=f464b24fc39322e44b38aa78f5edd27bd1441696&timestamp=1714036504&nonce=1514711492&echostr=4375120948345356249`,
  );
  expect([check.status, await check.text()]).toEqual([200, '4375120948345356249']);
  const health = (await (await fetch(`${house.url}/healthz`)).json()) as { on: { wechat: boolean } };
  expect(health.on.wechat).toBe(true);
});

test('she binds her account and reads her bill, each answer in the response to her words', async () => {
  expect((await wechat.say(PERSON, '查电费')).attempts).toEqual(['answer']);
  await wechat.say(PERSON, WANG.accountNumber);
  await wechat.say(PERSON, WANG.phone);
  await until('the code', () => texts.length === 1);
  const { shown } = await wechat.say(PERSON, /\d{6}/.exec(texts[0]?.text ?? '')?.[0] ?? '');
  expect(shown).toContain(WANG.due);
  expect(await rows('bindings')).toBe(1);
  expect(wechat.api.calls).toEqual([]);
});

test('she pays by typing the number beside the button: delivered five times, it is one payment', async () => {
  await wechat.say(PERSON, '交电费');
  const number = /^(\d+)\. .*确认/m.exec(wechat.readBy(PERSON).at(-1) ?? '')?.[1];
  expect(number).toBeDefined();
  const press = wechat.text(PERSON, number ?? '');
  await Promise.all(Array.from({ length: 5 }, () => wechat.deliver(press)));
  await until('the link', () => read().includes('/pay/'));
  expect(await rows('payments')).toBe(1);
  expect(read().match(/\/pay\//g)).toHaveLength(1);
});

test('the receipt comes by itself through the relay, once', async () => {
  const url = /http:\S+\/pay\/[\w.-]+/.exec(read())?.[0] ?? '';
  const page = await fetch(url);
  await fetch(page.url, { method: 'POST', body: new URLSearchParams({ outcome: 'duplicate' }) });
  await until('the receipt', () =>
    wechat.platform.delivered.some(({ by, text }) => by === 'message' && /收据|缴费成功|已收到/.test(text)),
  );
  const { rows: paid } = await house.pool.query<{ status: string }>('select status from payments');
  expect(paid).toEqual([{ status: 'paid' }]);
  expect(wechat.api.calls.filter((path) => path.endsWith('stable_token'))).toHaveLength(1);
});

test('a forged and a foreign message change nothing', async () => {
  const before = await rows('inbox');
  const fields = wechat.text(PERSON, '查电费');
  for (const seals of [
    { ...wechat.seals, token: 'BBBBB' },
    { ...wechat.seals, appId: 'wx0000000000000000' },
    { ...wechat.seals, aesKey: 'B'.repeat(43) },
  ])
    expect((await wechat.knock(wechat.call(fields, { seals }))).status).toBe(401);
  expect(await rows('inbox')).toBe(before);
});

test('nothing that WeChat would refuse was sent', () => {
  expect(wechat.violations).toEqual([]);
});
