/** What one resident may ask for over REST within an hour or a minute: more than anybody needs, and danger without end. */

import { afterEach, describe, expect, test } from 'vitest';
import { CASES_AN_HOUR, MESSAGES_A_MINUTE, QUESTIONS_A_MINUTE } from '../../src/channels/rest/limits.ts';
import { upload } from '../conversations/holders.ts';
import { type House, openHouse } from '../support/house.ts';
import { CHEN, WANG } from '../support/town.ts';
import { type Answered, bound, type Client, client } from './door.ts';

let house: House;
afterEach(() => house.close());

const open = async (environment: Record<string, string> = {}) => {
  house = await openHouse({ environment });
};

const report = (who: Client, more: object, headers?: Record<string, string>) =>
  who.post(
    '/v1/outage-reports',
    { contactPhone: '13900000001', scope: 'home', danger: false, description: '没电', ...more },
    headers,
  );
const complain = (who: Client, i: number, headers?: Record<string, string>) =>
  who.post(
    '/v1/complaints',
    { category: 'complaint', about: '抄表员', description: `第${i}次敲门像砸门`, contactPhone: '13900000001' },
    headers,
  );
const say = (who: Client, text: string, id: string = crypto.randomUUID()) =>
  who.post('/v1/chat/messages', { id, text });

const isRefused = (answered: Answered, seconds: number) => {
  expect([answered.status, answered.body.code]).toEqual([429, 'too_many_requests']);
  expect(answered.headers.get('content-type')).toContain('application/problem+json');
  expect(Number(answered.headers.get('retry-after'))).toBe(seconds);
  expect(Date.parse(answered.body.retryAt)).toBe(house.now().getTime() + seconds * 1_000);
};

describe('cases', () => {
  const counted = async (who: Client) =>
    (await house.db.selectFrom('counters').select('n').where('key', '=', `cases:${who.residentId}`).executeTakeFirst())
      ?.n ?? 0;
  const spend = (who: Client) =>
    house.db.updateTable('counters').set({ n: CASES_AN_HOUR }).where('key', '=', `cases:${who.residentId}`).execute();

  test('so many within an hour, of all kinds together; the next waits, danger never does', async () => {
    await open();
    const who = await bound(house, WANG);
    for (let i = 3; i < CASES_AN_HOUR; i += 1) expect((await complain(who, i)).status).toBe(201);
    expect((await report(who, { address: '示例市和平路1号' })).status).toBe(201);
    const asked = { kind: 'meter-test', accountNumber: WANG.accountNumber, description: '走得太快' };
    expect((await who.post('/v1/requests', asked)).status).toBe(201);
    const applied = await who.post('/v1/applications', {
      kind: 'new-connection',
      address: '示例市和平路1号',
      capacityKw: '8',
      name: '周小雨',
      contactPhone: '13900000001',
      agreed: true,
    });
    expect(applied.status).toBe(201);
    house.advance(600);
    const cases = () => house.db.selectFrom('cases').select('case_number').execute();
    const before = await cases();
    isRefused(await complain(who, CASES_AN_HOUR + 1), 3_000);
    isRefused(await report(who, { address: '示例市和平路2号' }), 3_000);
    isRefused(await who.post('/v1/requests', { ...asked, kind: 'bill-check', period: '2026-11' }), 3_000);
    isRefused(
      await who.post('/v1/applications', {
        kind: 'transfer',
        accountNumber: CHEN.accountNumber,
        name: '李建国',
        idNumber: '110101199001010025',
        role: 'owner',
        documents: [await upload(house, who, 'property-proof')],
        consent: true,
        agreed: true,
      }),
      3_000,
    );
    expect(await cases()).toEqual(before);
    for (let i = 0; i < 5; i += 1) {
      const danger = await report(who, { address: `示例市和平路${i}号`, danger: true, description: '电线冒火花' });
      expect([200, 201]).toContain(danger.status);
    }
    // Nobody else pays for it, and it passes.
    expect((await complain(await client(house), 1)).status).toBe(201);
    house.advance(3_000);
    expect((await complain(who, CASES_AN_HOUR + 2)).status).toBe(201);
  });

  test('what was answered before is answered again, limit or not, and is counted once', async () => {
    await open();
    const who = await client(house);
    const key = { 'idempotency-key': 'mine' };
    const first = await complain(who, 1, key);
    expect((await complain(who, 1, key)).body).toEqual(first.body);
    expect(await counted(who)).toBe(1);
    await spend(who);
    expect((await complain(who, 1, key)).body).toEqual(first.body);
    isRefused(await complain(who, 1, { 'idempotency-key': 'other' }), 3_600);
  });

  test('a second report of one place opens nothing and is not counted; what is refused is not, either', async () => {
    await open();
    const who = await client(house);
    expect((await report(who, { address: '示例市和平路1号' })).status).toBe(201);
    await spend(who);
    expect((await report(who, { address: '示例市和平路1号' })).status).toBe(200);
    expect((await report(who, { accountNumber: WANG.accountNumber })).status).toBe(404);
    expect((await report(who, {})).status).toBe(400);
    isRefused(await report(who, { address: '示例市和平路9号' }), 3_600);
  });

  test('sent five times at once with one key, it is one case and counts as one', async () => {
    await open();
    const who = await client(house);
    const key = { 'idempotency-key': 'at-once' };
    const all = await Promise.all(Array.from({ length: 5 }, () => complain(who, 1, key)));
    expect(new Set(all.map(({ status }) => status))).toEqual(new Set([201]));
    expect(await counted(who)).toBe(1);
    expect(await house.db.selectFrom('cases').select('case_number').execute()).toHaveLength(1);
  });
});

test('upkeep keeps no counter that no window needs any more', async () => {
  await open();
  const who = await client(house);
  await complain(who, 1);
  const left = async () => (await house.db.selectFrom('counters').select('key').execute()).map(({ key }) => key).sort();
  expect(await left()).toEqual([`cases:${who.residentId}`, 'session:address:unknown']);
  house.advance(3_599);
  await house.upkeep();
  expect(await left()).toHaveLength(2);
  house.advance(1);
  await house.upkeep();
  expect(await left()).toEqual([]);
});

describe('the chat', () => {
  test('so many messages a minute; the next wait until the first is a minute old, words of danger do not', {
    timeout: 120_000,
  }, async () => {
    await open();
    const who = await client(house);
    for (let i = 0; i < MESSAGES_A_MINUTE / 2; i += 1) expect((await say(who, '你好')).status).toBe(200);
    house.advance(20);
    for (let i = 0; i < MESSAGES_A_MINUTE / 2; i += 1) expect((await say(who, '你好')).status).toBe(200);
    const inbox = () => house.db.selectFrom('inbox').select('event_id').execute();
    const before = await inbox();
    isRefused(await say(who, '查电费', 'held'), 40);
    isRefused(await who.post('/v1/chat/messages', { id: 'pressed', button: 'x' }), 40);
    expect(await inbox()).toEqual(before);
    const danger = await say(who, '电线掉下来了在冒火花');
    expect([danger.status, danger.text]).toEqual([200, expect.stringContaining('119')]);
    expect((await say(await client(house), '你好')).status).toBe(200);
    house.advance(40);
    // The very same message, as the page sends it again.
    expect((await say(who, '查电费', 'held')).status).toBe(200);
  });
});

describe('the articles', () => {
  const search = (token?: string) =>
    house.request('GET', `/v1/knowledge/search?q=${encodeURIComponent('阶梯电价')}`, token ? { token } : {});
  const ask = (token?: string) =>
    house.request('GET', `/v1/knowledge/answer?q=${encodeURIComponent('阶梯电价')}`, token ? { token } : {});

  test('searched and asked so many times a minute by one resident, both together', { timeout: 60_000 }, async () => {
    await open();
    const who = await client(house);
    for (let i = 0; i < QUESTIONS_A_MINUTE / 2; i += 1)
      expect([(await search(who.token)).status, (await ask(who.token)).status]).toEqual([200, 200]);
    isRefused(await search(who.token), 60);
    isRefused(await ask(who.token), 60);
    expect((await search((await client(house)).token)).status).toBe(200);
    expect((await search()).status).toBe(200);
    house.advance(60);
    expect((await ask(who.token)).status).toBe(200);
  });
});

test('RATE_LIMITS=off stops nobody and counts nothing', { timeout: 120_000 }, async () => {
  await open({ RATE_LIMITS: 'off' });
  const who = await client(house);
  for (let i = 0; i <= CASES_AN_HOUR; i += 1) expect((await complain(who, i)).status).toBe(201);
  for (let i = 0; i <= MESSAGES_A_MINUTE; i += 1) expect((await say(who, '你好')).status).toBe(200);
  expect(await house.db.selectFrom('counters').selectAll().execute()).toEqual([]);
});
