/** Requests: their clocks and rules to the day, what joins what, and what a clerk's answer changes in the utility's own rows. */
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Viewer } from '../../src/domain/viewer.ts';
import type { RequestAsk } from '../../src/services/requests.ts';
import { bound, type Client, paid } from '../rest/door.ts';
import { type House, openHouse } from '../support/house.ts';
import { png } from '../support/papers.ts';
import { CHEN, LI, LIN, WANG, ZHAO } from '../support/town.ts';

let house: House;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

const viewerOf = async (...accounts: { accountNumber: string; phone: string }[]): Promise<[Viewer, Client]> => {
  const who = await bound(house, ...accounts);
  return [await fresh(who), who];
};
const fresh = async (who: Client): Promise<Viewer> => {
  const viewer = await house.services.accounts.viewer(who.token);
  if (!viewer) throw new Error('nobody');
  return viewer;
};
const ask = (more: Partial<RequestAsk>): RequestAsk => ({
  kind: 'meter-test',
  accountNumber: WANG.accountNumber,
  period: null,
  since: null,
  description: null,
  reason: null,
  contactPhone: null,
  documents: [],
  conversationId: null,
  ...more,
});
const plan = (viewer: Viewer, more: Partial<RequestAsk>) =>
  house.services.requests.plan(viewer, ask(more), (caseNumber) => `被改号码 ${caseNumber}`);
const file = async (viewer: Viewer, more: Partial<RequestAsk>) => {
  const planned = await plan(viewer, more);
  if (!planned.ok) throw new Error(JSON.stringify(planned.problem));
  const { caseNumber } = await house.services.carryOut(planned.value);
  return look(caseNumber);
};
const refusal = async (viewer: Viewer, more: Partial<RequestAsk>) => {
  const planned = await plan(viewer, more);
  return planned.ok ? null : planned.problem;
};
const look = async (caseNumber: string) => {
  const found = await house.services.cases.byNumber(caseNumber);
  if (!found) throw new Error('no such case');
  return found;
};
const act = async (...given: Parameters<House['services']['work']['act']>) => {
  const done = await house.services.work.act(...given);
  if (!done.ok) return done.problem.code;
  await house.services.carryOut(done.value);
  return 'done';
};
const dues = (found: Awaited<ReturnType<typeof look>>) =>
  found.promises.filter(({ dropped }) => !dropped).map(({ kind, due }) => `${kind} ${due}`);
const account = (accountNumber: string) =>
  house.db.selectFrom('accounts').selectAll().where('account_number', '=', accountNumber).executeTakeFirstOrThrow();
const cut = (accountNumber: string) =>
  house.db.updateTable('accounts').set({ status: 'cut' }).where('account_number', '=', accountNumber).execute();

describe('clocks', () => {
  test('a meter test asked for on a Friday is answered by the next Friday', async () => {
    const [viewer] = await viewerOf(WANG);
    house.at('2026-12-04T16:00:00+08:00');
    const found = await file(viewer, { description: '读数不对' });
    expect([found.team, ...dues(found)]).toEqual(['metering', 'answer 2026-12-11T15:59:59.000Z']);
  });

  test('the same in Taiwan, where the 25th of December is off', async () => {
    const [viewer] = await viewerOf(LIN);
    house.at('2026-12-18T16:00:00+08:00');
    const found = await file(viewer, { accountNumber: LIN.accountNumber, description: '度數不對' });
    expect(dues(found)).toEqual(['answer 2026-12-28T15:59:59.000Z']);
  });

  test('damage: somebody comes within 24 hours, kept by being there and not by taking the case up', async () => {
    const [viewer] = await viewerOf(WANG);
    const found = await file(viewer, { kind: 'appliance-damage', since: '2026-12-04', description: '冰箱、电视' });
    const tomorrow = new Date(house.now().getTime() + 86_400_000).toISOString();
    expect(dues(found)).toEqual([`arrive ${tomorrow}`, 'answer 2026-12-11T15:59:59.000Z']);
    expect(await act('D01', found.caseNumber, 'started')).toBe('done');
    const metOf = async () => (await look(found.caseNumber)).promises.map(({ kind, metAt }) => [kind, metAt !== null]);
    expect(await metOf()).toEqual([
      ['arrive', false],
      ['answer', false],
    ]);
    expect(await act('D01', found.caseNumber, 'arrived')).toBe('done');
    expect(await metOf()).toEqual([
      ['arrive', true],
      ['answer', false],
    ]);
    expect(await act('D01', found.caseNumber, 'answered', { text: '按规定赔偿' })).toBe('done');
    expect(await look(found.caseNumber)).toMatchObject({ stage: 'done' });
  });

  test('power back: 24 hours from the payment that ended the arrears, wherever it was made', async () => {
    const [, who] = await viewerOf(LI);
    await cut(LI.accountNumber);
    // Paid at the counter, on Thursday evening.
    const at = new Date('2026-12-03T20:00:00+08:00');
    await house.db.updateTable('bills').set({ paid_at: at }).where('bill_id', '=', 'L-10').execute();
    const viewer = await fresh(who);
    house.at('2026-12-04T09:00:00+08:00');
    const seen = await house.services.requests.preview(
      viewer,
      ask({ kind: 'reconnection', accountNumber: LI.accountNumber }),
    );
    expect(seen.ok && seen.value.promises).toEqual([
      { kind: 'restore', hours: null, due: new Date('2026-12-04T20:00:00+08:00') },
    ]);
    const found = await file(viewer, { kind: 'reconnection', accountNumber: LI.accountNumber });
    expect(dues(found)).toEqual(['restore 2026-12-04T12:00:00.000Z']);
    expect(await act('D01', found.caseNumber, 'answered')).toBe('done');
    expect((await account(LI.accountNumber)).status).toBe('active');
  });
});

describe('the days of a claim', () => {
  const claim = (since: string) => ({ kind: 'appliance-damage', since, description: '冰箱' }) as const;

  test('the seventh day after is in time, the eighth is not, tomorrow has not been', async () => {
    const [viewer] = await viewerOf(WANG);
    expect((await refusal(viewer, claim('2026-11-27')))?.code).toBe('too_late');
    expect(await refusal(viewer, claim('2026-12-06'))).toMatchObject({
      code: 'invalid_input',
      errors: [{ field: 'since' }],
    });
    expect(await refusal(viewer, claim('2026-11-28'))).toBeNull();
    expect(await refusal(viewer, claim('2026-12-05'))).toBeNull();
  });

  test('the utility’s own number of days wins', async () => {
    const [viewer] = await viewerOf(WANG);
    await sql`insert into settings values ('applianceClaimDays', '2026-01-01', '10', true, 'test')`.execute(house.db);
    house.advance(61);
    expect(await refusal(viewer, claim('2026-11-25'))).toBeNull();
    expect((await refusal(viewer, claim('2026-11-24')))?.code).toBe('too_late');
  });
});

describe('what joins what', () => {
  test('a doubt about a bill that we doubt ourselves joins that check, with its words', async () => {
    const [viewer] = await viewerOf(ZHAO);
    const explained = await house.services.bills.explain(viewer, 'Z-11');
    if (!explained.ok) throw new Error(explained.problem.code);
    const { check } = await house.services.carryOut(explained.value);
    const found = await file(viewer, {
      kind: 'bill-check',
      accountNumber: ZHAO.accountNumber,
      period: '2026-11',
      description: '多了一百块',
    });
    expect(found.caseNumber).toBe(check?.caseNumber);
    // Whoever asked why has the check among their cases.
    expect(found.residentId).toBe(viewer.residentId);
    expect(found.history.map(({ event }) => event)).toEqual(['opened', 'noted']);
    expect(found.history[1]?.data).toContain('多了一百块');
    expect(await house.db.selectFrom('cases').select('case_number').execute()).toHaveLength(1);
  });

  test('said again in the same words nothing is added', async () => {
    const [viewer] = await viewerOf(WANG);
    const once = await file(viewer, { description: '走得太快' });
    const again = await file(viewer, { description: '走得太快' });
    expect([again.caseNumber, again.history.length]).toEqual([once.caseNumber, 1]);
  });

  test('damage of another day is another claim', async () => {
    const [viewer] = await viewerOf(WANG);
    const one = await file(viewer, { kind: 'appliance-damage', since: '2026-12-04', description: '冰箱' });
    const two = await file(viewer, { kind: 'appliance-damage', since: '2026-12-03', description: '电视' });
    expect(one.caseNumber).not.toBe(two.caseNumber);
  });

  test('closing while a change is open is refused, and a change while it is closing', async () => {
    const [viewer] = await viewerOf(CHEN);
    const { accountNumber } = CHEN;
    const closing = await file(viewer, { kind: 'account-closing', accountNumber });
    const change = await house.services.connections.mayChange(viewer, accountNumber);
    expect(change).toMatchObject({ ok: false, problem: { code: 'other_change_open', caseNumber: closing.caseNumber } });
    expect((await file(viewer, { kind: 'account-closing', accountNumber })).caseNumber).toBe(closing.caseNumber);
  });
});

describe('a change of telephone', () => {
  const { accountNumber } = CHEN;
  const change = { kind: 'phone-change', accountNumber, contactPhone: '13900000088' } as const;
  const idCard = async (viewer: Viewer) => {
    const planned = await house.services.documents.plan(viewer, { kind: 'id-front', bytes: png() });
    if (!planned.ok) throw new Error(planned.problem.code);
    return (await house.services.carryOut(planned.value)).documentId;
  };

  test('waits for the ID card, tells the old number at once, and changes only when a clerk has called back', async () => {
    const [viewer] = await viewerOf(CHEN);
    const found = await file(viewer, change);
    expect(found).toMatchObject({
      stage: 'need-material',
      missing: ['id-front'],
      summary: { newPhone: '139****0088' },
    });
    expect(JSON.stringify(found)).not.toContain('13900000088');
    await house.delivery.sendDue();
    expect(
      house.log.filter((line) => line.includes(`to ${CHEN.phone}]`) && line.includes(found.caseNumber)),
    ).toHaveLength(1);
    expect(await act('A01', found.caseNumber, 'answered')).not.toBe('done');
    const attached = await house.services.papers.attach(viewer, found.caseNumber, [await idCard(viewer)], false);
    if (!attached.ok) throw new Error(attached.problem.code);
    await house.services.carryOut(attached.value);
    const going = await look(found.caseNumber);
    expect([going.stage, ...dues(going)]).toEqual(['received', 'complete 2026-12-07T15:59:59.000Z']);
    expect((await account(accountNumber)).phone).toBe(CHEN.phone);
    expect(await act('A01', found.caseNumber, 'answered')).toBe('done');
    expect((await account(accountNumber)).phone).toBe('13900000088');
  });

  test('that a clerk refuses or its owner takes back changes nothing', async () => {
    const [viewer] = await viewerOf(CHEN);
    const refused = await file(viewer, { ...change, documents: [await idCard(viewer)] });
    expect(await act('A01', refused.caseNumber, 'rejected', { text: '回电不是本人' })).toBe('done');
    const second = await file(viewer, { ...change, documents: [await idCard(viewer)] });
    const back = await house.services.residentActs.withdraw(viewer, second.caseNumber);
    if (!back.ok) throw new Error(back.problem.code);
    await house.services.carryOut(back.value);
    expect((await account(accountNumber)).phone).toBe(CHEN.phone);
  });

  test('to yet another number waits until the open one is withdrawn', async () => {
    const [viewer] = await viewerOf(CHEN);
    const open = await file(viewer, change);
    const other = await refusal(viewer, { ...change, contactPhone: '13900000099' });
    expect(other).toMatchObject({ code: 'other_change_open', caseNumber: open.caseNumber });
  });

  test('to the number on file, or to a landline, is none', async () => {
    const [viewer] = await viewerOf(CHEN);
    for (const contactPhone of [CHEN.phone, '02188880000', '1', ''])
      expect(await refusal(viewer, { ...change, contactPhone })).toMatchObject({ errors: [{ field: 'contactPhone' }] });
  });
});

describe('closing an account', () => {
  test('with an overdue bill is refused with what is owed', async () => {
    const [viewer] = await viewerOf(LI);
    const refused = await refusal(viewer, { kind: 'account-closing', accountNumber: LI.accountNumber });
    expect(refused).toMatchObject({ code: 'arrears_open', detail: '224.88 CNY is due.' });
  });

  test('ends only when all is paid, the bill that was not due yet too', async () => {
    const [viewer, who] = await viewerOf(WANG);
    const found = await file(viewer, { kind: 'account-closing', reason: '搬家' });
    expect(dues(found)).toEqual(['complete 2026-12-11T15:59:59.000Z']);
    expect(await act('A01', found.caseNumber, 'answered')).toBe('arrears_open');
    await paid(house, who, WANG.accountNumber);
    expect(await act('A01', found.caseNumber, 'answered')).toBe('done');
    expect((await account(WANG.accountNumber)).status).toBe('closed');
    const after = await fresh(who);
    expect((await refusal(after, { description: '走得太快' }))?.code).toBe('not_possible_here');
  });

  test('can be taken back while nobody has acted', async () => {
    const [viewer] = await viewerOf(CHEN);
    const found = await file(viewer, { kind: 'account-closing', accountNumber: CHEN.accountNumber });
    const back = await house.services.residentActs.withdraw(viewer, found.caseNumber);
    if (!back.ok) throw new Error(back.problem.code);
    await house.services.carryOut(back.value);
    expect([(await look(found.caseNumber)).stage, (await account(CHEN.accountNumber)).status]).toEqual([
      'withdrawn',
      'active',
    ]);
  });
});

test('reconnection is refused while something is overdue, and for an account that is on', async () => {
  const [viewer] = await viewerOf(LI, CHEN);
  await cut(LI.accountNumber);
  expect((await refusal(viewer, { kind: 'reconnection', accountNumber: LI.accountNumber }))?.code).toBe('arrears_open');
  expect((await refusal(viewer, { kind: 'reconnection', accountNumber: CHEN.accountNumber }))?.code).toBe(
    'not_possible_here',
  );
});

test('nobody asks for anything about an account that is not theirs', async () => {
  const [viewer] = await viewerOf(CHEN);
  for (const kind of [
    'bill-check',
    'meter-test',
    'reconnection',
    'appliance-damage',
    'phone-change',
    'account-closing',
  ] as const) {
    const more = { kind, period: '2026-11', since: '2026-12-04', contactPhone: '13900000088', description: '有问题' };
    expect([kind, (await refusal(viewer, more))?.code]).toEqual([kind, 'not_found']);
  }
  expect(await house.db.selectFrom('cases').select('case_number').execute()).toEqual([]);
});
