/** Binding an account: the main road, corrections, codes, limits, cancelling. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { House } from '../support/house.ts';
import { allSaid, boundTo, codeFor, codesSent, type Homes, openHomes, wrongCode } from './homes.ts';

let homes: Homes;
let house: House;
beforeAll(async () => {
  homes = await openHomes(60);
  house = homes.house;
});
afterAll(() => house.close());

const verifications = (residentId: string) =>
  house.db.selectFrom('verifications').selectAll().where('resident_id', '=', residentId).execute();

describe('a resident who binds an account', () => {
  test('is asked for number, phone and code, once each, and has it then', async () => {
    const [person, home] = [await house.person(), homes.next()];
    expect((await person.say('绑定户号')).turn).toMatchObject({ service: 'account.bind', awaiting: 'accountNumber' });
    expect((await person.say(home.accountNumber)).turn.awaiting).toBe('phone');
    expect((await person.say(home.phone)).turn.awaiting).toBe('code');
    expect((await person.say(codeFor(house, home))).turn).toMatchObject({ service: null, awaiting: null });
    expect(await person.said()).toEqual(['bind.done', 'notice.offer']);
    expect(await boundTo(house, person)).toEqual([home.accountNumber]);
    expect((await allSaid(house, person)).flat()).toEqual([
      'ask.accountNumber',
      'ask.phone',
      'ask.code',
      'bind.done',
      'notice.offer',
    ]);
  });

  test('and says number and phone in one message is asked for the code alone', async () => {
    const [person, home] = [await house.person(), homes.next()];
    await person.say('绑定户号');
    await person.say(`户号${home.accountNumber}，手机${home.phone}`);
    expect(await person.said()).toEqual(['ask.code']);
    expect(codesSent(house, home)).toBe(1);
  });

  test('and says everything out of the blue is asked for the code alone', async () => {
    const [person, home] = [await house.person(), homes.next()];
    await person.say(`户号${home.accountNumber} 手机${home.phone}`);
    expect(await person.said()).toEqual(['ask.code']);
    await person.say(codeFor(house, home));
    expect(await boundTo(house, person)).toEqual([home.accountNumber]);
  });

  test('that is bound already is told so, and no code goes out', async () => {
    const { person, home } = await homes.resident();
    const before = codesSent(house, home);
    await person.say('绑定户号');
    await person.say(home.accountNumber);
    expect(await person.said()).toEqual(['bind.already']);
    house.advance(61);
    await person.say(`绑定户号${home.accountNumber}，手机${home.phone}`);
    expect(await person.said()).toEqual(['bind.already']);
    expect(codesSent(house, home)).toBe(before);
  });

  test('that somebody else bound gets it too with the code of its phone, and the other keeps it', async () => {
    const { person: first, home } = await homes.resident();
    house.advance(61);
    const second = await house.person();
    await second.bind(home);
    expect(await boundTo(house, second)).toEqual([home.accountNumber]);
    expect(await boundTo(house, first)).toEqual([home.accountNumber]);
  });

  test("with somebody else's phone hears the same as always, gets no code, and no guess binds", async () => {
    const [person, home, other] = [await house.person(), homes.next(), homes.next()];
    await person.say('绑定户号');
    await person.say(home.accountNumber);
    await person.say(other.phone);
    expect(await person.said()).toEqual(['ask.code']);
    expect(codesSent(house, other) + codesSent(house, home)).toBe(0);
    await person.say('123456');
    expect(await person.said()).toEqual(['bind.code-wrong', 'ask.code']);
    expect(person.text()).not.toContain(home.holder.slice(0, 1).concat('**'));
    expect(await boundTo(house, person)).toEqual([]);
  });
});

describe('corrected', () => {
  test('the number before the phone was said', async () => {
    const [person, wrong, home] = [await house.person(), homes.next(), homes.next()];
    await person.say('绑定户号');
    await person.say(wrong.accountNumber);
    await person.say(`不对，户号是${home.accountNumber}`);
    expect(await person.said()).toEqual(['repair.corrected', 'ask.phone']);
    await person.say(home.phone);
    await person.say(codeFor(house, home));
    expect(await boundTo(house, person)).toEqual([home.accountNumber]);
  });

  test('the phone while the code is awaited: a new code goes to the right one and the old binds nothing', async () => {
    const [person, home, other] = [await house.person(), homes.next(), homes.next()];
    await person.say('绑定户号');
    await person.say(home.accountNumber);
    await person.say(other.phone);
    await person.say(`不对，手机号是${home.phone}`);
    expect(await person.said()).toEqual(['repair.corrected', 'ask.code-again']);
    expect(codesSent(house, home)).toBe(1);
    await person.say(codeFor(house, home));
    expect(await boundTo(house, person)).toEqual([home.accountNumber]);
  });

  test('twice in a row, and the last value counts', async () => {
    const [person, home, one, two] = [await house.person(), homes.next(), homes.next(), homes.next()];
    await person.say('绑定户号');
    await person.say(home.accountNumber);
    await person.say(one.phone);
    await person.say(`手机号错了，是${two.phone}`);
    await person.say(`还是不对，应该是${home.phone}`);
    await person.say(codeFor(house, home));
    expect(await boundTo(house, person)).toEqual([home.accountNumber]);
    expect((await allSaid(house, person)).flat().filter((key) => key === 'ask.phone')).toHaveLength(1);
  });

  test('by saying only that the phone is wrong: it is asked for, nothing else is', async () => {
    const [person, home, other] = [await house.person(), homes.next(), homes.next()];
    await person.say('绑定户号');
    await person.say(home.accountNumber);
    await person.say(other.phone);
    const asked = await person.say('手机号写错了');
    expect(asked.turn.awaiting).toBe('phone');
    expect(await person.said()).toEqual(['repair.what-is-right', 'ask.phone']);
    await person.say(home.phone);
    await person.say(codeFor(house, home));
    expect(await boundTo(house, person)).toEqual([home.accountNumber]);
  });

  test('number and phone in one message: one new code, for both', async () => {
    const [person, wrong, home] = [await house.person(), homes.next(), homes.next()];
    await person.say('绑定户号');
    await person.say(wrong.accountNumber);
    await person.say(wrong.phone);
    await person.say(`不对，户号是${home.accountNumber}，手机号是${home.phone}`);
    expect((await verifications(person.residentId)).map((row) => row.account_number)).toEqual([
      wrong.accountNumber,
      home.accountNumber,
    ]);
    await person.say(codeFor(house, home));
    expect(await boundTo(house, person)).toEqual([home.accountNumber]);
  });

  test('the number under the same phone within a minute: the code of the old number binds nothing, the next one does', async () => {
    const [person, wrong, home] = [await house.person(), homes.next(), homes.next()];
    await person.say('绑定户号');
    await person.say(wrong.accountNumber);
    await person.say(home.phone);
    const said = await person.say(`不对，户号是${home.accountNumber}`);
    expect(await person.said()).toEqual(['repair.corrected', 'bind.wait-code']);
    expect(said.turn.awaiting).toBe('code');
    house.advance(61);
    await person.say('重发');
    await person.say(codeFor(house, home));
    expect(await boundTo(house, person)).toEqual([home.accountNumber]);
  });

  test('a number corrected under a needed binding is the one whose bill comes', async () => {
    const [person, wrong, home] = [await house.person(), homes.next(), homes.next()];
    await person.say(`查一下户号${wrong.accountNumber}的电费`);
    await person.say(`不对，户号是${home.accountNumber}`);
    await person.say(home.phone);
    await person.say(codeFor(house, home));
    expect(await person.said()).toEqual(['bind.done', 'bill.title']);
    expect(await boundTo(house, person)).toEqual([home.accountNumber]);
  });
});

describe('the code', () => {
  const untilCode = async () => {
    const [person, home] = [await house.person(), homes.next()];
    await person.say('绑定户号');
    await person.say(home.accountNumber);
    await person.say(home.phone);
    return { person, home };
  };

  test('that is wrong can be tried again, and no new one is claimed to have been sent', async () => {
    const { person, home } = await untilCode();
    await person.say(wrongCode(codeFor(house, home)));
    expect(await person.said()).toEqual(['bind.code-wrong', 'ask.code']);
    await person.say(codeFor(house, home));
    expect(await boundTo(house, person)).toEqual([home.accountNumber]);
  });

  test('five times wrong ends the verification: then not even the right one binds, a resent one does', async () => {
    const { person, home } = await untilCode();
    const right = codeFor(house, home);
    for (let n = 0; n < 4; n += 1) await person.say(wrongCode(right));
    await person.say(wrongCode(right));
    expect(await person.said()).toEqual(['bind.code-ended']);
    await person.say(right);
    expect(await person.said()).toEqual(['bind.code-ended']);
    expect(await boundTo(house, person)).toEqual([]);
    house.advance(61);
    await person.say('重发');
    expect(await person.said()).toEqual(['ask.code-again']);
    await person.say(codeFor(house, home));
    expect(await boundTo(house, person)).toEqual([home.accountNumber]);
  });

  test('is good for ten minutes and not a second longer', async () => {
    const early = await untilCode();
    house.advance(599);
    await early.person.say(codeFor(house, early.home));
    expect(await boundTo(house, early.person)).toEqual([early.home.accountNumber]);
    const late = await untilCode();
    house.advance(600);
    await late.person.say(codeFor(house, late.home));
    expect(await late.person.said()).toEqual(['bind.code-ended']);
    expect(await boundTo(house, late.person)).toEqual([]);
  });

  test('comes again once a minute: an impatient resident keeps the code that is on its way', async () => {
    const { person, home } = await untilCode();
    house.advance(20);
    const refused = await person.say('没收到，重发');
    expect(await person.said()).toEqual(['bind.wait-code']);
    expect(refused.turn.awaiting).toBe('code');
    expect(codesSent(house, home)).toBe(1);
    await person.say(codeFor(house, home));
    expect(await boundTo(house, person)).toEqual([home.accountNumber]);
  });

  test('comes again after a minute, and the first one is no good then', async () => {
    const { person, home } = await untilCode();
    const first = codeFor(house, home);
    house.advance(61);
    await person.say('重发');
    expect(await person.said()).toEqual(['ask.code-again']);
    expect(codesSent(house, home)).toBe(2);
    await person.say(first);
    expect(await person.said()).toEqual(['bind.code-wrong', 'ask.code-again']);
    await person.say(codeFor(house, home));
    expect(await boundTo(house, person)).toEqual([home.accountNumber]);
  });

  test('comes five times a day; the sixth wish is told when it can be again', async () => {
    const { person, home } = await untilCode();
    for (let n = 0; n < 4; n += 1) {
      house.advance(61);
      await person.say('重发');
    }
    expect(codesSent(house, home)).toBe(5);
    house.advance(61);
    const ended = await person.say('重发');
    expect(await person.said()).toEqual(['bind.too-many']);
    expect(ended.turn).toMatchObject({ service: null, awaiting: null });
    expect(codesSent(house, home)).toBe(5);
  });

  test('is a word that nobody knows where no code is awaited', async () => {
    const person = await house.person();
    await person.say('绑定户号');
    await person.say('重发验证码');
    expect(await person.said()).toEqual(['wrong.accountNumber', 'ask.accountNumber']);
  });
});

describe('cancelled', () => {
  test('a binding of its own ends alone and nothing is bound', async () => {
    const [person, home] = [await house.person(), homes.next()];
    await person.say('绑定户号');
    await person.say(home.accountNumber);
    const ended = await person.say('算了');
    expect(ended.turn).toMatchObject({ service: null, awaiting: null });
    expect(await person.said()).toEqual(['repair.cancelled']);
    expect(await boundTo(house, person)).toEqual([]);
  });

  test.each(['查电费', '交电费', '为什么这么贵', '缴费记录', '切换户号'])(
    'a binding that “%s” needed ends both',
    async (wish) => {
      const person = await house.person();
      const asked = await person.say(wish);
      expect(asked.turn).toMatchObject({ service: 'account.bind', awaiting: 'accountNumber' });
      const ended = await person.say('取消');
      expect(await person.said()).toEqual(['repair.cancelled-with']);
      expect(ended.turn).toMatchObject({ service: null, awaiting: null });
    },
  );

  test('a needed binding can still be cancelled after its number was rejected', async () => {
    const [person, home] = [await house.person(), homes.next()];
    await person.say('查电费');
    await person.say(home.accountNumber);
    await person.say('户号不对');
    const ended = await person.say('取消');
    expect(await person.said()).toEqual(['repair.cancelled-with']);
    expect(ended.turn).toMatchObject({ service: null, awaiting: null });
  });

  test('one binding that two wishes wait for ends all three', async () => {
    const [person, home] = [await house.person(), homes.next()];
    await person.say('查电费');
    await person.say(home.accountNumber);
    const asked = await person.say('为什么这么贵');
    expect(asked.turn).toMatchObject({ service: 'account.bind', awaiting: 'phone' });
    const ended = await person.say('取消');
    expect(ended.turn).toMatchObject({ service: null, awaiting: null });
  });
});

describe('wrong three times', () => {
  test.each([
    ['accountNumber', [], 'wrong.accountNumber'],
    ['phone', ['account'], 'wrong.phone'],
    ['code', ['account', 'phone'], 'wrong.code'],
  ] as const)('%s: two different tries, then choices with a person among them', async (slot, given, hint) => {
    const [person, home] = [await house.person(), homes.next()];
    await person.say('绑定户号');
    if (given[0]) await person.say(home.accountNumber);
    if (given.length > 1) await person.say(home.phone);
    const ask = `ask.${slot}`;
    await person.say('嗯嗯哈哈呵');
    expect(await person.said()).toEqual([hint, ask]);
    await person.say('咕噜咕噜');
    expect(await person.said()).toEqual(['help.in-the-middle', ask]);
    await person.say('啦啦啦啦');
    expect(await person.said()).toEqual(['repair.choose-or-person', ask]);
    expect(person.last().turn.awaiting).toBe(slot);
    await person.tap('转人工');
    expect(await person.said()).toEqual(['handoff.done', 'repair.resume', ask]);
  });
});
