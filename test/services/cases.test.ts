/** Cases: what is promised is judged by its day, what is due is done once, what happened cannot be changed unseen. */
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { promisePhrase } from '../../src/conversation/case-card.ts';
import { brokenAt } from '../../src/services/cases/chain.ts';
import { replay } from '../../src/services/cases/fold.ts';
import { namedFor } from '../../src/services/cases/staff.ts';
import type { CaseReason } from '../../src/services/cases.ts';
import { entriesOf } from '../../src/services/cases.ts';
import { type House, openHouse } from '../support/house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

let made = 0;
const opened = async (more: Partial<CaseReason> = {}) => {
  made += 1;
  const planned = await house.services.cases.plan({
    kind: 'complaint',
    reason: `test:${made}`,
    residentId: null,
    summary: {},
    ...more,
  });
  return (await house.services.carryOut(planned)).caseNumber;
};
const look = async (caseNumber: string) => {
  const found = await house.services.cases.byNumber(caseNumber);
  if (!found) throw new Error('no such case');
  return found;
};
const act = async (...given: Parameters<House['services']['work']['act']>) => {
  const done = await house.services.work.act(...given);
  if (done.ok) await house.services.carryOut(done.value);
  return done;
};

test('a complaint opened on a Saturday has a team, a next action and both its promises', async () => {
  const found = await look(await opened());
  expect(found).toMatchObject({ stage: 'received', team: 'complaints', nextAction: 'contact-resident', seq: 1 });
  // Opened Saturday 2026-12-05 10:00: contacted within a day, answered by the end of the next Friday.
  expect(found.promises.map(({ kind, due }) => [kind, due])).toEqual([
    ['contact', new Date(house.now().getTime() + 86_400_000).toISOString()],
    ['answer', '2026-12-11T15:59:59.000Z'],
  ]);
  expect(found.deadline?.toISOString()).toBe(found.promises[0]?.due);
});

test('an open case without owner, next action, deadline or next check cannot be committed', async () => {
  const caseNumber = await opened();
  for (const column of ['owner_team', 'next_action', 'deadline', 'next_check_at']) {
    await expect(
      sql`update cases set ${sql.ref(column)} = null where case_number = ${caseNumber}`.execute(house.db),
    ).rejects.toThrow(/check constraint/);
  }
});

test('a case cannot leave its table of stages, nor change without its history', async () => {
  const caseNumber = await opened();
  await expect(
    sql`update cases set seq = 2, stage = 'surveying' where case_number = ${caseNumber}`.execute(house.db),
  ).rejects.toThrow(/cannot go from received to surveying/);
  await expect(
    sql`update cases set seq = 2, stage = 'investigating' where case_number = ${caseNumber}`.execute(house.db),
  ).rejects.toThrow(/no history/);
  await expect(
    sql`update case_history set data = '{}' where case_number = ${caseNumber}`.execute(house.db),
  ).rejects.toThrow(/append-only/);
});

test('a clerk contacts, answers and calls back: each promise is met, and the history adds up to the row', async () => {
  const caseNumber = await opened();
  for (const event of ['contacted', 'answered', 'called-back'] as const)
    expect((await act('P01', caseNumber, event)).ok).toBe(true);
  const found = await look(caseNumber);
  expect(found).toMatchObject({ stage: 'done', deadline: null, nextCheckAt: null, owner: '杨静' });
  expect(found.promises.every(({ metAt }) => metAt !== null)).toBe(true);
  expect(await brokenAt(found.history, found)).toBeNull();
  const again = replay(entriesOf(found.history));
  expect(again).toMatchObject({ stage: found.stage, promises: found.promises, deadline: null });
});

test('a complaint that was taken up again is rung up once more: the contact is kept, once, and who has it keeps it', async () => {
  const viewer = await house.services.accounts.viewer((await house.person()).token);
  if (!viewer) throw new Error('nobody');
  const caseNumber = await opened({ residentId: viewer.residentId });
  expect((await act('P01', caseNumber, 'contacted')).ok).toBe(true);
  // Contacted already, and nothing more of it is promised.
  expect(await act('P01', caseNumber, 'contacted')).toMatchObject({ ok: false, problem: { code: 'not_now' } });
  for (const event of ['answered', 'called-back'] as const) expect((await act('P01', caseNumber, event)).ok).toBe(true);
  const again = await house.services.residentActs.reopen(viewer, caseNumber, '还是没解决');
  if (!again.ok) throw new Error(again.problem.code);
  await house.services.carryOut(again.value);
  const contacts = async () => (await look(caseNumber)).promises.filter(({ kind }) => kind === 'contact');
  expect((await contacts()).at(-1)).toMatchObject({ metAt: null });
  house.advance(3_600);
  expect((await act('P01', caseNumber, 'contacted')).ok).toBe(true);
  expect((await contacts()).at(-1)).toMatchObject({ metAt: house.now().toISOString() });
  expect(await look(caseNumber)).toMatchObject({ stage: 'investigating', nextAction: 'investigate', owner: '何芳' });
  expect(await act('P01', caseNumber, 'contacted')).toMatchObject({ ok: false, problem: { code: 'not_now' } });
});

test('an editor of a team is put in charge of no case', () => {
  const editor = { staffId: 'E01', name: '编辑', team: 'metering', role: 'editor' } as const;
  const clerk = { staffId: 'M01', name: '蒋华', team: 'metering', role: 'clerk' } as const;
  expect(namedFor([editor, clerk], { team: 'metering' }, 'W2612050000000')).toBe(clerk);
  expect(namedFor([editor], { team: 'metering' }, 'W2612050000000')).toBeNull();
});

test('a resident looks at a transfer that went on to the next team: nobody of the team before is named there any more', async () => {
  const caseNumber = await opened({ kind: 'transfer' });
  const move = async (event: 'accepted' | 'noted' | 'checked' | 'settled', owner?: string) => {
    const moved = await house.services.cases.move(await look(caseNumber), event, 'service', owner ? { owner } : {});
    if (!moved.ok) throw new Error(moved.problem.code);
    await house.services.carryOut(moved.value);
    return look(caseNumber);
  };
  expect(await move('accepted', '沈洁')).toMatchObject({ team: 'accounts', owner: '沈洁' });
  expect(await move('noted')).toMatchObject({ team: 'accounts', owner: '沈洁' });
  const checked = await move('checked');
  expect(checked).toMatchObject({ stage: 'awaiting-settlement', team: 'metering', owner: null });
  expect(replay(entriesOf(checked.history))).toMatchObject({ team: 'metering', owner: null });
  expect(await move('settled', '何芳')).toMatchObject({ team: 'supervision', owner: '何芳' });
});

test('an entry that was altered by hand is found', async () => {
  const found = await look(await opened());
  const altered = found.history.map((entry) => ({ ...entry, actor: 'clerk:S01' as const }));
  expect(await brokenAt(altered, found)).toBe(1);
  expect(await brokenAt([], found)).toBe(1);
});

test('two clerks act on the same state: one is done, the other has to look again', async () => {
  const caseNumber = await opened();
  const both = await Promise.all([
    house.services.work.act('P01', caseNumber, 'contacted'),
    house.services.work.act('V01', caseNumber, 'contacted'),
  ]);
  const done = await Promise.allSettled(both.map((one) => (one.ok ? house.services.carryOut(one.value) : null)));
  expect(done.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect((await look(caseNumber)).history.length).toBe(2);
});

test('nobody does anything: warned at 50 and 80 %, escalated by name at the end, a next word promised and given', async () => {
  const caseNumber = await opened({ kind: 'handoff' });
  const events = async () => (await look(caseNumber)).history.map(({ event }) => event);
  house.advance(12 * 3_600);
  await house.upkeep();
  expect(await events()).toEqual(['opened', 'warned']);
  await house.upkeep();
  expect(await events()).toEqual(['opened', 'warned']);
  house.advance(12 * 3_600);
  await house.upkeep();
  // Exactly on time is not late.
  expect(await events()).toEqual(['opened', 'warned', 'warned']);
  house.advance(1);
  await house.upkeep();
  expect(await events()).toEqual(['opened', 'warned', 'warned', 'breached']);
  expect(await look(caseNumber)).toMatchObject({ priority: 1, owner: '何芳', nextAction: 'answer-breach' });
  const word = (await look(caseNumber)).promises.find(({ kind }) => kind === 'next-word');
  house.at(word?.due ?? '');
  await house.upkeep();
  expect((await events()).at(-1)).toBe('word-given');
  expect(
    (await look(caseNumber)).promises.filter(
      ({ kind, metAt, due }) => kind === 'next-word' && (!metAt || metAt > (due ?? '')),
    ),
  ).toHaveLength(1);
});

test('a promise that was kept too late says so, and by how much', async () => {
  const caseNumber = await opened({ kind: 'opinion' });
  house.advance(30 * 86_400);
  expect((await act('P01', caseNumber, 'answered')).ok).toBe(true);
  const [answer] = (await look(caseNumber)).promises;
  if (!answer) throw new Error('nothing was promised');
  expect(promisePhrase(answer, 'done', house.now())).toMatchObject({ key: 'case.promise-late' });
});
