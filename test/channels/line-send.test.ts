/** Getting words to a person on LINE: each message arrives once, or it is said why it waits. */
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type LineDelivery, type LineSender, lineSender, replyTokenGoodUntil } from '../../src/channels/line/send.ts';
import { type LineEmulator, startLineEmulator } from '../support/line-emulator.ts';

const resident = 'U4af4980629000000000000000000aaaa';
let line: LineEmulator;
let send: LineSender;

beforeEach(async () => {
  line = await startLineEmulator({ webhook: () => new Response() });
  send = lineSender({ accessToken: line.accessToken, apiUrl: line.url });
});
afterEach(async () => {
  vi.useRealTimers();
  await line.close();
});

/** The resident has just written; this answers them. */
async function answer(text = '您好'): Promise<LineDelivery & { replyToken: { token: string; until: Date } }> {
  const { events } = await line.say(resident, '你好');
  const receivedAt = new Date(line.now());
  return {
    to: resident,
    replyToken: { token: events[0]?.replyToken ?? '', until: replyTokenGoodUntil(receivedAt, receivedAt) },
    retryKey: randomUUID(),
    messages: [{ type: 'text', text }],
    now: receivedAt,
  };
}
const push = async () => {
  const { replyToken: _, ...delivery } = await answer();
  return delivery;
};
const calls = () => line.journal.map(({ path }) => path.split('/').at(-1));
/** Sends while LINE keeps silent on the first `silent` calls, and steps the clock past each one's deadline. */
async function sendThroughSilence(delivery: LineDelivery, silent: number) {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const before = line.journal.length;
  const result = send(delivery);
  for (let call = 1; call <= silent; call++) {
    await line.arrived(before + call);
    await vi.advanceTimersByTimeAsync(5000);
  }
  return result;
}

describe('the reply token', () => {
  test('is in time: one free reply, no push', async () => {
    expect(await send(await answer())).toEqual({ sent: 'reply', requestId: expect.stringMatching(/^request-/) });
    expect([line.readBy(resident), calls(), line.platform.pushesCounted]).toEqual([['您好'], ['reply'], 0]);
  });

  test('is older than 50 seconds: pushed, the token not even tried', async () => {
    const delivery = await answer();
    line.advance(50_000);
    expect(await send({ ...delivery, now: new Date(line.now()) })).toMatchObject({ sent: 'push' });
    expect([line.readBy(resident), calls()]).toEqual([['您好'], ['push']]);
  });

  test('was used by an earlier answer: pushed', async () => {
    const delivery = await answer('一');
    await send(delivery);
    expect(await send({ ...delivery, retryKey: randomUUID(), messages: [{ type: 'text', text: '二' }] })).toMatchObject(
      { sent: 'push' },
    );
    expect(line.readBy(resident)).toEqual(['一', '二']);
  });

  test('ended on the way because our clock is slow: pushed', async () => {
    const delivery = await answer();
    line.advance(61_000);
    expect(await send(delivery)).toMatchObject({ sent: 'push' });
    expect([line.readBy(resident), calls()]).toEqual([['您好'], ['reply', 'push']]);
  });

  test('came with a redelivery: good for 50 s from then, never long after the event', () => {
    const event = new Date('2026-11-21T02:00:00Z');
    expect(replyTokenGoodUntil(new Date('2026-11-21T02:10:00Z'), event)).toEqual(new Date('2026-11-21T02:10:50Z'));
    expect(replyTokenGoodUntil(new Date('2026-11-21T02:30:00Z'), event)).toEqual(new Date('2026-11-21T02:19:00Z'));
  });
});

describe('a push', () => {
  test.each([
    ['kept silent', 'hang', 1],
    ['cut the line', 'drop', 0],
    ['failed', { status: 500 }, 0],
  ] as const)(
    'was delivered but LINE %s: it waits, and the retry key makes the next try its proof',
    async (_, ends, silent) => {
      line.trouble('/push', { done: true, ends });
      const delivery = await push();
      expect(await sendThroughSilence(delivery, silent)).toMatchObject({ failed: 'later' });
      expect(await send(delivery)).toMatchObject({ sent: 'push', requestId: expect.stringMatching(/^request-/) });
      expect([line.readBy(resident), line.platform.pushesCounted]).toEqual([['您好'], 1]);
    },
  );

  test('was not delivered because LINE failed: the next try delivers it', async () => {
    line.trouble('/push', { done: false, ends: { status: 503 } });
    const delivery = await push();
    expect(await send(delivery)).toMatchObject({ failed: 'later', reason: 'server', status: 503 });
    expect(await send(delivery)).toMatchObject({ sent: 'push' });
    expect(line.readBy(resident)).toEqual(['您好']);
  });

  test('meets too many calls, then the end of the monthly quota: it waits, and the reason tells them apart', async () => {
    line.trouble('/push', { done: false, ends: { status: 429, message: 'The API rate limit has been exceeded.' } });
    const delivery = await push();
    expect(await send(delivery)).toMatchObject({ failed: 'later', reason: 'rate' });
    line.platform.monthlyLimit = 0;
    expect(await send(delivery)).toMatchObject({ failed: 'later', reason: 'quota', status: 429 });
    line.platform.monthlyLimit = 1;
    expect(await send(delivery)).toMatchObject({ sent: 'push' });
  });

  test('goes to somebody who blocked us: LINE takes it, nobody reads it, nothing is counted', async () => {
    const delivery = await push();
    line.platform.blockedBy.add(resident);
    expect(await send(delivery)).toMatchObject({ sent: 'push' });
    expect([line.readBy(resident), line.platform.pushesCounted]).toEqual([[], 0]);
  });

  test("goes to somebody LINE doesn't know: never tried again", async () => {
    const stranger = { ...(await push()), to: 'U4af4980629000000000000000000ffff' };
    expect(await send(stranger)).toMatchObject({ failed: 'permanent', reason: 'refused', status: 400 });
  });
});

describe("an operator's mistake", () => {
  test('the access token is wrong: everything waits, and goes out once it is right', async () => {
    const right = line.accessToken;
    line.accessToken = 'another token';
    const delivery = await answer();
    expect(await send(delivery)).toMatchObject({ failed: 'later', reason: 'token', status: 401 });
    line.accessToken = right;
    expect(await send(delivery)).toMatchObject({ sent: 'reply' });
    expect(line.readBy(resident)).toEqual(['您好']);
  });

  test('the plan does not allow it: permanent', async () => {
    line.trouble('/push', { done: false, ends: { status: 403 } });
    expect(await send(await push())).toMatchObject({ failed: 'permanent', reason: 'refused', status: 403 });
  });

  test('nobody listens at the address: it waits with its token unused', async () => {
    const nowhere = await startLineEmulator();
    await nowhere.close();
    const delivery = await answer();
    const lost = await lineSender({ accessToken: 'x', apiUrl: nowhere.url })(delivery);
    expect(lost).toEqual({ failed: 'later', reason: 'unreachable' });
    expect(await send(delivery)).toMatchObject({ sent: 'reply' });
  });

  test("there is nothing to send, or a message LINE refuses: permanent, with LINE's reason", async () => {
    expect(await send({ ...(await push()), messages: [] })).toMatchObject({ failed: 'permanent', reason: 'refused' });
    expect(calls()).toEqual([]);
    const blank = { ...(await answer()), messages: [{ type: 'text', text: ' ' }] as const };
    expect(await send(blank)).toMatchObject({
      failed: 'permanent',
      status: 400,
      detail: expect.stringContaining('messages[0].text'),
    });
    expect(line.violations).toHaveLength(1);
  });
});
