/** LINE keeps silent after a reply: the words arrive once all the same, or it is said that nobody knows. */
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

describe('a reply without an answer', () => {
  test('had been delivered: the token tells, nothing is sent twice', async () => {
    line.trouble('/reply', { done: true, ends: 'hang' });
    expect(await sendThroughSilence(await answer(), 1)).toEqual({ sent: 'reply', requestId: null });
    expect([line.readBy(resident), calls()]).toEqual([['您好'], ['reply', 'reply']]);
  });

  test('had not been delivered: the same token delivers it', async () => {
    line.trouble('/reply', { done: false, ends: 'hang' });
    expect(await sendThroughSilence(await answer(), 1)).toMatchObject({ sent: 'reply' });
    expect([line.readBy(resident), calls()]).toEqual([['您好'], ['reply', 'reply']]);
  });

  test.each([true, false])(
    'twice, then LINE is back (delivered before: %s): it waits, is tried again, arrives once',
    async (done) => {
      line.trouble('/reply', { done, ends: 'hang' });
      line.trouble('/reply', { done: false, ends: 'drop' });
      const delivery = await answer();
      expect(await sendThroughSilence(delivery, 1)).toEqual({
        failed: 'later',
        reason: 'reply-unanswered',
        uncertain: true,
      });
      expect(await send({ ...delivery, replyToken: { ...delivery.replyToken, tried: true } })).toMatchObject({
        sent: 'reply',
      });
      expect([line.readBy(resident), line.platform.pushesCounted]).toEqual([['您好'], 0]);
    },
  );

  test("and the token has ended since: told as unknown, not pushed behind anybody's back", async () => {
    line.trouble('/reply', { done: true, ends: 'drop' });
    line.trouble('/reply', { done: false, ends: 'drop' });
    const delivery = await answer();
    expect(await send(delivery)).toEqual({ failed: 'later', reason: 'reply-unanswered', uncertain: true });
    line.advance(90_000);
    const again = { ...delivery, now: new Date(line.now()), replyToken: { ...delivery.replyToken, tried: true } };
    expect(await send(again)).toEqual({ failed: 'permanent', reason: 'reply-unknown', uncertain: true, status: 400 });
    expect([line.readBy(resident), calls()]).toEqual([['您好'], ['reply', 'reply', 'reply']]);
  });

  test.each([true, false])('but a 500, (delivered: %s): the token tells here, too', async (done) => {
    line.trouble('/reply', { done, ends: { status: 500 } });
    expect(await send(await answer())).toMatchObject({ sent: 'reply' });
    expect(line.readBy(resident)).toEqual(['您好']);
  });

  test('followed by a refusal to take calls: still unknown, so the token stays marked as tried', async () => {
    line.trouble('/reply', { done: true, ends: 'drop' });
    line.trouble('/reply', { done: false, ends: { status: 429 } });
    expect(await send(await answer())).toMatchObject({ failed: 'later', reason: 'reply-unanswered', status: 429 });
    expect(line.platform.pushesCounted).toBe(0);
  });
});
