/** Leaving what is open in the words of its own act, and 以后 and 先 where papers are asked for and where they are not. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { House } from '../support/house.ts';
import { casesOf, type Homes, openHomes } from './homes.ts';

type Language = 'zh-CN' | 'zh-TW' | 'en';

let homes: Homes;
let house: House;
beforeAll(async () => {
  homes = await openHomes(120);
  house = homes.house;
}, 60_000);
afterAll(() => house.close());

const BEGIN = {
  'zh-CN': {
    charger: '我要装充电桩',
    closing: '我要销户',
    supply: '我要新装电表',
    transfer: '我要过户',
    test: '校表',
    complaint: '我要投诉',
  },
  'zh-TW': {
    charger: '我要裝充電樁',
    closing: '我要廢止用電',
    supply: '我要新裝電表',
    transfer: '我要過戶',
    test: '校表',
    complaint: '我要申訴',
  },
  en: {
    charger: 'I want to install an EV charger',
    closing: 'close my account',
    supply: 'I need a new connection',
    transfer: 'I want to transfer the account',
    test: 'test my meter',
    complaint: 'I want to complain',
  },
} as const;
type What = keyof (typeof BEGIN)['en'];

const open = async (language: Language, what: What, ...more: readonly string[]) => {
  const { person } = await homes.resident(1, language);
  for (const words of [BEGIN[language][what], ...more]) await person.say(words);
  expect(person.last().turn.service).not.toBeNull();
  return person;
};

describe('left in the words of its act', () => {
  test.each<[Language, What, string]>([
    ['zh-CN', 'charger', '先不装了'],
    ['zh-CN', 'charger', '我想了想还是不装了'],
    ['zh-CN', 'charger', '老公说先不装了'],
    ['zh-CN', 'charger', '你们不用上门了'],
    ['zh-CN', 'closing', '先不销了'],
    ['zh-CN', 'closing', '那我先不销户了吧，谢谢'],
    ['zh-CN', 'supply', '不用来了'],
    ['zh-CN', 'transfer', '先不办了，以后再说'],
    ['zh-CN', 'transfer', '不过户了'],
    ['zh-CN', 'test', '不验了'],
    ['zh-CN', 'complaint', '算了，不告了'],
    ['zh-TW', 'charger', '先不裝了'],
    ['zh-TW', 'closing', '不用來了'],
    ['zh-TW', 'transfer', '先不辦了'],
    ['zh-TW', 'transfer', '還是先不要過戶了'],
    ['en', 'charger', "actually let's not do it now"],
    ['en', 'charger', "I've changed my mind, don't install it"],
    ['en', 'charger', 'no need to come'],
    ['en', 'closing', "I don't want to close it any more"],
    ['en', 'closing', 'keep my account open'],
    ['en', 'transfer', 'no transfer after all'],
    ['en', 'transfer', 'hold off for now'],
  ])('%s, %s: “%s”', async (language, what, words) => {
    const person = await open(language, what);
    await person.say(words);
    expect(await person.said()).toEqual(['repair.cancelled']);
    expect(person.last().turn.service).toBeNull();
    expect(await casesOf(house, person)).toEqual([]);
  });

  test.each<[Language, readonly string[], string]>([
    ['zh-CN', ['搬家'], '先不销了'],
    ['zh-CN', ['搬家', '以后再补'], '先不销了'],
    ['en', ['moving out'], "let's not do it now"],
  ])('%s: late in closing an account (%j): “%s”', async (language, answers, words) => {
    const person = await open(language, 'closing', ...answers);
    await person.say(words);
    expect(await person.said()).toEqual(['repair.cancelled']);
  });

  test.each<[Language, What, string]>([
    ['zh-CN', 'charger', '不装在车库'],
    ['zh-CN', 'charger', '装不了'],
    ['zh-CN', 'charger', '不用来人看现场吗'],
    ['zh-CN', 'closing', '不住了'],
    ['zh-CN', 'closing', '房子不要了'],
    ['zh-CN', 'complaint', '他们说不修了'],
    ['zh-CN', 'transfer', '不用交钱吗'],
    ['en', 'closing', "I don't live there any more"],
  ])('%s, %s: “%s” leaves nothing', async (language, what, words) => {
    const person = await open(language, what);
    const { service } = person.last().turn;
    await person.say(words);
    expect(person.last().turn.service).toBe(service);
  });
});

describe('以后 and 先这样', () => {
  test.each<[Language, string]>([
    ['zh-CN', '以后再说'],
    ['zh-CN', '先这样'],
    ['zh-CN', '照片现在没有，以后再补'],
    ['zh-CN', '过几天再传'],
    ['zh-CN', '以后再补可以吗'],
    ['zh-TW', '以後再說'],
    ['zh-TW', '先這樣'],
    ['en', "I'll send it later"],
    ['en', 'can I send it later?'],
  ])('%s: where papers are asked for, “%s” puts them off', async (language, words) => {
    const person = await open(language, 'closing', language === 'en' ? 'moving out' : '搬家');
    expect(person.last().turn.awaiting).toBe('documents');
    await person.say(words);
    expect(person.last().turn.awaiting).toBe('confirm');
  });

  test.each<[Language, string]>([
    ['zh-CN', '销户以后电费谁付'],
    ['zh-CN', '以后还有电费账单吗'],
    ['zh-CN', '明天来抄表'],
    ['en', 'what happens later with my deposit'],
    ['en', 'come tomorrow'],
  ])('%s: “%s” is about something else, and the papers stay asked for', async (language, words) => {
    const person = await open(language, 'closing', language === 'en' ? 'moving out' : '搬家');
    await person.say(words);
    expect(person.last().turn.awaiting).toBe('documents');
  });

  test.each<[Language, What, string]>([
    ['zh-CN', 'charger', '先这样'],
    ['zh-TW', 'transfer', '先這樣'],
    ['zh-CN', 'transfer', '以后再说'],
  ])('%s, %s: elsewhere “%s” puts the service off, with what was told', async (language, what, words) => {
    const person = await open(language, what);
    await person.say(words);
    expect(await person.said()).toEqual(['repair.put-off']);
    expect(person.last().turn.service).toBeNull();
  });

  test.each<[Language, string]>([
    ['zh-CN', '先这样'],
    ['zh-CN', '以后再说'],
    ['zh-TW', '先這樣吧'],
    ['en', "that's all for now"],
    ['en', 'later'],
  ])('%s: “%s” after something was filed takes nothing back', async (language, words) => {
    const person = await house.person(language);
    const filing = {
      'zh-CN': ['我要投诉', '抄表员', '抄表的人上周二敲门像砸门', '13912345678', '是的'],
      'zh-TW': ['我要申訴', '服務態度', '櫃台人員叫我等了一個小時', '0912345678', '是'],
      en: ['I want to complain', 'the staff', 'they were very rude to me on Monday', '13912345678', 'yes'],
    }[language];
    for (const line of filing) await person.say(line);
    await person.say(words);
    expect(await person.said()).toEqual(['talk.thanks']);
    expect((await casesOf(house, person)).map(({ status }) => status)).toEqual(['open']);
  });
});

describe('leaving the linking of an account', () => {
  test.each<[Language, string, string]>([
    ['zh-CN', '查电费', '取消'],
    ['zh-CN', '交电费', '先不绑了'],
    ['zh-TW', '查電費', '取消'],
    ['en', 'pay my bill', 'cancel'],
  ])('%s: “%s”, then “%s”: what waited for it is named as left too', async (language, wish, words) => {
    const person = await house.person(language);
    await person.say(wish);
    await person.say(words);
    expect(await person.said()).toEqual(['repair.cancelled-with']);
    expect(person.last().turn.service).toBeNull();
  });

  test.each<[Language, string, string, string, string]>([
    ['zh-CN', '查电费', '以后再说', '查电费', '绑定户号'],
    ['zh-TW', '查電費', '以後再說', '查電費', '綁定電號'],
    ['en', 'check my bill', 'maybe later', 'checking your bill', 'linking'],
  ])('%s: “%s”, then “%s”: both are put off by name', async (language, wish, words, one, other) => {
    const person = await house.person(language);
    await person.say(wish);
    await person.say(words);
    expect(await person.said()).toEqual(['repair.put-off']);
    expect(person.text()).toContain(one);
    expect(person.text()).toContain(other);
  });

  test.each<[Language, string, string]>([
    ['zh-CN', '9990000000017这户停电了', '取消'],
    ['zh-CN', '9990000000017这户停电了', '算了，先不绑了'],
    ['zh-TW', '電號99900000011停電了', '取消'],
    ['en', 'power is out at account 9990000000017', 'cancel'],
  ])('%s: “%s”, then “%s”: the outage can be told by its address', async (language, wish, words) => {
    const person = await house.person(language);
    await person.say(wish);
    expect(person.last().turn.service).toBe('account.bind');
    await person.say(words);
    expect(await person.said()).toEqual(['repair.cancelled-with', 'repair.by-address']);
    await person.tap(0);
    await person.say(language === 'en' ? 'no' : '没有');
    expect(person.last().turn).toMatchObject({ service: 'outage.report', awaiting: 'address' });
  });

  test.each<[string, readonly string[]]>([
    ['家里停电了，户号', ['bind.too-many', 'repair.left-with', 'repair.by-address']],
    ['查电费，户号', ['bind.too-many', 'repair.left-with']],
  ])('no more codes today: “%s …” is told as left too', async (wish, keys) => {
    const person = await house.person();
    const home = homes.next();
    await person.say(`${wish}${home.accountNumber}`);
    await person.say(home.phone);
    expect(person.last().turn.awaiting).toBe('code');
    for (let n = 0; n < 5; n += 1) {
      house.advance(61);
      await person.say('重发');
    }
    expect(await person.said()).toEqual(keys);
    expect(person.last().turn.service).toBeNull();
  });
});
