/** What reaches outside, in workerd as deployed: LINE Login, account link and menus, a mini program's sign-in, phone, pushes, notices and payment, 微信客服, text messages. */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createMenuOffice } from '../../src/channels/line/menu-office.ts';
import { LOCALES } from '../../src/domain/names.ts';
import { keepMenus } from '../../src/store/line.ts';
import { type LineEmulator, startLineEmulator } from '../support/line-emulator.ts';
import { type MiniEmulator, startMini } from '../support/mini-emulator/index.ts';
import { jpeg } from '../support/papers.ts';
import { startTownWorker, type TownWorker } from '../support/running-worker.ts';
import { CHEN, LI, TODAY, WANG } from '../support/town.ts';
import { startKfEmulator } from '../support/wechat-emulator/kf.ts';
import { APP_ID, startWechatPay, type WechatPayEmulator } from '../support/wechat-pay-emulator/index.ts';

const LOGIN_CHANNEL = '1656000001';
const ON_LINE = `U${'4'.repeat(32)}`;
const MEI = 'oGZUI0egBJY1zhBYw2KhdUfwVJJE';
const HUA = 'oUpF8uMuAJO_M2pxb1Q9zNjWeS6o';
const CUSTOMER = 'wmJXDeDAAAQmXBjsOUHQ2V9EiLY3PU4A';
const FORM = 'template-case-progress';
const FIELDS = { character_string1: 'case', thing2: 'stage', time3: 'time' };

let house: TownWorker;
let line: LineEmulator;
let mini: MiniEmulator;
let kf: Awaited<ReturnType<typeof startKfEmulator>>;
let pay: WechatPayEmulator;
let carrier: Server;
const texts: { phone: string; text: string }[] = [];
const now = () => house?.now() ?? Date.parse(TODAY);

beforeAll(async () => {
  carrier = createServer(async (request, response) => {
    texts.push(JSON.parse(Buffer.concat(await Array.fromAsync<Buffer>(request)).toString('utf8')));
    response.end();
  });
  await new Promise<void>((resolve) => carrier.listen(0, '127.0.0.1', resolve));
  line = await startLineEmulator({ now });
  mini = await startMini(() => new Date(now()), { appId: APP_ID });
  mini.platform.templates.set(FORM, Object.keys(FIELDS));
  kf = await startKfEmulator({ now });
  pay = await startWechatPay(() => new Date(now()), { mode: 'certificate' });
  house = await startTownWorker(
    {
      RATE_LIMITS: 'off',
      SMS_WEBHOOK_URL: `http://127.0.0.1:${(carrier.address() as AddressInfo).port}/sms`,
      LINE_API_URL: line.url,
      LINE_CHANNEL_SECRET: line.channelSecret,
      LINE_CHANNEL_ACCESS_TOKEN: line.accessToken,
      LINE_LOGIN_CHANNEL_ID: LOGIN_CHANNEL,
      ...mini.environment,
      ...mini.pushing,
      ...kf.environment,
      ...pay.environment,
    },
    {
      lines: [
        {
          kind: 'setting',
          name: 'miniTemplates',
          value: [{ topic: 'case-progress', templateId: FORM, page: '', fields: FIELDS }],
          effectiveFrom: '2026-01-01',
          confirmed: true,
          source: 'the console of the mini program',
        },
      ],
    },
  );
  line.sendWebhooksTo(`${house.url}/webhooks/line`);
  kf.sendTo(house.url);
}, 120_000);
afterAll(async () => {
  await house?.stop();
  await Promise.all([line?.close(), mini?.close(), kf?.close(), pay?.close()]);
  carrier?.close();
  expect([line, mini, kf, pay].flatMap(({ violations }) => [...violations])).toEqual([]);
});

const until = async (what: string, holds: () => boolean | Promise<boolean>): Promise<void> => {
  for (let look = 0; look < 400; look += 1) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`waited in vain for ${what}`);
};
const call = async (method: string, path: string, { token, body }: { token?: string; body?: object } = {}) => {
  const response = await fetch(`${house.url}${path}`, {
    method,
    headers: {
      ...(body && { 'content-type': 'application/json' }),
      ...(token && { authorization: `Bearer ${token}` }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json');
  return { status: response.status, text, body: isJson ? JSON.parse(text) : null };
};
const rows = async (statement: string, values: readonly unknown[] = []) =>
  (await house.pool.query(statement, [...values])).rows;
const bind = async (token: string, { accountNumber, phone }: { accountNumber: string; phone: string }) => {
  const { body } = await call('POST', '/v1/accounts/verifications', { token, body: { accountNumber, phone } });
  const code = () => /\d{6}/.exec(texts.findLast((sent) => sent.phone === phone)?.text ?? '')?.[0];
  await until('the code', () => code() !== undefined);
  const bound = { verificationId: body.verificationId, code: code() };
  expect((await call('POST', '/v1/accounts', { token, body: bound })).status).toBe(201);
};
const session = async (body: object) => {
  const opened = await call('POST', '/v1/sessions', { body });
  return { status: opened.status, token: String(opened.body.token), residentId: opened.body.resident?.id };
};

test('LINE’s published signature is taken and a changed one is not; who writes there sees the menu of their language', async () => {
  const published = (signature: string) =>
    fetch(`${house.url}/webhooks/line`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-line-signature': signature },
      body: '{"destination":"U8e742f61d673b39c7fff3cecb7536ef0","events":[]}',
    });
  expect((await published('GhRKmvmHys4Pi8DxkF4+EayaH0OqtJtaZxgTD9fMDLs=')).status).toBe(200);
  expect((await published('GhRKmvmHys4Pi8DxkF4+EayaH0OqtJtaZxgTD9fMDLt=')).status).toBe(401);
  const office = createMenuOffice({ accessToken: line.accessToken, apiUrl: line.url, dataUrl: line.url });
  const drawn = LOCALES.map((locale) => ({
    locale,
    png: new Uint8Array(readFileSync(new URL(`../../src/channels/line/rich-menu/${locale}.png`, import.meta.url))),
  }));
  await keepMenus(house.db, await office.putUp(drawn, 'zh-TW', []), new Date(now()));
  await line.say(ON_LINE, '查电费');
  await until('the menu', () => line.menus.seenBy(ON_LINE)?.chatBarText === '服务菜单');
});

test('an answer that takes longer than a moment shows LINE’s loading sign, and then comes', async () => {
  const client = await house.pool.connect();
  await client.query('begin');
  await client.query('select from conversations where channel_user_id = $1 for update', [ON_LINE]);
  const before = line.readBy(ON_LINE).length;
  const answered = line.say(ON_LINE, '谢谢');
  await until('the sign', () => line.journal.some(({ path }) => path.includes('/chat/loading/start')));
  await client.query('rollback');
  client.release();
  await answered;
  await until('the answer', () => line.readBy(ON_LINE).length > before);
});

test('an id token opens a session of the resident who writes on LINE, with a nonce once; those of others open none', async () => {
  const idToken = (more: object = {}) =>
    line.login.idToken({ userId: ON_LINE, client: LOGIN_CHANNEL, expiresAt: now() + 3_600_000, ...more });
  const good = idToken();
  const signedIn = await session({ channel: 'line', idToken: good });
  const [chat] = await rows('select resident_id from conversations where channel_user_id = $1', [ON_LINE]);
  expect([signedIn.status, signedIn.residentId]).toEqual([201, chat.resident_id]);
  for (const refused of [idToken({ client: '1656999999' }), idToken({ expiresAt: now() - 1 }), 'eyJ.a.b'])
    expect((await session({ channel: 'line', idToken: refused })).status).toBe(401);
  const nonce = 'began-with-this';
  const begun = { channel: 'line', idToken: idToken({ nonce }), nonce };
  expect((await session(begun)).status).toBe(201);
  expect((await session(begun)).status).toBe(401);
});

test('the web chat’s stream shows an answer as it is given', async () => {
  const { token } = await session({ channel: 'web' });
  const stream = await fetch(`${house.url}/v1/chat/stream`, { headers: { authorization: `Bearer ${token}` } });
  expect([stream.status, stream.headers.get('content-type')?.split(';')[0]]).toEqual([200, 'text/event-stream']);
  const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
  const said = await call('POST', '/v1/chat/messages', { token, body: { id: randomUUID(), text: '查电费' } });
  const [{ text: asked }] = said.body.replies;
  let shown = '';
  while (!shown.includes(asked)) {
    const part = await reader?.read();
    if (!part || part.done) throw new Error(`the stream ended after ${shown}`);
    shown += part.value;
  }
  await reader?.cancel();
  expect(shown).toMatch(/^event: ?message$/m);
});

test('LINE’s account link joins the chat with the browser that has the account', async () => {
  const browser = await session({ channel: 'web' });
  await bind(browser.token, WANG);
  for (const words of ['取消', '关联其他渠道']) await line.say(ON_LINE, words);
  const page = () => /http:[^"]+(\/link\/line\/[\w.-]+)/.exec(JSON.stringify(line.conversationWith(ON_LINE)))?.[1];
  await until('the page', () => page() !== undefined);
  expect((await call('GET', page() ?? '')).status).toBe(200);
  const ticket = page()?.split('/').at(-1);
  const opened = await call('POST', '/v1/me/line-links', { token: browser.token, body: { ticket } });
  expect(opened.status).toBe(201);
  const back = line.login.openLinkDialog(opened.body.url);
  if (!back) throw new Error('LINE shows an error page');
  await line.deliver([line.event(ON_LINE, 'accountLink', { link: { result: back.result, nonce: back.nonce } })]);
  await until('the event to be answered', async () => {
    const [told] = await rows("select answered_at from inbox where content->'event'->>'name' = 'line.linked'");
    return told?.answered_at != null;
  });
  await line.say(ON_LINE, '查电费');
  await until('the bill', () => line.readBy(ON_LINE).join('\n').includes(WANG.due));
});

test('a mini program’s sign-in and phone are WeChat’s word, each once; the phone is kept as a hash', async () => {
  const code = mini.platform.login(MEI);
  const mei = await session({ channel: 'wechat-mini', code });
  expect(mei.status).toBe(201);
  expect((await session({ channel: 'wechat-mini', code })).status).toBe(401);
  expect((await session({ channel: 'wechat-mini', code: mini.platform.login(MEI) })).residentId).toBe(mei.residentId);
  const prove = (body: object) => call('POST', '/v1/me/phone', { token: mei.token, body });
  const phoneCode = mini.platform.phoneCode(MEI, '13900000001');
  expect((await prove({ code: phoneCode })).body).toEqual({ phone: '139****0001' });
  expect((await prove({ code: phoneCode })).body.code).toBe('sign_in_refused');
  // As an older WeChat gives it, under the session key: decrypted here.
  expect((await prove(mini.platform.sealedPhone(MEI, '13900000009'))).body).toEqual({ phone: '139****0009' });
  expect((await prove(mini.platform.sealedPhone(HUA, '13900000009'))).body.code).toBe('sign_in_refused');
  const kept = await rows('select * from proven_phones where resident_id = $1', [mei.residentId]);
  expect(kept).toHaveLength(2);
  expect(JSON.stringify(kept)).not.toMatch(/1390000000[19]/);
});

test('she pays there by WeChat Pay, proved by a certificate that was fetched, and has her invoice', async () => {
  const mei = await session({ channel: 'wechat-mini', code: mini.platform.login(MEI) });
  await bind(mei.token, LI);
  const body = { accountNumber: LI.accountNumber, method: 'wechat-pay' };
  const opened = await call('POST', '/v1/payments', { token: mei.token, body });
  expect(opened.status).toBe(201);
  expect([...pay.orders.values()].map(({ openId }) => openId)).toEqual([MEI]);
  pay.pay(opened.body.action);
  const told = await pay.deliverDue(async (notice) => {
    const { body: sealed, headers } = notice;
    const path = `${house.url}/v1/payment-notifications/wechat-pay`;
    return (await fetch(path, { method: 'POST', headers: { ...headers }, body: sealed })).status;
  });
  expect(told).toEqual([204]);
  expect(pay.journal.filter(({ path }) => path === '/v3/certificates').length).toBeGreaterThan(0);
  const { paymentId } = opened.body;
  expect((await call('GET', `/v1/payments/${paymentId}`, { token: mei.token })).body.status).toBe('paid');
  const invoice = await call('POST', '/v1/invoices', { token: mei.token, body: { paymentId } });
  expect(invoice.status).toBe(201);
  expect(await (await fetch(invoice.body.printUrl)).text()).toContain('224.88');
  expect(await rows('select payment_id from invoices')).toEqual([{ payment_id: paymentId }]);
});

test('who agreed to it is told by a subscribe message how their case goes on', async () => {
  const mei = await session({ channel: 'wechat-mini', code: mini.platform.login(MEI) });
  mini.platform.accept(MEI, FORM);
  const answered = { prompt: 'p1', answers: [{ templateId: FORM, answer: 'accept' }] };
  expect((await call('POST', '/v1/me/subscriptions', { token: mei.token, body: answered })).status).toBe(200);
  const complaint = { category: 'opinion', about: 'other', description: '电线太低', contactPhone: LI.phone };
  const { caseNumber } = (await call('POST', '/v1/complaints', { token: mei.token, body: complaint })).body;
  const { attempt, work } = house.desk();
  expect((await attempt(() => work.act('P01', caseNumber, 'contacted'))).ok).toBe(true);
  await until('the message', async () => {
    await house.tick();
    return mini.platform.notices.length > 0;
  });
  expect(mini.platform.notices).toMatchObject([
    { openId: MEI, templateId: FORM, data: { character_string1: caseNumber, thing2: '调查处理中' } },
  ]);
}, 60_000);

test('who writes in the mini program’s customer service is answered there, once; a forged push changes nothing', async () => {
  const door = async (request: Request) => {
    const { pathname, search } = new URL(request.url);
    const { method } = request;
    return fetch(`${house.url}${pathname}${search}`, { method, body: await request.text() });
  };
  const message = mini.text(HUA, '你好');
  const pushed = await Promise.all([1, 2, 3].map(() => mini.push(door, message)));
  expect(pushed).toEqual(Array(3).fill({ status: 200, body: 'success' }));
  await until('the answer', () => mini.saidTo(HUA).length > 0);
  expect((await mini.push(door, mini.text(HUA, '你好'), { ...mini.seals, token: 'BBBBB' })).status).toBe(401);
  expect(await rows('select event_id from inbox where channel_user_id = $1', [HUA])).toHaveLength(1);
  expect(mini.saidTo(HUA)).toHaveLength(1);
});

test('微信客服: the address is checked, she is welcomed, binds, pays, gives five stars by “5”, and sends a photo with a report', async () => {
  expect(await (await kf.check('4375120948345356249')).text()).toBe('4375120948345356249');
  expect((await kf.ring({ seals: { ...kf.seals, token: 'CCCCC' } })).status).toBe(401);
  const read = () => kf.readBy(CUSTOMER);
  const answered = async (put: () => void) => {
    const before = read().length;
    put();
    expect((await kf.ring()).status).toBe(200);
    await until('an answer', () => read().length > before);
    return read().at(-1) ?? '';
  };
  const say = (words: string) => answered(() => void kf.write(CUSTOMER, words));
  await answered(() => void kf.enter(CUSTOMER));
  for (const words of ['绑定户号', CHEN.accountNumber, CHEN.phone]) await say(words);
  await until('the code', () => texts.some(({ phone }) => phone === CHEN.phone));
  await say(/\d{6}/.exec(texts.findLast(({ phone }) => phone === CHEN.phone)?.text ?? '')?.[0] ?? '');
  await say('查电费');
  expect(await say('我要评价')).toContain('5. 非常满意');
  await say('5');
  expect(await rows('select score::int from ratings')).toEqual([{ score: 5 }]);
  await say('停电了');
  await answered(() => void kf.photo(CUSTOMER, Buffer.from(jpeg())));
  const photos = await rows(
    `select d.type from documents d join document_files using (document_id)
     join conversations c on c.resident_id = d.resident_id where c.channel = 'wechat-kf'`,
  );
  expect(photos).toEqual([{ type: 'image/jpeg' }]);
}, 60_000);
