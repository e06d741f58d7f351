/** The gateway's door in workerd: the same calls, by the machine's clock while the demo shows another day. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serviceDoor } from '../../src/wechaty-gateway/door.ts';
import { startTownWorker } from '../support/running-worker.ts';

const KEY = 'the key that only the gateway and its door know';

let house: Awaited<ReturnType<typeof startTownWorker>>;

beforeAll(async () => {
  house = await startTownWorker({ WECHATY_GATEWAY_KEY: KEY });
});
afterAll(() => house?.stop());

const door = (shift: number, nonce?: string, key = KEY) =>
  serviceDoor(
    { serviceUrl: house.url, key },
    {
      clock: { now: () => new Date(Date.now() + shift) },
      chance: { id: () => nonce ?? crypto.randomUUID() },
    },
  );

test('in workerd a message is answered, its replies go with the call until they are delivered, and nothing forged is taken', async () => {
  const messages = [{ id: 'm1', talkerId: 'wxid_a', text: '你好', at: new Date(house.now()).toISOString() }];
  const first = await door(0, 'once')({ messages });
  expect(first).toMatchObject({ kind: 'taken', replies: [{ talkerId: 'wxid_a' }] });
  const replies = first.kind === 'taken' ? first.replies : [];
  expect(await door(0)({ messages })).toEqual({ kind: 'taken', replies });
  expect(await door(0)({ delivered: replies.map(({ replyId }) => replyId) })).toEqual({ kind: 'taken', replies: [] });
  // By the day that the demo shows too.
  expect(await door(house.now() - Date.now())({})).toMatchObject({ kind: 'taken' });
  const refused = { kind: 'again', reason: expect.stringContaining('does not take the signature') };
  expect(await door(0, 'once')({})).toEqual(refused);
  expect(await door(-3_600_000)({})).toEqual(refused);
  expect(await door(0, undefined, 'another key')({})).toEqual(refused);
  const { rows } = await house.pool.query('select count(*)::int as n from turns');
  expect(rows[0].n).toBe(1);
});
