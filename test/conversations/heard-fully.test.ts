/** Praise with an idea, anonymity asked for late, callers in our name, sellers who leave, and the place in the queue: each taken for what it is. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { House, Person } from '../support/house.ts';
import { casesOf, type Homes, openHomes } from './homes.ts';

let homes: Homes;
let house: House;
beforeAll(async () => {
  homes = await openHomes(60);
  house = homes.house;
}, 60_000);
afterAll(() => house.close());

type Locale = 'zh-CN' | 'zh-TW' | 'en';
const openOf = async ({ residentId }: Person) => {
  const { session } = await house.db
    .selectFrom('conversations')
    .select('session')
    .where('resident_id', '=', residentId)
    .executeTakeFirstOrThrow();
  return (session as { stack: { service: string; asked: string; slots: Record<string, string> }[] }).stack.at(-1);
};
const resident = async (locale: Locale, ...lines: readonly string[]) => {
  const { person } = await homes.resident(1, locale);
  for (const line of lines) await person.say(line);
  return person;
};

describe('praise with an idea', () => {
  test.each<[Locale, string]>([
    ['zh-CN', '表扬李师傅态度好，另外建议晚上多派人'],
    ['zh-CN', '师傅很专业，要是能提前打个电话就更好了，建议改进'],
    ['zh-TW', '客服很棒，建議可以延長營業時間'],
    ['en', 'Great service, but I suggest sending a text before you come'],
    ['en', 'I want to praise the technician and suggest longer opening hours'],
  ])('%s: “%s” is kept whole', async (locale, words) => {
    const person = await resident(locale, words);
    expect(await openOf(person)).toMatchObject({
      service: 'complaint.file',
      asked: 'about',
      slots: { category: 'opinion', description: words },
    });
  });

  test.each<[Locale, string, string]>([
    ['zh-CN', '我要表扬抢修师傅', 'praise'],
    ['zh-CN', '我建议你们延长营业时间', 'suggestion'],
    ['zh-CN', '态度不好，建议培训一下，我要投诉', 'complaint'],
    ['en', 'I want to praise the technician', 'praise'],
    ['en', "Excuse me, I'd like to praise your crew", 'praise'],
    ['zh-CN', '希望你们表扬一下李师傅，服务很好', 'praise'],
    ['en', 'I have a suggestion', 'suggestion'],
  ])('%s: “%s” alone is a %s', async (locale, words, category) => {
    const person = await resident(locale, words);
    expect(await openOf(person)).toMatchObject({ service: 'complaint.file', slots: { category } });
  });
});

describe('words that only lead up to an idea or a complaint', () => {
  test.each<[Locale, string]>([
    ['zh-TW', '我跟我太太討論過，我有一個建議'],
    ['zh-CN', '是这样的，我刚下班回到家，我要投诉'],
    ['en', 'You know, my wife told me, I have a suggestion'],
  ])('%s: “%s” is no story: what it is is asked', async (locale, words) => {
    const person = await resident(locale, words, locale === 'en' ? 'the website' : '營業處');
    expect(await openOf(person)).toMatchObject({ service: 'complaint.file', asked: 'description' });
  });

  test('what was told to the service before is one', async () => {
    const person = await resident('zh-CN', '我要投诉你们，昨天跟客服说了三次还是没有人来处理', '抄表员');
    expect((await openOf(person))?.slots.description).toContain('三次还是没有人来处理');
  });
});

describe('anonymity asked for at the read-back', () => {
  const COMPLAINT: Readonly<Record<Locale, readonly string[]>> = {
    'zh-CN': ['我要投诉', '抄表员', '从来不上门抄表', '13900001111'],
    'zh-TW': ['我要投訴', '抄表員', '從來不上門抄表', '13900001111'],
    en: ['I want to complain', 'meter reader', 'he never comes to read the meter', '13900001111'],
  };
  test.each<[Locale, string, string]>([
    ['zh-CN', '匿名吧', '确认'],
    ['zh-CN', '不要写我的名字', '确认'],
    ['zh-TW', '匿名好了', '確認'],
    ['en', 'make it anonymous please', 'yes'],
    ['en', "don't put my name on it", 'yes'],
  ])('%s: “%s” makes an anonymous report of it, with nothing asked again', async (locale, words, yes) => {
    const person = await resident(locale, ...COMPLAINT[locale]);
    await person.say(words);
    const open = await openOf(person);
    expect(open).toMatchObject({ asked: 'confirm', slots: { category: 'report', anonymous: 'yes' } });
    expect(open?.slots.about).toBe(COMPLAINT[locale][1]);
    expect(open?.slots.contactPhone).toBeUndefined();
    await person.say(yes);
    expect(await casesOf(house, person)).toEqual([]);
    expect(await person.said()).toContain('complaint.keep-number');
  });

  test('of a report it keeps whom it is about', async () => {
    const person = await resident('zh-CN', '我要举报', '不匿名', '邻居', '他偷电很久了', '13900001111');
    await person.say('还是匿名吧');
    expect(await openOf(person)).toMatchObject({ asked: 'confirm', slots: { anonymous: 'yes', about: '邻居' } });
  });

  test('who asks whether it is possible is not taken at the word', async () => {
    const person = await resident('zh-CN', ...COMPLAINT['zh-CN']);
    await person.say('匿名和实名有什么区别');
    expect(await openOf(person)).toMatchObject({ slots: { category: 'complaint' } });
  });
});

describe('somebody in our name', () => {
  test.each<[Locale, string]>([
    ['en', 'someone called pretending to be you and asked for my card'],
    ['en', 'a man phoned claiming to be from the power company and wanted my bank details'],
    ['en', 'I got a call saying my power will be cut unless I pay with gift cards'],
    ['en', 'someone came to my door pretending to be from you and asked for money'],
    ['en', 'someone is impersonating your company'],
    ['zh-CN', '有人冒充你们打电话要我的银行卡号'],
    ['zh-TW', '有人假冒你們打電話要我的信用卡號'],
  ])('%s: “%s” is warned of, and may be reported', async (locale, words) => {
    const person = await house.person(locale);
    await person.say(words);
    expect(await person.said()).toEqual(['swindle.beware']);
    await person.tap(1);
    expect(await openOf(person)).toMatchObject({ service: 'complaint.file', slots: { category: 'report' } });
  });

  test('a scam that is to be reported is', async () => {
    const person = await house.person('en');
    await person.say('I want to report a scam call');
    expect(await openOf(person)).toMatchObject({ service: 'complaint.file', slots: { category: 'report' } });
  });

  test.each<[Locale, string]>([
    ['en', 'you called me about my card payment yesterday'],
    ['en', 'someone came to read the meter and said my bill is wrong'],
    ['en', 'they said on the phone that a technician comes tomorrow'],
  ])('%s: “%s” is none', async (locale, words) => {
    const person = await house.person(locale);
    await person.say(words);
    expect(await person.said()).not.toContain('swindle.beware');
  });
});

describe('a seller who leaves', () => {
  test.each<[Locale, string]>([
    ['zh-CN', '房子卖了，我要销户，买家要过户'],
    ['zh-CN', '我把房子卖了要搬走，想销户，新房主下个月住进来'],
    ['zh-CN', '我卖房了，怎么过户给买家'],
    ['zh-TW', '我房子賣掉了，要廢止用電，買方會接手'],
    ['en', 'I sold my house and want to close the account, the buyer is moving in'],
    ['en', "I'm moving out, a new owner is taking over, close my account"],
  ])('%s: “%s” is told both ways', async (locale, words) => {
    const person = await resident(locale, words);
    expect(await person.said()).toEqual(['holder.seller']);
    await person.tap(1);
    expect(await openOf(person)).toMatchObject({ service: 'request.file', slots: { category: 'account-closing' } });
  });

  test.each<[Locale, string, string]>([
    ['zh-CN', '我买了房子，卖家说要销户，我要过户', 'account.transfer'],
    ['zh-CN', '我要销户', 'request.file'],
    ['en', 'I bought a house and want to transfer the account', 'account.transfer'],
    ['en', 'close my account', 'request.file'],
  ])('%s: “%s” is %s', async (locale, words, service) => {
    const person = await resident(locale, words);
    expect(await openOf(person)).toMatchObject({ service });
  });
});

describe('waiting for a person', () => {
  test.each<[Locale, string, string]>([
    ['zh-CN', '转人工', '还有多久轮到我'],
    ['zh-CN', '转人工', '前面还有几个人'],
    ['zh-TW', '轉真人', '還要等多久輪到我'],
    ['zh-CN', '转人工', '你们到底有没有人管！！气死我了'],
    ['zh-CN', '转人工', '怎么还没人理我'],
    ['zh-TW', '轉真人', '到底有沒有人啊？等了半小時'],
    ['en', 'talk to a person', 'hello? is anybody there?'],
    ['en', 'talk to a person', "how long until it's my turn"],
    ['en', 'talk to a person', 'how many people are ahead of me'],
  ])('%s: after “%s”, “%s” is told the place and the time', async (locale, wish, words) => {
    const person = await resident(locale, wish, words);
    // How they feel may be said before it.
    expect((await person.said()).filter((key) => key !== 'mood.angry')).toEqual(['handoff.already']);
  });

  test.each(['路灯坏了没人管', '电线冒火花没有人来', '没人在家能装表吗', '有人偷电你们管吗'])(
    'and “%s” is about something else',
    async (words) => {
      const person = await resident('zh-CN', '转人工', words);
      expect(await person.said()).not.toContain('handoff.already');
    },
  );

  test('nobody who waits for none is told of a queue', async () => {
    const person = await resident('zh-CN', '还有多久轮到我');
    expect(await person.said()).not.toContain('handoff.already');
  });
});
