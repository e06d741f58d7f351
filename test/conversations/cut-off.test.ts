/** Cut off for arrears: whoever paid and sits in the dark is led to the reconnection, and no answer contradicts what the account shows. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { House } from '../support/house.ts';
import { casesOf, type Home, type Homes, openHomes, payAndRate } from './homes.ts';

let homes: Homes;
let house: House;
beforeAll(async () => {
  homes = await openHomes(60);
  house = homes.house;
}, 60_000);
afterAll(() => house.close());

type Locale = 'zh-CN' | 'zh-TW' | 'en';
const cut = ({ accountNumber }: Home) =>
  house.db.updateTable('accounts').set({ status: 'cut' }).where('account_number', '=', accountNumber).execute();
const cutResident = async (locale: Locale) => {
  const { person, home } = await homes.resident(1, locale);
  await cut(home);
  return { person, home };
};
/** The last bill is long overdue. */
const overdue = ({ accountNumber }: Home) =>
  house.db
    .updateTable('bills')
    .set({ due_date: '2026-10-15' })
    .where('account_number', '=', accountNumber)
    .where('paid_at', 'is', null)
    .execute();

describe('an account that was cut', () => {
  test.each<[Locale, string]>([
    ['zh-CN', '我交了钱怎么还没来电'],
    ['zh-CN', '我家电费都交了，什么时候给我复电'],
    ['zh-CN', '欠费停电了，补交以后要等多久'],
    ['zh-TW', '欠費被斷電，繳了多久復電'],
    ['zh-TW', '繳完錢了，怎麼還是沒電'],
    ['en', 'I paid, when will you reconnect me'],
    ['en', "I've paid the arrears but still no power"],
    ['en', 'how long after paying does the power come back'],
  ])('%s: “%s” leads to its reconnection', async (locale, words) => {
    const { person } = await cutResident(locale);
    await person.say(words);
    expect(person.last().turn).toMatchObject({ service: 'request.file', awaiting: 'confirm' });
    expect(await person.said()).toContain('request.read-back');
  });

  test('what is still owed is told first, with the way to pay it', async () => {
    const { person, home } = await cutResident('zh-CN');
    await overdue(home);
    await person.say('我交了钱怎么还没来电');
    expect(await person.said()).toEqual(['request.owed']);
    expect(person.buttons().map(({ label }) => label)).toContain('缴电费');
  });

  test('asked once more, it is told where the reconnection stands', async () => {
    const { person } = await cutResident('en');
    await person.say('I paid, when will you reconnect me');
    await person.say('yes');
    expect(await casesOf(house, person)).toMatchObject([{ kind: 'reconnection' }]);
    await person.say('I paid, when will you reconnect me');
    expect(await person.said()).toEqual(['case.title']);
    expect(await casesOf(house, person)).toHaveLength(1);
  });

  test.each<[Locale, string]>([
    ['zh-CN', '为什么给我停电了'],
    ['zh-CN', '你们凭什么断我的电'],
    ['zh-CN', '什么时候来电'],
    ['zh-CN', '我会被停电吗'],
    ['zh-TW', '為什麼斷我的電'],
    ['en', 'why did you cut me off'],
    ['en', 'am I going to be cut off?'],
  ])('%s: “%s” is told that it was cut and what is owed', async (locale, words) => {
    const { person } = await cutResident(locale);
    await person.say(words);
    expect(await person.said()).toEqual(['outage.cut']);
    expect(person.text()).toContain('227.71');
  });

  test('that owes nothing any more is offered its reconnection, and not told of a debt', async () => {
    const { person, home } = await homes.resident();
    await payAndRate(person);
    await cut(home);
    await person.say('什么时候来电');
    expect(await person.said()).toEqual(['outage.cut']);
    await person.tap('复电');
    expect(await person.said()).toContain('request.read-back');
  });

  test.each<[Locale, string, string]>([
    ['zh-CN', '交电费', 'pay.read-back'],
    ['zh-CN', '我要投诉你们断我的电', 'complaint.ask-about'],
    ['en', 'pay my bill', 'pay.read-back'],
  ])('%s: “%s” stays what it is', async (locale, words, key) => {
    const { person } = await cutResident(locale);
    await person.say(words);
    expect(await person.said()).toContain(key);
  });
});

describe('an account that was not cut', () => {
  test.each<[Locale, string]>([
    ['zh-CN', '我交了钱怎么还没来电'],
    ['zh-TW', '我繳完電費了怎麼還沒電'],
    ['en', 'I paid, when will you reconnect me'],
  ])('%s: “%s” is told so, and an outage can be reported', async (locale, words) => {
    const { person } = await homes.resident(1, locale);
    await person.say(words);
    expect(await person.said()).toEqual(['request.not-cut']);
    expect(person.buttons()).toHaveLength(1);
  });

  test.each<[Locale, string]>([
    ['zh-CN', '电费交了以后还要不要打电话'],
    ['zh-CN', '交了电费多久来电'],
    ['en', 'how long after paying does the power come back'],
  ])('%s: “%s” asks a rule', async (locale, words) => {
    const { person } = await homes.resident(1, locale);
    await person.say(words);
    expect(person.last().turn.understood[0]).toMatchObject({ service: 'knowledge.ask' });
  });
});
