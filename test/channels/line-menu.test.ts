/** The rich menu: drawn in three languages, put up by a command that may be repeated or broken off, shown to each in their language. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { MENU_SIZE, menuRequest, menuTiles } from '../../src/channels/line/menu.ts';
import { createMenuOffice, type DrawnMenu, LineRefused } from '../../src/channels/line/menu-office.ts';
import { understandText } from '../../src/conversation/understanding/understand.ts';
import { LOCALES, type Locale } from '../../src/domain/names.ts';
import { keepMenus } from '../../src/store/line.ts';
import { type LineHouse, openLineHouse } from '../support/line-house.ts';

const folder = fileURLToPath(new URL('../../src/channels/line/rich-menu', import.meta.url));
const drawn: readonly DrawnMenu[] = LOCALES.map((locale) => ({
  locale,
  png: new Uint8Array(readFileSync(`${folder}/${locale}.png`)),
}));

describe.each(LOCALES)('in %s', (locale) => {
  test('its picture is within LINE’s limits, and shows the words that its tiles say', () => {
    const png = readFileSync(`${folder}/${locale}.png`);
    expect(png.length).toBeLessThanOrEqual(1024 * 1024);
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([MENU_SIZE.width, MENU_SIZE.height]);
    const shown = JSON.parse(readFileSync(`${folder}/drawn.json`, 'utf8')) as Record<Locale, readonly string[]>;
    // Draw them again: node src/cli/generate-rich-menu.ts
    expect(menuTiles(locale).map(({ words }) => words)).toEqual(shown[locale]);
  });

  test('pressing a tile begins the service that it shows, without a guess', () => {
    for (const { service, words } of menuTiles(locale)) {
      const understood = understandText(words, { locale, today: '2026-11-21', open: null, filled: {} });
      expect(understood.map(({ command, by }) => [by, command])).toMatchObject([['rule', { kind: 'start', service }]]);
    }
  });

  test('its tiles cover it without overlapping', () => {
    const covered = menuTiles(locale).reduce((sum, { bounds }) => sum + bounds.width * bounds.height, 0);
    expect(covered / (MENU_SIZE.width * MENU_SIZE.height)).toBeGreaterThan(0.999);
    expect(new Set(menuTiles(locale).map(({ bounds }) => `${bounds.x},${bounds.y}`)).size).toBe(6);
    expect(menuRequest(locale, 'x').areas).toHaveLength(6);
  });
});

describe('put up at LINE', () => {
  let at: LineHouse;
  let office: ReturnType<typeof createMenuOffice>;
  beforeEach(async () => {
    at = await openLineHouse();
    const { url, accessToken } = at.line;
    office = createMenuOffice({ accessToken, apiUrl: url, dataUrl: url });
  });
  afterEach(async () => {
    expect(at.line.violations).toEqual([]);
    await at.close();
  });

  test('three menus, the Traditional Chinese one for everybody; again, nothing changes', async () => {
    const up = await office.putUp(drawn, 'zh-TW', []);
    expect(up.map(({ locale, how }) => [locale, how])).toEqual(LOCALES.map((locale) => [locale, 'made']));
    const { menus } = at.line;
    expect([menus.menus.size, [...menus.menus.values()].every(({ hasPicture }) => hasPicture)]).toEqual([3, true]);
    expect(menus.everybodys).toBe(up.find(({ locale }) => locale === 'zh-TW')?.menuId);
    const again = await office.putUp(drawn, 'zh-TW', up);
    expect(again).toEqual(up.map((one) => ({ ...one, how: 'stood' })));
  });

  test('broken off in the middle: repeated, it leaves three menus and no ruin', async () => {
    at.line.trouble('/content', { done: false, ends: { status: 500 } });
    await expect(office.putUp(drawn, 'zh-TW', [])).rejects.toThrow(LineRefused);
    expect([...at.line.menus.menus.values()].map(({ hasPicture }) => hasPicture)).toEqual([false]);
    const up = await office.putUp(drawn, 'zh-TW', []);
    expect([...at.line.menus.menus.keys()].sort()).toEqual(up.map(({ menuId }) => menuId).sort());
  });

  test('a menu that somebody else made is left alone, and ours are all taken down', async () => {
    const other = { ...menuRequest('en', 'x'), name: 'campaign' };
    await fetch(`${at.line.url}/v2/bot/richmenu`, {
      method: 'POST',
      headers: { authorization: `Bearer ${at.line.accessToken}`, 'content-type': 'application/json' },
      body: JSON.stringify(other),
    });
    await office.putUp(drawn, 'zh-TW', []);
    expect((await office.list()).map(({ locale }) => locale)).toEqual([...LOCALES]);
    expect(await office.takeDown()).toBe(3);
    expect([...at.line.menus.menus.values()].map(({ name }) => name)).toEqual(['campaign']);
    expect(at.line.menus.everybodys).toBeNull();
  });

  test('each sees it in the language they write, from the first message on, and after they change it', async () => {
    const up = await office.putUp(drawn, 'zh-TW', []);
    await keepMenus(at.house.db, up, at.house.now());
    const seenBy = (userId: string) => at.line.menus.seenBy(userId)?.chatBarText;
    const [lin, li, ann] = ['1', '2', '3'].map((digit) => `U${digit.repeat(32)}`) as [string, string, string];
    await at.say(lin, '查電費');
    await at.say(li, '查电费');
    await at.say(ann, 'I want to pay my bill');
    expect([lin, li, ann].map(seenBy)).toEqual(['服務選單', '服务菜单', 'Services']);
    const linked = at.line.journal.filter(({ path }) => /\/user\/U.*\/richmenu/.test(path)).length;
    await at.say(li, '谢谢');
    expect(at.line.journal.filter(({ path }) => /\/user\/U.*\/richmenu/.test(path))).toHaveLength(linked);
    await at.say(li, 'English please');
    await at.say(ann, '繁體中文');
    expect([li, ann].map(seenBy)).toEqual(['Services', '服務選單']);
  });

  test('LINE does not take the link: the answer is out all the same, and the next message tries again', async () => {
    await keepMenus(at.house.db, await office.putUp(drawn, 'zh-TW', []), at.house.now());
    const ann = `U${'3'.repeat(32)}`;
    const [{ menuId } = { menuId: '' }] = (await office.list()).filter(({ locale }) => locale === 'en');
    at.line.trouble(menuId, { done: false, ends: { status: 500 } });
    await at.say(ann, 'I want to pay my bill');
    expect([at.line.readBy(ann).length > 0, at.line.menus.seenBy(ann)?.chatBarText]).toEqual([true, '服務選單']);
    await at.say(ann, 'thank you');
    expect(at.line.menus.seenBy(ann)?.chatBarText).toBe('Services');
  });
});
