/** Applications over REST: strict fields, consent, the real name, papers that follow, the contract; another's things are nobody's. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  answerConsent,
  clerk,
  consentPath,
  homeNumber,
  homePhone,
  messagesTo,
  NEW,
  OWNER_PAPERS,
  openHolders,
  PNG,
  upload,
} from '../conversations/holders.ts';
import type { House } from '../support/house.ts';
import { WANG } from '../support/town.ts';
import { bound, type Client, client, rows } from './door.ts';
import { type Published, published } from './published.ts';

let house: House;
let api: Published;
let who: Client;
beforeEach(async () => {
  house = await openHolders(12);
  api = await published(house);
  who = await client(house);
});
afterEach(() => house.close());

const transfer = (n: number, more: object = {}) => ({
  kind: 'transfer',
  accountNumber: homeNumber(n),
  ...NEW,
  consent: true,
  agreed: true,
  ...more,
});

const multipart = async (path: string, token: string, kind: string, headers: Record<string, string> = {}) => {
  const form = new FormData();
  form.set('kind', kind);
  form.set('file', new File([PNG], 'a.png', { type: 'image/png' }));
  const answered = await house.app.request(`http://house.test${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, ...headers },
    body: form,
  });
  return {
    status: answered.status,
    body: (await answered.json()) as { missing: string[]; stage: string; code?: string },
  };
};

test('a transfer without papers: 201 with what is missing and no clock; the same key again gets the same case', async () => {
  const asked = transfer(1);
  const filed = await who.post('/v1/applications', asked, { 'idempotency-key': 'one' });
  expect(filed.status).toBe(201);
  expect(filed.body).toMatchObject({
    kind: 'transfer',
    status: 'open',
    stage: 'need-material',
    owner: { team: 'accounts' },
    missing: [...OWNER_PAPERS],
    promises: [],
    rating: null,
  });
  expect(api.faults('POST', '/v1/applications', 201, 'application/json', filed.body)).toEqual([]);
  const again = await who.post('/v1/applications', asked, { 'idempotency-key': 'one' });
  expect(again.body).toEqual(filed.body);
  const other = await who.post('/v1/applications', transfer(2), { 'idempotency-key': 'one' });
  expect([other.status, other.body.code]).toEqual([409, 'idempotency_key_reused']);
  const twice = await who.post('/v1/applications', asked);
  expect([twice.status, twice.body.code]).toEqual([409, 'other_change_open']);
  expect((await who.get('/v1/me')).body.realName).toBe('verified');
});

test('papers follow as files or as ids until it is complete; then the clock runs and the old holder is asked', async () => {
  const { caseNumber } = (await who.post('/v1/applications', transfer(3))).body;
  const path = `/v1/cases/${caseNumber}/documents`;
  const front = await multipart(path, who.token, 'id-front', { 'idempotency-key': 'front' });
  expect([front.status, front.body.missing]).toEqual([200, ['id-back', 'property-proof']]);
  expect(await multipart(path, who.token, 'id-front', { 'idempotency-key': 'front' })).toEqual(front);
  const ids = [await upload(house, who, 'id-back'), await upload(house, who, 'property-proof')];
  const rest = await who.post(path, { documents: ids });
  expect(rest.body).toMatchObject({ stage: 'awaiting-old-holder', missing: [] });
  expect(rest.body.promises).toMatchObject([{ kind: 'complete', due: null }]);
  expect(api.faults('POST', '/v1/cases/{caseNumber}/documents', 200, 'application/json', rest.body)).toEqual([]);
  // Handed in again nothing changes.
  expect((await who.post(path, { documents: ids })).body.history).toEqual(rest.body.history);
  expect((await messagesTo(house, homePhone(3))).join()).toContain('/consent/');
  const stored = await house.db.selectFrom('documents').select('case_number').execute();
  expect(stored.map((row) => row.case_number)).toEqual([caseNumber, caseNumber, caseNumber]);
});

test('another resident finds neither the case nor its papers nor its contract, and no bytes are kept for them', async () => {
  const { caseNumber } = (await who.post('/v1/applications', transfer(4))).body;
  const thief = await client(house);
  const mine = await upload(house, who, 'id-front');
  const before = await rows(house);
  expect((await multipart(`/v1/cases/${caseNumber}/documents`, thief.token, 'id-front')).status).toBe(404);
  expect((await thief.post(`/v1/cases/${caseNumber}/documents`, { documents: [mine] })).status).toBe(404);
  expect((await thief.get(`/v1/cases/${caseNumber}/contract`)).status).toBe(404);
  const signature = { contractHash: '0'.repeat(64) };
  expect((await thief.post(`/v1/cases/${caseNumber}/signature`, signature)).status).toBe(404);
  expect(await rows(house)).toEqual(before);
  const stolen = await thief.post('/v1/applications', transfer(5, { documents: [mine] }));
  expect([stolen.status, stolen.body.code]).toEqual([404, 'not_found']);
});

test('wrong bodies are told field by field, and nothing is written', async () => {
  const before = await rows(house);
  const cases: readonly (readonly [object, number, string, string[]])[] = [
    [{ kind: 'transfer', agreed: true }, 400, 'invalid_input', ['accountNumber', 'name']],
    [{ kind: 'rename', agreed: true, accountNumber: homeNumber(6) }, 400, 'invalid_input', ['newName', 'reason']],
    [transfer(6, { ownershipChanged: 'no' }), 400, 'invalid_input', ['ownershipChanged']],
    [transfer(6, { surprise: 1 }), 400, 'invalid_input', ['surprise']],
    [transfer(6, { idNumber: '12' }), 400, 'invalid_input', ['idNumber']],
    [transfer(6, { agreed: false }), 422, 'consent_missing', ['agreed']],
    [transfer(6, { consent: false }), 422, 'consent_missing', ['consent']],
    [transfer(6, { consent: undefined }), 422, 'consent_missing', ['consent']],
    [transfer(6, { documents: ['nothing'] }), 404, 'not_found', ['documents']],
  ];
  for (const [body, status, code, fields] of cases) {
    const answered = await who.post('/v1/applications', body);
    expect([body, answered.status, answered.body.code]).toEqual([body, status, code]);
    const errors: { field: string }[] = answered.body.errors ?? [];
    expect(errors.map(({ field }) => field)).toEqual(fields);
  }
  const wrongName = await who.post('/v1/applications', transfer(6, { name: '王秀兰' }));
  expect([wrongName.status, wrongName.body.code]).toEqual([422, 'real_name_mismatch']);
  const nobody = await who.post('/v1/applications', transfer(6, { idNumber: undefined }));
  expect([nobody.status, nobody.body.code]).toEqual([422, 'real_name_required']);
  const owed = await who.post('/v1/applications', transfer(6, { accountNumber: WANG.accountNumber }));
  expect([owed.status, owed.body.code, owed.body.detail]).toEqual([409, 'arrears_open', '227.71 CNY is owed.']);
  for (const secret of ['王', '幸福']) expect(owed.text).not.toContain(secret);
  expect({ ...(await rows(house)), counters: before.counters }).toEqual(before);
});

test('a name change of an account that is not bound is not found; of one’s own it is filed', async () => {
  const body = {
    kind: 'rename',
    accountNumber: WANG.accountNumber,
    newName: '王秀蘭',
    reason: 'correction',
    agreed: true,
  };
  const identity = { idNumber: '110101199001010017', consent: true };
  const stranger = await who.post('/v1/applications', { ...body, ...identity });
  expect(stranger.status).toBe(404);
  const holder = await bound(house, WANG);
  const owed = await holder.post('/v1/applications', { ...body, ...identity });
  expect([owed.status, owed.body.code]).toEqual([409, 'arrears_open']);
  const own = await bound(house, { accountNumber: homeNumber(7), phone: homePhone(7) });
  const filed = await own.post('/v1/applications', {
    ...body,
    accountNumber: homeNumber(7),
    idNumber: '110101199001020007',
    consent: true,
  });
  expect([filed.status, filed.body.stage]).toEqual([201, 'submitted']);
  expect(filed.body.promises).toMatchObject([{ kind: 'complete', metAt: null }]);
});

test('kinds of new supply go through the same door', async () => {
  const answered = await who.post('/v1/applications', { kind: 'ev-charger', agreed: true });
  expect([400, 404, 422]).toContain(answered.status);
  expect(answered.body.code).not.toBe('internal');
});

test('the contract is read and signed over REST by exactly its hash; afterwards the account is the new holder’s', async () => {
  const documents = await Promise.all(OWNER_PAPERS.map((kind) => upload(house, who, kind)));
  const { caseNumber } = (await who.post('/v1/applications', transfer(8, { documents, contactPhone: '13955550000' })))
    .body;
  expect((await who.get(`/v1/cases/${caseNumber}/contract`)).status).toBe(404);
  await answerConsent(house, await consentPath(house, homePhone(8)), 'agree');
  for (const [staff, event] of [
    ['A01', 'checked'],
    ['M01', 'settled'],
    ['V01', 'approved'],
  ] as const)
    expect(await clerk(house, staff, caseNumber, event)).toBe('done');
  const contract = await who.get(`/v1/cases/${caseNumber}/contract`);
  expect(contract.body).toMatchObject({ caseNumber, signedAt: null });
  expect(contract.body.text).toContain(NEW.name);
  expect(api.faults('GET', '/v1/cases/{caseNumber}/contract', 200, 'application/json', contract.body)).toEqual([]);
  const path = `/v1/cases/${caseNumber}/signature`;
  const wrong = await who.post(path, { contractHash: 'f'.repeat(64) });
  expect([wrong.status, wrong.body.code]).toEqual([409, 'conflict']);
  expect((await who.post(path, { contractHash: 'short' })).status).toBe(400);
  const signed = await who.post(path, { contractHash: contract.body.contractHash }, { 'idempotency-key': 'sign' });
  expect([signed.status, signed.body.stage]).toEqual([200, 'done']);
  expect(api.faults('POST', '/v1/cases/{caseNumber}/signature', 200, 'application/json', signed.body)).toEqual([]);
  const repeated = await who.post(path, { contractHash: contract.body.contractHash }, { 'idempotency-key': 'sign' });
  expect(repeated.text).toBe(signed.text);
  const late = await who.post(path, { contractHash: contract.body.contractHash });
  expect([late.status, late.body.code]).toEqual([409, 'not_now']);
  const accounts = (await who.get('/v1/accounts')).body.accounts;
  expect(accounts).toMatchObject([{ accountNumber: homeNumber(8), holder: '李**' }]);
  expect((await who.get('/v1/ratings/pending')).body.ratings).toMatchObject([{ serviceId: `case:${caseNumber}` }]);
  expect((await who.get(`/v1/cases/${caseNumber}/contract`)).body.signedAt).not.toBeNull();
});
