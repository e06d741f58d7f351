/** Answers that cannot be one, and answers that come before their question: nothing absurd is filed, nothing that was said is lost. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { House, Person } from '../support/house.ts';
import { boundTo, codeFor, codesSent, type Homes, openHomes } from './homes.ts';
import { OPEN_QUESTIONS } from './open-questions.ts';

let homes: Homes;
let house: House;
beforeAll(async () => {
  homes = await openHomes(160);
  house = homes.house;
}, 60_000);
afterAll(() => house.close());

const openOf = async ({ residentId }: Person) => {
  const { session } = await house.db
    .selectFrom('conversations')
    .select('session')
    .where('resident_id', '=', residentId)
    .executeTakeFirstOrThrow();
  const { stack } = session as { stack: { service: string; asked: string | null; slots: Record<string, string> }[] };
  return stack.at(-1);
};
const inQuestion = (state: string): Promise<Person> => {
  const open = OPEN_QUESTIONS[state];
  if (!open) throw new Error(state);
  return open(homes);
};
/** A new person who said these, in this language. */
const whoSaid = async (locale: 'zh-CN' | 'zh-TW' | 'en', ...lines: readonly string[]) => {
  const person = await house.person(locale);
  for (const line of lines) await person.say(line);
  return person;
};

describe('what cannot be an answer is refused', () => {
  test.each([
    ['address of a supply', '大樓地下室'],
    ['address of a supply', 'The whole building'],
    ['address of a supply', 'start'],
    ['address of a supply', '确认'],
    ['address of a supply', '那我冰箱里的东西坏了谁赔'],
    ['name of the new holder', "that's all"],
    ['name of the new holder', '确认'],
    ['name of the new holder', 'done'],
    ['parking space', '7kw'],
    ['parking space', 'yes'],
    ['what broke', 'yes'],
    ['what broke', '13811112222'],
    ['what is wrong with a bill', '确认'],
  ])('%s: “%s”', async (state, words) => {
    const person = await inQuestion(state);
    const before = await openOf(person);
    await person.say(words);
    const now = await openOf(person);
    expect(now).toMatchObject({ service: before?.service, asked: before?.asked });
    expect(now?.slots[before?.asked ?? '']).toBeUndefined();
  });

  test('a neighbour with light is no address of an outage, and the real address is', async () => {
    const person = await whoSaid('en', 'power is out at home', 'no danger');
    expect(person.last().turn).toMatchObject({ awaiting: 'address' });
    await person.say('Just mine, the neighbours have light');
    expect(await person.said()).toEqual(['repair.kept', 'outage.ask-address']);
    await person.say('13 Happiness Road, Example City');
    expect(await openOf(person)).toMatchObject({
      asked: 'breaker',
      slots: { scope: 'home', address: '13 Happiness Road, Example City' },
    });
  });

  test.each([
    ['zh-CN', '最近有没有停电计划', '那我冰箱里的东西坏了谁赔'],
    ['zh-TW', '最近有沒有停電計畫', '整棟樓'],
    ['en', 'are any outages planned this week', 'only my flat'],
  ] as const)('%s: an outage is not looked up at “%s”', async (locale, opener, words) => {
    const person = await whoSaid(locale, opener);
    expect(person.last().turn.awaiting).toBe('address');
    await person.say(words);
    expect(await person.said()).not.toContain('outage.not-located');
    expect((await openOf(person))?.slots.address).toBeUndefined();
  });

  test('a report holds neither its yes nor the question who will know', async () => {
    const person = await whoSaid('zh-CN', '我要举报', '匿名', '邻居');
    expect(person.last().turn.awaiting).toBe('description');
    for (const words of ['确认', '你们会泄露我的名字吗', 'will you tell them my name?']) {
      await person.say(words);
      expect((await openOf(person))?.slots.description).toBeUndefined();
    }
  });

  test.each(['不要這樣講 給我真人', '给我真人', 'give me a real person'])(
    'whom a complaint is about: “%s” is a wish for a person',
    async (words) => {
      const person = await whoSaid('zh-CN', '我要投诉');
      expect(person.last().turn.awaiting).toBe('about');
      await person.say(words);
      expect(await person.said()).toContain('handoff.done');
      expect((await openOf(person))?.slots.about).toBeUndefined();
    },
  );

  test('a complaint holds neither a phone, nor a question about it, nor the wish for a person', async () => {
    const person = await whoSaid('zh-CN', '我要投诉', '抄表员');
    expect(person.last().turn.awaiting).toBe('description');
    await person.say('13811112222');
    expect(await openOf(person)).toMatchObject({ asked: 'description', slots: { contactPhone: '13811112222' } });
    await person.say('多久会有人');
    expect((await openOf(person))?.slots.description).toBeUndefined();
    await person.say('不匿名');
    expect((await openOf(person))?.slots.description).toBeUndefined();
    await person.say('不要这样讲 给我真人');
    expect(await person.said()).toContain('handoff.done');
    expect((await openOf(person))?.slots.description).toBeUndefined();
    await person.say('抄表员从来没上门，数字是估的');
    expect(await openOf(person)).toMatchObject({ slots: { description: '抄表员从来没上门，数字是估的' } });
  });
});

describe('an answer before its question is kept, said so, and the open question asked again', () => {
  test.each([
    ['whose parking space', 'My name is Tang Jingyi', 'name', 'Tang Jingyi'],
    ['whose parking space', '7kw', 'capacityKw', '7'],
    ['parking space', '我叫谢志强', 'name', '谢志强'],
    ['consent to ID data', '王小明', 'name', '王小明'],
    ['consent to ID data', '我叫王小明', 'name', '王小明'],
    ['why the name changes', '我叫王小明', 'name', '王小明'],
    ['account of a transfer', '我叫王小明', 'name', '王小明'],
    ['kilowatts', '13900000001', 'contactPhone', '13900000001'],
  ])('%s: “%s” is the %s', async (state, words, slot, value) => {
    const person = await inQuestion(state);
    const before = await openOf(person);
    await person.say(words);
    expect(await openOf(person)).toMatchObject({
      service: before?.service,
      asked: before?.asked,
      slots: { [slot]: value },
    });
    expect((await person.said()).slice(0, -1)).toEqual(['repair.kept']);
  });

  test('an ID number at the consent is kept, and asked for no more', async () => {
    const person = await inQuestion('consent to ID data');
    await person.say('11010119900307109X');
    expect((await person.said())[0]).toBe('repair.kept');
    expect(person.last().turn.awaiting).toBe('consent');
  });

  test.each([
    ['zh-CN', '家里停电了', '示例市幸福路13号', '示例市幸福路13号'],
    ['zh-TW', '家裡停電了', '台北市信義區松仁路100號', '台北市信義區松仁路100號'],
    ['en', 'power is out at home', '13 Happiness Road', '13 Happiness Road'],
  ] as const)('%s: the address at the question of danger', async (locale, opener, words, address) => {
    const person = await whoSaid(locale, opener);
    expect(person.last().turn.awaiting).toBe('danger');
    await person.say(words);
    expect(await openOf(person)).toMatchObject({ service: 'outage.report', slots: { address } });
    expect(await person.said()).not.toContain('wrong.choice');
  });
});

test.each(['昨晚八点开始停的', '昨晚八點開始停的', 'since 6pm'])(
  'when it began, at the question of danger: “%s”',
  async (words) => {
    const person = await whoSaid('zh-CN', '家里停电了', words);
    expect(person.last().turn).toMatchObject({ service: 'outage.report', awaiting: 'danger' });
    expect((await openOf(person))?.slots.since).toBeDefined();
  },
);

describe('two people, two phones', () => {
  test.each([
    ['旧户主电话13900000019', '我的电话13988887777'],
    ['舊戶主電話13900000019', '我的手機13988887777'],
    ["the seller's phone is 13900000019", 'my phone is 13988887777'],
  ])('%s / %s', async (old, mine) => {
    const person = await inQuestion('ID number');
    await person.say(old);
    await person.say(mine);
    expect(await openOf(person)).toMatchObject({
      service: 'account.transfer',
      slots: { oldHolderPhone: '13900000019', contactPhone: '13988887777' },
    });
  });
});

describe('linking', () => {
  test.each([
    ['zh-CN', '绑定户号', '13900000033'],
    ['zh-TW', '綁定電號', '0912345678'],
    ['en', 'link my account', '13900000033'],
  ] as const)('%s: a mobile where the account is asked is kept as the phone', async (locale, opener, phone) => {
    const person = await whoSaid(locale, opener, phone);
    expect(await person.said()).toEqual(['repair.is-phone', 'ask.accountNumber']);
    expect(await openOf(person)).toMatchObject({ service: 'account.bind', asked: 'accountNumber', slots: { phone } });
  });

  test.each([
    ['绑定户号13900000033', '那是我的手机号'],
    ['绑定户号13900000033', '说错了，那是手机'],
    ['link account number 13900000033', "that's my phone number"],
  ])('“%s”, then “%s”', async (opener, words) => {
    const person = await whoSaid('zh-CN', opener);
    expect(person.last().turn.awaiting).toBe('phone');
    await person.say(words);
    const open = await openOf(person);
    expect(open).toMatchObject({ asked: 'accountNumber', slots: { phone: '13900000033' } });
    expect(open?.slots.accountNumber).toBeUndefined();
  });

  test('the first "it did not come" is told until when to wait, once, and that alone', async () => {
    const [person, home] = [await house.person(), homes.next()];
    await person.say(`绑定户号${home.accountNumber}`);
    await person.say(home.phone);
    await person.say('没收到');
    expect(await person.said()).toEqual(['bind.wait-code']);
    await person.say('咕噜咕噜');
    expect(await person.said()).not.toContain('bind.wait-code');
    expect(codesSent(house, home)).toBe(1);
    await person.say(codeFor(house, home));
    expect(await boundTo(house, person)).toEqual([home.accountNumber]);
  });

  test('after a corrected account number the wait is told once, and the code goes out after it', async () => {
    const [person, wrong, home] = [await house.person(), homes.next(), homes.next()];
    await person.say(`绑定户号${wrong.accountNumber}`);
    await person.say(home.phone);
    await person.say(`不对，户号是${home.accountNumber}`);
    expect(await person.said()).toEqual(['repair.corrected', 'bind.wait-code']);
    for (const words of ['咕噜咕噜', '好的']) {
      await person.say(words);
      expect(await person.said()).not.toContain('bind.wait-code');
      expect(await person.said()).not.toContain('bind.too-many');
    }
    house.advance(61);
    await person.say('重发');
    await person.say(codeFor(house, home));
    expect(await boundTo(house, person)).toEqual([home.accountNumber]);
  });

  test.each(['我手机号停用了', '我要换手机号', '那個門號早就不用了', 'I lost that phone', 'my old number is dead'])(
    'a phone that is gone, at the code: “%s”',
    async (words) => {
      const [person, home] = [await house.person(), homes.next()];
      await person.say(`绑定户号${home.accountNumber}`);
      await person.say(home.phone);
      await person.say(words);
      expect((await person.said())[0]).toBe('bind.lost-phone');
      expect(person.last().turn).toMatchObject({ service: 'account.bind', awaiting: 'code' });
      expect(codesSent(house, home)).toBe(1);
    },
  );

  test('a phone that is gone, as the first words', async () => {
    const person = await whoSaid('zh-CN', '我以前的手机号停用了收不到验证码怎么绑定');
    expect(await person.said()).toEqual(['bind.lost-phone', 'ask.accountNumber']);
    expect(person.buttons().map(({ label }) => label)).toContain('转人工');
  });
});

test('who sends a number while waiting for a person is rung up there', async () => {
  house.at('2026-12-05T10:00:00+08:00');
  for (const words of ['电话13900000099', '13900000099', 'my phone is 13900000099']) {
    const person = await whoSaid('zh-CN', '转人工', words);
    expect(await person.said()).toEqual(['handoff.phone-kept']);
    expect(person.text()).not.toContain('13900000099');
  }
  const waitsForNobody = await whoSaid('zh-CN', '电话13900000099');
  expect(await waitsForNobody.said()).not.toContain('handoff.phone-kept');
});

test('name and ID number that do not match a second time: a person and the hall are offered, and it can be tried again', async () => {
  const person = await inQuestion('name of the new holder');
  await person.say('李建国 110101199002020001');
  expect(await person.said()).toContain('holder.mismatch');
  await person.say('李建国 110101199002020002');
  expect(await person.said()).toEqual(['holder.mismatch-again', 'ask.holder-name']);
  expect(person.buttons().map(({ label }) => label)).toContain('转人工');
  await person.say('李建国 110101199001010025');
  expect(await person.said()).toContain('holder.proved');
});

test('a correction of a phone inside an application changes that phone and begins nothing', async () => {
  const person = await inQuestion('new supply read back');
  await person.say('改一下，電話是0922111444');
  expect(await openOf(person)).toMatchObject({ service: 'connection.new', slots: { contactPhone: '0922111444' } });
});
