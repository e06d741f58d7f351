/** The demo's clerk on outages: sent, estimated, on site, restored, by the same calls as people; a home alone likewise. And what a turn costs. */
import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createDemoClerk } from '../../src/desk/demo-clerk.ts';
import {
  accountLine,
  casesIn,
  eventsOf,
  flat,
  lives,
  load,
  openStreet,
  outageLine,
  outagesOf,
} from '../conversations/outages.town.ts';
import type { House, Person } from '../support/house.ts';
import { fileAnonymousReport } from '../support/reports.ts';

let house: House;
const homes = [1, 2, 3, 4].map((t) => flat(t, 1, `D${t}`));
const [BUILDING, ALONE, KNOWN, COUNTED] = homes as [
  (typeof homes)[0],
  (typeof homes)[0],
  (typeof homes)[0],
  (typeof homes)[0],
];
beforeAll(async () => {
  ({ house } = await openStreet(homes.map((one) => accountLine(one))));
});
afterAll(() => house.close());

/** Minute by minute, as the cron does. */
async function minutes(count: number): Promise<void> {
  const { services, clock, events, converse } = house;
  const clerk = createDemoClerk({
    services,
    clock,
    events,
    localeOf: services.accounts.localeOf,
    answer: (person) => converse.answerWaiting(person),
  });
  for (let minute = 0; minute < count; minute += 1) {
    house.advance(60);
    await clerk.work();
    await house.upkeep();
  }
}
const stage = async (person: Person) => (await casesIn(house, person.residentId))[0]?.stage;

test('an outage goes through all its stages in minutes, and what was imported is left alone', async () => {
  await load(house, [outageLine('DEMO-1', { feeder: KNOWN.feeder, from: '2026-12-05T09:00:00+08:00' })]);
  const [person, alone, known] = [await lives(house, BUILDING), await lives(house, ALONE), await lives(house, KNOWN)];
  for (const words of ['停电了', '没有', '整栋楼', '是']) await person.say(words);
  for (const words of ['停电了', '没有', '只有我家', '没跳', '是']) await alone.say(words);
  for (const words of ['停电了', '是']) await known.say(words);
  await minutes(1);
  expect([await stage(person), await stage(alone)]).toEqual(['dispatched', 'dispatched']);
  await minutes(1);
  expect((await outagesOf(house))[0]?.estimated_restoration).toEqual(new Date(house.now().getTime() + 30 * 60_000));
  await minutes(1);
  expect([await stage(person), await stage(alone)]).toEqual(['on-site', 'on-site']);
  await minutes(3);
  expect([await stage(person), await stage(alone)]).toEqual(['restored', 'restored']);
  expect(await stage(known)).toBe('reported');
  const [found] = await casesIn(house, person.residentId);
  expect(await eventsOf(house, found?.case_number ?? '')).toEqual([
    'opened',
    'dispatched',
    'estimate-changed',
    'arrived',
    'restored',
  ]);
});

test('an anonymous report is answered in writing and called by nobody', async () => {
  const { services } = house;
  const person = await house.person();
  const viewer = await services.accounts.viewer(person.token);
  if (!viewer) throw new Error('nobody');
  const caseNumber = await fileAnonymousReport(house, viewer);
  await minutes(12);
  expect(await eventsOf(house, caseNumber)).toEqual(['opened', 'closed']);
  const ended = await services.cases.byNumber(caseNumber);
  expect(ended?.stage).toBe('done');
  expect(ended?.promises.map(({ kind }) => kind)).not.toContain('contact');
});

test('a turn of a report reads in three round trips and writes in four, token and all', async () => {
  const person = await lives(house, COUNTED);
  await person.say('你好');
  let sent = 0;
  const query = pg.Client.prototype.query;
  vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (this: pg.Client, ...given: unknown[]) {
    sent += 1;
    return Reflect.apply(query, this, given);
  } as never);
  const counted = async (text: string): Promise<number> => {
    await house.settle();
    await house.services.settings();
    sent = 0;
    const response = await house.app.request('http://house.test/v1/chat/messages', {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${person.token}` },
      body: JSON.stringify({ id: crypto.randomUUID(), text }),
    });
    const trips = sent;
    expect(response.status).toBe(200);
    await house.settle();
    return trips;
  };
  const trips = [];
  for (const words of ['停电了', '没有', '整栋楼', '是', '停电了', '什么时候来电']) trips.push(await counted(words));
  vi.restoreAllMocks();
  expect(trips.every((count, place) => count > 0 && count <= (place === 3 ? 4 : 3))).toBe(true);
});

test('a case that a person works on is left to them, and what the demo does with an outage is marked as the demo’s', async () => {
  const [mine, free] = [await house.person(), await house.person()];
  for (const person of [mine, free])
    for (const words of ['我要投诉', '抄表员', '上周二敲门像砸门', '13900000001', '是的']) await person.say(words);
  const numberOf = (person: Person) => /W\d{13}/.exec(person.text())?.[0] ?? '';
  const [number, left] = [numberOf(mine), numberOf(free)];
  const noted = await house.services.work.act('P01', number, 'noted', { text: '我来办，明天上门' });
  if (noted.ok) await house.services.carryOut(noted.value);
  await minutes(8);
  const clerksOf = async (one: string) =>
    (await house.services.cases.byNumber(one))?.history.filter(({ actor }) => actor.startsWith('clerk:')).length;
  expect(await clerksOf(number)).toBe(1);
  expect(await clerksOf(left)).toBeGreaterThan(1);
  const entries = await house.services.outages.entries((await outagesOf(house)).map(({ outage_id }) => outage_id));
  const own = entries.filter(({ actor }) => actor.startsWith('clerk:'));
  expect(own.length).toBeGreaterThan(0);
  for (const { data } of own) expect(String(data.text)).toMatch(/^（演示）/);
});
