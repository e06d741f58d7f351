/** REST: filing complaints and the like — the case as answered, each field wrong, keys that come twice, reports that name nobody. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type House, openHouse } from '../support/house.ts';
import { WANG } from '../support/town.ts';
import { bound, type Client, client, rows } from './door.ts';
import { type Published, published } from './published.ts';

let house: House;
let api: Published;
let who: Client;
beforeAll(async () => {
  house = await openHouse();
  api = await published(house);
  who = await bound(house, WANG);
});
afterAll(() => house.close());

const given = {
  category: 'complaint',
  about: '抄表员',
  description: '敲门像砸门，还骂我',
  contactPhone: '13912345678',
};

test('a complaint is answered with its case: promised contact and answer, and nothing of the phone', async () => {
  const answered = await who.post('/v1/complaints', given);
  expect(answered.status).toBe(201);
  expect(api.faults('POST', '/v1/complaints', 201, answered.headers.get('content-type') ?? '', answered.body)).toEqual(
    [],
  );
  expect(answered.body).toMatchObject({
    kind: 'complaint',
    status: 'open',
    stage: 'received',
    own: true,
    owner: { team: 'complaints' },
    missing: [],
    rating: null,
    promises: [
      { kind: 'contact', due: '2026-12-06T10:01:01+08:00', metAt: null },
      { kind: 'answer', due: '2026-12-11T23:59:59+08:00', metAt: null },
    ],
    history: [{ event: 'opened' }],
  });
  expect(answered.text).not.toContain('13912345678');
  expect((await who.get(`/v1/cases/${answered.body.caseNumber}`)).body).toEqual(answered.body);
});

test.each(['opinion', 'suggestion', 'praise', 'report'])(
  '%s is taken with the clock of its class',
  async (category) => {
    const { status, body } = await who.post('/v1/complaints', { ...given, category });
    expect([status, body.kind]).toEqual([201, category]);
    const answer = body.promises.find(({ kind }: { kind: string }) => kind === 'answer')?.due;
    expect(answer).toBe(category === 'praise' ? undefined : '2026-12-18T23:59:59+08:00');
  },
);

test('the same key files one, whatever happens at the same instant; another body is refused', async () => {
  const before = (await rows(house)).cases ?? 0;
  const key = { 'idempotency-key': 'complaint-1' };
  const answers = await Promise.all(Array.from({ length: 8 }, () => who.post('/v1/complaints', given, key)));
  expect(new Set(answers.map(({ body }) => body.caseNumber)).size).toBe(1);
  expect(answers.every(({ status }) => status === 201)).toBe(true);
  expect((await rows(house)).cases).toBe(before + 1);
  const other = await who.post('/v1/complaints', { ...given, about: '别的' }, key);
  expect([other.status, other.body.code]).toEqual([409, 'idempotency_key_reused']);
});

describe('what is wrong is named, and nothing is half done', () => {
  const wrong: readonly (readonly [string, object, string])[] = [
    ['a category of nobody', { ...given, category: 'rant' }, 'category'],
    ['no category', { ...given, category: undefined }, 'category'],
    ['no subject', { ...given, about: undefined }, 'about'],
    ['a subject of spaces', { ...given, about: '   ' }, 'about'],
    ['a subject too long', { ...given, about: '长'.repeat(201) }, 'about'],
    ['no words', { ...given, description: '' }, 'description'],
    ['words with NUL', { ...given, description: 'a\u0000b' }, 'description'],
    ['too many words', { ...given, description: '长'.repeat(1_001) }, 'description'],
    ['no phone', { ...given, contactPhone: undefined }, 'contactPhone'],
    ['a phone that is none', { ...given, contactPhone: '12345' }, 'contactPhone'],
    ['a phone as a number', { ...given, contactPhone: 13912345678 }, 'contactPhone'],
    ['an anonymous complaint', { ...given, anonymous: true }, 'anonymous'],
    ['anonymous in words', { ...given, category: 'report', anonymous: 'yes' }, 'anonymous'],
    ['an unknown field', { ...given, residentId: 'x' }, 'residentId'],
  ];
  test.each(wrong)('%s', async (_what, body, field) => {
    const before = await rows(house);
    const answered = await who.post('/v1/complaints', body);
    expect([answered.status, answered.body.code]).toEqual([400, 'invalid_input']);
    expect(answered.body.errors.map((error: { field: string }) => error.field)).toContain(field);
    expect(answered.headers.get('content-type')).toContain('application/problem+json');
    expect(await rows(house)).toEqual(before);
  });
});

describe('an anonymous report', () => {
  const report = { category: 'report', about: '三栋的饭店', description: '从电线杆接线偷电', anonymous: true };

  test('needs no phone, keeps none that is sent, and names nobody in the case', async () => {
    const plain = await who.post('/v1/complaints', report);
    expect(plain.status).toBe(201);
    const { body } = await who.post('/v1/complaints', { ...report, contactPhone: '13912345678' });
    expect(body).toMatchObject({ kind: 'report', accountNumber: null, own: true });
    expect(body.promises.map(({ kind }: { kind: string }) => kind)).toEqual(['answer']);
    const row = await house.db.selectFrom('cases').selectAll().where('case_number', '=', body.caseNumber).execute();
    const history = await house.db
      .selectFrom('case_history')
      .selectAll()
      .where('case_number', '=', body.caseNumber)
      .execute();
    const atTheDesk = JSON.stringify([
      row,
      history,
      await house.services.cases.byNumber(body.caseNumber),
      await house.services.work.queue('complaints'),
    ]);
    const ownRows = JSON.stringify([row, history]);
    for (const secret of [who.residentId, '13912345678', WANG.phone, WANG.accountNumber])
      expect(ownRows).not.toContain(secret);
    expect(atTheDesk).toContain(body.caseNumber);
  });

  test('is listed for its reporter, who can withdraw it; for others it does not exist', async () => {
    const { body } = await who.post('/v1/complaints', report);
    const path = `/v1/cases/${body.caseNumber}`;
    const listed = (await who.get('/v1/cases')).body.cases.map(({ caseNumber }: { caseNumber: string }) => caseNumber);
    expect(listed).toContain(body.caseNumber);
    const other = await bound(house, WANG);
    expect((await other.get(path)).status).toBe(404);
    expect((await other.post(`${path}/withdrawal`)).status).toBe(404);
    expect((await other.post(`${path}/chases`)).status).toBe(404);
    expect((await other.get('/v1/cases')).text).not.toContain(body.caseNumber);
    const withdrawn = await who.post(`${path}/withdrawal`);
    expect([withdrawn.status, withdrawn.body.stage]).toEqual([200, 'withdrawn']);
  });

  test('cannot be given a person afterwards: the database refuses', async () => {
    const { body } = await who.post('/v1/complaints', report);
    const set = (change: object) =>
      house.db.updateTable('cases').set(change).where('case_number', '=', body.caseNumber).execute();
    await expect(set({ resident_id: who.residentId })).rejects.toThrow();
    await expect(set({ conversation_id: 'c' })).rejects.toThrow();
    await expect(set({ sealed: 'x' })).rejects.toThrow();
    await expect(set({ reporter_hash: 'x' })).rejects.toThrow();
  });
});

test('a stranger without a token files nothing', async () => {
  const before = await rows(house);
  const answered = await house.request('POST', '/v1/complaints', { body: given });
  expect(answered.status).toBe(401);
  expect(await rows(house)).toEqual(before);
});

test('texts come in the language of the resident', async () => {
  const english = await client(house);
  await english.patch('/v1/me', { locale: 'en' });
  const { body } = await english.post('/v1/complaints', given);
  expect(JSON.stringify(body)).not.toMatch(/\p{Script=Han}/u);
  expect(body.nextAction).toBe('contact you');
});
