/** What the first message said is not asked again: name, address, kilowatts, title, tax number, telephone, points. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { House, Person } from '../support/house.ts';
import { LIN } from '../support/town.ts';
import { homeId, homeNumber, homePhone, openHolders } from './holders.ts';
import { allSaid, casesOf, type Homes, invoicesOf, openHomes, payAll, payAndRate, ratingsOf } from './homes.ts';

let homes: Homes;
/** Where nothing is owed. */
let settled: House;
beforeAll(async () => {
  homes = await openHomes(20);
  settled = await openHolders(5);
});
afterAll(async () => {
  await homes.house.close();
  await settled.close();
});

const holder = async (n: number): Promise<Person> => {
  const person = await settled.person('zh-CN');
  await person.bind({ accountNumber: homeNumber(n), phone: homePhone(n) });
  return person;
};
const asked = async (house: House, person: Person) => (await allSaid(house, person)).flat();

const ADDRESS = '幸福路12号3单元501';
const COMPANY = '示例贸易有限公司';
const TAX = '91310000MA1FL0000X';

describe('the new name', () => {
  test('of a name that was written wrong', async () => {
    const person = await holder(1);
    await person.say('户名写错了，应该是陈祝福');
    expect(person.last().turn).toMatchObject({ service: 'account.rename', awaiting: 'consent' });
    await person.tap('同意');
    await person.tap('登记错了');
    expect(person.last().turn.awaiting).toBe('idNumber');
    expect(person.text()).toContain('陈祝福');
    await person.say(homeId(1));
    await person.tap('以后再补');
    expect(await person.said()).toEqual(['holder.read-back', 'holder.notice', 'holder.agree']);
    expect(person.text()).toContain('陈祝福');
    expect(await asked(settled, person)).not.toContain('ask.holder-name');
  });

  test('of who takes over', async () => {
    const person = await holder(2);
    await person.say(`房子卖了，把户号${homeNumber(2)}过户给周小雨`);
    expect(person.last().turn).toMatchObject({ service: 'account.transfer', awaiting: 'role' });
    await person.tap('产权人');
    await person.tap('同意');
    expect(person.last().turn.awaiting).toBe('idNumber');
    expect(person.text()).toContain('周小雨');
    expect(await asked(settled, person)).not.toContain('ask.holder-name');
  });

  test('is asked of a wish that names nobody', async () => {
    const person = await holder(3);
    await person.say('户名写错了');
    await person.tap('同意');
    await person.tap('登记错了');
    expect(person.last().turn.awaiting).toBe('name');
  });
});

describe('the address', () => {
  test('of an outage that is reported', async () => {
    const person = await homes.house.person('zh-CN');
    await person.say(`${ADDRESS}没电了`);
    for (let n = 0; n < 4 && person.last().turn.awaiting !== 'confirm'; n += 1)
      await person.say(
        person.last().turn.awaiting === 'danger'
          ? '没有'
          : person.last().turn.awaiting === 'scope'
            ? '整栋楼'
            : '没跳闸',
      );
    expect(await asked(homes.house, person)).not.toContain('outage.ask-address');
  });

  test('of an outage that is asked about', async () => {
    const person = await homes.house.person('zh-CN');
    await person.say(`${ADDRESS}明天停电吗`);
    expect(person.last().turn.awaiting).not.toBe('address');
    expect(await asked(homes.house, person)).not.toContain('outage.ask-address');
  });

  test('and the kilowatts of a new supply', async () => {
    const person = await homes.house.person('zh-CN');
    await person.say(`要在${ADDRESS}新装电表，15千瓦`);
    expect(person.last().turn).toMatchObject({ service: 'connection.new', awaiting: 'name' });
    expect(await asked(homes.house, person)).not.toContain('connection.ask-address');
  });
});

test('the kilowatts that are wished for, not those that are there', async () => {
  const { person } = await homes.resident();
  await person.say('我要增容，从8千瓦增到15千瓦');
  for (let n = 0; n < 3 && person.last().turn.awaiting !== 'confirm'; n += 1)
    await person.say(person.last().turn.awaiting === 'documents' ? '以后再补' : '13900000077');
  expect(person.last().turn).toMatchObject({ service: 'connection.new', awaiting: 'confirm' });
  expect(person.text()).toContain('15 千瓦');
});

describe('the title of an invoice', () => {
  test('with its tax number: a yes is all that is left', async () => {
    const { person } = await homes.resident();
    await payAndRate(person);
    await person.say(`开发票，抬头${COMPANY}，税号${TAX}`);
    expect(person.last().turn).toMatchObject({ service: 'invoice.issue', awaiting: 'confirm' });
    await person.say('确认');
    expect(await invoicesOf(homes.house, person)).toMatchObject([{ title: COMPANY, tax_number: TAX }]);
  });

  test('without it: only the number is asked', async () => {
    const { person } = await homes.resident();
    await payAndRate(person);
    await person.say(`开发票，抬头写${COMPANY}`);
    expect(person.last().turn).toMatchObject({ service: 'invoice.issue', awaiting: 'taxNumber' });
  });
});

test('points that are given with the wish to give them', async () => {
  const { person } = await homes.resident();
  await payAll(person);
  await person.say('我要评价，给5颗星');
  expect(await person.said()).toEqual(['rating.thanks']);
  expect(await ratingsOf(homes.house, person)).toMatchObject([{ score: 5 }]);
});

test('the new telephone', async () => {
  const { person } = await homes.resident();
  await person.say('我要换手机号，新号码13900000088');
  expect(person.last().turn).toMatchObject({ service: 'request.file' });
  expect(person.last().turn.awaiting).not.toBe('contactPhone');
  expect(await casesOf(homes.house, person)).toEqual([]);
});

describe('what happened, to somebody who complains', () => {
  const words = async (house: House, person: Person) =>
    (await casesOf(house, person)).map(({ summary }) => summary as { about: string; description: string }).at(-1);
  const SHOUTED = '我要投诉，抄表员昨天下午来我家大吼大叫，把我妈都骂哭了';

  test.each([
    ['zh-CN', SHOUTED, '抄表员'],
    ['zh-TW', '我要投訴你們的抄表員，昨天下午跑來我家大吼大叫還踢門', '抄表員'],
    ['en', 'I want to complain about your meter reader, he shouted at my mother and kicked our door', 'meter reader'],
  ] as const)('%s: the story in the first message is kept and not asked for', async (locale, story, about) => {
    const { house } = homes;
    const person = await house.person(locale);
    await person.say(story);
    expect(await person.said()).toEqual(['complaint.open', 'complaint.noted', 'complaint.ask-phone']);
    await person.say('13912345678');
    expect(await person.said()).toEqual(['complaint.read-back', 'complaint.confirm']);
    await person.say(locale === 'en' ? 'yes' : '是的');
    expect(await words(house, person)).toEqual({ about, description: story });
  });

  test('what is added, once or twice, stands behind it', async () => {
    const { house } = homes;
    const person = await house.person();
    await person.say('我要投诉，昨天停电三个小时，打了十几个电话都没有人接');
    await person.say('补充：希望给我一个说法');
    expect(person.last().turn.awaiting).toBe('contactPhone');
    await person.say('13912345678');
    await person.say('补充一下，我打的是95598');
    expect(await person.said()).toEqual(['complaint.read-back', 'complaint.confirm']);
    await person.say('是的');
    expect(await words(house, person)).toEqual({
      about: '停电和抢修',
      description: '我要投诉，昨天停电三个小时，打了十几个电话都没有人接\n希望给我一个说法\n我打的是95598',
    });
  });

  test('told in answer to what it is about, it is not asked for again', async () => {
    const { house } = homes;
    const person = await house.person();
    await person.say('我要投诉');
    await person.say('抄表员态度很差，问他什么都不理，还把门踢坏了');
    expect(await person.said()).toEqual(['complaint.noted', 'complaint.ask-phone']);
    // A question in between is no story.
    await person.say('你们处理一个投诉一般要多少个工作日才能给答复呢');
    await person.say('13912345678');
    await person.say('是的');
    expect((await words(house, person))?.description).toBe('抄表员态度很差，问他什么都不理，还把门踢坏了');
  });

  test.each(['我想投诉一件事，另外帮我看一下电费帐单', '帮我看一下上个月的电费账单是多少，另外我要投诉一件事'])(
    'another wish in the same message is no part of it: %s',
    async (words) => {
      const { person } = await homes.resident();
      await person.say(words);
      expect(await person.said()).toContain('complaint.ask-about');
      expect(await person.said()).not.toContain('complaint.noted');
    },
  );

  test('who is only spoken to is not who it is about', async () => {
    const { house } = homes;
    const person = await house.person();
    await person.say('师傅，我要投诉');
    expect(await person.said()).toEqual(['complaint.open', 'complaint.ask-about']);
  });

  test('who is named is not asked for, and the story is', async () => {
    const { house } = homes;
    const person = await house.person();
    await person.say('我要投诉抄表员');
    expect(await person.said()).toEqual(['complaint.open', 'complaint.ask-description']);
  });

  test('whoever reports is asked all the same: the first words may tell who they are', async () => {
    const { house } = homes;
    const person = await house.person();
    await person.say('我要举报三楼的王强偷电，他从楼道的电表箱直接拉了一根线到自己家');
    expect(person.last().turn.awaiting).toBe('anonymous');
    await person.say('匿名');
    await person.say('三楼的住户');
    expect(await person.said()).toEqual(['complaint.ask-description']);
  });

  test('no telephone to be reached at does not throw the complaint away', async () => {
    const { house } = homes;
    const person = await house.person();
    await person.say(SHOUTED);
    await person.say('没有');
    expect(person.last().turn).toMatchObject({ service: 'complaint.file', awaiting: 'contactPhone' });
    expect(await person.said()).not.toContain('repair.cancelled');
  });
});

describe('more to what was just filed', () => {
  test.each([
    ['zh-CN', '补充一下，那个人的工号是0123', '那个人的工号是0123', '是的'],
    ['zh-TW', '補充說明：那個人的工號是0123', '那個人的工號是0123', '是的'],
    ['en', 'Please add that his badge number was 0123', 'his badge number was 0123', 'yes'],
  ] as const)('%s: goes to the case, for whoever handles it', async (locale, said, added, yes) => {
    const { house } = homes;
    const person = await house.person(locale);
    await person.say(locale === 'en' ? 'I want to complain about the meter reader' : '我要投诉抄表员');
    await person.say(locale === 'en' ? 'he shouted at my mother' : '昨天下午来我家大吼大叫');
    await person.say('13912345678');
    await person.say(yes);
    await person.say(said);
    expect(await person.said()).toEqual(['act.done']);
    const [filed] = await casesOf(house, person);
    const noted = await house.db
      .selectFrom('case_history')
      .selectAll()
      .where('case_number', '=', filed?.case_number ?? '')
      .orderBy('seq', 'desc')
      .executeTakeFirstOrThrow();
    expect(noted).toMatchObject({ event: 'noted', actor: 'resident' });
    expect(JSON.stringify(noted.data)).toContain(added);
    expect(filed?.stage).toBe('received');
  });

  test('is asked for where nothing was said yet', async () => {
    const { house } = homes;
    const person = await house.person();
    await person.say('我要投诉抄表员');
    await person.say('昨天下午来我家大吼大叫');
    await person.say('13912345678');
    await person.say('是的');
    await person.say('我要补充');
    expect(await person.said()).toEqual(['act.ask-reason']);
    await person.say('他的工号是0123');
    expect(await person.said()).toEqual(['act.done']);
  });

  test.each(['add a note: call after 6pm', '备注一下：请下午六点后打', '加一句，我要三百块'])(
    'however it is put: %s',
    async (words) => {
      const { house } = homes;
      const person = await house.person();
      for (const one of ['我要表扬', '抄表员', '他很耐心，还帮我奶奶看了电表', '跳过', '对']) await person.say(one);
      await person.say(words);
      expect(await person.said()).toEqual(['act.done']);
    },
  );

  test.each(['add my other account 9990000000017', '补充材料怎么交', '追加容量'])(
    'and is not what only begins like it: %s',
    async (words) => {
      const { house } = homes;
      const person = await house.person();
      for (const one of ['我要表扬', '抄表员', '他很耐心，还帮我奶奶看了电表', '跳过', '对']) await person.say(one);
      await person.say(words);
      expect(await person.said()).not.toContain('act.done');
    },
  );

  test('means nothing where nothing was filed', async () => {
    const { house } = homes;
    const person = await house.person();
    await person.say('补充一下，那个人的工号是0123');
    expect(await person.said()).not.toContain('act.done');
    expect(await casesOf(house, person)).toEqual([]);
  });
});

describe('the bill', () => {
  test('before the newest, of an account whose bills are of two months; and the one that holds a month', async () => {
    const person = await homes.house.person('zh-TW');
    await person.bind(LIN);
    for (const words of ['上一期', '我上一期多少', '前一期', '上期電費多少', '查上一期電費', '為什麼上一期這麼貴']) {
      await person.say(words);
      expect([words, person.text()]).toEqual([words, expect.stringContaining('2026年7月電費')]);
    }
    for (const words of ['9月的呢', '8月的呢']) {
      await person.say(words);
      expect([words, person.text()]).toEqual([words, expect.stringContaining('2026年9月電費')]);
    }
    await person.say('5月的呢');
    expect(await person.said()).toEqual(['bill.none-then']);
  });

  test('before the newest, of an account whose bills are of one month', async () => {
    const { person } = await homes.resident();
    await person.say('上一期');
    expect(person.text()).toContain('2026年10月电费');
  });
});

describe('the day an account is to be closed', () => {
  const shown = async (person: Person, day: string) => {
    expect(person.last().turn).toMatchObject({ service: 'request.file', awaiting: 'confirm' });
    expect(person.text()).toContain(day);
  };

  test.each([
    ['我要销户，12月25日停', '12月25日停'],
    ['close my account on December 25', 'on December 25'],
  ])('of %s stands in the reason, where the clerk reads it', async (wish, day) => {
    const { person } = await homes.resident();
    await person.say(wish);
    await person.say(/[a-z]/.test(wish) ? 'later' : '以后再补');
    await shown(person, day);
    await person.say(/[a-z]/.test(wish) ? 'yes' : '是的');
    expect(await casesOf(homes.house, person)).toMatchObject([
      { kind: 'account-closing', summary: { why: expect.stringContaining(day) } },
    ]);
  });

  test('of the read-back joins the reason and begins nothing else; said again it is another day', async () => {
    const { person } = await homes.resident();
    for (const words of ['我要销户', '搬家了', '以后再补', '12月25日才能停']) await person.say(words);
    await shown(person, '搬家了；12月25日才能停');
    await person.say('要在12月28日那天停用');
    await shown(person, '搬家了；要在12月28日那天停用');
    expect(person.text()).not.toContain('12月25日');
    await person.say('查12月5日到期的账单');
    expect((await person.said())[0]).toBe('bill.none-then');
    await shown(person, '搬家了；要在12月28日那天停用');
  });
});

test.each([
  [4, 'zh-CN', '同意并提交'],
  [5, 'zh-TW', ' 同意並送件。'],
] as const)('home %i, %s: the words of the button under what was read back file it', async (n, locale, label) => {
  const person = await settled.person(locale);
  await person.bind({ accountNumber: homeNumber(n), phone: homePhone(n) });
  await person.say('户名写错了，应该是陈祝福');
  for (let step = 0; step < 3 && person.last().turn.awaiting !== 'idNumber'; step += 1) await person.tap(0);
  await person.say(homeId(n));
  while (person.last().turn.awaiting === 'documents') await person.tap(person.buttons().length - 1);
  expect(person.last().turn.awaiting).toBe('confirm');
  expect(person.buttons()[0]?.label).toBe(label.replace(/[ 。]/g, ''));
  await person.say(label);
  expect((await person.said())[0]).not.toBe('wrong.confirm');
  expect(await casesOf(settled, person)).toHaveLength(1);
});
