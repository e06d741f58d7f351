/** A supervisor at the desk over HTTP asks how it went: for which days, who may, in how few questions, with nobody's name in it. */
import pg from 'pg';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DEFAULT_SETTINGS } from '../../src/domain/settings.ts';
import { bound, paid } from '../rest/door.ts';
import { published } from '../rest/published.ts';
import { type House, openHouse } from '../support/house.ts';
import { WANG } from '../support/town.ts';

const STATISTICS = '/v1/desk/statistics';

let house: House;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(async () => {
  vi.restoreAllMocks();
  await house.close();
});

async function atDesk(staffId: string) {
  const opened = await house.services.staff.openDesk(staffId, 12);
  if (!opened.ok) throw new Error(opened.problem.code);
  const { token } = opened.value;
  return (query = '') => house.request('GET', `${STATISTICS}${query}`, { token });
}

/** A resident of whom every room knows something: a payment rated badly, a complaint, a question, a wish for a person. */
async function busyResident() {
  const wang = await bound(house, WANG);
  const paymentId = await paid(house, wang, WANG.accountNumber);
  const rating = { serviceId: `payment:${paymentId}`, score: 1, reasons: ['attitude'], comment: '王秀兰不满意' };
  expect((await wang.post('/v1/ratings', rating)).status).toBe(201);
  const filed = await wang.post('/v1/complaints', {
    category: 'complaint',
    about: '抄表员周敏',
    description: '上周二敲门像砸门',
    contactPhone: '13900000001',
  });
  expect(filed.status).toBe(201);
  const person = await house.person();
  await person.bind(WANG);
  for (const said of ['抢修多久到', '转人工']) await person.say(said);
  await house.settle();
}

test('a supervisor and a manager read the figures; a clerk and who is nobody here find no such door', async () => {
  for (const staffId of ['V01', 'V02']) expect((await (await atDesk(staffId))()).status).toBe(200);
  expect((await (await atDesk('S01'))()).status).toBe(404);
  const nobody = await house.request('GET', STATISTICS);
  expect([nobody.status, nobody.body.code]).toEqual([401, 'unauthenticated']);
});

test('an editor finds no such door either', async () => {
  const editor = { staffId: 'E01', name: '顾言', team: 'service', role: 'editor' };
  await house.db
    .insertInto('settings')
    .values({
      ...{ name: 'staff', effective_from: '2026-01-01', confirmed: true, source: 'test' },
      value: JSON.stringify([...DEFAULT_SETTINGS.staff, editor]),
    })
    .execute();
  expect((await (await atDesk('E01'))()).status).toBe(404);
});

test('a day with a bit of everything: the figures stand in it, and nobody’s name, number or word', async () => {
  await busyResident();
  const { body, text } = await (await atDesk('V01'))();
  expect(body).toMatchObject({
    from: '2026-11-06',
    to: '2026-12-05',
    at: expect.stringMatching(/^2026-12-05T10:\d\d:\d\d\+08:00$/),
    complaints: { opened: 1, lookedAfter: { part: 1, of: 1 } },
    ratings: { given: 1, mean: { sum: 1, of: 1 }, lowRecovered: { part: 1, of: 1 } },
    handoffs: { asked: 1, toTaken: { minutes: null, of: 0 } },
    conversations: { askedForPerson: { part: 1, of: 1 } },
    knowledge: { asked: 1, answered: 1 },
    payments: { opened: 1, paid: 1, amounts: [{ amount: WANG.due, currency: 'CNY' }] },
  });
  expect(body.cases.byKind.map(({ kind }: { kind: string }) => kind)).toEqual(['complaint', 'handoff', 'recovery']);
  const names = DEFAULT_SETTINGS.staff.map(({ name }) => name).join('|');
  expect(text).not.toMatch(new RegExp(`王秀兰|${WANG.accountNumber}|${WANG.phone}|W\\d{13}|砸门|${names}`));
});

test('without days it is the last thirty with today, with one of them what it leads to', async () => {
  const desk = await atDesk('V01');
  const days = async (query: string) => {
    const { body } = await desk(query);
    return [body.from, body.to];
  };
  expect(await days('')).toEqual(['2026-11-06', '2026-12-05']);
  expect(await days('?to=2026-03-01')).toEqual(['2026-01-31', '2026-03-01']);
  expect(await days('?from=2026-12-01')).toEqual(['2026-12-01', '2026-12-05']);
  expect(await days('?from=2024-01-01&to=2024-12-31')).toEqual(['2024-01-01', '2024-12-31']);
});

test('days that are none, the wrong way round or too many are refused with the field that is wrong', async () => {
  const desk = await atDesk('V01');
  for (const [query, field] of [
    ['?from=2026-12-05&to=2026-12-04', 'from'],
    ['?from=2026-12-06', 'from'],
    ['?from=2025-12-05&to=2026-12-06', 'from'],
    ['?from=2026-02-30', 'from'],
    ['?to=yesterday', 'to'],
    ['?to=0001-01-01', 'to'],
    ['?team=billing', 'team'],
  ]) {
    const { status, body } = await desk(query);
    expect([query, status, body.code]).toEqual([query, 400, 'invalid_input']);
    expect(body.errors).toEqual([{ field, reason: expect.any(String) }]);
  }
  expect((await desk('?from=2025-12-05&to=2026-12-05')).status).toBe(200);
  expect((await desk('?from=9999-12-01&to=9999-12-31')).status).toBe(200);
});

test('the figures are two questions to the database, however much happened', async () => {
  await busyResident();
  const desk = await atDesk('V01');
  const asked: string[] = [];
  const query = pg.Client.prototype.query;
  vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (this: pg.Client, ...given: unknown[]) {
    const [first] = given;
    asked.push(typeof first === 'string' ? first : String((first as { text?: string }).text));
    return Reflect.apply(query, this, given);
  } as never);
  expect((await desk()).status).toBe(200);
  // Who asks and how often is the door's to know.
  expect(asked.filter((text) => !/\b(?:settings|counters|staff_keys)\b/.test(text))).toHaveLength(2);
});

test('the figures are as /v1/openapi.json says, refusals too', async () => {
  await busyResident();
  const api = await published(house);
  const desk = await atDesk('V01');
  const answers = [await desk(), await desk('?from=2026-12-06'), await (await atDesk('S01'))()];
  expect(answers.map(({ status }) => status)).toEqual([200, 400, 404]);
  for (const { status, headers, body } of answers)
    expect(api.faults('GET', STATISTICS, status, headers.get('content-type') ?? '', body)).toEqual([]);
});
