/** Applications for power: what stands in the way, what must be there, what is promised by whose days, and one change at a time. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Viewer } from '../../src/domain/viewer.ts';
import type { ApplicationAsk } from '../../src/services/applications/ask.ts';
import { bound, client } from '../rest/door.ts';
import { type House, openHouse } from '../support/house.ts';
import { png } from '../support/papers.ts';
import { CHEN, LI, LIN, WANG } from '../support/town.ts';

let house: House;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

const ask = (more: Partial<ApplicationAsk>): ApplicationAsk => ({
  kind: 'new-connection',
  accountNumber: null,
  address: '示例市幸福路12号3单元501',
  name: '周小雨',
  idNumber: null,
  newName: null,
  role: 'owner',
  reason: null,
  oldHolderPhone: null,
  contactPhone: '13900000077',
  capacityKw: '8',
  parkingSpace: null,
  category: null,
  description: null,
  documents: [],
  consent: true,
  agreed: true,
  conversationId: null,
  ...more,
});

async function viewerOf(...accounts: { accountNumber: string; phone: string }[]): Promise<Viewer> {
  const who = await bound(house, ...accounts);
  const viewer = await house.services.accounts.viewer(who.token);
  if (!viewer) throw new Error('nobody');
  return viewer;
}
const guest = async () => {
  const viewer = await house.services.accounts.viewer((await client(house)).token);
  if (!viewer) throw new Error('nobody');
  return viewer;
};
const paper = async (viewer: Viewer, kind: Parameters<House['services']['documents']['plan']>[1]['kind']) => {
  const planned = await house.services.documents.plan(viewer, { kind, bytes: png() });
  if (!planned.ok) throw new Error(planned.problem.code);
  return (await house.services.carryOut(planned.value)).documentId;
};
const file = async (viewer: Viewer, more: Partial<ApplicationAsk>) => {
  const planned = await house.services.connections.plan(viewer, ask(more));
  if (!planned.ok) throw new Error(JSON.stringify(planned.problem));
  const { caseNumber } = await house.services.carryOut(planned.value);
  return look(caseNumber);
};
const look = async (caseNumber: string) => {
  const found = await house.services.cases.byNumber(caseNumber);
  if (!found) throw new Error('no such case');
  return found;
};
const refusal = async (viewer: Viewer, more: Partial<ApplicationAsk>) => {
  const planned = await house.services.connections.plan(viewer, ask(more));
  return planned.ok ? null : planned.problem;
};
const act = async (...given: Parameters<House['services']['work']['act']>) => {
  const done = await house.services.work.act(...given);
  if (!done.ok) return done.problem.code;
  await house.services.carryOut(done.value);
  return 'done';
};
const dueOf = (found: Awaited<ReturnType<typeof look>>) => found.promises.find(({ kind }) => kind === 'complete')?.due;

describe('promised days', () => {
  test('handed in on a Friday with all papers it is done by the next Friday', async () => {
    const viewer = await guest();
    house.at('2026-12-04T16:00:00+08:00');
    const documents = [await paper(viewer, 'id-front'), await paper(viewer, 'property-proof')];
    const found = await file(viewer, { documents });
    expect(found).toMatchObject({ stage: 'submitted', team: 'connections', missing: [], calendar: 'mainland' });
    expect(dueOf(found)).toBe('2026-12-11T15:59:59.000Z');
  });

  test("Taiwan's Constitution Day is off for a Taiwanese account and worked on for one of the mainland", async () => {
    const taiwan = await viewerOf(LIN);
    const mainland = await viewerOf(CHEN);
    house.at('2026-12-18T10:00:00+08:00');
    const kind = 'capacity-increase';
    const papersOf = async (viewer: Viewer) => [await paper(viewer, 'id-front'), await paper(viewer, 'property-proof')];
    const there = await file(taiwan, { kind, accountNumber: LIN.accountNumber, documents: await papersOf(taiwan) });
    const here = await file(mainland, { kind, accountNumber: CHEN.accountNumber, documents: await papersOf(mainland) });
    expect([there.calendar, dueOf(there)]).toEqual(['taiwan', '2026-12-28T15:59:59.000Z']);
    expect([here.calendar, dueOf(here)]).toEqual(['mainland', '2026-12-25T15:59:59.000Z']);
  });

  test('a place without an account counts by the telephone of who asks', async () => {
    const viewer = await guest();
    expect((await file(viewer, { contactPhone: '0900000077' })).calendar).toBe('taiwan');
  });

  test('what the preview promises is what the case promises', async () => {
    const viewer = await guest();
    const documents = [await paper(viewer, 'property-proof')];
    const seen = await house.services.connections.preview(viewer, ask({ documents }));
    if (!seen.ok) throw new Error(seen.problem.code);
    expect(seen.value).toMatchObject({ missing: ['id-front'], missingProof: [], workingDays: 5 });
    expect(dueOf(await file(viewer, { documents }))).toBe(seen.value.due.toISOString());
  });
});

describe('papers', () => {
  test('without proof of the right it waits and no clock runs; with it the clock starts', async () => {
    const viewer = await guest();
    const waiting = await file(viewer, {});
    expect(waiting).toMatchObject({ stage: 'need-material', missing: ['id-front', 'property-proof'] });
    expect(dueOf(waiting)).toBeUndefined();
    expect(waiting.wait).toMatchObject({ who: 'resident' });
    house.advance(3 * 86_400);
    const documentId = await paper(viewer, 'property-proof');
    const attached = await house.services.papers.attach(viewer, waiting.caseNumber, [documentId], false);
    if (!attached.ok) throw new Error(attached.problem.code);
    await house.services.carryOut(attached.value);
    const going = await look(waiting.caseNumber);
    expect(going).toMatchObject({ stage: 'submitted', missing: ['id-front'], wait: null });
    // Complete on Tuesday the 8th: five working days from the 9th.
    expect(dueOf(going)).toBe('2026-12-15T15:59:59.000Z');
  });

  test('an ID card may follow later: taken up, worked on, and power goes on', async () => {
    const viewer = await guest();
    const found = await file(viewer, { documents: [await paper(viewer, 'property-proof')] });
    expect(found).toMatchObject({ stage: 'submitted', missing: ['id-front'] });
    for (const event of ['accepted', 'surveyed', 'plan-answered', 'energised'] as const)
      expect(await act('C01', found.caseNumber, event, { text: '单相 8 千瓦，智能电表' })).toBe('done');
    expect(await look(found.caseNumber)).toMatchObject({ stage: 'done' });
  });

  test('a leased space needs its owner’s consent, an own one does not', async () => {
    const viewer = await guest();
    const charger = { kind: 'ev-charger', parkingSpace: 'B2-118', capacityKw: '7' } as const;
    const leased = await house.services.connections.preview(viewer, ask({ ...charger, role: 'tenant' }));
    const own = await house.services.connections.preview(viewer, ask(charger));
    const proof = ['parking-proof', 'property-manager-consent'];
    expect(own.ok && own.value.missingProof).toEqual(proof);
    expect(leased.ok && leased.value.missingProof).toEqual([...proof, 'authorisation']);
  });

  test('a clerk who finds the proof wanting cannot switch on before it is there', async () => {
    const viewer = await guest();
    const found = await file(viewer, { documents: [await paper(viewer, 'property-proof')] });
    for (const event of ['accepted', 'surveyed', 'plan-answered'] as const)
      expect(await act('C01', found.caseNumber, event)).toBe('done');
    const whole = await look(found.caseNumber);
    // As a clerk at the desk sees it after taking the paper out again.
    const noted = await house.services.cases.move(whole, 'noted', 'clerk:C01', { missing: ['property-proof'] });
    if (!noted.ok) throw new Error(noted.problem.code);
    await house.services.carryOut(noted.value);
    expect(await act('M01', found.caseNumber, 'energised')).toBe('papers_missing');
    expect((await look(found.caseNumber)).stage).toBe('installing');
  });

  test('a temporary supply is worked on without its permit, and switched on with it only', async () => {
    const viewer = await guest();
    const found = await file(viewer, { kind: 'temporary-supply', description: '装修，两个月' });
    expect(found).toMatchObject({ stage: 'submitted', missing: ['id-front', 'other'] });
    for (const event of ['accepted', 'surveyed', 'plan-answered'] as const)
      expect(await act('C01', found.caseNumber, event)).toBe('done');
    expect(await act('M01', found.caseNumber, 'energised')).toBe('papers_missing');
    const attached = await house.services.papers.attach(
      viewer,
      found.caseNumber,
      [await paper(viewer, 'other')],
      false,
    );
    if (!attached.ok) throw new Error(attached.problem.code);
    await house.services.carryOut(attached.value);
    expect(await act('M01', found.caseNumber, 'energised')).toBe('done');
  });

  test('a paper of somebody else, or one that is in a case already, is refused and nothing is opened', async () => {
    const [viewer, other] = [await guest(), await guest()];
    const theirs = await paper(other, 'property-proof');
    expect(await refusal(viewer, { documents: [theirs] })).toMatchObject({
      code: 'not_found',
      errors: [{ field: 'documents' }],
    });
    await file(other, { documents: [theirs] });
    expect((await refusal(other, { documents: [theirs], address: '示例市别处1号' }))?.code).toBe('not_found');
    expect(await house.db.selectFrom('cases').select('case_number').execute()).toHaveLength(1);
  });
});

describe('what stands in the way', () => {
  const change = { kind: 'capacity-increase', accountNumber: LI.accountNumber, capacityKw: '12' } as const;

  test('an overdue bill: nothing is changed before it is paid', async () => {
    expect((await refusal(await viewerOf(LI), change))?.code).toBe('arrears_open');
  });

  test('a bill that is not due yet is no arrears', async () => {
    const found = await file(await viewerOf(WANG), { ...change, accountNumber: WANG.accountNumber });
    expect(found.kind).toBe('capacity-increase');
  });

  test('an account that is not bound, and one that is cut off', async () => {
    expect((await refusal(await guest(), change))?.code).toBe('not_found');
    const viewer = await viewerOf(CHEN);
    await house.db
      .updateTable('accounts')
      .set({ status: 'cut' })
      .where('account_number', '=', CHEN.accountNumber)
      .execute();
    expect((await refusal(viewer, { ...change, accountNumber: CHEN.accountNumber }))?.code).toBe('not_possible_here');
  });

  test('another change of the account, a charger or a closing too; its number is told to who opened it only', async () => {
    const [viewer, other] = [await viewerOf(WANG), await viewerOf(WANG)];
    const { accountNumber } = WANG;
    const open = await file(viewer, { ...change, accountNumber });
    const charger = { kind: 'ev-charger', accountNumber, parkingSpace: 'B2-118', capacityKw: '7' } as const;
    expect(await refusal(viewer, charger)).toMatchObject({ code: 'other_change_open', caseNumber: open.caseNumber });
    const told = await refusal(other, { ...change, accountNumber });
    expect(told?.code).toBe('other_change_open');
    expect(JSON.stringify(told)).not.toContain(open.caseNumber);
    await house.services.carryOut(
      await house.services.residentActs.withdraw(viewer, open.caseNumber).then((done) => {
        if (!done.ok) throw new Error(done.problem.code);
        return done.value;
      }),
    );
    expect((await file(other, charger)).kind).toBe('ev-charger');
  });

  test('two changes of one account at the same moment: one is opened, the other is planned again and refused', async () => {
    const [viewer, other] = [await viewerOf(WANG), await viewerOf(WANG)];
    const { accountNumber } = WANG;
    const filing = (who: Viewer, more: Partial<ApplicationAsk>) =>
      house.services.once(
        who,
        { key: null, body: null, status: 201 },
        () => house.services.connections.plan(who, ask({ ...more, accountNumber })),
        ({ caseNumber }) => caseNumber,
      );
    const both = await Promise.all([
      filing(viewer, change),
      filing(other, { kind: 'ev-charger', parkingSpace: 'B2-118', capacityKw: '7' }),
    ]);
    expect(both.map((one) => (one.ok ? 'opened' : one.problem.code)).sort()).toEqual(['opened', 'other_change_open']);
    expect(await house.db.selectFrom('cases').select('case_number').execute()).toHaveLength(1);
  });

  test('the same place asked for twice is one case; another resident may ask for it too', async () => {
    const viewer = await guest();
    await file(viewer, {});
    expect((await refusal(viewer, { address: ' 示例市 幸福路12号3单元501' }))?.code).toBe('other_change_open');
    expect((await file(await guest(), {})).kind).toBe('new-connection');
  });

  test('what a kind cannot do without is named, field by field', async () => {
    const viewer = await guest();
    const fields = async (more: Partial<ApplicationAsk>) =>
      (await refusal(viewer, more))?.errors?.map(({ field }) => field);
    expect(await fields({ address: null, name: null, capacityKw: null, contactPhone: null })).toEqual([
      'address',
      'capacityKw',
      'name',
      'contactPhone',
    ]);
    expect(await fields({ kind: 'capacity-increase' })).toEqual(['accountNumber']);
    expect(await fields({ kind: 'ev-charger', address: null })).toEqual(['parkingSpace', 'address']);
    for (const capacityKw of ['0', '-3', 'eight', '99999', '8.123'])
      expect(await fields({ capacityKw })).toEqual(['capacityKw']);
    expect(await fields({ contactPhone: '12' })).toEqual(['contactPhone']);
    expect((await refusal(viewer, { agreed: false }))?.code).toBe('consent_missing');
  });
});

test('telephone and name lie encrypted, and in no log line', async () => {
  const found = await file(await guest(), {});
  expect(JSON.stringify(found)).not.toMatch(/13900000077|周小雨/);
  expect(JSON.parse(await house.tokens.unseal(found.sealed ?? ''))).toMatchObject({
    contactPhone: '13900000077',
    name: '周小雨',
  });
  expect(house.log.join('\n')).not.toMatch(/13900000077|周小雨|幸福路12号/);
});
