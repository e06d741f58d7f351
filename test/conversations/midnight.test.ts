/** Time passes between question and answer: a late fee at midnight, a resident silent for days, a new release. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { House } from '../support/house.ts';
import { WANG } from '../support/town.ts';
import { boundTo, codeFor, type Homes, openHomes, paymentsOf } from './homes.ts';

let homes: Homes;
let house: House;
beforeEach(async () => {
  homes = await openHomes(4);
  house = homes.house;
});
afterEach(() => house.close());

test('a yes said before midnight does not open the amount of after midnight: it is read back again', async () => {
  house.at('2026-12-15T23:58:00+08:00');
  const { person, home } = await homes.resident();
  await person.say('交电费');
  const yes = person.buttons()[0]?.button ?? '';
  house.at('2026-12-16T00:01:00+08:00');
  const again = await person.press(yes);
  expect(again.turn).toMatchObject({ service: 'payment.pay', awaiting: 'confirm' });
  expect(await person.said()).toEqual(['pay.read-back', 'pay.confirm']);
  expect(person.text()).toContain('¥227.94');
  expect(await paymentsOf(house, home)).toEqual([]);
  await person.press(yes);
  expect(await person.said()).toEqual(['repair.old-button', 'pay.read-back', 'pay.confirm']);
  expect(await paymentsOf(house, home)).toEqual([]);
  await person.say('确认');
  expect(await paymentsOf(house, home)).toMatchObject([{ amount_minor: 22794n }]);
});

test('an open payment of yesterday’s amount makes way for today’s', async () => {
  house.at('2026-12-15T23:58:00+08:00');
  const { person, home } = await homes.resident();
  await person.say('交电费');
  await person.say('确认');
  house.at('2026-12-16T00:01:00+08:00');
  await person.say('交电费');
  await person.say('确认');
  await person.pay(person.link());
  const payments = await paymentsOf(house, home);
  expect(payments.map(({ status, amount_minor }) => [status, amount_minor])).toEqual([
    ['expired', 22771n],
    ['paid', 22794n],
  ]);
});

test('a resident who is silent for days goes on where they were', async () => {
  const person = await house.person();
  await person.say('查电费');
  await person.say(WANG.accountNumber);
  house.advance(3 * 86_400);
  const asked = await person.say(WANG.phone);
  expect(asked.turn).toMatchObject({ service: 'account.bind', awaiting: 'code' });
  house.advance(2 * 86_400);
  await person.say(codeFor(house, WANG));
  expect(await person.said()).toEqual(['repair.resume', 'bind.code-ended']);
  await person.say('重发');
  await person.say(codeFor(house, WANG));
  expect(await person.said()).toEqual(['bind.done', 'bill.title', 'bill.all-due'].slice(0, 2));
  expect(await boundTo(house, person)).toEqual([WANG.accountNumber]);
});

test('a read-back of days ago is not paid at today’s amount without a new yes', async () => {
  const { person, home } = await homes.resident();
  await person.say('交电费');
  house.at('2026-12-20T10:00:00+08:00');
  await person.say('确认');
  expect(await person.said()).toEqual(['repair.resume', 'repair.read-again', 'pay.read-back', 'pay.confirm']);
  expect(await paymentsOf(house, home)).toEqual([]);
});

const changeSession = async (residentId: string, change: (session: Record<string, unknown>) => unknown) => {
  const row = await house.db
    .selectFrom('conversations')
    .select('session')
    .where('resident_id', '=', residentId)
    .executeTakeFirstOrThrow();
  const session = change(row.session as Record<string, unknown>);
  await house.db
    .updateTable('conversations')
    .set({ session: JSON.stringify(session) })
    .where('resident_id', '=', residentId)
    .execute();
};

test.each([
  ['the session has another shape', (session: Record<string, unknown>) => ({ ...session, version: 1, live: 'all' })],
  [
    'the flow has another version',
    (session: Record<string, unknown>) => ({
      ...session,
      stack: (session.stack as object[]).map((frame) => ({ ...frame, version: 77 })),
    }),
  ],
])(
  'after a release in which %s, a yes to the old read-back writes nothing: it starts again politely',
  async (_, change) => {
    const { person, home } = await homes.resident();
    await person.say('交电费');
    const yes = person.buttons()[0]?.button ?? '';
    await changeSession(person.residentId, change);
    const again = await person.press(yes);
    expect(await person.said()).toEqual(
      expect.arrayContaining(['repair.changed-meanwhile', 'pay.read-back', 'pay.confirm']),
    );
    expect(again.turn).toMatchObject({ service: 'payment.pay', awaiting: 'confirm' });
    expect(await paymentsOf(house, home)).toEqual([]);
    await person.tap('确认缴费');
    expect(await paymentsOf(house, home)).toHaveLength(1);
  },
);

test('after a release a needed binding that starts again still ends both when it is cancelled', async () => {
  const person = await house.person();
  await person.say('查电费');
  await changeSession(person.residentId, (session) => ({
    ...session,
    stack: (session.stack as object[]).map((frame) => ({ ...frame, version: 77 })),
  }));
  await person.say(WANG.accountNumber);
  expect(await person.said()).toEqual(expect.arrayContaining(['repair.changed-meanwhile', 'ask.accountNumber']));
  expect((await person.say('取消')).turn).toMatchObject({ service: null, awaiting: null });
});

test('a session that is no session at all is simply a new conversation', async () => {
  const person = await house.person();
  await person.say('你好');
  await changeSession(person.residentId, () => 'rubbish');
  await person.say('查电费');
  expect(await person.said()).toEqual(['bind.first', 'ask.accountNumber']);
});
