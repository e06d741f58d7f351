/** Said when something was just filed: it is not needed any more, or a value of it was wrong. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { House, Person } from '../support/house.ts';
import { each, type Language, reported, tell } from './filed.ts';
import { casesOf, type Homes, openHomes } from './homes.ts';

let homes: Homes;
let house: House;
beforeAll(async () => {
  homes = await openHomes(60);
  house = homes.house;
  house.at('2026-12-07T10:00:00+08:00');
}, 60_000);
afterAll(() => house.close());

describe('power is back before the crew came', () => {
  test.each(
    each({
      'zh-CN': [
        '已经有电了，你们不用来了',
        '刚才报修的，现在电来了，不麻烦你们跑一趟了',
        '家里已经来电了不用派师傅过来了谢谢',
        '不好意思，电已经来了，撤销报修吧',
        '不用派人了',
        '现在好了，不用来修了',
        '原来是跳闸，已经有电了',
      ],
      'zh-TW': ['電來了，不用派人了', '師傅不用來了，電已經恢復了', '已經復電了，請取消通報'],
      en: [
        "power's back, no need to come",
        'the power came back on a minute ago, you can cancel the visit',
        "the power is back on so please don't send the crew",
        "it's fixed now, please cancel the crew",
      ],
    }),
  )('%s: “%s” takes the report back, by a yes', async (language, words) => {
    const person = await reported(house, language);
    await person.say(words);
    expect(await person.said()).toEqual(['act.confirm']);
    expect(person.last().turn).toMatchObject({ service: 'progress.query', awaiting: 'confirm' });
    await person.say(language === 'en' ? 'yes' : '是');
    expect((await casesOf(house, person)).map(({ stage }) => stage)).toEqual(['withdrawn']);
  });

  test('where it was told that it is restored, it is confirmed and not withdrawn', async () => {
    const person = await reported(house, 'zh-CN');
    const [filed] = await casesOf(house, person);
    const done = await house.services.work.act('D01', filed?.case_number ?? '', 'restored', {});
    if (!done.ok) throw new Error(done.problem.code);
    await house.services.carryOut(done.value);
    await house.settle();
    await person.say('已经有电了，你们不用来了');
    expect((await casesOf(house, person)).map(({ stage }) => stage)).toEqual(['done']);
  });

  test.each(
    each({
      'zh-CN': [
        '来电了吗',
        '来电了又停了',
        '隔壁有电了，我家没有',
        '邻居家来电了，我们还没有',
        '来电了，帮我查电费',
        '等来电了你们就不用来了吧',
      ],
      'zh-TW': ['電來了嗎', '對面有電了，我們沒有'],
      en: [
        'is the power back?',
        'power is back but half the house is dark',
        'tell me when the power is back',
        "power's back, show my bill",
      ],
    }),
  )('%s: “%s” takes nothing back', async (language, words) => {
    const person = await reported(house, language);
    await person.say(words);
    expect(await person.said()).not.toContain('act.confirm');
    expect((await casesOf(house, person)).map(({ stage }) => stage)).toEqual(['reported']);
  });

  test.each(
    each({ 'zh-CN': ['来电了，不用来了'], 'zh-TW': ['電來了，不用派人了'], en: ["power's back, no need to come"] }),
  )('%s: “%s” while it is being reported leaves the report', async (language, words) => {
    const person = await house.person(language);
    await tell(person, language === 'en' ? 'no power at home' : '家里停电了', language === 'en' ? 'no' : '没有', words);
    expect(await person.said()).toContain('repair.cancelled');
    expect(person.last().turn.service).toBeNull();
    expect(await casesOf(house, person)).toEqual([]);
  });

  test('nothing was reported: nothing is begun, and nothing is claimed', async () => {
    const person = await house.person();
    await person.say('已经有电了，你们不用来了');
    expect(person.last().turn.service).toBeNull();
    expect(await casesOf(house, person)).toEqual([]);
  });
});

describe('a value of what was filed was wrong', () => {
  const notesOf = async (person: Person) =>
    (
      await house.db
        .selectFrom('case_history')
        .innerJoin('cases', 'cases.case_number', 'case_history.case_number')
        .select('case_history.data')
        .where('cases.resident_id', '=', person.residentId)
        .where('case_history.event', '=', 'noted')
        .execute()
    ).map(({ data }) => data);

  test.each(
    each({
      'zh-CN': ['电话改成13912345679', '电话写错了，是13912345679', '地址写错了，应该是示例市长宁路99号'],
      'zh-TW': ['電話打錯了，是0912345679', '電話改成0912345679', '剛才的地址不對，是長寧路88號'],
      en: [
        "the phone number is wrong, it's 13912345679",
        'the address should be 99 Peace Road',
        'change the phone to 13912345679',
      ],
    }),
  )('%s: “%s” is noted on the case', async (language, words) => {
    const person = await reported(house, language);
    await person.say(words);
    expect(await person.said()).toEqual(['act.done']);
    expect(person.last().turn.service).toBeNull();
    expect(await casesOf(house, person)).toHaveLength(1);
    expect((await notesOf(person)).join()).toContain(words);
  });

  test.each(
    each({
      'zh-CN': ['地址写错了', '刚才的号码填错了', '能改一下联系电话吗'],
      'zh-TW': ['地址寫錯了', '可以改聯絡電話嗎'],
      en: ['I gave you the wrong address', 'can I change the phone number on the report'],
    }),
  )('%s: “%s” is asked what is right, and that is noted', async (language, words) => {
    const person = await reported(house, language);
    await person.say(words);
    expect(await person.said()).toEqual(['act.ask-reason']);
    await person.say(language === 'en' ? '99 Peace Road' : '长宁路99号3栋');
    expect(await person.said()).toEqual(['act.done']);
    expect(await notesOf(person)).toHaveLength(1);
  });

  test.each<[Language, string, string]>([
    ['zh-CN', '我要换手机号', 'account.bind'],
    ['zh-CN', '我家户名写错了，要改', 'account.bind'],
    ['zh-CN', '预留手机号换了', 'account.bind'],
    ['zh-TW', '我要換登記的手機號碼', 'account.bind'],
    ['en', 'I want to change my registered phone number', 'account.bind'],
  ])('%s: “%s” is about the books, and a service of its own', async (language, words, service) => {
    const person = await reported(house, language);
    await person.say(words);
    expect(person.last().turn.service).toBe(service);
    expect(await notesOf(person)).toEqual([]);
  });

  test('an hour later, and where nothing was filed, the same words are no note', async () => {
    const person = await reported(house, 'zh-CN');
    house.advance(61 * 60);
    await person.say('电话改成13912345679');
    expect(await person.said()).not.toContain('act.done');
    house.at('2026-12-07T10:00:00+08:00');
  });
});
