/** POST /v1/requests: every kind to its case, every wrong field by name, once per key, nobody else's account. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type House, openHouse } from '../support/house.ts';
import { png } from '../support/papers.ts';
import { CHEN, LI, WANG, ZHAO } from '../support/town.ts';
import { bound, type Client, client, rows } from './door.ts';
import { type Published, published } from './published.ts';

let house: House;
let who: Client;
let api: Published;
beforeAll(async () => {
  house = await openHouse();
  api = await published(house);
  who = await bound(house, WANG, CHEN, LI);
});
afterAll(() => house.close());

const { accountNumber } = WANG;
const meterTest = { kind: 'meter-test', accountNumber, description: '用电没变，度数多了一倍' };
const upload = async (kind: string, by = who) => {
  const form = new FormData();
  form.set('file', new File([png()], 'a.png'));
  form.set('kind', kind);
  const stored = await house.app.request('http://house.test/v1/documents', {
    method: 'POST',
    headers: { authorization: `Bearer ${by.token}` },
    body: form,
  });
  return ((await stored.json()) as { documentId: string }).documentId;
};
const post = (body: unknown, headers?: Record<string, string>, by = who) => by.post('/v1/requests', body, headers);

describe('each kind comes to its case', () => {
  test.each([
    [
      { kind: 'bill-check', accountNumber, period: '2026-11', description: '多了一百块' },
      'answer',
      '2026-12-11T23:59:59+08:00',
    ],
    [{ ...meterTest, contactPhone: '13900000077' }, 'answer', '2026-12-11T23:59:59+08:00'],
    [{ kind: 'appliance-damage', accountNumber, since: '2026-12-04', description: '冰箱、电视' }, 'arrive', null],
    [
      { kind: 'account-closing', accountNumber: CHEN.accountNumber, reason: '搬家' },
      'complete',
      '2026-12-11T23:59:59+08:00',
    ],
  ])('%o', async (body, promise, due) => {
    const answered = await post(body);
    expect([answered.status, answered.body.kind, answered.body.status]).toEqual([201, body.kind, 'open']);
    expect(api.faults('POST', '/v1/requests', 201, 'application/json', answered.body)).toEqual([]);
    const promised = answered.body.promises.find(({ kind }: { kind: string }) => kind === promise);
    expect(promised).toBeDefined();
    if (due) expect(promised.due).toBe(due);
    expect(answered.text).not.toMatch(/13900000077/);
  });

  test('a change of telephone with the ID card is taken up, the old number hears of it', async () => {
    const answered = await post({
      kind: 'phone-change',
      accountNumber: CHEN.accountNumber,
      contactPhone: '13900000088',
      documents: [await upload('id-front')],
    });
    expect([answered.status, answered.body.stage, answered.body.missing]).toEqual([201, 'received', []]);
    expect(answered.text).not.toContain('13900000088');
    await house.delivery.sendDue();
    expect(
      house.log.some((line) => line.includes(`to ${CHEN.phone}]`) && line.includes(answered.body.caseNumber)),
    ).toBe(true);
  });

  test('asked again it is the same case; the same key gives it again, another body with that key is refused', async () => {
    const key = { 'idempotency-key': 'closing-1' };
    const damage = { kind: 'appliance-damage', accountNumber, since: '2026-12-03', description: '洗衣机' };
    const [first, second] = [await post(damage, key), await post(damage, key)];
    expect(second.body).toEqual(first.body);
    expect((await post(damage)).body.caseNumber).toBe(first.body.caseNumber);
    const other = await post({ ...damage, description: '别的' }, key);
    expect([other.status, other.body.code]).toEqual([409, 'idempotency_key_reused']);
  });

  test('the same key gets the first answer again, word for word, after the case went on', async () => {
    const key = { 'idempotency-key': 'went-on' };
    const damage = { kind: 'appliance-damage', accountNumber, since: '2026-12-01', description: '微波炉' };
    const first = await post(damage, key);
    expect(api.faults('POST', '/v1/requests', 201, 'application/json', first.body)).toEqual([]);
    const { caseNumber } = first.body;
    expect((await who.get(`/v1/cases/${caseNumber}`)).body).toEqual(first.body);
    const started = await house.services.attempt(() => house.services.work.act('S01', caseNumber, 'started'));
    expect(started.ok).toBe(true);
    const now = (await who.get(`/v1/cases/${caseNumber}`)).body;
    expect([first.body.stage, now.stage]).toEqual(['received', 'working']);
    const again = await post(damage, key);
    expect([again.status, again.body]).toEqual([201, first.body]);
    // Another key asks anew: the case that is open, as it stands.
    const other = await post({ ...damage, description: '还有电视' }, { 'idempotency-key': 'went-on-2' });
    expect([other.status, other.body.caseNumber, other.body.stage]).toEqual([201, caseNumber, 'working']);
    expect((await post({ ...damage, description: '还有电视' }, { 'idempotency-key': 'went-on-2' })).body).toEqual(
      other.body,
    );
  });

  test('twenty at once are one case', async () => {
    const damage = { kind: 'appliance-damage', accountNumber, since: '2026-12-02', description: '电脑' };
    const answers = await Promise.all(Array.from({ length: 20 }, () => post(damage)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map(({ body }) => body.caseNumber)).size).toBe(1);
  });
});

describe('refused', () => {
  test.each([
    [
      { ...meterTest, accountNumber: LI.accountNumber, kind: 'reconnection', description: undefined },
      422,
      'not_possible_here',
    ],
    [{ kind: 'account-closing', accountNumber: LI.accountNumber }, 409, 'arrears_open'],
    [{ kind: 'appliance-damage', accountNumber, since: '2026-11-27', description: '冰箱' }, 422, 'too_late'],
    [{ kind: 'bill-check', accountNumber, period: '2020-01', description: '有问题' }, 404, 'not_found'],
    [{ ...meterTest, accountNumber: ZHAO.accountNumber }, 404, 'not_found'],
    [{ ...meterTest, accountNumber: '9999999999999' }, 404, 'not_found'],
  ])('%o', async (body, status, code) => {
    const before = await rows(house);
    const answered = await post(body);
    expect([answered.status, answered.body.code]).toEqual([status, code]);
    expect(answered.headers.get('content-type')).toBe('application/problem+json');
    expect(await rows(house)).toEqual(before);
  });

  test('an account that is not mine and one that does not exist sound the same', async () => {
    const [theirs, none] = [
      await post({ ...meterTest, accountNumber: ZHAO.accountNumber }),
      await post({ ...meterTest, accountNumber: '9999999999999' }),
    ];
    expect(theirs.text).toBe(none.text);
  });

  test('a paper of somebody else', async () => {
    const other = await client(house);
    const documents = [await upload('id-front', other)];
    const answered = await post({ kind: 'account-closing', accountNumber, documents });
    expect([answered.status, answered.body.errors]).toEqual([404, [expect.objectContaining({ field: 'documents' })]]);
  });

  test('without a session', async () => {
    const answered = await house.request('POST', '/v1/requests', { body: meterTest });
    expect(answered.status).toBe(401);
  });
});

describe('wrong input is named field by field', () => {
  const damage = { kind: 'appliance-damage', accountNumber, since: '2026-12-04', description: '冰箱' };
  const phone = { kind: 'phone-change', accountNumber, contactPhone: '13900000099' };
  test.each([
    [{}, 'kind'],
    [{ ...meterTest, kind: 'refund' }, 'kind'],
    [{ ...meterTest, kind: 'outage' }, 'kind'],
    [{ ...meterTest, accountNumber: '12' }, 'accountNumber'],
    [{ ...meterTest, accountNumber: 9990000000017 }, 'accountNumber'],
    [{ ...meterTest, description: '' }, 'description'],
    [{ ...meterTest, description: 'x'.repeat(1_001) }, 'description'],
    [{ ...meterTest, contactPhone: 'call me' }, 'contactPhone'],
    [{ ...meterTest, period: '2026-11' }, 'period'],
    [{ kind: 'bill-check', accountNumber, description: '有问题' }, 'period'],
    [{ kind: 'bill-check', accountNumber, period: '2026-13', description: '有问题' }, 'period'],
    [{ ...damage, since: '2026-02-30' }, 'since'],
    [{ ...damage, since: 'yesterday' }, 'since'],
    [{ ...damage, since: '2026-12-06' }, 'since'],
    [{ ...damage, documents: 'none' }, 'documents'],
    [{ ...damage, documents: [''] }, 'documents[0]'],
    [{ ...damage, amount: '500' }, 'amount'],
    [{ ...phone, contactPhone: undefined }, 'contactPhone'],
    [{ ...phone, contactPhone: '0218888000' }, 'contactPhone'],
    [{ ...phone, contactPhone: WANG.phone }, 'contactPhone'],
    [{ kind: 'account-closing', accountNumber, reason: 'x' }, 'reason'],
    [{ kind: 'reconnection', accountNumber, description: '快点' }, 'description'],
  ])('%o: %s', async (body, field) => {
    const before = await rows(house);
    const answered = await post(body);
    expect([answered.status, answered.body.code]).toEqual([400, 'invalid_input']);
    expect(answered.body.errors.map((error: { field: string }) => error.field)).toContain(field);
    expect(await rows(house)).toEqual(before);
  });

  test('no JSON at all, an empty key, a body of the wrong type', async () => {
    expect((await post('{')).body.code).toBe('invalid_json');
    expect((await post(meterTest, { 'idempotency-key': ' ' })).status).toBe(400);
    expect((await post([meterTest])).status).toBe(400);
  });
});

test('a new connection over POST /v1/applications is planned by the same rules', async () => {
  const given = {
    kind: 'new-connection',
    address: '示例市幸福路12号',
    name: '周小雨',
    contactPhone: '13900000077',
    capacityKw: '8',
    documents: [await upload('property-proof')],
    agreed: true,
  };
  const answered = await who.post('/v1/applications', given);
  expect([answered.status, answered.body.kind, answered.body.stage, answered.body.missing]).toEqual([
    201,
    'new-connection',
    'submitted',
    ['id-front'],
  ]);
  for (const wrong of [{ capacityKw: '0' }, { contactPhone: '12345678' }]) {
    const { body } = await who.post('/v1/applications', { ...given, documents: [], ...wrong });
    expect(body.errors.map((error: { field: string }) => error.field)).toEqual(Object.keys(wrong));
  }
});
