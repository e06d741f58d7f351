/** Paid twice, money wanted back: it ends with a case or a person, and is never only shown away. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { House } from '../support/house.ts';
import { casesOf, type Homes, openHomes } from './homes.ts';

let homes: Homes;
let house: House;
beforeAll(async () => {
  homes = await openHomes(30);
  house = homes.house;
}, 60_000);
afterAll(() => house.close());

type Locale = 'zh-CN' | 'zh-TW' | 'en';

describe('the same paid twice', () => {
  test.each<[Locale, string, string, string]>([
    ['zh-CN', '我交了两次，退我钱', '11月', '确认'],
    ['zh-CN', '重复缴费了', '11月', '确认'],
    ['zh-TW', '我繳了兩次，退錢給我', '11月', '確認'],
    ['en', 'I paid twice, give me my money back', 'November', 'yes'],
    ['en', 'I was charged twice', 'November', 'yes'],
  ])('%s: “%s” is checked, in these words', async (locale, words, month, yes) => {
    const { person } = await homes.resident(1, locale);
    await person.say(words);
    expect(await person.said()).toEqual(['request.ask-month']);
    await person.say(month);
    expect(person.last().turn).toMatchObject({ service: 'request.file', awaiting: 'confirm' });
    expect(person.text()).toContain(words);
    await person.say(yes);
    expect(await casesOf(house, person)).toMatchObject([{ kind: 'bill-check', status: 'open' }]);
  });
});

describe('money back, and nobody can tell of what', () => {
  test.each<[Locale, string]>([
    ['zh-CN', '退款'],
    ['zh-CN', '我要退费'],
    ['zh-CN', '把钱退给我'],
    ['zh-TW', '我要退款'],
    ['en', 'refund my payment'],
    ['en', 'I want a refund'],
  ])('%s: “%s” offers a check, a complaint and a person', async (locale, words) => {
    const { person } = await homes.resident(1, locale);
    await person.say(words);
    expect(await person.said()).toEqual(['repair.which']);
    expect(person.buttons()).toHaveLength(3);
    await person.tap(2);
    expect((await person.said()).join(' ')).toContain('handoff.');
  });
});

test.each<[Locale, string]>([
  ['zh-CN', '交电费'],
  ['zh-CN', '我的缴费记录'],
  ['zh-CN', '退款要多久到账'],
  ['en', 'my payments'],
])('%s: “%s” wants none back', async (locale, words) => {
  const { person } = await homes.resident(1, locale);
  await person.say(words);
  expect(await person.said()).not.toContain('repair.which');
});
