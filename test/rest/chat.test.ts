/** The chat's door under pressure: the same message many times, many messages at once, ids that are the client's own. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { upload } from '../conversations/holders.ts';
import { type House, openHouse } from '../support/house.ts';
import { WANG } from '../support/town.ts';
import { client } from './door.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const inbox = (residentId: string) =>
  house.db.selectFrom('inbox').select(['event_id', 'answered_at']).where('channel_user_id', '=', residentId).execute();

test('one message sent twenty times at once: one turn, and everybody who hears an answer hears the same', async () => {
  const person = await house.person();
  await person.bind(WANG);
  await person.say('交电费');
  const say = () =>
    house.request('POST', '/v1/chat/messages', { token: person.token, body: { id: 'yes', text: '确认' } });
  const answers = await Promise.all(Array.from({ length: 20 }, say));
  expect(answers.filter((one) => ![200, 409].includes(one.status))).toEqual([]);
  const later = await say();
  expect(later.status).toBe(200);
  for (const one of answers) expect(one.status === 200 ? one.text : later.text).toBe(later.text);
  expect(await house.db.selectFrom('payments').select('status').execute()).toEqual([{ status: 'pending' }]);
});

test('twenty messages at once: each is answered once, by its own request, and none is lost', async () => {
  const who = await client(house);
  const send = (i: number) => who.post('/v1/chat/messages', { id: `m${i}`, text: `你好 ${i}` });
  const answers = await Promise.all(Array.from({ length: 20 }, (_, i) => send(i)));
  expect(answers.filter((one) => one.status !== 200)).toEqual([]);
  const stored = await inbox(who.residentId);
  expect(stored).toHaveLength(20);
  expect(stored.filter((row) => row.answered_at === null)).toEqual([]);
  const { turns } = await house.db
    .selectFrom('turns')
    .select((e) => e.fn.countAll<bigint>().as('turns'))
    .where('inbox_id', 'in', (q) =>
      q.selectFrom('inbox').select('inbox_id').where('channel_user_id', '=', who.residentId),
    )
    .executeTakeFirstOrThrow();
  expect(Number(turns)).toBe(20);
  for (let i = 0; i < 20; i += 1) expect((await send(i)).status).toBe(200);
  expect(await inbox(who.residentId)).toHaveLength(20);
});

test('two residents may use the same id, and neither reads the other’s conversation', async () => {
  const [one, two] = [await client(house), await client(house)];
  await one.post('/v1/chat/messages', { id: 'same', text: '我的秘密是四十二' });
  const other = await two.post('/v1/chat/messages', { id: 'same', text: '你好' });
  expect(other.status).toBe(200);
  const { text } = await two.get('/v1/chat/messages');
  expect(text).not.toContain('四十二');
  expect((await inbox(two.residentId)).length).toBe(1);
});

test('somebody whose token is good and whom the database does not know yet is answered as a newcomer', async () => {
  const token = await house.tokens.issue(
    'session',
    '00000000-0000-4000-8000-00000000beef',
    house.now(),
    new Date(house.now().getTime() + 60_000),
  );
  const answered = await house.request('POST', '/v1/chat/messages', { token, body: { id: 'first', text: '你好' } });
  expect(answered.status).toBe(200);
  expect((await house.request('GET', '/v1/me', { token })).status).toBe(200);
});

test('a button that was never offered, and any text, get an answer', async () => {
  const who = await client(house);
  for (const body of [
    { button: 'x' },
    { button: '{"turn":1}' },
    { button: '\u0000' },
    { text: ' ' },
    { text: '\u202e' },
    { text: '🙂'.repeat(2_000) },
    { text: '1'.repeat(5_000) },
  ]) {
    const answered = await who.post('/v1/chat/messages', { id: crypto.randomUUID(), ...body });
    expect([body, answered.status, answered.body.replies.length > 0]).toEqual([body, 200, true]);
  }
});

test('a photo that nobody uploaded, or somebody else did, is not found and leaves nothing; one’s own is answered, also when it comes again', async () => {
  const [who, other] = [await client(house), await client(house)];
  const send = (id: string, documentId: string) => who.post('/v1/chat/messages', { id, documentId });
  const foreign = await upload(house, other, 'id-front');
  for (const documentId of ['no-such-photo', crypto.randomUUID(), foreign]) {
    const refused = await send(`sent-${documentId}`, documentId);
    expect([documentId, refused.status, refused.body.code]).toEqual([documentId, 404, 'not_found']);
  }
  expect(await inbox(who.residentId)).toEqual([]);
  expect((await who.get('/v1/chat/messages')).body.messages).toEqual([]);
  const own = await upload(house, who, 'id-front');
  const answered = await send('own', own);
  expect(answered.status).toBe(200);
  await house.db.updateTable('documents').set({ removed_at: house.now() }).where('document_id', '=', own).execute();
  expect((await send('own', own)).text).toBe(answered.text);
});
