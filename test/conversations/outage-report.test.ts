/** Reporting an outage over the chat: what is known first, then danger, how far, the breaker; one yes files it. */
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { House, Person } from '../support/house.ts';
import { deliver, paymentsOf } from './homes.ts';
import {
  accountLine,
  bindNow,
  casesIn,
  type Flat,
  flat,
  lives,
  load,
  openStreet,
  outageLine,
  outagesOf,
  reportsIn,
} from './outages.town.ts';

let house: House;
let next = 0;
/** Every test has transformers of its own, each on a feeder of its own. */
const TRANSFORMERS = 40;
const flats = Array.from({ length: TRANSFORMERS }, (_, t) => [1, 2, 3].map((n) => flat(t + 1, n, `G${t + 1}`)));
const street = (): [Flat, Flat, Flat] => {
  const own = flats[next];
  next += 1;
  if (!own?.[0] || !own[1] || !own[2]) throw new Error('no transformer left');
  return [own[0], own[1], own[2]];
};
/** Accounts that are dark for a reason of their own. */
const CUT = flat(900, 1, 'G900');
const EMPTY = flat(901, 1, 'G901');

beforeAll(async () => {
  const overdue = {
    kind: 'bill',
    billId: 'CUT-10',
    accountNumber: CUT.accountNumber,
    period: '2026-10',
    from: '2026-10-01',
    to: '2026-10-31',
    kwh: '180',
    kwhPeak: null,
    kwhValley: null,
    reading: 'actual',
    lines: [{ kind: 'energy', amount: '106.02' }],
    amount: '106.02',
    currency: 'CNY',
    dueDate: '2026-11-15',
    paidAt: null,
  };
  ({ house } = await openStreet([
    ...flats.flat().map((one) => accountLine(one)),
    accountLine(CUT, { status: 'cut' }),
    accountLine(EMPTY, { prepaid: true, balance: '-12.50' }),
    overdue,
  ]));
});
afterAll(() => house.close());

const GUEST = { locale: 'zh-CN', localeChosen: false, realName: 'unverified', currentAccount: null } as const;
const BOUND = { holder: '住户', address: '', category: 'residential', status: 'active', nickname: null } as const;
/** What somebody whose home alone is dark says. */
const HOME = {
  address: null,
  scope: 'home',
  breaker: 'no',
  contactPhone: null,
  since: null,
  description: null,
  conversationId: null,
} as const;

const open = { service: null, awaiting: null };
const asking = (awaiting: string) => ({ service: 'outage.report', awaiting });
const own = (person: Person) => casesIn(house, person.residentId);

/** Says all of it, and returns what was awaited after each. */
async function walk(person: Person, ...words: readonly string[]): Promise<(string | null)[]> {
  const awaited: (string | null)[] = [];
  for (const word of words) awaited.push((await person.say(word)).turn.awaiting);
  return awaited;
}

describe('four turns', () => {
  test.each([
    ['zh-CN', ['停电了', '没有', '整栋楼', '是'], '工单号'],
    ['zh-TW', ['我家停電了', '沒有', '整棟樓', '確認'], '案件編號'],
    ['en', ['the power is out', 'no', 'the whole building', 'yes'], 'case'],
  ] as const)('%s: danger, how far, the read-back, and a yes that opens one outage', async (locale, words, noun) => {
    const [home] = street();
    const person = await lives(house, home, locale);
    expect(await walk(person, ...words.slice(0, 3))).toEqual(['danger', 'scope', 'confirm']);
    expect(person.text()).toContain('45');
    expect(person.text()).not.toContain(home.phone);
    expect(person.text()).not.toContain(home.address);
    expect(await own(person)).toEqual([]);
    const filed = await person.say(words[3]);
    expect(filed.turn).toMatchObject(open);
    expect((await person.said())[0]).toBe('outage.filed');
    const [found, ...others] = await own(person);
    expect(others).toEqual([]);
    expect(found).toMatchObject({ status: 'open', stage: 'reported', priority: 2, owner_team: 'dispatch' });
    expect(person.text()).toContain(noun);
    expect(person.text()).toContain(found?.case_number);
    expect(found?.promises.map(({ kind, due }) => [kind, Date.parse(due ?? '') - house.now().getTime()])).toEqual([
      ['arrive', 45 * 60_000],
      ['next-word', 30 * 60_000],
    ]);
    const outage = (await outagesOf(house)).find(({ outage_id }) => outage_id === found?.outage_id);
    expect(outage).toMatchObject({ transformers: [home.transformer], cause: 'fault', opened_by: found?.case_number });
  });

  test('what was said in the first message is not asked again', async () => {
    const [home] = street();
    const person = await lives(house, home);
    expect(await walk(person, '整栋楼都停电了，从两小时前开始', '没有')).toEqual(['danger', 'confirm']);
    expect(person.text()).toContain('两小时前');
  });
});

describe('one home alone', () => {
  test('whose switch did not trip becomes a single of low priority, and no outage', async () => {
    const [home] = street();
    const person = await lives(house, home);
    expect(await walk(person, '停电了', '没有', '只有我家', '没跳', '是')).toEqual([
      'danger',
      'scope',
      'breaker',
      'confirm',
      null,
    ]);
    expect(await own(person)).toMatchObject([
      { priority: 3, outage_id: null, summary: { breaker: 'no', scope: 'home' } },
    ]);
  });

  test('whose switch tripped is guided; it holds, and nothing is filed', async () => {
    const [home] = street();
    const person = await lives(house, home);
    await walk(person, '停电了', '没有', '只有我家');
    expect((await person.say('跳了')).turn).toMatchObject(asking('breaker'));
    expect(await person.said()).toEqual(['outage.guide', 'outage.ask-held']);
    expect((await person.say('有电了')).turn).toMatchObject(open);
    expect(await person.said()).toEqual(['outage.held']);
    expect(await own(person)).toEqual([]);
  });

  test.each([
    ['没跳，有电了', 'outage.held'],
    ['it stays on and the power is back', 'outage.held'],
    ['没跳，还是没电', 'outage.read-back'],
    ['it held, but still no power', 'outage.read-back'],
  ])('who answers “%s” after the guide hears %s', async (words, heard) => {
    const [home] = street();
    const person = await lives(house, home);
    await walk(person, '停电了', '没有', '只有我家', '跳了', words);
    expect((await person.said())[0]).toBe(heard);
  });

  test('whose switch trips again hears of the electrician, and may report all the same', async () => {
    const [home] = street();
    const person = await lives(house, home);
    await walk(person, '停电了', '没有', '只有我家', '跳闸了');
    expect((await person.say('又跳了')).turn).toMatchObject(asking('confirm'));
    expect((await person.said())[0]).toBe('outage.leak');
    await person.say('是');
    expect(await own(person)).toMatchObject([{ priority: 3, summary: { breaker: 'yes' } }]);
  });
});

describe('danger', () => {
  test('said to the first question: safety, a case of the highest priority, no more questions', async () => {
    const [home] = street();
    const person = await lives(house, home);
    await person.say('停电了');
    expect((await person.say('有')).turn).toMatchObject(open);
    expect(await person.said()).toEqual(['emergency.first', 'emergency.case']);
    expect(await own(person)).toMatchObject([
      {
        priority: 1,
        next_action: 'secure-place',
        account_number: home.accountNumber,
        summary: { transformer: home.transformer },
      },
    ]);
  });

  test('without an account: the case at once, then where and whom to ring up, both of which may be skipped', async () => {
    const person = await house.person();
    await person.say('停电了');
    expect((await person.say('很危险')).turn).toMatchObject(asking('address'));
    expect((await person.said()).slice(0, 2)).toEqual(['emergency.first', 'emergency.case']);
    expect(await own(person)).toMatchObject([{ priority: 1 }]);
    expect((await person.say('示例市和平路5号3栋')).turn).toMatchObject(asking('contactPhone'));
    expect((await person.say('13912345678')).turn).toMatchObject(open);
    const [found, ...others] = await own(person);
    expect(others).toEqual([]);
    expect(found).toMatchObject({ priority: 1, summary: { address: '示例市和平路5号3栋', phone: '139****5678' } });
    expect(await house.tokens.unseal(found?.sealed ?? '')).toContain('13912345678');
  });

  test('in the middle of paying: one case with the place, and the same yes pays', async () => {
    const person = await house.person();
    const wang = { accountNumber: '9990000000017', phone: '13900000001', holder: '王秀兰' };
    await person.bind(wang);
    await person.say('交电费');
    await person.say('变压器冒烟了，家里老人用呼吸机');
    expect(await person.said()).toEqual(['emergency.first', 'emergency.case', 'pay.read-back', 'pay.confirm']);
    expect(await own(person)).toMatchObject([
      { priority: 1, account_number: wang.accountNumber, summary: { needs: ['life-support'], transformer: 'T045' } },
    ]);
    await person.say('还在冒烟！');
    expect(await own(person)).toHaveLength(1);
    await person.tap('确认缴费');
    expect(await paymentsOf(house, wang)).toHaveLength(1);
  });

  test('words of need make a plain report urgent, and the crew reads them', async () => {
    const [home] = street();
    const person = await lives(house, home);
    await walk(person, '停电了，有人困在电梯里', '没有', '整栋楼', '是');
    expect(await own(person)).toMatchObject([{ priority: 1, summary: { needs: ['trapped'] } }]);
    const [found] = await own(person);
    const outage = (await outagesOf(house)).find(({ outage_id }) => outage_id === found?.outage_id);
    expect(outage).toMatchObject({ priority: 1 });
  });
});

describe('what is known is told before anything is asked', () => {
  test('a planned outage: its cause and end; one yes registers, and no second crew is promised', async () => {
    const [home] = street();
    await load(house, [
      outageLine('P-1', {
        cause: 'planned',
        feeder: home.feeder,
        from: '2026-12-05T09:00:00+08:00',
        to: '2026-12-05T13:00:00+08:00',
        estimatedRestoration: '2026-12-05T13:00:00+08:00',
        reason: '更换变压器',
      }),
    ]);
    const person = await lives(house, home);
    expect((await person.say('停电了')).turn).toMatchObject(asking('confirm'));
    expect(await person.said()).toEqual(['outage.known', 'outage.title', 'outage.confirm-join']);
    expect(person.text()).toContain('13:00');
    expect(person.text()).toContain('更换变压器');
    expect(await own(person)).toEqual([]);
    await person.say('是');
    const [found] = await own(person);
    expect(found).toMatchObject({ outage_id: 'P-1', stage: 'reported' });
    expect(found?.promises.map(({ kind }) => kind)).toEqual(['next-word']);
  });

  test.each([
    ['zh-CN', '停电了', '是', '计划停电', /抢修人员|派人|等待派/, '查进度'],
    ['zh-TW', '停電了', '是', '工作停電', /搶修人員|派員|等待派/, '查進度'],
    ['en', 'the power is out', 'yes', 'planned outage', /crew/i, 'check progress'],
  ] as const)(
    '%s: who reports a planned outage hears what is planned and until when, and nowhere that a crew comes',
    async (locale, out, yes, planned, crew, progress) => {
      const [home] = street();
      const until = { to: '2026-12-05T13:00:00+08:00', estimatedRestoration: '2026-12-05T13:00:00+08:00' };
      const from = '2026-12-05T09:00:00+08:00';
      await load(house, [outageLine(`P-${locale}`, { cause: 'planned', feeder: home.feeder, from, ...until })]);
      const person = await lives(house, home, locale);
      await walk(person, out, yes);
      expect(person.text().toLowerCase()).toContain(planned);
      expect(person.text()).toContain('13:00');
      expect(person.text()).not.toMatch(crew);
      expect((await own(person))[0]).toMatchObject({ next_action: 'follow-plan', stage: 'reported' });
      // Asked later how far it is, the same holds.
      await person.say(progress);
      expect(await person.said()).toContain('outage.told');
      expect(person.text()).toContain('13:00');
      expect(person.text()).not.toMatch(crew);
    },
  );

  test('said no to: nothing is filed', async () => {
    const [home] = street();
    await load(house, [outageLine('F-1', { feeder: home.feeder, from: '2026-12-05T09:30:00+08:00' })]);
    const person = await lives(house, home);
    await person.say('停电了');
    expect(await person.said()).toContain('outage.known');
    await person.say('不用了');
    expect(person.last().turn).toMatchObject(open);
    expect(await own(person)).toEqual([]);
  });

  test('cut off for arrears: what is owed and where to pay; a fault can be reported all the same', async () => {
    const person = await lives(house, CUT);
    expect((await person.say('停电了')).turn).toMatchObject(open);
    expect(await person.said()).toEqual(['outage.cut']);
    expect(person.text()).toContain('¥10');
    const labels = person.buttons().map(({ label }) => label);
    await person.tap(labels.length - 1);
    expect(person.last().turn).toMatchObject(asking('scope'));
    await person.say('取消');
    await person.say('停电了');
    await person.tap(0);
    expect(person.last().turn).toMatchObject({ service: 'payment.pay', awaiting: 'confirm' });
    expect(await own(person)).toEqual([]);
  });

  test('a prepaid balance below zero is told, not a fault', async () => {
    const person = await lives(house, EMPTY);
    await person.say('停电了');
    expect(await person.said()).toEqual(['outage.prepaid']);
    expect(person.text()).toContain('¥12.50');
    expect(await own(person)).toEqual([]);
  });

  test('one’s own report is not made twice', async () => {
    const [home] = street();
    const person = await lives(house, home);
    await walk(person, '停电了', '没有', '整栋楼', '是');
    expect((await person.say('我家停电了')).turn).toMatchObject(open);
    expect(await person.said()).toEqual(['outage.own', 'outage.told']);
    expect(await own(person)).toHaveLength(1);
  });
});

describe('without an account', () => {
  test('an address is enough: nobody has to bind, and the phone may be skipped', async () => {
    const person = await house.person();
    expect(await walk(person, '停电了', '没有', '示例市光明路7号2栋', '整栋楼', '跳过')).toEqual([
      'danger',
      'address',
      'scope',
      'contactPhone',
      'confirm',
    ]);
    expect(person.text()).toContain('示例市光明路7号2栋');
    await person.say('是');
    const [found] = await own(person);
    expect(found).toMatchObject({ account_number: null, priority: 2 });
    expect((await outagesOf(house)).find(({ outage_id }) => outage_id === found?.outage_id)).toMatchObject({
      building_key: '光明路7号2栋',
      feeder: null,
    });
  });

  test('an address where people have accounts joins the outage of their transformer', async () => {
    const [home] = street();
    const bound = await lives(house, home);
    await walk(bound, '停电了', '没有', '整栋楼', '是');
    const guest = await house.person();
    await walk(guest, '停电了', '没有');
    expect((await guest.say(home.address)).turn).toMatchObject(asking('confirm'));
    await guest.say('是');
    const [mine] = await own(guest);
    expect(mine?.outage_id).toBe((await own(bound))[0]?.outage_id);
  });

  test('an address that is no address is asked for again', async () => {
    const person = await house.person();
    await walk(person, '停电了', '没有');
    for (const words of ['啊', '哦']) expect((await person.say(words)).turn).toMatchObject(asking('address'));
    expect(await own(person)).toEqual([]);
  });
});

describe('repairs', () => {
  test('corrected at the read-back: the scope, the phone and the account', async () => {
    const [home, other] = street();
    const [far] = street();
    const person = await lives(house, home);
    await bindNow(house, person.residentId, far);
    await person.say('停电了');
    expect(person.last().turn).toMatchObject(asking('account'));
    await person.tap(0);
    await walk(person, '没有', '整栋楼');
    expect((await person.say('范围不对')).turn).toMatchObject(asking('scope'));
    expect((await person.say('只有我家')).turn).toMatchObject(asking('breaker'));
    await person.say('没跳');
    await person.say('电话改成13987654321');
    expect(person.text()).toContain('139****4321');
    await person.say(`不对，户号是${far.accountNumber}`);
    expect(person.last().turn).toMatchObject(asking('confirm'));
    expect(await own(person)).toEqual([]);
    await person.say('是');
    expect(await own(person)).toMatchObject([{ account_number: far.accountNumber, summary: { scope: 'home' } }]);
    expect(other.transformer).toBe(home.transformer);
  });

  test('cancelled at every question: nothing is filed', async () => {
    const [home] = street();
    const person = await lives(house, home);
    for (const words of [[], ['没有'], ['没有', '只有我家'], ['没有', '整栋楼']]) {
      await walk(person, '停电了', ...words);
      await person.say('取消');
      expect(person.last().turn).toMatchObject(open);
    }
    await walk(person, '停电了', '没有', '整栋楼', '不是');
    expect(await own(person)).toEqual([]);
  });

  test('interrupted by a bill: the question comes back, and the report is filed once', async () => {
    const [home] = street();
    const person = await lives(house, home);
    await walk(person, '停电了', '没有');
    await person.say('查电费');
    expect(person.last().turn).toMatchObject(asking('scope'));
    await walk(person, '整栋楼', '是');
    expect(await own(person)).toHaveLength(1);
  });

  test('nonsense three times: two different tries, then choices with a person', async () => {
    const [home] = street();
    const person = await lives(house, home);
    await walk(person, '停电了', '没有');
    const ladder: string[] = [];
    for (const words of ['咕噜咕噜', '啦啦啦啦', '哗啦哗啦']) {
      await person.say(words);
      ladder.push((await person.said())[0] ?? '');
    }
    expect(ladder).toEqual(['wrong.choice', 'help.in-the-middle', 'repair.choose-or-person']);
    expect(person.last().turn).toMatchObject(asking('scope'));
  });

  test('a yes that is delivered five times files one report', async () => {
    const [home] = street();
    const person = await lives(house, home);
    await walk(person, '停电了', '没有', '整栋楼');
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => deliver(house, person, 'the-yes', { text: '是' })),
    );
    for (const { body } of answers) expect(body.replies).toEqual(answers[0]?.body.replies);
    expect(await own(person)).toHaveLength(1);
  });

  test('an old button of an earlier report files nothing', async () => {
    const [home] = street();
    const person = await lives(house, home);
    await walk(person, '停电了', '没有', '整栋楼');
    const yes = person.buttons()[0]?.button ?? '';
    await person.say('取消');
    await person.press(yes);
    expect((await person.said())[0]).toBe('repair.old-button');
    expect(await own(person)).toEqual([]);
  });

  test('somebody else’s account is not told about: it has to be bound first', async () => {
    const [home] = street();
    const person = await house.person();
    const answer = await person.say(`户号${home.accountNumber}停电了`);
    expect(answer.turn.service).toBe('account.bind');
    expect(await own(person)).toEqual([]);
  });

  test('somebody else’s case cannot be answered by a forged button', async () => {
    const [home, beside] = street();
    const person = await lives(house, home);
    await walk(person, '停电了', '没有', '整栋楼', '是');
    const [found] = await own(person);
    const other = await lives(house, beside);
    await other.say('你好');
    const turn = Number((other.buttons()[0]?.button ?? '1/').split('/')[0]);
    await other.press(`${turn}/0//start/outage.report/case%3D${found?.case_number}/category%3Dback`);
    expect(await other.said()).toEqual(['outage.not-asked']);
    expect(await own(person)).toMatchObject([{ stage: 'reported' }]);
  });
});

describe('many at once', () => {
  test('twenty reports of one transformer in the same instant are one outage with twenty cases', async () => {
    const people = flats.slice(-10).flatMap((row) => row.slice(0, 2));
    const [first] = people;
    if (!first) throw new Error('no flats');
    // All of them hang on one transformer.
    await sql`update accounts set feeder = 'G77', transformer = 'X77' where account_number = any(${people.map((one) => one.accountNumber)})`.execute(
      house.db,
    );
    const residents = await Promise.all(people.map((home) => lives(house, home)));
    for (const person of residents) await walk(person, '停电了', '没有', '整栋楼');
    await Promise.all(residents.map((person) => person.say('是')));
    const cases = (await Promise.all(residents.map(own))).flat();
    expect(cases).toHaveLength(20);
    expect(new Set(cases.map(({ outage_id }) => outage_id)).size).toBe(1);
    expect((await outagesOf(house)).filter(({ feeder }) => feeder === 'G77')).toHaveLength(1);
  });

  test('two homes that said “only mine” in the same instant are brought together, each told once', async () => {
    const [home, beside] = street();
    const [one, two] = [await lives(house, home), await lives(house, beside)];
    const said = async (person: Person, { accountNumber }: Flat) => {
      await person.say('你好');
      const viewer = { ...GUEST, residentId: person.residentId, accounts: [{ ...BOUND, accountNumber }] };
      const planned = await house.services.outages.report(viewer, { ...HOME, accountNumber });
      if (!planned.ok) throw new Error(planned.problem.code);
      return planned.value;
    };
    // Both looked before either was written.
    const planned = [await said(one, home), await said(two, beside)];
    await Promise.all(planned.map((plan) => house.services.carryOut(plan)));
    expect((await Promise.all([own(one), own(two)])).flat().map(({ outage_id }) => outage_id)).toEqual([null, null]);
    for (let tick = 0; tick < 3; tick += 1) {
      await house.upkeep();
      house.advance(6);
    }
    const cases = (await Promise.all([own(one), own(two)])).flat();
    expect(new Set(cases.map(({ outage_id }) => outage_id)).size).toBe(1);
    expect(cases[0]?.outage_id).toMatch(/^R-/);
    for (const { case_number } of cases) {
      const joined = (await reportsIn(house)).filter((report) => report.case_number === case_number);
      expect(joined).toMatchObject([{ outage_id: cases[0]?.outage_id }]);
    }
    for (const person of [one, two]) {
      const { messages } = await person.transcript();
      expect(messages.filter(({ reply }) => JSON.stringify(reply ?? '').includes('并入'))).toHaveLength(1);
    }
  });
});
