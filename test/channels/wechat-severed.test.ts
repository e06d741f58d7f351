/** The connection is severed while an answer is being handed over: it is taken back, and the next attempt of the same message gets it, once. */
import { afterEach, expect, test } from 'vitest';
import { wechatWebhook } from '../../src/channels/wechat/webhook.ts';
import type { InboundMessage } from '../../src/conversation/message.ts';
import { WECHAT_WORDS } from '../../src/conversation/sentences/wechat.ts';
import { giveBack } from '../../src/store/passive.ts';
import { startWechatEmulator } from '../support/wechat-emulator.ts';
import { openWechatHouse } from '../support/wechat-house.ts';
import { standingTime } from '../support/wechat-time.ts';

const PERSON = 'o9AgO5Kd5ggOC-bXrbNODIiE3bGY';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

test('given back, the same answer goes with the next attempt; a third gets nothing, and nothing is said twice', async () => {
  const at = await openWechatHouse({ sends: false });
  closing.push(at.close);
  const question = at.wechat.text(PERSON, '查电费');
  const first = await at.wechat.deliver(question);
  expect(first.shown).toMatch(/户号/);
  await giveBack(at.house.db, { channel: 'wechat', channelUserId: PERSON }, String(question.MsgId));
  expect(await at.outbox(PERSON)).toMatchObject([{ state: 'due' }]);
  const second = await at.wechat.deliver(question);
  expect(second.shown).toBe(first.shown);
  expect((await at.wechat.deliver(question)).shown).toBeNull();
  expect(await at.outbox(PERSON)).toMatchObject([{ state: 'sent' }]);
  expect(await at.house.db.selectFrom('turns').select('turn').execute()).toHaveLength(1);
});

test('what was given back and never asked for again goes out by a message where it can', async () => {
  const at = await openWechatHouse();
  closing.push(at.close);
  const question = at.wechat.text(PERSON, '查电费');
  await at.wechat.deliver(question);
  await giveBack(at.house.db, { channel: 'wechat', channelUserId: PERSON }, String(question.MsgId));
  at.house.advance(20);
  await at.sendDue();
  expect(at.wechat.platform.delivered.map(({ by }) => by)).toEqual(['response', 'message']);
});

test('WeChat hangs up after the answer was taken and before it is written: taken back, and WeChat is told to come again', async () => {
  const wechat = await startWechatEmulator({ pause: standingTime });
  closing.push(wechat.close);
  const line = new AbortController();
  const back: string[] = [];
  const now = new Date(Date.UTC(2026, 10, 21, 2));
  const app = wechatWebhook({
    account: { appId: wechat.seals.appId, token: wechat.seals.token, mode: 'secure', aesKeys: [wechat.seals.aesKey] },
    clock: { now: () => now },
    chance: { id: () => '00000000-0000-4000-8000-000000000001', digits: (length) => '1'.repeat(length) },
    checksAge: true,
    pause: standingTime,
    canSend: () => false,
    sendDue: async () => 0,
    answer: async () => {},
    later: () => {},
    accept: async () => [],
    isFetch: async () => false,
    buttonOf: async () => null,
    words: () => WECHAT_WORDS['zh-CN'],
    waiting: {
      take: async () => {
        line.abort();
        return { answered: true, blocked: false, busy: false, texts: ['户号'], left: 0 };
      },
      leaveToFetch: async () => {},
      dueNow: async () => {},
    },
    office: {
      cameOrLeft: async () => {},
      templateEnded: async () => true,
      giveBack: async (message: InboundMessage) => void back.push(message.eventId),
    },
    problem: (code) => new Response(code, { status: 503 }),
  });
  const question = wechat.text(PERSON, '查电费');
  wechat.sendTo((request) => app.fetch(request));
  const answer = await wechat.knock(wechat.call(question), line.signal);
  expect(answer).toEqual({ status: 503, body: 'unavailable' });
  expect(back).toEqual([question.MsgId]);
});
