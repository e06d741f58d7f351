/** The gateway as it runs: its own process with wechaty and the mock puppet, the service as another, either of them killed with SIGKILL again and again. */
import { type ChildProcess, spawn } from 'node:child_process';
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { freePort } from '../../src/cli/free-port.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { booksOf } from '../support/wechaty/judge.ts';
import { OFFICIAL, SELF, type ToldLine, type Typed } from '../support/wechaty/phone.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PUPPET = fileURLToPath(new URL('../support/wechaty/phone.ts', import.meta.url));
const KEY = 'the key that only the gateway and its door know';

let database: TestDatabase;
let folder: string;
let port: number;
const running = new Map<'service' | 'gateway', ChildProcess>();
const logs: string[] = [];

beforeEach(async () => {
  database = await testDatabase();
  folder = mkdtempSync(join(tmpdir(), 'wattline-wechaty-'));
  port = await freePort();
  logs.length = 0;
});
afterEach(async () => {
  for (const which of [...running.keys()]) await kill(which, 'SIGKILL');
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

function start(which: 'service' | 'gateway', script: string, environment: Record<string, string>): void {
  const child = spawn(process.execPath, [script], {
    cwd: ROOT,
    env: {
      PATH: process.env.PATH,
      NODE_COMPILE_CACHE: join(folder, 'compiled'),
      NODE_ENV: 'test',
      WECHATY_GATEWAY_KEY: KEY,
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (piece) => logs.push(`${which}: ${piece}`));
  running.set(which, child);
}

const startService = () =>
  start('service', 'test/support/wechaty/service.ts', {
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    PORT: String(port),
    DATABASE_URL: database.url,
    TOKEN_SECRET: 'a secret that only tests know, long enough',
    DEMO: '0',
  });

const startGateway = (dies: readonly { at: number; after: boolean }[] = []) =>
  start('gateway', 'src/wechaty-gateway.ts', {
    WECHATY_SERVICE_URL: `http://127.0.0.1:${port}`,
    WECHATY_PUPPET: PUPPET,
    WECHATY_PUPPET_OPTIONS: JSON.stringify({ folder, dies }),
    WECHATY_SPOOL: join(folder, 'spool'),
    WECHATY_POLL_MS: '50',
    WECHATY_PAUSE_MS: '0',
    WECHATY_LOG: 'error',
  });

const isOver = (which: 'service' | 'gateway') => {
  const child = running.get(which);
  return !child || child.exitCode !== null || child.signalCode !== null;
};

async function kill(which: 'service' | 'gateway', signal: NodeJS.Signals): Promise<void> {
  const child = running.get(which);
  if (child && !isOver(which)) {
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await gone;
  }
  running.delete(which);
}

let written = 0;
const type = (from: string, text: string, more: Partial<Typed> = {}): string => {
  written += 1;
  const id = `m${written}`;
  const line: Typed = { id, from, text, type: 7, at: Date.now(), ...more };
  appendFileSync(join(folder, 'typed.jsonl'), `${JSON.stringify(line)}\n`);
  return id;
};

const told = (): ToldLine[] => {
  const path = join(folder, 'told.jsonl');
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8')
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as ToldLine);
};

async function until(holds: () => Promise<boolean> | boolean): Promise<void> {
  const end = Date.now() + 80_000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`did not come to pass:\n${logs.slice(-40).join('')}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

test('two hundred messages over kills of the gateway and of the service: none lost, none doubled, order kept', {
  timeout: 600_000,
}, async () => {
  const people = ['wxid_a', 'wxid_b', 'wxid_c', 'wxid_d'];
  const typed = new Map<string, string[]>(people.map((one) => [one, []]));
  let n = 0;
  const write = (count: number) => {
    for (let i = 0; i < count; i += 1) {
      n += 1;
      const from = people[(n * 5 + (n >> 2)) % people.length] ?? '';
      typed.get(from)?.push(type(from, ['你好', '查电费', '谢谢', '停电了怎么办', `第${n}句`][n % 5] ?? ''));
    }
  };
  const dies = [3, 17, 31, 45, 60].map((at, i) => ({ at, after: i % 2 === 0 }));
  let gatewayKills = 0;
  const keepGateway = async () => {
    if (!isOver('gateway')) return;
    if (running.has('gateway')) gatewayKills += 1;
    startGateway(dies);
  };
  startService();
  await keepGateway();
  // By people's hands, while both sides are up, down and coming back.
  for (let round = 0; round < 10; round += 1) {
    write(20);
    const before = told().length;
    await until(async () => {
      await keepGateway();
      return told().length > before + 3;
    });
    if (round % 3 === 0) await kill('service', 'SIGKILL');
    if (round % 3 === 1) {
      // One that has just died by itself is counted and started again before it is killed.
      await keepGateway();
      await kill('gateway', 'SIGKILL');
      gatewayKills += 1;
    }
    if (!running.has('service')) startService();
    await keepGateway();
  }
  await until(async () => {
    await keepGateway();
    const books = await Promise.all(people.map((one) => booksOf(database.db, one)));
    return books.every(({ open }, i) => open === 0 && books[i]?.answered.length === typed.get(people[i] ?? '')?.length);
  });
  expect(n).toBe(200);
  // Five that were planned and three by hand, each of which can meet a planned one.
  expect(gatewayKills).toBeGreaterThanOrEqual(5);
  for (const one of people) {
    const books = await booksOf(database.db, one);
    expect(books.answered).toEqual(typed.get(one));
    expect(
      told()
        .filter(({ to }) => to === one)
        .map(({ text }) => text),
    ).toEqual(books.texts);
  }
});

test('own messages, groups and public accounts are not answered; photos, places and money are, once each', async () => {
  startService();
  startGateway();
  type(SELF, '我自己写的');
  type('wxid_a', '群里的话', { room: 'r1@chatroom' });
  type(OFFICIAL, '每日新闻');
  type('filehelper', '文件');
  type('wxid_a', '', { type: 0 });
  const heard = [type('wxid_a', '', { type: 6 }), type('wxid_a', '', { type: 8 }), type('wxid_a', '', { type: 11 })];
  const secret = type('wxid_a', '我的密码是鹦鹉螺');
  heard.push(secret);
  await until(async () => (await booksOf(database.db, 'wxid_a')).answered.length === heard.length);
  type('wxid_a', secret, { type: 13 });
  await until(async () => (await booksOf(database.db, 'wxid_a')).open === 0);
  const rows = async () =>
    database.db.selectFrom('inbox').select(['channel_user_id', 'content']).orderBy('inbox_id').execute();
  await until(async () => !JSON.stringify(await rows()).includes('鹦鹉螺'));
  const stored = await rows();
  expect(new Set(stored.map((row) => row.channel_user_id))).toEqual(new Set(['wxid_a']));
  expect(stored.slice(0, 3).map(({ content }) => content)).toMatchObject([
    { kind: 'other', what: 'image' },
    { kind: 'place', latitude: 39.995121, longitude: 116.334154 },
    { kind: 'other', what: 'other' },
  ]);
  expect(told().every(({ to }) => to === 'wxid_a')).toBe(true);
  expect(told().map(({ text }) => text)).toEqual((await booksOf(database.db, 'wxid_a')).texts);
});

test('with the mock puppet by its name it starts, says what it risks, and stops when told to', async () => {
  startService();
  start('gateway', 'src/wechaty-gateway.ts', {
    WECHATY_SERVICE_URL: `http://127.0.0.1:${port}`,
    WECHATY_PUPPET: 'wechaty-puppet-mock',
    WECHATY_SPOOL: join(folder, 'spool'),
    WECHATY_LOG: 'error',
  });
  await until(() => logs.some((line) => line.includes('carries messages between wechaty-puppet-mock')));
  expect(logs.join('')).toContain('may be banned at any time');
  await until(
    async () => (await database.db.selectFrom('wechaty_gateway').select('account').execute())[0]?.account === 'out',
  );
  const gateway = running.get('gateway');
  await kill('gateway', 'SIGTERM');
  expect([gateway?.exitCode, gateway?.signalCode]).toEqual([0, null]);
});
