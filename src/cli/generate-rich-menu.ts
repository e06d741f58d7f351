/** `node src/cli/generate-rich-menu.ts`: draws the rich menus' pictures with Chromium; what is drawn stands in channels/line/menu.ts. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { MENU_SIZE, menuTiles, type Tile } from '../channels/line/menu.ts';
import { LOCALES, type Locale, type ServiceId } from '../domain/names.ts';

const FOLDER = fileURLToPath(new URL('../channels/line/rich-menu', import.meta.url));
/** LINE takes 1 MB. */
const MOST_BYTES = 1024 * 1024;

/** Drawn on a field of 96 by 96 with round lines. */
const ICONS: Readonly<Partial<Record<ServiceId, string>>> = {
  'bill.query': '<path d="M24 10h48v76l-12-8-12 8-12-8-12 8z"/><path d="M36 30h24M36 45h24M36 60h14"/>',
  'payment.pay':
    '<rect x="8" y="22" width="80" height="54" rx="8"/><path d="M8 40h80"/><path d="M20 60h18"/><circle cx="70" cy="60" r="6"/>',
  'outage.report': '<path d="M48 10 90 82H6z"/><path d="M50 34 38 56h18l-8 18" />',
  'progress.query': '<circle cx="48" cy="48" r="38"/><path d="M48 24v24l16 12"/>',
  'outage.query':
    '<path d="M34 62c-10-8-14-18-12-28C25 20 36 12 48 12s23 8 26 22c2 10-2 20-12 28v10H34z"/><path d="M38 84h20"/><path d="M50 28 40 46h14l-6 14"/>',
  'handoff.request':
    '<circle cx="48" cy="32" r="20"/><path d="M12 86c2-22 18-32 36-32s34 10 36 32"/><path d="M26 34c0-30 44-30 44 0"/>',
};
const COLOURS: Readonly<Partial<Record<ServiceId, string>>> = { 'outage.report': '#a33b12', 'outage.query': '#a33b12' };

const tile = ({ service, words, bounds }: Tile): string => `
  <div class="tile" style="left:${bounds.x}px;top:${bounds.y}px;width:${bounds.width}px;height:${bounds.height}px;color:${COLOURS[service] ?? '#1f5c93'}">
    <div class="card"><svg viewBox="0 0 96 96">${ICONS[service] ?? ''}</svg><span>${words}</span></div>
  </div>`;

/** Characters are drawn as the language writes them: the same sign looks another way in Taiwan. */
const FONTS: Readonly<Record<Locale, string>> = {
  'zh-CN': "'Noto Sans CJK SC', sans-serif",
  'zh-TW': "'Noto Sans CJK TC', sans-serif",
  en: "'Noto Sans', 'Noto Sans CJK SC', sans-serif",
};

const page = (locale: Locale): string => `<!doctype html><html lang="${locale}"><meta charset="utf-8"><style>
  body { margin: 0; width: ${MENU_SIZE.width}px; height: ${MENU_SIZE.height}px; background: #e6eef6; font-family: ${FONTS[locale]}; }
  .tile { position: absolute; box-sizing: border-box; padding: 20px; }
  .card { height: 100%; border-radius: 48px; background: #fff; display: flex; flex-direction: column; align-items: center; justify-content: center; gap: 56px; }
  svg { width: 300px; height: 300px; fill: none; stroke: currentColor; stroke-width: 6; stroke-linecap: round; stroke-linejoin: round; }
  span { color: #1a1a1a; font-weight: 700; font-size: ${locale === 'en' ? 88 : 124}px; line-height: 1.15; text-align: center; padding: 0 24px; }
</style>${menuTiles(locale).map(tile).join('')}</html>`;

mkdirSync(FOLDER, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});
try {
  // A test compares it with the words in force: a picture that says something else than its tiles do is noticed.
  const drawn = Object.fromEntries(LOCALES.map((locale) => [locale, menuTiles(locale).map(({ words }) => words)]));
  const context = await browser.newContext({ viewport: MENU_SIZE, deviceScaleFactor: 1 });
  for (const locale of LOCALES) {
    const sheet = await context.newPage();
    await sheet.setContent(page(locale));
    await sheet.evaluate(() => document.fonts.ready);
    const png = await sheet.screenshot({ type: 'png' });
    if (png.length > MOST_BYTES) throw new Error(`${locale}: ${png.length} bytes are more than LINE takes`);
    writeFileSync(`${FOLDER}/${locale}.png`, png);
    console.log(`${locale}: ${png.length} bytes`);
    await sheet.close();
  }
  writeFileSync(`${FOLDER}/drawn.json`, `${JSON.stringify(drawn, null, 2)}\n`);
} finally {
  await browser.close();
}
