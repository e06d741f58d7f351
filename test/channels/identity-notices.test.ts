/** What is told by itself to a person with two channels: once, where they wrote last, by one set of choices. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { choose, imported, newBill, outage, reader, round, toldOf } from '../conversations/notices.town.ts';
import { type House, openHouse, type Person } from '../support/house.ts';
import { WANG } from '../support/town.ts';

const FROM = '2026-12-15T09:00:00+08:00';
const TO = '2026-12-15T17:00:00+08:00';

let house: House;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

/** Two browsers of one person: the account is bound in both, outages and bills are wished for in both. */
async function twoChannels(): Promise<readonly [Person, Person]> {
  const first = await house.person();
  await first.bind(WANG);
  house.advance(61);
  const second = await house.person();
  await second.bind(WANG);
  for (const person of [first, second]) await choose(house, person, ['planned-outage', 'bill-issued'], true);
  return [first, second];
}
async function join([first, second]: readonly [Person, Person]): Promise<void> {
  const { code } = (await house.request('POST', '/v1/me/link-codes', { token: first.token })).body;
  const joined = await house.request('POST', '/v1/me/links', { token: second.token, body: { code, agreed: true } });
  expect(joined.status).toBe(201);
  await house.settle();
}

test('a planned outage and a bill are told once, on the channel that was used last', async () => {
  const both = await twoChannels();
  await join(both);
  const [first, second] = both;
  house.advance(60);
  await second.say('你好');
  const news = [reader(first), reader(second)] as const;
  for (const read of news) await read();
  await imported(house, outage('O-1', FROM, TO), newBill('W-12', WANG.accountNumber, '11.78', '2027-01-15'));
  house.at('2026-12-08T09:00:00+08:00');
  await round(house);
  const [onFirst, onSecond] = [await news[0](), await news[1]()];
  expect(onFirst).toBe('');
  expect(onSecond.match(/计划停电通知/g)).toHaveLength(1);
  expect(onSecond.match(/账单出来了/g)).toHaveLength(1);
  expect(await toldOf(house, first)).toHaveLength(2);
  expect(await toldOf(house, second)).toEqual([]);
});

test('what is turned off on one is off on the other', async () => {
  const both = await twoChannels();
  await join(both);
  const [first, second] = both;
  await choose(house, second, ['planned-outage'], false);
  const news = [reader(first), reader(second)] as const;
  for (const read of news) await read();
  await imported(house, outage('O-1', FROM, TO));
  house.at('2026-12-08T09:00:00+08:00');
  await round(house);
  expect([await news[0](), await news[1]()]).toEqual(['', '']);
});

test('apart, each is told for itself', async () => {
  const [first, second] = await twoChannels();
  const news = [reader(first), reader(second)] as const;
  for (const read of news) await read();
  await imported(house, outage('O-1', FROM, TO));
  house.at('2026-12-08T09:00:00+08:00');
  await round(house);
  for (const read of news) expect(await read()).toContain('计划停电通知');
});

test('what was wished for on one channel counts for both, where the other never chose', async () => {
  const first = await house.person();
  await first.say('你好');
  house.advance(61);
  const second = await house.person();
  await second.bind(WANG);
  await choose(house, second, ['planned-outage'], true);
  await join([first, second]);
  const standing = (await house.request('GET', '/v1/me/notices', { token: first.token })).body.notices;
  expect(standing).toContainEqual(expect.objectContaining({ topic: 'planned-outage', on: true }));
});
