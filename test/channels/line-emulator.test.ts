/** The stand-in for LINE is as strict as LINE: what our other tests take for granted. */
import { HTTPFetchError, messagingApi, validateSignature } from '@line/bot-sdk';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type LineEmulator, startLineEmulator } from '../support/line-emulator.ts';

const resident = 'U4af4980629000000000000000000aaaa';
const key = '123e4567-e89b-42d3-a456-426614174000';
let line: LineEmulator;
let client: messagingApi.MessagingApiClient;
let received: { signature: string | null; body: string }[];

beforeEach(async () => {
  received = [];
  line = await startLineEmulator({
    webhook: async (request) => {
      received.push({ signature: request.headers.get('x-line-signature'), body: await request.text() });
      return new Response();
    },
  });
  client = new messagingApi.MessagingApiClient({ channelAccessToken: line.accessToken, baseURL: line.url });
});
afterEach(() => line.close());

const hello: messagingApi.TextMessage = { type: 'text', text: '您好' };
const tokenOf = (delivery: Awaited<ReturnType<LineEmulator['say']>>) => delivery.events[0]?.replyToken ?? '';
const outcome = (call: Promise<unknown>) =>
  call.then(
    () => 200,
    (error: unknown) => (error instanceof HTTPFetchError ? [error.status, JSON.parse(error.body).message] : error),
  );
const postback = (label: string, data = 'v') => ({ type: 'postback', label, data });
const quick = (...labels: string[]) => ({
  items: labels.map((label) => ({ type: 'action', action: postback(label) })),
});
const bubble = (...contents: unknown[]) => ({ type: 'bubble', body: { type: 'box', layout: 'vertical', contents } });
const flex = (contents: unknown, altText = 'alt') => ({ type: 'flex', altText, contents });
const words = (text: string) => ({ type: 'text', text });

describe('webhooks', () => {
  test('carry signatures that the SDK accepts, and a redelivery differs only in its mark', async () => {
    await line.redeliver(await line.say(resident, '你好'));
    for (const { body, signature } of received)
      expect(validateSignature(body, line.channelSecret, signature ?? '')).toBe(true);
    const [first, again] = received;
    expect(again?.body).toBe(first?.body.replace('"isRedelivery":false', '"isRedelivery":true'));
  });

  test('a spontaneous duplicate is the same to the byte', async () => {
    const { events } = await line.say(resident, '你好');
    await line.deliver(events);
    expect(received[1]).toEqual(received[0]);
  });

  test('an answer that is no 2xx, or none at all, counts as failed', async () => {
    line.sendWebhooksTo(() => new Response(null, { status: 500 }));
    expect(await line.say(resident, '1')).toMatchObject({ status: 500, failed: true });
    line.sendWebhooksTo(() => Promise.reject(new Error('gone')));
    expect(await line.say(resident, '2')).toMatchObject({ status: null, failed: true });
  });
});

describe('reply tokens', () => {
  const reply = (replyToken: string) => outcome(client.replyMessage({ replyToken, messages: [hello] }));
  const invalid = [400, 'Invalid reply token'];

  test('work once, for a minute', async () => {
    const first = tokenOf(await line.say(resident, '1'));
    expect([await reply(first), await reply(first)]).toEqual([200, invalid]);
    const second = tokenOf(await line.say(resident, '2'));
    line.advance(60_001);
    expect([await reply(second), await reply('made up')]).toEqual([invalid, invalid]);
  });

  test('have a new minute after a redelivery, but not when used, nor 20 minutes after the event', async () => {
    const delivery = await line.say(resident, '1');
    line.advance(5 * 60_000);
    await line.redeliver(delivery);
    expect(await reply(tokenOf(delivery))).toBe(200);
    await line.redeliver(delivery);
    expect(await reply(tokenOf(delivery))).toEqual(invalid);
    const old = await line.say(resident, '2');
    line.advance(21 * 60_000);
    await line.redeliver(old);
    expect(await reply(tokenOf(old))).toEqual(invalid);
  });
});

describe('pushes', () => {
  const push = (text: string, retryKey: string | undefined = key) =>
    outcome(client.pushMessage({ to: resident, messages: [words(text)] as messagingApi.TextMessage[] }, retryKey));

  test('with the same key are accepted once in 24 hours; another payload under it is a violation', async () => {
    await line.say(resident, '你好');
    const again = [409, 'The retry key is already accepted'];
    expect([await push('一'), await push('一')]).toEqual([200, again]);
    expect(line.violations).toEqual([]);
    expect(await push('二')).toEqual(again);
    expect(line.violations).toHaveLength(1);
    line.advance(24 * 3_600_000);
    expect(await push('二')).toBe(200);
    expect(line.readBy(resident)).toEqual(['一', '二']);
  });

  test('need a key that is a UUID, a person who wrote before, and a right token', async () => {
    expect(await push('一')).toEqual([400, 'Failed to send messages']);
    await line.say(resident, '你好');
    expect((await push('一', 'not-a-uuid')) as unknown[]).toContain(400);
    line.accessToken = 'changed';
    expect((await push('一')) as unknown[]).toContain(401);
  });
});

test('other calls: loading sign, profile, quota; an unknown path is a violation', async () => {
  await line.say(resident, '你好');
  expect(
    (await client.showLoadingAnimationWithHttpInfo({ chatId: resident, loadingSeconds: 5 })).httpResponse.status,
  ).toBe(202);
  expect(await outcome(client.showLoadingAnimation({ chatId: resident, loadingSeconds: 7 }))).toContain(400);
  expect(await client.getProfile(resident)).toMatchObject({ userId: resident });
  expect(await outcome(client.getProfile('U0'))).toContain(404);
  line.platform.monthlyLimit = 200;
  expect(await client.getMessageQuota()).toEqual({ type: 'limited', value: 200 });
  const violations = line.violations.length;
  expect(await outcome(client.getBotInfo())).toContain(404);
  expect(line.violations).toHaveLength(violations + 1);
});

test('a person sees quick replies under the newest message only, and card buttons always', async () => {
  const answer = async (...messages: unknown[]) =>
    client.replyMessage({
      replyToken: tokenOf(await line.say(resident, '…')),
      messages: messages as messagingApi.Message[],
    });
  await answer(flex(bubble({ type: 'button', action: postback('繳電費', 'pay') })), {
    ...words('好嗎？'),
    quickReply: quick('好'),
  });
  await line.tap(resident, '好');
  await answer(words('好的'));
  expect(() => line.tap(resident, '好')).toThrow('no button 好; there are: 繳電費');
  await line.tap(resident, '繳電費');
  expect(received.at(-1)?.body).toContain('"postback":{"data":"pay"}');
  expect(line.conversationWith(resident)).toHaveLength(3);
});
