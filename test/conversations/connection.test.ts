/** Applying for power in the chat: each kind to its case, in three languages, with everything that comes between. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { House, Person } from '../support/house.ts';
import { png } from '../support/papers.ts';
import { LI } from '../support/town.ts';
import { allSaid, casesOf, codeFor, deliver, type Homes, openHomes } from './homes.ts';

let homes: Homes;
let house: House;
beforeAll(async () => {
  homes = await openHomes(30);
  house = homes.house;
});
afterAll(() => house.close());

const READ_BACK = ['connection.read-back', 'connection.notice', 'connection.confirm'];
const ADDRESS = '示例市幸福路12号3单元501';
const PHONE = '13900000077';

const tell = async (person: Person, ...words: string[]) => {
  for (const word of words) await person.say(word);
};
/** A photo as a chat sends it: uploaded, then named in a message. */
const photo = async (person: Person) => {
  const form = new FormData();
  form.set('file', new File([png()], 'photo.png', { type: 'image/png' }));
  form.set('kind', 'other');
  const uploaded = await house.app.request('http://house.test/v1/documents', {
    method: 'POST',
    headers: { authorization: `Bearer ${person.token}` },
    body: form,
  });
  const { documentId } = (await uploaded.json()) as { documentId: string };
  const planned = await house.services.documents.own({ residentId: person.residentId }, [documentId]);
  if (!planned.ok) throw new Error('the photo is not there');
  return documentId;
};

describe('each kind comes to its case', () => {
  test('a new supply: address, kilowatts that are not known, name, telephone, no papers yet', async () => {
    const person = await house.person('zh-CN');
    await person.say('我要新装电表');
    expect(await person.said()).toEqual(['connection.ask-address']);
    await tell(person, ADDRESS, '不知道', '周小雨', PHONE, '以后再补');
    expect(await person.said()).toEqual(READ_BACK);
    for (const shown of [
      '新装用电',
      ADDRESS,
      '8 千瓦',
      '周小雨',
      '139****0077',
      '产权证明',
      '5 个工作日',
      '不得指定',
      '动工前先告诉您',
    ])
      expect(person.text()).toContain(shown);
    expect(person.text()).not.toContain(PHONE);
    expect(person.text()).not.toContain('¥');
    expect(await casesOf(house, person)).toEqual([]);
    await person.say('是的');
    expect(await person.said()).toEqual(['connection.opened', 'case.title']);
    const [found] = await casesOf(house, person);
    expect(found).toMatchObject({
      kind: 'new-connection',
      stage: 'need-material',
      missing: ['id-front', 'property-proof'],
    });
    expect(found?.summary).toMatchObject({ capacityKw: '8', address: ADDRESS });
    expect(person.text()).toContain(found?.case_number);
  });

  test('more capacity for an account of one’s own', async () => {
    const { person, home } = await homes.resident();
    await tell(person, '我要增容', '15千瓦', PHONE, '以后再补', '是的');
    expect(await casesOf(house, person)).toMatchObject([
      { kind: 'capacity-increase', account_number: home.accountNumber, reason: `change:${home.accountNumber}` },
    ]);
  });

  test('a charger in a leased space at another address: its owner’s consent is asked for', async () => {
    const { person } = await homes.resident();
    await person.say('我要装充电桩');
    expect(await person.said()).toEqual(['connection.ask-place']);
    await tell(person, '别的地址', ADDRESS, '地下二层 B2-118');
    await person.tap('租的车位');
    await person.tap('7 千瓦');
    await person.say(PHONE);
    expect(await person.said()).toEqual(['connection.lease-note', 'papers.ask']);
    await tell(person, '以后再补', '是的');
    expect(await casesOf(house, person)).toMatchObject([
      {
        kind: 'ev-charger',
        account_number: null,
        missing: ['id-front', 'parking-proof', 'property-manager-consent', 'authorisation'],
        summary: { role: 'tenant', parkingSpace: '地下二层 B2-118', capacityKw: '7' },
      },
    ]);
  });

  test('a charger for the account that was bound meanwhile: whose address it is, is asked no more', async () => {
    const person = await house.person('zh-CN');
    const home = homes.next();
    await tell(person, '我要装充电桩', '先绑定户号', home.accountNumber, home.phone);
    await person.say(codeFor(house, home));
    expect(person.last().turn).toMatchObject({ service: 'connection.new', awaiting: 'parkingSpace' });
  });

  test.each([
    ['就在我家', 'parkingSpace'],
    ['裝在我家', 'parkingSpace'],
    ['at home', 'parkingSpace'],
    ['不在我家', 'address'],
    ['not at home', 'address'],
    ['not at my home', 'address'],
  ])('with one account bound, “%s” says where the charger will be', async (words, awaiting) => {
    const { person } = await homes.resident();
    await tell(person, '我要装充电桩', words);
    expect(person.last().turn).toMatchObject({ service: 'connection.new', awaiting });
  });

  test.each(['自有车位', '刚买了车位', '買的車位', 'I bought it', '买房的时候一起买的'])(
    'whose space it is, answered “%s”: their own',
    async (words) => {
      const { person } = await homes.resident();
      await tell(person, '我要装充电桩', '就在我家', '地下二层 B2-118', words);
      expect(person.last().turn).toMatchObject({ service: 'connection.new', awaiting: 'capacityKw' });
    },
  );

  test('a temporary supply starts its clock at once: nothing that proves a right is missing', async () => {
    const person = await house.person('zh-CN');
    await tell(person, '装修要临时用电', ADDRESS, '8千瓦', '装修，两个月', PHONE, '以后再补');
    expect(person.text()).toContain('2026年12月11日 23:59');
    await person.say('是的');
    const [found] = await casesOf(house, person);
    expect(found).toMatchObject({
      kind: 'temporary-supply',
      stage: 'submitted',
      summary: { description: '装修，两个月' },
    });
    expect(found?.deadline?.toISOString()).toBe('2026-12-11T15:59:59.000Z');
  });

  test('with both photos sent in the chat nothing is missing and the clock runs', async () => {
    const person = await house.person('zh-CN');
    await tell(person, '我要新装电表', ADDRESS.replace('501', '502'), '12千瓦', '周小雨', PHONE);
    for (let n = 0; n < 2; n += 1)
      await house.request('POST', '/v1/chat/messages', {
        token: person.token,
        body: { id: `photo-${n}`, documentId: await photo(person) },
      });
    await house.settle();
    await person.say('是的');
    expect(await person.said()).toEqual(['connection.opened', 'case.title']);
    expect(await casesOf(house, person)).toMatchObject([{ stage: 'submitted', missing: [] }]);
    const papers = await house.db
      .selectFrom('documents')
      .select('case_number')
      .where('resident_id', '=', person.residentId)
      .execute();
    expect(papers.every((one) => one.case_number !== null)).toBe(true);
  });
});

describe('in every language', () => {
  test.each([
    ['zh-CN', '报装', '临时用电', ADDRESS, '装修，两个月', '以后再补', '提交'],
    ['zh-TW', '申請新設用電', '臨時用電', '示範市幸福路12號5樓', '裝潢，兩個月', '之後再補', '送件'],
    [
      'en',
      'I want a new electricity connection',
      'Temporary supply',
      '12 Xingfu Road, flat 501',
      'building work, two months',
      'Later',
      'Submitted',
    ],
  ] as const)('%s: asked, read back, agreed, told', async (locale, wish, kind, address, purpose, later, step) => {
    const person = await house.person(locale);
    await person.say(wish);
    if ((await person.said())[0] === 'connection.ask-category') await person.tap(kind);
    else {
      // The sentence told a kind; at the read-back the resident has another in mind.
      await person.say(locale === 'en' ? 'cancel' : '取消');
      await person.say(
        locale === 'zh-TW' ? '裝潢要臨時用電' : locale === 'en' ? 'I need a temporary power supply' : '装修要临时用电',
      );
    }
    expect(await person.said()).toEqual(['connection.ask-address']);
    await person.say(address);
    await person.tap(1);
    await person.say(purpose);
    await person.say(PHONE);
    await person.tap(later);
    expect(await person.said()).toEqual(READ_BACK);
    expect(person.text()).toContain(step);
    await person.tap(0);
    expect(await person.said()).toEqual(['connection.opened', 'case.title']);
    expect(await casesOf(house, person)).toMatchObject([
      { kind: 'temporary-supply', summary: { capacityKw: '15', address } },
    ]);
  });
});

describe('on the way', () => {
  const atReadBack = async () => {
    const { person, home } = await homes.resident();
    await tell(person, '我要增容', '15千瓦', PHONE, '以后再补');
    expect(await person.said()).toEqual(READ_BACK);
    return { person, home };
  };

  test('back to another kind: the account of the first one is no matter of the second', async () => {
    const { person } = await homes.resident();
    await person.say('我要增容');
    await person.say('返回');
    await person.say('新装');
    await tell(person, '示例市新街100号', '8', '陈小雨', '13900000077', '以后再补');
    expect(await person.said()).toEqual(READ_BACK);
    await person.say('是的');
    expect(await casesOf(house, person)).toMatchObject([{ kind: 'new-connection', account_number: null }]);
  });

  test('corrected at the read-back: only that is asked again, and the yes is to the new value', async () => {
    const { person } = await atReadBack();
    await person.say('填错了');
    await person.tap('用电容量');
    await person.say('20千瓦');
    expect(await person.said()).toEqual(READ_BACK);
    expect(person.text()).toContain('20 千瓦');
    await person.say('是的');
    expect(await casesOf(house, person)).toMatchObject([{ summary: { capacityKw: '20' } }]);
  });

  test('the button of an earlier read-back agrees to nothing', async () => {
    const { person } = await atReadBack();
    const old = person.buttons()[0]?.button ?? '';
    await person.say('填错了');
    await person.tap('用电容量');
    await person.say('20千瓦');
    await person.press(old);
    expect(await person.said()).toContain('repair.old-button');
    expect(await casesOf(house, person)).toEqual([]);
  });

  test('cancelled: nothing is stored', async () => {
    const { person } = await atReadBack();
    await person.say('取消');
    expect(await person.said()).toEqual(['repair.cancelled']);
    expect(await casesOf(house, person)).toEqual([]);
  });

  test('a no at the read-back stores nothing either', async () => {
    const { person } = await atReadBack();
    await person.tap('暂不');
    expect(await casesOf(house, person)).toEqual([]);
  });

  test('interrupted by a bill, it goes on where it was', async () => {
    const { person } = await homes.resident();
    await tell(person, '我要增容', '15千瓦');
    await person.say('查电费');
    const said = await person.said();
    expect(said.slice(-2)).toEqual(['repair.resume', 'connection.ask-phone']);
    await tell(person, PHONE, '以后再补', '是的');
    expect(await casesOf(house, person)).toMatchObject([{ kind: 'capacity-increase' }]);
  });

  test('a number of kilowatts that is none, three times: a hint, help, then a person', async () => {
    const { person } = await homes.resident();
    await person.say('我要增容');
    for (const wrong of ['很多很多', '要大一点的', '够用就行']) await person.say(wrong);
    expect(await person.said()).toContain('repair.choose-or-person');
    expect(person.buttons().map(({ label }) => label)).toContain('转人工');
    await person.say('15千瓦');
    expect(await person.said()).toEqual(['connection.ask-phone']);
  });

  test('what is no address or no telephone is answered with what is wanted', async () => {
    const person = await house.person('zh-CN');
    await tell(person, '装修要临时用电', '哪里？');
    expect(await person.said()).toEqual(['connection.wrong-address', 'connection.ask-address']);
    await tell(person, ADDRESS, '8千瓦', '装修，两个月', '不方便说');
    expect(await person.said()).toEqual(['why.asked', 'repair.needed', 'connection.ask-phone']);
    await person.say('12');
    expect(await person.said()).toContain('connection.ask-phone');
  });

  test('the yes delivered twice opens one case and gets one answer', async () => {
    const { person } = await atReadBack();
    const [first, second] = [
      await deliver(house, person, 'yes-1', { text: '是的' }),
      await deliver(house, person, 'yes-1', { text: '是的' }),
    ];
    expect(second.body).toEqual(first.body);
    expect(await casesOf(house, person)).toHaveLength(1);
  });

  test('another day between read-back and yes: read back again with the new day', async () => {
    const { house: night } = await openHomes(1);
    const person = await night.person('zh-CN');
    night.at('2026-12-06T23:59:00+08:00');
    await tell(person, '装修要临时用电', ADDRESS, '8千瓦', '装修，两个月', PHONE, '以后再补');
    expect(person.text()).toContain('2026年12月11日');
    night.advance(120);
    await person.say('是的');
    expect(await person.said()).toEqual(READ_BACK);
    expect(person.text()).toContain('2026年12月14日');
    await person.say('是的');
    expect(await casesOf(night, person)).toHaveLength(1);
    await night.close();
  });
});

describe('refused before the questions', () => {
  test('with an overdue bill: what to do about it', async () => {
    const person = await house.person('zh-CN');
    await person.bind(LI);
    await person.say('我要增容');
    expect(await person.said()).toEqual(['connection.arrears']);
    expect(person.buttons().map(({ label }) => label)).toEqual(['缴电费']);
  });

  test('with a change open: its number and its progress', async () => {
    const { person } = await homes.resident();
    await tell(person, '我要增容', '15千瓦', PHONE, '以后再补', '是的');
    const [found] = await casesOf(house, person);
    await person.say('我要增容');
    expect(await person.said()).toEqual(['change.open']);
    expect(person.text()).toContain(found?.case_number);
  });

  test('an account that is not bound has to be bound first', async () => {
    const person = await house.person('zh-CN');
    const home = homes.next();
    await person.say(`给户号${home.accountNumber}增容`);
    expect((await person.say('继续')).turn.service).toBe('account.bind');
    expect(await casesOf(house, person)).toEqual([]);
  });

  test('an account of somebody else in a forged button is not touched', async () => {
    const { person } = await homes.resident();
    const other = await homes.resident();
    await person.say('你好');
    const turn = person.buttons()[0]?.button.split('/')[0];
    await person.press(
      `${turn}/0//start/connection.new/category%3Dcapacity-increase%26account%3D${other.home.accountNumber}`,
    );
    expect((await allSaid(house, person)).flat()).not.toContain('connection.read-back');
    expect(person.text()).not.toContain(other.home.accountNumber);
    expect(await casesOf(house, person)).toEqual([]);
  });
});

test('the resident hears of each step as the people at the desk take it', async () => {
  const { person } = await homes.resident();
  await tell(person, '装修要临时用电', ADDRESS, '8千瓦', '装修，一个月', PHONE, '以后再补', '是的');
  const [opened] = await casesOf(house, person);
  // The ID card, then the permit.
  for (let n = 0; n < 2; n += 1)
    await house.request('POST', '/v1/chat/messages', {
      token: person.token,
      body: { id: `permit-${n}`, documentId: await photo(person) },
    });
  await house.settle();
  for (const [staff, event, text] of [
    ['C01', 'accepted', undefined],
    ['C01', 'surveyed', '现场具备接电条件'],
    ['C01', 'plan-answered', '单相 220 伏，智能电表，居民电价，无自备电源'],
    ['M01', 'energised', undefined],
  ] as const) {
    const done = await house.services.work.act(staff, opened?.case_number ?? '', event, text ? { text } : {});
    if (!done.ok) throw new Error(done.problem.code);
    await house.services.carryOut(done.value);
    house.advance(10);
    await house.upkeep();
  }
  const { messages } = await person.transcript();
  const told = JSON.stringify(messages);
  for (const words of ['现场具备接电条件', '单相 220 伏', '已装表接电']) expect(told).toContain(words);
  expect((await allSaid(house, person)).at(-1)).toContain('ask.score');
  expect(await casesOf(house, person)).toMatchObject([{ stage: 'done', status: 'closed' }]);
});
