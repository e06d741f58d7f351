/** Changes of the holder below the doors: hard checks, papers that prove, the old holder's word, contract, and whom it concerns. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ApplicationAsk } from '../../src/services/applications/ask.ts';
import {
  answerConsent,
  clerk,
  consentPath,
  form,
  givePapers,
  heard,
  homeNumber,
  homePhone,
  messagesTo,
  NEW,
  OWNER_PAPERS,
  openHolders,
  stage,
  upload,
} from '../conversations/holders.ts';
import type { House, Person } from '../support/house.ts';
import { CHEN, town, WANG } from '../support/town.ts';

const like = (more: object) => ({
  ...town.find((line) => 'accountNumber' in line && line.accountNumber === CHEN.accountNumber),
  ...more,
});
const ODD = {
  high: '9993300000011',
  temporary: '9993300000022',
  cut: '9993300000033',
  closed: '9993300000044',
  prepaid: '9993300000055',
} as const;

let house: House;
let person: Person;
beforeEach(async () => {
  house = await openHolders(30, [
    like({ accountNumber: ODD.high, phone: '13933000001', idNumber: null, category: 'industrial 10kV' }),
    like({ accountNumber: ODD.temporary, phone: '13933000002', idNumber: null, category: 'temporary' }),
    like({ accountNumber: ODD.cut, phone: '13933000003', idNumber: null, status: 'cut' }),
    like({ accountNumber: ODD.closed, phone: '13933000004', idNumber: null, status: 'closed' }),
    like({ accountNumber: ODD.prepaid, phone: '13933000005', idNumber: null, prepaid: true, balance: '35.50' }),
  ]);
  person = await house.person();
});
afterEach(() => house.close());

const viewerOf = async (who: Person) => {
  const viewer = await house.services.accounts.viewer(who.token);
  if (!viewer) throw new Error('no viewer');
  return viewer;
};
const ask = (more: Partial<ApplicationAsk>): ApplicationAsk => ({
  kind: 'transfer',
  accountNumber: null,
  address: null,
  name: NEW.name,
  idNumber: NEW.idNumber,
  newName: null,
  role: 'owner',
  reason: null,
  oldHolderPhone: null,
  contactPhone: null,
  capacityKw: null,
  parkingSpace: null,
  category: null,
  description: null,
  documents: [],
  consent: true,
  agreed: true,
  conversationId: null,
  ...more,
});
/** Files it; the number of the case, or the code it is refused with. */
const filed = async (more: Partial<ApplicationAsk>, who = person): Promise<string> => {
  house.advance(86_401);
  const planned = await house.services.holders.plan(await viewerOf(who), ask(more));
  if (!planned.ok) return planned.problem.code;
  return (await house.services.carryOut(planned.value)).caseNumber;
};
const withPapers = async (accountNumber: string, more: Partial<ApplicationAsk> = {}, who = person): Promise<string> => {
  const documents = await Promise.all(OWNER_PAPERS.map((kind) => upload(house, who, kind)));
  return filed({ accountNumber, documents, ...more }, who);
};
const caseOf = async (caseNumber: string) => {
  const found = await house.services.cases.byNumber(caseNumber);
  if (!found) throw new Error(`no case ${caseNumber}`);
  return found;
};
const atContract = async (accountNumber: string, more: Partial<ApplicationAsk> = {}, who = person): Promise<string> => {
  const number = await withPapers(accountNumber, { role: 'heir', ...more }, who);
  await givePapers(house, who, number, ['inheritance-proof']);
  for (const [staff, event] of [
    ['A01', 'accepted'],
    ['A01', 'checked'],
    ['M01', 'settled'],
    ['V01', 'approved'],
  ] as const)
    expect([event, await clerk(house, staff, number, event)]).toEqual([event, 'done']);
  return number;
};

test('the hard checks: no account, closed, cut off, high voltage, temporary, another category or capacity, money owed', async () => {
  expect(await filed({ accountNumber: '9999999999999' })).toBe('not_found');
  expect(await filed({ accountNumber: ODD.closed })).toBe('not_found');
  for (const accountNumber of [ODD.cut, ODD.high, ODD.temporary])
    expect(await filed({ accountNumber })).toBe('not_possible_here');
  expect(await filed({ accountNumber: homeNumber(1), category: 'commercial' })).toBe('not_possible_here');
  expect(await filed({ accountNumber: homeNumber(1), capacityKw: '12' })).toBe('not_possible_here');
  expect(await filed({ accountNumber: WANG.accountNumber })).toBe('arrears_open');
  const refused = await house.services.holders.plan(await viewerOf(person), ask({ accountNumber: WANG.accountNumber }));
  expect(refused).toMatchObject({ ok: false, problem: { detail: '227.71 CNY is owed.' } });
  expect(await filed({ accountNumber: homeNumber(1), role: 'tenant' })).toBe('not_possible_here');
  expect(await filed({ accountNumber: homeNumber(1), agreed: false })).toBe('consent_missing');
  expect(await filed({ accountNumber: homeNumber(1), consent: false })).toBe('consent_missing');
  expect(await filed({ accountNumber: homeNumber(1), idNumber: '110101199001019999' })).toBe('real_name_mismatch');
  expect(await filed({ accountNumber: homeNumber(1), idNumber: null })).toBe('real_name_required');
  expect(await filed({ accountNumber: homeNumber(1), documents: ['no-such-paper'] })).toBe('not_found');
  expect(await filed({ accountNumber: homeNumber(1), kind: 'rename', reason: 'correction' })).toBe('not_found');
  const cases = await house.db.selectFrom('cases').select('case_number').execute();
  expect(cases).toEqual([]);
});

test('accepted with papers missing: reminded, told when it ends, ended fairly, and applied for again', async () => {
  const person2 = await house.person();
  await person2.say('你好');
  const number = await filed({ accountNumber: homeNumber(2) }, person2);
  const found = await caseOf(number);
  expect(found).toMatchObject({ stage: 'need-material', missing: [...OWNER_PAPERS] });
  // Its clock has not begun: nothing but the wait for the papers is due.
  expect(found.promises.filter(({ dropped }) => !dropped)).toEqual([]);
  const due = new Date(found.wait?.due ?? 0);
  house.at(new Date((due.getTime() + found.openedAt.getTime()) / 2 + 1_000).toISOString());
  await heard(house);
  await heard(house);
  expect(await person2.said()).toEqual(['papers.remind', 'case.title']);
  house.at(new Date(due.getTime() + 2_000).toISOString());
  await heard(house);
  expect(await stage(house, number)).toBe('expired');
  // It ends at midnight; nobody is woken by it.
  house.advance(9 * 3_600);
  await heard(house);
  expect(await person2.said()).toContain('papers.expired');
  expect((await messagesTo(house, homePhone(2))).at(-1)).toContain('已过期关闭');
  expect(await filed({ accountNumber: homeNumber(2) }, person2)).toMatch(/^W/);
});

test('minor papers may follow while it is checked; what proves the right must be there before it is approved', async () => {
  const proof = await upload(house, person, 'property-proof');
  const number = await filed({ accountNumber: homeNumber(3), documents: [proof] });
  expect(await caseOf(number)).toMatchObject({ stage: 'awaiting-old-holder', missing: ['id-front', 'id-back'] });
  await answerConsent(house, await consentPath(house, homePhone(3)), 'agree');
  // A clerk cannot read the proof and asks for it again; without it there is no approval, whatever happens on the way.
  expect(await clerk(house, 'A01', number, 'material-missing', { missing: ['property-proof', 'id-back'] })).toBe(
    'done',
  );
  expect((await givePapers(house, person, number, ['id-back'])).stage).toBe('need-material');
  expect((await givePapers(house, person, number, ['property-proof'])).stage).toBe('submitted');
  for (const [staff, event] of [
    ['A01', 'accepted'],
    ['A01', 'checked'],
    ['M01', 'settled'],
  ] as const)
    expect(await clerk(house, staff, number, event)).toBe('done');
  expect(await clerk(house, 'A01', number, 'approved')).toBe('second_person_needed');
  expect(await clerk(house, 'V01', number, 'approved')).toBe('done');
});

test('what proves the right is missing at the approval: refused, and nothing of it happens', async () => {
  const number = await withPapers(homeNumber(4));
  await answerConsent(house, await consentPath(house, homePhone(4)), 'agree');
  await clerk(house, 'A01', number, 'checked');
  await clerk(house, 'M01', number, 'settled');
  const found = await caseOf(number);
  const noted = await house.services.cases.move(found, 'noted', 'clerk:A01', { missing: ['property-proof'] });
  if (noted.ok) await house.services.carryOut(noted.value);
  expect(await clerk(house, 'V01', number, 'approved')).toBe('papers_missing');
  expect(await stage(house, number)).toBe('approving');
});

test('the old holder’s link: looking changes nothing, the first answer counts, all three languages explain themselves', async () => {
  const number = await withPapers(homeNumber(5));
  const path = await consentPath(house, homePhone(5));
  const before = await caseOf(number);
  for (const locale of ['zh-CN', 'zh-TW', 'en']) {
    const page = await house.request('GET', `${path}?locale=${locale}`);
    expect(page.status).toBe(200);
    expect(page.text).toContain('李**');
    expect(page.text).toContain(`lang="${locale}"`);
    for (const secret of [NEW.name, NEW.idNumber, homeNumber(5), '平安路5号', '<script'])
      expect(page.text).not.toContain(secret);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  }
  await house.app.request(`http://house.test${path}`, { method: 'HEAD' });
  expect((await caseOf(number)).seq).toBe(before.seq);
  const [yes, no] = await Promise.all([form(house, path, { answer: 'agree' }), form(house, path, { answer: 'agree' })]);
  expect([yes.status, no.status]).toEqual([200, 200]);
  expect(await stage(house, number)).toBe('checking');
  // The other button afterwards shows what holds.
  const late = await form(house, path, { answer: 'refuse' });
  expect(late.text).toContain('您已同意过户');
  const events = (await caseOf(number)).history.map(({ event }) => event);
  expect(events).toEqual(['opened', 'consent-asked', 'consented']);
  expect((await form(house, path, { answer: 'what' })).text).toContain('您已同意过户');
  expect((await house.request('GET', '/consent/no.such.token')).status).toBe(404);
});

test('the old holder says no: the papers decide and a person checks; the same after days of silence, and then the link is over', async () => {
  const refused = await withPapers(homeNumber(6));
  const answered = await answerConsent(house, await consentPath(house, homePhone(6)), 'refuse');
  expect(answered.text).toContain('您已表示不同意');
  expect(await stage(house, refused)).toBe('checking');

  const silent = await withPapers(homeNumber(7));
  const path = await consentPath(house, homePhone(7));
  const due = new Date((await caseOf(silent)).wait?.due ?? 0);
  house.at(new Date(due.getTime() + 2_000).toISOString());
  await heard(house);
  expect(await stage(house, silent)).toBe('checking');
  expect((await form(house, path, { answer: 'agree' })).status).toBe(404);
  expect((await caseOf(silent)).history.some(({ event }) => event === 'consented')).toBe(false);
});

test('a wrong phone of the old holder: the same answer, no link goes anywhere, the phone on file hears of it', async () => {
  const right = await withPapers(homeNumber(8), { oldHolderPhone: homePhone(8) });
  const wrong = await withPapers(homeNumber(9), { oldHolderPhone: '13800000000' });
  const [a, b] = [await caseOf(right), await caseOf(wrong)];
  expect([b.stage, b.missing, b.nextAction, b.wait?.who]).toEqual([a.stage, a.missing, a.nextAction, a.wait?.who]);
  expect((await messagesTo(house, homePhone(8))).join()).toContain('/consent/');
  expect((await messagesTo(house, homePhone(9))).join()).not.toContain('/consent/');
  expect(await messagesTo(house, homePhone(9))).toHaveLength(1);
  expect(await messagesTo(house, '13800000000')).toEqual([]);
});

test('nothing is settled while money is owed', async () => {
  const number = await withPapers(homeNumber(10));
  await answerConsent(house, await consentPath(house, homePhone(10)), 'agree');
  await clerk(house, 'A01', number, 'checked');
  await house.db
    .insertInto('bills')
    .values({
      bill_id: 'late',
      account_number: homeNumber(10),
      period: '2026-12',
      from_date: '2026-12-01',
      to_date: '2026-12-05',
      kwh: '10',
      kwh_peak: null,
      kwh_valley: null,
      reading: 'actual',
      lines: JSON.stringify([{ kind: 'energy', amount: '5.89' }]),
      amount_minor: 589n,
      currency: 'CNY',
      due_date: '2027-12-15',
      paid_at: null,
    })
    .execute();
  expect(await clerk(house, 'M01', number, 'settled')).toBe('arrears_open');
  await house.db.updateTable('bills').set({ paid_at: house.now() }).where('bill_id', '=', 'late').execute();
  expect(await clerk(house, 'M01', number, 'settled')).toBe('done');
});

test('signed: the old holder’s people lose the account with a word, their prepaid money is returned by a person, phones are not mixed up', async () => {
  const [old, heir] = [await house.person(), await house.person()];
  await old.bind({ accountNumber: ODD.prepaid, phone: '13933000005' });
  const number = await atContract(ODD.prepaid, { contactPhone: '13977770000' }, heir);
  const viewer = await viewerOf(heir);
  const found = await house.services.holders.contracts.of(viewer, number);
  if (!found.ok) throw new Error('no contract');
  const { sha256, text } = found.value.contract;
  expect(text).toContain('退还原用电人');
  expect(text).not.toContain(NEW.idNumber);
  const sign = (contractHash: string, who = viewer) =>
    house.services.holders.contracts.planFor(who, number, { contractHash, way: 'api', phone: null });
  expect(await sign('0'.repeat(64))).toMatchObject({ ok: false, problem: { code: 'conflict' } });
  expect(await sign(sha256, await viewerOf(old))).toMatchObject({ ok: false, problem: { code: 'not_found' } });
  const [one, two] = await Promise.all([sign(sha256), sign(sha256)]);
  const done = await Promise.allSettled(
    [one, two].map((plan) => (plan.ok ? house.services.carryOut(plan.value) : null)),
  );
  expect(done.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(await sign(sha256)).toMatchObject({ ok: false, problem: { code: 'not_now' } });
  await heard(house);
  const account = await house.db
    .selectFrom('accounts')
    .select(['holder', 'phone', 'balance_minor'])
    .where('account_number', '=', ODD.prepaid)
    .executeTakeFirstOrThrow();
  expect(account).toEqual({ holder: NEW.name, phone: '13977770000', balance_minor: 0n });
  expect((await viewerOf(old)).accounts).toEqual([]);
  expect(await old.said()).toEqual(['holder.left']);
  expect((await viewerOf(heir)).accounts.map(({ accountNumber }) => accountNumber)).toEqual([ODD.prepaid]);
  expect((await messagesTo(house, '13933000005')).at(-1)).toContain('35.50 将退还给您');
  const money = await house.db
    .selectFrom('cases')
    .select(['kind', 'owner_team', 'related_case', 'summary'])
    .where('reason', '=', `balance:${number}`)
    .executeTakeFirstOrThrow();
  expect(money).toMatchObject({ kind: 'bill-check', owner_team: 'billing', related_case: number });
  expect(money.summary).toMatchObject({ minor: '3550', currency: 'CNY', goes: 'refund' });
});

test('a contract that nobody signs ends; its text cannot be changed by anybody', async () => {
  const number = await atContract(homeNumber(11));
  await expect(
    house.db.updateTable('contracts').set({ text: 'another' }).where('case_number', '=', number).execute(),
  ).rejects.toThrow('frozen');
  const due = new Date((await caseOf(number)).wait?.due ?? 0);
  house.at(new Date(due.getTime() + 2_000).toISOString());
  await heard(house);
  expect(await stage(house, number)).toBe('expired');
  house.advance(9 * 3_600);
  const account = await house.db
    .selectFrom('accounts')
    .select('holder')
    .where('account_number', '=', homeNumber(11))
    .executeTakeFirstOrThrow();
  expect(account.holder).toBe('陈住户11');
  expect((await messagesTo(house, homePhone(11))).at(-1)).toContain('户主不变');
});

test('two people apply over the API at the same instant: one case, the other is refused when it is planned again', async () => {
  const other = await house.person();
  house.advance(86_401);
  const both = await Promise.all(
    [person, other].map(async (who) =>
      house.services.once(
        await viewerOf(who),
        { key: null, body: null, status: 201 },
        async () => house.services.holders.plan(await viewerOf(who), ask({ accountNumber: homeNumber(12) })),
        ({ caseNumber }) => ({ caseNumber }),
      ),
    ),
  );
  expect(both.map((one) => (one.ok ? 'filed' : one.problem.code)).sort()).toEqual(['filed', 'other_change_open']);
});
