/** Messages of our own through WeChat's API: the token, what its error numbers mean, and what of a message is certain. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { accountCalls } from '../../src/channels/wechat/meaning.ts';
import { wechatSender } from '../../src/channels/wechat/send.ts';
import { openHouse } from '../support/house.ts';
import { startWechatEmulator, type WechatEmulator } from '../support/wechat-emulator.ts';
import { standingTime } from '../support/wechat-time.ts';

const PERSON = 'o9AgO5Kd5ggOC-bXrbNODIiE3bGY';
const HOUR = 3_600_000;

let wechat: WechatEmulator;
let at: number;
beforeEach(async () => {
  at = Date.UTC(2026, 10, 21, 2);
  wechat = await startWechatEmulator({ now: () => at, pause: standingTime });
});
afterEach(() => wechat.close());

const sender = (more: { appId?: string; appSecret?: string } = {}) => {
  const calls = accountCalls({
    appId: wechat.seals.appId,
    appSecret: wechat.sending.WECHAT_APP_SECRET,
    baseUrl: wechat.url,
    ...more,
  });
  const made = wechatSender(calls);
  return { ...made, trouble: calls.trouble, say: (text = '您好 "€" 😀') => made.send(PERSON, text, new Date(at)) };
};

test('one token serves many messages, and is renewed before its two hours are over', async () => {
  const one = sender();
  wechat.platform.wrote(PERSON);
  for (let i = 0; i < 3; i += 1) expect(await one.say()).toEqual({ sent: 'customer-service' });
  expect(wechat.api.calls.filter((path) => path.endsWith('stable_token'))).toHaveLength(1);
  at += 2 * HOUR - 4 * 60_000;
  expect(await one.say()).toEqual({ sent: 'customer-service' });
  expect(wechat.readBy(PERSON)).toEqual(Array.from({ length: 4 }, () => '您好 "€" 😀'));
  expect(wechat.violations).toEqual([]);
});

test('the token is refused although it looks good: fetched once more, the message goes out once', async () => {
  for (const errcode of [40001, 40014, 42001]) {
    const one = sender();
    wechat.platform.wrote(PERSON);
    await one.say('first');
    wechat.platform.revokeToken();
    wechat.api.trouble('custom/send', { done: false, ends: { errcode } });
    expect(await one.say('second')).toEqual({ sent: 'customer-service' });
  }
  expect(wechat.readBy(PERSON)).toEqual(['first', 'second', 'first', 'second', 'first', 'second']);
});

test('the newest token is refused: replaced by force once; refused again, it is tried later', async () => {
  const one = sender();
  wechat.platform.wrote(PERSON);
  wechat.api.trouble('custom/send', { done: false, ends: { errcode: 40001 } });
  expect(await one.say()).toEqual({ sent: 'customer-service' });
  expect(wechat.platform.tokensGiven).toBe(2);
  wechat.api.trouble('custom/send', { done: false, ends: { errcode: 40001 } });
  wechat.api.trouble('custom/send', { done: false, ends: { errcode: 40001 } });
  expect(await one.say()).toMatchObject({ failed: 'later' });
  expect(wechat.readBy(PERSON)).toHaveLength(1);
});

test('our address is not on the allow-list: said in plain words until a message leaves again', async () => {
  const one = sender();
  wechat.platform.wrote(PERSON);
  wechat.platform.foreignAddress = true;
  expect(await one.say()).toEqual({
    failed: 'waits',
    until: 'operator',
    code: 40164,
    reason: expect.stringContaining('(40164)'),
  });
  expect(one.trouble()).toContain('WECHAT_RELAY_URL');
  wechat.platform.foreignAddress = false;
  expect(await one.say()).toEqual({ sent: 'customer-service' });
  expect(one.trouble()).toBeNull();
});

test('48 hours are over, or five messages sent: it waits for the person to write', async () => {
  const one = sender();
  wechat.platform.wrote(PERSON);
  for (let i = 0; i < 5; i += 1) expect(await one.say()).toEqual({ sent: 'customer-service' });
  expect(await one.say()).toMatchObject({ failed: 'waits', until: 'person', code: 45047 });
  wechat.platform.wrote(PERSON);
  at += 48 * HOUR;
  expect(await one.say()).toMatchObject({ failed: 'waits', until: 'person', code: 45015 });
  expect(one.trouble()).toBeNull();
});

test('wrong appid, wrong secret, unknown person, WeChat busy: each said by name', async () => {
  wechat.platform.wrote(PERSON);
  expect(await sender({ appId: 'wx0' }).say()).toMatchObject({
    failed: 'waits',
    reason: expect.stringContaining('40013'),
  });
  expect(await sender({ appSecret: 'no' }).say()).toMatchObject({
    failed: 'waits',
    reason: expect.stringContaining('40125'),
  });
  expect(await sender().send('nobody', 'x', new Date(at))).toMatchObject({ failed: 'permanent' });
  const one = sender();
  wechat.api.trouble('custom/send', { done: false, ends: { errcode: -1 } });
  expect(await one.say()).toMatchObject({ failed: 'later' });
  wechat.api.trouble('custom/send', { done: false, ends: { errcode: 45011 } });
  expect(await one.say()).toMatchObject({ failed: 'later' });
});

test('no answer to the token call: nothing was sent, tried again; no answer to the message: nobody knows, so not again', async () => {
  wechat.platform.wrote(PERSON);
  const one = sender();
  wechat.api.trouble('stable_token', { done: false, ends: 'drop' });
  expect(await one.say()).toMatchObject({ failed: 'later' });
  for (const ends of ['drop', { status: 502 }] as const) {
    wechat.api.trouble('custom/send', { done: true, ends });
    expect(await one.say()).toEqual({ failed: 'unknown', reason: expect.stringContaining('may have arrived') });
  }
  expect(wechat.readBy(PERSON)).toHaveLength(2);
});

test('what could not be sent to her is in her next answer, once, and staff and healthz could see why', async () => {
  const house = await openHouse({ environment: { ...wechat.environment, ...wechat.sending }, pause: standingTime });
  try {
    at = house.now().getTime();
    wechat.sendTo((request) => house.app.fetch(request));
    await wechat.say(PERSON, '你好');
    await house.settle();
    const { conversation_id: id } = await house.db.selectFrom('conversations').selectAll().executeTakeFirstOrThrow();
    const tell = (text: string, n: number) =>
      house.db
        .insertInto('outbox')
        .values({
          conversation_id: id,
          channel: 'wechat',
          recipient: PERSON,
          body: JSON.stringify({ text }),
          reply_token: null,
          reply_token_until: null,
          retry_key: `00000000-0000-4000-9000-${String(n).padStart(12, '0')}`,
          due_at: house.now(),
          useless_at: null,
          sent_at: null,
          given_up_at: null,
          last_error: null,
          said_by: null,
        })
        .execute();
    await tell('receipt 1', 1);
    await house.delivery.sendDue();
    expect(wechat.readBy(PERSON).at(-1)).toBe('receipt 1');

    wechat.platform.foreignAddress = true;
    wechat.platform.revokeToken();
    await tell('receipt 2', 2);
    await house.delivery.sendDue();
    const waiting = await house.db.selectFrom('outbox').selectAll().where('sent_at', 'is', null).execute();
    expect(waiting).toMatchObject([{ last_error: expect.stringContaining('40164'), given_up_at: null }]);
    expect((await house.request('GET', '/healthz')).body.wechat).toContain('40164');
    expect(house.log.join('\n')).toContain('allow-list');

    const { shown } = await wechat.say(PERSON, '谢谢');
    expect(shown).toMatch(/^receipt 2\n\n./);
    await house.settle();
    await house.delivery.sendDue();
    expect(wechat.readBy(PERSON).filter((text) => text.includes('receipt 2'))).toHaveLength(1);
    expect(await house.db.selectFrom('outbox').selectAll().where('sent_at', 'is', null).execute()).toEqual([]);
    expect(wechat.violations).toEqual([]);
  } finally {
    await house.close();
  }
});
