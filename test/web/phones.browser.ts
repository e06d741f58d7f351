/** A newcomer opens the window with a LINE and a WeChat phone: binds, sees the bill, presses answers, gets what is pushed, in three languages. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Phones, startPhones } from '../../src/cli/phones.ts';
import { PHONE_WORDS } from '../../src/conversation/sentences/phones.ts';
import { accessible, fits, openBrowser } from '../support/phone.ts';
import { startTownNode } from '../support/running-node.ts';
import { LI, LIN, TODAY, WANG } from '../support/town.ts';

const SHOTS = new URL('./screenshots/', import.meta.url).pathname;
let phones: Phones;
let town: Awaited<ReturnType<typeof startTownNode>>;
let browser: Browser;

beforeAll(async () => {
  const began = Date.now();
  phones = await startPhones({ given: {}, now: () => Date.parse(TODAY) + (Date.now() - began) });
  town = await startTownNode({ DEMO: '1', ...phones.environment });
  phones.connect(town.url);
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await phones?.stop();
  await town?.stop();
});

async function open(locale: string, width: number): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width, height: 780 },
    locale,
    deviceScaleFactor: 2,
    bypassCSP: true,
  });
  const page = await context.newPage();
  page.on('pageerror', (error) => {
    throw error;
  });
  await page.goto(phones.url);
  await page.locator('.phone').first().waitFor({ state: 'attached' });
  return page;
}

const service = (page: Page, phone: string) => page.locator(`.phone.${phone} .entry:not(.me)`);

/** Writes with the keyboard and waits for what comes. */
async function write(page: Page, phone: string, text: string): Promise<void> {
  const before = await service(page, phone).count();
  await page.locator(`#${phone}-field`).fill(text);
  await page.keyboard.press('Enter');
  await service(page, phone).nth(before).waitFor();
}

/** The text message with the code comes as a note; its button puts the code into the field. */
async function useCode(page: Page, phone: string): Promise<void> {
  await page.locator('.sms .use').click();
  const before = await service(page, phone).count();
  await page.keyboard.press('Enter');
  await service(page, phone).nth(before).waitFor();
}

test('LINE in Taiwan’s Chinese on 360 px: a bill as a card, the answers pressed, a receipt pushed', async () => {
  const page = await open('zh-TW', 360);
  expect(await page.title()).toBe(PHONE_WORDS['zh-TW'].title);
  await page.screenshot({ path: `${SHOTS}/phones-zh-TW-1-empty.png` });
  await accessible(page);
  await fits(page);
  await write(page, 'line', '查電費');
  await write(page, 'line', LIN.accountNumber);
  await write(page, 'line', LIN.phone);
  await useCode(page, 'line');
  await page.locator('.flex').getByText('NT$1,371').first().waitFor();
  await page.screenshot({ path: `${SHOTS}/phones-zh-TW-2-bill.png` });
  await write(page, 'line', '繳電費');
  await page.screenshot({ path: `${SHOTS}/phones-zh-TW-3-read-back.png` });
  await accessible(page);
  await fits(page);
  // With the keyboard alone.
  const first = page.locator('.line .quick .chip').first();
  const before = await service(page, 'line').count();
  await first.focus();
  await page.keyboard.press('Enter');
  await service(page, 'line').nth(before).waitFor();
  const pay = page.locator('.line .entry a').last();
  const [gateway] = await Promise.all([page.context().waitForEvent('page'), pay.click()]);
  await gateway.waitForSelector('button.main');
  await gateway.click('button.main');
  await gateway.waitForSelector('[role=status]');
  await gateway.close();
  await page.locator('.line .how').filter({ hasText: PHONE_WORDS['zh-TW'].push }).first().waitFor();
  await page.screenshot({ path: `${SHOTS}/phones-zh-TW-4-pushed.png` });
  await accessible(page);
  await fits(page);
  await page.context().close();
});

test('WeChat in the mainland’s Chinese on 360 px: the list is numbered and the number presses', async () => {
  const page = await open('zh-CN', 360);
  await page.getByRole('button', { name: PHONE_WORDS['zh-CN'].wechat, exact: true }).click();
  await page.locator('.wechat .chip').first().click();
  await service(page, 'wechat').first().waitFor();
  await write(page, 'wechat', '查电费');
  await write(page, 'wechat', WANG.accountNumber);
  await write(page, 'wechat', WANG.phone);
  await useCode(page, 'wechat');
  await service(page, 'wechat').getByText('227.71').first().waitFor();
  await page.screenshot({ path: `${SHOTS}/phones-zh-CN-1-bill.png` });
  await write(page, 'wechat', '1');
  await page.screenshot({ path: `${SHOTS}/phones-zh-CN-2-pressed.png` });
  await accessible(page);
  await fits(page);
  await page.context().close();
});

describe('in English, both phones side by side', () => {
  test('what is written on one is not shown on the other, and nothing is cut off', async () => {
    const page = await open('en', 1100);
    await page.locator('.phone.wechat').waitFor();
    const before = await service(page, 'wechat').count();
    await write(page, 'line', 'Talk to a person');
    await page.screenshot({ path: `${SHOTS}/phones-en-1-both.png` });
    expect(await service(page, 'wechat').count()).toBe(before);
    await page.locator('.number').filter({ hasText: LI.accountNumber }).click();
    expect(await page.locator('#line-field').inputValue()).toBe(LI.accountNumber);
    await accessible(page);
    await fits(page);
    await page.selectOption('#language', 'zh-CN');
    expect(await page.title()).toBe(PHONE_WORDS['zh-CN'].title);
    await accessible(page);
    await page.context().close();
  });
});

test('only this window’s own script may act: a form of another site is refused, and so is what is no act', async () => {
  const post = (headers: Record<string, string>, body: string) =>
    fetch(`${phones.url}/act`, { method: 'POST', headers, body });
  const act = JSON.stringify({ phone: 'line', act: { kind: 'say', text: 'x' } });
  expect((await post({ 'content-type': 'text/plain' }, act)).status).toBe(404);
  for (const body of ['', '[]', '{"phone":"line"}', '{"phone":"fax","act":{"kind":"follow"}}', `${act}x`])
    expect((await post({ 'content-type': 'application/json' }, body)).status).toBe(400);
});
