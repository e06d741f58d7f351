/** A resident on a phone of 360 px: bind, bill, explanation, payment, receipt, rating, in three languages, with pictures. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessible, fits, openBrowser, openPhone, type Phone } from '../support/phone.ts';
import { startTownWorker } from '../support/running-worker.ts';
import { LI, LIN, WANG } from '../support/town.ts';

let house: Awaited<ReturnType<typeof startTownWorker>>;
let browser: Browser;

beforeAll(async () => {
  house = await startTownWorker();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await house?.stop();
});

interface Resident {
  readonly locale: string;
  readonly account: { readonly accountNumber: string; readonly phone: string };
  readonly ask: string;
  readonly why: string;
  readonly pay: string;
  readonly amount: RegExp;
  readonly receipt: RegExp;
  readonly best: string;
  readonly thanks: RegExp;
}

const RESIDENTS: readonly Resident[] = [
  {
    locale: 'zh-CN',
    account: WANG,
    ask: '查电费',
    why: '为什么这么贵',
    pay: '交电费',
    amount: /¥227\.71/,
    receipt: /缴费收据/,
    best: '非常满意',
    thanks: /谢谢您的评价/,
  },
  {
    locale: 'zh-TW',
    account: LIN,
    ask: '查電費',
    why: '為什麼這麼貴',
    pay: '繳電費',
    amount: /NT\$1,371/,
    receipt: /繳費收據/,
    best: '非常滿意',
    thanks: /謝謝您的評分|謝謝您的評價|感謝您/,
  },
  {
    locale: 'en',
    account: LI,
    ask: 'Check my bill',
    why: 'Why is it so high?',
    pay: 'Pay my bill',
    amount: /¥117\.80/,
    receipt: /receipt/i,
    best: 'Very satisfied',
    thanks: /thank/i,
  },
];

describe.each(RESIDENTS)('in $locale', (resident) => {
  let phone: Phone;
  beforeAll(async () => {
    phone = await openPhone(browser, house.url, resident.locale);
  });
  afterAll(() => phone?.close());

  test('the empty chat greets and offers what can be done', async () => {
    await phone.picture('empty');
    await phone.accessible();
    await phone.fits();
  });

  test('binds an account with the code of a text message and sees the bill as a card', async () => {
    await phone.write(resident.ask);
    await phone.write(resident.account.accountNumber);
    await phone.write(resident.account.phone);
    const code = await phone.codeFor(resident.account.phone);
    await phone.picture('code');
    await phone.write(code);
    expect(await phone.shown()).toMatch(resident.amount);
    await phone.picture('bill');
    await phone.fits();
  });

  test('asks why and sees parts and a chart', async () => {
    await phone.write(resident.why);
    await phone.picture('why');
    await phone.accessible();
    await phone.fits();
  });

  test('pays at the gateway after a read-back, and finds the receipt in the chat by itself', async () => {
    await phone.write(resident.pay);
    await phone.picture('read-back');
    await phone.page.locator('.choices').last().locator('.choice').first().click();
    const link = phone.page.locator('a.go').last();
    await link.waitFor();
    await phone.picture('link');
    const [gateway] = await Promise.all([phone.page.context().waitForEvent('page'), link.click()]);
    await gateway.waitForSelector('button.main');
    await gateway.setViewportSize({ width: 360, height: 740 });
    await gateway.click('button.main');
    await gateway.waitForSelector('[role=status]');
    await gateway.close();
    await phone.page.getByText(resident.receipt).first().waitFor({ timeout: 10_000 });
    await phone.page.getByText(resident.best, { exact: true }).first().waitFor();
    await phone.picture('receipt');
    await phone.fits();
  });

  test('is asked for a rating once, rates by one tap, and the transcript is there after a reload', async () => {
    await phone.tap(resident.best);
    await phone.page.getByText(resident.thanks).last().waitFor();
    await phone.picture('rated');
    const before = await phone.page.locator('.entry').count();
    await phone.page.reload();
    await phone.page.waitForFunction((n) => document.querySelectorAll('.entry').length >= n, before);
    expect(await phone.page.locator('.entry').count()).toBe(before);
    expect((await phone.shown()).match(new RegExp(resident.best, 'g'))?.length).toBeLessThanOrEqual(2);
  });

  test('an old button explains itself', async () => {
    const before = await phone.page.locator('.entry.out').count();
    await phone.page.locator('.choices.old .choice').first().click();
    await phone.page.waitForFunction((n) => document.querySelectorAll('.entry.out').length > n, before);
    await phone.page.waitForTimeout(150);
    await phone.picture('old-button');
  });

  test('large type keeps everything on the screen', async () => {
    await phone.page.click('#large');
    await phone.picture('large');
    await phone.accessible();
    await phone.fits();
    await phone.page.click('#large');
  });
});

test.each(['zh-CN', 'en'] as const)(
  'a message that is too long is neither cut nor sent in %s: it says how many signs there are',
  async (locale) => {
    const phone = await openPhone(browser, house.url, locale, `long-${locale}`);
    const long = '长'.repeat(2_600);
    await phone.page.fill('#input', long);
    await phone.page.keyboard.press('Enter');
    await phone.page
      .locator('#over')
      .getByText(/2600 \/ 2000$/)
      .waitFor();
    expect(await phone.page.locator('#input').inputValue()).toBe(long);
    expect(await phone.page.locator('.entry').count()).toBe(0);
    await phone.picture('too-long');
    await phone.accessible();
    await phone.fits();
    await phone.page.fill('#input', locale === 'en' ? 'Hello' : '你好');
    expect(await phone.page.locator('#over').isVisible()).toBe(false);
    await phone.close();
  },
);

test('the API reference is readable on a phone and with a screen reader', async () => {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, bypassCSP: true });
  const page = await context.newPage();
  await page.goto(`${house.url}/docs`);
  await accessible(page);
  await fits(page);
  await context.close();
});
