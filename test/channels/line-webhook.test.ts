/** The door LINE knocks at: what is let in, what is stored before 200, what is answered afterwards. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lineWebhook } from '../../src/channels/line/webhook.ts';
import type { InboundMessage } from '../../src/conversation/message.ts';
import { PROBLEMS } from '../../src/domain/result.ts';
import { signedBy } from '../support/line-emulator/webhooks.ts';
import { type LineEmulator, startLineEmulator } from '../support/line-emulator.ts';

const resident = 'U4af4980629000000000000000000aaaa';
const neighbour = 'U4af4980629000000000000000000bbbb';

/** The steps in the order they happened. */
let steps: string[];
let stored: InboundMessage[];
let answering: Promise<unknown>[];
/** Answers take as long as this is closed. */
let gate: PromiseWithResolvers<void>;
let line: LineEmulator;

const app = (more: { accept?: () => Promise<number> } | null = {}) =>
  lineWebhook<number>(
    more && {
      channelSecret: line.channelSecret,
      accept: async (messages) => {
        steps.push('stored');
        stored.push(...messages);
        return messages.length;
      },
      answer: async (accepted) => {
        await gate.promise;
        steps.push(`answered ${accepted}`);
      },
      takeBack: async (person, ids) => void steps.push(`taken back by ${person.channelUserId}: ${ids.join()}`),
      cameOrLeft: async (person, { left }) => void steps.push(`${person.channelUserId} ${left ? 'left' : 'came'}`),
      linked: async ({ person, result, nonce }) =>
        void steps.push(`linked ${person?.channelUserId ?? 'nobody'} ${result} ${nonce}`),
      calledInCompany: async ({ chatId, text }) => void steps.push(`called in ${chatId}: ${text}`),
      toldOfAccount: (what) => void steps.push(`account: ${what}`),
      later: (work) => void answering.push(work),
      ...more,
    },
    (code) =>
      Response.json(
        { code },
        { status: PROBLEMS[code].status, headers: { 'content-type': 'application/problem+json' } },
      ),
  );

const knock = async (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string>, to = app()) => {
  const response = await to.request('/webhooks/line', { method: 'POST', body, headers });
  return { status: response.status, body: await response.text() };
};
const signed = (body: string | Uint8Array<ArrayBuffer>) => ({ 'x-line-signature': signedBy(line.channelSecret, body) });

beforeEach(async () => {
  steps = [];
  stored = [];
  answering = [];
  gate = Promise.withResolvers();
  line = await startLineEmulator();
  line.sendWebhooksTo((request) => app().fetch(request));
});
afterEach(() => line.close());

test('a resident writes: stored, then 200, then answered', async () => {
  const { status } = await line.say(resident, '查電費');
  expect([status, ...steps]).toEqual([200, 'stored']);
  gate.resolve();
  await Promise.all(answering);
  expect(steps).toEqual(['stored', 'answered 1']);
  expect(stored.map(({ content }) => content)).toEqual([{ kind: 'text', text: '查電費' }]);
});

test('two residents in one call, with a standby and an unknown event: two messages, one acceptance', async () => {
  line.advance(1000);
  const second = line.text(neighbour, '停電了');
  const first = line.text(resident, '你好', { timestamp: line.now() - 500 });
  const { status } = await line.deliver([
    second,
    line.event(resident, 'teleport'),
    line.text(resident, 'x', { mode: 'standby' }),
    first,
  ]);
  expect(status).toBe(200);
  expect(stored.map(({ channelUserId }) => channelUserId)).toEqual([resident, neighbour]);
  expect(steps).toEqual(['stored']);
});

test('LINE checks the connection with no events: 200, nothing stored, nothing answered', async () => {
  expect((await line.deliver([])).status).toBe(200);
  expect([steps, answering]).toEqual([[], []]);
});

test('LINE delivers again: the same event id, so that it is stored once', async () => {
  const delivery = await line.say(resident, '你好');
  const again = await line.redeliver(delivery);
  expect(again.signature).not.toBe(delivery.signature);
  expect(stored[1]).toEqual(stored[0]);
});

test('somebody without the secret knocks: 401 and no effect, whatever is in the body', async () => {
  const event = line.text(resident, '查電費');
  const { body } = await line.deliver([event], { signature: null });
  await line.deliver([event], { signature: signedBy('another secret', body) });
  await line.deliver([event], { body: `${body} `, signature: signedBy(line.channelSecret, body) });
  expect(line.deliveries.map(({ status }) => status)).toEqual([401, 401, 401]);
  expect(await knock('{broken', {})).toEqual({ status: 401, body: '{"code":"invalid_signature"}' });
  expect([steps, answering]).toEqual([[], []]);
});

test('signed bytes that are no JSON, no UTF-8 or no webhook: 400', async () => {
  for (const body of ['', '{broken', Uint8Array.of(0x22, 0xff, 0x22)]) {
    expect(await knock(body, signed(body))).toEqual({ status: 400, body: '{"code":"invalid_json"}' });
  }
  expect(await knock('[]', signed('[]'))).toEqual({ status: 400, body: '{"code":"invalid_input"}' });
  expect(steps).toEqual([]);
});

test('a body of more than 1 MiB: 413, whether its length is announced or not', async () => {
  const body = `{"events":[],"x":"${'x'.repeat(1024 * 1024)}"}`;
  expect((await knock(body, { ...signed(body), 'content-length': String(body.length) })).status).toBe(413);
  const stream = new Blob([body]).stream();
  const streamed = new Request('http://line.test/webhooks/line', {
    method: 'POST',
    body: stream,
    headers: signed(body),
    ...{ duplex: 'half' },
  });
  expect((await app().fetch(streamed)).status).toBe(413);
});

test('everything else that LINE tells is done before it hears 200, and what was taken back before anything is stored', async () => {
  const { status } = await line.deliver([
    line.text(resident, '查電費'),
    line.event(resident, 'unsend', { unsend: { messageId: '325708123456789012' } }),
    line.event(neighbour, 'unfollow'),
    line.event(resident, 'accountLink', { link: { result: 'ok', nonce: 'bm9uY2Utb2Ytb3Vycw==' } }),
    line.event(resident, 'accountLink', { link: { result: 'failed' }, source: undefined, replyToken: undefined }),
    line.event('nobody', 'join', { source: { type: 'group', groupId: 'C1' } }),
    line.event('nobody', 'botSuspended', { source: undefined, replyToken: undefined }),
  ]);
  expect(status).toBe(200);
  expect(steps).toEqual([
    `taken back by ${resident}: 325708123456789012`,
    `${neighbour} left`,
    `linked ${resident} ok bm9uY2Utb2Ytb3Vycw==`,
    'linked nobody failed null',
    'called in C1: null',
    'account: botSuspended',
    'stored',
  ]);
});

test('the channel is not set up: 503 channel_off, however well it is signed', async () => {
  const body = '{"events":[]}';
  expect(await knock(body, signed(body), app(null))).toEqual({
    status: 503,
    body: '{"code":"channel_off"}',
  });
});

test('the database is gone: LINE hears no 200, nothing is answered, and the next delivery is stored', async () => {
  const withoutDatabase = app({ accept: () => Promise.reject(new Error('no database')) });
  withoutDatabase.onError(() => new Response(null, { status: 503 }));
  line.sendWebhooksTo((request) => withoutDatabase.fetch(request));
  const delivery = await line.say(resident, '查電費');
  expect(delivery.failed).toBe(true);
  expect(answering).toEqual([]);
  line.sendWebhooksTo((request) => app().fetch(request));
  expect((await line.redeliver(delivery)).status).toBe(200);
  expect(stored).toHaveLength(1);
});
