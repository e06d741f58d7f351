/** Asking for a person, words of danger, small talk, help and nonsense: in every state, without losing it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SERVICES } from '../../src/domain/names.ts';
import type { House } from '../support/house.ts';
import { boundTo, casesOf, codeFor, deliver, type Homes, openHomes, payAndRate, paymentsOf } from './homes.ts';
import { ENDED_BY_DANGER, OPEN_QUESTIONS } from './open-questions.ts';

let homes: Homes;
let house: House;
beforeAll(async () => {
  homes = await openHomes(400);
  house = homes.house;
});
afterAll(() => house.close());

const states = Object.entries(OPEN_QUESTIONS);
/** Questions where any words are an answer. */
const STORIES = ['comment', 'about', 'description', 'reason'];
const NAMES = ['title', 'name', 'parkingSpace'];
const place = ({ service, awaiting }: { service: string | null; awaiting: string | null }) => ({ service, awaiting });

describe.each(states)('with %s', (_, state) => {
  test('words of danger come first: safety, then the case, then the question as it was', async () => {
    const person = await state(homes);
    const before = place(person.last().turn);
    const answer = await person.say('电线掉下来了，在冒火花');
    expect((await person.said()).slice(0, 2)).toEqual(['emergency.first', 'emergency.case']);
    if (ENDED_BY_DANGER.includes(before.awaiting ?? '')) expect(ENDED_BY_DANGER).not.toContain(answer.turn.awaiting);
    else expect(place(answer.turn)).toEqual(before);
    const dangerCases = async () => (await casesOf(house, person)).filter(({ reason }) => reason.startsWith('danger:'));
    const danger = await dangerCases();
    expect(danger).toMatchObject([{ status: 'open', priority: 1, owner_team: 'dispatch' }]);
    expect(danger[0]?.next_action).toBeTruthy();
    expect(danger[0]?.deadline?.getTime()).toBeLessThanOrEqual(house.now().getTime() + 600_000);
    await person.say('着火了！');
    expect((await person.said())[0]).toBe('emergency.first');
    expect(await dangerCases()).toHaveLength(1);
  });

  test('a person is there for the asking: one case with goal and slots, and the question comes back', async () => {
    const person = await state(homes);
    const before = place(person.last().turn);
    const answer = await person.say('转人工');
    expect((await person.said())[0]).toBe('handoff.done');
    expect(place(answer.turn)).toEqual(before);
    await person.say('转人工');
    expect((await person.said())[0]).toBe('handoff.already');
    const asked = (await casesOf(house, person)).filter(({ kind }) => kind === 'handoff');
    expect(asked).toMatchObject([{ status: 'open', owner_team: 'service' }]);
    expect(asked[0]?.next_action).toBeTruthy();
    expect(asked[0]?.deadline).not.toBeNull();
    const summary = asked[0]?.summary as { goals: string[]; slots: object[] };
    if (before.service) expect(summary.goals).toContain(before.service);
  });

  test('help, small talk, an outside wish, “again” and a sticker leave the question open', async () => {
    const person = await state(homes);
    const before = place(person.last().turn);
    for (const words of ['帮助', '你好', '今天天气怎么样', '再说一遍']) {
      // A comment takes any words that are no control.
      if (before.awaiting === 'comment' && words === '你好') continue;
      if ([...STORIES, ...NAMES].includes(before.awaiting ?? '') && words === '今天天气怎么样') continue;
      const answer = await person.say(words);
      // How it was is asked twice at most (rating.test.ts).
      if (before.awaiting !== 'score' || words === '帮助') expect([words, place(answer.turn)]).toEqual([words, before]);
      expect(answer.replies.length).toBeGreaterThan(0);
    }
  });

  test('a forged or foreign button is explained and the question stays', async () => {
    const person = await state(homes);
    const before = place(person.last().turn);
    const answer = await person.press('1/1/nothing/set/score/5');
    expect((await person.said())[0]).toBe('repair.old-button');
    expect(place(answer.turn)).toEqual(before);
  });
});

test('danger in the middle of paying keeps the payment: the same yes pays it', async () => {
  const { person, home } = await homes.resident();
  await person.say('交电费');
  await person.say('变压器冒烟了');
  expect(await person.said()).toEqual(['emergency.first', 'emergency.case', 'pay.read-back', 'pay.confirm']);
  await person.tap('确认缴费');
  expect(await paymentsOf(house, home)).toHaveLength(1);
});

test('a hand-off never carries a code, nor does it say what was not given', async () => {
  const [person, home] = [await house.person(), homes.next()];
  await person.say(`绑定户号${home.accountNumber}，手机${home.phone}`);
  const code = codeFor(house, home);
  await person.say(`转人工，验证码是${code}`);
  await person.say('转人工');
  const text = JSON.stringify((await casesOf(house, person)).map(({ summary }) => summary));
  expect(text).not.toContain(code);
  expect(text).toContain(home.accountNumber);
});

test('a person asked for twenty times at once is one case', async () => {
  const person = await house.person();
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => deliver(house, person, 'person', { text: '转人工' })),
  );
  for (const { body } of answers) expect(body.replies).toEqual(answers[0]?.body.replies);
  expect(await casesOf(house, person)).toHaveLength(1);
});

test('four wishes inside one another are enough; a person and danger get through all the same', async () => {
  const { person } = await homes.resident(2);
  await payAndRate(person);
  for (const words of ['切换户号', '解绑户号', '开发票']) await person.say(words);
  await person.say('绑定户号');
  expect(person.last().turn.service).toBe('account.bind');
  await person.say('我要评价');
  expect((await person.said())[0]).toBe('repair.too-deep');
  expect(person.last().turn).toMatchObject({ service: 'account.bind', awaiting: 'accountNumber' });
  await person.say('转人工');
  expect((await person.said())[0]).toBe('handoff.done');
  await person.say('有人触电了');
  expect((await person.said())[0]).toBe('emergency.first');
  for (let n = 0; n < 4; n += 1) await person.say('取消');
  expect(person.last().turn).toMatchObject({ service: null, awaiting: null });
});

test('with four wishes open, one that needs a binding first still gets it', async () => {
  const { person } = await homes.resident(2);
  const other = homes.next();
  await payAndRate(person);
  for (const words of ['切换户号', '解绑户号', '开发票']) await person.say(words);
  const asked = await person.say(`查户号${other.accountNumber}的电费`);
  expect(asked.turn).toMatchObject({ service: 'account.bind', awaiting: 'phone' });
  await person.say(other.phone);
  await person.say(codeFor(house, other));
  expect((await person.said()).slice(0, 2)).toEqual(['bind.done', 'bill.title']);
  expect(await boundTo(house, person)).toHaveLength(3);
});

describe('not understood, with nothing open', () => {
  test('two different tries, then choices, then a person', async () => {
    const person = await house.person();
    const keys: string[] = [];
    for (const words of ['咕噜咕噜', '哗啦哗啦', '叮叮当当']) {
      await person.say(words);
      keys.push((await person.said())[0] ?? '');
    }
    expect(keys).toEqual(['repair.unclear', 'repair.unclear-again', 'repair.choose-or-person']);
    await person.tap('转人工');
    expect(await person.said()).toEqual(['handoff.done']);
  });

  test('the count starts again after something was understood', async () => {
    const person = await house.person();
    await person.say('咕噜咕噜');
    await person.say('你好');
    await person.say('哗啦哗啦');
    expect(await person.said()).toEqual(['repair.unclear']);
  });

  test('a polite yes after an answer is no riddle', async () => {
    const { person } = await homes.resident();
    await person.say('查电费');
    await person.say('好的');
    expect(await person.said()).toEqual(['talk.thanks']);
  });

  test('every service that is offered begins here: nothing is left to people, and a person is there all the same', async () => {
    const asked = SERVICES.filter((service) => service !== 'smalltalk' && service !== 'handoff.request');
    for (const service of asked) {
      const person = await house.person();
      await person.press(`0/0//start/${service}`);
      expect((await person.said())[0]).toBe('repair.old-button-start');
      await person.tap(0);
      const said = await person.said();
      expect([service, said.filter((key) => key.startsWith('scope.') || key.startsWith('trouble.'))]).toEqual([
        service,
        [],
      ]);
      expect([service, said.length]).not.toEqual([service, 0]);
      await person.say('转人工');
      expect([service, (await person.said())[0]]).toEqual([service, 'handoff.done']);
      expect(await casesOf(house, person)).toMatchObject([{ kind: 'handoff', status: 'open' }]);
    }
  });

  test('the trades of others are refused in a word', async () => {
    const person = await house.person();
    await person.say('水费怎么交');
    expect(await person.said()).toEqual(['scope.outside']);
  });
});

describe('“again”', () => {
  test('repeats the answer, and the question once', async () => {
    const { person } = await homes.resident();
    await person.say('交电费');
    await person.say('为什么这么贵');
    const first = person.text();
    await person.say('再说一遍');
    for (const line of first.split('\n')) expect(person.text()).toContain(line.trim());
    expect(person.text().match(/确认吗/g)).toHaveLength(1);
  });

  test('of a question alone asks it once', async () => {
    const person = await house.person();
    await person.say('绑定户号');
    const question = person.text();
    await person.say('再说一遍');
    expect(person.text()).toBe(question);
  });

  test('before anything was said is a greeting’s worth, not an error', async () => {
    const person = await house.person();
    expect((await person.say('再说一遍')).replies).toHaveLength(1);
  });

  test('after a receipt repeats the receipt', async () => {
    const { person } = await homes.resident();
    await payAndRate(person);
    await person.say('查电费');
    const bill = person.text();
    await person.say('再说一遍');
    expect(person.text()).toContain(bill.split('\n')[0] ?? '?');
    expect(person.buttons()).toEqual([]);
  });
});

describe('a verb of one service is no yes to what another read back', () => {
  test.each(['交电费', '付款', '交', '开票', '绑定', 'pay now'])('“%s” unbinds nothing', async (words) => {
    const { person, home } = await homes.resident();
    await person.say('解绑户号');
    expect(person.last().turn).toMatchObject({ service: 'account.unbind', awaiting: 'confirm' });
    await person.say(words);
    expect(await boundTo(house, person)).toEqual([home.accountNumber]);
    expect(await person.said()).not.toContain('unbind.done');
  });

  test.each(['解绑', '绑定', '开'])('“%s” pays nothing', async (words) => {
    const { person, home } = await homes.resident();
    await person.say('交电费');
    await person.say(words);
    expect(await paymentsOf(house, home)).toEqual([]);
  });

  test.each(['交电费', '付款', '解绑', '开票'])('“%s” files no complaint', async (words) => {
    const person = await house.person();
    for (const said of ['我要投诉', '抄表员', '上周二敲门像砸门', '13912345678', words]) await person.say(said);
    expect((await casesOf(house, person)).map(({ kind }) => kind)).toEqual([]);
  });
});
