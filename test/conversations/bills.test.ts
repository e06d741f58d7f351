/** Bills, why they are what they are, and what was paid: questions that read and write nothing of importance. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type House, openHouse } from '../support/house.ts';
import { CHEN, town, WANG, ZHAO } from '../support/town.ts';
import { deliver, type Homes, openHomes, payAndRate } from './homes.ts';

let homes: Homes;
let house: House;
beforeAll(async () => {
  homes = await openHomes(50);
  house = homes.house;
});
afterAll(() => house.close());

const nothing = { service: null, awaiting: null };

describe('a bill', () => {
  test('comes in one turn when the account is bound, with what can be done about it', async () => {
    const { person } = await homes.resident();
    expect((await person.say('查电费')).turn).toMatchObject(nothing);
    expect(await person.said()).toEqual(['bill.title']);
    expect(person.buttons().map(({ label }) => label)).toEqual(['缴电费', '为什么这么多']);
  });

  test.each([
    ['查电费', '用到', '第二档，这一档还剩 28 度'],
    ['我家现在第几档还剩多少', '用到', '第二档，这一档还剩 28 度'],
    ['查電費', '用到', '第二級距，這一級距還剩 28 度'],
    ['check my bill', 'Tier reached', 'Tier 2, 28 kWh left in it'],
  ])('tells the tier that it reached and what is left of it: %s', async (words, label, tier) => {
    const { person } = await homes.resident();
    await person.say(words);
    const [card] = person.last().replies.filter((reply) => reply.kind === 'card');
    expect(card?.kind === 'card' && card.rows).toContainEqual([label, tier]);
  });

  test.each([
    ['查电费', '用到', '第二档，这一档还剩 28 度'],
    ['我家现在第几档还剩多少', '用到', '第二档，这一档还剩 28 度'],
    ['查電費', '用到', '第二級距，這一級距還剩 28 度'],
    ['check my bill', 'Tier reached', 'Tier 2, 28 kWh left in it'],
  ])('tells the tier that it reached and what is left of it: %s', async (words, label, tier) => {
    const { person } = await homes.resident();
    await person.say(words);
    const [card] = person.last().replies.filter((reply) => reply.kind === 'card');
    expect(card?.kind === 'card' && card.rows).toContainEqual([label, tier]);
  });

  test('of a month is that of the month; a month without one is said', async () => {
    const { person } = await homes.resident();
    await person.say('查10月的电费');
    expect(await person.said()).toEqual(['bill.title', 'bill.all-due']);
    expect(person.text()).toContain('¥177.42');
    await person.say('查今年3月的电费');
    expect(await person.said()).toEqual(['bill.none-then']);
    await person.say('那十月的呢');
    expect(person.text()).toContain('¥177.42');
  });

  test.each(['本月电费', '这个月电费多少', '本期电费', '这期电费', '這個月的電費', "this month's bill", '这个月的呢'])(
    'of a month that is not over is the newest, and it is said which that is: %s',
    async (words) => {
      const { person } = await homes.resident();
      await person.say('查10月的电费');
      await person.say(words);
      expect(await person.said()).toEqual(['bill.newest-yet', 'bill.title']);
      expect(person.text()).toMatch(/2026年12月[\s\S]*2026年11月|December 2026[\s\S]*November 2026/);
      expect(person.text()).toMatch(/372 (?:度|kWh)/);
    },
  );

  test('of a month that is named and has none is refused, though it is this month', async () => {
    const { person } = await homes.resident();
    await person.say('查12月的电费');
    expect(await person.said()).toEqual(['bill.none-then']);
    await person.say('check my December bill');
    expect(await person.said()).toEqual(['bill.none-then']);
  });

  test('of this month, asked for before the account was bound, is still this month’s when it is', async () => {
    const [person, home] = [await house.person(), homes.next()];
    await person.say('这个月电费多少');
    await person.say(home.accountNumber);
    await person.say(home.phone);
    await person.say(house.codes().at(-1)?.code ?? '');
    expect(await person.said()).toEqual(['bind.done', 'bill.newest-yet', 'bill.title']);
  });

  test('of this month is that of this month where there is one', async () => {
    const { person } = await homes.resident();
    house.advance(-6 * 86_400);
    await person.say('这个月电费多少');
    house.advance(6 * 86_400);
    expect(await person.said()).toEqual(['bill.title']);
  });

  test('that is paid is shown as paid, without a button to pay it', async () => {
    const person = await house.person();
    await person.bind(CHEN);
    await person.say('查电费');
    expect(person.buttons().map(({ label }) => label)).toEqual(['为什么这么多']);
  });

  test('asked for with a number that was mistyped is asked for again after two different tries', async () => {
    const person = await house.person();
    await person.say('查电费');
    const said: string[][] = [];
    for (const words of ['12345', '99999', '1']) {
      await person.say(words);
      said.push(await person.said());
    }
    expect(said.map(([key]) => key)).toEqual(['wrong.accountNumber', 'help.in-the-middle', 'repair.choose-or-person']);
  });

  test('redelivered is one turn', async () => {
    const { person } = await homes.resident();
    const one = await deliver(house, person, 'bill', { text: '查电费' });
    const again = await deliver(house, person, 'bill', { text: '查电费' });
    expect(again.body).toEqual({ ...one.body, at: again.body.at });
  });

  test('of an older card keeps its pay button for one turn only: then it is explained and offered anew', async () => {
    const { person } = await homes.resident();
    await person.say('查电费');
    const old = person.buttons()[0]?.button ?? '';
    await person.say('你好');
    expect((await person.press(old)).turn).toMatchObject(nothing);
    expect(await person.said()).toEqual(['repair.old-button-start']);
    expect((await person.tap('缴电费')).turn).toMatchObject({ service: 'payment.pay', awaiting: 'confirm' });
  });
});

describe('why so much', () => {
  test('means the bill that was just shown', async () => {
    const { person } = await homes.resident();
    await person.say('查10月的电费');
    await person.say('为什么这么贵');
    expect(await person.said()).toEqual(['explain.first', 'explain.tiers']);
    expect(person.text()).toContain('¥177.42');
  });

  test.each([
    '这个月电费怎么这么高？',
    '為什麼這個月電費這麼高',
    'Why is my bill higher this month?',
    '本期电费为什么这么多',
    '这两个月电费为什么这么高',
  ])('this month means the newest bill until this month has one: %s', async (words) => {
    const { person } = await homes.resident();
    await person.say('查10月的电费');
    await person.say(words);
    const said = await person.said();
    expect(said.filter((key) => key !== 'bill.newest-yet')[0]).toBe('explain.more');
    expect(said.includes('bill.newest-yet')).toBe(!words.includes('两个月'));
    expect(person.text()).toMatch(/2026年11月|November 2026/);
  });

  test('of a month that is named and has no bill is refused', async () => {
    const { person } = await homes.resident();
    await person.say('为什么12月的电费这么高');
    expect(await person.said()).toEqual(['bill.none-then']);
  });

  test('asked about a bill we cannot recompute opens one check, however often it is asked', async () => {
    const person = await house.person();
    await person.bind(ZHAO);
    await person.say('为什么这么贵');
    expect(await person.said()).toContain('explain.does-not-agree');
    await person.say('为什么这么贵');
    const checks = await house.db
      .selectFrom('cases')
      .selectAll()
      .where('account_number', '=', ZHAO.accountNumber)
      .execute();
    expect(checks).toMatchObject([{ kind: 'bill-check', status: 'open', owner_team: 'billing' }]);
    expect(checks[0]?.deadline).not.toBeNull();
  });

  test('asked about a month that the tariff does not know: it is said so, with the check that was opened', async () => {
    const own = await openHouse({
      lines: town.map((line) =>
        'seasons' in line && 'tariffId' in line && line.tariffId === 'EX-GD'
          ? { ...line, seasons: (line.seasons as { months: number[] }[]).filter(({ months }) => months.includes(10)) }
          : line,
      ),
    });
    try {
      const person = await own.person();
      await person.bind(WANG);
      await person.say('为什么这么贵');
      const said = await person.said();
      expect(said).toContain('explain.not-in-tariff');
      expect(said).not.toContain('explain.does-not-agree');
      expect(person.text()).toMatch(/电价表[^。]*2026年11月/);
      await person.say('10月的电费为什么这么贵');
      expect(await person.said()).toEqual(['explain.first', 'explain.tiers']);
    } finally {
      await own.close();
    }
  });

  test('in the middle of paying is answered, and paying goes on in one line with the same read-back', async () => {
    const { person } = await homes.resident();
    await person.say('交电费');
    const back = await person.say('为什么这么贵');
    expect(back.turn).toMatchObject({ service: 'payment.pay', awaiting: 'confirm' });
    const said = await person.said();
    expect(said[0]).toBe('explain.more');
    expect(said.slice(-3)).toEqual(['repair.resume', 'pay.read-back', 'pay.confirm']);
  });

  test('while a code is awaited goes on with that code and is answered then', async () => {
    const [person, home] = [await house.person(), homes.next()];
    await person.say('绑定户号');
    await person.say(home.accountNumber);
    await person.say(home.phone);
    const asked = await person.say('为什么这么贵');
    expect(asked.turn).toMatchObject({ service: 'account.bind', awaiting: 'code' });
    expect(await person.said()).toEqual(['ask.code']);
    const code = house.codes().filter((sent) => sent.phone === home.phone);
    expect(code).toHaveLength(1);
    await person.say(code[0]?.code ?? '');
    expect((await person.said()).slice(0, 2)).toEqual(['bind.done', 'explain.more']);
  });
});

describe('what was paid', () => {
  test('nothing yet is said so', async () => {
    const { person } = await homes.resident();
    await person.say('缴费记录');
    expect(await person.said()).toEqual(['history.none']);
  });

  test('is listed with its state and leads to an invoice', async () => {
    const { person } = await homes.resident();
    await payAndRate(person);
    await person.say('缴费记录');
    expect(await person.said()).toEqual(['history.title']);
    expect(person.text()).toContain('¥227.71 已支付');
    expect((await person.tap('开发票')).turn).toMatchObject({ service: 'invoice.issue', awaiting: 'choice' });
  });

  test('by somebody else for my account is listed for me, without an invoice', async () => {
    const { person, home } = await homes.resident();
    house.advance(61);
    const other = await house.person();
    await other.bind(home);
    await payAndRate(other);
    await person.say('缴费记录');
    expect(person.text()).toContain('¥227.71');
    expect(person.buttons()).toEqual([]);
  });
});

describe('two wishes in one message', () => {
  test('are both done, in the order they were said', async () => {
    const { person } = await homes.resident();
    await person.say('查一下电费，顺便看看缴费记录');
    expect(await person.said()).toEqual(['bill.title', 'history.none']);
  });

  test('wait for each other when the first has a question, and it is announced', async () => {
    const person = await house.person();
    const home = homes.next();
    const asked = await person.say('查电费，顺便交电费');
    expect(asked.turn).toMatchObject({ service: 'account.bind', awaiting: 'accountNumber' });
    expect(await person.said()).toEqual(['bind.first', 'repair.later', 'ask.accountNumber']);
    await person.say(home.accountNumber);
    await person.say(home.phone);
    await person.say(house.codes().at(-1)?.code ?? '');
    expect(await person.said()).toEqual(['bind.done', 'bill.title', 'repair.next', 'pay.read-back', 'pay.confirm']);
  });

  test('said again while they wait are still done once each', async () => {
    const person = await house.person();
    const home = homes.next();
    await person.say('查电费，顺便看看缴费记录');
    await person.say('查电费，顺便看看缴费记录');
    await person.say(home.accountNumber);
    await person.say(home.phone);
    await person.say(house.codes().at(-1)?.code ?? '');
    expect(await person.said()).toEqual(['bind.done', 'bill.title', 'repair.next', 'history.none']);
  });

  test('an answer and a question in one message: the answer counts, the question is answered, nothing is asked twice', async () => {
    const { person, homes: own } = await homes.resident(2);
    await person.say('解绑户号');
    const answer = await person.say(`第一个。另外为什么这么贵`);
    expect(answer.turn).toMatchObject({ service: 'account.unbind', awaiting: 'confirm' });
    const said = await person.said();
    expect(said.filter((key) => key === 'unbind.confirm')).toHaveLength(1);
    expect(said).not.toContain('ask.account');
    expect(own).toHaveLength(2);
  });
});
