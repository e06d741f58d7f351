/** Bodies over real sockets, Node's and workerd's: none at all, which both give as a stream, and one that is refused half-way. */
import { once } from 'node:events';
import { Agent, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { serve } from '@hono/node-server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { overSockets } from '../../src/node.ts';
import { type House, openHouse } from '../support/house.ts';
import { startTownWorker, type TownWorker } from '../support/running-worker.ts';

let house: House;
let server: ReturnType<typeof serve>;
let worker: TownWorker;
const tokens = new Map<string, string>();
const urls = new Map<string, string>();

/** Exactly these headers and no others. */
async function raw(
  door: string,
  method: string,
  path: string,
  headers: Record<string, string>,
  body?: string,
): Promise<{ status: number | undefined; code: string | undefined }> {
  const request = send(`${urls.get(door)}${path}`, {
    method,
    headers: { authorization: `Bearer ${tokens.get(door)}`, ...headers },
  });
  request.end(body);
  const [response] = await once(request, 'response');
  const answered = await text(response);
  return { status: response.statusCode, code: answered.startsWith('{') ? JSON.parse(answered).code : undefined };
}

beforeAll(async () => {
  [house, worker] = await Promise.all([openHouse(), startTownWorker()]);
  server = serve({ fetch: overSockets(house.app), port: 0, hostname: '127.0.0.1' });
  await once(server, 'listening');
  urls.set('Node', `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  urls.set('workerd', worker.url);
  for (const [door, url] of urls) {
    const opened = await fetch(`${url}/v1/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"channel":"web"}',
    });
    tokens.set(door, ((await opened.json()) as { token: string }).token);
  }
}, 120_000);
afterAll(async () => {
  server.close();
  await Promise.all([house.close(), worker.stop()]);
});

const EMPTY: readonly (readonly [string, Record<string, string>])[] = [
  ['no header about a body', {}],
  ['a length of none', { 'content-length': '0' }],
  ['a type of nothing', { 'content-type': 'application/json' }],
  ['a type of nothing, with its length', { 'content-type': 'application/json', 'content-length': '0' }],
  ['an empty body in chunks', { 'transfer-encoding': 'chunked' }],
];

describe.each(['Node', 'workerd'])('%s', (door) => {
  test.each(EMPTY)('%s: an account that is not mine cannot be unbound', async (_, headers) => {
    expect(await raw(door, 'DELETE', '/v1/accounts/3301000000001', headers)).toEqual({
      status: 404,
      code: 'not_found',
    });
  });

  test.each(EMPTY)('%s: a case that is not there cannot be chased or withdrawn', async (_, headers) => {
    for (const act of ['chases', 'withdrawal'])
      expect(await raw(door, 'POST', `/v1/cases/W2612050000001/${act}`, headers)).toEqual({
        status: 404,
        code: 'not_found',
      });
  });

  test.each(EMPTY)('%s: where a body is needed, its lack is bad input', async (_, headers) => {
    expect((await raw(door, 'POST', '/v1/complaints', headers)).status).toBe(400);
  });

  test('a body of another type is refused, with its length or in chunks', async () => {
    for (const headers of [{ 'content-length': '2' }, { 'transfer-encoding': 'chunked' }])
      expect(
        await raw(door, 'POST', '/v1/cases/W2612050000001/chases', { 'content-type': 'text/plain', ...headers }, '{}'),
      ).toEqual({ status: 415, code: 'unsupported_media_type' });
  });

  test('an object without fields is no body either', async () => {
    const json = { 'content-type': 'application/json' };
    expect(await raw(door, 'POST', '/v1/cases/W2612050000001/chases', json, '{}')).toEqual({
      status: 404,
      code: 'not_found',
    });
  });
});

test('Node: a body that is refused half-way ends its connection, and no later request is lost with it', async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const ask = async (body: string) => {
    const headers = { 'content-type': 'application/json' };
    const request = send(`${urls.get('Node')}/v1/sessions`, { method: 'POST', headers, agent });
    request.on('error', () => {});
    request.end(body);
    const [response] = await once(request, 'response');
    await text(response);
    return response;
  };
  const refused = await ask(`{"channel":"${'w'.repeat(1_400_000)}"}`);
  expect(refused.statusCode).toBe(413);
  expect(refused.headers.connection).toBe('close');
  const statuses: number[] = [];
  for (let nth = 0; nth < 5; nth += 1) {
    statuses.push((await ask('{"channel":"web"}')).statusCode);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  agent.destroy();
  expect(statuses).toEqual([201, 201, 201, 201, 201]);
});
