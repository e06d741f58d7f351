/** Ratings: taken once, low ones followed up by a person, comments that may be left out. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { phrase } from '../../src/conversation/sentences/book.ts';
import type { House, Person } from '../support/house.ts';
import { act, look, opened, round, zh } from './cases.town.ts';
import { casesOf, deliver, type Homes, openHomes, payAll, ratingsOf } from './homes.ts';

let homes: Homes;
let house: House;
beforeAll(async () => {
  homes = await openHomes(50);
  house = homes.house;
});
afterAll(() => house.close());

const asked = async () => {
  const resident = await homes.resident();
  await payAll(resident.person);
  return resident;
};
const score = async () => {
  const resident = await asked();
  const { messages } = await resident.person.transcript();
  const reply = messages.at(-1)?.reply;
  return { ...resident, buttons: reply?.kind === 'choices' ? reply.choices : [] };
};

describe('a resident who is asked how it was', () => {
  test.each([
    ['非常满意', 5],
    ['5分', 5],
    ['四星', 4],
    ['还不错', 4],
  ])('and says “%s” has given %i, with no further question', async (words, stars) => {
    const { person } = await asked();
    await person.say(words);
    expect(await person.said()).toEqual(['rating.thanks']);
    expect(await ratingsOf(house, person)).toEqual([{ score: stars, comment: null, service: 'payment.pay' }]);
  });

  test('and presses a score has given it; a second press is explained', async () => {
    const { person, buttons } = await score();
    await person.press(buttons[0]?.button ?? '');
    await person.press(buttons[4]?.button ?? '');
    expect(await person.said()).toEqual(['repair.old-button']);
    expect(await ratingsOf(house, person)).toMatchObject([{ score: 5 }]);
  });

  test('and gives three is asked why, may skip it, and no case is opened', async () => {
    const { person } = await asked();
    expect((await person.say('一般')).turn).toMatchObject({ service: 'rating.give', awaiting: 'comment' });
    await person.tap('跳过');
    expect(await ratingsOf(house, person)).toMatchObject([{ score: 3, comment: null }]);
    expect(await casesOf(house, person)).toEqual([]);
  });

  test.each([1, 2])('and gives %i gets a person who will ask: owner, next action, deadline', async (stars) => {
    const { person } = await asked();
    await person.say(`${stars}分`);
    await person.say('等了三天没人来处理，态度太差');
    expect(await person.said()).toEqual(['rating.recovery']);
    expect(await ratingsOf(house, person)).toMatchObject([{ score: stars, comment: '等了三天没人来处理，态度太差' }]);
    const [recovery] = await casesOf(house, person);
    expect(recovery).toMatchObject({ kind: 'recovery', status: 'open', owner_team: 'supervision' });
    expect(recovery?.next_action).toBeTruthy();
    expect(recovery?.deadline?.getTime()).toBeGreaterThan(house.now().getTime());
  });

  test('and changes the score before the comment has given the second one', async () => {
    const { person } = await asked();
    await person.say('2分');
    await person.say('返回上一步');
    expect(person.last().turn.awaiting).toBe('score');
    await person.say('5分');
    expect(await ratingsOf(house, person)).toMatchObject([{ score: 5 }]);
    expect(await casesOf(house, person)).toEqual([]);
  });

  test('and cancels has rated nothing, and is not asked again', async () => {
    const { person } = await asked();
    await person.say('不评了');
    await person.say('取消');
    expect(await ratingsOf(house, person)).toEqual([]);
    await person.say('谢谢');
    expect(await person.said()).toEqual(['talk.thanks']);
  });

  test('and asks something else first is asked again after it', async () => {
    const { person } = await asked();
    expect((await person.say('查缴费记录')).turn).toMatchObject({ service: 'rating.give', awaiting: 'score' });
    expect(await person.said()).toEqual(['history.title', 'repair.resume', 'ask.score']);
    await person.say('5');
    expect(await ratingsOf(house, person)).toMatchObject([{ score: 5, service: 'payment.pay' }]);
  });

  test('and says nonsense three times is given choices', async () => {
    const { person } = await asked();
    const keys: string[] = [];
    for (const words of ['咕噜', '7分', '100']) {
      await person.say(words);
      keys.push((await person.said())[0] ?? '');
    }
    expect(keys).toEqual(['wrong.score', 'help.in-the-middle', 'repair.choose-or-person']);
    expect(await ratingsOf(house, person)).toEqual([]);
  });

  test('whose score is delivered twenty times at once has rated once', async () => {
    const { person } = await asked();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => deliver(house, person, 'score', { text: '1分' })),
    );
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    await Promise.all(Array.from({ length: 20 }, () => deliver(house, person, 'skip', { text: '跳过' })));
    expect(await ratingsOf(house, person)).toHaveLength(1);
    expect(await casesOf(house, person)).toHaveLength(1);
  });
});

describe('a resident who rates unasked', () => {
  test('rates what was finished last', async () => {
    const { person } = await homes.resident();
    await person.say('查电费');
    await person.say('我要评价');
    expect(await person.said()).toEqual(['ask.score']);
    await person.say('满意');
    expect(await ratingsOf(house, person)).toMatchObject([{ score: 4 }]);
  });

  test('without anything finished is told so', async () => {
    const person = await house.person();
    await person.say('我要评价');
    expect(await person.said()).toEqual(['rating.nothing']);
  });

  test("cannot rate somebody else's service with a forged button", async () => {
    const { person: victim } = await asked();
    const rated = await house.db
      .selectFrom('service_records')
      .select('service_id')
      .where('resident_id', '=', victim.residentId)
      .where('service', '=', 'payment.pay')
      .executeTakeFirstOrThrow();
    const { person } = await homes.resident();
    await person.say('你好');
    const turn = person.buttons()[0]?.button.split('/')[0];
    const forged = encodeURIComponent(`rated=${rated.service_id} payment.pay`);
    await person.press(`${turn}/0//start/rating.give/${forged}/score%3D1`);
    await person.say('跳过');
    expect(await ratingsOf(house, victim)).toEqual([]);
    expect(await ratingsOf(house, person)).toEqual([]);
  });
});

describe('a resident who is not satisfied', () => {
  const reasonsOf = async (person: Person) =>
    (
      await house.db
        .selectFrom('ratings')
        .innerJoin('service_records as s', 's.service_id', 'ratings.service_id')
        .select(['ratings.reasons', 'ratings.comment'])
        .where('s.resident_id', '=', person.residentId)
        .execute()
    )[0];

  test('chooses a reason and adds words', async () => {
    const { person } = await asked();
    await person.say('一般');
    expect(person.buttons()).toHaveLength(9);
    await person.tap(zh(phrase('option.low', { reason: 'too-slow' })));
    expect(await person.said()).toEqual(['ask.comment-more']);
    await person.say('等了三天');
    expect(await reasonsOf(person)).toEqual({ reasons: ['too-slow'], comment: '等了三天' });
  });

  test('types the reason or its place, and leaves the words out', async () => {
    const first = (await asked()).person;
    await first.say('2分');
    await first.say(zh(phrase('option.low', { reason: 'attitude' })));
    await first.say('跳过');
    expect(await reasonsOf(first)).toEqual({ reasons: ['attitude'], comment: null });
    const second = (await asked()).person;
    await second.say('2分');
    await second.say('2');
    await second.say('跳过');
    expect(await reasonsOf(second)).toEqual({ reasons: ['not-solved'], comment: null });
  });

  test('a second time within thirty days on one account has the supervisor by name, a third time the manager', async () => {
    const { person, home } = await homes.resident();
    const owners: (string | null)[] = [];
    for (let time = 1; time <= 3; time += 1) {
      const caseNumber = await finished(person, home.accountNumber);
      await person.say('1分');
      await person.say('跳过');
      const recovery = (await casesOf(house, person)).findLast(({ kind }) => kind === 'recovery');
      expect(recovery).toMatchObject({ related_case: caseNumber, account_number: home.accountNumber });
      owners.push(recovery?.owner ?? null);
    }
    expect(owners).toEqual([null, '何芳', '许刚']);
  });
});

/** A complaint of theirs that the desk worked on to its end; the question how it was is open. */
async function finished(person: Person, accountNumber: string, by = 'M01'): Promise<string> {
  const caseNumber = await opened(house, person.residentId, 'meter-test', { accountNumber });
  await act(house, caseNumber, 'started', {}, by);
  await act(house, caseNumber, 'answered', { text: '电表是准的' }, by);
  await round(house);
  expect(await person.said()).toContain('ask.score');
  return caseNumber;
}

describe('a resident whose case is finished', () => {
  test('is asked once, and the rating stands in the case', async () => {
    const { person, home } = await homes.resident();
    const caseNumber = await finished(person, home.accountNumber);
    const pending = await house.request('GET', '/v1/ratings/pending', { token: person.token });
    expect(pending.body.ratings).toContainEqual({
      serviceId: `case:${caseNumber}`,
      service: 'request.file',
      finishedAt: expect.any(String),
    });
    await person.say('4分');
    expect((await look(house, caseNumber)).score).toBe(4);
    const shown = await house.request('GET', `/v1/cases/${caseNumber}`, { token: person.token });
    expect(shown.body.rating).toBe(4);
    await round(house);
    expect(await person.said()).toEqual(['rating.thanks']);
  });

  test('and rates it low gets a case that its handler cannot close, but somebody else can', async () => {
    const { person, home } = await homes.resident();
    await finished(person, home.accountNumber);
    await person.say('1分');
    await person.say('跳过');
    const number = (await casesOf(house, person)).find(({ kind }) => kind === 'recovery')?.case_number ?? '';
    for (const event of ['answered', 'rejected'] as const) {
      const own = await house.services.work.act('M01', number, event, { text: '没事' });
      expect(own).toMatchObject({ ok: false, problem: { code: 'second_person_needed' } });
    }
    await act(house, number, 'started', {}, 'V01');
    await act(house, number, 'answered', { text: '已道歉并重新校验' }, 'V01');
    expect((await look(house, number)).stage).toBe('done');
  });

  test('rates low what the supervisor handled: the case goes to nobody who may not close it, nor when it is late or chased', async () => {
    const { person, home } = await homes.resident();
    const rateLow = async (by: string) => {
      await finished(person, home.accountNumber, by);
      await person.say('1分');
      await person.say('跳过');
      return (await casesOf(house, person)).findLast(({ kind }) => kind === 'recovery');
    };
    const first = await rateLow('V01');
    expect((await rateLow('V01'))?.owner).toBe('许刚');
    const third = await rateLow('V02');
    expect(third?.owner).toBe('何芳');
    // Whose it is about may not take it, nor be given it.
    const number = first?.case_number ?? '';
    const taken = await house.services.work.act('V01', number, 'started');
    expect(taken).toMatchObject({ ok: false, problem: { code: 'second_person_needed' } });
    const to = { team: 'supervision', staffId: 'V01' } as const;
    const given = await house.services.work.act('V02', number, 'reassigned', { to });
    expect(given).toMatchObject({ ok: false, problem: { code: 'second_person_needed' } });
    // Nobody does anything: what is late reaches somebody above it who may settle it.
    house.advance(5 * 86_400);
    await house.upkeep();
    expect((await look(house, number)).owner).toBe('许刚');
    const viewer = await house.services.accounts.viewer(person.token);
    const chase = viewer && (await house.services.chases.preview(viewer, number));
    expect(chase).toMatchObject({ ok: true, value: { owner: '许刚' } });
    await act(house, number, 'answered', { text: '已道歉并重新校验' }, 'V02');
    expect((await look(house, number)).stage).toBe('done');
  });

  test('can rate it for seven days and no longer, once', async () => {
    const { person, home } = await homes.resident();
    const caseNumber = await finished(person, home.accountNumber);
    const rate = (serviceId: string) =>
      house.request('POST', '/v1/ratings', { token: person.token, body: { serviceId, score: 5 } });
    house.advance(7 * 86_400 + 60);
    expect((await rate(`case:${caseNumber}`)).status).toBe(404);
    await person.say('取消');
    const second = await finished(person, home.accountNumber);
    expect((await rate(`case:${second}`)).status).toBe(201);
    expect((await rate(`case:${second}`)).status).toBe(409);
  });

  test('and taken up again after the rating is not asked a second time', async () => {
    const { person, home } = await homes.resident();
    const caseNumber = await finished(person, home.accountNumber);
    await person.say('3分');
    await person.say('跳过');
    await house.request('POST', `/v1/cases/${caseNumber}/reopening`, {
      token: person.token,
      body: { reason: '还是不准' },
    });
    await act(house, caseNumber, 'answered', { text: '换表了' }, 'M01');
    await round(house);
    expect(await person.said()).toEqual(['case.told', 'case.title']);
  });
});
