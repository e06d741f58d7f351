/** Who left the account is told nothing there until they come back; then what waited is read, once, in order. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openWechatHouse, type WechatHouse } from '../support/wechat-house.ts';

const PERSON = 'o9AgO5Kd5ggOC-bXrbNODIiE3bGY';

let at: WechatHouse;
beforeEach(async () => {
  at = await openWechatHouse();
});
afterEach(() => at.close());

const states = async () =>
  (await at.outbox(PERSON)).map(({ text, state, why }) => `${text}: ${state} ${why ?? ''}`.trim());
const calls = () => at.wechat.api.calls.filter((path) => path.endsWith('send')).length;

test('she unsubscribes: nothing is sent and nothing is lost; she comes back: her greeting brings what waited', async () => {
  await at.wechat.say(PERSON, '你好');
  await at.wechat.deliver(at.wechat.event(PERSON, 'unsubscribe'));
  at.house.advance(60);
  await at.tell(PERSON, 'receipt 1');
  await at.tell(PERSON, 'reminder', { worth: 'low' });
  await at.tell(PERSON, 'receipt 2');
  await at.sendDue();
  expect(calls()).toBe(0);
  expect((await states()).slice(1)).toEqual([
    'receipt 1: kept left',
    'reminder: given up the person left the channel',
    'receipt 2: kept left',
  ]);
  at.house.advance(3 * 86_400);
  await at.house.upkeep();
  expect(calls()).toBe(0);
  const back = await at.wechat.deliver(at.wechat.event(PERSON, 'subscribe', { EventKey: '' }));
  await at.house.settle();
  expect(back.shown).toMatch(/^receipt 1\n\nreceipt 2\n\n[\s\S]+/);
  expect((await states()).filter((one) => one.includes('kept'))).toEqual([]);
  expect(at.wechat.readBy(PERSON).filter((text) => text.includes('receipt 1'))).toHaveLength(1);
});

test('words that come late change nothing: an old "she left" after she came back does not silence her', async () => {
  const left = at.wechat.event(PERSON, 'unsubscribe');
  at.house.advance(10);
  await at.wechat.deliver(at.wechat.event(PERSON, 'subscribe', { EventKey: 'qrscene_7', Ticket: 't' }));
  await at.wechat.deliver(left);
  await at.tell(PERSON, 'receipt');
  await at.sendDue();
  expect((await states()).at(-1)).toBe('receipt: sent');
});

test('what was kept back goes along in one message, oldest first, and counts once among the five', async () => {
  await at.wechat.say(PERSON, '你好');
  at.wechat.platform.foreignAddress = true;
  for (const text of ['one', 'two', 'three']) await at.tell(PERSON, text);
  await at.sendDue();
  expect((await states()).filter((state) => state.includes('kept')).length).toBeGreaterThan(0);
  at.wechat.platform.foreignAddress = false;
  at.house.advance(11 * 60);
  await at.sendDue();
  await at.sendDue();
  const own = at.wechat.platform.delivered.filter(({ by }) => by === 'message').map(({ text }) => text);
  expect(own.join('\n\n')).toBe('one\n\ntwo\n\nthree');
  expect(await states()).not.toContainEqual(expect.stringContaining('kept'));
});

test('a forged "she left" is refused and silences nobody', async () => {
  await at.wechat.say(PERSON, '你好');
  const forged = at.wechat.call(at.wechat.event(PERSON, 'unsubscribe'), {
    seals: { ...at.wechat.seals, token: 'BBBBB' },
  });
  expect((await at.wechat.knock(forged)).status).toBe(401);
  await at.tell(PERSON, 'receipt');
  await at.sendDue();
  expect((await states()).at(-1)).toBe('receipt: sent');
});

test('a menu pressed or the account followed opens one minute for three messages, and no more', async () => {
  await at.wechat.deliver(at.wechat.event(PERSON, 'CLICK', { EventKey: '查电费' }));
  for (const text of ['1', '2', '3', '4']) await at.tell(PERSON, text);
  await at.sendDue();
  expect((await states()).slice(1)).toEqual([
    '1: sent',
    '2: sent',
    '3: sent',
    '4: kept as many messages as WeChat allows were sent since the person wrote (45047)',
  ]);
  const { shown } = await at.wechat.say(PERSON, '谢谢');
  expect(shown).toMatch(/^4\n\n/);
  expect(at.wechat.violations).toEqual([]);
});
