/** What is due is found once, whoever looks; nobody to tell is no fault; a great many bills are looked at piece by piece. */
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { billStages } from '../../src/domain/notices.ts';
import { DEFAULT_SETTINGS } from '../../src/domain/settings.ts';
import { peopleWaiting, tellConversation } from '../../src/store/conversations.ts';
import { hearing, imported, newBill, outage, round, toldOf } from '../conversations/notices.town.ts';
import { bound } from '../rest/door.ts';
import { type House, openHouse } from '../support/house.ts';
import { LI, WANG } from '../support/town.ts';

let house: House;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

const SOON = '2026-12-08T09:00:00+08:00';

test('ten instances look at the same moment: each thing is written and put into the inbox once', async () => {
  const { person, news } = await hearing(house, ['planned-outage', 'bill-issued', 'bill-due']);
  await imported(house, outage('O-1', SOON, null), newBill('W-12', WANG.accountNumber, '11.78', '2026-12-30'));
  house.at('2026-12-07T10:00:00+08:00');
  await Promise.all(Array.from({ length: 10 }, () => house.services.notices.run(100)));
  house.at('2026-12-13T10:00:00+08:00');
  await Promise.all(Array.from({ length: 10 }, () => house.services.notices.run(100)));
  const told = await toldOf(house, person);
  expect(told.map(({ topic, subject }) => `${topic} ${subject}`).toSorted()).toEqual([
    'bill-due W-11',
    'bill-issued W-12',
    'planned-outage O-1',
  ]);
  const { rows } = await sql<{ n: bigint }>`select count(*) as n from inbox where event_id like 'notice:%'`.execute(
    house.db,
  );
  expect(rows[0]?.n).toBe(3n);
  await round(house);
  const heard = await news();
  expect(heard.match(/11\.78/g)?.length).toBeGreaterThan(0);
  // It began five days ago.
  expect(heard).not.toContain('计划停电');
  expect(house.log.filter((line) => line.includes('upkeep.failed'))).toEqual([]);
});

test('who never chatted is recorded as untold, and nothing breaks', async () => {
  const who = await bound(house, LI);
  await house.request('PUT', '/v1/me/notices', {
    token: who.token,
    body: { notices: [{ topic: 'planned-outage', on: true }] },
  });
  await imported(house, outage('O-1', SOON, null));
  await round(house);
  const rows = await house.db.selectFrom('notices').select(['subject', 'said_at']).execute();
  expect(rows).toEqual([{ subject: 'O-1', said_at: null }]);
  expect(house.log.filter((line) => line.includes('failed'))).toEqual([]);
});

test('one with two accounts hears of both by number, and of one after unbinding the other', async () => {
  const { person, news } = await hearing(house, ['planned-outage']);
  house.advance(61);
  await person.bind(LI);
  await news();
  await imported(house, outage('O-1', SOON, null));
  await round(house);
  const both = await news();
  expect([both.includes('999****0017'), both.includes('999****0025')]).toEqual([true, true]);
  await house.request('DELETE', `/v1/accounts/${WANG.accountNumber}`, { token: person.token });
  await imported(house, outage('O-1', SOON, SOON));
  await round(house);
  const after = await news();
  expect([after.includes('999****0017'), after.includes('999****0025')]).toEqual([false, true]);
});

test('an account that is moved off the outage hears that it is not concerned any more', async () => {
  const { news } = await hearing(house, ['planned-outage']);
  await imported(house, outage('O-1', SOON, null));
  await round(house);
  await news();
  await imported(house, outage('O-1', SOON, null, { transformers: ['T099'] }));
  await round(house);
  expect(await news()).toContain('计划停电取消');
});

test('bills of a year that come before anybody cares are never walked through', async () => {
  await hearing(house, ['bill-issued']);
  const place = await house.db.selectFrom('notice_places').selectAll().execute();
  await house.services.notices.run(100);
  expect(await house.db.selectFrom('notice_places').selectAll().where('topic', '=', 'bill-issued').execute()).toEqual(
    place.filter(({ topic }) => topic === 'bill-issued'),
  );
});

test('a bill beyond the first two thousand is reached in the next rounds, and reminders go round again', async () => {
  const { person } = await hearing(house, ['bill-issued', 'bill-due']);
  const many = Array.from({ length: 4_100 }, (_, i) => newBill(`X-${i}`, LI.accountNumber, '1.00', '2027-06-01'));
  await imported(house, ...many, newBill('W-12', WANG.accountNumber, '11.78', '2026-12-30'));
  const subjects = async () => (await toldOf(house, person)).map(({ subject }) => subject);
  await house.services.notices.run(100);
  expect(await subjects()).toEqual([]);
  await house.services.notices.run(100);
  await house.services.notices.run(100);
  expect(await subjects()).toEqual(['W-12']);
  house.at('2026-12-12T10:00:00+08:00');
  for (let i = 0; i < 3; i += 1) await house.services.notices.run(100);
  expect(await subjects()).toEqual(['W-12', 'W-11']);
});

test('reminders of a bill follow each other without a gap, and the last one ends', () => {
  expect(billStages(DEFAULT_SETTINGS.noticePlan)).toEqual([
    { seq: 1, kind: 'soon', first: -3, last: 0 },
    { seq: 2, kind: 'late', first: 1, last: 6 },
    { seq: 3, kind: 'late', first: 7, last: 14 },
    { seq: 4, kind: 'late', first: 15, last: 21 },
  ]);
});

test('whoever waits for an answer or for news of an outage goes before all that is only due', async () => {
  const { person: wang } = await hearing(house, ['bill-issued']);
  const { person: li } = await hearing(house, [], LI);
  await imported(house, newBill('W-12', WANG.accountNumber, '11.78', '2026-12-30'));
  await house.services.notices.run(100);
  house.advance(60);
  const told = tellConversation(
    li.residentId,
    'case:X:1',
    { name: 'case.moved', caseNumber: 'X', seq: 1 },
    house.now(),
  );
  await house.services.carryOut({ value: null, writes: [told] });
  const waiting = await peopleWaiting(house.db, house.now(), 10);
  expect(waiting.map(({ channelUserId }) => channelUserId)).toEqual([li.residentId, wang.residentId]);
  const tonight = new Date(house.now().getTime() + 3_600_000);
  const later = tellConversation(
    wang.residentId,
    'case:X:2',
    { name: 'case.moved', caseNumber: 'X', seq: 2 },
    house.now(),
    tonight,
  );
  await house.services.carryOut({ value: null, writes: [later] });
  expect((await peopleWaiting(house.db, house.now(), 10)).at(-1)?.channelUserId).toBe(wang.residentId);
  expect((await peopleWaiting(house.db, tonight, 10)).length).toBe(2);
});

test('days that a supplier set otherwise are used', async () => {
  const { person } = await hearing(house, ['planned-outage']);
  await imported(
    house,
    {
      kind: 'setting',
      name: 'noticePlan',
      value: { outageDaysAhead: 2, outageHoursAhead: 24, billDaysBefore: 3, billDaysAfter: [] },
      effectiveFrom: '2026-01-01',
      confirmed: true,
      source: 'test',
    },
    outage('O-1', SOON, null),
  );
  house.advance(61);
  await house.services.notices.run(100);
  expect(await toldOf(house, person)).toEqual([]);
  house.at('2026-12-06T09:00:00+08:00');
  await house.services.notices.run(100);
  expect(await toldOf(house, person)).toMatchObject([{ kind: 'announced' }]);
});
