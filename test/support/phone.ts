/** A resident's phone of 360 px in a real browser: writes, taps, sends photos, takes pictures, is held to accessibility. */
import { mkdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { expect } from 'vitest';
import { type Params, phrase, type SentenceKey } from '../../src/conversation/sentences/book.ts';
import { voiceOf } from '../../src/conversation/sentences/voice.ts';
import type { Locale } from '../../src/domain/names.ts';

const SHOTS = fileURLToPath(new URL('../web/screenshots', import.meta.url));
const AXE = readFileSync(fileURLToPath(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url)), 'utf8');

export function openBrowser(): Promise<Browser> {
  mkdirSync(SHOTS, { recursive: true });
  return chromium.launch({
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
}

/** The service's own words in a language: what a button says, what must be on the screen. */
export const sayingIn =
  (locale: Locale) =>
  <K extends SentenceKey>(key: K, ...params: keyof Params[K] extends never ? [] : [Params[K]]): string =>
    voiceOf(locale).say(phrase(key, ...params));

export type Phone = Awaited<ReturnType<typeof openPhone>>;

/** No violation of axe's rules on a page. */
export async function accessible(page: Page): Promise<void> {
  // What is still fading has another contrast than what a person reads a moment later.
  await page.evaluate(async () => {
    const moving = document.getAnimations().filter((one) => one.effect?.getComputedTiming().endTime !== Infinity);
    await Promise.allSettled(moving.map((one) => one.finished));
  });
  await page.evaluate(AXE);
  const found = await page.evaluate(async () => {
    const { violations } = await (
      window as unknown as { axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }
    ).axe.run();
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
  });
  expect(found).toEqual([]);
}

/** Nothing has to be scrolled sideways. */
export const fits = async (page: Page): Promise<void> =>
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);

/** Opens the chat; pictures are named `<name>-<n>-<what>.png`. */
export async function openPhone(browser: Browser, url: string, locale: string, name = locale) {
  const context = await browser.newContext({
    viewport: { width: 360, height: 740 },
    deviceScaleFactor: 2,
    hasTouch: true,
    locale,
    bypassCSP: true,
  });
  const page = await context.newPage();
  page.on('pageerror', (error) => {
    throw error;
  });
  await page.goto(`${url}/`);
  await page.waitForSelector('#input:enabled');
  await page.waitForFunction(
    () => document.getElementById('loading') === null || document.getElementById('loading')?.hidden === true,
  );
  await page.waitForTimeout(400);

  let shot = 0;
  const answers = () => page.locator('.entry.out').count();
  /** Does something and waits until the service has answered it. */
  const answered = async (act: () => Promise<unknown>) => {
    const before = await answers();
    await act();
    await page.waitForFunction((n) => document.querySelectorAll('.entry.out').length > n, before);
    await page.waitForTimeout(150);
  };
  const codeFor = async (phone: string): Promise<string> => {
    await page.waitForFunction(async (to) => {
      const { codes } = (await (await fetch('/demo/hints')).json()) as { codes: { phone: string; code: string }[] };
      return codes.some((sent) => sent.phone === to && sent.code !== null);
    }, phone);
    return page.evaluate(async (to) => {
      const { codes } = (await (await fetch('/demo/hints')).json()) as { codes: { phone: string; code: string }[] };
      return codes.find((sent) => sent.phone === to && sent.code !== null)?.code ?? '';
    }, phone);
  };
  const write = (text: string) =>
    answered(async () => {
      await page.fill('#input', text);
      await page.keyboard.press('Enter');
    });
  return {
    page,
    write,
    codeFor,
    /** Taps the newest button with these words. */
    tap: (label: string) =>
      answered(() =>
        page.locator('.choices:not(.taken)').getByRole('button', { name: label, exact: true }).last().click(),
      ),
    /** Sends a photo by the button beside the field. */
    photo: (file: { name: string; mimeType: string; buffer: Buffer }) =>
      answered(() => page.setInputFiles('#file', file)),
    /** Words that appear, whoever says them. */
    sees: (words: string | RegExp, timeout = 15_000) => page.getByText(words).first().waitFor({ timeout }),
    shown: async () => (await page.locator('#log').textContent()) ?? '',
    last: async () => (await page.locator('.entry.out').last().textContent()) ?? '',
    picture: async (what: string) => {
      shot += 1;
      await page.screenshot({ path: `${SHOTS}/${name}-${shot}-${what}.png` });
    },
    bind: async (account: { readonly accountNumber: string; readonly phone: string }, words: string) => {
      await write(words);
      await write(account.accountNumber);
      await write(account.phone);
      await write(await codeFor(account.phone));
    },
    accessible: () => accessible(page),
    fits: () => fits(page),
    close: () => context.close(),
  };
}
