/** What an answer offers is taken by a word for it; what only sounds like one is heard as what it is. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { House } from '../support/house.ts';
import { type Homes, openHomes, payAll, paymentsOf } from './homes.ts';

type Language = 'zh-CN' | 'zh-TW' | 'en';

let homes: Homes;
let house: House;
beforeAll(async () => {
  homes = await openHomes(80);
  house = homes.house;
}, 60_000);
afterAll(() => house.close());

const LOOK: Readonly<Record<Language, string>> = { 'zh-CN': '查电费', 'zh-TW': '查電費', en: 'check my bill' };

const takes: readonly (readonly [Language, string])[] = [
  ...['那交吧', '那就交了吧', '那付了吧', '帮我把它交了', '现在就付', '行，付吧', '好，那就交这笔', '直接交吧'].map(
    (words) => ['zh-CN', words] as const,
  ),
  ...['那繳吧', '那就繳了吧', '好，我現在繳', '幫我繳掉'].map((words) => ['zh-TW', words] as const),
  ...['ok pay it then', 'let me pay it now', "alright, I'll pay that", 'go ahead and pay the bill', 'settle it'].map(
    (words) => ['en', words] as const,
  ),
];

test.each(takes)('%s: a bill was shown, and “%s” begins its payment, read back first', async (language, words) => {
  const { person, home } = await homes.resident(1, language);
  await person.say(LOOK[language]);
  await person.say(words);
  expect(await person.said()).toEqual(['pay.read-back', 'pay.confirm']);
  expect(person.last().turn).toMatchObject({ service: 'payment.pay', awaiting: 'confirm' });
  expect(await paymentsOf(house, home)).toEqual([]);
});

test('of two homes the one that was shown is paid for', async () => {
  const { person, homes: own } = await homes.resident(2);
  await person.say('查电费');
  const shown = own.find(({ accountNumber }) => person.text().includes(accountNumber.slice(-4)));
  await person.say('那交吧');
  await person.say('确认');
  expect(await paymentsOf(house, shown ?? expect.fail('a bill of somebody else'))).toHaveLength(1);
});

test('why was answered with the bill: it is paid all the same', async () => {
  const { person } = await homes.resident();
  await person.say('为什么电费这么高');
  await person.say('那交吧');
  expect(person.last().turn).toMatchObject({ service: 'payment.pay', awaiting: 'confirm' });
});

test.each<[Language, string]>([
  ['zh-CN', '不交'],
  ['zh-CN', '怎么交'],
  ['zh-CN', '能晚点交吗'],
  ['zh-CN', '交不起'],
  ['zh-CN', '先不交'],
  ['zh-CN', '交了'],
  ['zh-CN', '我交过了'],
  ['zh-CN', '我看看'],
  ['zh-TW', '已經繳了'],
  ['en', 'I paid it'],
  ['en', 'pay later'],
  ['en', 'do I have to pay it'],
])('%s: “%s” after a bill takes no offer', async (language, words) => {
  const { person } = await homes.resident(1, language);
  await person.say(LOOK[language]);
  await person.say(words);
  expect(person.last().turn.service).not.toBe('payment.pay');
  expect(person.last().turn.service).not.toBe('outage.report');
});

test.each<[Language, string, string, string]>([
  ['zh-CN', '交电费', '暂不', '那还是交吧'],
  ['zh-TW', '繳電費', '先不要', '那還是繳吧'],
  ['en', 'pay my bill', 'no', 'ok pay it then'],
])('%s: “%s”, “%s”, “%s”: it is read back again', async (language, wish, not, words) => {
  const { person } = await homes.resident(1, language);
  for (const line of [wish, not, words]) await person.say(line);
  expect(person.last().turn).toMatchObject({ service: 'payment.pay', awaiting: 'confirm' });
});

test('what all homes owe was shown: “那都交了吧” pays for all of them', async () => {
  const { person } = await homes.resident(2);
  await person.say('一共欠多少');
  await person.say('那都交了吧');
  expect(person.last().turn).toMatchObject({ service: 'payment.pay', awaiting: 'confirm' });
  expect(person.text()).toContain('455.42');
});

test.each<[Language, string, string]>([
  ['zh-CN', '有没有停电', '那报吧'],
  ['zh-TW', '最近有停電嗎', '那通報吧'],
  ['en', 'is there an outage', 'report it then'],
])('%s: “%s”: no outage is known, and “%s” reports one', async (language, asked, words) => {
  const { person } = await homes.resident(1, language);
  await person.say(asked);
  await person.say(words);
  expect(person.last().turn).toMatchObject({ service: 'outage.report', awaiting: 'danger' });
});

test('a wish in its own words is no word for an offer: 查电费 after an account was linked', async () => {
  const { person } = await homes.resident();
  await person.say('查电费');
  expect(await person.said()).toEqual(['bill.title']);
});

test('beside the question how it was, what is offered is taken too', async () => {
  const { person, home } = await homes.resident();
  await payAll(person);
  const other = homes.next();
  await person.bind(other);
  expect((await person.said()).at(-1)).toBe('ask.score');
  await person.say(`查${other.accountNumber}的电费`);
  await person.say('那交吧');
  expect(person.last().turn).toMatchObject({ service: 'payment.pay', awaiting: 'confirm' });
  expect(person.text()).toContain(other.accountNumber.slice(-4));
  expect(await paymentsOf(house, home)).toHaveLength(1);
});
