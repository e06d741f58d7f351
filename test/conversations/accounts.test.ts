/** Several accounts: which one is meant, switching, unbinding; and accounts that are somebody else's. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { House } from '../support/house.ts';
import { LI, WANG } from '../support/town.ts';
import { boundTo, type Home, type Homes, openHomes, paymentsOf } from './homes.ts';

let homes: Homes;
let house: House;
beforeAll(async () => {
  homes = await openHomes(60);
  house = homes.house;
});
afterAll(() => house.close());

const current = async (residentId: string) =>
  (
    await house.db
      .selectFrom('residents')
      .select('current_account')
      .where('resident_id', '=', residentId)
      .executeTakeFirstOrThrow()
  ).current_account;
const two = async () => {
  const { person, homes: own } = await homes.resident(2);
  return { person, first: own[0] as Home, second: own[1] as Home };
};

describe('which of two accounts', () => {
  test.each([
    ['第一个', 0],
    ['第二个', 1],
    ['2', 1],
    ['最后一个', 1],
  ] as const)('“%s” names it by its place', async (words, at) => {
    const { person, first, second } = await two();
    expect((await person.say('切换户号')).turn).toMatchObject({ service: 'account.switch', awaiting: 'account' });
    await person.say(words);
    expect(await person.said()).toEqual(['switch.done']);
    expect(await current(person.residentId)).toBe([first, second][at]?.accountNumber);
  });

  test('its last digits name it', async () => {
    const { person, first } = await two();
    await person.say('切换户号');
    await person.say(`尾号${first.accountNumber.slice(-4)}的`);
    expect(await current(person.residentId)).toBe(first.accountNumber);
  });

  test('its holder names it', async () => {
    const { person, first } = await two();
    await person.say('切换户号');
    await person.say(first.holder);
    expect(await current(person.residentId)).toBe(first.accountNumber);
  });

  test('its nickname names it', async () => {
    const { person, first } = await two();
    await house.db
      .updateTable('bindings')
      .set({ nickname: '妈妈家' })
      .where('account_number', '=', first.accountNumber)
      .execute();
    await person.say('切换户号');
    expect(person.buttons().some(({ label }) => label.includes('妈妈家'))).toBe(true);
    await person.say('妈妈家');
    expect(await current(person.residentId)).toBe(first.accountNumber);
  });

  test('a button names it', async () => {
    const { person, second } = await two();
    await person.say('切换户号');
    await person.tap(1);
    expect(await current(person.residentId)).toBe(second.accountNumber);
  });

  test('nonsense thrice comes to choices, and the account stays', async () => {
    const { person } = await two();
    await person.say('切换户号');
    for (const words of ['咕噜', '哗啦', '叮咚']) await person.say(words);
    expect(await person.said()).toEqual(['repair.choose-or-person', 'ask.account']);
    expect(await current(person.residentId)).toBeNull();
  });
});

describe('switching', () => {
  test('to an account by number takes one message, and its bill is the one that comes then', async () => {
    const { person, first } = await two();
    await person.say(`切换到户号${first.accountNumber}`);
    expect(await person.said()).toEqual(['switch.done']);
    await person.say('查电费');
    expect(person.text()).toContain(first.accountNumber.slice(-4));
  });

  test('keeps account and language although both change in one message', async () => {
    const { person, first } = await two();
    await person.say(`please switch to my account ${first.accountNumber}`);
    expect(await person.said()).toEqual(['switch.done']);
    expect(await current(person.residentId)).toBe(first.accountNumber);
    await person.say('show my bill please');
    const row = await house.db
      .selectFrom('residents')
      .select('locale')
      .where('resident_id', '=', person.residentId)
      .executeTakeFirstOrThrow();
    expect(row.locale).toBe('en');
  });

  test('with one account says that there is only one', async () => {
    const { person } = await homes.resident();
    await person.say('切换户号');
    expect(await person.said()).toEqual(['switch.only-one']);
  });

  test('with none asks for one to be bound, and does not speak of unbinding', async () => {
    const person = await house.person();
    await person.say('切换户号');
    expect(await person.said()).toEqual(['bind.first', 'ask.accountNumber']);
  });

  test('redelivered switches once and is answered the same', async () => {
    const { person, first } = await two();
    const body = { id: 'switch', text: `切换到户号${first.accountNumber}` };
    const one = await house.request('POST', '/v1/chat/messages', { token: person.token, body });
    const again = await house.request('POST', '/v1/chat/messages', { token: person.token, body });
    expect(again.body.replies).toEqual(one.body.replies);
  });
});

describe('unbinding', () => {
  test('is read back, agreed to, done', async () => {
    const { person, home } = await homes.resident();
    expect((await person.say('解绑户号')).turn).toMatchObject({ service: 'account.unbind', awaiting: 'confirm' });
    expect(await boundTo(house, person)).toEqual([home.accountNumber]);
    await person.say('是的');
    expect(await person.said()).toEqual(['unbind.done']);
    expect(await boundTo(house, person)).toEqual([]);
  });

  test('of one of two asks which, even right after talking about one of them', async () => {
    const { person, first, second } = await two();
    await person.say('查电费');
    expect((await person.say('解绑户号')).turn).toMatchObject({ service: 'account.unbind', awaiting: 'account' });
    await person.say('第一个');
    await person.say('是的');
    expect(await boundTo(house, person)).toEqual([second.accountNumber]);
    expect(first.accountNumber).not.toBe(second.accountNumber);
  });

  test('corrected at the read-back unbinds the other one', async () => {
    const { person, first, second } = await two();
    await person.say(`解绑户号${first.accountNumber}`);
    await person.say(`不对，是${second.accountNumber}`);
    expect(await person.said()).toEqual(['repair.corrected', 'unbind.confirm']);
    await person.say('是的');
    expect(await boundTo(house, person)).toEqual([first.accountNumber]);
  });

  test('refused or cancelled leaves it bound', async () => {
    for (const word of ['不要', '取消', '算了']) {
      const { person, home } = await homes.resident();
      await person.say('解绑户号');
      expect((await person.say(word)).turn).toMatchObject({ service: null, awaiting: null });
      expect(await boundTo(house, person)).toEqual([home.accountNumber]);
    }
  });

  test('of the current account forgets that it was the current one', async () => {
    const { person, first } = await two();
    await person.say(`切换到户号${first.accountNumber}`);
    await person.say(`解绑户号${first.accountNumber}`);
    await person.say('是的');
    expect(await current(person.residentId)).toBeNull();
  });

  test('of a number that is not mine never takes the one that is', async () => {
    const { person, home } = await homes.resident();
    const other = homes.next();
    const asked = await person.say(`解绑户号${other.accountNumber}`);
    expect(await person.said()).toEqual(['wrong.choice', 'ask.account']);
    expect(asked.turn.awaiting).toBe('account');
    expect(await boundTo(house, person)).toEqual([home.accountNumber]);
  });

  test('with none bound says so', async () => {
    const person = await house.person();
    await person.say('解绑户号');
    expect(await person.said()).toEqual(['unbind.none']);
  });

  test('twice by the same yes unbinds once and explains', async () => {
    const { person } = await two();
    await person.say('解绑户号');
    await person.say('第一个');
    const yes = person.buttons()[0]?.button ?? '';
    await person.press(yes);
    await person.press(yes);
    expect(await person.said()).toEqual(['repair.old-button']);
    expect(await boundTo(house, person)).toHaveLength(1);
  });

  test('in the middle of paying that account: paying goes on only after it is bound again', async () => {
    const { person, home } = await homes.resident();
    await person.say('交电费');
    await person.say('解绑户号');
    await person.say('是的');
    expect(await person.said()).toEqual(['unbind.done', 'repair.resume', 'bind.first', 'ask.accountNumber']);
    expect(await paymentsOf(house, home)).toEqual([]);
  });
});

describe('an account that is not mine', () => {
  const secrets = [WANG.due, '王', '227', LI.phone, WANG.phone];

  test.each([
    ['查户号', (n: string) => `查一下户号${n}的电费`],
    ['为什么', (n: string) => `户号${n}的电费为什么这么贵`],
    ['交', (n: string) => `交户号${n}的电费`],
    ['记录', (n: string) => `户号${n}的缴费记录`],
    ['号', (n: string) => n],
  ])('named in a message (%s) has to be bound first, and nothing of it is shown', async (_, message) => {
    const { person } = await homes.resident();
    const answer = await person.say(message(WANG.accountNumber));
    expect(answer.turn).toMatchObject({ service: 'account.bind', awaiting: 'phone' });
    for (const secret of secrets) expect(person.text()).not.toContain(secret);
  });

  test.each(['bill.query', 'bill.explain', 'payment.pay', 'payment.history', 'account.unbind', 'account.switch'])(
    'in a forged button for %s shows and writes nothing',
    async (service) => {
      const { person, home } = await homes.resident();
      await person.say('你好');
      const turn = person.buttons()[0]?.button.split('/')[0] ?? '';
      await person.press(`${turn}/0//start/${service}/account%3D${WANG.accountNumber}`);
      for (const secret of secrets) expect(person.text().replaceAll('¥227.71', '')).not.toContain(secret);
      expect(person.text()).not.toContain(WANG.accountNumber);
      await person.say('确认');
      expect(await paymentsOf(house, { ...WANG, holder: '' })).toEqual([]);
      expect(await boundTo(house, person)).toEqual([home.accountNumber]);
    },
  );

  test('in a forged choice of an open question is not taken', async () => {
    const { person } = await two();
    await person.say('切换户号');
    const [turn, frame] = person.buttons()[0]?.button.split('/') ?? [];
    await person.press(`${turn}/${frame}/account/set/account/${WANG.accountNumber}`);
    expect(await current(person.residentId)).toBeNull();
    for (const secret of secrets) expect(person.text()).not.toContain(secret);
  });

  test.each([
    '',
    '////',
    '%E0%A4%A',
    '1/0//affirm',
    '99999999999/0//start/payment.pay',
    '1/1/confirm/affirm/',
    'x'.repeat(900),
  ])('nor is a button that is no button: %s', async (button) => {
    const { person, home } = await homes.resident();
    await person.say('交电费');
    if (button !== '') await person.press(button);
    expect(person.last().turn).toMatchObject({ service: 'payment.pay', awaiting: 'confirm' });
    expect(await paymentsOf(house, home)).toEqual([]);
  });
});
