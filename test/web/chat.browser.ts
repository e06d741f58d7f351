/** A resident on a phone of 360 px: bind, bill, explanation, payment, receipt, rating, in three languages, with pictures. */
import { mkdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTownWorker } from '../support/running-worker.ts';
import { LI, LIN, WANG } from '../support/town.ts';

const SHOTS = fileURLToPath(new URL('./screenshots', import.meta.url));
const AXE = readFileSync(fileURLToPath(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url)), 'utf8');

let house: Awaited<ReturnType<typeof startTownWorker>>;
let browser: Browser;

beforeAll(async () => {
  mkdirSync(SHOTS, { recursive: true });
  house = await startTownWorker();
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
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
  let page: Page;
  let shot = 0;

  beforeAll(async () => {
    const context = await browser.newContext({
      viewport: { width: 360, height: 740 },
      deviceScaleFactor: 2,
      hasTouch: true,
      locale: resident.locale,
      bypassCSP: true,
    });
    page = await context.newPage();
    page.on('pageerror', (error) => {
      throw error;
    });
    await page.goto(`${house.url}/`);
    await page.waitForSelector('#input:enabled');
    await page.waitForFunction(
      () => document.getElementById('loading') === null || document.getElementById('loading')?.hidden === true,
    );
    await page.waitForTimeout(400);
  });
  afterAll(() => page?.context().close());

  const picture = async (name: string) => {
    shot += 1;
    await page.screenshot({ path: `${SHOTS}/${resident.locale}-${shot}-${name}.png` });
  };
  const answers = () => page.locator('.entry.out').count();
  const write = async (text: string) => {
    const before = await answers();
    await page.fill('#input', text);
    await page.keyboard.press('Enter');
    await page.waitForFunction((n) => document.querySelectorAll('.entry.out').length > n, before);
    await page.waitForTimeout(150);
  };
  const shown = async () => (await page.locator('#log').textContent()) ?? '';
  const accessible = async () => {
    await page.evaluate(AXE);
    const found = await page.evaluate(async () => {
      const { violations } = await (
        window as unknown as { axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }
      ).axe.run();
      return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
    });
    expect(found).toEqual([]);
  };
  const fits = async () =>
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);

  test('the empty chat greets and offers what can be done', async () => {
    await picture('empty');
    await accessible();
    await fits();
  });

  test('binds an account with the code of a text message and sees the bill as a card', async () => {
    await write(resident.ask);
    await write(resident.account.accountNumber);
    await write(resident.account.phone);
    await page.waitForFunction(
      async () => ((await (await fetch('/demo/hints')).json()) as { codes: unknown[] }).codes.length > 0,
    );
    const code = await page.evaluate(async (phone) => {
      const { codes } = (await (await fetch('/demo/hints')).json()) as { codes: { phone: string; code: string }[] };
      return codes.find((sent) => sent.phone === phone)?.code ?? '';
    }, resident.account.phone);
    await picture('code');
    await write(code);
    expect(await shown()).toMatch(resident.amount);
    await picture('bill');
    await fits();
  });

  test('asks why and sees parts and a chart', async () => {
    await write(resident.why);
    await picture('why');
    await accessible();
    await fits();
  });

  test('pays at the gateway after a read-back, and finds the receipt in the chat by itself', async () => {
    await write(resident.pay);
    await picture('read-back');
    await page.locator('.choices').last().locator('.choice').first().click();
    const link = page.locator('a.go').last();
    await link.waitFor();
    await picture('link');
    const [gateway] = await Promise.all([page.context().waitForEvent('page'), link.click()]);
    await gateway.waitForSelector('button.main');
    await gateway.setViewportSize({ width: 360, height: 740 });
    await gateway.screenshot({ path: `${SHOTS}/${resident.locale}-gateway.png` });
    await gateway.click('button.main');
    await gateway.waitForSelector('[role=status]');
    await gateway.close();
    await page.getByText(resident.receipt).first().waitFor({ timeout: 10_000 });
    await page.getByText(resident.best, { exact: true }).first().waitFor();
    await picture('receipt');
    await fits();
  });

  test('is asked for a rating once, rates by one tap, and the transcript is there after a reload', async () => {
    await page.getByText(resident.best, { exact: true }).first().click();
    await page.getByText(resident.thanks).first().waitFor();
    await picture('rated');
    const before = await page.locator('.entry').count();
    await page.reload();
    await page.waitForFunction((n) => document.querySelectorAll('.entry').length >= n, before);
    expect(await page.locator('.entry').count()).toBe(before);
    expect((await shown()).match(new RegExp(resident.best, 'g'))?.length).toBeLessThanOrEqual(2);
  });

  test('an old button explains itself', async () => {
    const before = await answers();
    await page.locator('.choices.old .choice').first().click();
    await page.waitForFunction((n) => document.querySelectorAll('.entry.out').length > n, before);
    await page.waitForTimeout(150);
    await picture('old-button');
  });

  test('large type keeps everything on the screen', async () => {
    await page.click('#large');
    await picture('large');
    await accessible();
    await fits();
    await page.click('#large');
  });
});

test('the API reference is readable on a phone and with a screen reader', async () => {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, bypassCSP: true });
  const page = await context.newPage();
  await page.goto(`${house.url}/docs`);
  await page.screenshot({ path: `${SHOTS}/docs.png` });
  await page.evaluate(AXE);
  const found = await page.evaluate(async () => {
    const { violations } = await (
      window as unknown as { axe: { run(): Promise<{ violations: { id: string }[] }> } }
    ).axe.run();
    return violations.map(({ id }) => id);
  });
  expect(found).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  await context.close();
});
