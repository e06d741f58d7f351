/** Signing out everywhere: no token that was given out before is good any more, on no channel of the person; the next one is. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LinkedHouse, openLinkedHouse } from '../support/linked-house.ts';
import { type Client, client } from './door.ts';

let at: LinkedHouse;
beforeAll(async () => {
  at = await openLinkedHouse();
});
afterAll(() => at.close());

const open = async (who: Pick<Client, 'token'>): Promise<number[]> => {
  const { request } = at.house;
  const { token } = who;
  return Promise.all([
    ...['/v1/me', '/v1/chat/messages', '/v1/chat/stream'].map(async (path) => (await ends(path, token)).status),
    request('POST', '/v1/chat/messages', { token, body: { id: 'after', text: '你好' } }).then(({ status }) => status),
  ]);
};
/** A stream that opens is not waited for. */
const ends = async (path: string, token: string): Promise<Response> => {
  const answered = await at.house.app.request(`http://house.test${path}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  await answered.body?.cancel();
  return answered;
};

test('signed out on one channel, a person is signed out on all; what they say afterwards with an old token is not even stored', async () => {
  const { house, li } = at;
  await at.linkLine();
  const [line] = await house.db.selectFrom('identities').select('resident_id').where('provider', '=', 'line').execute();
  const elsewhere = await house.services.accounts.sessionOf(line?.resident_id ?? '');
  expect(await open(li)).toEqual([200, 200, 200, 200]);
  expect((await ends('/v1/me', elsewhere.token)).status).toBe(200);
  const stranger = await client(house);

  house.advance(1);
  const ended = await house.request('POST', '/v1/sessions/end', { token: li.token });
  expect([ended.status, ended.text]).toEqual([204, '']);

  const inbox = () => house.db.selectFrom('inbox').select('inbox_id').execute();
  const before = (await inbox()).length;
  expect(await open(li)).toEqual([401, 401, 401, 401]);
  expect(await open({ token: elsewhere.token })).toEqual([401, 401, 401, 401]);
  expect((await house.request('POST', '/v1/sessions/end', { token: li.token })).status).toBe(401);
  expect((await inbox()).length).toBe(before);
  expect((await stranger.get('/v1/me')).status).toBe(200);

  // LINE vouches for them again, and all that was theirs is there.
  house.advance(1);
  const again = await house.services.accounts.sessionOf(line?.resident_id ?? '');
  const me = await house.request('GET', '/v1/me', { token: again.token });
  expect([me.status, me.body.accounts.length]).toEqual([200, 1]);
});

test('to end sessions one has to have one', async () => {
  for (const token of [undefined, 'x'])
    expect((await at.house.request('POST', '/v1/sessions/end', { ...(token && { token }) })).status).toBe(401);
});
