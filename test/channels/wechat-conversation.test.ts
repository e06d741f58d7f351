/** A resident on WeChat against the Worker in workerd, in secure mode: she binds, reads, pays and rates by typing numbers, sends a photo; receipts and templates come by themselves. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accountCalls } from '../../src/channels/wechat/meaning.ts';
import { createMenuOffice } from '../../src/channels/wechat/menu-office.ts';
import { keepWechatMenus } from '../../src/store/wechat-menus.ts';
import { jpeg } from '../support/papers.ts';
import { startTownWorker } from '../support/running-worker.ts';
import { TODAY, WANG } from '../support/town.ts';
import { startWechatEmulator, type WechatEmulator } from '../support/wechat-emulator.ts';

const PERSON = 'o9AgO5Kd5ggOC-bXrbNODIiE3bGY';

let house: Awaited<ReturnType<typeof startTownWorker>>;
let wechat: WechatEmulator;
let carrier: Server;
const texts: { phone: string; text: string }[] = [];
/** Days that WeChat's clock is ahead of ours: so long ago somebody wrote. */
let daysLater = 0;
const TEMPLATES = { 'case-progress': { id: 'CASE-1', fields: { character_string1: 'case', thing2: 'stage' } } };

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
  wechat = await startWechatEmulator({ now: () => (house?.now() ?? Date.parse(TODAY)) + daysLater * 86_400_000 });
  house = await startTownWorker({
    SMS_WEBHOOK_URL: `http://127.0.0.1:${(carrier.address() as AddressInfo).port}/sms`,
    ...wechat.environment,
    WECHAT_APP_SECRET: wechat.sending.WECHAT_APP_SECRET,
    WECHAT_RELAY_URL: wechat.url,
    WECHAT_TEMPLATES: JSON.stringify(TEMPLATES),
  });
  wechat.sendTo(`${house.url}/webhooks/wechat`);
  wechat.platform.templates.known.set('CASE-1', ['character_string1', 'thing2']);
  const account = { appId: wechat.seals.appId, appSecret: wechat.sending.WECHAT_APP_SECRET, baseUrl: wechat.url };
  const office = createMenuOffice(accountCalls(account), () => new Date(house.now()));
  await keepWechatMenus(house.db, await office.putUp([]), new Date(house.now()));
  wechat.api.calls.splice(0);
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

test('WeChat’s printed sealed message is opened, and one whose signature is another’s is not', async () => {
  const encrypted =
    'D7yzvUNAL930rd28wf21s4hvXhz0L6Uit/p2Di6C5DHyYGpEgdBRnKjBec34JwoQXicwaZC7fOVihW80F4VtsdvE//1vr7oAbqjDv8KenVp+ajKYpJnyQ4zMRhIC+a31fCVOMC03FfzV/QuC94kBP55a+Za3sJgvAn+ZbsNqZI5DkyuzkhQN8OBqCzFhizGmy0xpM0MEA4agpvE+RuNO1rhHTtuJB5yltw1FiYzecSXJ+y/D2r81VkRn2eYjh2ltsoyfbDR7Is6ookXIFxTfyeNyeHxMeT4KN5WpCDmSbTcUYrbBUlkGLJ9n/rU8YOywma6G7aTb7KZKOqCxgfoUlYEZPk4FUL/TK7ShriFDMVCLyjQJ15Ob++agDWtcxhfUfe6HIoIpRW8mKNBQiY/Jd1svvuskA1wLef1RTtzKfMpagSCX/laZINmdnX4zrF6kIaR9P4xQrWXbsTFHTYe0Mg==';
  const knock = async (signature: string) =>
    (
      await fetch(
        `${house.url}/webhooks/wechat?timestamp=1715943329&nonce=1590219412&encrypt_type=aes&msg_signature=${signature}`,
        {
          method: 'POST',
          body: `<xml><ToUserName><![CDATA[gh_97417a04a28d]]></ToUserName><Encrypt><![CDATA[${encrypted}]]></Encrypt></xml>`,
        },
      )
    ).status;
  expect(await knock('6c12a4205838198b8fa631b3220723bb07f1015c')).toBe(200);
  expect(await knock('046e02f8204d34f8ba5fa3b1db94908f3df2e9b3')).toBe(401);
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

test('asked how it was she types 5, and that is five stars', async () => {
  const asked = wechat.readBy(PERSON).find((text) => /^5\. 非常满意$/m.test(text));
  expect(asked).toBeDefined();
  await wechat.say(PERSON, '5');
  await until('the rating', async () => (await house.pool.query('select from ratings')).rows.length === 1);
  expect((await house.pool.query('select score::int from ratings')).rows).toEqual([{ score: 5 }]);
});

test('her photo is fetched from WeChat and kept with her report', async () => {
  await wechat.say(PERSON, '停电了');
  await wechat.deliver(wechat.photo(PERSON, Buffer.from(jpeg())));
  await until('the photo', async () => (await house.pool.query('select from document_files')).rows.length === 1);
  expect((await house.pool.query('select type from documents')).rows).toEqual([{ type: 'image/jpeg' }]);
  expect(wechat.api.calls.filter((path) => path.endsWith('media/get'))).toHaveLength(1);
});

test('who writes Traditional Chinese is given its menu', async () => {
  const neighbour = `${PERSON}-tw`;
  await wechat.say(neighbour, '查詢電費');
  await until('the menu', () => wechat.platform.menus.seenBy(neighbour)?.[0] === '電費');
});

test('three days after she wrote, her case goes on: told by a template, with a token that was fetched anew', async () => {
  const [she] = (await house.pool.query('select resident_id from conversations where channel_user_id = $1', [PERSON]))
    .rows;
  const services = house.desk();
  const about = { kind: 'complaint', reason: 'test', residentId: she.resident_id, summary: {} } as const;
  const { caseNumber } = await services.carryOut(await services.cases.plan(about));
  daysLater = 3;
  expect((await services.attempt(() => services.work.act('P01', caseNumber, 'contacted'))).ok).toBe(true);
  const { taken } = wechat.platform.templates;
  await until('the template', async () => {
    await house.tick();
    return taken.length > 0;
  });
  expect(taken).toMatchObject([
    { openId: PERSON, templateId: 'CASE-1', fields: { character_string1: caseNumber, thing2: '调查处理中' } },
  ]);
}, 60_000);

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
