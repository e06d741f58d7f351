/** A resident taps a link that leads no further: they read why in their language; a program gets the answer for programs. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type House, openHouse } from '../support/house.ts';
import { LI } from '../support/town.ts';
import { bound } from './door.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const BROWSER = 'text/html,application/xhtml+xml,*/*;q=0.8';
const open = (path: string, language: string, accept = BROWSER) =>
  house.request('GET', path, { headers: { accept, 'accept-language': language } });

test.each([
  ['zh-CN', '这个链接已过期', '打开网页聊天'],
  ['zh-TW', '這個連結已過期', '開啟網頁聊天'],
  ['en-GB', 'It has expired', 'Open the web chat'],
])('%s: a link that is over or never was', async (language, why, chat) => {
  for (const path of ['/pay/nothing', '/invoices/nothing', '/v1/payment-returns/line-pay?orderId=1', '/nothing']) {
    const { status, headers, text } = await open(path, language);
    expect([path, status, headers.get('content-type')]).toEqual([path, 404, 'text/html; charset=UTF-8']);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(text).toContain(why);
    expect(text).toContain(chat);
    expect(text).toMatch(/95598|1911/);
  }
});

test('the language can be changed on the page', async () => {
  const { text } = await open('/pay/nothing?locale=en', 'zh-CN');
  expect(text).toContain('It has expired');
  expect(text).toContain('?locale=zh-TW');
});

test('a payment that is over says so, and gives nothing of it away', async () => {
  const li = await bound(house, LI);
  const opened = (await li.post('/v1/payments', { accountNumber: LI.accountNumber, method: 'sandbox' })).body;
  const until = new Date(house.now().getTime() + 60_000);
  const link = await house.tokens.issue('pay', opened.paymentId, house.now(), until);
  await house.payAt(opened.action.url);
  const { status, text } = await open(`/pay/${link}`, 'zh-CN');
  expect(status).toBe(409);
  expect(text).toContain('不用再付了');
  expect(text).not.toContain(opened.paymentId);
  expect(text).not.toContain(LI.accountNumber);
});

test('programs get the answer for programs, on the pages too', async () => {
  for (const [path, accept] of [
    ['/pay/nothing', 'application/json'],
    ['/pay/nothing', '*/*'],
    ['/v1/nothing', BROWSER],
    ['/v1/me', BROWSER],
  ] as const)
    expect((await open(path, 'en', accept)).headers.get('content-type')).toBe('application/problem+json');
});
