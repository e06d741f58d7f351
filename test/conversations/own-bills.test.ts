/** Asked of one's own bills: what several months come to, the own late fee, due date and tier, told from the records and not from an article. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { House } from '../support/house.ts';
import { type Home, type Homes, openHomes } from './homes.ts';

let homes: Homes;
let house: House;
beforeAll(async () => {
  homes = await openHomes(90);
  house = homes.house;
}, 60_000);
afterAll(() => house.close());

type Locale = 'zh-CN' | 'zh-TW' | 'en';
const isOverdue = ({ accountNumber }: Home) =>
  house.db
    .updateTable('bills')
    .set({ due_date: '2026-11-20' })
    .where('account_number', '=', accountNumber)
    .where('paid_at', 'is', null)
    .execute();
const late = async (locale: Locale) => {
  const { person, home } = await homes.resident(1, locale);
  await isOverdue(home);
  return person;
};

describe('several months together', () => {
  test.each<[Locale, string]>([
    ['zh-CN', '今年一共交了多少'],
    ['zh-CN', '最近半年电费加起来多少'],
    ['zh-CN', '过去三个月交了多少钱'],
    ['zh-CN', '今年10月到11月电费合计多少'],
    ['zh-TW', '今年一共繳了多少'],
    ['zh-TW', '最近半年電費加起來多少'],
    ['en', 'how much did I pay this year'],
    ['en', 'what did I spend on electricity in the last six months'],
    ['en', 'total of my bills this year'],
  ])('%s: “%s” is their sum, and what of it is unpaid', async (locale, words) => {
    const { person } = await homes.resident(1, locale);
    await person.say(words);
    expect(await person.said()).toEqual(['bill.sum-title']);
    for (const amount of ['405.13', '177.42', '227.71']) expect(person.text()).toContain(`¥${amount}`);
    expect(person.buttons()).toHaveLength(1);
  });

  test('with its late fee, apart', async () => {
    const person = await late('zh-CN');
    await person.say('今年一共交了多少');
    expect(person.text()).toContain('违约金 ¥3.42');
  });

  test('of two homes it is of the one that is spoken of, by name', async () => {
    const { person, homes: own } = await homes.resident(2);
    // The one that was linked last is the current one.
    await person.say('最近半年电费加起来多少');
    expect(await person.said()).toEqual(['bill.sum-title']);
    expect(person.text()).toContain(own[1]?.accountNumber.slice(-4));
  });

  test('nobody who bound nothing is told of bills', async () => {
    const person = await house.person('zh-CN');
    await person.say('今年一共交了多少');
    expect(await person.said()).toEqual(['bind.first', 'ask.accountNumber']);
  });

  test('months without a bill are said to have none', async () => {
    const { person } = await homes.resident();
    await person.say('去年一共交了多少');
    expect(await person.said()).toEqual(['bill.none-then']);
  });

  test.each<[Locale, string]>([
    ['zh-CN', '一共欠多少'],
    ['zh-CN', '我什么时候交的电费'],
    ['zh-CN', '这半年用了多少度电'],
    ['zh-CN', '今年电价是多少'],
    ['zh-CN', '今年的电费发票一共开多少'],
    ['zh-CN', '今年为什么比去年多交了这么多'],
    ['en', 'how much do I owe'],
    ['en', 'how much will I pay this year'],
    ['en', 'when did I pay'],
  ])('%s: “%s” is no such question', async (locale, words) => {
    const { person } = await homes.resident(1, locale);
    await person.say(words);
    expect(await person.said()).not.toContain('bill.sum-title');
  });
});

describe('the own late fee', () => {
  test.each<[Locale, string]>([
    ['zh-CN', '我的违约金多少'],
    ['zh-CN', '滞纳金要交多少'],
    ['zh-TW', '我的滯納金多少'],
    ['en', 'how much is my late fee'],
  ])('%s: “%s” is told as it is today', async (locale, words) => {
    const person = await late(locale);
    await person.say(words);
    expect(await person.said()).toEqual(['bill.late-fees', 'bill.title']);
    expect(person.text()).toContain('¥3.42');
  });

  test.each<[Locale, string]>([
    ['zh-CN', '我现在有违约金吗'],
    ['en', 'do I have any late fee'],
  ])('%s: “%s” may be none', async (locale, words) => {
    const { person } = await homes.resident(1, locale);
    await person.say(words);
    expect(await person.said()).toEqual(['bill.no-late-fees', 'bill.title']);
  });
});

describe('the own due date and tier', () => {
  test.each<[Locale, string, string]>([
    ['zh-CN', '我最晚哪天交', '12月15日'],
    ['zh-CN', '最晚什么时候交电费', '12月15日'],
    ['zh-TW', '我最晚哪一天要繳', '12月15日'],
    ['en', 'when is my bill due', '15 Dec 2026'],
    ['en', 'when do I have to pay by', '15 Dec 2026'],
    ['zh-CN', '我现在是第几档', '第二档'],
    ['zh-CN', '这个月到第几档了', '第二档'],
    ['zh-TW', '我現在第幾級', '第二級距'],
    ['en', 'what tier am I in', 'Tier 2'],
  ])('%s: “%s” is on the bill that is shown', async (locale, words, fact) => {
    const { person } = await homes.resident(1, locale);
    await person.say(words);
    expect(await person.said()).toContain('bill.title');
    expect(person.text()).toContain(fact);
  });
});

describe('asked as a rule, or by somebody without an account, it is the articles’', () => {
  test.each<[Locale, string]>([
    ['zh-CN', '违约金怎么算'],
    ['zh-CN', '逾期一天罚多少'],
    ['zh-CN', '第二档是多少度'],
    ['zh-CN', '我晚交会不会有违约金'],
    ['en', 'how is the late fee calculated'],
    ['en', 'how are tiers counted'],
  ])('%s: “%s”', async (locale, words) => {
    const person = await late(locale);
    await person.say(words);
    expect(await person.said()).not.toContain('bill.title');
  });

  test.each<[Locale, string]>([
    ['zh-CN', '我的违约金多少'],
    ['en', 'what tier am I in'],
  ])('%s: “%s”, without an account', async (locale, words) => {
    const person = await house.person(locale);
    await person.say(words);
    expect(person.last().turn.understood[0]?.service).not.toBe('payment.pay');
    expect(await person.said()).not.toContain('bill.late-fees');
  });

  test('with an account named in the same words it is linked first, and then told', async () => {
    const person = await house.person('zh-CN');
    await person.say(`户号${homes.next().accountNumber}，我的违约金多少`);
    expect(person.last().turn).toMatchObject({ service: 'account.bind' });
  });
});
