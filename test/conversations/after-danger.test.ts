/** What people in danger say next: it stays an emergency; where they are and their phone reach its case; nobody is sent elsewhere. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Locale } from '../../src/domain/names.ts';
import type { House, Person } from '../support/house.ts';
import { casesOf, type Homes, openHomes } from './homes.ts';

let homes: Homes;
let house: House;
beforeAll(async () => {
  homes = await openHomes(40);
  house = homes.house;
}, 60_000);
afterAll(() => house.close());

const BEGINS: Readonly<Record<Locale, string>> = {
  'zh-CN': '电线掉下来了在冒火花',
  'zh-TW': '電線掉下來了在冒火花',
  en: 'a power line fell and is sparking',
};

async function inDanger(locale: Locale, words = BEGINS[locale]): Promise<Person> {
  const person = await house.person(locale);
  await person.say(words);
  expect((await person.said())[0], words).toBe('emergency.first');
  return person;
}

const dangerOf = async (person: Person) => {
  const found = (await casesOf(house, person)).filter(({ reason }) => reason.startsWith('danger:'));
  expect(found).toHaveLength(1);
  return found[0]?.summary as { address?: string; phone?: string | null; description?: string };
};

describe.each([
  [
    'zh-CN',
    [
      '我孩子碰到电线了',
      '孩子碰到了',
      '他不动了',
      '他没有呼吸了',
      '我妈昏过去了',
      '我儿子摸到了',
      '有人受伤',
      '他被烧伤了',
    ],
  ],
  ['zh-TW', ['小孩碰到了', '他沒有呼吸了', '我爸昏倒了', '他不動了', '叫不醒', '我兒子受傷了', '流血了']],
  [
    'en',
    [
      'my son touched it',
      'he is not breathing',
      'she collapsed',
      'he is unconscious',
      'my dad is hurt',
      "he isn't moving",
    ],
  ],
] as const)('somebody is hurt, in %s', (locale, sayings) => {
  test.each(sayings)('%s', async (words) => {
    const person = await inDanger(locale);
    const { turn } = await person.say(words);
    const said = await person.said();
    expect([words, said]).toContainEqual(expect.arrayContaining(['emergency.hurt']));
    expect(person.text()).toMatch(/119|120/);
    expect(turn).toMatchObject({ service: null, awaiting: null });
    expect((await dangerOf(person)).description).toContain(words);
  });
});

test('hurt while something else is open: the words come, and the open question after them', async () => {
  const { person } = await homes.resident();
  await person.say('交电费');
  await person.say('变压器冒烟了');
  await person.say('他不动了');
  expect(await person.said()).toEqual(['emergency.hurt', 'pay.read-back', 'pay.confirm']);
});

describe.each([
  ['zh-CN', '示例市和平街6号', '13900000006', '幸福路菜市场门口'],
  ['zh-TW', '示例市和平街6號', '0912345678', '台北市中山路三段的國小門口'],
  ['en', 'Example City, Happiness Road 13', '13900000013', 'next to the primary school on Mill Road'],
] as const)('where it is and whom to ring up, in %s', (locale, address, phone, corner) => {
  test('one after the other', async () => {
    const person = await inDanger(locale);
    expect((await person.said()).at(-1)).toBe('emergency.where');
    await person.say(address);
    expect(await person.said()).toEqual(['emergency.noted']);
    expect(person.text()).toContain(address);
    expect((await dangerOf(person)).address).toContain(address);
    await person.say(phone);
    expect(await person.said()).toEqual(['emergency.noted']);
    expect(person.text()).not.toContain(phone);
    const { phone: kept, address: still } = await dangerOf(person);
    expect(kept).toMatch(/\*/);
    expect(still).toContain(address);
  });
  test('the phone first, or both in one line', async () => {
    const one = await inDanger(locale);
    await one.say(phone);
    expect(await one.said()).toEqual(['emergency.noted']);
    const both = await inDanger(locale);
    await both.say(`${address}, ${phone}`);
    expect(await both.said()).toEqual(['emergency.noted']);
    expect(await dangerOf(both)).toMatchObject({ address: expect.stringContaining(address) });
    expect((await dangerOf(both)).phone).toMatch(/\*/);
  });
  test('in the first message', async () => {
    const person = await inDanger(locale, `${BEGINS[locale]}, ${address}, ${phone}`);
    expect(await person.said()).not.toContain('emergency.where');
    expect(await person.said()).toContain('emergency.noted');
    expect((await dangerOf(person)).phone).toMatch(/\*/);
    expect((await dangerOf(person)).address).toBeTruthy();
  });
  test('a corner without a number', async () => {
    const person = await inDanger(locale);
    await person.say(corner);
    expect(await person.said()).toEqual(['emergency.noted']);
    expect((await dangerOf(person)).address).toBe(corner);
  });
});

test('an address at the end of the first message is not asked for again', async () => {
  const person = await inDanger('zh-CN', '电线杆上的线掉下来了在冒火花 示例市幸福路13号门口');
  expect(await person.said()).toEqual(['emergency.first', 'emergency.case', 'emergency.noted']);
  expect((await dangerOf(person)).address).toContain('幸福路13号');
});

test('skipped where it is asked, and told later all the same', async () => {
  const person = await house.person();
  await person.say('停电了');
  await person.say('很危险');
  await person.say('没');
  await person.say('跳过');
  expect(person.last().turn).toMatchObject({ service: null });
  await person.say('示例市和平街6号');
  expect(await person.said()).toEqual(['emergency.noted']);
  expect((await dangerOf(person)).address).toBe('示例市和平街6号');
});

describe.each([
  [
    'zh-CN',
    [
      '怎么办',
      '我该做什么',
      '要不要关总闸',
      '救护车要打多少',
      '能不能用水泼',
      '可以碰他吗',
      '现在怎么办啊',
      '打120还是119',
    ],
  ],
  ['zh-TW', ['怎麼辦', '要不要關總開關', '救護車打幾號', '我該做什麼', '可以碰他嗎']],
  [
    'en',
    [
      'what should I do',
      'should I turn off the main switch?',
      'what number for an ambulance?',
      'what now',
      'can I touch him?',
    ],
  ],
] as const)('what to do, in %s', (locale, sayings) => {
  test.each(sayings)('%s', async (words) => {
    const person = await inDanger(locale);
    await person.say(words);
    expect([words, await person.said()]).toEqual([words, ['emergency.what-to-do']]);
    expect(person.text()).toMatch(/119|120/);
  });
});

test('what to do is said of this danger', async () => {
  const shock = await inDanger('zh-CN', '我老伴触电了');
  expect(await shock.said()).toContain('emergency.hurt');
  await shock.say('怎么办');
  expect(shock.text()).toContain('先断电');
  const water = await inDanger('zh-CN', '配电房进水了');
  await water.say('怎么办');
  expect(water.text()).toContain('不要下水');
});

test.each([
  ['zh-CN', '你们什么时候来'],
  ['zh-TW', '多久會到'],
  ['en', 'when will they come?'],
] as const)('when they come, in %s: what is known', async (locale, words) => {
  const person = await inDanger(locale);
  await person.say(words);
  expect(await person.said()).toEqual(['emergency.coming']);
});

test.each(['滅了', '沒事了', '搞错了没有危险', 'he is ok now', 'it was a false alarm', '有小孩在玩'])(
  'other words about it reach the case: %s',
  async (words) => {
    const person = await inDanger('zh-CN');
    await person.say(words);
    expect([words, await person.said()]).toEqual([words, ['outage.noted']]);
    expect((await dangerOf(person)).description).toContain(words);
  },
);

test('a place told while the same outage is reported is known to both', async () => {
  const person = await inDanger('zh-CN', '变压器着火了');
  for (const words of ['停电了', '示例市和平街6号', '没有危险', '整栋楼']) await person.say(words);
  expect(person.last().turn.awaiting).toBe('contactPhone');
  expect((await dangerOf(person)).address).toBe('示例市和平街6号');
});

test.each(['怎么办理过户', '要不要交电费', '可以开发票吗', '我要报修', '什么时候交电费', 'how do I pay my bill'])(
  'another wish after it is that wish: %s',
  async (words) => {
    const person = await inDanger('zh-CN');
    await person.say(words);
    expect([words, (await person.said()).filter((key) => key.startsWith('emergency.'))]).toEqual([words, []]);
  },
);

test('an hour later, or about something else, it is not the danger any more', async () => {
  const { person } = await homes.resident();
  await person.say('变压器冒烟了');
  await person.say('查电费');
  expect((await person.said())[0]).toBe('bill.title');
  house.advance(2 * 3_600);
  await person.say('示例市和平街6号');
  expect(await person.said()).not.toContain('emergency.noted');
});

describe('who wants to die', () => {
  test.each([
    ['zh-CN', '我不想活了'],
    ['zh-CN', '活着没意思'],
    ['zh-CN', '我想自杀'],
    ['zh-CN', '活着真没什么意思，死了算了'],
    ['zh-TW', '我不想活了'],
    ['zh-TW', '活著好沒意義'],
    ['zh-TW', '我想去死'],
    ['en', 'I want to kill myself'],
    ['en', "I don't want to live anymore"],
    ['en', 'i want to die'],
  ] as const)('%s %s', async (locale, words) => {
    const person = await house.person(locale);
    await person.say(words);
    expect(await person.said()).toEqual(['emergency.crisis']);
    expect(person.text()).toMatch(locale === 'zh-TW' ? /1925/ : /12356/);
    expect(await casesOf(house, person)).toEqual([]);
    const { person: other } = await homes.resident();
    await other.say('交电费');
    await other.say(words);
    expect(await other.said()).toEqual(['emergency.crisis']);
    expect(other.last().turn).toMatchObject({ service: 'payment.pay', awaiting: 'confirm' });
  });
  test.each([
    ...[
      '热死了',
      '气死我了',
      '贵死了',
      '这破电费不让人活了',
      '还让不让人活了',
      '这个月电费高得想死',
      '我想死你们了',
      '會不會要死者蓋章',
      '你们都去死吧',
      '電費貴死了',
    ],
    ...['this bill is killing me', 'the heat is killing me', 'i could kill for some air con', 'kill the power'],
  ])('not meant by %s', async (words) => {
    const person = await house.person();
    await person.say(words);
    expect([words, await person.said()]).not.toContainEqual(expect.arrayContaining(['emergency.crisis']));
  });
});

describe('gas', () => {
  test.each([
    ['zh-CN', '闻到煤气味'],
    ['zh-CN', '我家煤气漏了'],
    ['zh-TW', '聞到瓦斯味'],
    ['zh-TW', '瓦斯外洩怎麼辦'],
    ['en', 'I smell gas'],
    ['en', 'there is a gas leak'],
  ] as const)('%s %s', async (locale, words) => {
    const person = await house.person(locale);
    await person.say(words);
    expect(await person.said()).toEqual(['emergency.gas']);
    expect(await casesOf(house, person)).toEqual([]);
  });
  test.each(['燃气费怎么交', '没有煤气味', 'my gas bill', '煤气费多少'])('not meant by %s', async (words) => {
    const person = await house.person();
    await person.say(words);
    expect(await person.said()).not.toContain('emergency.gas');
  });
});

describe('no emergency', () => {
  test.each([
    'my bill gave me a shock',
    'the microwave sparks joy haha',
    'that price gave me a big shock',
    'i got a shock when i saw my bill',
  ])('%s', async (words) => {
    const person = await house.person('en');
    await person.say(words);
    expect(await person.said()).not.toContain('emergency.first');
    expect(await casesOf(house, person)).toEqual([]);
  });
  test.each([
    'the washing machine gave me a shock',
    'the socket sparks',
    'I touched the wire',
    'my son touched a live wire',
  ])('but by: %s', async (words) => {
    await inDanger('en', words);
  });

  test.each([
    ['zh-TW', ['停電了', '隔壁有電', '總開關沒跳', '示例市和平街6號', '0912345678'], '對', '有危險'],
    ['zh-CN', ['停电了', '13900000006'], '是', '有危险'],
    ['zh-CN', ['停电了', '示例市和平街6号'], '好', '有'],
    ['en', ['the power is out', 'my phone is 13900000006'], 'yes', 'yes'],
  ] as const)('%s: a bare yes after other answers is asked about', async (locale, words, yes, sure) => {
    const person = await house.person(locale);
    for (const one of words) await person.say(one);
    expect(person.last().turn.awaiting).toBe('danger');
    await person.say(yes);
    expect(await person.said()).not.toContain('emergency.first');
    expect((await person.said()).at(-1)).toBe('outage.danger-or-not');
    expect(person.last().turn.awaiting).toBe('danger');
    expect(await casesOf(house, person)).toEqual([]);
    await person.say(sure);
    expect((await person.said())[0]).toBe('emergency.first');
  });

  test.each([
    ['zh-CN', '停电了', '嗯', '没有'],
    ['zh-TW', '停電了', '好的', '沒有'],
    ['en', 'the power is out', 'ok', 'no'],
  ] as const)('%s: ok to “stay safe” is no danger told', async (locale, words, ok, no) => {
    const person = await house.person(locale);
    await person.say(words);
    await person.say(ok);
    expect(await person.said()).toEqual(['outage.danger-or-not']);
    expect(await casesOf(house, person)).toEqual([]);
    await person.say(no);
    expect(await person.said()).not.toContain('emergency.first');
    expect(person.last().turn.awaiting).not.toBe('danger');
  });

  test('what was told meanwhile is not asked again', async () => {
    const person = await house.person();
    for (const words of ['停电了', '示例市和平街6号', '只有我家', '没跳闸', '13900000006']) {
      await person.say(words);
      expect([words, person.last().turn.awaiting]).toEqual([words, 'danger']);
    }
    await person.say('没有危险');
    expect(person.last().turn.awaiting).toBe('confirm');
  });

  test('a yes right after the question is believed', async () => {
    const person = await house.person();
    await person.say('停电了');
    await person.say('是');
    expect((await person.said())[0]).toBe('emergency.first');
  });
});

describe('whether it is dangerous', () => {
  test.each([
    ['zh-TW', '我家電壓不穩，燈一直閃', ['會有危險嗎', '有危險嗎', '危險不危險', '這樣安全嗎']],
    ['zh-CN', '我家停电了', ['有危险吗', '会不会有危险', '有没有危险', '安全吗', '灯一直闪，会有危险吗']],
    [
      'en',
      "lights flicker whenever the neighbour's AC starts",
      ['is that dangerous', 'is it safe?', 'is it dangerous'],
    ],
    ['en', 'the power is out', ['yep go ahead', 'go ahead', 'yep, go ahead']],
  ] as const)('%s: asked, or gone on with, it is neither yes nor no', async (locale, first, sayings) => {
    const person = await house.person(locale);
    await person.say(first);
    for (const words of sayings) {
      expect([words, (await person.say(words)).turn]).toMatchObject([words, { awaiting: 'danger' }]);
      expect([words, await person.said()]).not.toContainEqual(expect.arrayContaining(['scope.outside']));
    }
    expect(await casesOf(house, person)).toEqual([]);
  });

  test.each([
    ['zh-CN', '停电了，很危险'],
    ['en', 'the power is out, not sure there is no danger'],
    ['zh-CN', '停电了，不知道有没有危险'],
  ] as const)('%s: %s denies nothing', async (locale, words) => {
    const person = await house.person(locale);
    await person.say(words);
    if (person.last().turn.service === 'outage.report') expect(person.last().turn.awaiting).toBe('danger');
    else expect((await person.said())[0]).toBe('emergency.first');
  });

  test('“yes, it is dangerous” is one', async () => {
    const person = await house.person('en');
    await person.say('the power is out');
    await person.say('yes, it is dangerous');
    expect((await person.said())[0]).toBe('emergency.first');
  });
});

describe('danger that is denied with the first words is not asked about', () => {
  test.each([
    [
      'en',
      'outage at Example City, Happiness Road 29, building 2, just my flat, breaker is up, since 7am, phone 13900000029, no danger',
      'yep go ahead',
    ],
    ['zh-TW', '示例市幸福路29號2棟停電了，就我家，電話13900000029，沒有危險', '好'],
    ['zh-CN', '停电了，没危险', '好'],
  ] as const)('%s: %s', async (locale, words, then) => {
    const person = await house.person(locale);
    await person.say(words);
    expect(person.last().turn.service).toBe('outage.report');
    expect((await person.said()).join()).not.toContain('danger');
    await person.say(then);
    expect((await person.said()).join()).not.toMatch(/emergency/);
    expect(await casesOf(house, person)).toEqual([]);
  });

  test('nor with values that answer something else', async () => {
    const person = await house.person('zh-CN');
    await person.say('停电了');
    await person.say('示例市和平街6号，没有危险');
    expect(person.last().turn.awaiting).toBe('scope');
  });
});

test.each([
  ['zh-TW', ['停電了', '沒有', '示例市和平街6號', '整棟樓', '0912345678'], '確認通報'],
  ['en', ['the power is out', 'No', '6 Peace Street, Example City', 'The whole building', '13900000006'], 'report it.'],
] as const)('%s: the very words of the button, typed, are the button', async (locale, words, label) => {
  const person = await house.person(locale);
  for (const one of words) await person.say(one);
  expect(person.last().turn.awaiting).toBe('confirm');
  await person.say(label);
  expect((await person.said())[0]).toBe('outage.filed');
});

test('another place and another telephone, said later, push the first ones out of nothing', async () => {
  const person = await inDanger('zh-CN', `${BEGINS['zh-CN']}，示例市和平街6号，13900000006`);
  await person.say('示例市幸福路13号也有电线掉下来了，13900000013');
  const { address, description } = await dangerOf(person);
  for (const place of ['和平街6号', '幸福路13号']) {
    expect(address).toContain(place);
    expect(description).toContain(place);
  }
  const [found] = (await casesOf(house, person)).filter(({ reason }) => reason.startsWith('danger:'));
  const kept = JSON.parse(await house.tokens.unseal(found?.sealed ?? ''));
  expect(kept.contactPhone).toBe('13900000013, 13900000006');
});

describe('a danger in the middle of a report of the same outage', () => {
  test.each([
    ['zh-CN', ['停电了', '没有危险', '表箱冒烟了', '13812345670', '佛山市禅城区平安路3号']],
    ['zh-TW', ['停電了', '沒有危險', '電表箱冒煙了', '0912345678', '台北市大安區和平東路一段3號']],
    ['en', ['power outage', 'no', 'the meter box is smoking', '12 Test Road, Foshan', '13812345670']],
  ] as const)('%s: phone and place told next are known of it', async (locale, [first, ...more]) => {
    const person = await house.person(locale);
    await person.say(first);
    for (const words of more) await person.say(words);
    const { address, phone } = await dangerOf(person);
    expect(address).toMatch(/平安路3号|和平東路一段3號|12 Test Road/);
    expect(phone).not.toBeNull();
  });

  test('what was told before it is known of it, too, and not asked for again', async () => {
    const person = await house.person('en');
    for (const words of ['power outage', 'no', '12 Test Road, Foshan', 'home', 'no', '13812345678'])
      await person.say(words);
    await person.say('wait, there are sparks at the pole');
    expect(await person.said()).not.toContain('emergency.where');
    const { address, phone } = await dangerOf(person);
    expect(address).toContain('12 Test Road');
    expect(phone).not.toBeNull();
  });
});

describe('a danger told while an outage is being reported', () => {
  test.each([
    ['zh-CN', ['停电了'], '电表箱在冒火花', '没有人受伤'],
    ['zh-TW', ['停電了'], '電箱噴火了', '沒有人受傷'],
    ['en', ['the power is out'], 'the meter is smoking', 'nobody is hurt'],
    ['zh-CN', ['停电了', '没有危险', '示例市长江路81号'], '有人被电到了', '没有危险'],
    ['zh-CN', ['停电了', '没有危险', '示例市长江路82号', '只有我家'], '表箱冒烟', '没跳闸'],
  ] as const)(
    '%s %s: it is not asked again whether it is dangerous, nor denied by “%s %s”',
    async (locale, first, told, then) => {
      const person = await house.person(locale);
      for (const words of first) await person.say(words);
      await person.say(told);
      expect((await person.said())[0]).toBe('emergency.first');
      await person.say(then);
      expect(await person.said()).not.toContainEqual(
        expect.stringMatching(/^outage\.(?:ask-(?:danger|scope|breaker)|confirm)/),
      );
      for (const rest of ['跳过', '跳过']) if (person.last().turn.awaiting) await person.say(rest);
      expect(person.last().turn).toMatchObject({ service: null, awaiting: null });
      const found = await casesOf(house, person);
      expect(found).toHaveLength(1);
      expect(found[0]?.reason).toMatch(/^danger:/);
    },
  );

  test.each([
    ['zh-CN', ['停电了，户号 1000000000029'], '电线掉下来了'],
    ['en', ['the power is out, account 1000000000029'], 'a wire fell down'],
  ] as const)(
    '%s: with an account that would have to be proved, nothing is proved first',
    async (locale, first, told) => {
      const person = await house.person(locale);
      for (const words of first) await person.say(words);
      expect(person.last().turn.service).toBe('account.bind');
      await person.say(told);
      expect(person.last().turn).toMatchObject({ service: 'outage.report', awaiting: 'address' });
      await person.say('幸福路菜市场门口');
      expect((await dangerOf(person)).address).toBe('幸福路菜市场门口');
      await person.say('13900000006');
      expect((await dangerOf(person)).phone).toMatch(/\*/);
      expect(person.last().turn).toMatchObject({ service: null });
    },
  );
});

test.each([
  ['zh-CN', '停电了', '电表箱在冒火花', '跳过'],
  ['zh-TW', '停電了', '電箱噴火了', '略過'],
  ['en', 'power is out', 'the meter is smoking', 'skip'],
] as const)(
  '%s: who skips both is told that nobody knows where they are; who told one, that it is known',
  async (locale, first, told, skip) => {
    const silent = await house.person(locale);
    for (const words of [first, told, skip, skip]) await silent.say(words);
    expect(await silent.said()).toEqual(['emergency.where']);
    const placed = await house.person(locale);
    for (const words of [first, told, '13900000006', skip]) await placed.say(words);
    expect(await placed.said()).toEqual(['outage.noted']);
  },
);

describe('where it is and whom to ring up, told while something else wants a number', () => {
  test.each([
    ['zh-CN', '绑定户号', '电线掉下来了', '示例市和平街6号'],
    ['zh-TW', '綁定電號', '電線掉下來了', '台北市大安區和平東路一段3號'],
    ['en', 'bind my account', 'a power line fell down', '12 Test Road, Foshan'],
  ] as const)(
    '%s: an account number is asked for, and the place is the danger’s',
    async (locale, wish, told, place) => {
      const person = await house.person(locale);
      await person.say(wish);
      expect(person.last().turn.awaiting).toBe('accountNumber');
      await person.say(told);
      await person.say(place);
      expect((await person.said())[0]).toBe('emergency.noted');
      expect((await dangerOf(person)).address).toContain(place.slice(0, 8));
      expect(person.last().turn.awaiting).toBe('accountNumber');
    },
  );

  test('a telephone is asked for: it answers that, and the danger’s case has it, too', async () => {
    const person = await house.person();
    await person.say('绑定户号');
    await person.say('1000000000029');
    expect(person.last().turn.awaiting).toBe('phone');
    await person.say('变压器爆炸了');
    await person.say('13900000029');
    expect(await person.said()).toContain('emergency.noted');
    expect((await dangerOf(person)).phone).toMatch(/\*/);
    expect(person.last().turn.awaiting).toBe('code');
  });
});

test.each([
  ['zh-CN', '奶奶用呼吸机，现在停电了', /备用电池/],
  ['zh-CN', '家里没有电了，我爸靠制氧机', /备用电池/],
  ['zh-TW', '停電了，我媽用呼吸器', /備用電池/],
  ['en', 'power is out and my father is on a ventilator', /spare battery/],
] as const)('%s: %s: what saves them is said, and nothing of wires', async (locale, words, saves) => {
  const person = await inDanger(locale, words);
  expect(person.text()).toMatch(saves);
  expect(person.text()).not.toMatch(/电线|電線|wires/);
  expect(person.text()).toMatch(/119|120/);
});
test('a ventilator without power and a fire: the fire’s words', async () => {
  const person = await inDanger('zh-CN', '停电了我妈用呼吸机，电箱着火了');
  expect(person.text()).toMatch(/离远/);
});
