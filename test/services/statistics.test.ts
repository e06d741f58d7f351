/** Statistics: what people did in a period comes out as figures, each by its definition; one situation a test. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CaseEvent } from '../../src/domain/case-processes.ts';
import type { ClerkEvent } from '../../src/services/cases/work.ts';
import type { CaseReason } from '../../src/services/cases.ts';
import { createStatistics } from '../../src/services/statistics.ts';
import { accountLine, clerk, flat, lives, openStreet, outagesOf } from '../conversations/outages.town.ts';
import { bound, type Client, client, paid } from '../rest/door.ts';
import { type House, openHouse } from '../support/house.ts';
import { LI, LIN, WANG, ZHAO } from '../support/town.ts';

let house: House;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

const counted = async (from?: string, to?: string) => {
  const statistics = createStatistics({ db: house.db, clock: { now: house.now } });
  const found = await statistics.of({ ...(from && { from }), ...(to && { to }) });
  if (!found.ok) throw new Error(JSON.stringify(found.problem));
  return found.value;
};
const viewerOf = async (who: { token: string }) => {
  const viewer = await house.services.accounts.viewer(who.token);
  if (!viewer) throw new Error('nobody');
  return viewer;
};

let made = 0;
const opened = async (kind: CaseReason['kind'], more: Partial<CaseReason> = {}) => {
  made += 1;
  const asked = { kind, reason: `test:${made}`, residentId: null, summary: {}, ...more };
  return (await house.services.carryOut(await house.services.cases.plan(asked))).caseNumber;
};
const act = async (staffId: string, caseNumber: string, ...events: readonly ClerkEvent[]) => {
  for (const event of events) {
    const done = await house.services.work.act(staffId, caseNumber, event, { text: '好' });
    if (!done.ok) throw new Error(`${event}: ${done.problem.code}`);
    await house.services.carryOut(done.value);
  }
};
const move = async (caseNumber: string, event: CaseEvent) => {
  const found = await house.services.cases.byNumber(caseNumber);
  if (!found) throw new Error('no such case');
  const moved = await house.services.cases.move(found, event, 'resident');
  if (!moved.ok) throw new Error(moved.problem.code);
  await house.services.carryOut(moved.value);
};

const ringsInVain = async (caseNumber: string) => {
  for (let attempt = 0; attempt < 3; attempt += 1) {
    house.advance(2 * 3_600);
    await act('P01', caseNumber, 'call-missed');
  }
  await act('P01', caseNumber, 'unreachable');
};

const NONE = { opened: 0, closed: 0, reopened: 0, chased: { cases: 0, chases: 0 }, openNow: 0, lateNow: 0 };

test('a complaint is contacted, answered and called back in time: all it was promised is kept', async () => {
  house.at('2026-12-07T09:00:00+08:00');
  const caseNumber = await opened('complaint');
  house.advance(3_600);
  await act('P01', caseNumber, 'contacted');
  house.advance(86_400);
  await act('P01', caseNumber, 'answered');
  house.advance(3_600);
  await act('P01', caseNumber, 'called-back');
  const { cases, promises, complaints } = await counted();
  expect(cases).toEqual({
    byKind: [{ kind: 'complaint', ...NONE, opened: 1, closed: 1 }],
    byTeam: [{ team: 'complaints', ...NONE, opened: 1, closed: 1 }],
  });
  expect(promises).toEqual([
    // The first contact and the call-back.
    { kind: 'contact', kept: { part: 2, of: 2 }, late: 0, broken: 0 },
    { kind: 'answer', kept: { part: 1, of: 1 }, late: 0, broken: 0 },
  ]);
  expect(complaints).toEqual({
    opened: 1,
    lookedAfter: { part: 0, of: 0 },
    calledBack: { part: 1, of: 1 },
    answeredInTime: { part: 1, of: 1 },
  });
});

test('nobody answers a complaint: it is late and its promises are broken; answered and called afterwards they are kept late', async () => {
  house.at('2026-12-07T09:00:00+08:00');
  const caseNumber = await opened('complaint');
  await opened('complaint');
  house.at('2026-12-15T09:00:00+08:00');
  await house.upkeep();
  const before = await counted();
  expect(before.cases.byTeam).toEqual([{ team: 'complaints', ...NONE, opened: 2, openNow: 2, lateNow: 2 }]);
  expect(before.complaints).toMatchObject({ lookedAfter: { part: 2, of: 2 }, answeredInTime: { part: 0, of: 2 } });
  expect(before.promises.filter(({ kind }) => kind !== 'next-word')).toEqual([
    { kind: 'contact', kept: { part: 0, of: 2 }, late: 0, broken: 2 },
    { kind: 'answer', kept: { part: 0, of: 2 }, late: 0, broken: 2 },
  ]);
  await act('P01', caseNumber, 'answered');
  // In writing: they were not called for all that.
  expect((await counted()).promises.find(({ kind }) => kind === 'contact')).toMatchObject({ late: 0, broken: 2 });
  await act('P01', caseNumber, 'called-back');
  const after = await counted();
  expect(after.cases.byTeam).toMatchObject([{ openNow: 1, lateNow: 1 }]);
  expect(after.promises.filter(({ kind }) => kind !== 'next-word')).toEqual([
    // The call-back, which began with the answer, came in time.
    { kind: 'contact', kept: { part: 1, of: 3 }, late: 1, broken: 1 },
    { kind: 'answer', kept: { part: 0, of: 2 }, late: 1, broken: 1 },
  ]);
});

test('a promise that is met to the second is kept, and one that is not due yet is not counted', async () => {
  house.at('2026-12-07T09:00:00+08:00');
  const caseNumber = await opened('complaint');
  house.advance(86_400);
  expect((await counted()).promises).toEqual([]);
  await act('P01', caseNumber, 'contacted');
  expect((await counted()).promises).toEqual([{ kind: 'contact', kept: { part: 1, of: 1 }, late: 0, broken: 0 }]);
});

test('while papers are waited for nothing falls due, however long that takes', async () => {
  const caseNumber = await opened('rename');
  const asked = await house.services.work.act('A01', caseNumber, 'material-missing', { missing: ['id-front'] });
  if (asked.ok) await house.services.carryOut(asked.value);
  house.advance(15 * 86_400);
  await house.upkeep();
  const { promises, cases } = await counted();
  expect(promises).toEqual([]);
  expect(cases.byKind).toEqual([{ kind: 'rename', ...NONE, opened: 1, openNow: 1 }]);
});

test('what was withdrawn in time was never broken; what was withdrawn after its breach stays broken', async () => {
  house.at('2026-12-07T09:00:00+08:00');
  const [early, tooLate] = [await opened('suggestion'), await opened('meter-test')];
  await move(early, 'withdrawn');
  house.at('2026-12-15T09:00:00+08:00');
  await house.upkeep();
  await move(tooLate, 'withdrawn');
  const { promises, cases } = await counted();
  expect(promises).toEqual([{ kind: 'answer', kept: { part: 0, of: 1 }, late: 0, broken: 1 }]);
  expect(cases.byKind.map(({ kind, closed }) => [kind, closed])).toEqual([
    ['suggestion', 1],
    ['meter-test', 1],
  ]);
});

test('a promise that was due in one month and kept in the next counts once, where it was broken', async () => {
  house.at('2026-11-30T08:00:00+08:00');
  const caseNumber = await opened('handoff');
  house.at('2026-12-01T08:00:01+08:00');
  await opened('handoff');
  await act('S01', caseNumber, 'called-back');
  house.at('2027-01-05T09:00:00+08:00');
  const answers = async (from: string, to: string) =>
    (await counted(from, to)).promises.find(({ kind }) => kind === 'contact');
  // Due on 1 December at 08:00 and at 08:00:01 of the day after.
  expect(await answers('2026-11-01', '2026-11-30')).toBeUndefined();
  expect(await answers('2026-12-01', '2026-12-31')).toEqual({
    kind: 'contact',
    kept: { part: 0, of: 2 },
    late: 1,
    broken: 1,
  });
  expect(await answers('2026-12-01', '2026-12-01')).toMatchObject({ late: 1, broken: 0 });
  expect(await answers('2027-01-01', '2027-01-31')).toBeUndefined();
});

test('days are local and whole: the last second of the day before belongs to the day before', async () => {
  house.at('2026-12-06T23:59:59+08:00');
  await opened('praise');
  house.at('2026-12-07T00:00:00+08:00');
  await opened('opinion');
  house.at('2026-12-07T23:59:59+08:00');
  const last = await opened('suggestion');
  house.at('2026-12-08T00:00:00+08:00');
  await move(last, 'withdrawn');
  const day = async (of: string) =>
    (await counted(of, of)).cases.byKind.flatMap((one) =>
      one.opened + one.closed > 0 ? [[one.kind, one.opened, one.closed]] : [],
    );
  expect(await day('2026-12-06')).toEqual([['praise', 1, 0]]);
  expect(await day('2026-12-07')).toEqual([
    ['opinion', 1, 0],
    ['suggestion', 1, 0],
  ]);
  expect(await day('2026-12-08')).toEqual([['suggestion', 0, 1]]);
});

test('an impatient resident chases one case twice and another once', async () => {
  const viewer = await viewerOf(await house.person());
  const own = { residentId: viewer.residentId };
  const [twice, once] = [await opened('outage', own), await opened('outage', own)];
  await opened('outage', own);
  const chase = async (caseNumber: string) => {
    house.advance(16 * 60);
    const planned = await house.services.chases.plan(viewer, caseNumber);
    if (!planned.ok) throw new Error(planned.problem.code);
    await house.services.carryOut(planned.value);
  };
  for (const caseNumber of [twice, once, twice]) await chase(caseNumber);
  const { cases } = await counted();
  expect(cases.byKind).toMatchObject([{ kind: 'outage', opened: 3, chased: { cases: 2, chases: 3 } }]);
  expect(cases.byTeam).toMatchObject([{ team: 'dispatch', opened: 3, chased: { cases: 2, chases: 3 } }]);
});

test('a complaint that is taken up again is open again and no longer among the closed', async () => {
  const viewer = await viewerOf(await house.person());
  const caseNumber = await opened('complaint', { residentId: viewer.residentId });
  await act('P01', caseNumber, 'contacted', 'answered', 'called-back');
  house.advance(3_600);
  const again = await house.services.residentActs.reopen(viewer, caseNumber, '还是没解决');
  if (!again.ok) throw new Error(again.problem.code);
  await house.services.carryOut(again.value);
  expect((await counted()).cases.byKind).toEqual([{ kind: 'complaint', ...NONE, opened: 1, reopened: 1, openNow: 1 }]);
  await act('P01', caseNumber, 'answered');
  await ringsInVain(caseNumber);
  const { cases, complaints } = await counted();
  expect(cases.byKind).toMatchObject([{ closed: 1, reopened: 1, openNow: 0 }]);
  // The call-back that counts is that of its last end.
  expect(complaints.calledBack).toEqual({ part: 0, of: 1 });
});

test('a transfer that went on to metering counts for metering, which has it now', async () => {
  const caseNumber = await opened('transfer');
  await move(caseNumber, 'accepted');
  await move(caseNumber, 'checked');
  const { cases } = await counted();
  expect(cases.byTeam).toMatchObject([{ team: 'metering', opened: 1, openNow: 1 }]);
});

test('who cannot be reached in three attempts was not called back, and a withdrawn complaint needed no call', async () => {
  const reached = await opened('complaint');
  await act('P01', reached, 'answered', 'called-back');
  const missed = await opened('complaint');
  await act('P01', missed, 'answered');
  await ringsInVain(missed);
  await move(await opened('complaint'), 'withdrawn');
  expect((await counted()).complaints).toMatchObject({ opened: 3, calledBack: { part: 1, of: 2 } });
});

const SAYS_NOTHING = {
  address: null,
  breaker: null,
  contactPhone: null,
  since: null,
  description: null,
  conversationId: null,
};

test('three homes report an outage: the middle one waited so long for the crew and for power; a danger is a report too', async () => {
  await house.close();
  const homes = [1, 2, 3].map((n) => flat(1, n));
  ({ house } = await openStreet(homes.map((one) => accountLine(one))));
  for (const home of homes) {
    const viewer = await viewerOf(await lives(house, home));
    const reported = await house.services.attempt(() =>
      house.services.outages.report(viewer, {
        ...SAYS_NOTHING,
        accountNumber: home.accountNumber,
        scope: 'building',
      }),
    );
    expect(reported.ok).toBe(true);
    house.advance(600);
  }
  const endangered = await house.person();
  await endangered.say('电线掉在地上冒火花');
  expect((await counted()).cases.byKind).toMatchObject([{ kind: 'outage', opened: 4 }]);
  const [outage] = await outagesOf(house);
  // Half an hour after the first report, twenty and ten minutes after the others.
  await clerk(house, outage?.outage_id ?? '', ['dispatched'], ['arrived']);
  await house.services.outages.run(100);
  house.advance(3_600);
  expect((await counted()).outages).toEqual({
    reported: 4,
    dangers: 1,
    toArrival: { minutes: 20, of: 3 },
    toRestoration: { minutes: null, of: 0 },
  });
  const [danger] = await house.services.cases.own(await viewerOf(endangered));
  await act('D01', danger?.caseNumber ?? '', 'contacted', 'arrived', 'made-safe');
  // An hour and ten minutes after the others a crew was there, too; power never failed there.
  expect((await counted()).outages).toMatchObject({ toArrival: { of: 4 }, toRestoration: { of: 0 } });
  await clerk(house, outage?.outage_id ?? '', ['restored']);
  await house.services.outages.run(100);
  expect((await counted()).outages.toRestoration).toEqual({ minutes: 80, of: 3 });
});

test('power that was said to be back and is not does not count as back', async () => {
  const viewer = await viewerOf(await bound(house, ZHAO));
  const report = { ...SAYS_NOTHING, accountNumber: ZHAO.accountNumber, scope: 'home' } as const;
  const told = async () => {
    const done = await house.services.attempt(() => house.services.outages.report(viewer, report));
    if (!done.ok) throw new Error(done.problem.code);
    return done.value.caseNumber;
  };
  const caseNumber = await told();
  house.advance(1_200);
  await act('D01', caseNumber, 'arrived', 'restored');
  house.advance(600);
  await told();
  expect((await counted()).outages).toMatchObject({ reported: 1, toRestoration: { minutes: null, of: 0 } });
  house.advance(600);
  await act('D01', caseNumber, 'restored');
  expect((await counted()).outages).toMatchObject({
    toArrival: { minutes: 20, of: 1 },
    toRestoration: { minutes: 40, of: 1 },
  });
});

const rate = async (who: Client, paymentId: string, score: number, reasons: readonly string[] = []) => {
  const rated = await who.post('/v1/ratings', { serviceId: `payment:${paymentId}`, score, reasons });
  if (rated.status !== 201) throw new Error(rated.text);
};

test('three rate what they paid, one badly: mean, satisfied, the recovery case, and what was named most', async () => {
  for (const [home, score, reasons] of [
    [WANG, 4, []],
    [LI, 3, ['too-slow', 'hard-to-use']],
    [LIN, 1, ['too-slow']],
  ] as const) {
    const who = await bound(house, home);
    await rate(who, await paid(house, who, home.accountNumber), score, reasons);
  }
  const { ratings, cases } = await counted();
  expect(ratings).toMatchObject({
    given: 3,
    mean: { sum: 8, of: 3 },
    satisfied: { part: 1, of: 3 },
    lowRecovered: { part: 1, of: 1 },
    reasons: [
      { reason: 'too-slow', times: 2 },
      { reason: 'hard-to-use', times: 1 },
    ],
  });
  expect(ratings.byService).toMatchObject([{ service: 'payment.pay', given: 3, mean: { sum: 8, of: 3 } }]);
  expect(cases.byKind).toMatchObject([{ kind: 'recovery', opened: 1, openNow: 1 }]);
  await act('V01', (await house.services.work.queue('supervision'))[0]?.caseNumber ?? '', 'answered');
  expect((await counted()).ratings.lowRecovered).toEqual({ part: 1, of: 1 });
});

test('who is asked how it was in the chat and says nothing was asked; who answers gave a rating', async () => {
  for (const answers of [true, false]) {
    const person = await house.person();
    await person.bind(answers ? WANG : LIN);
    for (const said of ['交电费', '确认']) await person.say(said);
    await person.pay(person.link());
    await house.upkeep();
    await house.settle();
    if (answers) await person.say('5分');
  }
  const { ratings } = await counted();
  expect(ratings).toMatchObject({ asked: 2, given: 1, mean: { sum: 5, of: 1 } });
  expect(ratings.byService).toMatchObject([{ service: 'payment.pay', asked: 2, given: 1 }]);
});

test('three ask for a person: one talks with somebody, one is rung up, one does not want any more and then does', async () => {
  const people = [await house.person(), await house.person(), await house.person()];
  const calm = await house.person();
  await calm.say('你好');
  for (const person of people) await person.say('转人工');
  const [talks, rung] = (await house.services.handoff.queue()).map(({ caseNumber }) => caseNumber);
  const { attempt, handoff } = house.services;
  house.advance(600);
  expect((await attempt(() => handoff.take('S01', talks ?? ''))).ok).toBe(true);
  house.advance(900);
  expect((await attempt(() => handoff.handBack('S01', talks ?? ''))).ok).toBe(true);
  await act('S01', rung ?? '', 'called-back');
  for (const said of ['不用了', '转人工']) await people[2]?.say(said);
  const { handoffs, conversations } = await counted();
  expect(handoffs).toEqual({
    asked: 4,
    toTaken: { minutes: 10, of: 1 },
    toBack: { minutes: 25, of: 1 },
    calledBack: 1,
    withdrawn: 1,
  });
  // What the bot told after the talk answered no message.
  expect(conversations).toEqual({ answered: 6, askedForPerson: { part: 3, of: 4 } });
});

test('questions to the articles: some are answered, and those that are not have their reasons', async () => {
  const person = await house.person();
  for (const asked of ['抢修多久到', '校表要钱吗', '2010年过户要带什么材料？']) await person.say(asked);
  await (await client(house)).get(`/v1/knowledge/answer?${new URLSearchParams({ q: '火星移民的车票怎么退' })}`);
  await house.settle();
  const { knowledge } = await counted();
  expect(knowledge).toMatchObject({ asked: 4, answered: 2, askedBack: 0, missed: 2 });
  expect(knowledge.missedFor).toMatchObject({ 'not-then': 1 });
  expect(Object.values(knowledge.missedFor).reduce((sum, times) => sum + times, 0)).toBe(2);
});

test('payments in two currencies are never added, and those that nobody paid are no money', async () => {
  for (const home of [WANG, LIN]) await paid(house, await bound(house, home), home.accountNumber);
  const li = await bound(house, LI);
  await paid(house, li, LI.accountNumber, 'declined');
  const left = await li.post('/v1/payments', { accountNumber: LI.accountNumber, method: 'sandbox' });
  expect(left.status).toBe(201);
  expect((await counted()).payments).toMatchObject({ opened: 4, paid: 2, failed: 1, expired: 0, pending: 1 });
  house.advance(3_600);
  await house.upkeep();
  await house.settle();
  expect((await counted()).payments).toEqual({
    ...{ opened: 4, paid: 2, refunded: 0, failed: 1, expired: 1, pending: 0 },
    amounts: [
      { amount: WANG.due, currency: 'CNY' },
      { amount: LIN.due, currency: 'TWD' },
    ],
  });
});

test('money given back whole is still among what was paid, and told beside it', async () => {
  const wang = await bound(house, WANG);
  const [receipt] = await house.services.refunds.receiptsOf(await paid(house, wang, WANG.accountNumber));
  const asked = {
    reference: receipt?.reference ?? '',
    amount: null,
    reason: '重复',
    owedAgain: true,
    caseNumber: null,
  };
  expect((await house.services.refunds.request('B01', asked)).ok).toBe(true);
  house.advance(1);
  await house.upkeep();
  await house.settle();
  expect((await counted()).payments).toMatchObject({
    ...{ opened: 1, paid: 1, refunded: 1 },
    amounts: [{ amount: WANG.due, currency: 'CNY' }],
  });
});

test('nothing happened: there is nothing in it, and nothing is divided', async () => {
  house.at('2026-12-05T10:00:00+08:00');
  const none = { part: 0, of: 0 };
  expect(await counted()).toEqual({
    from: '2026-11-06',
    to: '2026-12-05',
    at: house.now(),
    cases: { byKind: [], byTeam: [] },
    promises: [],
    complaints: { opened: 0, lookedAfter: none, calledBack: none, answeredInTime: none },
    outages: { reported: 0, dangers: 0, toArrival: { minutes: null, of: 0 }, toRestoration: { minutes: null, of: 0 } },
    ratings: {
      ...{ asked: 0, given: 0, mean: { sum: 0, of: 0 }, satisfied: none },
      ...{ byService: [], lowRecovered: none, reasons: [] },
    },
    handoffs: {
      asked: 0,
      toTaken: { minutes: null, of: 0 },
      toBack: { minutes: null, of: 0 },
      calledBack: 0,
      withdrawn: 0,
    },
    conversations: { answered: 0, askedForPerson: none },
    knowledge: { asked: 0, answered: 0, askedBack: 0, missed: 0, missedFor: {} },
    payments: { ...{ opened: 0, paid: 0, refunded: 0, failed: 0, expired: 0, pending: 0 }, amounts: [] },
  });
});
