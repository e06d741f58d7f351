/** REST: chasing — an effect each time, or when the next is possible and what is missing; once, whatever comes at the same instant. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CaseReason } from '../../src/services/cases.ts';
import { type House, openHouse } from '../support/house.ts';
import { type Client, client } from './door.ts';
import { type Published, published } from './published.ts';

let house: House;
let api: Published;
let who: Client;
beforeAll(async () => {
  house = await openHouse();
  api = await published(house);
  who = await client(house);
});
afterAll(() => house.close());

let made = 0;
const opened = async (more: Partial<CaseReason> = {}): Promise<string> => {
  made += 1;
  const planned = await house.services.cases.plan({
    kind: 'outage',
    reason: `test:${made}`,
    residentId: who.residentId,
    summary: {},
    ...more,
  });
  return (await house.services.carryOut(planned)).caseNumber;
};
const chased = async (caseNumber: string) =>
  (await house.services.cases.byNumber(caseNumber))?.history.filter(({ event }) => event === 'chased').length;
const agrees = (answered: Awaited<ReturnType<Client['get']>>) =>
  expect(
    api.faults(
      'POST',
      '/v1/cases/{caseNumber}/chases',
      answered.status,
      answered.headers.get('content-type') ?? '',
      answered.body,
    ),
  ).toEqual([]);

test('a chase is answered by what it did: a sentence, the time of the next word, level, owner, priority', async () => {
  const caseNumber = await opened();
  house.advance(16 * 60);
  const answered = await who.post(`/v1/cases/${caseNumber}/chases`);
  agrees(answered);
  expect([answered.status, answered.body]).toEqual([
    201,
    {
      effect: expect.stringMatching(/郑海|孙涛/),
      // Promised at the beginning, and sooner than the fifteen minutes of a chase.
      nextWordAt: '2026-12-05T10:30:00+08:00',
      level: 1,
      owner: expect.stringMatching(/郑海|孙涛/),
      priority: 1,
    },
  ]);
  expect((await who.get(`/v1/cases/${caseNumber}`)).body.owner.name).toBe(answered.body.owner);
});

test('too early is 429 with the time when the next is possible, in the body and as Retry-After', async () => {
  const caseNumber = await opened();
  const answered = await who.post(`/v1/cases/${caseNumber}/chases`);
  agrees(answered);
  const at = new Date(house.now().getTime() + 15 * 60_000);
  expect([answered.status, answered.body.code]).toEqual([429, 'too_many_requests']);
  expect(new Date(answered.body.retryAt)).toEqual(at);
  expect(answered.headers.get('retry-after')).toBe('900');
  expect(answered.body.detail).toMatch(/\p{Script=Han}/u);
  house.advance(899);
  expect((await who.post(`/v1/cases/${caseNumber}/chases`)).status).toBe(429);
  house.advance(1);
  expect((await who.post(`/v1/cases/${caseNumber}/chases`)).status).toBe(201);
});

test('two at the same instant have one effect; the other hears when the next is possible', async () => {
  const caseNumber = await opened();
  house.advance(16 * 60);
  const path = `/v1/cases/${caseNumber}/chases`;
  const both = await Promise.all(Array.from({ length: 6 }, () => who.post(path)));
  expect(both.map(({ status }) => status).sort()).toEqual([201, 429, 429, 429, 429, 429]);
  expect(await chased(caseNumber)).toBe(1);
});

test('the same key is answered the same and chases once; another case under it is refused', async () => {
  const caseNumber = await opened();
  const another = await opened();
  house.advance(16 * 60);
  const key = { 'idempotency-key': 'chase-1' };
  const answers = await Promise.all(
    Array.from({ length: 5 }, () => who.post(`/v1/cases/${caseNumber}/chases`, undefined, key)),
  );
  expect(answers.map(({ status, body }) => [status, body])).toEqual(answers.map(() => [201, answers[0]?.body]));
  expect(await chased(caseNumber)).toBe(1);
  const reused = await who.post(`/v1/cases/${another}/chases`, undefined, key);
  expect([reused.status, reused.body.code]).toEqual([409, 'idempotency_key_reused']);
});

test('what waits for my papers is 409 and says which; with none left it can be chased again', async () => {
  const caseNumber = await opened({ kind: 'rename' });
  const asked = await house.services.work.act('A01', caseNumber, 'material-missing', {
    missing: ['id-front', 'property-proof'],
  });
  if (asked.ok) await house.services.carryOut(asked.value);
  const answered = await who.post(`/v1/cases/${caseNumber}/chases`);
  agrees(answered);
  expect([answered.status, answered.body.code]).toEqual([409, 'waiting_for_you']);
  expect(answered.body.detail).toContain('id-front, property-proof');
  expect(answered.body.errors).toEqual([
    { field: 'documents', reason: 'id-front is missing' },
    { field: 'documents', reason: 'property-proof is missing' },
  ]);
  expect(await chased(caseNumber)).toBe(0);
});

test('a closed case is 409, and one that is not mine 404 like none', async () => {
  const caseNumber = await opened({ kind: 'praise' });
  const passed = await house.services.work.act('P01', caseNumber, 'passed-on');
  if (passed.ok) await house.services.carryOut(passed.value);
  const closed = await who.post(`/v1/cases/${caseNumber}/chases`);
  expect([closed.status, closed.body.code]).toEqual([409, 'not_now']);
  const other = await client(house);
  const theirs = await other.post(`/v1/cases/${caseNumber}/chases`);
  const none = await other.post('/v1/cases/W2612059999999/chases');
  expect([theirs.status, theirs.text]).toEqual([404, none.text]);
});

test('the effect is told in the language of the resident', async () => {
  const english = await client(house);
  await english.patch('/v1/me', { locale: 'en' });
  const caseNumber = await opened({ residentId: english.residentId });
  const early = await english.post(`/v1/cases/${caseNumber}/chases`);
  expect(early.body.detail).not.toMatch(/\p{Script=Han}/u);
  house.advance(16 * 60);
  const { body } = await english.post(`/v1/cases/${caseNumber}/chases`);
  expect(body.effect.replace(body.owner, '')).not.toMatch(/\p{Script=Han}/u);
});
