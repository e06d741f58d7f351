/** Asked when something was just filed, or long after: what happens now, and is it done. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { House } from '../support/house.ts';
import { opened } from './cases.town.ts';
import { complained, each, reported, tell } from './filed.ts';
import { casesOf, type Homes, openHomes } from './homes.ts';

let homes: Homes;
let house: House;
beforeAll(async () => {
  homes = await openHomes(60);
  house = homes.house;
  house.at('2026-12-07T10:00:00+08:00');
}, 60_000);
afterAll(() => house.close());

describe('what happens now', () => {
  test.each(
    each({
      'zh-CN': ['接下来呢', '然后呢', '接下来会怎样', '下一步是什么', '我还要做什么', '我现在要干嘛', '接下来怎么办'],
      'zh-TW': ['接下來呢', '然後呢', '接下來會怎樣', '下一步呢', '我還需要做什麼', '後續呢'],
      en: [
        'what happens next',
        'what now',
        'and then?',
        "what's next",
        'so what do I do now',
        'what are the next steps',
        'do I have to do anything else',
      ],
    }),
  )('%s: “%s” is answered with the next act and the promise of what was filed', async (language, words) => {
    for (const filed of [reported, complained]) {
      const person = await filed(house, language);
      const [one] = await casesOf(house, person);
      await person.say(words);
      expect(await person.said()).toEqual(['case.title']);
      expect(person.text()).toContain(one?.case_number);
      expect(person.last().turn.service).toBeNull();
    }
  });

  test.each(each({ 'zh-CN': ['然后呢'], 'zh-TW': ['接下來呢'], en: ['what next'] }))(
    '%s: “%s” in the middle of a service is its open question',
    async (language, words) => {
      const { person } = await homes.resident(1, language);
      await person.say({ 'zh-CN': '我要过户', 'zh-TW': '我要過戶', en: 'I want to transfer the account' }[language]);
      await person.say(words);
      expect(await person.said()).toEqual(['ask.ownershipChanged']);
    },
  );

  test('a bill was looked at since: the case is not what is asked about', async () => {
    const { person } = await homes.resident();
    await tell(
      person,
      '我要投诉',
      '抄表员',
      '抄表的人上周二敲门像砸门',
      '13912345678',
      '是的',
      '查电费',
      '下一步怎么走',
    );
    expect(await person.said()).not.toEqual(['case.title']);
  });
});

describe('is it done', () => {
  const DONE = {
    'zh-CN': [
      '过户好了吗',
      '过户办好了吗',
      '更名办好了没',
      '户名改了没有',
      '过户成功了吗',
      '更名成功没',
      '过户好没好',
      '名字改好了吗',
    ],
    'zh-TW': ['過戶好了沒', '過戶辦得怎樣了', '更名辦得如何', '戶名改好了嗎'],
    en: [
      'is my transfer done yet',
      'has my transfer gone through',
      'has the name been changed',
      'is the account in my name yet',
      "how's my transfer going",
    ],
  } as const;
  test.each(each(DONE))('%s: “%s” with nothing filed: there is none, and nothing begins', async (language, words) => {
    const person = await house.person(language);
    await person.say(words);
    expect(await person.said()).toEqual(['progress.none']);
    expect(person.last().turn.service).toBeNull();
  });

  test.each(each({ 'zh-CN': DONE['zh-CN'].slice(0, 4), 'zh-TW': DONE['zh-TW'].slice(0, 2), en: DONE.en.slice(0, 3) }))(
    '%s: “%s” shows the case that is open',
    async (language, words) => {
      const person = await house.person(language);
      const caseNumber = await opened(house, person.residentId, 'transfer');
      await person.say(words);
      expect(await person.said()).toEqual(['case.title']);
      expect(person.text()).toContain(caseNumber);
    },
  );

  test.each(
    each({
      'zh-CN': [
        '我想过户',
        '房子已经过户好了，我要改户名',
        '买了房过户好了，电表也要过户',
        '房子过户了，电费户名也要改成我的',
      ],
      'zh-TW': ['房子過戶好了，要改戶名'],
      en: ['I want to transfer my account', 'the house transfer is done, now I need the account in my name'],
    }),
  )('%s: “%s” wishes for one', async (language, words) => {
    const { person } = await homes.resident(1, language);
    await person.say(words);
    expect(person.last().turn.service).toMatch(/^account\.(?:transfer|rename)$/);
  });

  test.each(each({ 'zh-CN': ['过户要多久', '能帮我过户吗', '过户怎么办'], en: ['how is a transfer done'] }))(
    '%s: “%s” asks how it goes',
    async (language, words) => {
      const person = await house.person(language);
      await person.say(words);
      expect((await person.said()).join()).toMatch(/^knowledge/);
    },
  );
});
