/** Paying one month of several, every home at once, and for somebody else: read back to the cent, and only what was agreed to. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type House, openHouse, type Person } from '../support/house.ts';
import { CHEN, LI, LIN, WANG } from '../support/town.ts';

let house: House;
let person: Person;
beforeEach(async () => {
  house = await openHouse({ environment: { RATE_LIMITS: 'off' } });
  person = await house.person('zh-CN');
});
afterEach(() => house.close());

const payments = async () =>
  (
    await house.db
      .selectFrom('payments')
      .select(['account_number', 'amount_minor', 'status', 'payment_id'])
      .orderBy('opened_at')
      .orderBy('account_number')
      .execute()
  ).map(({ account_number: account, amount_minor: minor, status }) => [account, Number(minor), status]);
const reading = { service: 'payment.pay', awaiting: 'confirm' };
const links = () =>
  person.last().replies.flatMap((reply) => (reply.kind === 'card' && reply.link ? [reply.link.url] : []));

describe('two bills are due', () => {
  beforeEach(() => person.bind(LI));

  test('one of them is chosen by a button: it is read back anew, and it alone is paid', async () => {
    await person.say('缴电费');
    expect(person.text()).toContain('¥224.88');
    expect((await person.tap('只缴')).turn).toMatchObject(reading);
    expect(person.text()).toContain('¥117.80');
    await person.say('确认');
    await person.pay(person.link());
    expect(await payments()).toEqual([[LI.accountNumber, 11_780, 'paid']]);
    const paid = await house.db
      .selectFrom('bills')
      .select('bill_id')
      .where('account_number', '=', LI.accountNumber)
      .where('paid_at', 'is not', null)
      .execute();
    expect(paid).toEqual([{ bill_id: 'L-11' }]);
  });

  test('one is chosen and taken back: both are read back again', async () => {
    await person.say('缴电费');
    await person.tap('只缴');
    await person.tap('2 期一起缴');
    expect(person.text()).toContain('¥224.88');
    await person.say('确认');
    expect(await payments()).toEqual([[LI.accountNumber, 22_488, 'pending']]);
  });

  test('a month is named that has none: it is said, and what is due is read back', async () => {
    await person.say('缴8月的电费');
    expect(await person.said()).toEqual(['pay.not-that-month', 'pay.read-back', 'pay.confirm']);
    expect(person.text()).toContain('¥224.88');
  });

  test('a change of mind after the page is open: the first order is closed, the second is paid, the first link is dead', async () => {
    await person.say('缴电费');
    await person.say('确认');
    const first = person.link();
    await person.say('缴电费');
    await person.tap('只缴');
    await person.say('确认');
    expect(await payments()).toEqual([
      [LI.accountNumber, 22_488, 'expired'],
      [LI.accountNumber, 11_780, 'pending'],
    ]);
    expect((await house.request('GET', new URL(first).pathname)).status).toBe(409);
  });
});

describe('several homes', () => {
  test('are paid together: a sum for each and one for all, and a payment for each', async () => {
    for (const home of [CHEN, LI, WANG]) {
      await person.bind(home);
      house.advance(61);
    }
    await person.say('缴电费');
    expect((await person.tap('一起缴')).turn).toMatchObject(reading);
    expect(person.text()).toContain('¥224.88');
    expect(person.text()).toContain('¥227.71');
    expect(person.text()).toContain('¥452.59');
    // Who owes nothing is not among them.
    expect(person.text()).not.toContain(CHEN.accountNumber.slice(-4));
    await person.say('确认');
    expect(await payments()).toEqual([
      [WANG.accountNumber, 22_771, 'pending'],
      [LI.accountNumber, 22_488, 'pending'],
    ]);
    const both = links();
    expect(both).toHaveLength(2);
    for (const url of both) await house.payAt(url);
    expect((await payments()).map(([, , status]) => status)).toEqual(['paid', 'paid']);
  });
});

describe('somebody else’s home', () => {
  test('is paid for by its number, without binding: a masked name and the sum, no bill', async () => {
    await person.say(`帮我妈缴电费，户号${WANG.accountNumber}`);
    expect(person.last().turn).toMatchObject(reading);
    expect(await person.said()).toEqual(['pay.read-back-other', 'pay.confirm-other']);
    const told = person.text();
    expect(told).toContain('¥227.71');
    expect(told).toContain('王');
    for (const secret of ['王秀兰', WANG.accountNumber, '11月']) expect(told).not.toContain(secret);
    await person.say('确认');
    await person.pay(person.link());
    expect(await payments()).toEqual([[WANG.accountNumber, 22_771, 'paid']]);
    expect(person.text()).not.toContain('11月');
  });

  test('is asked for when no number is named, even of a guest', async () => {
    await person.say('我想帮邻居代缴电费');
    expect(await person.said()).toEqual(['pay.whose']);
    await person.say(LI.accountNumber);
    expect(person.last().turn).toMatchObject(reading);
    expect(person.text()).toContain('¥224.88');
  });

  test('that does not exist is said so; a right number goes on', async () => {
    await person.say('帮我妈缴电费，户号9990000000999');
    expect((await person.said())[0]).toBe('pay.no-account');
    expect(await payments()).toEqual([]);
  });

  test('is asked about twenty times an hour and no more', async () => {
    await house.close();
    house = await openHouse({});
    person = await house.person('zh-CN');
    await house.db
      .insertInto('counters')
      .values({
        key: `quote:${person.residentId}`,
        window_start: house.now(),
        window_seconds: 3_600,
        n: 20,
        last_by: null,
      })
      .execute();
    await person.say(`帮我妈缴电费，户号${LIN.accountNumber}`);
    expect(await person.said()).toEqual(['trouble.unavailable']);
    expect(person.text()).not.toContain('1,371');
  });
});
