/** Asking for a person: in hours a place in the queue, out of hours a call-back with a deadline; asked again, taken back. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { House, Person } from '../support/house.ts';
import { casesOf, type Homes, openHomes } from './homes.ts';

let homes: Homes;
let house: House;
beforeAll(async () => {
  homes = await openHomes(20);
  house = homes.house;
});
afterAll(() => house.close());

const handoffsOf = async (person: Person) => (await casesOf(house, person)).filter(({ kind }) => kind === 'handoff');

describe('in office hours', () => {
  beforeEach(() => house.at('2026-12-05T10:00:00+08:00'));

  test('the place in the queue is told, and asking again joins the same case', async () => {
    const [one, two] = [await house.person(), await house.person()];
    await one.say('转人工');
    await two.say('转人工');
    expect(two.text()).toMatch(/前面还有 \d+ 位/);
    await two.say('转人工');
    expect(await two.said()).toEqual(['handoff.already']);
    expect(await handoffsOf(two)).toMatchObject([{ stage: 'waiting', status: 'open' }]);
  });

  test('不用了 with nothing open takes the wish back; a new wish is a new case', async () => {
    const person = await house.person();
    await person.say('转人工');
    await person.say('不用了');
    expect(await person.said()).toEqual(['handoff.withdrawn']);
    expect(await handoffsOf(person)).toMatchObject([{ stage: 'withdrawn', status: 'closed' }]);
    await person.say('不用了');
    expect(await person.said()).toEqual(['repair.nothing-to-cancel']);
    await person.say('转人工');
    expect(await handoffsOf(person)).toHaveLength(2);
  });

  test('the button takes it back in the middle of something else; 不用了 there means that something', async () => {
    const { person } = await homes.resident();
    await person.say('交电费');
    await person.say('转人工');
    await person.tap('不等人工了');
    expect((await person.said())[0]).toBe('handoff.withdrawn');
    expect(person.last().turn).toMatchObject({ service: 'payment.pay', awaiting: 'confirm' });
    await person.say('转人工');
    await person.say('不用了');
    expect(await person.said()).toEqual(['pay.not-now']);
    expect((await handoffsOf(person)).map(({ status }) => status).sort()).toEqual(['closed', 'open']);
  });
});

describe('out of office hours', () => {
  beforeEach(() => house.at('2026-12-05T21:30:00+08:00'));

  test('the case is there before its telephone is asked for; the telephone is read back, agreed to and sealed', async () => {
    const person = await house.person();
    await person.say('转人工');
    expect(await person.said()).toEqual(['handoff.call-back', 'ask.handoff-phone']);
    expect(person.text()).toMatch(/12月6日 08:00.*12月6日 21:30/);
    const [opened] = await handoffsOf(person);
    expect(opened).toMatchObject({ stage: 'waiting', deadline: new Date('2026-12-06T21:30:00+08:00') });
    await person.say('13912345678');
    expect(await person.said()).toEqual(['handoff.phone-confirm']);
    expect(person.text()).toContain('13912345678');
    expect((await handoffsOf(person))[0]?.sealed).toBeNull();
    await person.say('对');
    expect(await person.said()).toEqual(['handoff.phone-kept']);
    const [kept] = await handoffsOf(person);
    expect(JSON.stringify(kept)).not.toContain('13912345678');
    const view = await house.services.handoff.open('S01', kept?.case_number ?? '');
    expect(view.ok && view.value).toMatchObject({
      contactPhone: '13912345678',
      opensAt: new Date('2026-12-06T08:00:00+08:00'),
    });
    await person.say('转人工');
    expect(await person.said()).toEqual(['handoff.call-back-already']);
  });

  test('a wrong number is given again; none is as good', async () => {
    const person = await house.person();
    await person.say('转人工');
    await person.say('13912345678');
    await person.tap(1);
    expect(person.last().turn).toMatchObject({ service: 'handoff.request', awaiting: 'contactPhone' });
    await person.say('不留');
    if (person.last().turn.awaiting) await person.tap(0);
    expect(await person.said()).toEqual(['handoff.no-phone']);
    expect(await handoffsOf(person)).toMatchObject([{ stage: 'waiting', sealed: null }]);
  });

  test('取消 at the telephone takes the whole wish back', async () => {
    const person = await house.person();
    await person.say('转人工');
    await person.say('取消');
    expect((await person.said())[0]).toBe('handoff.withdrawn');
    expect(person.last().turn.service).toBeNull();
    expect(await handoffsOf(person)).toMatchObject([{ stage: 'withdrawn' }]);
  });

  test('a clerk who comes while the telephone is asked for ends that question', async () => {
    const person = await house.person();
    await person.say('转人工');
    const [opened] = await handoffsOf(person);
    const { attempt, handoff } = house.services;
    const caseNumber = opened?.case_number ?? '';
    expect((await attempt(() => handoff.take('S01', caseNumber))).ok).toBe(true);
    const back = await attempt(() => handoff.handBack('S01', caseNumber));
    if (back.ok) await house.converse.answerWaiting(back.value);
    expect(await person.said()).toEqual(['handoff.back', 'ask.score']);
  });
});

test('when nobody is there before the contact would be due, its clock starts when somebody is', async () => {
  const weekdays = await openHomes(1, {});
  await weekdays.house.db
    .insertInto('settings')
    .values({
      name: 'officeHours',
      effective_from: '2026-01-01',
      value: JSON.stringify({ days: 'working-days', from: '09:00', to: '17:00' }),
      confirmed: true,
      source: 'test',
    })
    .execute();
  weekdays.house.advance(61);
  const person = await weekdays.house.person();
  await person.say('转人工');
  // Saturday 10:01: people are there on Monday, and the day of the promise runs from then.
  expect((await casesOf(weekdays.house, person))[0]?.deadline).toEqual(new Date('2026-12-08T09:00:00+08:00'));
  expect(person.text()).toMatch(/12月7日 09:00.*12月8日 09:00/);
  await weekdays.house.close();
});

test.each([
  ['zh-CN', '你是机器人吗'],
  ['zh-CN', '你是真人还是机器人？'],
  ['zh-TW', '請問你是真人嗎'],
  ['en', 'Are you a bot?'],
  ['en', 'am I talking to a real person or a machine'],
] as const)('%s: “%s” is told the truth, with a way to a person', async (locale, words) => {
  const person = await house.person(locale);
  await person.say(words);
  expect(await person.said()).toEqual(['talk.bot']);
  expect(await handoffsOf(person)).toEqual([]);
  await person.tap(locale === 'en' ? 'Talk to a person' : locale === 'zh-TW' ? '找專員' : '转人工');
  expect(person.last().turn.service).toBe('handoff.request');
});
