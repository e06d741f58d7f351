/** The main road: ask for a bill, bind, understand it, pay it, get the receipt, rate. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type House, openHouse, type Person } from '../support/house.ts';
import { WANG } from '../support/town.ts';

let house: House;
let wang: Person;

beforeAll(async () => {
  house = await openHouse();
  wang = await house.person();
});
afterAll(() => house.close());

test('a resident who asks for a bill without an account binds one and then gets the bill they asked for', async () => {
  const first = await wang.say('查电费');
  expect(first.turn).toMatchObject({ service: 'account.bind', awaiting: 'accountNumber' });
  await wang.say(WANG.accountNumber);
  const asked = await wang.say(WANG.phone);
  expect(asked.turn.awaiting).toBe('code');
  const answer = await wang.say(house.codes().at(-1)?.code ?? '');
  expect(await wang.said()).toEqual(['bind.done', 'bill.title']);
  expect(wang.text()).toContain('¥227.71');
  expect(answer.turn).toMatchObject({ service: null, awaiting: null });
});

test('why so much is answered in parts that add up to the cent', async () => {
  const answer = await wang.say('为什么这么贵');
  const parts = answer.replies.find((reply) => reply.kind === 'card');
  expect(parts?.kind === 'card' && parts.rows.map(([, value]) => value)).toEqual([
    '-¥6.14',
    '+¥53.43',
    '+¥3.00',
    '+¥50.29',
  ]);
  expect(answer.replies.some((reply) => reply.kind === 'chart')).toBe(true);
});

test('paying is read back, agreed to, paid at the gateway, and the receipt comes by itself with one question', async () => {
  const readBack = await wang.say('交电费');
  expect(readBack.turn).toMatchObject({ service: 'payment.pay', awaiting: 'confirm' });
  expect(wang.text()).toContain('¥227.71');
  expect(await house.db.selectFrom('payments').selectAll().execute()).toEqual([]);
  await wang.say('确认');
  const url = wang.link();
  expect(await house.db.selectFrom('payments').select(['status', 'amount_minor']).execute()).toEqual([
    { status: 'pending', amount_minor: 22771n },
  ]);
  await wang.pay(url);
  expect(await wang.said()).toEqual(['paid.title', 'paid.thanks', 'ask.score']);
  expect(await house.db.selectFrom('payments').select('status').execute()).toEqual([{ status: 'paid' }]);
  expect(await house.db.selectFrom('ledger_transfers').select(['kind', 'amount_minor']).execute()).toEqual([
    { kind: 'settlement', amount_minor: 22771n },
  ]);
  const bill = await house.db
    .selectFrom('bills')
    .select('paid_at')
    .where('bill_id', '=', 'W-11')
    .executeTakeFirstOrThrow();
  expect(bill.paid_at).toEqual(house.now());
});

test('a rating is taken once and the question does not come back', async () => {
  await wang.say('满意');
  expect(await wang.said()).toEqual(['rating.thanks']);
  expect(await house.db.selectFrom('ratings').select('score').execute()).toEqual([{ score: 4 }]);
  await wang.say('谢谢');
  expect(await wang.said()).toEqual(['talk.thanks']);
});
