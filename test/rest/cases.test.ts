/** REST: cases as their owners and others on the account see them, taken back, taken up again. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CaseReason } from '../../src/services/cases.ts';
import { type House, openHouse } from '../support/house.ts';
import { CHEN, WANG, ZHAO } from '../support/town.ts';
import { bound, type Client, client } from './door.ts';
import { type Published, published } from './published.ts';

let house: House;
let api: Published;
let owner: Client;
let other: Client;
beforeAll(async () => {
  house = await openHouse();
  api = await published(house);
  owner = await bound(house, WANG);
  other = await bound(house, WANG);
});
afterAll(() => house.close());

let made = 0;
const opened = async (who: Client | null, more: Partial<CaseReason> = {}): Promise<string> => {
  made += 1;
  const planned = await house.services.cases.plan({
    kind: 'meter-test',
    reason: `test:${made}`,
    residentId: who?.residentId ?? null,
    accountNumber: WANG.accountNumber,
    summary: {},
    ...more,
  });
  return (await house.services.carryOut(planned)).caseNumber;
};
const act = async (...given: Parameters<House['services']['work']['act']>) => {
  const done = await house.services.work.act(...given);
  if (!done.ok) throw new Error(done.problem.code);
  await house.services.carryOut(done.value);
};
const agrees = (path: string, answered: Awaited<ReturnType<Client['get']>>, method = 'GET') =>
  expect(api.faults(method, path, answered.status, answered.headers.get('content-type') ?? '', answered.body)).toEqual(
    [],
  );

test('its owner sees all of a case; what the house noted for itself is not in it, a clerk’s words are', async () => {
  const caseNumber = await opened(owner);
  await act('M01', caseNumber, 'started', { text: '周五上门' });
  await act('M01', caseNumber, 'noted', { text: '此人爱投诉' });
  await act('M01', caseNumber, 'reassigned', { text: '推给计量', to: { team: 'metering' } });
  const answered = await owner.get(`/v1/cases/${caseNumber}`);
  expect(answered.status).toBe(200);
  agrees('/v1/cases/{caseNumber}', answered);
  const { body } = answered;
  expect(body).toMatchObject({
    caseNumber,
    kind: 'meter-test',
    status: 'open',
    stage: 'working',
    own: true,
    accountNumber: WANG.accountNumber,
    owner: { team: 'metering' },
    left: { minutes: null },
  });
  expect(body.history.map(({ event }: { event: string }) => event)).toEqual(['opened', 'started', 'reassigned']);
  expect(answered.text).toContain('周五上门');
  for (const hidden of ['此人爱投诉', '推给计量', owner.residentId]) expect(answered.text).not.toContain(hidden);
  expect((await owner.get(`/v1/cases/${caseNumber.toLowerCase()}`)).body).toEqual(body);
});

test('a warning is the house’s own; a broken promise is told, with the supervisor who has it', async () => {
  const caseNumber = await opened(owner, { kind: 'handoff' });
  for (let hours = 0; hours < 25; hours += 6) {
    house.advance(6 * 3_600);
    await house.upkeep();
  }
  const { body } = await owner.get(`/v1/cases/${caseNumber}`);
  expect(body.history.map(({ event }: { event: string }) => event)).toEqual(['opened', 'breached']);
  expect(body.owner).toMatchObject({ name: '何芳' });
});

test('who bound the account too sees kind, status, stage and dates of it, and nothing else', async () => {
  const caseNumber = await opened(owner, { billId: 'W-11', outageId: null });
  await act('M01', caseNumber, 'started', { text: '周五上门' });
  const answered = await other.get(`/v1/cases/${caseNumber}`);
  agrees('/v1/cases/{caseNumber}', answered);
  expect(answered.body).toEqual({
    caseNumber,
    kind: 'meter-test',
    status: 'open',
    stage: 'working',
    openedAt: expect.stringMatching(/\+08:00$/),
    closedAt: null,
    own: false,
    accountNumber: null,
    outageId: null,
    owner: null,
    nextAction: null,
    left: null,
    promises: [],
    missing: [],
    history: [],
    rating: null,
  });
  for (const deed of ['withdrawal', 'chases'])
    expect((await other.post(`/v1/cases/${caseNumber}/${deed}`)).status).toBe(404);
  expect((await other.post(`/v1/cases/${caseNumber}/reopening`, { reason: 'x' })).status).toBe(404);
});

test.each(['complaint', 'report', 'opinion', 'suggestion', 'praise', 'handoff', 'recovery'] as const)(
  'a %s of theirs is nobody else’s business, though the account is bound',
  async (kind) => {
    const caseNumber = await opened(owner, { kind });
    const theirs = await other.get(`/v1/cases/${caseNumber}`);
    const none = await other.get('/v1/cases/W2612059999999');
    expect([theirs.status, theirs.text]).toEqual([404, none.text]);
    expect((await other.get('/v1/cases')).text).not.toContain(caseNumber);
  },
);

test('the list holds what I opened, hand-offs and automatic checks too, and others’ cases in outline, newest first', async () => {
  const who = await bound(house, ZHAO);
  expect((await who.get('/v1/cases')).body).toEqual({ cases: [] });
  // A bill that does not add up opens a check by itself.
  await who.get('/v1/bills/Z-11/explanation');
  house.advance(60);
  const handoff = await opened(who, { kind: 'handoff', accountNumber: null });
  house.advance(60);
  const neighbour = await client(house);
  const theirs = await opened(neighbour, { accountNumber: ZHAO.accountNumber });
  const elsewhere = await opened(neighbour, { accountNumber: CHEN.accountNumber });
  const listed = await who.get('/v1/cases');
  agrees('/v1/cases', listed);
  expect(listed.body.cases.map(({ kind, own }: { kind: string; own: boolean }) => [kind, own])).toEqual([
    ['meter-test', false],
    ['handoff', true],
    ['bill-check', true],
  ]);
  const numbers = listed.body.cases.map(({ caseNumber }: { caseNumber: string }) => caseNumber);
  expect(numbers.slice(0, 2)).toEqual([theirs, handoff]);
  expect(numbers).not.toContain(elsewhere);
});

test('a case is taken back while nobody has gone too far, once', async () => {
  const caseNumber = await opened(owner);
  const answered = await owner.post(`/v1/cases/${caseNumber}/withdrawal`, {});
  agrees('/v1/cases/{caseNumber}/withdrawal', answered, 'POST');
  expect([answered.status, answered.body.status, answered.body.stage]).toEqual([200, 'closed', 'withdrawn']);
  expect(answered.body).toMatchObject({ nextAction: null, closedAt: expect.any(String) });
  const again = await owner.post(`/v1/cases/${caseNumber}/withdrawal`);
  expect([again.status, again.body.code]).toEqual([409, 'not_now']);
  agrees('/v1/cases/{caseNumber}/withdrawal', again, 'POST');
  const done = await opened(owner);
  await act('M01', done, 'answered');
  expect((await owner.post(`/v1/cases/${done}/withdrawal`)).status).toBe(409);
});

test('withdrawn twice at the same instant is withdrawn once, and with a key both hear the same', async () => {
  const path = async () => `/v1/cases/${await opened(owner)}/withdrawal`;
  const plain = await path();
  const both = await Promise.all([owner.post(plain), owner.post(plain)]);
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  const keyed = await path();
  const key = { 'idempotency-key': 'withdraw-1' };
  const same = await Promise.all([owner.post(keyed, undefined, key), owner.post(keyed, undefined, key)]);
  expect(same.map(({ status }) => status)).toEqual([200, 200]);
});

test('a closed case is taken up again once, with its reason, by a supervisor; not an open one, not too late', async () => {
  const caseNumber = await opened(owner);
  const path = `/v1/cases/${caseNumber}/reopening`;
  expect((await owner.post(path, { reason: '早了' })).body.code).toBe('not_now');
  await act('M01', caseNumber, 'answered');
  const answered = await owner.post(path, { reason: '表还是快' });
  agrees('/v1/cases/{caseNumber}/reopening', answered, 'POST');
  expect([answered.status, answered.body.status]).toEqual([200, 'open']);
  expect(answered.body.owner.name).toBe('何芳');
  expect(answered.text).toContain('表还是快');
  await act('M01', caseNumber, 'answered');
  expect((await owner.post(path, { reason: '又来' })).body.code).toBe('not_now');
  house.advance(-31 * 86_400);
  const old = await opened(owner);
  await act('M01', old, 'answered');
  house.advance(31 * 86_400);
  const late = await owner.post(`/v1/cases/${old}/reopening`, { reason: '很久以后' });
  expect([late.status, late.body.code]).toEqual([422, 'too_late']);
});

test('what is wrong is named, and nothing happens', async () => {
  const caseNumber = await opened(owner);
  await act('M01', caseNumber, 'answered');
  const path = `/v1/cases/${caseNumber}`;
  const cases: readonly (readonly [string, unknown, string])[] = [
    [`${path}/reopening`, {}, 'reason'],
    [`${path}/reopening`, { reason: ' ' }, 'reason'],
    [`${path}/reopening`, { reason: '长'.repeat(501) }, 'reason'],
    [`${path}/reopening`, { reason: 'a\u0000' }, 'reason'],
    [`${path}/reopening`, { reason: 'x', why: 'y' }, 'why'],
    [`${path}/withdrawal`, { reason: 'x' }, 'reason'],
    [`${path}/chases`, { urgent: true }, 'urgent'],
  ];
  for (const [url, body, field] of cases) {
    const answered = await owner.post(url, body);
    expect([url, answered.status, answered.body.errors?.[0]?.field]).toEqual([url, 400, field]);
  }
  expect((await house.services.cases.byNumber(caseNumber))?.stage).toBe('done');
  for (const number of ['x', 'W1', '%00', "'; drop table cases"])
    expect([400, 404]).toContain((await owner.get(`/v1/cases/${encodeURIComponent(number)}`)).status);
});
