/** What a client hears of a refusal: what is wrong, in which field, in a sentence; and that a transcript can be read to its end. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PROBLEMS } from '../../src/domain/result.ts';
import { upload } from '../conversations/holders.ts';
import { type House, openHouse } from '../support/house.ts';
import { LIN, WANG } from '../support/town.ts';
import { startWechatEmulator } from '../support/wechat-emulator.ts';
import { type Client, client, codeSentTo } from './door.ts';

let house: House;
let who: Client;
const LINE_SECRET = 'line secret';
const closing: (() => Promise<void>)[] = [];

beforeAll(async () => {
  const wechat = await startWechatEmulator({ now: () => house.now().getTime() });
  closing.push(wechat.close);
  house = await openHouse({
    environment: {
      ...wechat.environment,
      LINE_CHANNEL_SECRET: LINE_SECRET,
      LINE_CHANNEL_ACCESS_TOKEN: 'line token',
      LINE_API_URL: 'http://127.0.0.1:9',
    },
  });
  closing.push(house.close);
  who = await client(house);
});
afterAll(async () => {
  for (const close of closing.reverse()) await close();
});

const idsOf = ({ body }: { body: { messages: { messageId: string }[] } }) =>
  body.messages.map(({ messageId }) => messageId);

test('a client who pages with the last id reads every message of a long conversation, each once', async () => {
  const talker = await client(house);
  for (let i = 0; i < 30; i += 1) await talker.post('/v1/chat/messages', { id: `m${i}`, text: `你好 ${i}` });
  const all = idsOf(await talker.get('/v1/chat/messages'));
  expect(all.length).toBeGreaterThanOrEqual(60);
  for (const limit of [1, 2, 7, 100]) {
    const seen: string[] = [];
    for (let after = '0'; ; after = seen.at(-1) ?? '0') {
      const page = idsOf(await talker.get(`/v1/chat/messages?after=${after}&limit=${limit}`));
      if (page.length === 0) break;
      seen.push(...page);
      if (limit === 1 && seen.length === 5) break;
    }
    expect([limit, seen]).toEqual([limit, limit === 1 ? all.slice(0, 5) : all]);
  }
  expect(idsOf(await talker.get('/v1/chat/messages?limit=2'))).toEqual(all.slice(-2));
});

test('turns of which nothing is shown hide nothing that came after them; a conversation of more turns than a page is read to its end', async () => {
  const talker = await client(house);
  await talker.post('/v1/chat/messages', { id: 'first', text: '你好' });
  const before = idsOf(await talker.get('/v1/chat/messages'));
  const person = { channel: 'web' as const, channelUserId: talker.residentId };
  const { conversation_id } = await house.db
    .selectFrom('conversations')
    .select('conversation_id')
    .where('channel_user_id', '=', talker.residentId)
    .executeTakeFirstOrThrow();
  const [kept] = await house.db
    .selectFrom('turns')
    .selectAll()
    .where('conversation_id', '=', conversation_id)
    .orderBy('turn')
    .execute();
  const [inbox] = await house.db
    .selectFrom('inbox')
    .selectAll()
    .where('channel_user_id', '=', talker.residentId)
    .execute();
  if (!kept || !inbox) throw new Error('no turn was kept');
  const { inbox_id: _, ...same } = inbox;
  const SILENT = 210;
  for (let i = 1; i <= SILENT + 1; i += 1) {
    const { inbox_id } = await house.db
      .insertInto('inbox')
      .values({
        ...same,
        event_id: `silent-${i}`,
        content: JSON.stringify(
          i > SILENT ? { kind: 'text', text: '最后一句' } : { kind: 'event', event: { name: 'task.moved', frame: 1 } },
        ),
      } as never)
      .returning('inbox_id')
      .executeTakeFirstOrThrow();
    await house.db
      .insertInto('turns')
      .values({
        ...kept,
        turn: kept.turn + i,
        inbox_id,
        answer: JSON.stringify({ ...(kept.answer as object), replies: [] }),
        trace: JSON.stringify(kept.trace),
      } as never)
      .execute();
  }
  const next = await talker.get(`/v1/chat/messages?after=${before.at(-1)}&limit=2`);
  expect(idsOf(next)).toEqual([String((kept.turn + SILENT + 1) * 100)]);
  const following = await house.converse.following(person, kept.turn, 3);
  expect(following.map(({ turn }) => turn)).toEqual([1, 2, 3].map((i) => kept.turn + i));
  const stream = await house.app.request(`http://house.test/v1/chat/stream?after=${before.at(-1)}`, {
    headers: { authorization: `Bearer ${talker.token}` },
  });
  const reader = (stream.body as ReadableStream<Uint8Array>).getReader();
  let heard = '';
  while (!heard.includes('最后一句')) {
    const { value, done } = await reader.read();
    if (done) break;
    heard += new TextDecoder().decode(value);
  }
  await reader.cancel();
  expect(heard).toContain('最后一句');
});

test('a body that is no JSON is named in `errors`, at every kind of door', async () => {
  for (const path of ['/v1/complaints', '/v1/chat/messages', '/v1/payments', '/v1/cases/x/documents']) {
    const { status, body } = await who.post(path, '{');
    if (path.endsWith('documents')) {
      expect(status).toBe(404);
      continue;
    }
    expect([path, status, body]).toEqual([
      path,
      400,
      {
        type: 'urn:wattline:problem:invalid_json',
        title: 'The body is not JSON',
        status: 400,
        detail: expect.stringMatching(/^[A-Z].*\.$/),
        code: 'invalid_json',
        errors: [{ field: '(body)', reason: 'is not JSON' }],
      },
    ]);
  }
});

test('WeChat’s door says what it cannot read, and where', async () => {
  const signed = 'signature=f464b24fc39322e44b38aa78f5edd27bd1441696&timestamp=1714036504&nonce=1514711492';
  const nowhere = await house.request('GET', `/webhooks/wechat?${signed}`);
  expect([nowhere.status, nowhere.body.code, nowhere.body.errors]).toEqual([
    400,
    'invalid_input',
    [{ field: 'echostr', reason: 'is missing' }],
  ]);
  for (const garbage of ['garbage', '<xml>', '{', '']) {
    const answered = await house.request('POST', `/webhooks/wechat?${signed}`, { body: garbage });
    expect([garbage, answered.status, answered.body.code, answered.body.errors]).toEqual([
      garbage,
      400,
      'invalid_input',
      [{ field: '(body)', reason: 'is no WeChat message' }],
    ]);
  }
});

test('every problem says in a sentence what happened', async () => {
  for (const [code, { detail, title }] of Object.entries(PROBLEMS)) {
    expect([code, detail]).toEqual([code, expect.stringMatching(/^[A-Z`][^\n]+\.$/)]);
    expect(detail).not.toBe(`${title}.`);
  }
  for (const answered of [
    await house.request('GET', '/v1/me'),
    await who.get('/v1/bills/nobody’s'),
    await who.get('/v1/nothing'),
    await who.remove('/v1/me'),
    await who.post('/v1/complaints', {}),
    await who.post('/v1/accounts', { verificationId: 'x', code: '123456' }),
  ])
    expect([answered.status, answered.body.detail]).toEqual([answered.status, expect.stringMatching(/^[A-Z].+\.$/)]);
  const { body: document } = await house.request('GET', '/v1/openapi.json');
  expect(document.components.schemas.Problem.required).toContain('detail');
});

test('a query that a door does not know, or cannot read, is refused with its name', async () => {
  for (const [path, field] of [
    ['/v1/accounts?foo=1', 'foo'],
    ['/v1/me?foo=1', 'foo'],
    ['/v1/cases?limit=1', 'limit'],
    ['/v1/bills/x?foo=1', 'foo'],
    ['/v1/chat/stream?foo=1', 'foo'],
    ['/v1/chat/stream?after=abc', 'after'],
    ['/v1/chat/stream?after=', 'after'],
    ['/v1/chat/stream?after=1&after=2', 'after'],
  ] as const) {
    const { status, body } = await who.get(path);
    expect([path, status, body.code, body.errors]).toEqual([
      path,
      400,
      'invalid_input',
      [{ field, reason: expect.any(String) }],
    ]);
    expect([path, (await house.request('GET', path)).status]).toEqual([path, 401]);
  }
  const both = await who.get('/v1/chat/stream?after=abc&foo=1');
  expect(both.body.errors.map(({ field }: { field: string }) => field).toSorted()).toEqual(['after', 'foo']);
});

test('a phone with its country’s number before it is the same phone: the code goes out, and the limit is one', async () => {
  for (const [account, phones] of [
    [WANG, ['+8613900000001', '8613900000001', '008613900000001']],
    [LIN, ['+886900000001', '+8860900000001']],
  ] as const) {
    for (const phone of phones) {
      house.advance(61);
      const sent = house.codes().length;
      const asked = await who.post('/v1/accounts/verifications', { accountNumber: account.accountNumber, phone });
      await house.settle();
      expect([phone, asked.status, house.codes().length]).toEqual([phone, 202, sent + 1]);
      expect(codeSentTo(house, account.phone)).toMatch(/^\d{6}$/);
      const again = await who.post('/v1/accounts/verifications', {
        accountNumber: account.accountNumber,
        phone: account.phone,
      });
      expect([phone, again.status]).toEqual([phone, 429]);
    }
  }
});

test('the description names what these doors refuse', async () => {
  const { body: document } = await house.request('GET', '/v1/openapi.json');
  for (const [method, path, status] of [
    ['post', '/v1/payments', '429'],
    ['post', '/webhooks/line', '400'],
    ['post', '/webhooks/wechat', '400'],
    ['get', '/webhooks/wechat', '400'],
    ['post', '/webhooks/wechat-kf', '400'],
    ['post', '/webhooks/wechat-mini', '400'],
    ['get', '/webhooks/wechat-mini', '400'],
    ['get', '/v1/chat/stream', '400'],
    ['get', '/v1/me', '400'],
  ] as const)
    expect([path, Object.keys(document.paths[path][method].responses)]).toEqual([
      path,
      expect.arrayContaining([status]),
    ]);
});

test('the capacity that is published is the capacity that is taken, and a refusal says the limits', async () => {
  const { body: document } = await house.request('GET', '/v1/openapi.json');
  const { schema } = document.paths['/v1/applications'].post.requestBody.content['application/json'];
  const { pattern, description } = schema.properties.capacityKw;
  expect(description).toMatch(/above 0.*1000.*two/);
  const documents = [await upload(house, who, 'property-proof')];
  const ask = {
    kind: 'new-connection',
    address: '示例市和平路1号',
    name: '周小雨',
    contactPhone: '13900000077',
    documents,
  };
  for (const capacityKw of ['999999', '0.001', '0', '0.00', '1000.01', '1001', '9999', '-1', '1,5', '1e2', '']) {
    expect([capacityKw, new RegExp(pattern).test(capacityKw)]).toEqual([capacityKw, false]);
    const { status, body } = await who.post('/v1/applications', { ...ask, capacityKw, agreed: true });
    expect([capacityKw, status, body.errors]).toEqual([
      capacityKw,
      400,
      [{ field: 'capacityKw', reason: expect.stringMatching(/above 0.*1000.*two/) }],
    ]);
  }
  for (const capacityKw of ['0.01', '8', '10.5', '999.99', '0999', '1000', '1000.00'])
    expect([capacityKw, new RegExp(pattern).test(capacityKw)]).toEqual([capacityKw, true]);
  const taken = await who.post('/v1/applications', { ...ask, capacityKw: '1000', agreed: true });
  expect(taken.status).toBe(201);
});
