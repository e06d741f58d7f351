/** Three languages: the whole road in each, what they write decides, a choice stays, and nothing mixed up. */
import * as OpenCC from 'opencc-js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { House, Person } from '../support/house.ts';
import { LIN } from '../support/town.ts';
import { boundTo, type Homes, openHomes, paymentsOf, ratingsOf } from './homes.ts';

let homes: Homes;
let house: House;
beforeAll(async () => {
  homes = await openHomes(20);
  house = homes.house;
});
afterAll(() => house.close());

const toTaiwan = OpenCC.Converter({ from: 'cn', to: 'tw' });

/** Everything this person was told, buttons included. */
const told = async (person: Person): Promise<string[]> =>
  (await person.transcript()).messages.flatMap(({ reply }) => {
    if (!reply) return [];
    const lines = 'text' in reply ? [reply.text] : [reply.title];
    const rows = reply.kind === 'card' ? reply.rows.flat() : [];
    const choices = 'choices' in reply ? reply.choices.map(({ label }) => label) : [];
    return [...lines, ...rows, ...choices];
  });

/** The main road with every kind of sentence on the way; the home is Taiwanese. */
const ROADS = {
  'zh-TW': [
    '查電費',
    '為什麼這麼貴',
    '繳電費',
    '確認',
    '開發票',
    '個人',
    '確認',
    '繳費紀錄',
    '我要評價',
    '2分',
    '等太久',
    '幫助',
    '切換電號',
    '解除綁定',
    '不要',
    '轉專員',
    '電線掉下來了',
    '咕嚕',
    '咕嚕嚕',
    '咕嚕嚕嚕',
    '水費怎麼繳',
    '我要過戶',
    '謝謝',
    '再見',
  ],
  en: [
    'check my bill',
    'why is my bill so high',
    'pay my bill',
    'yes',
    'I need an invoice',
    'personal',
    'yes',
    'payment history',
    'I want to rate',
    '2',
    'took too long',
    'help',
    'switch account',
    'unlink my account',
    'no',
    'talk to a human',
    'a power line is down and sparking',
    'blah',
    'blah blah',
    'blah blah blah',
    'pay my water bill',
    'transfer my account to my son',
    'thanks',
    'bye',
  ],
} as const;

describe.each(['zh-TW', 'en'] as const)('the whole road in %s', (locale) => {
  test('with a Taiwanese account: bound, explained, paid, invoiced, rated, and every word in that language', async () => {
    house.advance(3 * 86_400);
    const bill = await house.db.selectFrom('bills').select('paid_at').where('bill_id', '=', 'T-9').executeTakeFirst();
    if (bill?.paid_at) {
      // The same home again for the other language: its bill is open once more.
      await house.db
        .updateTable('payment_bills')
        .set({ payment_status: 'refunded' })
        .execute()
        .catch(() => {});
    }
    const person = await house.person();
    const home = { ...LIN, holder: '林淑芬' };
    await person.say(locale === 'en' ? 'link my account' : '綁定電號');
    await person.say(home.accountNumber);
    await person.say(home.phone);
    await person.say(
      house
        .codes()
        .filter(({ phone }) => phone === home.phone)
        .at(-1)?.code ?? '',
    );
    expect(await boundTo(house, person)).toEqual([home.accountNumber]);
    for (const words of ROADS[locale]) {
      await person.say(words);
      const url = person.link();
      if (url.includes('/pay/')) {
        expect(person.text()).toContain('NT$1,371');
        await person.pay(url);
        await person.say('5');
      }
    }
    const lines = await told(person);
    if (locale === 'zh-TW') for (const line of lines) expect(toTaiwan(line)).toBe(line);
    else for (const line of lines) expect(line.replaceAll(/林\*+|示範市\S*/g, '')).not.toMatch(/\p{Script=Han}/u);
    const sms = house.log.filter((line) => line.startsWith(`[text message to ${LIN.phone}`)).at(-1) ?? '';
    if (locale === 'zh-TW') expect(toTaiwan(sms)).toBe(sms);
  });
});

test('the road ended where it should: one paid payment, one invoice, ratings', async () => {
  expect((await paymentsOf(house, { ...LIN, holder: '' })).filter(({ status }) => status === 'paid')).toHaveLength(1);
  expect(await house.db.selectFrom('invoices').select('status').execute()).toEqual([{ status: 'issued' }]);
});

describe('the language', () => {
  const locale = async (person: Person) =>
    await house.db
      .selectFrom('residents')
      .select(['locale', 'locale_chosen'])
      .where('resident_id', '=', person.residentId)
      .executeTakeFirstOrThrow();

  test('follows what they write, in the same answer', async () => {
    const { person } = await homes.resident();
    await person.say('show me my bill');
    expect(person.text()).toContain('November 2026');
    await person.say('查電費');
    expect(person.text()).toContain('電費帳單');
    await person.say('查一下账单');
    expect(person.text()).toContain('电费账单');
    expect(await locale(person)).toEqual({ locale: 'zh-CN', locale_chosen: false });
  });

  test('stays when a number, an emoji or a button is all there is', async () => {
    const person = await house.person();
    await person.say('link my account');
    await person.say('9990000000017');
    expect(person.text()).toMatch(/^[\x20-\x7e*’“”]+$/);
    await person.say('😊');
    expect(await locale(person)).toEqual({ locale: 'en', locale_chosen: false });
  });

  test.each(['你好', '是', '好的', '取消', '不要', '我想看看', 'ok，好的'])(
    'is Chinese again where they write %s after English, though the signs tell no script: the Chinese they wrote before',
    async (words) => {
      for (const [before, after] of [
        ['查電費', 'zh-TW'],
        ['查电费', 'zh-CN'],
        ['', 'zh-CN'],
      ] as const) {
        const person = await house.person();
        if (before) await person.say(before);
        await person.say('check my bill');
        expect(person.text()).not.toMatch(/\p{Script=Han}/u);
        await person.say(words);
        expect(person.text()).toMatch(/\p{Script=Han}/u);
        expect(await locale(person)).toEqual({ locale: after, locale_chosen: false });
      }
    },
  );

  test('that their browser asks for is the Chinese they are answered in, and one that asks for English does not outweigh what they write', async () => {
    for (const [asked, after] of [
      ['zh-TW,zh;q=0.9,en;q=0.8', 'zh-TW'],
      ['en-GB,en;q=0.9', 'zh-CN'],
    ] as const) {
      const opened = await house.request('POST', '/v1/sessions', {
        body: { channel: 'web' },
        headers: { 'accept-language': asked },
      });
      const { token, resident } = opened.body;
      for (const text of ['check my bill', '你好'])
        await house.request('POST', '/v1/chat/messages', { token, body: { id: text, text } });
      expect(await locale({ residentId: resident.id } as Person)).toMatchObject({ locale: after });
    }
  });

  test('stays English where a name or a place in Chinese answers the question, and changes where something else is said to it', async () => {
    const { person, home } = await homes.resident();
    await person.say('correct the name on my account');
    const asked = async () => (await person.last()).turn.awaiting;
    for (let round = 0; (await asked()) !== 'name' && round < 6; round += 1)
      await person.say((await asked()) === 'accountNumber' ? home.accountNumber : '1');
    expect(await asked()).toBe('name');
    await person.say('王小明');
    expect(await locale(person)).toMatchObject({ locale: 'en' });
    expect(person.text()).not.toMatch(/[\u4e00-\u9fff]{4}/);
    await person.say('取消');
    expect(await locale(person)).toMatchObject({ locale: 'zh-CN' });
  });

  test('stays English where one of their homes is named as it is registered', async () => {
    const { person, homes: own } = await homes.resident(2);
    await person.say('unlink my account');
    expect(person.last().turn.awaiting).toBe('account');
    await person.say(own[1]?.holder ?? '');
    expect(person.last().turn.awaiting).toBe('confirm');
    expect(await locale(person)).toMatchObject({ locale: 'en' });
    await person.say('不要');
    expect(await locale(person)).toMatchObject({ locale: 'zh-CN' });
  });

  test.each(['梁海涛', 'new name is 罗春兰', 'the ID card says 罗春兰', '示範市幸福路11號', '示例贸易有限公司'])(
    'stays English where %s is told while another question is open, and a sentence changes it',
    async (words) => {
      const person = await house.person();
      await person.say('I want to transfer account 9990000000033 to me');
      await person.say('yes');
      expect(person.last().turn).toMatchObject({ service: 'account.transfer', awaiting: 'role' });
      await person.say(words);
      expect(await locale(person)).toMatchObject({ locale: 'en' });
      expect(
        person
          .text()
          .replaceAll(words, '')
          .replaceAll(/梁海涛|罗春兰/g, ''),
      ).not.toMatch(/\p{Script=Han}/u);
      await person.say('我想看看账单');
      expect(await locale(person)).toMatchObject({ locale: 'zh-CN' });
    },
  );

  test.each(['谢谢', '安全的', '好的', '她叫罗春兰，是我妈', '平安路3号停电了', '你好'])(
    'changes with %s, which is no name',
    async (words) => {
      const person = await house.person();
      await person.say('I want to transfer account 9990000000033 to me');
      await person.say('yes');
      await person.say(words);
      expect(await locale(person)).toMatchObject({ locale: 'zh-CN' });
    },
  );

  test('that was chosen stays whatever they write, and the open question comes again in it', async () => {
    const person = await house.person();
    await person.say('绑定户号');
    await person.say('请说英文');
    expect(await person.said()).toEqual(['language.changed', 'ask.accountNumber']);
    expect(await locale(person)).toEqual({ locale: 'en', locale_chosen: true });
    await person.say('取消');
    expect(person.text()).not.toMatch(/\p{Script=Han}/u);
  });

  test('chosen in the characters of another is the one that was chosen', async () => {
    const person = await house.person();
    await person.say('查电费');
    await person.say('請切換成英文');
    expect(await locale(person)).toEqual({ locale: 'en', locale_chosen: true });
  });

  test('changes in the middle of a choice: the options are there in the new one and can be named in it', async () => {
    const { person, home } = await homes.resident();
    await person.say('交电费');
    await person.say('确认');
    await person.pay(person.link());
    const said = await person.say('English please');
    expect(said.turn).toMatchObject({ service: 'rating.give', awaiting: 'score' });
    expect(person.buttons().every(({ label }) => !/\p{Script=Han}/u.test(label))).toBe(true);
    await person.say('excellent');
    expect(await ratingsOf(house, person)).toMatchObject([{ score: 5 }]);
    expect(await paymentsOf(house, home)).toHaveLength(1);
  });

  test('of the first message on LINE is kept for the second, which is only a number', async () => {
    const at = house.now();
    const someone = { channel: 'line', channelUserId: 'U-first' };
    const say = async (eventId: string, text: string) => {
      const [snapshot] = await house.converse.accept([
        { channel: 'line', channelUserId: 'U-first', eventId, at, content: { kind: 'text', text } },
      ]);
      return (await house.converse.answerWaiting(someone, snapshot)).get(eventId)?.answer;
    };
    await say('line-1', 'link my account');
    const second = await say('line-2', '9990000000017');
    expect(JSON.stringify(second?.replies)).not.toMatch(/\p{Script=Han}/u);
  });
});
