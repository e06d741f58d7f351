/** Outages as services see them: what clerks may do, five hundred who follow one, merging that loses nobody, races that lose nothing. */
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { joinReport } from '../../src/services/outages/joining.ts';
import { needsIn } from '../../src/services/outages/needs.ts';
import {
  accountLine,
  casesIn,
  clerk,
  type Flat,
  flat,
  openStreet,
  outagesOf,
  reportsIn,
} from '../conversations/outages.town.ts';
import type { House } from '../support/house.ts';

let house: House;
const MANY = 500;
const crowd = Array.from({ length: MANY }, (_, n) => flat(1, n + 1, 'K1'));
const others = [2, 3, 4, 5, 6, 7, 8, 9, 10, 11].flatMap((t) => [1, 2].map((n) => flat(t, n, t < 6 ? 'K2' : `K${t}`)));
beforeAll(async () => {
  ({ house } = await openStreet([...crowd, ...others].map((one) => accountLine(one))));
});
afterAll(() => house.close());

const viewerOf = (residentId: string, home: Flat) => ({
  residentId,
  locale: 'zh-CN' as const,
  localeChosen: false,
  realName: 'unverified' as const,
  currentAccount: null,
  accounts: [
    {
      accountNumber: home.accountNumber,
      holder: '住户',
      address: home.address,
      category: 'residential',
      status: 'active' as const,
      nickname: null,
    },
  ],
});
const resident = (residentId: string) =>
  sql`insert into residents (resident_id, locale, locale_chosen, real_name, current_account, created_at)
    values (${residentId}, 'zh-CN', false, 'unverified', null, ${house.now()}) on conflict do nothing`.execute(
    house.db,
  );

const planned = async (home: Flat, more: object = {}) => {
  const residentId = `r-${home.accountNumber}`;
  await resident(residentId);
  return house.services.outages.report(viewerOf(residentId, home), {
    accountNumber: home.accountNumber,
    address: null,
    scope: 'building',
    breaker: null,
    contactPhone: null,
    since: null,
    description: null,
    conversationId: null,
    ...more,
  });
};
const report = async (home: Flat, more: object = {}) => {
  const done = await house.services.attempt(() => planned(home, more));
  if (!done.ok) throw new Error(done.problem.code);
  return done.value;
};
const code = async (...given: Parameters<House['services']['outages']['act']>) => {
  const done = await house.services.outages.act(...given);
  return done.ok ? 'ok' : done.problem.code;
};
const at = (transformer: number, n: number): Flat => {
  const found = others.find((home) => home.transformer === `X${transformer}` && home.accountNumber.endsWith(`${n}`));
  if (!found) throw new Error('no such flat');
  return found;
};

describe('five hundred who follow one outage', () => {
  test('are told in bounded ticks, each once, and the crew’s times are kept for all', async () => {
    const first = await report(crowd[0] as Flat);
    for (let from = 1; from < MANY; from += 50)
      await Promise.all(crowd.slice(from, from + 50).map((home) => report(home)));
    const outageId = first.outage?.outageId ?? '';
    expect((await outagesOf(house)).map(({ outage_id }) => outage_id)).toEqual([outageId]);
    house.advance(600);
    await clerk(house, outageId, ['dispatched'], ['arrived']);
    // No tick does more than it was asked to.
    expect(await house.services.outages.run(200)).toBe(200);
    const ran = await Promise.all([house.services.outages.run(200), house.services.outages.run(200)]);
    expect(Math.max(...ran)).toBeLessThanOrEqual(200);
    for (let tick = 0; tick < 3; tick += 1) await house.services.outages.run(200);
    expect(await house.services.outages.run(200)).toBe(0);
    const cases = await casesIn(house);
    expect(cases).toHaveLength(MANY);
    expect(new Set(cases.map(({ stage }) => stage))).toEqual(new Set(['on-site']));
    const { rows } = await sql<{ event: string; n: number }>`
      select event, count(*)::int as n from case_history where event in ('dispatched', 'arrived') group by event order by event`.execute(
      house.db,
    );
    expect(rows).toEqual([
      { event: 'arrived', n: MANY },
      { event: 'dispatched', n: MANY },
    ]);
    const arrived = house.now().toISOString();
    expect(cases.every(({ promises }) => promises.find(({ kind }) => kind === 'arrive')?.metAt === arrived)).toBe(true);
    expect(cases.every(({ promises }) => promises.some(({ kind, metAt }) => kind === 'restore' && !metAt))).toBe(true);
    await clerk(house, outageId, ['restored']);
    expect(await house.services.outages.run(1_000)).toBe(MANY);
  }, 60_000);
});

describe('a clerk', () => {
  test('acts only on what is there, in its order, and as somebody who works here', async () => {
    const { outage } = await report(at(6, 1));
    const id = outage?.outageId ?? '';
    expect(await code('nobody', id, 'dispatched')).toBe('not_found');
    expect(await code('D01', 'R-none', 'dispatched')).toBe('not_found');
    expect(await code('D01', id, 'reopened')).toBe('not_now');
    expect(await code('D01', id, 'estimated')).toBe('invalid_input');
    expect(await code('D01', id, 'estimated', { estimate: house.now() })).toBe('invalid_input');
    await clerk(house, id, ['arrived']);
    expect(await code('D01', id, 'dispatched')).toBe('not_now');
    expect(await code('D01', id, 'arrived')).toBe('not_now');
    await clerk(house, id, ['restored']);
    expect(await code('D01', id, 'restored')).toBe('not_now');
    expect((await house.services.outages.queue()).map(({ outageId }) => outageId)).not.toContain(id);
    await clerk(house, id, ['reopened']);
    expect((await house.services.outages.queue()).map(({ outageId }) => outageId)).toContain(id);
    await house.services.outages.run(10);
    expect((await reportsIn(house)).find(({ outage_id }) => outage_id === id)).toMatchObject({
      told_stage: 'reported',
    });
  });

  test('says that nothing is wrong only from there, and of no planned work; the parts end with it', async () => {
    const { outage } = await report(at(10, 1));
    const id = outage?.outageId ?? '';
    expect(await code('D01', id, 'no-fault')).toBe('not_now');
    await clerk(house, id, ['dispatched']);
    expect(await code('D01', id, 'no-fault')).toBe('not_now');
    await sql`update outages set parent_id = ${id}, stage = 'reported', restored_at = null
      where outage_id = ${(await report(at(11, 1))).outage?.outageId ?? ''}`.execute(house.db);
    await clerk(house, id, ['arrived'], ['no-fault']);
    const both = (await outagesOf(house)).filter(({ feeder }) => feeder === 'K10' || feeder === 'K11');
    expect(both).toHaveLength(2);
    for (const one of both) expect(one).toMatchObject({ stage: 'restored', no_fault: true, restored_at: house.now() });
    expect(await code('D01', id, 'reopened')).toBe('not_now');
    await sql`insert into outages (outage_id, cause, feeder, transformers, from_at, to_at, reason, source, stage)
      values ('P-1', 'planned', 'K12', '{}', ${house.now()}, ${new Date(house.now().getTime() + 3_600_000)}, '', 'import', 'on-site')`.execute(
      house.db,
    );
    expect(await code('D01', 'P-1', 'no-fault')).toBe('not_now');
    expect(await code('D01', 'P-1', 'restored')).toBe('ok');
  });

  test('and another act on the same state: one is done, the other has to look again', async () => {
    const { outage } = await report(at(7, 1));
    const id = outage?.outageId ?? '';
    const both = await Promise.all([
      house.services.outages.act('D01', id, 'dispatched'),
      house.services.outages.act('D02', id, 'arrived'),
    ]);
    const done = await Promise.allSettled(both.map((one) => (one.ok ? house.services.carryOut(one.value) : null)));
    expect(done.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const events = await house.db.selectFrom('outage_events').selectAll().where('outage_id', '=', id).execute();
    expect(events).toHaveLength(1);
  });
});

describe('reports', () => {
  test('planned in the same instant for one transformer: one outage; who was slower joins it', async () => {
    const homes = [at(8, 1), at(8, 2)];
    const plans = await Promise.all(homes.map((home) => planned(home)));
    const done = await Promise.allSettled(plans.map((plan) => (plan.ok ? house.services.carryOut(plan.value) : null)));
    expect(done.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const again = await Promise.all(homes.map((home) => report(home)));
    expect(new Set(again.map(({ outage }) => outage?.outageId)).size).toBe(1);
    expect(again.map(({ how }) => how).toSorted()).toEqual(['joined', 'own']);
  });

  test('of single homes are pulled into the outage that a neighbour opens; each is told once', async () => {
    const single = await report(at(9, 1), { scope: 'home', breaker: 'no' });
    expect(single.how).toBe('single');
    house.advance(600);
    const opened = await report(at(9, 2));
    expect(opened.how).toBe('opened');
    const pulled = (await casesIn(house)).find(({ case_number }) => case_number === single.caseNumber);
    expect(pulled).toMatchObject({ outage_id: opened.outage?.outageId, priority: 2 });
    await house.services.outages.run(100);
    await house.services.outages.run(100);
    const joined = await house.db
      .selectFrom('case_history')
      .select('event')
      .where('case_number', '=', single.caseNumber)
      .orderBy('seq')
      .execute();
    expect(joined.map(({ event }) => event)).toEqual(['opened', 'joined']);
  });

  test('from transformer after transformer become the feeder’s; every report keeps its case, and follows', async () => {
    const people = [at(2, 1), at(3, 1), at(4, 1), at(5, 1)];
    const done: Awaited<ReturnType<typeof report>>[] = [];
    for (const home of people) done.push(await report(home));
    const all = (await outagesOf(house)).filter(({ feeder }) => feeder === 'K2');
    const feeder = all.find(({ level_key }) => level_key === 'F:K2');
    expect(
      all
        .filter(({ outage_id }) => outage_id !== feeder?.outage_id)
        .every(({ parent_id }) => parent_id === feeder?.outage_id),
    ).toBe(true);
    await clerk(house, feeder?.outage_id ?? '', ['restored']);
    await house.services.outages.run(100);
    const cases = (await casesIn(house)).filter(({ case_number }) =>
      done.some(({ caseNumber }) => caseNumber === case_number),
    );
    expect(cases.map(({ stage }) => stage)).toEqual(['restored', 'restored', 'restored', 'restored']);
    expect(
      (await outagesOf(house)).filter(({ feeder: of, restored_at }) => of === 'K2' && restored_at === null),
    ).toEqual([]);
  });

  test('of an account that is not one’s own are refused', async () => {
    await resident('stranger');
    const viewer = { ...viewerOf('stranger', at(6, 2)), accounts: [] };
    const done = await house.services.outages.report(viewer, {
      accountNumber: at(6, 2).accountNumber,
      address: null,
      scope: 'building',
      breaker: null,
      contactPhone: null,
      since: null,
      description: null,
      conversationId: null,
    });
    expect(done).toMatchObject({ ok: false, problem: { code: 'not_found' } });
    expect(
      await house.services.outages.look(viewer, { accountNumber: at(6, 2).accountNumber, address: null }),
    ).toMatchObject({
      ok: false,
    });
  });
});

test('words of need are heard in both scripts and English, and nowhere else', () => {
  expect(needsIn('家里老人靠呼吸机')).toEqual(['life-support']);
  expect(needsIn('我爸在用製氧機')).toEqual(['life-support']);
  expect(needsIn('有人困在电梯里')).toEqual(['trapped']);
  expect(needsIn('有人被關在電梯裡')).toEqual(['trapped']);
  expect(needsIn('my mother is stuck in the lift')).toEqual(['trapped']);
  expect(needsIn('八十多岁的奶奶一个人在家')).toEqual(['alone']);
  expect(needsIn('an elderly neighbour lives alone')).toEqual(['alone']);
  for (const plain of ['停电了', '电梯没电', '冰箱要坏了', 'the power is out', '我一个人在家', '电费多少'])
    expect(needsIn(plain), plain).toEqual([]);
});

test('what is joined is decided by one rule, which knows nothing of the database', () => {
  const nothing = { outages: [], singles: [] };
  const place = { at: house.now(), feeder: 'K1', transformer: 'X1', address: null, accountNumber: null, since: null };
  expect(joinReport({ ...place, scope: 'home' }, nothing)).toEqual({ kind: 'single' });
  expect(joinReport({ ...place, scope: 'building' }, nothing)).toMatchObject({ kind: 'open', transformers: ['X1'] });
});
