/** Signing in with LINE's id token (LIFF or the web): LINE's own word, for our login channel, once, and the same resident as the chat's. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { lineLogin } from '../../src/outside/line-login.api.ts';
import { type House, openHouse } from '../support/house.ts';
import { type LineEmulator, startLineEmulator } from '../support/line-emulator.ts';
import { WANG } from '../support/town.ts';

const CHANNEL = '1656000001';
const MEI = 'U4af4980629aaaaaaaaaaaaaaaaaaaaaa';
const HOUR = 3_600_000;

let line: LineEmulator;
let house: House;

beforeEach(async () => {
  line = await startLineEmulator({ now: () => house.now().getTime() });
  house = await openHouse({
    environment: {
      LINE_CHANNEL_SECRET: line.channelSecret,
      LINE_CHANNEL_ACCESS_TOKEN: line.accessToken,
      LINE_API_URL: line.url,
      LINE_DATA_API_URL: line.url,
      LINE_LOGIN_CHANNEL_ID: CHANNEL,
    },
  });
  line.sendWebhooksTo((request) => house.app.request(request));
});
afterEach(async () => {
  await house.close();
  await line.close();
  expect([...line.violations]).toEqual([]);
});

const tokenOf = (userId: string, more: object = {}) =>
  line.login.idToken({ userId, client: CHANNEL, expiresAt: house.now().getTime() + HOUR, ...more });
const signIn = (idToken: string, more: object = {}) =>
  house.request('POST', '/v1/sessions', { body: { channel: 'line', idToken, ...more } });
const residents = async () => (await house.db.selectFrom('residents').selectAll().execute()).length;

describe('who opens the LIFF page', () => {
  test('is the resident of their LINE chat, with the account that was bound there', async () => {
    for (const text of ['绑定户号', WANG.accountNumber, WANG.phone]) {
      await line.say(MEI, text);
      await house.settle();
    }
    await line.say(MEI, house.codes().at(-1)?.code ?? '');
    await house.settle();
    const { status, body } = await signIn(tokenOf(MEI));
    expect(status).toBe(201);
    const me = (await house.request('GET', '/v1/me', { token: body.token })).body;
    expect(me).toMatchObject({
      id: body.resident.id,
      accounts: [{ accountNumber: WANG.accountNumber, holder: '王**' }],
    });
    expect(await residents()).toBe(1);
  });

  test('whose browser names no language of ours is spoken to as on LINE; else as it says', async () => {
    expect((await signIn(tokenOf(MEI))).body.resident.locale).toBe('zh-TW');
    const said = async (userId: string, language: string) => {
      const body = { channel: 'line', idToken: tokenOf(userId) };
      const headers = { 'accept-language': language };
      return (await house.request('POST', '/v1/sessions', { body, headers })).body.resident.locale;
    };
    expect(await said('Ubbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', 'ja-JP')).toBe('zh-TW');
    expect(await said('Ucccccccccccccccccccccccccccccccc', 'zh-CN,zh;q=0.9')).toBe('zh-CN');
    expect(await said('Udddddddddddddddddddddddddddddddd', 'en-GB')).toBe('en');
  });

  test('before they ever wrote is the one who writes later', async () => {
    const { body } = await signIn(tokenOf(MEI));
    await line.say(MEI, '你好');
    await house.settle();
    const [chat] = await house.db.selectFrom('conversations').selectAll().execute();
    expect(chat?.resident_id).toBe(body.resident.id);
    expect(await residents()).toBe(1);
  });

  test('writes and signs in at the same moment, and is one resident', async () => {
    for (let round = 0; round < 5; round += 1) {
      const userId = `U${String(round).repeat(32)}`;
      await Promise.all([line.say(userId, '你好'), signIn(tokenOf(userId))]);
      await house.settle();
      house.advance(6);
      await house.upkeep();
      expect(await residents()).toBe(round + 1);
      expect(line.readBy(userId).length).toBeGreaterThan(0);
    }
  });

  test('opens one session with a token that was begun with a nonce, not two', async () => {
    const nonce = 'began-with-this';
    const idToken = tokenOf(MEI, { nonce });
    const answers = await Promise.all(Array.from({ length: 6 }, () => signIn(idToken, { nonce })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 401, 401, 401, 401, 401]);
    house.advance(60);
    expect((await signIn(idToken, { nonce })).body.code).toBe('sign_in_refused');
    expect((await signIn(`${idToken.slice(0, -1)}h`, { nonce })).body.code).toBe('sign_in_refused');
    expect((await signIn(tokenOf(MEI, { nonce: 'another' }), { nonce: 'another' })).status).toBe(201);
  });

  test('opens the LIFF page again, which has the same token until it ends, and is the same resident', async () => {
    const idToken = tokenOf(MEI);
    const [first, again] = [await signIn(idToken), await signIn(idToken)];
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.body.resident.id).toBe(first.body.resident.id);
    house.advance(2 * 3_600);
    expect((await signIn(idToken)).body.code).toBe('sign_in_refused');
  });
});

describe('a token opens nothing that', () => {
  test.each([
    ['is nobody’s', () => 'eyJ.nobody.sig'],
    ['is for another login channel', () => tokenOf(MEI, { client: '1656999999' })],
    ['is over', () => tokenOf(MEI, { expiresAt: house.now().getTime() })],
    ['is of another issuer', () => tokenOf(MEI, { issuer: 'https://access.example' })],
    ['carries a nonce that its sender does not know', () => tokenOf(MEI, { nonce: 'began-with-this' })],
  ])('%s', async (_, idToken) => {
    const { status, body } = await signIn(idToken());
    expect([status, body.code]).toEqual([401, 'sign_in_refused']);
    expect(await residents()).toBe(0);
  });

  test('carries another nonce than the one it was begun with, or none', async () => {
    expect((await signIn(tokenOf(MEI, { nonce: 'began-with-this' }), { nonce: 'another-nonce' })).status).toBe(401);
    expect((await signIn(tokenOf(MEI), { nonce: 'began-with-this' })).status).toBe(401);
    expect((await signIn(tokenOf(MEI, { nonce: 'began-with-this' }), { nonce: 'began-with-this' })).status).toBe(201);
  });

  test('LINE calls good although it is not: audience, issuer and end are looked at here too', async () => {
    const good = { iss: 'https://access.line.me', sub: MEI, aud: CHANNEL, exp: Math.floor(Date.UTC(2027, 0) / 1_000) };
    const verifying = (answer: object) =>
      lineLogin(
        { apiUrl: 'http://line.test', channelId: CHANNEL },
        {
          now: () => new Date(Date.UTC(2026, 11)),
          checksAge: true,
          fetch: (async () => Response.json(answer)) as typeof fetch,
        },
      ).verify('a.b.c', null);
    expect(await verifying(good)).toMatchObject({ ok: true, value: { userId: MEI } });
    for (const wrong of [
      { aud: '1' },
      { iss: 'https://access.example' },
      { exp: 1_700_000_000 },
      { nonce: 'x' },
      { sub: '' },
    ])
      expect(await verifying({ ...good, ...wrong })).toMatchObject({ ok: false, problem: { code: 'sign_in_refused' } });
  });
});

test('LINE that is silent or broken is 503, and the same token works when it is back', async () => {
  const idToken = tokenOf(MEI);
  line.trouble('/oauth2/v2.1/verify', { done: false, ends: 'drop' });
  expect((await signIn(idToken)).body.code).toBe('unavailable');
  line.trouble('/oauth2/v2.1/verify', { done: false, ends: { status: 500 } });
  expect((await signIn(idToken)).body.code).toBe('unavailable');
  expect((await signIn(idToken)).status).toBe(201);
});

test('without LINE_LOGIN_CHANNEL_ID the door is shut, and says so', async () => {
  const other = await openHouse();
  const { status, body } = await other.request('POST', '/v1/sessions', { body: { channel: 'line', idToken: 'x' } });
  expect([status, body.code]).toEqual([503, 'channel_off']);
  expect((await other.request('GET', '/healthz')).body.on.lineLogin).toBe(false);
  await other.close();
});
