/** “What was the result?” while a case of one's own is looked into: where it stands, and no article about such cases. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { House } from '../support/house.ts';
import { casesOf, type Homes, openHomes } from './homes.ts';

let homes: Homes;
let house: House;
beforeAll(async () => {
  homes = await openHomes(50);
  house = homes.house;
}, 60_000);
afterAll(() => house.close());

type Locale = 'zh-CN' | 'zh-TW' | 'en';
const CHECK: Readonly<Record<Locale, readonly string[]>> = {
  'zh-CN': ['我要核查电费', '11月', '用电量不对，比平时多一倍', '确认'],
  'zh-TW': ['我要核查電費', '11月', '用電量不對，比平時多一倍', '確認'],
  en: ['I want my bill checked', 'November', 'the usage is twice the usual', 'yes'],
};
const checked = async (locale: Locale) => {
  const { person } = await homes.resident(1, locale);
  for (const line of CHECK[locale]) await person.say(line);
  const [opened] = await casesOf(house, person);
  return { person, caseNumber: opened?.case_number ?? '' };
};

describe('with a bill check open', () => {
  test.each<[Locale, string]>([
    ['zh-CN', '结果是什么'],
    ['zh-CN', '查得怎么样了'],
    ['zh-CN', '电费核查结果是什么'],
    ['zh-CN', '核查结果出来了吗'],
    ['zh-CN', '你们查到什么了'],
    ['zh-TW', '結果是什麼'],
    ['zh-TW', '查得怎麼樣了'],
    ['zh-TW', '查到了嗎'],
    ['en', 'what was the result'],
    ['en', 'have you found anything'],
    ['en', 'how did the check go'],
    ['en', 'what did you find out'],
  ])('%s: “%s” shows it', async (locale, words) => {
    const { person, caseNumber } = await checked(locale);
    house.advance(3 * 60 * 60);
    await person.say(words);
    expect(await person.said()).toEqual(['case.title']);
    expect(person.text()).toContain(caseNumber);
  });

  test.each<[Locale, string, string]>([
    ['zh-CN', '查电费', 'bill.title'],
    ['zh-CN', '电费怎么查', 'knowledge'],
    ['en', 'did you find my payment', 'history.none'],
  ])('%s: “%s” is another question', async (locale, words, key) => {
    const { person } = await checked(locale);
    await person.say(words);
    expect((await person.said()).join(' ')).toContain(key);
  });
});

test.each<[Locale, string]>([
  ['zh-CN', '结果是什么'],
  ['en', 'what was the result'],
])('%s: without a case “%s” shows none', async (locale, words) => {
  const { person } = await homes.resident(1, locale);
  await person.say(words);
  expect(await person.said()).not.toContain('case.title');
});
