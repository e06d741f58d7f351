/** After a report: what changes is told once, by clerks, imports and the clock; restored, asked whether it is back, and still out. */
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { House, Person } from '../support/house.ts';
import {
  accountLine,
  bindNow,
  casesIn,
  clerk,
  eventsOf,
  type Flat,
  flat,
  lives,
  load,
  openStreet,
  outageLine,
  outagesOf,
} from './outages.town.ts';

let house: House;
let next = 0;
const flats = Array.from({ length: 24 }, (_, t) => [1, 2, 3, 4].map((n) => flat(t + 1, n, `H${t + 1}`)));
const street = (): [Flat, Flat, Flat, Flat] => {
  const own = flats[next];
  next += 1;
  if (!own?.[0] || !own[1] || !own[2] || !own[3]) throw new Error('no transformer left');
  return [own[0], own[1], own[2], own[3]];
};
beforeAll(async () => {
  ({ house } = await openStreet(flats.flat().map((one) => accountLine(one))));
});
afterAll(() => house.close());

const own = (person: Person) => casesIn(house, person.residentId);
const at = (minutes: number) => new Date(house.now().getTime() + minutes * 60_000);

/** What follows by itself: told in one tick, said in the next. */
async function later(seconds = 60): Promise<void> {
  house.advance(seconds);
  await house.upkeep();
  house.advance(6);
  await house.upkeep();
}

/** Texts that came by themselves after `from` messages. */
async function heard(person: Person, from = 0): Promise<string[]> {
  const { messages } = await person.transcript();
  return messages.slice(from).flatMap(({ reply }) => (reply && 'text' in reply ? [reply.text] : []));
}
const count = async (person: Person): Promise<number> => (await person.transcript()).messages.length;

async function reported(
  home: Flat,
  locale?: 'zh-CN' | 'zh-TW' | 'en',
): Promise<{ person: Person; outageId: string; caseNumber: string }> {
  const person = await lives(house, home, locale);
  await person.say(locale === 'en' ? 'the power is out' : '停电了');
  if (person.last().turn.awaiting === 'danger') {
    await person.say('no');
    await person.tap(1);
  }
  await person.tap(0);
  const [found] = await own(person);
  if (!found?.outage_id) throw new Error('no outage was reported');
  return { person, outageId: found.outage_id, caseNumber: found.case_number };
}

describe('the crew', () => {
  test('dispatched, estimated, arrived, restored: each told once to everybody, and the promises are kept at their times', async () => {
    const [home, beside] = street();
    const one = await reported(home);
    const two = await reported(beside, 'en');
    expect(two.outageId).toBe(one.outageId);
    const before = await count(one.person);
    house.advance(300);
    await clerk(house, one.outageId, ['dispatched']);
    await later();
    await clerk(house, one.outageId, ['estimated', { estimate: at(30) }]);
    await later();
    const arrived = house.now();
    await clerk(house, one.outageId, ['arrived']);
    await later(600);
    await clerk(house, one.outageId, ['restored']);
    await later();
    await later();
    const told = await heard(one.person, before);
    expect(told.filter((text) => text.includes('在路上'))).toHaveLength(2);
    expect(told.filter((text) => text.includes('已到现场'))).toHaveLength(1);
    expect(told.filter((text) => text.includes('已恢复供电'))).toHaveLength(1);
    expect(told.at(-1)).toContain('来电了吗');
    expect((await heard(two.person)).filter((text) => text.includes('on site'))).toHaveLength(1);
    expect(await eventsOf(house, two.caseNumber)).toEqual([
      'opened',
      'joined',
      'dispatched',
      'estimate-changed',
      'arrived',
      'restored',
    ]);
    const [found] = await own(one.person);
    const arrive = found?.promises.find(({ kind }) => kind === 'arrive');
    // Written down ten minutes later, kept when it happened.
    expect(arrive?.metAt).toBe(arrived.toISOString());
  });

  test('what happened between two ticks is one word about what holds now', async () => {
    const [home] = street();
    const { person, outageId, caseNumber } = await reported(home);
    const before = await count(person);
    await clerk(house, outageId, ['dispatched'], ['arrived'], ['estimated', { estimate: at(20) }]);
    await later();
    const told = await heard(person, before);
    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(/已到现场.*预计/);
    expect(await eventsOf(house, caseNumber)).toEqual(['opened', 'dispatched', 'arrived', 'estimate-changed']);
  });

  test('an estimate that passes is told as passed, with the next word; nobody is told that power is back', async () => {
    const [home] = street();
    const { person, outageId } = await reported(home);
    await clerk(house, outageId, ['dispatched'], ['estimated', { estimate: at(20) }]);
    await later();
    const before = await count(person);
    await later(20 * 60);
    await later(2 * 60);
    const told = await heard(person, before);
    expect(told.filter((text) => text.includes('时间已过'))).toHaveLength(1);
    expect(told.join()).toMatch(/前再告诉您进展/);
    expect(told.join()).not.toContain('已恢复供电');
  });

  test('nobody acts: the promised word comes on time and says so', async () => {
    const [home] = street();
    const { person } = await reported(home);
    const before = await count(person);
    house.advance(28 * 60);
    await later(1);
    const told = await heard(person, before);
    expect(told.filter((text) => text.includes('还没有预计复电时间'))).toHaveLength(1);
    expect(told.join()).toContain('前再告诉您进展');
  });
});

describe('an outage that the utility imported', () => {
  test('its estimate comes, changes and goes by import: told once each, whoever looks', async () => {
    const [home] = street();
    const line = (more: object) =>
      outageLine('I-1', {
        feeder: home.feeder,
        from: new Date(house.now().getTime() - 600_000).toISOString(),
        ...more,
      });
    const since = { from: new Date(house.now().getTime() - 600_000).toISOString() };
    await load(house, [line(since)]);
    const { person, outageId, caseNumber } = await reported(home);
    expect(outageId).toBe('I-1');
    const before = await count(person);
    const [first, second] = [at(60), at(120)];
    await load(house, [line({ ...since, estimatedRestoration: first.toISOString() })]);
    // Two instances look at the same moment.
    await Promise.all([house.services.outages.run(100), house.services.outages.run(100)]);
    await later();
    await load(house, [line({ ...since, estimatedRestoration: second.toISOString() })]);
    await later();
    await load(house, [line({ ...since, estimatedRestoration: second.toISOString(), to: house.now().toISOString() })]);
    await later();
    const told = await heard(person, before);
    expect(told.filter((text) => text.includes('预计'))).toHaveLength(2);
    expect(told.filter((text) => text.includes('已恢复供电'))).toHaveLength(1);
    expect(await eventsOf(house, caseNumber)).toEqual([
      'opened',
      'joined',
      'estimate-changed',
      'estimate-changed',
      'restored',
    ]);
  });

  test('said to be over and then not: told, and back in work', async () => {
    const [home] = street();
    const line = { feeder: home.feeder, from: new Date(house.now().getTime() - 600_000).toISOString() };
    await load(house, [outageLine('I-2', line)]);
    const { person } = await reported(home);
    await load(house, [outageLine('I-2', { ...line, to: house.now().toISOString() })]);
    await later();
    expect(await own(person)).toMatchObject([{ stage: 'restored' }]);
    await load(house, [outageLine('I-2', { ...line, to: null })]);
    await later();
    expect(await own(person)).toMatchObject([{ stage: 'reported' }]);
    expect((await heard(person)).join()).toContain('现在确认还没有');
  });

  test('a plan that overruns is told as overrun; when the end is known it is told as the end', async () => {
    const [home] = street();
    const line = {
      cause: 'planned',
      feeder: home.feeder,
      from: new Date(house.now().getTime() - 600_000).toISOString(),
    };
    const end = at(30).toISOString();
    await load(house, [outageLine('I-3', { ...line, to: end, estimatedRestoration: end })]);
    await house.upkeep();
    const { person } = await reported(home);
    const before = await count(person);
    await later(34 * 60);
    const overrun = await heard(person, before);
    expect(overrun.join()).toMatch(/时间已过/);
    expect(overrun.join()).not.toContain('已恢复供电');
    expect(await own(person)).toMatchObject([{ stage: 'reported' }]);
    const ended = house.now().toISOString();
    await load(house, [outageLine('I-3', { ...line, to: ended, estimatedRestoration: ended })]);
    await later();
    expect(await own(person)).toMatchObject([{ stage: 'restored' }]);
  });

  test('a fault that is imported after residents reported it is the same: its estimate and end are theirs', async () => {
    const [home] = street();
    const { person, outageId } = await reported(home);
    expect(outageId).toMatch(/^R-/);
    const line = { feeder: home.feeder, from: house.now().toISOString(), estimatedRestoration: at(90).toISOString() };
    await load(house, [outageLine('I-4', line)]);
    await later();
    expect((await heard(person)).at(-1)).toContain('预计');
    await load(house, [outageLine('I-4', { ...line, to: house.now().toISOString() })]);
    await later();
    await later();
    expect(await own(person)).toMatchObject([{ stage: 'restored', outage_id: outageId }]);
    expect((await outagesOf(house)).find(({ outage_id }) => outage_id === outageId)).toMatchObject({
      stage: 'restored',
    });
  });
});

describe('restored', () => {
  test('typed “来电了”: done, and the service can be rated', async () => {
    const [home] = street();
    const { person, outageId } = await reported(home);
    await clerk(house, outageId, ['restored']);
    await later();
    expect((await person.say('来电了')).turn).toMatchObject({ service: null });
    expect(await own(person)).toMatchObject([{ stage: 'done', status: 'closed' }]);
    await later(1);
    await person.say('5分');
    const score = await house.db.selectFrom('ratings').select('score').where('service_id', 'like', 'case:%').execute();
    expect(score).toContainEqual({ score: 5 });
  });

  test.each([
    ['zh-CN', '还没来电'],
    ['zh-TW', '還是沒電'],
    ['en', 'still no power'],
  ] as const)('%s “%s”: a nested outage, and a neighbour who says so too joins it', async (locale, words) => {
    const [home, beside] = street();
    const one = await reported(home, locale);
    const two = await reported(beside, locale);
    await clerk(house, one.outageId, ['dispatched'], ['arrived'], ['restored']);
    await later();
    await one.person.say(words);
    expect(await one.person.said()).toEqual(['outage.still-out']);
    await two.person.say(words);
    expect(await two.person.said()).toEqual(['outage.still-out']);
    const cases = [...(await own(one.person)), ...(await own(two.person))];
    expect(cases.map(({ stage, priority }) => [stage, priority])).toEqual([
      ['reported', 1],
      ['reported', 1],
    ]);
    const nested = (await outagesOf(house)).filter(({ parent_id }) => parent_id === one.outageId);
    expect(nested).toMatchObject([{ transformers: [home.transformer], stage: 'reported', restored_at: null }]);
    expect(new Set(cases.map(({ outage_id }) => outage_id))).toEqual(new Set([nested[0]?.outage_id]));
    expect(cases[0]?.promises.filter(({ kind, metAt }) => kind === 'arrive' && !metAt)).toHaveLength(1);
    await clerk(house, nested[0]?.outage_id ?? '', ['restored']);
    await later();
    expect((await own(two.person))[0]).toMatchObject({ stage: 'restored' });
  });

  test('reported anew instead of answered: one yes says that it is still out', async () => {
    const [home] = street();
    const { person, outageId } = await reported(home);
    await clerk(house, outageId, ['restored']);
    await later();
    await person.say('取消');
    expect((await person.say('我家又停电了')).turn).toMatchObject({ service: 'outage.report', awaiting: 'confirm' });
    await person.say('是');
    expect(await own(person)).toMatchObject([{ stage: 'reported' }]);
  });

  test('no answer within the time: reminded, then closed, and said so', async () => {
    const [home] = street();
    const { person, outageId } = await reported(home);
    await clerk(house, outageId, ['restored']);
    await later();
    await later(13 * 3_600);
    await later(12 * 3_600);
    await later();
    expect(await own(person)).toMatchObject([{ stage: 'done' }]);
    expect((await heard(person)).join()).toContain('没有收到您的回复');
  });

  test('a resident with two accounts there is asked for each, and answers for each', async () => {
    const [home, beside] = street();
    const { person, outageId } = await reported(home);
    await bindNow(house, person.residentId, beside);
    await person.say('停电了');
    await person.tap(1);
    await person.tap(0);
    const both = await own(person);
    expect(both.map(({ outage_id }) => outage_id)).toEqual([outageId, outageId]);
    expect(both.map(({ account_number }) => account_number).toSorted()).toEqual([
      home.accountNumber,
      beside.accountNumber,
    ]);
    await clerk(house, outageId, ['restored']);
    await later();
    await later();
    expect((await own(person)).map(({ stage }) => stage)).toEqual(['restored', 'restored']);
    const texts = (await heard(person)).join();
    for (const { case_number } of both) expect(texts).toContain(case_number);
    await person.say('来电了');
    expect((await own(person)).map(({ stage }) => stage).toSorted()).toEqual(['done', 'restored']);
  });

  test('a home alone is worked on by itself: restored by an act on its case, asked, and closed', async () => {
    const [home] = street();
    const person = await lives(house, home);
    for (const words of ['停电了', '没有', '只有我家', '没跳', '是']) await person.say(words);
    const [single] = await own(person);
    for (const event of ['dispatched', 'arrived', 'restored'] as const) {
      const done = await house.services.attempt(() => house.services.work.act('D01', single?.case_number ?? '', event));
      expect(done.ok).toBe(true);
    }
    await later();
    await person.say('来电了');
    expect(await own(person)).toMatchObject([{ stage: 'done' }]);
  });
});

describe('nothing found', () => {
  test.each([
    ['zh-CN', '没有发现故障', '已恢复供电'],
    ['zh-TW', '沒有發現故障', '已復電'],
    ['en', 'nothing wrong in the supply', 'restored'],
  ] as const)(
    '%s: said once, closed, never said to be back; who presses “still out” has a fault of their own',
    async (locale, words, back) => {
      const [home, beside] = street();
      const one = await reported(home, locale);
      const two = await reported(beside, locale);
      await clerk(house, one.outageId, ['dispatched'], ['arrived']);
      await later();
      await later(600);
      const before = await count(one.person);
      await clerk(house, one.outageId, ['no-fault']);
      await later();
      await later();
      const told = await heard(one.person, before);
      expect(told.filter((text) => text.includes(words))).toHaveLength(1);
      expect(told.join()).not.toContain(back);
      for (const { person, caseNumber } of [one, two]) {
        const [found] = await own(person);
        expect(found).toMatchObject({ stage: 'done', status: 'closed', outage_id: one.outageId });
        expect(found?.promises.filter(({ metAt, dropped }) => !metAt && !dropped)).toEqual([]);
        expect((await eventsOf(house, caseNumber)).slice(-2)).toEqual(['arrived', 'answered']);
      }
      const { messages } = await one.person.transcript();
      const ends = messages
        .map(({ reply }) => reply)
        .find((reply) => reply && 'text' in reply && reply.text.includes(words));
      await one.person.press((ends?.kind === 'choices' && ends.choices[0]?.button) || 'none');
      // Danger is asked for as always, and nothing known is offered to be joined.
      expect(one.person.last().turn).toMatchObject({ service: 'outage.report', awaiting: 'danger' });
      await one.person.say(locale === 'en' ? 'no' : '没有');
      await one.person.tap(1);
      await one.person.tap(0);
      const anew = (await own(one.person)).at(-1);
      expect(anew).toMatchObject({ stage: 'reported', account_number: home.accountNumber });
      expect(anew?.case_number).not.toBe(one.caseNumber);
      const opened = (await outagesOf(house)).find(({ outage_id }) => outage_id === anew?.outage_id);
      expect(opened).toMatchObject({ parent_id: null, restored_at: null, no_fault: false });
      expect(opened?.outage_id).not.toBe(one.outageId);
    },
  );

  test('can be rated, and is nobody’s to reopen at the desk', async () => {
    const [home] = street();
    const { person, outageId } = await reported(home);
    await clerk(house, outageId, ['arrived'], ['no-fault']);
    await later();
    await later();
    await person.say('4分');
    const score = await house.db.selectFrom('ratings').select('score').where('service_id', 'like', 'case:%').execute();
    expect(score).toContainEqual({ score: 4 });
    expect((await person.say('还是没电')).turn).toMatchObject({ service: 'outage.report' });
    const again = await house.services.outages.act('D01', outageId, 'reopened');
    expect(again).toMatchObject({ ok: false, problem: { code: 'not_now' } });
  });

  test('where power was said to be back before, “still out” is no part of what was nothing', async () => {
    const [home] = street();
    const { person, outageId } = await reported(home);
    await clerk(house, outageId, ['restored']);
    await later();
    expect(await own(person)).toMatchObject([{ stage: 'restored' }]);
    await clerk(house, outageId, ['reopened'], ['arrived'], ['no-fault']);
    await later();
    await person.say('还没来电');
    const [found] = await own(person);
    expect(found).toMatchObject({ stage: 'reported' });
    expect((await outagesOf(house)).find(({ outage_id }) => outage_id === found?.outage_id)).toMatchObject({
      parent_id: null,
      restored_at: null,
    });
  });
});

describe('faults upstream', () => {
  test('three transformers of one feeder become the feeder’s fault; everybody follows it, and nobody is lost', async () => {
    const rows = flats.slice(-3).map((row) => row[0]);
    await sql`update accounts set feeder = 'UP' where account_number = any(${rows.map((home) => home?.accountNumber)})`.execute(
      house.db,
    );
    const people: Awaited<ReturnType<typeof reported>>[] = [];
    for (const home of rows) if (home) people.push(await reported(home));
    const feeder = (await outagesOf(house)).find(({ level_key }) => level_key === 'F:UP');
    expect(feeder).toBeDefined();
    expect((await outagesOf(house)).filter(({ parent_id }) => parent_id === feeder?.outage_id)).toHaveLength(2);
    await clerk(house, feeder?.outage_id ?? '', ['dispatched'], ['estimated', { estimate: at(40) }]);
    await later();
    for (const { person } of people) expect((await own(person))[0]).toMatchObject({ stage: 'dispatched' });
    await clerk(house, feeder?.outage_id ?? '', ['restored']);
    await later();
    for (const { person } of people) expect((await own(person))[0]).toMatchObject({ stage: 'restored' });
  });
});
