/** Asking about outages: on now, planned within a week, when it comes back; no time that is not on record. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { House } from '../support/house.ts';
import { accountLine, casesIn, flat, lives, load, openStreet, outageLine } from './outages.town.ts';

let house: House;
const homes = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((t) => flat(t, 1, `Q${t}`));
const [PLANNED, FAULT, CALM, LATE, OFF, MINE, OVER, ENDLESS, GUESSED] = homes.map((home) => home) as [
  (typeof homes)[0],
  (typeof homes)[0],
  (typeof homes)[0],
  (typeof homes)[0],
  (typeof homes)[0],
  (typeof homes)[0],
  (typeof homes)[0],
  (typeof homes)[0],
  (typeof homes)[0],
];
beforeAll(async () => {
  ({ house } = await openStreet(homes.map((one) => accountLine(one))));
  await load(house, [
    outageLine('Q-1', {
      cause: 'planned',
      feeder: PLANNED.feeder,
      from: '2026-12-06T09:00:00+08:00',
      to: '2026-12-06T13:00:00+08:00',
      reason: '更换变压器',
    }),
    outageLine('Q-2', { feeder: FAULT.feeder, from: '2026-12-05T09:00:00+08:00' }),
    outageLine('Q-4', {
      feeder: LATE.feeder,
      from: '2026-12-05T07:00:00+08:00',
      estimatedRestoration: '2026-12-05T09:30:00+08:00',
    }),
    outageLine('Q-5', {
      cause: 'planned',
      feeder: OFF.feeder,
      from: '2026-12-06T09:00:00+08:00',
      to: '2026-12-06T09:00:00+08:00',
    }),
    outageLine('Q-7', { feeder: OVER.feeder, from: '2026-12-05T05:00:00+08:00', to: '2026-12-05T06:00:00+08:00' }),
    outageLine('Q-9', { cause: 'planned', feeder: ENDLESS.feeder, from: '2026-12-05T09:00:00+08:00', to: null }),
    outageLine('Q-10', {
      cause: 'rotation',
      feeder: GUESSED.feeder,
      from: '2026-12-06T09:00:00+08:00',
      to: null,
      estimatedRestoration: '2026-12-06T12:00:00+08:00',
    }),
    // Another feeder's: nobody here is meant.
    outageLine('Q-8', { feeder: 'ELSEWHERE', from: '2026-12-05T09:00:00+08:00' }),
  ]);
});
afterAll(() => house.close());

test('tomorrow: the planned one with its beginning, end and reason', async () => {
  const person = await lives(house, PLANNED);
  expect((await person.say('明天停电吗')).turn).toMatchObject({ service: null });
  expect(person.text()).toMatch(/2026年12月6日 09:00[\s\S]*2026年12月6日 13:00/);
  expect(person.text()).toContain('更换变压器');
  expect(await person.said()).toContain('outage.none-now');
});

test('a planned one without an end is known, and its end is said to be open', async () => {
  const person = await lives(house, ENDLESS);
  await person.say('停电了吗');
  expect(await person.said()).toEqual(['outage.title', 'outage.known']);
  expect(person.text()).toContain('您这里现在是计划停电。还没有预计复电时间');
  expect(person.text()).not.toContain('null');
});

test('an estimate is told as one, not as the planned end', async () => {
  const person = await lives(house, GUESSED);
  await person.say('明天停电吗');
  expect(person.text()).toMatch(/预计复电[\s\S]*2026年12月6日 12:00/);
  expect(person.text()).not.toContain('计划结束');
});

test('when does it come back: no estimate is told as none, with an offer to be kept informed', async () => {
  const person = await lives(house, FAULT);
  await person.say('什么时候来电');
  expect(await person.said()).toEqual(['outage.title', 'outage.known']);
  expect(person.text()).toContain('还没有预计');
  expect(await casesIn(house, person.residentId)).toEqual([]);
  await person.tap(0);
  expect(person.last().turn).toMatchObject({ service: 'outage.report', awaiting: 'confirm' });
  await person.say('是');
  expect(await casesIn(house, person.residentId)).toMatchObject([{ outage_id: 'Q-2' }]);
});

test('an estimate that has passed is told as passed', async () => {
  const person = await lives(house, LATE, 'en');
  await person.say('when will the power be back');
  expect(person.text()).toMatch(/09:30[\s\S]*passed/);
});

test.each([
  ['nothing at all', () => CALM],
  ['one that was called off', () => OFF],
  ['one that is over', () => OVER],
])('%s: told that nothing is known, and how to report', async (_, home) => {
  const person = await lives(house, home(), 'zh-TW');
  await person.say('最近有停電嗎');
  expect(await person.said()).toEqual(['outage.none']);
  await person.tap(0);
  expect(person.last().turn).toMatchObject({ service: 'outage.report', awaiting: 'danger' });
});

test('an estate by its name alone is not found: it is said, and asked for with its number', async () => {
  const person = await house.person();
  const { turn } = await person.say('听说这周六云梦小区要停电检修');
  expect(turn).toMatchObject({ service: 'outage.query', awaiting: 'address' });
  expect(await person.said()).toEqual(['outage.not-located', 'outage.ask-address']);
  expect(person.text()).toContain('云梦小区');
  expect((await person.say(PLANNED.address)).turn).toMatchObject({ service: null });
  expect(person.text()).toContain('2026年12月6日 09:00');
});

test.each([
  ['zh-CN', '云梦路9876号有没有停电'],
  ['zh-TW', '雲夢路9876號有沒有停電'],
  ['en', 'is there an outage at 9876 Willow Lane?'],
] as const)('%s: where nobody of ours lives nothing is promised, and a report is offered', async (locale, asked) => {
  const person = await house.person(locale);
  expect((await person.say(asked)).turn).toMatchObject({ service: null });
  expect(await person.said()).toEqual(['outage.not-located']);
  expect(person.text()).toContain('9876');
  await person.tap(0);
  expect(person.last().turn).toMatchObject({ service: 'outage.report' });
});

test('without an account an address is asked, and nothing else', async () => {
  const person = await house.person();
  expect((await person.say('停电计划查询')).turn).toMatchObject({ service: 'outage.query', awaiting: 'address' });
  expect((await person.say(PLANNED.address)).turn).toMatchObject({ service: null });
  expect(person.text()).toContain('2026年12月6日 09:00');
});

test('one’s own report: its number and the next word that was promised', async () => {
  const person = await lives(house, MINE);
  for (const words of ['停电了', '没有', '整栋楼', '是']) await person.say(words);
  const [mine] = await casesIn(house, person.residentId);
  house.advance(300);
  await person.say('什么时候来电');
  expect((await person.said())[0]).toBe('outage.told');
  expect(person.text()).toContain(mine?.case_number);
  expect(person.text()).toContain('10:30');
});
