/** The database goes away and comes back: 503 within two seconds, nothing half-done, healthy again by itself. */
import { connect, createServer, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { connect as openDatabase } from '../../src/store/connect.ts';
import { wire } from '../../src/wiring.ts';
import { type House, openHouse } from '../support/house.ts';
import { WANG } from '../support/town.ts';
import { bound, type Client, rows } from './door.ts';

/** A gate between the service and its database. */
async function gateTo(host: string, port: number) {
  const sockets = new Set<Socket>();
  let silent = false;
  const server: Server = createServer((inner) => {
    const outer = connect(port, host);
    for (const socket of [inner, outer]) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => sockets.delete(socket));
    }
    inner.on('data', (bytes) => !silent && outer.write(bytes));
    outer.on('data', (bytes) => !silent && inner.write(bytes));
    inner.on('close', () => outer.destroy());
    outer.on('close', () => inner.destroy());
  });
  const listen = (at: number) => new Promise<void>((resolve) => server.listen(at, '127.0.0.1', resolve));
  await listen(0);
  const address = server.address();
  const at = typeof address === 'object' && address ? address.port : 0;
  return {
    port: at,
    /** Nobody listens any more; what was open is cut. */
    async shut() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
    reopen: () => listen(at),
    /** Connections stay and nothing comes through. */
    hush: (quiet: boolean) => {
      silent = quiet;
    },
  };
}

let house: House;
let who: Client;
let gate: Awaited<ReturnType<typeof gateTo>>;
let app: ReturnType<typeof wire>;
let pool: ReturnType<typeof openDatabase>['pool'];
const log: string[] = [];

beforeAll(async () => {
  house = await openHouse();
  who = await bound(house, WANG);
  const url = new URL(house.url);
  gate = await gateTo(url.hostname, Number(url.port));
  url.hostname = '127.0.0.1';
  url.port = String(gate.port);
  const opened = openDatabase({ connectionString: url.href, max: 5 });
  pool = opened.pool;
  app = wire({
    config: readConfig(
      { NODE_ENV: 'test', TOKEN_SECRET: 'a secret that only tests know, long enough', PUBLIC_URL: 'http://house.test' },
      0,
    ),
    db: opened.db,
    cachedDb: opened.db,
    later: (work) => void work,
    sink: (line) => log.push(line),
    selfUrl: 'http://house.test',
    clock: { now: () => house.now() },
  });
});
afterAll(async () => {
  gate.hush(false);
  await gate.shut().catch(() => {});
  await pool.end().catch(() => {});
  await house.close();
});

const call = async (method: string, path: string, body?: object) => {
  const response = await app.app.request(`http://house.test${path}`, {
    method,
    headers: { authorization: `Bearer ${who.token}`, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, type: response.headers.get('content-type'), text };
};

const DOORS: [string, string, object?][] = [
  ['GET', '/v1/me'],
  ['POST', '/v1/sessions', { channel: 'web' }],
  ['GET', `/v1/accounts/${WANG.accountNumber}/bills`],
  ['POST', '/v1/payments', { accountNumber: WANG.accountNumber, method: 'sandbox' }],
  ['POST', '/v1/accounts/verifications', { accountNumber: WANG.accountNumber, phone: WANG.phone }],
  ['POST', '/v1/chat/messages', { id: 'away', text: '查电费' }],
];

const everyDoorSays503 = async () => {
  for (const [method, path, body] of DOORS) {
    const answered = await call(method, path, body);
    expect([path, answered.status, answered.type]).toEqual([path, 503, 'application/problem+json']);
    expect(JSON.parse(answered.text)).toEqual({
      type: 'urn:wattline:problem:unavailable',
      title: 'Not available right now',
      status: 503,
      detail: 'Something that is needed does not answer; try again shortly.',
      code: 'unavailable',
    });
  }
  const health = await call('GET', '/healthz');
  expect([health.status, JSON.parse(health.text).database]).toEqual([503, 'no answer']);
};

test('there, away, back: answered, 503 at once with nothing half-done, answered again and the message as if new', async () => {
  expect((await call('GET', '/healthz')).status).toBe(200);
  expect((await call('GET', '/v1/me')).status).toBe(200);
  const before = await rows(house);
  await gate.shut();
  await everyDoorSays503();
  expect(await rows(house)).toEqual(before);
  await gate.reopen();
  expect((await call('GET', '/healthz')).status).toBe(200);
  const answered = await call('POST', '/v1/chat/messages', { id: 'away', text: '查电费' });
  expect(answered.status).toBe(200);
  expect(answered.text).toContain('227.71');
});

test('a database that takes connections and says nothing: 503 too, before anybody gives up', async () => {
  gate.hush(true);
  const answers = await Promise.all([
    call('GET', '/healthz'),
    call('GET', '/v1/me'),
    call('POST', '/v1/chat/messages', { id: 'hush', text: '查电费' }),
  ]);
  expect(answers.map((one) => one.status)).toEqual([503, 503, 503]);
  gate.hush(false);
  // What was said meanwhile is lost for good: connections that wait for it must not be used again.
  const after = await Promise.all(Array.from({ length: 10 }, () => call('GET', '/v1/me')));
  expect(after.map((one) => one.status)).toEqual(Array(10).fill(200));
});

test('connections cut in the middle of a question: 503, and the process lives', async () => {
  gate.hush(true);
  const asked = Array.from({ length: 4 }, () => call('GET', '/v1/me'));
  await gate.shut();
  expect((await Promise.all(asked)).map((one) => one.status)).toEqual([503, 503, 503, 503]);
  gate.hush(false);
  await gate.reopen();
  expect((await call('GET', '/healthz')).status).toBe(200);
});

test('doors that need no database stay open meanwhile, and the log says what is wrong without a row in it', async () => {
  await gate.shut();
  for (const path of ['/', '/chat.js', '/docs', '/v1/openapi.json'])
    expect([path, (await call('GET', path)).status]).toEqual([path, 200]);
  expect((await app.app.request('http://house.test/v1/me')).status).toBe(401);
  await gate.reopen();
  expect(log.some((line) => line.includes('request.failed'))).toBe(true);
  expect(log.join('\n')).not.toContain(WANG.accountNumber);
});
