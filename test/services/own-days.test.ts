/** A utility's own working days: a case keeps those known when it was opened, and its history alone says when it is due. */
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { dayOf } from '../../src/domain/calendar.ts';
import type { GivenPromise, OwnDays } from '../../src/domain/cases.ts';
import type { Viewer } from '../../src/domain/viewer.ts';
import { shownCase } from '../../src/services/case-view.ts';
import { type About, happen } from '../../src/services/cases/entries.ts';
import { type CaseState, type Entry, replay } from '../../src/services/cases/fold.ts';
import { type CaseReason, entriesOf } from '../../src/services/cases.ts';
import { type Generated, generate, randomFrom, runningOf } from '../clocks/generated.ts';
import { oracleMoment } from '../clocks/oracle.ts';
import { bound } from '../rest/door.ts';
import { type House, openHouse } from '../support/house.ts';
import { CHEN, WANG } from '../support/town.ts';

/** Monday to Friday of the week after the house's Saturday, 2026-12-05: two days off, and the next Saturday worked. */
const OWN: OwnDays = { off: ['2026-10-12', '2026-12-08', '2026-12-09'], working: ['2026-11-01', '2026-12-12'] };
const FIFTH = '2026-12-11T15:59:59.000Z';
const OWN_FIFTH = '2026-12-14T15:59:59.000Z';

describe('in the house', () => {
  let house: House;
  beforeEach(async () => {
    house = await openHouse();
  });
  afterEach(() => house.close());

  /** As an import stores it; settings are read once a minute. */
  const knows = async (own: OwnDays) => {
    await sql`insert into settings values ('workingDays', '2026-01-01', ${JSON.stringify(own)}, true, 'test')
      on conflict (name, effective_from) do update set value = excluded.value`.execute(house.db);
    house.advance(61);
  };
  const look = async (caseNumber: string) => {
    const found = await house.services.cases.byNumber(caseNumber);
    if (!found) throw new Error('no such case');
    return found;
  };
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
    return look((await house.services.carryOut(planned)).caseNumber);
  };
  const act = async (...given: Parameters<House['services']['work']['act']>) => {
    const done = await house.services.work.act(...given);
    if (!done.ok) throw new Error(done.problem.code);
    await house.services.carryOut(done.value);
    return look(given[1]);
  };
  const viewerOf = async (account: { accountNumber: string; phone: string }): Promise<Viewer> => {
    const viewer = await house.services.accounts.viewer((await bound(house, account)).token);
    if (!viewer) throw new Error('nobody');
    return viewer;
  };
  type Found = Awaited<ReturnType<typeof look>>;
  const dues = ({ promises }: Found) => promises.filter(({ kind }) => kind === 'answer').map(({ due }) => due);
  const replayed = ({ history }: Found) => replay(entriesOf(history));

  test('a case counts them, keeps those from its day on, and its history alone says the same', async () => {
    await knows(OWN);
    const found = await opened();
    expect(dues(found)).toEqual([OWN_FIFTH]);
    const later = { off: ['2026-12-08', '2026-12-09'], working: ['2026-12-12'] };
    expect(found.ownDays).toEqual(later);
    expect(JSON.parse(found.history[0]?.data ?? '')).toMatchObject({ ownDays: later });
    expect(replayed(found)).toMatchObject({ promises: found.promises, ownDays: later, nextCheckAt: found.nextCheckAt });
  });

  test('one that was opened before they were known is judged without them for ever, and the other way round', async () => {
    const before = await opened();
    await knows(OWN);
    const between = await opened();
    await knows({ off: [], working: [] });
    const after = await opened();
    expect([before, between, after].map(dues)).toEqual([[FIFTH], [OWN_FIFTH], [FIFTH]]);
    for (const one of [before, after]) {
      expect(one.ownDays).toBeNull();
      expect(one.history[0]?.data).not.toContain('ownDays');
    }
    // Answered, and not solved: the new promise is counted by the days of the opening too.
    const again = async ({ caseNumber }: Found) => {
      await act('P01', caseNumber, 'contacted');
      await act('P01', caseNumber, 'answered');
      return dues(await act('P01', caseNumber, 'not-solved')).at(-1);
    };
    expect([await again(before), await again(between), await again(after)]).toEqual([FIFTH, OWN_FIFTH, FIFTH]);
    for (const one of [before, between, after]) {
      const found = await look(one.caseNumber);
      expect(replayed(found)?.promises).toEqual(found.promises);
    }
  });

  test('what is left is said in days that are worked', async () => {
    await knows(OWN);
    const found = await opened({ kind: 'suggestion' });
    expect(shownCase(found, true, house.now()).left).toEqual({ minutes: null, workingDays: 10 });
    house.at('2026-12-09T10:00:00+08:00');
    expect(shownCase(found, true, house.now()).left).toEqual({ minutes: null, workingDays: 9 });
  });

  test('what is read back before an application or a request is what its case promises', async () => {
    const [owner, other] = [await viewerOf(WANG), await viewerOf(CHEN)];
    await knows({ off: OWN.off, working: [] });
    const request = {
      kind: 'meter-test' as const,
      accountNumber: WANG.accountNumber,
      period: null,
      since: null,
      description: null,
      reason: null,
      contactPhone: null,
      documents: [],
      conversationId: null,
    };
    const told = await house.services.requests.preview(owner, request);
    const planned = await house.services.requests.plan(owner, request, () => '');
    if (!told.ok || !planned.ok) throw new Error('refused');
    expect(told.value.promises.map(({ due }) => due.toISOString())).toContain('2026-12-15T15:59:59.000Z');
    const { caseNumber } = await house.services.carryOut(planned.value);
    const promised = (await look(caseNumber)).promises.map(({ due }) => due);
    expect(told.value.promises.map(({ due }) => due.toISOString())).toEqual(promised);

    const application = await house.services.connections.preview(other, {
      kind: 'capacity-increase',
      accountNumber: CHEN.accountNumber,
      address: null,
      name: null,
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
    });
    if (!application.ok) throw new Error(application.problem.code);
    expect(application.value.due.toISOString()).toBe('2026-12-15T15:59:59.000Z');
  });

  test('people are there when the utility works, not when the calendar does', async () => {
    await sql`insert into settings values ('officeHours', '2026-01-01',
      '{"days":"working-days","from":"09:00","to":"17:00"}', true, 'test')`.execute(house.db);
    await knows({ off: ['2026-12-07'], working: [] });
    const person = await house.person();
    await person.say('转人工');
    expect(person.text()).toContain('12月8日 09:00');
    await knows({ off: ['2026-12-07'], working: ['2026-12-05'] });
    const second = await house.person();
    await second.say('转人工');
    expect(second.text()).not.toContain('12月8日');
  });
});

describe('histories against the oracle', () => {
  const N = 4_000;

  /** Opened with the generated promise and own days around it, and held up once by papers where the generated clock was. */
  function lived(one: Generated): {
    state: CaseState;
    entries: readonly Entry[];
    pauses: Generated['given']['pauses'];
  } {
    const { start, clock, calendar } = runningOf(one);
    const { given } = one;
    // Days long gone are entered as well: they must not change anything.
    const gone = dayOf(new Date(start.getTime() - 40 * 86_400_000));
    const about: About = {
      kind: 'rename',
      calendar,
      area: null,
      ownClocks: [],
      ownDays: { off: [gone, ...given.off], working: [...given.working, gone] },
    };
    const promise: GivenPromise = { kind: 'complete', clock: 'name.change', start: start.toISOString(), ...clock };
    let { state, entry } = happen(about, null, 'opened', 'resident', start, { instead: [promise] });
    const entries = [entry];
    const pause = given.pauses.find(({ from, to }) => from >= given.start && (to === null || to > from));
    for (const [event, at] of [
      ['material-missing', pause?.from],
      ['material-complete', pause?.to],
    ] as const) {
      if (at === null || at === undefined) break;
      ({ state, entry } = happen(
        { ...about, ownDays: { off: [], working: [] } },
        state,
        event,
        'service',
        new Date(at * 1_000),
      ));
      entries.push(entry);
    }
    return { state, entries, pauses: pause ? [pause] : [] };
  }

  const differencesOf = (change: (entry: Entry) => Entry): string[] => {
    const random = randomFrom(20_261_205);
    return Array.from({ length: N }, (_, index) => generate(random, index)).flatMap((one, index) => {
      const { entries, pauses } = lived(one);
      // Through JSON, as the database keeps it.
      const state = replay(entries.map((entry) => change({ ...entry, data: JSON.parse(JSON.stringify(entry.data)) })));
      const expected = oracleMoment({ ...one.given, pauses }, 1, 1);
      const wanted = expected === null ? null : new Date(expected * 1_000).toISOString();
      const due = state?.promises[0]?.due ?? null;
      return due === wanted ? [] : [`case ${index}: ${due} instead of ${wanted}: ${JSON.stringify(one)}`];
    });
  };

  test(`${N} of them, with own days, holidays and pauses: no difference`, () => {
    expect(differencesOf((entry) => entry)).toEqual([]);
  }, 60_000);

  test('and histories that lost their own days are noticed', () => {
    const lost = differencesOf((entry) => {
      const { ownDays, ...data } = entry.data;
      return ownDays ? { ...entry, data } : entry;
    });
    expect(lost.length).toBeGreaterThan(N / 100);
  }, 60_000);

  test('a history of a release that did not know them folds as it did', () => {
    const random = randomFrom(7);
    const entries = lived({
      ...generate(random, 1),
      given: { ...generate(random, 1).given, off: [], working: [] },
    }).entries;
    const [first, ...others] = entries;
    if (!first) throw new Error('no history');
    const { ownDays, ...data } = first.data;
    expect(replay([{ ...first, data }, ...others])?.ownDays).toBeNull();
    expect(ownDays).toBeUndefined();
  });
});
