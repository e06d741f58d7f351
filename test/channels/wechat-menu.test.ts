/** The account's menu: put up by a command in three languages, seen by who writes them, and begun by pressing. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { accountCalls } from '../../src/channels/wechat/meaning.ts';
import { createMenuOffice, WechatRefused } from '../../src/channels/wechat/menu-office.ts';
import { keepWechatMenus, wechatMenus } from '../../src/store/wechat-menus.ts';
import { openHouse } from '../support/house.ts';
import { startWechatEmulator } from '../support/wechat-emulator.ts';
import { standingTime } from '../support/wechat-time.ts';

const PERSON = 'o9AgO5Kd5ggOC-bXrbNODIiE3bGY';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

let now: () => number;
beforeEach(() => {
  now = () => Date.UTC(2026, 10, 21, 2);
});

async function open() {
  const wechat = await startWechatEmulator({ now: () => now(), pause: standingTime });
  closing.push(wechat.close);
  const calls = accountCalls({
    appId: wechat.seals.appId,
    appSecret: wechat.sending.WECHAT_APP_SECRET,
    baseUrl: wechat.url,
  });
  return { wechat, office: createMenuOffice(calls, () => new Date(now())) };
}

test('put up once, then again: nothing is made twice; taken down, nothing stands', async () => {
  const { wechat, office } = await open();
  const up = await office.putUp([]);
  expect(up.map(({ locale, how }) => `${locale} ${how}`)).toEqual(['zh-CN made', 'zh-TW made', 'en made']);
  expect(await office.list()).toEqual(['zh-CN', 'zh-TW', 'en']);
  expect((await office.putUp(up)).every(({ how }) => how === 'stood')).toBe(true);
  expect(wechat.platform.menus.made).toBe(3);
  // What is known to stand was taken down by somebody else.
  expect(await office.takeDown()).toBe(true);
  expect((await office.putUp(up)).map(({ how }) => how)).toEqual(['made', 'made', 'made']);
  expect(wechat.platform.menus.conditional).toHaveLength(2);
  expect(await office.takeDown()).toBe(true);
  expect(await office.takeDown()).toBe(false);
  expect(await office.list()).toEqual([]);
  expect(wechat.violations).toEqual([]);
});

test('an old menu of ours is replaced, one that others made for other people stays', async () => {
  const { wechat, office } = await open();
  const { menus } = wechat.platform;
  const up = await office.putUp([]);
  menus.tags.set(7, { name: 'staff', members: new Set() });
  menus.conditional.push({ menuid: '7', tag: 7, button: menus.everybodys ?? [] });
  await office.putUp(up.map((menu) => ({ ...menu, hash: 'of an older release' })));
  expect(menus.conditional.map(({ tag }) => tag)).toContain(7);
  expect(menus.conditional).toHaveLength(3);
});

test('WeChat refuses: its number and its words are what the operator reads', async () => {
  const { wechat, office } = await open();
  wechat.platform.foreignAddress = true;
  await expect(office.putUp([])).rejects.toThrow(WechatRefused);
  await expect(office.putUp([])).rejects.toThrow(/40164/);
});

test('who presses an entry begins that service, and who writes Traditional Chinese or English sees that menu from then on', async () => {
  const { wechat, office } = await open();
  const house = await openHouse({ environment: { ...wechat.environment, ...wechat.sending }, pause: standingTime });
  closing.push(() => house.close());
  now = () => house.now().getTime();
  wechat.sendTo((request) => house.app.fetch(request));
  await keepWechatMenus(house.db, await office.putUp(await wechatMenus(house.db)), house.now());
  const { menus } = wechat.platform;
  expect(menus.seenBy(PERSON)).toEqual(['电费', '停电', '更多服务']);
  const pressed: string[] = [];
  for (const { sub_button: entries } of menus.everybodys ?? [])
    for (const { key } of entries) {
      house.advance(60);
      const person = `o9AgO5Kd5ggOC-press${pressed.length}`;
      const { shown } = await wechat.deliver(wechat.event(person, 'CLICK', { EventKey: key }));
      expect(shown, key).toBeTruthy();
      const [turn] = await house.converse.transcript({ channel: 'wechat', channelUserId: person }, 0, 1);
      pressed.push(turn?.answer.turn.understood[0]?.service ?? `nothing from ${key}`);
    }
  expect(pressed).toEqual([
    'bill.query',
    'payment.pay',
    'bill.explain',
    'payment.history',
    'invoice.issue',
    'outage.report',
    'outage.query',
    'notice.choose',
    'progress.query',
    'connection.new',
    'request.file',
    'complaint.file',
    'handoff.request',
  ]);
  await wechat.say(PERSON, '查詢電費');
  await house.settle();
  expect(menus.seenBy(PERSON)).toEqual(['電費', '停電', '更多服務']);
  await wechat.say(PERSON, 'please answer in English');
  await house.settle();
  expect(menus.seenBy(PERSON)).toEqual(['Bills', 'Outages', 'More']);
  expect([...menus.tags.values()].filter(({ members }) => members.has(PERSON))).toHaveLength(1);
  await wechat.say(PERSON, '说中文简体');
  await wechat.say(PERSON, '查电费');
  await house.settle();
  expect(menus.seenBy(PERSON)).toEqual(['电费', '停电', '更多服务']);
  expect(wechat.violations).toEqual([]);
});
