/** Something behind us is broken: the resident hears an honest sentence, and nothing is half-written. */
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { House } from '../support/house.ts';
import { boundTo, codeFor, type Homes, openHomes, payAll, paymentsOf, ratingsOf } from './homes.ts';

let homes: Homes;
let house: House;
beforeEach(async () => {
  homes = await openHomes(3);
  house = homes.house;
});
afterEach(() => house.close());

const refuseRows = (table: string) =>
  sql`alter table ${sql.ref(table)} add constraint broken check (false) not valid`.execute(house.db);
const mend = (table: string) => sql`alter table ${sql.ref(table)} drop constraint broken`.execute(house.db);

test('a payment that the database refuses is not opened; the same yes works when it is mended', async () => {
  const { person, home } = await homes.resident();
  await person.say('交电费');
  await refuseRows('payment_bills');
  const answer = await person.say('确认');
  expect(await person.said()).toEqual(['trouble.unavailable']);
  expect(answer.turn).toMatchObject({ service: 'payment.pay', awaiting: 'confirm' });
  expect(await paymentsOf(house, home)).toEqual([]);
  await mend('payment_bills');
  await person.say('确认');
  expect(await paymentsOf(house, home)).toHaveLength(1);
});

test('a gateway that cannot be reached keeps the old payment open and opens no other', async () => {
  house.at('2026-12-15T23:55:00+08:00');
  const { person, home } = await homes.resident();
  await person.say('交电费');
  await person.say('确认');
  house.at('2026-12-16T00:01:00+08:00');
  await person.say('交电费');
  await sql`alter table sandbox_orders rename to sandbox_orders_away`.execute(house.db);
  await person.say('确认');
  expect(await person.said()).toEqual(['trouble.unavailable']);
  expect((await paymentsOf(house, home)).map(({ status }) => status)).toEqual(['pending']);
  await sql`alter table sandbox_orders_away rename to sandbox_orders`.execute(house.db);
  await person.say('确认');
  expect((await paymentsOf(house, home)).map(({ status }) => status).sort()).toEqual(['expired', 'pending']);
});

test('a binding that the database refuses is not half done: the code still binds afterwards', async () => {
  const [person, home] = [await house.person(), homes.next()];
  await person.say(`绑定户号${home.accountNumber}，手机${home.phone}`);
  await refuseRows('bindings');
  const answer = await person.say(codeFor(house, home));
  expect(await person.said()).toEqual(['trouble.unavailable']);
  expect(answer.turn).toMatchObject({ service: 'account.bind', awaiting: 'code' });
  expect(await boundTo(house, person)).toEqual([]);
  await mend('bindings');
  await person.say(codeFor(house, home));
  expect(await boundTo(house, person)).toEqual([home.accountNumber]);
});

test('a rating whose recovery case is refused is not stored alone', async () => {
  const { person } = await homes.resident();
  await payAll(person);
  await person.say('1分');
  await refuseRows('cases');
  await person.say('等了一个小时');
  expect(await person.said()).toEqual(['trouble.unavailable']);
  expect(await ratingsOf(house, person)).toEqual([]);
  await mend('cases');
  await person.say('等了一个小时');
  expect(await person.said()).toEqual(['rating.recovery']);
});

test('danger is answered with what keeps people safe even when its case cannot be stored', async () => {
  const { person } = await homes.resident();
  await person.say('交电费');
  await refuseRows('cases');
  await person.say('电线掉下来了，在冒火花');
  expect((await person.said())[0]).toBe('emergency.first');
});

test('a bill that cannot be read is said, and the conversation goes on', async () => {
  const { person } = await homes.resident();
  await sql`alter table bills rename to bills_away`.execute(house.db);
  await person.say('查电费');
  expect(await person.said()).toEqual(['trouble.unavailable']);
  await sql`alter table bills_away rename to bills`.execute(house.db);
  await person.say('查电费');
  expect(await person.said()).toEqual(['bill.title']);
});

test('every message is answered once, the troubled ones too', async () => {
  const { person } = await homes.resident();
  await person.say('交电费');
  await refuseRows('payments');
  await person.say('确认');
  await person.say('确认');
  const { n } = await house.db
    .selectFrom('inbox')
    .select((e) => e.fn.countAll<string>().as('n'))
    .where('answered_at', 'is', null)
    .executeTakeFirstOrThrow();
  expect(Number(n)).toBe(0);
});
