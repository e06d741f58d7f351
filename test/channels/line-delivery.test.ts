/** What leaves for LINE when LINE, its token, its month or the person stands in the way: once, or visibly waiting. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type LineHouse, openLineHouse } from '../support/line-house.ts';

const HOUR = 3_600;
const LIN = `U${'1'.repeat(32)}`;
const WU = `U${'2'.repeat(32)}`;

let at: LineHouse;
beforeEach(async () => {
  at = await openLineHouse();
});
afterEach(async () => {
  expect(at.line.violations).toEqual([]);
  await at.close();
});

const read = (userId = LIN) => at.line.readBy(userId);
const kept = async (userId = LIN) => (await at.outbox(userId)).map((row) => row.kept_for);
const send = () => at.house.delivery.sendDue();
const calls = (ends: string) => at.line.journal.filter(({ path }) => path.endsWith(ends)).length;
const healthz = async () => (await at.house.request('GET', '/healthz')).body.line;
/** Lets time pass as the house does: a round of the outbox each step. */
async function pass(seconds: number, steps = 1) {
  for (let i = 0; i < steps; i += 1) {
    at.house.advance(seconds / steps);
    await send();
  }
}

describe('the access token has expired', () => {
  test('everything waits, says why, and leaves once, in order, when an operator has put a new one in', async () => {
    const good = at.line.accessToken;
    at.line.accessToken = 'another';
    for (const words of ['一', '二', '三']) await at.tell(LIN, words);
    await pass(60, 6);
    expect(await kept()).toEqual(['token', 'token', 'token']);
    expect((await healthz()).waiting).toEqual({ token: 3 });
    await pass(2 * HOUR, 12);
    expect(read()).toEqual([]);
    at.line.accessToken = good;
    at.house.advance(HOUR);
    // What is new does not overtake what may leave at last.
    await at.tell(LIN, '四');
    await send();
    expect(read()).toEqual(['一', '二', '三', '四']);
    expect((await at.outbox(LIN)).every((row) => row.sent && row.proof?.startsWith('request-'))).toBe(true);
  });

  test('for days: nothing is given up while it is of use, and then it says that it is too late', async () => {
    at.line.accessToken = 'another';
    await at.tell(LIN, '一');
    await pass(13 * 24 * HOUR, 13 * 12);
    expect(await at.outbox(LIN)).toMatchObject([{ sent: false, given_up: false, kept_for: 'token' }]);
    await pass(2 * 24 * HOUR, 4);
    expect(await at.outbox(LIN)).toMatchObject([{ given_up: true, last_error: 'too late to be of use' }]);
  });
});

describe('the month’s messages', () => {
  test('are used up: what is told by itself waits, and leaves for nothing with the answer to the next message', async () => {
    at.line.platform.monthlyLimit = 10;
    at.line.platform.pushesCounted = 10;
    await at.tell(LIN, '繳費收據');
    await send();
    expect([read(), await kept()]).toEqual([[], ['quota']]);
    expect(await healthz()).toMatchObject({ waiting: { quota: 1 }, month: { limit: 10, used: 10 } });
    await at.say(LIN, '謝謝');
    expect(read()[0]).toBe('繳費收據');
    expect(read().length).toBeGreaterThan(1);
    expect([calls('/push'), at.line.platform.pushesCounted]).toEqual([0, 10]);
    expect((await at.outbox(LIN)).map((row) => row.sent)).toEqual([true, true]);
  });

  test('are used up although LINE said otherwise a moment ago: a 429 tells, and the new month sends', async () => {
    at.line.platform.monthlyLimit = 100;
    at.line.platform.pushesCounted = 10;
    await at.tell(LIN, '一');
    await send();
    at.line.platform.pushesCounted = 100;
    await at.tell(LIN, '二');
    await send();
    expect([read(), await kept()]).toEqual([['一'], [null, 'quota']]);
    at.line.platform.pushesCounted = 0;
    await pass(3 * HOUR, 6);
    expect(read()).toEqual(['一', '二']);
  });

  test('are nearly used up: reminders wait for the evening and are told together, as one message that counts', async () => {
    at.line.platform.monthlyLimit = 100;
    at.line.platform.pushesCounted = 85;
    at.house.at('2026-11-21T10:00:00+08:00');
    const reminders = ['帳單一', '帳單二', '帳單三', '帳單四', '帳單五', '帳單六', '帳單七'];
    for (const words of reminders) await at.tell(LIN, words, { worth: 'low' });
    await at.tell(WU, '帳單八', { worth: 'low' });
    await send();
    expect([read(), await kept()]).toEqual([[], reminders.map(() => 'digest')]);
    await pass(8 * HOUR, 4);
    expect(read()).toEqual([]);
    await pass(1_900);
    expect([read(), read(WU)]).toEqual([[reminders.join('\n\n')], ['帳單八']]);
    expect(at.line.platform.pushesCounted).toBe(87);
  });

  test('are down to the reserve: a warning and a receipt go out, a reminder does not', async () => {
    at.line.platform.monthlyLimit = 100;
    at.line.platform.pushesCounted = 96;
    await at.tell(LIN, '帳單', { worth: 'low' });
    await at.tell(LIN, '收據');
    await at.tell(LIN, '危險', { worth: 'urgent' });
    await send();
    // A message counts once however much it brings: the reminder goes along with the receipt, and never with a warning.
    expect(read()).toEqual(['帳單', '收據', '危險']);
    await at.tell(LIN, '又一張帳單', { worth: 'low' });
    await pass(10 * HOUR, 10);
    expect([read().length, (await kept()).at(-1)]).toEqual([3, 'quota']);
  });
});

describe('LINE fails', () => {
  test.each([
    ['with a 500 that did it', { done: true, ends: { status: 500 } }],
    ['with a 500 that did not', { done: false, ends: { status: 500 } }],
    ['by breaking the connection after it did it', { done: true, ends: 'drop' }],
    ['by breaking the connection before', { done: false, ends: 'drop' }],
    ['with too many calls', { done: false, ends: { status: 429, message: 'too many' } }],
  ] as const)('%s: a push arrives once', async (_, trouble) => {
    at.line.trouble('/push', trouble);
    at.line.trouble('/push', trouble);
    await at.tell(LIN, '一');
    await at.tell(LIN, '二');
    await pass(300, 10);
    expect(read()).toEqual(['一', '二']);
  });

  test.each([
    ['with a 500 that did it', { done: true, ends: { status: 500 } }],
    ['with a 500 that did not', { done: false, ends: { status: 500 } }],
    ['by breaking the connection after it did it', { done: true, ends: 'drop' }],
    ['by breaking the connection before', { done: false, ends: 'drop' }],
    ['with too many calls', { done: false, ends: { status: 429, message: 'too many' } }],
  ] as const)('%s: an answer arrives once', async (_, trouble) => {
    at.line.trouble('/reply', trouble);
    await at.say(LIN, '你好');
    const first = read();
    await pass(40, 8);
    const once = read();
    expect(once.length).toBeGreaterThan(0);
    expect(new Set(once).size).toBe(once.length);
    await pass(HOUR, 8);
    expect([read(), first.length === 0 || first.length === once.length]).toEqual([once, true]);
  });

  test.each([
    ['a 500', { done: false, ends: { status: 500 } }],
    ['a 500 after it was taken', { done: true, ends: { status: 500 } }],
    ['a broken connection', { done: false, ends: 'drop' }],
  ] as const)(
    'the reply token is refused and the push that takes its place ends with %s: the answer arrives once',
    async (_, trouble) => {
      at.line.trouble('/reply', { done: false, ends: { status: 400, message: 'Invalid reply token' } });
      at.line.trouble('/push', trouble);
      // The token works no more, whoever comes with it.
      for (let i = 0; i < 3; i += 1)
        at.line.trouble('/reply', { done: false, ends: { status: 400, message: 'Invalid reply token' } });
      await at.say(LIN, '你好');
      await pass(120, 24);
      const once = read();
      expect(once.length).toBeGreaterThan(0);
      expect(new Set(once).size).toBe(once.length);
      expect((await at.outbox(LIN)).every((row) => row.sent)).toBe(true);
    },
  );

  test('for hours, then is back: nothing is lost, nothing is told twice', async () => {
    for (let i = 0; i < 14; i += 1) at.line.trouble('/push', { done: i % 3 === 0, ends: { status: 503 } });
    await at.tell(LIN, '一');
    await pass(6 * HOUR, 300);
    await at.tell(LIN, '二');
    await pass(HOUR, 10);
    expect(read()).toEqual(['一', '二']);
  });
});

describe('the process dies', () => {
  test('between the call and its mark: another repeats the push with its key and all that it carried, told once', async () => {
    at.line.platform.monthlyLimit = 100;
    at.line.platform.pushesCounted = 100;
    await at.tell(LIN, '帳單', { worth: 'low' });
    await send();
    expect(await kept()).toEqual(['quota']);
    at.line.platform.monthlyLimit = null;
    await pass(120);
    await at.tell(LIN, '收據');
    const gate = Promise.withResolvers<void>();
    at.line.trouble('/push', { done: true, ends: { waitFor: gate.promise } });
    const dead = send();
    await at.line.arrived(1, '/push');
    expect(read()).toEqual(['帳單', '收據']);
    await at.tell(LIN, '又一張帳單', { worth: 'low' });
    await pass(60);
    gate.resolve();
    await dead;
    expect(read()).toEqual(['帳單', '收據', '又一張帳單']);
    expect((await at.outbox(LIN)).map(({ sent }) => sent)).toEqual([true, true, true]);
    const keys = at.line.journal
      .filter(({ path }) => path.endsWith('/push'))
      .map(({ headers }) => headers['x-line-retry-key']);
    expect([keys.length, new Set(keys).size]).toEqual([3, 2]);
  });

  test('and a day passes before anybody looks: LINE has forgotten the key, so it is not told behind anybody’s back', async () => {
    at.line.trouble('/push', { done: true, ends: 'drop' });
    await at.tell(LIN, '一');
    await send();
    expect(read()).toEqual(['一']);
    at.house.advance(25 * HOUR);
    await send();
    expect(read()).toEqual(['一']);
    expect(await at.outbox(LIN)).toMatchObject([{ sent: false, given_up: true, last_error: 'push-unknown' }]);
  });
});

describe('a person leaves', () => {
  const leave = async () => {
    at.line.platform.blockedBy.add(LIN);
    at.house.advance(1);
    await at.deliver(at.line.event(LIN, 'unfollow'));
  };
  const comeBack = async () => {
    at.line.platform.blockedBy.delete(LIN);
    at.house.advance(1);
    await at.deliver(at.line.event(LIN, 'follow', { follow: { isUnblocked: true } }));
  };

  test('nothing is pushed to them; a reminder is dropped with its reason, what matters waits, and comes when they do', async () => {
    await at.say(LIN, '你好');
    await leave();
    await at.tell(LIN, '帳單', { worth: 'low' });
    await at.tell(LIN, '已復電');
    await send();
    expect(calls('/push')).toBe(0);
    expect((await at.outbox(LIN)).slice(1)).toMatchObject([
      { given_up: true, last_error: 'the person left the channel' },
      { kept_for: 'left' },
    ]);
    const before = read().length;
    await comeBack();
    await pass(5);
    expect(read().slice(before)[0]).toBe('已復電');
    expect(read().filter((words) => words === '已復電')).toHaveLength(1);
  });

  test('words of leaving and coming arrive in the wrong order, and twice: the later one holds', async () => {
    await at.say(LIN, '你好');
    const left = at.line.event(LIN, 'unfollow');
    at.house.advance(5);
    const back = at.line.event(LIN, 'follow', { follow: { isUnblocked: true } });
    await at.deliver(back);
    await at.deliver(left, left);
    await at.deliver(left);
    await at.tell(LIN, '已復電');
    await send();
    expect(read().at(-1)).toBe('已復電');
  });

  test('and never comes back: after the days that the utility set, it is given up and says so', async () => {
    await at.say(LIN, '你好');
    await leave();
    await at.tell(LIN, '已復電');
    await pass(16 * 24 * HOUR, 32);
    expect((await at.outbox(LIN)).at(-1)).toMatchObject({ given_up: true, last_error: 'too late to be of use' });
  });
});

test('what was kept back and has buttons of its own keeps them when an answer comes behind it', async () => {
  at.line.platform.monthlyLimit = 1;
  at.line.platform.pushesCounted = 1;
  const choice = { label: '非常滿意', button: 'rate:5' };
  await at.tell(LIN, [{ kind: 'choices', text: '請為我們評分', choices: [choice] }]);
  await send();
  await at.say(LIN, '你好');
  expect(at.line.buttonsOf(LIN).map(({ label }) => label)).toContain('非常滿意');
  expect(read()[0]).toBe('請為我們評分');
});

test('a hundred that were kept back come in as few calls as they fit, none lost, none twice, in their order', async () => {
  at.line.platform.monthlyLimit = 1_000;
  at.line.platform.pushesCounted = 1_000;
  const words = Array.from({ length: 100 }, (_, i) => `第${i}則`);
  for (const one of words) await at.tell(LIN, one);
  await pass(5 * HOUR, 10);
  expect(read()).toEqual([]);
  at.line.platform.pushesCounted = 0;
  await pass(3 * HOUR, 60);
  expect(read().flatMap((text) => text.split('\n\n'))).toEqual(words);
  expect(at.line.platform.pushesCounted).toBeLessThanOrEqual(6);
});
