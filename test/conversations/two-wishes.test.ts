/** A question and a wish in one message: the question is answered at once, then what was wished for begins; neither is lost. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { House } from '../support/house.ts';
import { type Homes, openHomes } from './homes.ts';

let homes: Homes;
let house: House;
beforeAll(async () => {
  homes = await openHomes(20);
  house = homes.house;
}, 60_000);
afterAll(() => house.close());

test('who says that it is dark and asks how long it takes hears both: the rule, then whether there is danger', async () => {
  for (const words of ['我家停电了，抢修多久到', '我要报停电，另外请问抢修多久到']) {
    const person = await house.person();
    await person.say(words);
    const said = await person.said();
    expect(said).not.toContain('repair.later');
    // An answer may be long: what keeps people safe stands before it, the question after it.
    expect(said[0]).toBe('outage.danger-comes-first');
    expect(said.at(-1)).toBe('outage.ask-danger');
    expect(person.text()).toContain('45分钟');
    expect(person.last().turn).toMatchObject({ service: 'outage.report', awaiting: 'danger' });
  }
});

test('the wish that was said first waits until the question is answered, and is begun then', async () => {
  const person = await house.person();
  await person.say('帮我查下上个月电费，另外抢修多久到');
  const said = await person.said();
  expect(person.text()).toContain('45分钟');
  expect(said).not.toContain('repair.later');
  expect(said.at(-1)).toBe('ask.accountNumber');
});

test('of two services the second still waits for the first', async () => {
  const { person } = await homes.resident();
  await person.say('我要报停电，顺便投诉你们的人态度差');
  expect(await person.said()).toContain('repair.later');
  expect(person.last().turn).toMatchObject({ service: 'outage.report' });
});

test.each([
  ['我想投诉，还要报修停电', 'complaint.file', 'outage.report'],
  ['我要报修停电，还要投诉', 'outage.report', 'complaint.file'],
  ['我想投訴，還要報修停電', 'complaint.file', 'outage.report'],
  ['我要通報停電，還想投訴', 'outage.report', 'complaint.file'],
  ['I want to complain, and I also need to report a power outage', 'complaint.file', 'outage.report'],
  ['I want to report a power outage, and I also want to complain', 'outage.report', 'complaint.file'],
] as const)('“%s”: %s is begun, %s is kept for after it', async (words, first, second) => {
  const { person } = await homes.resident();
  await person.say(words);
  expect(await person.said()).toContain('repair.later');
  expect(person.last().turn).toMatchObject({ service: first, understood: [{ service: first }, { service: second }] });
  await person.say(/[a-z]/.test(words) ? 'cancel' : '取消');
  expect(person.last().turn.service).toBe(second);
});

test.each(['我要投诉，昨天停电报修到现在没人来', '我要投诉你们报修停电半天没人接'])(
  'a complaint about a report, “%s”, is a complaint and opens no report',
  async (words) => {
    const { person } = await homes.resident();
    await person.say(words);
    expect(person.last().turn.understood.map((one) => one.service)).not.toContain('outage.report');
  },
);

test('an answer with a question beside it: the value is taken, the question answered, and the next one asked', async () => {
  const person = await house.person();
  await person.say('我家停电了');
  await person.say('没有危险。抢修多久到？');
  expect(person.text()).toContain('45分钟');
  expect((await person.said()).filter((key) => key === 'outage.ask-danger')).toEqual([]);
  expect(person.last().turn).toMatchObject({ service: 'outage.report' });
  expect(person.last().turn.awaiting).not.toBe('danger');
});

test('a number with a question behind it is taken, and asked for no more', async () => {
  const home = homes.next();
  const person = await house.person();
  await person.say('查电费');
  await person.say(`${home.accountNumber} 抢修多久到`);
  expect(person.text()).toContain('45分钟');
  expect(person.last().turn).toMatchObject({ service: 'account.bind', awaiting: 'phone' });
});

test('a question beside a yes to a payment pays nothing: it is answered, and the payment asked about again', async () => {
  const { person, home } = await homes.resident();
  await person.say('交电费');
  const { awaiting } = person.last().turn;
  await person.say('确认，不过停电了抢修多久到？');
  expect(
    await house.db
      .selectFrom('payments')
      .select('payment_id')
      .where('account_number', '=', home.accountNumber)
      .execute(),
  ).toEqual([]);
  expect(person.last().turn).toMatchObject({ service: 'payment.pay', awaiting });
});

test('a question and a wish in the middle of something else: the one is answered, the other done, and what was open goes on', async () => {
  const { person } = await homes.resident();
  await person.say('我家停电了');
  await person.say('抢修要多久到，顺便帮我查下电费');
  expect(person.text()).toContain('45分钟');
  expect(await person.said()).toContain('bill.title');
  expect(person.last().turn).toMatchObject({ service: 'outage.report', awaiting: 'danger' });
});
