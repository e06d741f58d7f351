/** Back after hours or days; the other account; the same of another month: what was open or talked about is known. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { House } from '../support/house.ts';
import { type Homes, openHomes, paymentsOf } from './homes.ts';

let homes: Homes;
let house: House;
beforeAll(async () => {
  homes = await openHomes(60);
  house = homes.house;
}, 60_000);
afterAll(() => house.close());

const DAY = 86_400;

describe('back the next day, with a question open', () => {
  const leftOpen = async (locale?: 'zh-CN' | 'zh-TW' | 'en') => {
    const person = await house.person(locale);
    await person.say(locale === 'en' ? 'no power at home' : '家里停电了');
    await person.say(locale === 'en' ? 'no' : '没有');
    expect(person.last().turn.awaiting).toBe('address');
    house.advance(DAY);
    return person;
  };

  test('a greeting hears what was open, and can go on or drop it', async () => {
    const person = await leftOpen();
    await person.say('你好');
    expect(await person.said()).toEqual(['talk.hello', 'repair.was-open', 'outage.ask-address']);
    await person.tap('不办了');
    expect(person.last().turn.service).toBeNull();
  });

  test('words that nobody understands are no mistake: what was open is said instead', async () => {
    const person = await leftOpen('en');
    await person.say('???');
    expect(await person.said()).toContain('repair.was-open');
    expect(await person.said()).not.toContain('wrong.choice');
    await person.tap('Go on');
    expect((await person.said()).at(-1)).toBe('outage.ask-address');
  });

  test('a bare answer still counts', async () => {
    const person = await leftOpen();
    await person.say('示例市和平路901号2单元301');
    expect((await person.said())[0]).toBe('repair.resume');
    expect(person.last().turn.awaiting).toBe('scope');
  });

  test('another wish is a digression, and then the question comes back', async () => {
    const person = await leftOpen();
    await person.say('查进度');
    expect(await person.said()).toEqual(['progress.none', 'repair.resume', 'outage.ask-address']);
  });

  test('minutes later nothing is said about it', async () => {
    const person = await house.person();
    await person.say('家里停电了');
    house.advance(600);
    await person.say('你好');
    expect(await person.said()).toEqual(['talk.hello', 'outage.ask-danger']);
  });
});

describe('a yes of the day before', () => {
  test('counts when nothing changed', async () => {
    const { person, home } = await homes.resident();
    await person.say('交电费');
    house.advance(DAY);
    await person.say('确认');
    expect(await person.said()).toEqual(['repair.resume', 'pay.opened-title', 'pay.opened']);
    expect(await paymentsOf(house, home)).toHaveLength(1);
  });

  test('is asked for again when something did', async () => {
    const { person, home } = await homes.resident();
    await person.say('交电费');
    house.advance(DAY);
    await house.db
      .updateTable('bills')
      .set({ amount_minor: 30_000n })
      .where('account_number', '=', home.accountNumber)
      .where('paid_at', 'is', null)
      .execute();
    await person.say('确认');
    expect(await person.said()).toEqual(['repair.resume', 'repair.read-again', 'pay.read-back', 'pay.confirm']);
    expect(await paymentsOf(house, home)).toEqual([]);
    await person.say('确认');
    expect(await paymentsOf(house, home)).toMatchObject([{ amount_minor: 30_000n }]);
  });
});

describe('with two accounts', () => {
  const twoHomes = async () => {
    const { person, homes: own } = await homes.resident(2);
    for (const [nth, nickname] of ['老家', '公司宿舍'].entries())
      await house.db
        .updateTable('bindings')
        .set({ nickname })
        .where('account_number', '=', own[nth]?.accountNumber ?? '')
        .execute();
    const tails = own.map(({ accountNumber }) => accountNumber.slice(-4));
    return { person, tails: [tails[0] ?? '', tails[1] ?? ''] as const, own };
  };

  test('the other one, by its nickname, by its last digits', async () => {
    const { person, tails } = await twoHomes();
    await person.say('查电费');
    expect(person.text()).toContain(tails[1]);
    await person.say('另一个户号呢');
    expect(person.text()).toContain(tails[0]);
    await person.say('and the other one?');
    expect(person.text()).toContain(tails[1]);
    await person.say('老家的电费');
    expect(person.text()).toContain(tails[0]);
    await person.say('那公司宿舍的呢');
    expect(person.text()).toContain(tails[1]);
    await person.say(`查尾号${tails[0]}的电费`);
    expect(person.text()).toContain(tails[0]);
  });

  test('the account that is paid for is corrected by its nickname, and only that one is paid', async () => {
    const { person, own, tails } = await twoHomes();
    await person.say('交老家的电费');
    expect(person.text()).toContain(tails[0]);
    await person.say('不对，是公司宿舍那个');
    expect(person.text()).toContain(tails[1]);
    expect(person.last().turn.awaiting).toBe('confirm');
    await person.say('另一个');
    expect(person.text()).toContain(tails[0]);
    await person.say('确认');
    expect(await Promise.all(own.map(async (home) => (await paymentsOf(house, home)).length))).toEqual([1, 0]);
  });

  test('our company is no account of theirs', async () => {
    const { person } = await twoHomes();
    await person.say('切换户号');
    await person.say('供电公司的电话是多少');
    expect(person.last().turn.service).toBe('account.switch');
  });
});

describe('the same of another month', () => {
  test.each([
    ['查电费', '那10月的呢', 'bill.title'],
    ['为什么这么贵', '那10月的呢', 'explain.first'],
    ["what's my bill", 'and October?', 'bill.title'],
    ['why is my bill so high', 'what about October', 'explain.first'],
    ['查電費', '那上個月的呢', 'bill.title'],
  ])('%s → %s', async (first, then, key) => {
    const { person } = await homes.resident();
    await person.say(first);
    await person.say(then);
    expect(await person.said()).toContain(key);
    expect(person.last().turn.awaiting).toBeNull();
  });

  test('beside a question that has nothing to do with months', async () => {
    const { person } = await homes.resident();
    await person.say('查电费');
    await person.say('我要校表');
    const { awaiting } = person.last().turn;
    if (awaiting === 'description') await person.say('用电没变，度数多了一倍');
    await person.say('那10月的呢');
    expect(await person.said()).toContain('bill.title');
    expect(person.last().turn.service).toBe('request.file');
  });
});
