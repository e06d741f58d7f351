/** An answer that takes longer than WeChat waits: it comes with the second or third attempt, by a message of ours, or is fetched; once each. */
import { afterEach, expect, test, vi } from 'vitest';
import { createUnit } from '../../src/store/unit.ts';
import { openHouse } from '../support/house.ts';
import { startWechatEmulator } from '../support/wechat-emulator.ts';
import { steppedTime } from '../support/wechat-time.ts';

const PERSON = 'o9AgO5Kd5ggOC-bXrbNODIiE3bGY';

// Each second is ten steps with the database's turn in them.
vi.setConfig({ testTimeout: 60_000 });

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** `takes`: how many seconds saving each turn takes, in order; the rest is quick. */
async function open({ takes, sends = false }: { takes: (number | 'for ever')[]; sends?: boolean }) {
  const time = steppedTime();
  let now = () => 0;
  const wechat = await startWechatEmulator({ now: () => now(), pause: time.pause });
  closing.push(wechat.close);
  const delays = [...takes];
  const house = await openHouse({
    environment: { ...wechat.environment, ...(sends && wechat.sending) },
    pause: time.pause,
    unit: (db) => {
      const unit = createUnit(db);
      return {
        ...unit,
        commit: async (writes) => {
          const delay = delays.shift();
          if (delay === 'for ever') await new Promise(() => {});
          else if (delay !== undefined) await time.pause(delay * 1_000);
          return unit.commit(writes);
        },
      };
    },
  });
  now = () => house.now().getTime();
  wechat.sendTo((request) => house.app.fetch(request));
  /** Lets time pass until `work` is done, and gives the database its turn at every step. */
  const until = <T>(work: Promise<T>): Promise<T> =>
    time.until(work, async (ms) => {
      house.advance(ms / 1_000);
      // Several at once: on a busy machine the service's own query may wait for a connection that is only being opened.
      const look = () => house.db.selectFrom('counters').select('key').limit(1).execute();
      for (let i = 0; i < 5; i += 1) await Promise.all(Array.from({ length: 8 }, look));
    });
  closing.push(() => house.close());
  closing.push(async () => {
    await until(house.settle());
  });
  const turns = async () => (await house.db.selectFrom('turns').select('turn').execute()).length;
  const answers = async () => {
    const rows = await house.db
      .selectFrom('outbox')
      .select(['body', 'sent_at', 'last_error'])
      .orderBy('outbox_id')
      .execute();
    return rows.map((row) => ({
      text: (row.body as { text: string }).text,
      sent: row.sent_at !== null,
      why: row.last_error,
    }));
  };
  return { wechat, house, until, turns, answers };
}

test.each<[number[], string[]]>([
  [[2], ['answer']],
  [[6], ['timeout', 'answer']],
  [
    [12, 12],
    ['timeout', 'timeout', 'answer'],
  ],
])('an answer that takes %j s comes with attempt %j, and no call is made', async (takes, attempts) => {
  const { wechat, until, turns, answers } = await open({ takes });
  const outcome = await until(wechat.say(PERSON, '查电费'));
  expect(outcome.attempts).toEqual(attempts);
  expect(outcome.shown).toMatch(/户号/);
  expect(await turns()).toBe(1);
  expect(await answers()).toEqual([{ text: outcome.shown, sent: true, why: null }]);
  expect([wechat.api.calls, wechat.violations]).toEqual([[], []]);
});

test('an answer that takes 30 s is fetched with 1: given once, and the 1 is no wish of its own', async () => {
  const { wechat, house, until, turns, answers } = await open({ takes: [30, 30] });
  const first = await until(wechat.say(PERSON, '查电费'));
  expect(first.attempts).toEqual(['timeout', 'timeout', 'answer']);
  expect(first.shown).toMatch(/回复 1/);
  await until(house.settle());
  await until(house.upkeep());
  expect(await answers()).toMatchObject([{ sent: false, why: 'no address to send from is set' }]);
  const one = wechat.text(PERSON, '１');
  const [fetched, copy] = await until(Promise.all([wechat.deliver(one), wechat.deliver(one)]));
  expect([fetched.shown, copy.shown].filter((shown) => shown !== null)).toEqual([expect.stringMatching(/户号/)]);
  expect((await until(wechat.deliver(one))).shown).toBeNull();
  expect(await turns()).toBe(1);
  expect(await answers()).toMatchObject([{ sent: true, why: null }]);
  expect(wechat.violations).toEqual([]);
});

test('fetched too early: the 1 waits for the answer, and says so when it is not ready either', async () => {
  const { wechat, until, turns } = await open({ takes: [30, 30] });
  const first = await until(wechat.say(PERSON, '查电费'));
  expect(first.shown).toMatch(/回复 1/);
  const early = await until(wechat.say(PERSON, '1'));
  expect(early.shown).toMatch(/还在为您处理/);
  let seen: string | null = null;
  for (let i = 0; i < 6 && !/户号/.test(seen ?? ''); i += 1) seen = (await until(wechat.say(PERSON, '1'))).shown;
  expect(seen).toMatch(/户号/);
  expect(await turns()).toBe(1);
});

test('an answer that takes 30 s goes out by a message of ours where there is an address to send from', async () => {
  const { wechat, house, until, turns, answers } = await open({ takes: [30, 30], sends: true });
  const first = await until(wechat.say(PERSON, '查电费'));
  expect(first).toEqual({ shown: null, attempts: ['timeout', 'timeout', 'silence'] });
  await until(house.settle());
  expect(wechat.platform.delivered).toMatchObject([{ by: 'message', text: expect.stringMatching(/户号/) }]);
  expect(await turns()).toBe(1);
  expect(await answers()).toMatchObject([{ sent: true, why: null }]);
  // Somebody who then types 1 says 1.
  await until(wechat.say(PERSON, '1'));
  expect(await turns()).toBe(2);
});

test('the process that took the message died: the third attempt takes it up', async () => {
  const { wechat, until, turns } = await open({ takes: ['for ever'] });
  // What hangs for ever is not waited for.
  closing.splice(-2);
  const outcome = await until(wechat.say(PERSON, '查电费'));
  expect(outcome.attempts).toEqual(['timeout', 'timeout', 'answer']);
  expect(outcome.shown).toMatch(/户号/);
  expect(await turns()).toBe(1);
});

test('she writes again while the first answer takes long: both are answered, in order, each once', async () => {
  const { wechat, house, until, turns } = await open({ takes: [7] });
  const [first, second] = await until(Promise.all([wechat.say(PERSON, '查电费'), wechat.say(PERSON, '取消')]));
  await until(house.settle());
  const shown = [first.shown, second.shown].filter((text) => text !== null).join('\n');
  expect(shown.match(/请输入您的户号|户号/g)?.length).toBeGreaterThan(0);
  expect(await turns()).toBe(2);
  const rows = await house.db.selectFrom('outbox').select('sent_at').execute();
  expect(rows.every((row) => row.sent_at !== null)).toBe(true);
});
