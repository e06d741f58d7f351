/** What carries a code, a key or what somebody asked goes to the address that was named, and to none that an answer names. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { lineApi } from '../../src/channels/line/api.ts';
import { createMenuOffice } from '../../src/channels/line/menu-office.ts';
import { kfCalls } from '../../src/channels/wechat-kf/account.ts';
import { openAiEmbeddings } from '../../src/outside/embeddings.openai.ts';
import { openAiLanguageModel } from '../../src/outside/language-model.openai.ts';
import { lineLogin } from '../../src/outside/line-login.api.ts';
import { lineLinkTokens } from '../../src/outside/line-login.link-tokens.ts';
import { linePayClient } from '../../src/outside/payment-gateway.line-pay-client.ts';
import { webhookTextMessages } from '../../src/outside/text-message.webhook.ts';
import { miniProgram } from '../../src/outside/wechat-mini.api.ts';
import { openHouse } from '../support/house.ts';
import { WANG } from '../support/town.ts';

/** Answers everything with where to go instead, keeping the method and the body. */
let named: Server;
/** Where nothing may arrive. */
let other: Server;
let url: string;
const arrived: string[] = [];
let asked = 0;

const listening = (server: Server): Promise<string> =>
  new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)),
  );

beforeAll(async () => {
  other = createServer((request, response) => {
    arrived.push(`${request.method} ${request.url}`);
    response.end('{}');
  });
  const elsewhere = await listening(other);
  named = createServer((request, response) => {
    asked += 1;
    request.resume();
    response.writeHead(307, { location: `${elsewhere}${request.url}` }).end();
  });
  url = await listening(named);
});
beforeEach(() => {
  arrived.length = 0;
  asked = 0;
});
afterAll(() => {
  for (const server of [named, other]) {
    server.closeAllConnections();
    server.close();
  }
});

const now = new Date('2026-12-05T02:00:00Z');
const tools = { now: () => now, fetch, tell: () => {}, checksAge: false, newId: () => 'n' };
const line = () => ({ accessToken: 'token', apiUrl: url, dataUrl: url });
const mini = () => miniProgram({ appId: 'wx1', appSecret: 'secret', baseUrl: url }, tools);

/** What each call comes to: it fails, as it does where nobody answers. */
const CALLS: Readonly<Record<string, () => Promise<unknown>>> = {
  'a text message': () =>
    webhookTextMessages(url)
      .send({ phone: WANG.phone, text: '123456' })
      .catch((error: Error) => error.message),
  'a sign-in at WeChat': () => mini().signIn('code'),
  'a phone number from WeChat': () => mini().phone('code', 'openid'),
  'a call to WeCom': () => kfCalls({ baseUrl: url, corpId: 'ww1', secret: 'secret' }).get('/cgi-bin/a', {}, now),
  'an id token for LINE': () => lineLogin({ apiUrl: url, channelId: '12345' }, tools).verify('token', null),
  'a link token of LINE': () => lineLinkTokens(line(), tools).issue('U1'),
  'a call to LINE': () => lineApi(line()).quota(now),
  'a menu for LINE': () =>
    createMenuOffice(line())
      .putUp([], 'zh-TW', [])
      .catch((error: Error) => error.message),
  'a call to LINE Pay': () =>
    linePayClient({ apiUrl: url, channelId: '1', channelSecret: 'secret' }, tools)
      .get('/v3/payments', 'orderId=1')
      .catch((error: Error) => error.message),
  'a question to a model': () =>
    openAiLanguageModel({ baseUrl: url, apiKey: 'key', model: 'm' }).answer({
      purpose: 'meaning',
      prompt: 'meaning@1',
      key: '1',
      system: 's',
      turns: [{ role: 'asked', text: 'what was asked' }],
      schema: { type: 'object', properties: {} },
      read: (value) => value,
      maxTokens: 10,
      withinMs: 5_000,
    }),
  'a vector': () =>
    openAiEmbeddings({ baseUrl: url, apiKey: 'key', model: 'e' }).embed({ texts: ['a'], key: '1', withinMs: 5_000 }),
};

test.each(Object.keys(CALLS))(
  '%s is not carried to another address, and counts as failed',
  async (what) => {
    const answer = await CALLS[what]?.();
    expect([asked > 0, arrived]).toEqual([true, []]);
    expect(JSON.stringify(answer)).toMatch(/unavailable|307|away|not-made|broken|refused|null/);
  },
  20_000,
);

test('a code whose carrier points elsewhere goes nowhere, and is tried again until the carrier takes it', async () => {
  const house = await openHouse({ environment: { SMS_WEBHOOK_URL: `${url}/sms` } });
  const person = await house.person();
  for (const words of ['查电费', WANG.accountNumber, WANG.phone]) await person.say(words);
  await house.settle();
  const waiting = () =>
    house.db
      .selectFrom('outbox')
      .select(['attempts', 'last_error', 'sent_at', 'given_up_at'])
      .where('channel', '=', 'text-message')
      .executeTakeFirst();
  expect(await waiting()).toMatchObject({
    attempts: 1,
    last_error: 'text message gateway answered 307',
    sent_at: null,
    given_up_at: null,
  });
  house.advance(120);
  await house.upkeep();
  await house.settle();
  expect((await waiting())?.attempts).toBeGreaterThan(1);
  expect(arrived).toEqual([]);
  await house.close();
});
