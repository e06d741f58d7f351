/** Complaints, reports, opinions, suggestions and praise: heard, read back in the resident's words, filed by a yes and told from the record. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { phrase } from '../../src/conversation/sentences/book.ts';
import { type House, openHouse } from '../support/house.ts';
import { CHEN, LI, WANG } from '../support/town.ts';
import {
  act,
  countCases,
  filed,
  LABEL,
  look,
  newest,
  PHONE,
  round,
  stored,
  told,
  upToReadBack,
  WORDS,
  zh,
} from './cases.town.ts';
import { deliver } from './homes.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

describe('somebody who complains', () => {
  test('is understood once, asked what about, what happened and a phone, and reads back their own words', async () => {
    const person = await house.person();
    await person.say('你们态度太差了');
    expect(await person.said()).toEqual(['complaint.open', 'complaint.ask-about']);
    await person.say('抄表员');
    await person.say(WORDS);
    expect(person.last().turn.awaiting).toBe('contactPhone');
    const before = await countCases(house);
    await person.say(PHONE);
    expect(await person.said()).toEqual(['complaint.read-back', 'complaint.confirm']);
    expect(person.text()).toContain(WORDS);
    expect(person.text()).toContain('139****5678');
    expect(person.text()).not.toContain(PHONE);
    expect(await countCases(house)).toBe(before);
    await person.say('是的');
    expect(await person.said()).toEqual(['complaint.filed', 'case.title']);
    const found = await look(house, await newest(house));
    expect(found).toMatchObject({
      kind: 'complaint',
      stage: 'received',
      team: 'complaints',
      residentId: person.residentId,
      anonymous: false,
      summary: { about: '抄表员', description: WORDS },
    });
    // What is said stands in the record: number, contact within a day, answer by the end of the fifth working day.
    expect(person.text()).toContain(found.caseNumber);
    for (const time of ['2026年12月6日 10:00', '2026年12月11日 23:59']) expect(person.text()).toContain(time);
    expect(JSON.parse(await house.tokens.unseal(found.sealed ?? ''))).toEqual({ contactPhone: PHONE });
    expect(await stored(house, found.caseNumber)).not.toContain(PHONE);
    // 12398 is for those we failed twice, not for the beginning.
    expect(person.text()).not.toContain('12398');
  });

  test('hears that it is understood only once, however often the answers change', async () => {
    const person = await house.person();
    await person.say('我要投诉');
    await person.say('账单');
    await person.say('返回上一步');
    expect(await person.said()).toEqual(['complaint.ask-about']);
  });

  test.each([
    ['我要举报有人偷电', 'report', 'anonymous'],
    ['我想提个建议', 'suggestion', 'about'],
    ['我要表扬你们的师傅', 'praise', 'about'],
    ['我要提意见', 'opinion', 'about'],
  ] as const)('and says “%s” is heard as %s', async (words, category, awaiting) => {
    const person = await house.person();
    expect((await person.say(words)).turn).toMatchObject({ service: 'complaint.file', awaiting });
    expect((await person.said())[0]).toBe('complaint.open');
    expect(person.text()).toContain(zh(phrase('complaint.open', { category })));
    await person.say('取消');
  });

  test('without a category is offered all five, and may type one', async () => {
    const person = await house.person();
    await person.press(`${await offeredTurn(person)}/0//start/complaint.file`);
    expect(person.last().turn.awaiting).toBe('category');
    expect(person.buttons().map(({ label }) => label)).toEqual(['投诉', '举报', '意见', '建议', '表扬']);
    await person.say('建议');
    expect(person.last().turn.awaiting).toBe('about');
  });

  test.each(['opinion', 'suggestion', 'praise'])('with %s may leave the phone out', async (category) => {
    const person = await house.person();
    const opening = { opinion: '我要提意见', suggestion: '我想提个建议', praise: '我要表扬你们的师傅' }[category];
    const caseNumber = await filed(house, person, opening, null);
    expect(await look(house, caseNumber)).toMatchObject({ kind: category, sealed: null });
  });

  test('about a case of theirs ties the two together', async () => {
    const person = await house.person();
    const first = await filed(house, person, '我想提个建议', null);
    await person.say('我要投诉');
    await person.tap(first.slice(-4));
    await person.say('提了建议没人理我');
    await person.say(PHONE);
    await person.say('是的');
    const second = await look(house, await newest(house));
    expect(second).toMatchObject({ relatedCase: first, summary: { about: first } });
  });

  test('and corrects what it is about before the yes files the corrected words', async () => {
    const person = await house.person();
    await upToReadBack(person);
    await person.say('电话不对，应该是13900001111');
    expect(await person.said()).toContain('complaint.confirm');
    expect(person.text()).toContain('139****1111');
    await person.say('是的');
    const found = await look(house, await newest(house));
    expect(await house.tokens.unseal(found.sealed ?? '')).toContain('13900001111');
  });

  test('and says no at the read-back, or cancels, has filed nothing', async () => {
    const before = await countCases(house);
    const person = await house.person();
    await upToReadBack(person);
    await person.say('不用了');
    await person.say('我要投诉');
    await person.say('取消');
    expect(await countCases(house)).toBe(before);
    expect(person.last().turn.service).toBeNull();
  });

  test('and looks at a bill in between comes back to the same question', async () => {
    const person = await house.person();
    await person.bind(CHEN);
    await person.say('我要投诉');
    await person.say('抄表员');
    await person.say('先帮我查电费');
    expect(person.last().turn).toMatchObject({ service: 'complaint.file', awaiting: 'description' });
    expect(await person.said()).toContain('bill.title');
    await person.say(WORDS);
    expect(person.last().turn.awaiting).toBe('contactPhone');
  });

  test('and gives no phone three times is told how, then offered a person, and nothing is filed', async () => {
    const before = await countCases(house);
    const person = await house.person();
    await person.say('我要投诉');
    await person.say('抄表员');
    await person.say(WORDS);
    const keys: string[] = [];
    for (const words of ['123', '咕噜', '888']) {
      await person.say(words);
      keys.push((await person.said())[0] ?? '');
    }
    expect(keys.at(-1)).toBe('repair.choose-or-person');
    expect(person.last().turn.awaiting).toBe('contactPhone');
    expect(await countCases(house)).toBe(before);
  });

  test('whose yes is delivered twenty times at once has filed one', async () => {
    const person = await house.person();
    await upToReadBack(person);
    const before = await countCases(house);
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => deliver(house, person, 'yes', { text: '是的' })),
    );
    for (const { status, body } of answers) expect([status, body]).toEqual([200, answers[0]?.body]);
    expect(await countCases(house)).toBe(before + 1);
  });

  test('and presses the yes of an older read-back files nothing', async () => {
    const person = await house.person();
    await upToReadBack(person);
    const old = person.buttons().find(({ label }) => label === '是的')?.button ?? '';
    await person.say('电话不对，应该是13900001111');
    const before = await countCases(house);
    await person.press(old);
    expect((await person.said())[0]).toBe('repair.old-button');
    expect(await countCases(house)).toBe(before);
  });

  test('can take it back at once, and a second press does nothing', async () => {
    const person = await house.person();
    const caseNumber = await filed(house, person);
    const withdraw = person.buttons().find(({ label }) => label === LABEL.withdraw)?.button ?? '';
    await person.press(withdraw);
    expect(await person.said()).toEqual(['act.confirm']);
    await person.say('是的');
    expect(await person.said()).toEqual(['act.done', 'case.title']);
    expect((await look(house, caseNumber)).stage).toBe('withdrawn');
    await person.press(withdraw);
    expect((await person.said())[0]).toBe('repair.old-button-start');
  });
});

describe('somebody who reports anonymously', () => {
  const report = async (account: { accountNumber: string; phone: string }) => {
    const person = await house.person();
    await person.bind(account);
    await person.say('我要举报有人偷电');
    await person.tap(0);
    await person.say('隔壁三栋的饭店');
    await person.say(`从电线杆直接接线，我的户号是${account.accountNumber}`);
    return person;
  };

  test('is asked for no phone, and the case holds nothing that leads to them', async () => {
    const person = await report(WANG);
    expect(await person.said()).toEqual(['complaint.read-back', 'complaint.confirm']);
    await person.say('是的');
    expect(await person.said()).toEqual(['complaint.filed', 'complaint.keep-number', 'case.title']);
    const caseNumber = await newest(house);
    const found = await look(house, caseNumber);
    expect(found).toMatchObject({
      kind: 'report',
      anonymous: true,
      residentId: null,
      accountNumber: null,
      conversationId: null,
      sealed: null,
      nextAction: 'investigate',
    });
    // Nobody can be contacted, so no contact is promised.
    expect(found.promises.map(({ kind }) => kind)).toEqual(['answer']);
    const conversation = await house.db
      .selectFrom('conversations')
      .select('conversation_id')
      .where('channel_user_id', '=', person.residentId)
      .executeTakeFirstOrThrow();
    for (const row of [await stored(house, caseNumber), JSON.stringify(await house.services.work.queue('complaints'))])
      for (const secret of [person.residentId, conversation.conversation_id, WANG.phone])
        expect(row).not.toContain(secret);
    // Their own account number was in their words.
    expect(await stored(house, caseNumber)).not.toContain(WANG.accountNumber);
  });

  test('finds it again by asking for progress, and withdraws it; nobody else does', async () => {
    const person = await report(LI);
    await person.say('是的');
    const caseNumber = await newest(house);
    const other = await house.person();
    house.advance(61);
    await other.bind(LI);
    await other.say(caseNumber);
    expect(await other.said()).toEqual(['progress.not-found']);
    await person.say('查进度');
    expect(person.text()).toContain(caseNumber);
    await person.tap(LABEL.withdraw);
    await person.say('是的');
    expect((await look(house, caseNumber)).stage).toBe('withdrawn');
    expect(await stored(house, caseNumber)).not.toContain(person.residentId);
  });

  test('is not written to when the desk works on it, and the desk can close it without a call', async () => {
    const person = await report(CHEN);
    await person.say('是的');
    const caseNumber = await newest(house);
    await act(house, caseNumber, 'closed', { text: '已查实并制止' });
    await round(house);
    expect(await told(person, 1)).not.toContain('已查实');
    expect((await look(house, caseNumber)).stage).toBe('done');
    expect(await stored(house, caseNumber)).not.toContain(person.residentId);
    await person.say('查进度');
    expect(person.text()).toContain('已查实并制止');
  });

  test('and says after all not to be anonymous is asked for a phone', async () => {
    const person = await report(WANG);
    await person.say('不是匿名');
    if (person.last().turn.awaiting === 'confirm') await person.say('返回上一步');
    await person.say('取消');
    await person.say('我要举报有人偷电');
    await person.tap(1);
    await person.say('饭店');
    await person.say('接线偷电');
    expect(person.last().turn.awaiting).toBe('contactPhone');
    expect(person.buttons().some(({ label }) => label === LABEL.skip)).toBe(false);
  });
});

test.each([
  ['zh-TW', '我要申訴', '抄表員態度很差', '您的心情我能理解'],
  ['en', 'I want to complain', 'the meter reader was rude', 'I understand how you feel'],
] as const)('in %s the whole way is in that language', async (locale, opening, words, heard) => {
  const person = await house.person(locale);
  await person.say(opening);
  expect(person.text()).toContain(heard);
  await person.say(words);
  await person.say(words);
  await person.say(locale === 'en' ? PHONE : '0912345678');
  await person.say(locale === 'en' ? 'yes' : '是的');
  expect(await person.said()).toEqual(['complaint.filed', 'case.title']);
});

/** The turn whose offers are alive. */
async function offeredTurn(person: Awaited<ReturnType<House['person']>>): Promise<string> {
  await person.say('你好');
  return person.buttons()[0]?.button.split('/')[0] ?? '';
}
