/** Requests in the chat: each kind to its case, one in three languages, too late, still owed, corrected, cancelled, said twice. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dayFrom } from '../../src/conversation/flows/event-day.ts';
import type { House, Person } from '../support/house.ts';
import { LI, ZHAO } from '../support/town.ts';
import { allSaid, casesOf, deliver, type Homes, openHomes } from './homes.ts';

let homes: Homes;
let house: House;
beforeAll(async () => {
  homes = await openHomes(40);
  house = homes.house;
});
afterAll(() => house.close());

const READ_BACK = ['request.read-back', 'request.note', 'request.confirm'];
const OPENED = ['request.opened', 'case.title'];
const NEW_PHONE = '13900000088';

const tell = async (person: Person, ...words: string[]) => {
  for (const word of words) await person.say(word);
};
const cut = (accountNumber: string) =>
  house.db.updateTable('accounts').set({ status: 'cut' }).where('account_number', '=', accountNumber).execute();

describe('each kind comes to its case', () => {
  test('a doubted bill: which month, what is wrong', async () => {
    const { person, home } = await homes.resident();
    await person.say('账单不对，我要核查');
    expect(await person.said()).toEqual(['request.ask-month']);
    await person.tap('2026年11月');
    await person.say('比平时多了一倍');
    expect(await person.said()).toEqual(READ_BACK);
    for (const shown of ['2026年11月', '比平时多了一倍', '12月11日 23:59 前答复您'])
      expect(person.text()).toContain(shown);
    await person.say('是的');
    expect(await person.said()).toEqual(OPENED);
    expect(await casesOf(house, person)).toMatchObject([
      {
        kind: 'bill-check',
        reason: `bill:W-11-${home.accountNumber}`,
        owner_team: 'billing',
        summary: { period: '2026-11' },
      },
    ]);
  });

  test('a meter test says who pays for it, as a rule and without a sum', async () => {
    const { person } = await homes.resident();
    await tell(person, '我要校表', '用电没变，度数多了一倍', '跳过');
    expect(await person.said()).toEqual(READ_BACK);
    expect(person.text()).toContain('电表不准由供电企业承担');
    expect(person.text()).not.toContain('¥');
    await person.say('是的');
    expect(await casesOf(house, person)).toMatchObject([{ kind: 'meter-test', owner_team: 'metering', sealed: null }]);
  });

  test('damaged appliances: the day, what broke, left as it is, somebody comes within a day', async () => {
    const { person } = await homes.resident();
    await person.say('家里电器烧坏了要赔');
    await person.say('前天');
    expect(person.text()).toContain('保持原样');
    await tell(person, '冰箱不制冷，电视打不开', '以后再补');
    expect(person.text()).toContain('提交后 24 小时内上门查看');
    // Whoever takes their time with the yes has not changed what they agree to.
    house.advance(4 * 60);
    await person.say('是的');
    expect(await casesOf(house, person)).toMatchObject([
      {
        kind: 'appliance-damage',
        owner_team: 'dispatch',
        summary: { since: '2026-12-03', description: '冰箱不制冷，电视打不开' },
      },
    ]);
  });

  test('another telephone: the old one masked, the new one masked, a text message to the old one', async () => {
    const { person, home } = await homes.resident();
    await person.say('换手机号');
    expect(person.text()).toContain(`${home.phone.slice(0, 3)}****${home.phone.slice(-4)}`);
    await person.say(home.phone);
    await person.say('以后再补');
    expect(await person.said()).toEqual(['request.same-phone', 'request.ask-new-phone']);
    await tell(person, NEW_PHONE);
    expect(await person.said()).toEqual(READ_BACK);
    expect(person.text()).not.toMatch(new RegExp(`${NEW_PHONE}|${home.phone}`));
    await person.say('是的');
    const [found] = await casesOf(house, person);
    expect(found).toMatchObject({ kind: 'phone-change', stage: 'need-material', missing: ['id-front'] });
    await house.delivery.sendDue();
    const sent = house.log.filter(
      (line) => line.includes(`to ${home.phone}]`) && line.includes(found?.case_number ?? '?'),
    );
    expect(sent).toHaveLength(1);
    expect(sent[0]).not.toContain(NEW_PHONE);
  });

  test('closing an account: what is still to be paid is shown, what becomes of the balance is said', async () => {
    const { person } = await homes.resident();
    await tell(person, '我要销户', '搬家了', '以后再补');
    expect(await person.said()).toEqual(READ_BACK);
    for (const shown of ['¥227.71', '余额退给户主', '随时撤销']) expect(person.text()).toContain(shown);
    await person.say('是的');
    expect(await casesOf(house, person)).toMatchObject([{ kind: 'account-closing', summary: { why: '搬家了' } }]);
  });

  test('power back for who is cut off and owes nothing overdue: no question, 24 hours from the payment', async () => {
    const { person, home } = await homes.resident();
    await house.db
      .updateTable('bills')
      .set({ paid_at: new Date('2026-12-05T08:00:00+08:00'), due_date: '2026-12-01' })
      .where('bill_id', '=', `W-11-${home.accountNumber}`)
      .execute();
    await cut(home.accountNumber);
    await person.say('申请复电');
    expect(await person.said()).toEqual(READ_BACK);
    expect(person.text()).toContain('2026年12月6日 08:00 前恢复供电');
    await person.say('是的');
    expect(await casesOf(house, person)).toMatchObject([{ kind: 'reconnection', owner_team: 'dispatch' }]);
    await person.say('申请复电');
    expect(await person.said()).toEqual(['request.joined']);
    expect(await casesOf(house, person)).toHaveLength(1);
  });
});

test.each([
  ['zh-CN', '家里电器烧坏了要赔', '昨天', '冰箱坏了', '以后再补', '是的'],
  ['zh-TW', '家裡電器燒壞了要賠償', '昨天', '冰箱壞了', '之後再補', '是的'],
  [
    'en',
    'my fridge was damaged by your power surge, I want compensation',
    'yesterday',
    'the fridge is dead',
    'Later',
    'yes',
  ],
] as const)(
  '%s: a claim is asked, read back, agreed and told in one’s own language',
  async (locale, wish, day, what, later, yes) => {
    const { person } = await homes.resident(1, locale);
    await person.say(wish);
    expect(await person.said()).toEqual(['request.ask-since']);
    await person.say(day);
    expect(await person.said()).toEqual(['request.ask-description']);
    await person.say(what);
    await person.tap(later);
    expect(await person.said()).toEqual(READ_BACK);
    await person.say(yes);
    expect(await person.said()).toEqual(OPENED);
    expect(await casesOf(house, person)).toMatchObject([
      { kind: 'appliance-damage', summary: { since: '2026-12-04', description: what } },
    ]);
  },
);

describe('not possible', () => {
  test('on the eighth day: the rule, kindly, and the way to a person; nothing is asked any more', async () => {
    const { person } = await homes.resident();
    await tell(person, '家里电器烧坏了要赔', '11月27日');
    expect(await person.said()).toEqual(['request.too-late']);
    expect(person.text()).toContain('7 天');
    expect(person.buttons().map(({ label }) => label)).toEqual(['转人工']);
    expect(await casesOf(house, person)).toEqual([]);
  });

  test('on the seventh day it is in time', async () => {
    const { person } = await homes.resident();
    await tell(person, '家里电器烧坏了要赔', '7天前');
    expect(await person.said()).toEqual(['request.ask-description']);
  });

  test('“longer ago” from the list is too late, a day to come is no answer', async () => {
    const { person } = await homes.resident();
    await tell(person, '家里电器烧坏了要赔', '2026-12-24');
    expect(await person.said()).toEqual(['request.wrong-since', 'request.ask-since']);
    await person.tap('超过 7 天');
    expect(await person.said()).toEqual(['request.too-late']);
  });

  test('power back while an overdue bill is open: how much, and the button to pay', async () => {
    const person = await house.person('zh-CN');
    await person.bind(LI);
    await cut(LI.accountNumber);
    await person.say('申请复电');
    expect(await person.said()).toEqual(['request.owed']);
    expect(person.text()).toContain('¥224.88');
    await person.tap('缴电费');
    expect((await person.said()).at(-1)).toBe('pay.confirm');
    expect(await casesOf(house, person)).toEqual([]);
  });

  test('power back where nothing is cut: an outage can be reported', async () => {
    const { person } = await homes.resident();
    await person.say('申请复电');
    expect(await person.said()).toEqual(['request.not-cut']);
    expect(person.buttons().map(({ label }) => label)).toEqual(['报修']);
  });

  test('an account that is not bound is bound first, and nothing is opened about it', async () => {
    const person = await house.person('zh-CN');
    expect((await person.say('我要校表')).turn).toMatchObject({ service: 'account.bind', awaiting: 'accountNumber' });
    expect(await casesOf(house, person)).toEqual([]);
  });

  test('somebody else’s account in a forged button is not touched', async () => {
    const { person } = await homes.resident();
    const other = await homes.resident();
    await person.say('你好');
    const turn = person.buttons()[0]?.button.split('/')[0];
    await person.press(`${turn}/0//start/request.file/category%3Dphone-change%26account%3D${other.home.accountNumber}`);
    expect(person.text()).not.toContain(other.home.phone.slice(-4));
    expect((await allSaid(house, person)).flat()).not.toContain('request.read-back');
    expect(await casesOf(house, person)).toEqual([]);
  });
});

describe('on the way', () => {
  const atReadBack = async () => {
    const found = await homes.resident();
    await tell(found.person, '我要校表', '走得太快', '13900000077');
    expect(await found.person.said()).toEqual(READ_BACK);
    return found;
  };

  test('corrected: the telephone at the read-back, by saying the right one', async () => {
    const { person } = await atReadBack();
    await person.say('电话不对，是13900000099');
    expect((await person.said()).slice(-3)).toEqual(READ_BACK);
    expect(person.text()).toContain('139****0099');
    await person.say('是的');
    const [found] = await casesOf(house, person);
    expect(JSON.parse(await house.tokens.unseal(found?.sealed ?? ''))).toEqual({ contactPhone: '13900000099' });
  });

  test('cancelled and denied: nothing is stored', async () => {
    const { person } = await atReadBack();
    await person.say('取消');
    expect(await person.said()).toEqual(['repair.cancelled']);
    const again = await atReadBack();
    await again.person.tap('暂不');
    expect([...(await casesOf(house, person)), ...(await casesOf(house, again.person))]).toEqual([]);
  });

  test('interrupted by paying, it goes on with the same question', async () => {
    const { person } = await homes.resident();
    await person.say('我要销户');
    await person.say('查电费');
    expect((await person.said()).slice(-2)).toEqual(['repair.resume', 'request.ask-reason']);
  });

  test('an old yes counts for nothing once the value is another', async () => {
    const { person } = await atReadBack();
    const old = person.buttons()[0]?.button ?? '';
    await person.say('电话不对，是13900000099');
    await person.press(old);
    expect(await person.said()).toContain('repair.old-button');
    expect(await casesOf(house, person)).toEqual([]);
  });

  test('three days that are none: hint, help, then a person, and the question stays', async () => {
    const { person } = await homes.resident();
    await person.say('家里电器烧坏了要赔');
    for (const wrong of ['很久', '大概那天', '下雨那天']) await person.say(wrong);
    expect(await person.said()).toContain('repair.choose-or-person');
    await person.say('昨天');
    expect(await person.said()).toEqual(['request.ask-description']);
  });

  test('the yes delivered twice is one case', async () => {
    const { person } = await atReadBack();
    const first = await deliver(house, person, 'yes-request', { text: '是的' });
    const second = await deliver(house, person, 'yes-request', { text: '是的' });
    expect(second.body).toEqual(first.body);
    expect(await casesOf(house, person)).toHaveLength(1);
  });

  test('a bill that is being checked already is joined, and its number told', async () => {
    const person = await house.person('zh-CN');
    await person.bind(ZHAO);
    await person.say('为什么这么贵');
    const [check] = await house.db
      .selectFrom('cases')
      .selectAll()
      .where('account_number', '=', ZHAO.accountNumber)
      .execute();
    await tell(person, '账单不对，我要核查', '2026年11月', '多了一百块', '是的');
    expect(await person.said()).toEqual(['request.joined']);
    expect(person.text()).toContain(check?.case_number);
    expect(await casesOf(house, person)).toHaveLength(1);
  });
});

test('days as people say them, on Saturday the 5th of December', () => {
  const today = '2026-12-05';
  for (const [words, day] of [
    ['今天早上', '2026-12-05'],
    ['昨晚打雷', '2026-12-04'],
    ['大前天', '2026-12-02'],
    ['前天下午', '2026-12-03'],
    ['3天前', '2026-12-02'],
    ['一周前', '2026-11-28'],
    ['12月1号', '2026-12-01'],
    ['12月24日', '2025-12-24'],
    ['2026-11-30', '2026-11-30'],
    ['周三', '2026-12-02'],
    ['上週三', '2026-11-25'],
    ['two days ago', '2026-12-03'],
    ['on 3 December', '2026-12-03'],
    ['Dec 3rd', '2026-12-03'],
    ['last Monday', '2026-11-30'],
    ['the day before yesterday', '2026-12-03'],
  ] as const)
    expect([words, dayFrom(words, today)]).toEqual([words, day]);
  for (const words of ['不记得', '2月30日', '13月1日', 'some day', ''])
    expect([words, dayFrom(words, today)]).toEqual([words, null]);
});
