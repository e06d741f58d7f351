/** The gateway's door: a signed call brings messages and takes replies; whatever is forged, altered, old or repeated changes no row. */
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Signed, signCall } from '../../src/channels/wechaty/signing.ts';
import { ConfigError, readConfig } from '../../src/config.ts';
import { rows } from '../rest/door.ts';
import { type House, openHouse } from '../support/house.ts';
import { WANG } from '../support/town.ts';

const KEY = 'the key that only the gateway and its door know';
const utf8 = new TextEncoder();

let house: House;
let made = 0;

beforeEach(async () => {
  house = await openHouse({
    environment: {
      WECHATY_GATEWAY_KEY: KEY,
      LINE_CHANNEL_SECRET: 's',
      LINE_CHANNEL_ACCESS_TOKEN: 't',
      LINE_API_URL: 'http://127.0.0.1:9',
    },
  });
});
afterEach(() => house.close());

interface Replies {
  readonly replies: readonly { readonly replyId: string; readonly talkerId: string; readonly text: string }[];
}

const headersOf = ({ timestamp, nonce, signature }: Signed): Record<string, string> => ({
  'x-wattline-timestamp': timestamp,
  'x-wattline-nonce': nonce,
  'x-wattline-signature': signature,
});

const signed = async (body: string, { key = KEY, seconds = 0, nonce = '' } = {}) => {
  made += 1;
  return headersOf(
    await signCall(key, {
      now: new Date(house.now().getTime() + seconds * 1_000),
      nonce: nonce || `nonce-${made}`,
      rawBody: utf8.encode(body),
    }),
  );
};

const post = (body: string, headers: Record<string, string>) =>
  house.request('POST', '/webhooks/wechaty', { body, headers });

/** What is to be said after a well-signed call. */
const call = async (what: object): Promise<Replies['replies']> => {
  const body = JSON.stringify(what);
  const answered = await post(body, await signed(body));
  expect([answered.status, answered.text.slice(0, 200)]).toEqual([200, expect.any(String)]);
  await house.settle();
  return (answered.body as Replies).replies;
};

const from = (talkerId: string) => {
  let n = 0;
  return (text: string, more: object = {}) => {
    n += 1;
    return {
      id: `${talkerId}-${n}`,
      talkerId,
      text,
      at: new Date(house.now().getTime() + n * 1_000).toISOString(),
      ...more,
    };
  };
};

test('what somebody writes is answered in the same call, and the answer comes until it is named as delivered', async () => {
  const wang = from('wxid_wang');
  const first = await call({ messages: [wang('你好')], delivered: [] });
  expect(first.length).toBeGreaterThan(0);
  expect(first.every(({ talkerId, text }) => talkerId === 'wxid_wang' && text !== '')).toBe(true);
  expect(await call({ messages: [], delivered: [] })).toEqual(first);
  expect(await call({ messages: [], delivered: first.map(({ replyId }) => replyId) })).toEqual([]);
  expect(await call({ messages: [], delivered: first.map(({ replyId }) => replyId) })).toEqual([]);
  const left = await house.db
    .selectFrom('outbox')
    .select(['sent_at', 'body'])
    .where('channel', '=', 'wechaty')
    .execute();
  expect(left.every(({ sent_at, body }) => sent_at !== null && JSON.stringify(body) === '{}')).toBe(true);
});

test('the same message again, in the same call or a later one, has one effect and no second answer', async () => {
  const wang = from('wxid_wang');
  const hello = wang('查电费');
  const first = await call({ messages: [hello, hello] });
  const again = await call({ messages: [hello], delivered: first.map(({ replyId }) => replyId) });
  expect(again).toEqual([]);
  const { rows: turns } = await sql<{ n: number }>`select count(*)::int as n from turns`.execute(house.db);
  expect(turns[0]?.n).toBe(1);
});

test('a bill is asked for by numbers: each presses the button beside it, once its list was delivered', async () => {
  const wang = from('wxid_wang');
  let shown: readonly string[] = [];
  const say = async (text: string) => {
    const replies = await call({ messages: [wang(text)], delivered: shown });
    shown = replies.map(({ replyId }) => replyId);
    return replies.map((reply) => reply.text).join('\n');
  };
  await say('绑定户号');
  await say(WANG.accountNumber);
  await say(WANG.phone);
  await house.settle();
  const code = house.codes().at(-1)?.code ?? '';
  expect(code).toMatch(/^\d{6}$/);
  await say(code);
  const bill = await say('查电费');
  const listed = /^(\d+)\. .+$/m.exec(bill);
  expect(bill).toContain('回复数字即可选择');
  expect(listed).not.toBeNull();
  await say(listed?.[1] ?? '');
  const pressed = await house.db
    .selectFrom('inbox')
    .select('content')
    .where('event_id', '=', 'wxid_wang-6')
    .executeTakeFirst();
  expect(pressed?.content).toMatchObject({ kind: 'button' });
});

test('a number written before the list was delivered does not choose from it', async () => {
  const wang = from('wxid_wang');
  await call({ messages: [wang('你好')] });
  await call({ messages: [wang('1')] });
  const row = await house.db
    .selectFrom('inbox')
    .select('content')
    .where('event_id', '=', 'wxid_wang-2')
    .executeTakeFirst();
  expect(row?.content).toMatchObject({ kind: 'text', text: '1' });
});

test('two hundred messages of one second in one call are answered in the order of the list', async () => {
  const at = house.now().toISOString();
  const messages = Array.from({ length: 200 }, (_, i) => ({
    id: `m${String((i * 37) % 200).padStart(3, '0')}`,
    talkerId: `wxid_${i % 4}`,
    text: `第${i}句`,
    at,
  }));
  await call({ messages });
  for (const talker of ['wxid_0', 'wxid_1', 'wxid_2', 'wxid_3']) {
    const { rows: turns } = await sql<{ id: string }>`select i.event_id as id from turns t join inbox i using (inbox_id)
      where i.channel_user_id = ${talker} order by t.turn`.execute(house.db);
    expect(turns.map(({ id }) => id)).toEqual(
      messages.filter(({ talkerId }) => talkerId === talker).map(({ id }) => id),
    );
  }
});

test('photos, voices and the like are taken as what cannot be read here, a place as a place', async () => {
  const wang = from('wxid_wang');
  const kinds = ['image', 'voice', 'video', 'file', 'sticker', 'link', 'other'];
  const replies = await call({ messages: kinds.map((kind) => wang('', { kind })) });
  expect(replies.length).toBeGreaterThanOrEqual(kinds.length);
  await call({
    messages: [wang('示例市和平路1号', { kind: 'location', place: { latitude: 31.2, longitude: 121.4 } })],
  });
  await call({ messages: [wang('', { kind: 'location' })] });
  const stored = await house.db.selectFrom('inbox').select('content').orderBy('inbox_id').execute();
  expect(stored.map(({ content }) => (content as { kind: string }).kind)).toEqual([
    ...kinds.map(() => 'other'),
    'place',
    'other',
  ]);
});

test('what was taken back is out of the transcript', async () => {
  const wang = from('wxid_wang');
  const secret = wang('我的密码是鹦鹉螺');
  await call({ messages: [secret] });
  await call({ takenBack: [{ id: secret.id, talkerId: 'wxid_wang' }] });
  const { rows: found } = await sql<{
    n: number;
  }>`select count(*)::int as n from inbox where content::text like '%鹦鹉螺%'`.execute(house.db);
  expect(found[0]?.n).toBe(0);
});

test('a reply that can never arrive is given up for staff to see, and the one behind it comes', async () => {
  const wang = from('wxid_wang');
  const [reply] = await call({ messages: [wang('你好')] });
  const rest = await call({ failed: [{ replyId: reply?.replyId, reason: 'no such contact' }] });
  expect(rest.map(({ replyId }) => replyId)).not.toContain(reply?.replyId);
  const row = await house.db
    .selectFrom('outbox')
    .select(['given_up_at', 'last_error', 'sent_at'])
    .where('retry_key', '=', reply?.replyId ?? '')
    .executeTakeFirst();
  expect(row).toMatchObject({ given_up_at: expect.any(Date), last_error: 'no such contact', sent_at: null });
});

test('a notice that comes by itself is fetched, in order behind what was said before', async () => {
  const wang = from('wxid_wang');
  const before = await call({ messages: [wang('你好')] });
  await house.db
    .insertInto('inbox')
    .values({
      channel: 'wechaty',
      channel_user_id: 'wxid_wang',
      event_id: 'notice:1',
      event_at: house.now(),
      received_at: house.now(),
      content: JSON.stringify({ kind: 'event', event: { name: 'channels.parted', channel: 'line' } }),
      reply_token: null,
      answered_at: null,
    })
    .execute();
  house.advance(10);
  await house.upkeep();
  const after = await call({});
  expect(after.slice(0, before.length)).toEqual(before);
  expect(after.length).toBeGreaterThan(before.length);
});

test('every forged, altered, old or repeated call is refused, and no row changes', async () => {
  const wang = from('wxid_wang');
  const body = JSON.stringify({ messages: [wang('你好')], delivered: [] });
  const good = await signed(body);
  expect((await post(body, good)).status).toBe(200);
  await house.settle();
  const fresh = JSON.stringify({ messages: [wang('查电费')], delivered: [] });
  const right = await signed(fresh);
  const {
    'x-wattline-signature': signature = '',
    'x-wattline-nonce': nonce = '',
    'x-wattline-timestamp': timestamp = '',
  } = right;
  const flip = (text: string, at: number) =>
    text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) ^ 1) + text.slice(at + 1);
  const without = (name: string) => Object.fromEntries(Object.entries(right).filter(([key]) => key !== name));
  const bare = async (text: string) =>
    headersOf(await signCall(KEY, { now: house.now(), nonce: 'bare', rawBody: utf8.encode(text) }));
  const attempts: readonly (readonly [string, string, Record<string, string>])[] = [
    ['repeated', body, good],
    ['repeated nonce, newly signed', fresh, await signed(fresh, { nonce: good['x-wattline-nonce'] ?? '' })],
    ['another key', fresh, await signed(fresh, { key: `${KEY}.` })],
    ['empty key', fresh, { ...right, 'x-wattline-signature': '' }],
    ['six minutes old', fresh, await signed(fresh, { seconds: -301 })],
    ['six minutes ahead', fresh, await signed(fresh, { seconds: 301 })],
    ['another time than was signed', fresh, { ...right, 'x-wattline-timestamp': String(Number(timestamp) + 1) }],
    ['another nonce than was signed', fresh, { ...right, 'x-wattline-nonce': `${nonce}x` }],
    ['no timestamp', fresh, without('x-wattline-timestamp')],
    ['no nonce', fresh, without('x-wattline-nonce')],
    ['no signature', fresh, without('x-wattline-signature')],
    ['a timestamp with a sign', fresh, { ...right, 'x-wattline-timestamp': `+${timestamp}` }],
    ['a timestamp in milliseconds', fresh, { ...right, 'x-wattline-timestamp': `${timestamp}000` }],
    [
      'a signature in hex',
      fresh,
      { ...right, 'x-wattline-signature': Buffer.from(signature, 'base64').toString('hex') },
    ],
    ['a signature of the body alone', fresh, { ...right, 'x-wattline-signature': await bodyOnly(fresh) }],
    ['the signature of another call', fresh, { ...right, 'x-wattline-signature': good['x-wattline-signature'] ?? '' }],
    ['a signature cut short', fresh, { ...right, 'x-wattline-signature': signature.slice(0, -4) }],
    ['a signature with a byte more', fresh, { ...right, 'x-wattline-signature': `${signature}A` }],
    ['a flipped bit of the signature', fresh, { ...right, 'x-wattline-signature': flip(signature, 5) }],
    ['a body with a space more', `${fresh} `, right],
    ['fields in another order', JSON.stringify({ delivered: [], messages: JSON.parse(fresh).messages }), right],
    ['the nonce moved into the body', `x\n${fresh}`, right],
    ['no body', '', right],
    ...Array.from(
      { length: utf8.encode(fresh).length >> 2 },
      (_, i) => [`a flipped bit at ${i * 4}`, flip(fresh, Math.min(i * 4, fresh.length - 1)), right] as const,
    ),
  ];
  const before = await contents();
  for (const [what, text, headers] of attempts) {
    const answered = await post(text, headers);
    expect([what, answered.status, answered.body?.code]).toEqual([what, 401, 'invalid_signature']);
    expect(answered.text).not.toContain('replies');
  }
  expect(await contents()).toEqual(before);
  // Signed, and still not what the contract says.
  for (const text of [
    '',
    '{',
    '[]',
    'null',
    '{"messages":1}',
    '{"messages":[],"more":1}',
    '{"messages":[{"id":"a"}]}',
    `{"messages":[{"id":"a\\u0000","talkerId":"t","text":"","at":"2026-11-22T00:00:00Z"}]}`,
    `{"delivered":[1]}`,
    `{"messages":[{"id":"a","talkerId":"t","text":"","at":"yesterday"}]}`,
  ]) {
    const answered = await post(text, await bare(text));
    expect([text, answered.status]).toEqual([text, 400]);
  }
  expect((await post('x'.repeat(1024 * 1024 + 1), right)).status).toBe(413);
  expect(await contents()).toEqual(before);
  expect((await post(fresh, right)).status).toBe(200);
});

test('after the time in which a call may be old its nonce is forgotten, and the call stays refused', async () => {
  const body = JSON.stringify({});
  const headers = await signed(body);
  expect((await post(body, headers)).status).toBe(200);
  house.advance(16 * 60);
  await call({});
  const kept = await house.db.selectFrom('wechaty_nonces').select('nonce').execute();
  expect(kept.map(({ nonce }) => nonce)).not.toContain(headers['x-wattline-nonce']);
  expect((await post(body, headers)).status).toBe(401);
});

test('twenty copies of one call at once: one is taken', async () => {
  const wang = from('wxid_wang');
  const body = JSON.stringify({ messages: [wang('你好')] });
  const headers = await signed(body);
  const statuses = await Promise.all(Array.from({ length: 20 }, async () => (await post(body, headers)).status));
  expect(statuses.toSorted()).toEqual([200, ...Array(19).fill(401)]);
  await house.settle();
  expect((await rows(house)).turns).toBe(1);
});

test('the key opens this door and no other', async () => {
  const body = JSON.stringify({ destination: 'x', events: [] });
  const headers = await signed(body);
  const others: readonly (readonly [string, string, Record<string, string>])[] = [
    ['POST', '/webhooks/line', { ...headers, 'x-line-signature': headers['x-wattline-signature'] ?? '' }],
    ['POST', '/v1/payment-notifications/sandbox', headers],
    ['GET', '/v1/me', { authorization: `Bearer ${KEY.replaceAll(' ', '')}` }],
    ['GET', '/v1/accounts', { ...headers, authorization: `Bearer ${headers['x-wattline-signature']}` }],
  ];
  const before = await contents();
  for (const [method, path, sent] of others) {
    const answered = await house.request(method, path, { headers: sent, ...(method === 'POST' && { body }) });
    expect([path, [401, 403, 404].includes(answered.status)]).toEqual([path, true]);
  }
  expect(await contents()).toEqual(before);
});

test('without a key the door is shut and says so; a key of another use is refused at start', async () => {
  const closed = await openHouse();
  try {
    const answered = await closed.request('POST', '/webhooks/wechaty', { body: {} });
    expect([answered.status, answered.body.code]).toEqual([503, 'channel_off']);
    expect((await closed.request('GET', '/healthz')).body.on).toMatchObject({ wechaty: false });
  } finally {
    await closed.close();
  }
  const read = (more: Record<string, string>) => () =>
    readConfig({ TOKEN_SECRET: 'x'.repeat(40), PUBLIC_URL: 'https://x.test', ...more }, 0);
  expect(read({ WECHATY_GATEWAY_KEY: 'x'.repeat(40) })).toThrow(ConfigError);
  expect(read({ WECHATY_GATEWAY_KEY: 'short', NODE_ENV: 'production' })).toThrow(/WECHATY_GATEWAY_KEY: too short/);
  expect(read({ WECHATY_GATEWAY_KEY: 'y'.repeat(40), NODE_ENV: 'production' })().wechaty).toEqual({
    key: 'y'.repeat(40),
  });
});

test('health says when the gateway was heard of last, and when its account is logged out', async () => {
  const health = async () => (await house.request('GET', '/healthz')).body.wechaty as string | undefined;
  expect(await health()).toContain('has not called yet');
  await call({ account: 'in' });
  expect(await health()).toBeUndefined();
  await call({ account: 'out' });
  expect(await health()).toContain('not logged in');
  house.advance(180);
  expect(await health()).toContain('heard of last');
  expect((await house.request('GET', '/healthz')).status).toBe(200);
});

/** Every row of every table, so that a change of any shows. */
async function contents(): Promise<Record<string, string>> {
  const names = Object.keys(await rows(house));
  const all: Record<string, string> = {};
  for (const name of names) {
    const found = await sql<{
      sum: string;
    }>`select coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as sum from ${sql.table(name)} t`.execute(
      house.db,
    );
    all[name] = found.rows[0]?.sum ?? '';
  }
  return all;
}

async function bodyOnly(body: string): Promise<string> {
  const key = await crypto.subtle.importKey('raw', utf8.encode(KEY), { name: 'HMAC', hash: 'SHA-256' }, false, [
    'sign',
  ]);
  return Buffer.from(await crypto.subtle.sign('HMAC', key, utf8.encode(body))).toString('base64');
}
