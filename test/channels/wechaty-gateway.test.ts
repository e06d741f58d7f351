/** The gateway between a WeChat account and the real service: whichever step kills which side, each message is answered once, each reply said once, in order. */
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Heard } from '../../src/wechaty-gateway/account.ts';
import { type Door, serviceDoor } from '../../src/wechaty-gateway/door.ts';
import { lockFolder } from '../../src/wechaty-gateway/lock.ts';
import { GatewaySettingsError, readGatewaySettings, warningsOf } from '../../src/wechaty-gateway/settings.ts';
import { openSpool } from '../../src/wechaty-gateway/spool.ts';
import { type House, openHouse } from '../support/house.ts';
import { booksOf } from '../support/wechaty/judge.ts';
import { type Death, startProcess } from '../support/wechaty/mortal.ts';
import { type WechatWorld, wechatWorld } from '../support/wechaty/world.ts';

const KEY = 'the key that only the gateway and its door know';

let house: House;
let door: Door;
let folder: string;
let run = 0;
const realFetch = globalThis.fetch;

beforeAll(async () => {
  house = await openHouse({ environment: { WECHATY_GATEWAY_KEY: KEY } });
  door = serviceDoor(
    { serviceUrl: 'http://house.test', key: KEY },
    { clock: { now: house.now }, chance: { id: () => crypto.randomUUID() } },
  );
  // The gateway's own call, as far as the house instead of the net.
  globalThis.fetch = ((url: string, init: RequestInit) =>
    String(url).startsWith('http://house.test/') ? house.app.request(url, init) : realFetch(url, init)) as typeof fetch;
});
afterAll(async () => {
  globalThis.fetch = realFetch;
  await house.close();
});
beforeEach(() => {
  run += 1;
  folder = mkdtempSync(join(tmpdir(), 'wattline-spool-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const message = (talkerId: string, n: number, text: string): Heard => ({
  kind: 'message',
  message: { id: `${talkerId}.${n}`, talkerId, text, at: house.now().toISOString() },
});

/** Runs one process after the other, the next where the one before died, until everybody was answered and told. */
async function untilDone(world: WechatWorld, talkers: readonly string[], deaths: readonly Death[], way: Door = door) {
  const left = [...deaths];
  for (;;) {
    const process = await startProcess(
      folder,
      world.account(),
      { door: way, clock: { now: house.now } },
      left.shift() ?? null,
    );
    while (!process.isDead()) {
      process.deliver();
      if (await isDone(world, talkers)) {
        process.stop();
        await process.over;
        return process.steps();
      }
      await new Promise((resolve) => setImmediate(resolve));
    }
    await process.over;
  }
}

async function isDone(world: WechatWorld, talkers: readonly string[]): Promise<boolean> {
  await house.settle();
  for (const talkerId of talkers) {
    const typed = world.typed.filter((one) => one.kind === 'message' && one.message.talkerId === talkerId);
    const books = await booksOf(house.db, talkerId);
    if (books.open > 0 || books.answered.length < typed.length) return false;
  }
  return true;
}

async function judge(world: WechatWorld, talkers: readonly string[]): Promise<void> {
  for (const talkerId of talkers) {
    const books = await booksOf(house.db, talkerId);
    const typed = world.typed.flatMap((one) =>
      one.kind === 'message' && one.message.talkerId === talkerId ? [one.message.id] : [],
    );
    expect(books.answered).toEqual(typed);
    expect(world.toldTo(talkerId)).toEqual(books.texts);
  }
}

test('killed before or after any step of its work, the gateway loses nothing, doubles nothing and keeps the order', {
  timeout: 120_000,
}, async () => {
  const scene = (name: string) => {
    const world = wechatWorld(house.now);
    const talkers = [`${name}.a`, `${name}.b`];
    const [first = '', second = ''] = talkers;
    // The same words twice: what was said to somebody may look like what is still to be said.
    world.type(message(first, 1, '你好'));
    world.type(message(second, 1, '谢谢'));
    world.type(message(first, 2, '你好'));
    return { world, talkers };
  };
  const whole = scene(`r${run}.whole`);
  const steps = await untilDone(whole.world, whole.talkers, []);
  await judge(whole.world, whole.talkers);
  expect(steps).toBeGreaterThan(12);
  for (let step = 1; step <= Math.min(steps, 40); step += 1) {
    for (const after of [false, true]) {
      rmSync(folder, { recursive: true, force: true });
      folder = mkdtempSync(join(tmpdir(), 'wattline-spool-'));
      const { world, talkers } = scene(`r${run}.${step}.${after}`);
      await untilDone(world, talkers, [{ step, after }]);
      await judge(world, talkers);
    }
  }
});

test('two hundred messages while either side dies again and again: none lost, none doubled, order kept', {
  timeout: 120_000,
}, async () => {
  const world = wechatWorld(house.now);
  const talkers = ['a', 'b', 'c', 'd', 'e'].map((name) => `r${run}.${name}`);
  for (let i = 0; i < 200; i += 1)
    world.type(
      message(talkers[(i * 7 + (i >> 3)) % 5] ?? '', i, ['你好', '查电费', '谢谢', '停电了', `第${i}句`][i % 5] ?? ''),
    );
  let calls = 0;
  // The service is away before it took anything, or after it took everything and nobody heard of it.
  const severed: Door = async (call) => {
    calls += 1;
    if (calls % 5 === 2) return { kind: 'again', reason: 'gone before' };
    const answered = await door(call);
    return calls % 5 === 4 ? { kind: 'again', reason: 'gone behind' } : answered;
  };
  const deaths = Array.from({ length: 24 }, (_, i) => ({ step: 9 + ((i * 13) % 41), after: i % 2 === 0 }));
  await untilDone(world, talkers, deaths, severed);
  await judge(world, talkers);
  expect(world.typed).toHaveLength(200);
});

test('a reply whose attempt nobody saw end is asked for at WeChat before it is said again, and those behind it wait', async () => {
  const world = wechatWorld(house.now);
  const talker = `r${run}.a`;
  for (const [n, text] of ['你好', '谢谢', '再见'].entries()) world.type(message(talker, n, text));
  let sayings = 0;
  const account = world.account();
  const dies = {
    ...account,
    async say(talkerId: string, text: string) {
      sayings += 1;
      if (sayings === 1) throw new Error('the connection broke before');
      await account.say(talkerId, text);
      if (sayings === 3) throw new Error('the connection broke behind');
    },
  };
  const process = await startProcess(folder, dies, { door, clock: { now: house.now } }, null);
  while (!(await isDone(world, [talker]))) {
    process.deliver();
    house.advance(1);
    await new Promise((resolve) => setImmediate(resolve));
  }
  process.stop();
  await process.over;
  await judge(world, [talker]);
});

test('who cannot be written to holds up nobody else, and is given up after a day, for staff to see', async () => {
  const world = wechatWorld(house.now);
  const [gone, there] = [`r${run}.gone`, `r${run}.there`];
  world.type(message(gone, 1, '你好'));
  world.type(message(there, 1, '你好'));
  const account = world.account();
  const half = {
    ...account,
    async say(talkerId: string, text: string) {
      if (talkerId === gone) throw new Error('WeChat does not know this contact');
      await account.say(talkerId, text);
    },
  };
  // The clock stands while a call is on its way: a call of half an hour ago is refused, whatever it says.
  let calls = 0;
  const watched: Door = async (call) => {
    calls += 1;
    try {
      return await door(call);
    } finally {
      calls -= 1;
    }
  };
  const process = await startProcess(folder, half, { door: watched, clock: { now: house.now } }, null);
  const until = async (holds: () => Promise<boolean>) => {
    while (!(await holds())) {
      process.deliver();
      if (calls === 0) house.advance(1_800);
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  await until(() => isDone(world, [there]));
  await judge(world, [there]);
  const rows = async () =>
    house.db
      .selectFrom('outbox')
      .select(['given_up_at', 'last_error'])
      .where('channel', '=', 'wechaty')
      .where('recipient', '=', gone)
      .execute();
  await until(async () => (await rows()).every(({ given_up_at }) => given_up_at !== null));
  process.stop();
  await process.over;
  expect((await rows()).map(({ last_error }) => last_error)).toContain('WeChat does not know this contact');
  expect(world.toldTo(gone)).toEqual([]);
});

test('while nobody is logged in nothing is said, and what a clerk held back is not said later', async () => {
  const world = wechatWorld(house.now);
  const talker = `r${run}.a`;
  world.type(message(talker, 1, '你好'));
  let isIn = false;
  const account = world.account();
  const process = await startProcess(
    folder,
    { ...account, isIn: () => isIn },
    { door, clock: { now: house.now } },
    null,
  );
  const until = async (holds: () => Promise<boolean>) => {
    while (!(await holds())) {
      process.deliver();
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  await until(async () => (await booksOf(house.db, talker)).answered.length === 1);
  expect(world.told).toEqual([]);
  await house.db
    .updateTable('outbox')
    .set({ given_up_at: house.now(), last_error: 'a person took over' })
    .where('recipient', '=', talker)
    .execute();
  // The next answer no longer lists it.
  world.type(message(`r${run}.b`, 1, '你好'));
  await until(async () => (await booksOf(house.db, `r${run}.b`)).answered.length === 1);
  isIn = true;
  await until(() => isDone(world, [`r${run}.b`]));
  process.stop();
  await process.over;
  expect(world.toldTo(talker)).toEqual([]);
});

test('one message that the service can never take is left out, and the others arrive', async () => {
  const world = wechatWorld(house.now);
  const talker = `r${run}.a`;
  for (let i = 0; i < 9; i += 1) world.type(message(talker, i, i === 4 ? '坏的' : '你好'));
  const choosy: Door = async (call) =>
    (call.messages ?? []).some(({ text }) => text === '坏的') ? { kind: 'refused', reason: 'HTTP 400' } : door(call);
  const process = await startProcess(folder, world.account(), { door: choosy, clock: { now: house.now } }, null);
  while ((await booksOf(house.db, talker)).answered.length < 8) {
    process.deliver();
    await new Promise((resolve) => setImmediate(resolve));
  }
  process.stop();
  await process.over;
  expect((await booksOf(house.db, talker)).answered).toEqual([0, 1, 2, 3, 5, 6, 7, 8].map((n) => `${talker}.${n}`));
});

test('a line that a kill left half written is forgotten, one in the middle that cannot be read stops the start', () => {
  const now = () => house.now();
  const spool = openSpool(folder, now);
  expect(spool.hear(message('a', 1, '你好'))).toBe(true);
  expect(spool.hear(message('a', 1, '你好'))).toBe(false);
  spool.close();
  const path = join(folder, 'spool.jsonl');
  writeFileSync(path, `${readFileSync(path, 'utf8')}{"heard":{"kind":"mess`);
  const again = openSpool(folder, now);
  expect(again.waiting(9)).toHaveLength(1);
  expect(again.hear(message('a', 2, '在吗'))).toBe(true);
  again.close();
  const third = openSpool(folder, now);
  expect(third.waiting(9)).toHaveLength(2);
  third.accepted(third.waiting(9));
  third.close();
  const fourth = openSpool(folder, now);
  expect(fourth.waiting(9)).toEqual([]);
  expect(fourth.hear(message('a', 2, '在吗'))).toBe(false);
  fourth.close();
  expect(readFileSync(path, 'utf8')).not.toContain('在吗');
  expect(statSync(path).mode & 0o077).toBe(0);
  writeFileSync(path, `{"since":1}\n\0\0\0\n{"since":2}\n`);
  expect(() => openSpool(folder, now)).toThrow(/line 2 cannot be read/);
});

test('messages of one second keep the order in which they came, across a restart too', () => {
  const now = () => house.now();
  const spool = openSpool(folder, now);
  for (let i = 0; i < 5; i += 1) spool.hear(message('a', i, `${i}`));
  spool.accepted(spool.waiting(9));
  spool.close();
  const again = openSpool(folder, now);
  for (let i = 5; i < 9; i += 1) again.hear(message('a', i, `${i}`));
  const at = again.waiting(9).map((one) => (one.kind === 'message' ? one.message.at : ''));
  expect(at).toEqual([...new Set(at)].toSorted());
  expect(Date.parse(at[0] ?? '')).toBe(house.now().getTime() + 5);
  again.close();
});

test('a second gateway on the same folder is refused; a killed one leaves no lock', async () => {
  const first = await lockFolder(folder);
  expect(first).not.toBeNull();
  expect(await lockFolder(folder)).toBeNull();
  first?.release();
  writeFileSync(join(folder, 'lock'), '');
  const next = await lockFolder(folder);
  expect(next).not.toBeNull();
  next?.release();
});

test('settings are read at once, every fault is named, and secrets of the service are not wanted here', () => {
  const right = { WECHATY_GATEWAY_KEY: 'k', WECHATY_PUPPET: 'wechaty-puppet-mock' };
  expect(readGatewaySettings(right)).toMatchObject({
    serviceUrl: 'http://localhost:8787',
    pauseMs: 1_000,
    puppetOptions: {},
  });
  expect(
    readGatewaySettings({ ...right, WECHATY_PUPPET_OPTIONS: '{"token":"t"}', WECHATY_SERVICE_URL: 'https://x.test/' }),
  ).toMatchObject({
    puppetOptions: { token: 't' },
    serviceUrl: 'https://x.test',
  });
  const wrong = () =>
    readGatewaySettings({ WECHATY_SERVICE_URL: 'ftp://x', WECHATY_PUPPET_OPTIONS: '[]', WECHATY_PAUSE_MS: '-1' });
  expect(wrong).toThrow(GatewaySettingsError);
  for (const name of [
    'WECHATY_GATEWAY_KEY: missing',
    'WECHATY_PUPPET: missing',
    'WECHATY_SERVICE_URL',
    'WECHATY_PUPPET_OPTIONS',
    'WECHATY_PAUSE_MS',
  ])
    expect(wrong).toThrow(name);
  const told = warningsOf(readGatewaySettings({ ...right, WECHATY_SERVICE_URL: 'http://10.0.0.1' }), {
    TOKEN_SECRET: 'x',
  });
  expect(told.join('\n')).toMatch(/banned[\s\S]*not https[\s\S]*TOKEN_SECRET/);
});
