/** Whose address a new session is counted for: a home's IPv6 is one, and on Node the other end of the socket is one where no proxy is trusted. */
import type { HttpBindings } from '@hono/node-server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { networkOf } from '../../src/channels/http.ts';
import { overSockets } from '../../src/node.ts';
import { startTownNode } from '../support/running-node.ts';

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['::FFFF:203.0.113.7', '203.0.113.7'],
  ['2001:db8:1:2:aaaa:bbbb:cccc:dddd', '2001:db8:1:2::/64'],
  ['2001:DB8:1:2::1', '2001:db8:1:2::/64'],
  ['2001:0db8:0001:0002:0:0:0:1', '2001:db8:1:2::/64'],
  ['2001:db8:1:3::1', '2001:db8:1:3::/64'],
  ['2001:db8::', '2001:db8:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  // This machine's own, and what names nobody: whoever stands behind it, it is not one sender.
  ['127.0.0.1', null],
  ['127.8.8.8', null],
  ['::1', null],
  ['0:0:0:0:0:0:0:1', null],
  ['::ffff:127.0.0.1', null],
  ['::ffff:7f00:1', null],
  ['::', null],
  ['1:2:3', null],
  ['', null],
  [null, null],
])('%s is counted as %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});

describe.each([
  ['no proxy is trusted', '0'],
  ['a proxy is trusted', '1'],
] as const)('a Node process where %s', (_, trusts) => {
  let node: Awaited<ReturnType<typeof startTownNode>>;
  beforeAll(async () => {
    node = await startTownNode({ TRUST_PROXY: trusts });
  });
  afterAll(() => node.stop());

  /** A request as it comes in from the other end of a socket, with what stands in its header. */
  const open = (peer: string, forwarded: string | null = null) =>
    overSockets(node.house.app)(
      new Request(`${node.url}/v1/sessions`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(forwarded && { 'x-forwarded-for': forwarded }) },
        body: JSON.stringify({ channel: 'web' }),
      }),
      { incoming: { complete: true, socket: { remoteAddress: peer } } } as HttpBindings,
    );
  const spend = (network: string) =>
    node.db.updateTable('counters').set({ n: 600 }).where('key', '=', `session:address:${network}`).execute();

  test('one sender’s sessions are limited, whatever they write in a header, and nobody else’s with them', async () => {
    const sender = (last: number) => (trusts === '1' ? ['127.0.0.1', `198.51.100.${last}`] : [`198.51.100.${last}`]);
    const of = (last: number, written: string) => {
      const [peer = '', told] = sender(last);
      return open(peer, told ? `${written}, ${told}` : written);
    };
    expect((await of(7, '203.0.113.1')).status).toBe(201);
    await spend('198.51.100.7');
    for (const written of ['203.0.113.2', '203.0.113.3']) {
      const refused = await of(7, written);
      expect([refused.status, Number(refused.headers.get('retry-after')) > 0]).toEqual([429, true]);
    }
    expect((await of(8, '198.51.100.7')).status).toBe(201);
  });

  test('a home’s IPv6 is one sender, the next home’s another one', async () => {
    const from = (address: string) => (trusts === '1' ? open('127.0.0.1', address) : open(address));
    expect((await from('2001:db8:1:2::1')).status).toBe(201);
    await spend('2001:db8:1:2::/64');
    expect((await from('2001:db8:1:2:ffff::99')).status).toBe(429);
    expect((await from('2001:db8:1:3::1')).status).toBe(201);
  });

  test('this machine’s own address stands for anybody: only the limit over all holds', async () => {
    expect((await open('127.0.0.1')).status).toBe(201);
    expect((await open('::ffff:127.0.0.1')).status).toBe(201);
    await spend('unknown');
    expect((await open('127.0.0.1')).status).toBe(201);
  });
});
