/** Consent over REST: read, given, taken back; the newest counts, and what is no topic is refused. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type House, openHouse } from '../support/house.ts';
import { client } from './door.ts';
import { type Published, published } from './published.ts';

let house: House;
let api: Published;
beforeAll(async () => {
  house = await openHouse();
  api = await published(house);
});
afterAll(() => house.close());

const put = (token: string, body: unknown) => house.request('PUT', '/v1/me/notices', { token, body });
const DEFAULTS = [
  { topic: 'receipt', on: true, since: null, by: null },
  { topic: 'case-progress', on: true, since: null, by: null },
  { topic: 'planned-outage', on: false, since: null, by: null },
  { topic: 'bill-issued', on: false, since: null, by: null },
  { topic: 'bill-due', on: false, since: null, by: null },
];

test('a guest sees the defaults, turns one on and takes it back; when and how is kept', async () => {
  const who = await client(house);
  const before = await who.get('/v1/me/notices');
  expect([before.status, before.body]).toEqual([200, { notices: DEFAULTS }]);
  const on = await put(who.token, { notices: [{ topic: 'planned-outage', on: true }] });
  const standing = { topic: 'planned-outage', on: true, since: '2026-12-05T10:00:00+08:00', by: 'rest' };
  expect([on.status, on.body.notices[2]]).toEqual([200, standing]);
  expect(api.faults('PUT', '/v1/me/notices', on.status, 'application/json', on.body)).toEqual([]);
  house.advance(60);
  const same = await put(who.token, { notices: [{ topic: 'planned-outage', on: true }] });
  expect(same.body).toEqual(on.body);
  await put(who.token, {
    notices: [
      { topic: 'planned-outage', on: false },
      { topic: 'receipt', on: false },
    ],
  });
  const after = await who.get('/v1/me/notices');
  expect(api.faults('GET', '/v1/me/notices', 200, 'application/json', after.body)).toEqual([]);
  expect(after.body.notices.map((one: { on: boolean }) => one.on)).toEqual([false, true, false, false, false]);
  const rows = await house.db
    .selectFrom('notice_choices')
    .select(['topic', 'wanted'])
    .where('resident_id', '=', who.residentId)
    .orderBy('choice_id')
    .execute();
  expect(rows.map(({ topic, wanted }) => `${topic} ${wanted}`).toSorted()).toEqual([
    'planned-outage false',
    'planned-outage true',
    'receipt false',
  ]);
});

test('one resident’s choice is no other’s', async () => {
  const [one, other] = [await client(house), await client(house)];
  await put(one.token, { notices: [{ topic: 'bill-due', on: true }] });
  expect((await other.get('/v1/me/notices')).body).toEqual({ notices: DEFAULTS });
});

test('no topic, an unknown one, one twice, none at all, another field: refused with its place, nothing stored', async () => {
  const who = await client(house);
  const wrong: [unknown, string][] = [
    [{}, 'notices'],
    [{ notices: [] }, 'notices'],
    [{ notices: [{ topic: 'weather', on: true }] }, 'notices[0].topic'],
    [{ notices: [{ topic: 'receipt', on: 'yes' }] }, 'notices[0].on'],
    [
      {
        notices: [
          { topic: 'receipt', on: true },
          { topic: 'receipt', on: false },
        ],
      },
      'notices',
    ],
    [{ notices: [{ topic: 'receipt', on: true, since: 'x' }] }, 'notices[0].since'],
  ];
  for (const [body, field] of wrong) {
    const answered = await put(who.token, body);
    expect([answered.status, answered.body.code, answered.body.errors[0].field]).toEqual([400, 'invalid_input', field]);
  }
  expect((await who.get('/v1/me/notices')).body).toEqual({ notices: DEFAULTS });
});
