/** Whatever goes wrong on the way: each message of ours is read once, or waits where staff see it with its reason. */
import { afterEach, expect, test } from 'vitest';
import { openWechatHouse, type WechatHouse } from '../support/wechat-house.ts';

const PERSON = 'o9AgO5Kd5ggOC-bXrbNODIiE3bGY';
const HOUR = 3_600;

let at: WechatHouse;
afterEach(() => at.close());

const refuse = (errcode: number) => () => at.wechat.api.trouble('custom/send', { done: false, ends: { errcode } });

test.each<[string, () => unknown, { state: string; why?: RegExp; tokens?: number }]>([
  ['nothing', () => {}, { state: 'sent' }],
  ['the token is refused (40001)', () => at.wechat.platform.revokeToken(), { state: 'sent', tokens: 2 }],
  ['the token is over (42001)', () => at.house.advance(7_300), { state: 'sent', tokens: 2 }],
  ['40001 once', refuse(40001), { state: 'sent', tokens: 2 }],
  ['42001 once', refuse(42001), { state: 'sent', tokens: 2 }],
  ['WeChat is busy (-1)', refuse(-1), { state: 'due', why: /-1/ }],
  ['too many calls (45011)', refuse(45011), { state: 'due', why: /45011/ }],
  ['the day’s calls are used up (45009)', refuse(45009), { state: 'kept', why: /45009/ }],
  ['48 hours are over (45015)', refuse(45015), { state: 'kept', why: /45015/ }],
  ['five are sent (45047)', refuse(45047), { state: 'kept', why: /45047/ }],
  ['the address is unknown (40164)', refuse(40164), { state: 'kept', why: /allow-list/ }],
  [
    'no answer to the token call',
    () => {
      at.wechat.platform.revokeToken();
      at.house.advance(7_300);
      at.wechat.api.trouble('stable_token', { done: false, ends: 'drop' });
    },
    { state: 'due', why: /no token/ },
  ],
])('%s: the receipt is read once, in the end', async (_, befalls, { state, why, tokens }) => {
  at = await openWechatHouse();
  await at.wechat.say(PERSON, '你好');
  await at.tell(PERSON, 'receipt 0');
  await at.sendDue();
  befalls();
  await at.tell(PERSON, 'receipt 1');
  await at.sendDue();
  const first = (await at.outbox(PERSON)).at(-1);
  expect(first?.state).toBe(state);
  if (why) expect(first?.why).toMatch(why);
  if (tokens) expect(at.wechat.platform.tokensGiven).toBe(tokens);
  for (let i = 0; i < 4; i += 1) {
    at.house.advance(HOUR);
    await at.sendDue();
  }
  await at.wechat.say(PERSON, '谢谢');
  await at.sendDue();
  const read = at.wechat.readBy(PERSON).join('\n');
  for (const one of ['receipt 0', 'receipt 1']) expect(read.split(one)).toHaveLength(2);
  expect((await at.outbox(PERSON)).every((row) => row.state === 'sent')).toBe(true);
  expect(at.wechat.violations).toEqual([]);
});

test.each<[string, { done: boolean; ends: 'drop' | { status: number } }]>([
  ['cut after WeChat took it', { done: true, ends: 'drop' }],
  ['cut before', { done: false, ends: 'drop' }],
  ['HTTP 502 after it', { done: true, ends: { status: 502 } }],
])('%s: nobody knows, so it is never sent twice, and staff see that it may not have arrived', async (_, trouble) => {
  at = await openWechatHouse();
  await at.wechat.say(PERSON, '你好');
  at.wechat.api.trouble('custom/send', trouble);
  await at.tell(PERSON, 'receipt');
  for (let i = 0; i < 4; i += 1) {
    await at.sendDue();
    at.house.advance(HOUR);
  }
  await at.wechat.say(PERSON, '谢谢');
  const read = at.wechat.readBy(PERSON).filter((text) => text.includes('receipt'));
  expect(read).toHaveLength(trouble.done ? 1 : 0);
  expect((await at.outbox(PERSON)).find(({ text }) => text === 'receipt')).toMatchObject({
    state: 'given up',
    why: expect.stringContaining('may have arrived'),
  });
});

test('killed with a message in its hands: whoever comes next does not send it again, and says so', async () => {
  at = await openWechatHouse();
  await at.wechat.say(PERSON, '你好');
  await at.house.settle();
  await at.tell(PERSON, 'receipt');
  // Taken, and its process is gone.
  await at.house.db
    .updateTable('outbox')
    .set({ attempts: 1, tried_at: at.house.now(), due_at: new Date(at.house.now().getTime() + 30_000) })
    .where('sent_at', 'is', null)
    .execute();
  at.house.advance(31);
  await at.sendDue();
  expect((await at.outbox(PERSON)).at(-1)).toMatchObject({ state: 'given up', why: 'no answer, may have arrived' });
  expect(at.wechat.api.calls).toEqual([]);
});
