/** Many messages at once in one conversation: each answered once, in the order of events, none lost; and redelivery. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { House, Person } from '../support/house.ts';
import {
  allSaid,
  boundTo,
  codeFor,
  codesSent,
  deliver,
  type Homes,
  openHomes,
  paymentsOf,
  wrongCode,
} from './homes.ts';

let homes: Homes;
let house: House;
beforeAll(async () => {
  homes = await openHomes(20);
  house = homes.house;
});
afterAll(() => house.close());

const turnsOf = (person: Person) =>
  house.db
    .selectFrom('turns')
    .innerJoin('inbox', 'inbox.inbox_id', 'turns.inbox_id')
    .innerJoin('conversations', 'conversations.conversation_id', 'turns.conversation_id')
    .select(['turns.turn', 'inbox.event_at', 'inbox.inbox_id', 'inbox.event_id', 'inbox.content'])
    .where('conversations.resident_id', '=', person.residentId)
    .orderBy('turns.turn')
    .execute();

test('sixteen messages from two devices at once: sixteen answers, none twice, none lost', async () => {
  const { person } = await homes.resident();
  const before = (await turnsOf(person)).length;
  const words = ['查电费', '缴费记录', '你好', '谢谢'];
  const sent = Array.from({ length: 16 }, (_, n) => ({ id: `m${n}`, text: words[n % 4] ?? '' }));
  const send = () => Promise.all(sent.map(({ id, text }) => deliver(house, person, id, { text })));
  const first = await send();
  expect(new Set(first.map(({ status }) => status))).toEqual(
    first.some(({ status }) => status === 409) ? new Set([200, 409]) : new Set([200]),
  );
  // A client that heard 409 sends again; whoever has its answer gets the same.
  const second = await send();
  expect(second.map(({ status }) => status)).toEqual(sent.map(() => 200));
  first.forEach((answer, n) => {
    if (answer.status === 200) expect(second[n]?.body.replies).toEqual(answer.body.replies);
  });
  const turns = (await turnsOf(person)).slice(before);
  expect(turns).toHaveLength(16);
  expect(new Set(turns.map(({ event_id }) => event_id)).size).toBe(16);
  expect(turns.map(({ turn }) => turn)).toEqual(turns.map((_, n) => before + 1 + n));
});

test('a burst that arrived out of order is answered in the order it was written', async () => {
  const home = homes.next();
  const someone = { channel: 'line', channelUserId: 'U-burst' };
  const at = (second: number) => new Date(house.now().getTime() + second * 1_000);
  const message = (eventId: string, text: string, second: number) => ({
    channel: 'line' as const,
    channelUserId: someone.channelUserId,
    eventId,
    at: at(second),
    content: { kind: 'text' as const, text },
  });
  const [snapshot] = await house.converse.accept([
    message('third', home.phone, 3),
    message('first', '绑定户号', 1),
    message('second', home.accountNumber, 2),
  ]);
  const answered = await house.converse.answerWaiting(someone, snapshot);
  expect([...answered.keys()]).toEqual(['first', 'second', 'third']);
  expect([...answered.values()].map(({ answer }) => answer.turn.awaiting)).toEqual(['accountNumber', 'phone', 'code']);
});

test('what nobody answered is answered by upkeep, once', async () => {
  const { person } = await homes.resident();
  await house.converse.accept([
    {
      channel: 'web',
      channelUserId: person.residentId,
      eventId: `${person.residentId}/left`,
      at: house.now(),
      content: { kind: 'text', text: '查电费' },
    },
  ]);
  house.advance(10);
  await house.upkeep();
  await house.upkeep();
  expect(await person.said()).toEqual(['bill.title']);
  expect((await turnsOf(person)).filter(({ event_id }) => event_id.endsWith('/left'))).toHaveLength(1);
});

test('a redelivered message in the middle of a service is answered the same and moves nothing', async () => {
  const [person, home] = [await house.person(), homes.next()];
  await person.say('绑定户号');
  const first = await deliver(house, person, 'number', { text: home.accountNumber });
  await person.say(home.phone);
  const again = await deliver(house, person, 'number', { text: home.accountNumber });
  expect(again.body.replies).toEqual(first.body.replies);
  expect(codesSent(house, home)).toBe(1);
  expect((await allSaid(house, person)).flat()).toEqual(['ask.accountNumber', 'ask.phone', 'ask.code']);
});

test('the same id from two residents is two messages', async () => {
  const [one, two] = [await house.person(), await house.person()];
  await deliver(house, one, 'hello', { text: '你好' });
  const other = await deliver(house, two, 'hello', { text: '转人工' });
  expect(other.body.turn.understood[0].service).toBe('handoff.request');
});

test('two devices that agree at the same moment open one payment', async () => {
  const { person, home } = await homes.resident();
  await person.say('交电费');
  const yes = person.buttons()[0]?.button ?? '';
  const both = await Promise.all([
    deliver(house, person, 'phone', { button: yes }),
    deliver(house, person, 'tablet', { button: yes }),
  ]);
  expect(both.map(({ status }) => status)).toEqual([200, 200]);
  expect(await paymentsOf(house, home)).toHaveLength(1);
});

test('two residents who agree for one account at the same moment open one payment', async () => {
  const { person: one, home } = await homes.resident();
  house.advance(61);
  const two = await house.person();
  await two.bind(home);
  await one.say('交电费');
  await two.say('交电费');
  await Promise.all([deliver(house, one, 'yes', { text: '确认' }), deliver(house, two, 'yes', { text: '确认' })]);
  expect(await paymentsOf(house, home)).toHaveLength(1);
  const said = [...(await one.said()), ...(await two.said())];
  expect(said).toContain('pay.opened');
  expect(said).toContain('pay.open-elsewhere');
});

test('a phone number delivered twenty times at once sends one code, and that code binds', async () => {
  const [person, home] = [await house.person(), homes.next()];
  await person.say('绑定户号');
  await person.say(home.accountNumber);
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => deliver(house, person, 'phone', { text: home.phone })),
  );
  for (const { body } of answers) expect(body.replies).toEqual(answers[0]?.body.replies);
  await house.settle();
  expect(codesSent(house, home)).toBe(1);
  expect(await person.said()).toEqual(['ask.code']);
  await person.say(codeFor(house, home));
  expect(await boundTo(house, person)).toEqual([home.accountNumber]);
});

test('a wrong code delivered twenty times at once uses up one of five tries', async () => {
  const [person, home] = [await house.person(), homes.next()];
  await person.say(`绑定户号${home.accountNumber}，手机${home.phone}`);
  const right = codeFor(house, home);
  const wrong = wrongCode(right);
  await Promise.all(Array.from({ length: 20 }, () => deliver(house, person, 'code', { text: wrong })));
  await person.say(right);
  expect(await boundTo(house, person)).toEqual([home.accountNumber]);
});
