/** Chases as a ladder: before the limit the handler, near it the supervisor, after it the manager, each third a supervisor's task. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Viewer } from '../../src/domain/viewer.ts';
import { shownHistory } from '../../src/services/case-view.ts';
import type { ClerkEvent } from '../../src/services/cases/work.ts';
import type { CaseReason } from '../../src/services/cases.ts';
import { type House, openHouse } from '../support/house.ts';
import { fileAnonymousReport } from '../support/reports.ts';

let house: House;
let viewer: Viewer;
beforeAll(async () => {
  house = await openHouse();
  const person = await house.person();
  const seen = await house.services.accounts.viewer(person.token);
  if (!seen) throw new Error('nobody');
  viewer = seen;
});
afterAll(() => house.close());

const WORD = {
  kind: 'next-word',
  clock: 'record',
  start: '2027-01-02T08:10:00.000Z',
  until: '2027-01-02T08:40:00.000Z',
} as const;

let made = 0;
const opened = async (kind: CaseReason['kind'], more: Partial<CaseReason> = {}) => {
  made += 1;
  const reason = { kind, reason: `test:${made}`, residentId: viewer.residentId, summary: {}, ...more };
  return (await house.services.carryOut(await house.services.cases.plan(reason))).caseNumber;
};
const chase = async (caseNumber: string) => {
  const planned = await house.services.chases.plan(viewer, caseNumber);
  if (planned.ok) await house.services.carryOut(planned.value);
  return planned.ok ? planned.value.value : planned.problem;
};
const look = (caseNumber: string) => house.services.cases.byNumber(caseNumber);

test('an application goes up the ladder: half of its clock the handler, eighty percent the supervisor, late the manager', async () => {
  house.at('2026-12-07T09:00:00+08:00');
  // A transfer has three working days: Tuesday to Thursday.
  const caseNumber = await opened('transfer');
  house.at('2026-12-08T11:00:00+08:00');
  expect(await chase(caseNumber)).toMatchObject({ code: 'too_many_requests', detail: 'too-early' });
  house.at('2026-12-09T12:00:00+08:00');
  expect(await chase(caseNumber)).toMatchObject({
    level: 1,
    owner: '沈洁',
    priority: 2,
    raised: true,
    supervisor: false,
  });
  expect(await chase(caseNumber)).toMatchObject({ code: 'too_many_requests', detail: 'too-soon' });
  house.at('2026-12-10T13:00:00+08:00');
  expect(await chase(caseNumber)).toMatchObject({ level: 2, owner: '何芳', priority: 1 });
  house.at('2026-12-11T13:00:01+08:00');
  const third = await chase(caseNumber);
  expect(third).toMatchObject({ level: 3, calls: true, owner: '许刚', priority: 1, raised: false, supervisor: true });
  expect(await look(caseNumber)).toMatchObject({ owner: '许刚', nextAction: 'contact-resident', priority: 1 });
  // Each one promises one next word and gives the older up.
  const words = (await look(caseNumber))?.promises.filter(({ kind, dropped }) => kind === 'next-word' && !dropped);
  expect(words).toHaveLength(1);
  // Late, it may be chased on, a day apart.
  expect(await chase(caseNumber)).toMatchObject({ detail: 'too-soon' });
  house.advance(86_400);
  expect(await chase(caseNumber)).toMatchObject({ level: 3, supervisor: false });
});

test('a chase makes the next word sooner, never later than it was promised', async () => {
  house.at('2027-01-02T16:10:00+08:00');
  const caseNumber = await opened('outage', { more: { instead: [['arrive', 'fault.arrive.city']], promises: [WORD] } });
  house.at('2027-01-02T16:30:00+08:00');
  expect(await chase(caseNumber)).toMatchObject({ nextWordAt: new Date('2027-01-02T16:40:00+08:00') });
  const words = (await look(caseNumber))?.promises.filter((one) => one.kind === 'next-word' && !one.dropped);
  expect(words?.map(({ due }) => due)).toEqual([WORD.until]);
  // One that is over already holds nothing up.
  house.at('2027-01-02T16:50:00+08:00');
  expect(await chase(caseNumber)).toMatchObject({ nextWordAt: new Date('2027-01-02T17:05:00+08:00') });
  // A later one gives way.
  const other = await opened('outage');
  house.advance(16 * 60);
  expect(await chase(other)).toMatchObject({ nextWordAt: new Date('2027-01-02T17:20:00+08:00') });
});

test('days later, what waited for papers and goes on is chased by its new clock', async () => {
  house.at('2027-01-04T09:00:00+08:00');
  const caseNumber = await opened('rename');
  const act = async (event: 'material-missing' | 'accepted') => {
    const done = await house.services.work.act('A01', caseNumber, event, { missing: ['id-front'] });
    if (!done.ok) throw new Error(done.problem.code);
    await house.services.carryOut(done.value);
  };
  await act('material-missing');
  house.at('2027-01-12T09:00:00+08:00');
  expect(await chase(caseNumber)).toMatchObject({ code: 'waiting_for_you' });
  const found = await look(caseNumber);
  if (!found) throw new Error('gone');
  const back = await house.services.cases.move(found, 'material-complete', 'resident', { missing: [] });
  if (back.ok) await house.services.carryOut(back.value);
  expect(await chase(caseNumber)).toMatchObject({ detail: 'too-early' });
  house.at('2027-01-12T20:00:00+08:00');
  expect(await chase(caseNumber)).toMatchObject({ level: 2 });
});

test('every third chase opens one task that names the case, its supervisor and a deadline', async () => {
  house.at('2027-01-20T09:00:00+08:00');
  const caseNumber = await opened('outage');
  const supervised: boolean[] = [];
  for (let time = 1; time <= 6; time += 1) {
    house.advance(16 * 60);
    const done = await chase(caseNumber);
    supervised.push('supervisor' in done && done.supervisor);
  }
  expect(supervised).toEqual([false, false, true, false, false, true]);
  const tasks = await house.db
    .selectFrom('cases')
    .select(['owner', 'deadline', 'summary'])
    .where('related_case', '=', caseNumber)
    .orderBy('opened_at')
    .execute();
  expect(tasks).toMatchObject([
    { owner: '何芳', summary: { why: 'chased', chases: 3 } },
    { owner: '何芳', summary: { why: 'chased', chases: 6 } },
  ]);
  expect(tasks.every(({ deadline }) => deadline !== null)).toBe(true);
});

test('a task of that kind is no low rating: its handler may close it', async () => {
  const caseNumber = await opened('outage');
  for (let time = 1; time <= 3; time += 1) {
    house.advance(16 * 60);
    await chase(caseNumber);
  }
  const task = await house.db
    .selectFrom('cases')
    .select('case_number')
    .where('related_case', '=', caseNumber)
    .executeTakeFirstOrThrow();
  const done = await house.services.work.act('V01', task.case_number, 'answered', { text: '已督办' });
  expect(done.ok).toBe(true);
});

test('an anonymous report is chased by its reporter without a trace of who it was', async () => {
  house.at('2027-01-25T09:00:00+08:00');
  const caseNumber = await fileAnonymousReport(house, viewer);
  house.advance(25 * 3_600);
  expect(await chase(caseNumber)).toMatchObject({ level: 1 });
  expect(JSON.stringify(await look(caseNumber))).not.toContain(viewer.residentId);
  // Even the last step of the ladder calls nobody: there is nobody to call.
  house.advance(20 * 86_400);
  expect(await chase(caseNumber)).toMatchObject({ level: 3, calls: false });
  expect((await look(caseNumber))?.nextAction).toBe('investigate');
});

test('an anonymous report is answered in writing: nobody is promised or said to have been called', async () => {
  house.at('2027-03-01T09:00:00+08:00');
  const caseNumber = await fileAnonymousReport(house, viewer);
  const act = async (event: ClerkEvent) => {
    const done = await house.services.work.act('C01', caseNumber, event, { text: '已查处' });
    if (done.ok) await house.services.carryOut(done.value);
    return done.ok ? done.value.value.stage : done.problem.code;
  };
  const promised = async () => (await look(caseNumber))?.promises.map(({ kind }) => kind);
  expect(await act('contacted')).toBe('not_now');
  // What would lead to a call-back is nothing for it.
  for (const event of ['answered', 'called-back', 'call-missed', 'unreachable'] as const)
    expect([event, await act(event)]).toEqual([event, 'not_now']);
  expect(await act('closed')).toBe('done');
  expect((await look(caseNumber))?.nextAction).toBe('none');
  expect((await look(caseNumber))?.promises.filter(({ metAt }) => metAt).map(({ kind }) => kind)).toEqual(['answer']);
  expect(await promised()).not.toContain('contact');
  const own = await house.services.cases.byNumber(caseNumber);
  expect(own && shownHistory(own).map(({ event }) => event)).toEqual(['opened', 'closed']);
  const again = await house.services.residentActs.reopen(viewer, caseNumber, '还在偷电');
  if (!again.ok) throw new Error(again.problem.code);
  await house.services.carryOut(again.value);
  expect(await promised()).not.toContain('contact');
  expect((await look(caseNumber))?.promises.findLast(({ dropped }) => !dropped)).toMatchObject({ kind: 'answer' });
  // Nor is a supervisor told to call somebody.
  for (let time = 1; time <= 3; time += 1) {
    house.advance(20 * 86_400);
    await chase(caseNumber);
  }
  const task = (await house.services.work.queue('supervision')).find((one) => one.reason === `chased:${caseNumber}:3`);
  expect(task?.promises.map(({ kind }) => kind)).toEqual(['answer']);
});

test('who only looks has changed nothing', async () => {
  const caseNumber = await opened('outage');
  house.advance(16 * 60);
  const before = await look(caseNumber);
  expect(await house.services.chases.preview(viewer, caseNumber)).toMatchObject({ ok: true, value: { level: 1 } });
  expect(await look(caseNumber)).toEqual(before);
});
