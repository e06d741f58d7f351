/** Questions that name nothing, right after something was done, in the middle of a service, after an article or a card: asked of that. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { House, Person } from '../support/house.ts';
import { casesOf, type Homes, openHomes } from './homes.ts';
import { accountLine, casesIn, flat, lives, load, openStreet, outageLine } from './outages.town.ts';

type Language = 'zh-CN' | 'zh-TW' | 'en';

const tell = async (person: Person, ...lines: readonly string[]) => {
  for (const line of lines) await person.say(line);
};

describe('what was just done, an article, a hand-off', () => {
  let homes: Homes;
  let house: House;
  beforeAll(async () => {
    homes = await openHomes(40);
    house = homes.house;
    house.at('2026-12-07T10:00:00+08:00');
  }, 60_000);
  afterAll(() => house.close());

  let streets = 0;
  /** Reported by its address: nobody has to link an account for that. */
  async function reported(language: Language): Promise<Person> {
    const person = await house.person(language);
    streets += 1;
    const lines = {
      'zh-CN': ['家里停电了', '没有', `示例市长宁路${streets}号`, '整栋楼', '13912345678', '是的'],
      'zh-TW': ['家裡停電了', '沒有', `示例市長寧路${streets}號`, '整棟樓', '0912345678', '是的'],
      en: ['no power at home', 'no', `${streets} Peace Road, Example City`, 'the whole building', '13912345678', 'yes'],
    }[language];
    await tell(person, ...lines);
    expect((await person.said())[0]).toBe('outage.filed');
    return person;
  }

  test.each<[Language, readonly string[]]>([
    ['zh-CN', ['你们到底什么时候来', '都等了半天了', '到了吗', '多久会好', '人呢', '为什么', '什么时候来电']],
    ['zh-TW', ['多久會來修', '什麼時候會好', '等了好久了', '怎麼還沒來', '有消息了嗎']],
    ['en', ['when are they coming?', 'how long', "i've been waiting for hours", 'any news?', 'are they here yet']],
  ])('%s: an outage was just reported, and how it stands is told with what was promised', async (language, lines) => {
    const person = await reported(language);
    const [filed] = await casesOf(house, person);
    for (const line of lines) {
      await person.say(line);
      expect(
        (await person.said()).filter((key) => key !== 'mood.angry'),
        line,
      ).toEqual(['case.title']);
      expect(person.text(), line).toContain(filed?.case_number);
      expect(person.text(), line).toContain('10:45');
      expect(person.last().turn.service, line).toBeNull();
    }
    expect(await casesOf(house, person)).toHaveLength(1);
  });

  test.each<[Language, string]>([
    ['zh-CN', '催'],
    ['zh-CN', '快点行不行'],
    ['zh-TW', '幫我催一下'],
    ['en', 'hurry up'],
  ])('%s: %s chases what was just reported', async (language, line) => {
    const person = await reported(language);
    house.advance(16 * 60);
    await person.say(line);
    expect(await person.said()).toContain('chase.confirm');
    await person.say(language === 'en' ? 'yes' : '是');
    expect(await person.said()).toContain('chase.effect');
    house.at('2026-12-07T10:00:00+08:00');
  });

  test.each<[Language, readonly string[], readonly string[]]>([
    [
      'zh-TW',
      ['我要申訴', '服務態度', '櫃台人員態度很差，叫我等了一個小時', '0912345678', '是'],
      ['多久會有結果', '要多久', '什麼時候會有人聯絡我'],
    ],
    [
      'en',
      ['I want to complain', 'the staff', 'they were very rude to me on Monday', '13912345678', 'yes'],
      ['how long until I hear back?', 'when will you call?', 'and how long does that take'],
    ],
  ])('%s: a complaint was just filed, and its promised dates are told', async (language, filing, lines) => {
    const person = await house.person(language);
    await tell(person, ...filing);
    expect((await person.said())[0]).toBe('complaint.filed');
    const [filed] = await casesOf(house, person);
    for (const line of lines) {
      await person.say(line);
      expect(await person.said(), line).toEqual(['case.title']);
      expect(person.text(), line).toContain(filed?.case_number);
    }
  });

  test('a change of phone was just asked for: how long is told of that, not of transfers', async () => {
    const { person } = await homes.resident(1, 'zh-TW');
    await tell(person, '我要換手機號碼', '13987654321', '以後再補', '是');
    for (const line of ['多久會改好', '大概要多久', '幾天會好']) {
      await person.say(line);
      expect(await person.said(), line).toEqual(['case.title']);
    }
    expect(person.text()).toContain((await casesOf(house, person))[0]?.case_number);
  });

  test('what is planned is another matter than the report', async () => {
    const person = await reported('zh-CN');
    await person.say('最近有计划停电吗');
    expect(person.last().turn).toMatchObject({ service: 'outage.query', awaiting: 'address' });
  });

  test.each<[Language, string, string]>([
    ['zh-CN', '转人工', '等多久'],
    ['zh-CN', '转人工', '多久会有人'],
    ['zh-TW', '轉真人', '要等多久'],
    ['en', 'talk to a person', 'how long is the wait'],
  ])('%s: handed over, %s: %s is told from the queue', async (language, wish, line) => {
    const person = await house.person(language);
    await person.say(wish);
    await person.say(line);
    expect(await person.said()).toEqual(['handoff.already']);
    expect((await casesOf(house, person)).filter(({ kind }) => kind === 'handoff')).toHaveLength(1);
  });

  test('out of hours, with the telephone asked for: when somebody calls is told, and the question stays', async () => {
    house.at('2026-12-07T22:00:00+08:00');
    const person = await house.person();
    await tell(person, '转人工', '要等多久');
    expect(await person.said()).toEqual(['case.title', 'repair.resume', 'ask.handoff-phone']);
    house.at('2026-12-07T10:00:00+08:00');
  });

  /** Articles of the small library: papers of a transfer, a crew's time, the breaker. */
  test.each<[Language, string, readonly string[], string]>([
    ['zh-CN', '我要过户', ['要什么材料', '要多久', '多久能办好', '怎么申请'], '过户要带哪些材料'],
    ['zh-TW', '我要過戶', ['要什麼文件', '要多久', '多久能辦好'], '過戶要帶哪些材料'],
    ['zh-CN', '家里停电了', ['你们多久到', '要多久', '什么时候来'], '抢修多久到'],
    [
      'en',
      'my power is out',
      ['when are they coming?', 'how long', 'how long will it take'],
      'How soon a repair crew comes',
    ],
  ])('%s: in the middle of %s the question is about that, then it goes on', async (language, wish, lines, title) => {
    const person = await house.person(language);
    await person.say(wish);
    const { service, awaiting } = person.last().turn;
    for (const line of lines) {
      await person.say(line);
      expect(person.text(), line).toContain(title);
      expect(await person.said(), line).toContain('repair.resume');
      expect(person.last().turn, line).toMatchObject({ service, awaiting });
    }
  });

  test.each<[Language, string, readonly string[]]>([
    ['zh-CN', '我要装充电桩', ['要交什么材料', '要多久', '要多少钱', '在哪办', '怎么申请']],
    ['zh-TW', '我要裝充電樁', ['要交什麼資料', '要多久', '要多少錢', '要錢嗎']],
    ['en', 'I want to apply for an EV charger', ['and what documents', 'how long', 'how much', 'where do I apply']],
  ])('%s: of a charger nothing is written here, and no other article answers for it', async (language, wish, lines) => {
    const person = await house.person(language);
    await person.say(wish);
    for (const line of lines) {
      await person.say(line);
      expect((await person.said())[0], line).toMatch(/^knowledge\.(?:unknown|unsure)$/);
      expect(person.last().turn, line).toMatchObject({ service: 'connection.new' });
    }
  });

  test.each<[Language, string, readonly string[], string]>([
    ['zh-CN', '跳闸合不上怎么办', ['怎么申请', '要多久', '要什么材料'], '跳闸合不上怎么办'],
    ['zh-CN', '过户要带哪些材料', ['多久能办好', '怎么申请'], '过户要带哪些材料'],
  ])('%s: after the article %s it is asked of that', async (language, question, lines, title) => {
    const person = await house.person(language);
    await person.say(question);
    expect(person.text()).toContain(title);
    for (const line of lines) {
      await person.say(line);
      expect(person.text(), line).toContain(title);
    }
  });

  test.each<[Language, string, string]>([
    ['zh-CN', '交电费', '多少钱'],
    ['en', 'pay my bill', 'how much'],
  ])('%s: while paying is read back, how much is what is paid', async (language, wish, line) => {
    const { person } = await homes.resident(1, language);
    await person.say(wish);
    const said = await person.said();
    await person.say(line);
    expect(await person.said()).toEqual(said);
    expect(person.last().turn).toMatchObject({ service: 'payment.pay', awaiting: 'confirm' });
  });

  test('an hour later, and with nothing done, such words are asked of nothing', async () => {
    const person = await house.person();
    await person.say('催');
    expect(await person.said()).not.toContain('chase.confirm');
    await person.say('怎么申请');
    expect(await person.said()).not.toContain('case.title');
  });

  test.each<[Language, string, readonly string[]]>([
    ['zh-CN', '查11月电费', ['去年同期呢', '跟去年同期比', '和去年这个月比呢']],
    ['zh-TW', '查11月電費', ['去年同期呢', '跟去年同期比']],
    ['en', 'bill for November', ['compare it with the same month last year', 'what about the same month last year']],
  ])(
    '%s: the same month last year is that of the bill just shown, and where there is none it is said',
    async (language, first, lines) => {
      const { person } = await homes.resident(1, language);
      await person.say(first);
      for (const line of lines) {
        await person.say(line);
        expect(await person.said(), line).toEqual(['bill.none-then']);
        expect(person.text(), line).toMatch(/2025年11月|Nov(?:ember)? 2025/);
      }
      await person.say(language === 'en' ? 'bill for October' : '查10月电费');
      await person.say(lines[0] ?? '');
      expect(person.text()).toMatch(/2025年10月|Oct(?:ober)? 2025/);
    },
  );

  test('where there is one, it is held against the one that was shown', async () => {
    const { person, home } = await homes.resident();
    const bill = await house.db
      .selectFrom('bills')
      .selectAll()
      .where('account_number', '=', home.accountNumber)
      .where('period', '=', '2026-10')
      .executeTakeFirstOrThrow();
    await house.db.updateTable('bills').set({ period: '2025-11' }).where('bill_id', '=', bill.bill_id).execute();
    await tell(person, '查11月电费', '去年同期呢');
    expect(await person.said()).toEqual(expect.arrayContaining(['explain.more', 'bill.title']));
    expect(person.text()).toMatch(/2025年11月/);
  });
});

describe('a known fault, a planned outage', () => {
  let house: House;
  const [PLANNED, FAULT] = [flat(1, 1, 'F1'), flat(2, 1, 'F2')];
  beforeAll(async () => {
    ({ house } = await openStreet([accountLine(PLANNED), accountLine(FAULT)]));
    await load(house, [
      outageLine('F-1', {
        cause: 'planned',
        feeder: PLANNED.feeder,
        from: '2026-12-06T09:00:00+08:00',
        to: '2026-12-06T13:00:00+08:00',
        reason: '更换变压器',
      }),
      outageLine('F-2', { feeder: FAULT.feeder, from: '2026-12-05T09:00:00+08:00', reason: '电缆故障，抢修中' }),
    ]);
  });
  afterAll(() => house.close());

  test.each<[Language, string, readonly string[]]>([
    ['zh-CN', '明天停电吗', ['几点到几点', '为什么', '什么时候来电', '停到几点']],
    ['zh-TW', '明天停電嗎', ['幾點到幾點', '為什麼', '幾點', '什麼原因']],
    ['en', 'is there an outage tomorrow', ['what time', 'why', 'how long', 'when does it start']],
  ])('%s: after the card of a planned outage its time and reason are told again', async (language, first, lines) => {
    const person = await lives(house, PLANNED, language);
    await person.say(first);
    expect(await person.said()).toContain('outage.title');
    for (const line of lines) {
      await person.say(line);
      expect(await person.said(), line).toContain('outage.title');
      expect(person.text(), line).toContain('更换变压器');
      expect(person.text(), line).toContain('13:00');
    }
  });

  test.each<[Language, string, readonly string[]]>([
    ['zh-CN', '家里停电了', ['为啥停的', '什么时候修好', '没有危险']],
    ['zh-TW', '家裡停電了', ['為什麼停電', '多久會好', '沒有危險']],
    ['en', 'my power is out', ['why', 'how long', 'there is no danger']],
  ])('%s: what is known of a fault is told once, and the offer stands', async (language, first, lines) => {
    const person = await lives(house, FAULT, language);
    await person.say(first);
    expect(await person.said()).toEqual(['outage.known', 'outage.title', 'outage.confirm-join']);
    // Nobody told us that a crew is waited for.
    expect(person.text()).not.toMatch(/等待派人|等待派員|a crew will be sent/);
    for (const line of lines) {
      await person.say(line);
      expect(await person.said(), line).toEqual(['outage.known', 'outage.title', 'outage.confirm-join']);
    }
  });

  test.each<[Language, string, string]>([
    ['zh-CN', '家里停电了', '修好了通知我'],
    ['zh-TW', '家裡停電了', '有電了通知我'],
    ['en', 'my power is out', "let me know when it's fixed"],
  ])('%s: to be told when it is repaired takes up the offer, not the settings', async (language, first, line) => {
    const person = await lives(house, FAULT, language);
    await tell(person, first, line);
    expect((await person.said())[0]).toMatch(/^outage\.(?:filed|own)$/);
    expect(await casesIn(house, person.residentId)).toMatchObject([{ outage_id: 'F-2' }]);
  });
});
