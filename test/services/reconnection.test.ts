/** Power back after paying: by itself and once, from the moment of the payment, for whoever was cut off for arrears. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { bound, type Client, paid } from '../rest/door.ts';
import { type House, openHouse } from '../support/house.ts';
import { CHEN, LI, town } from '../support/town.ts';

/** 李建国's account, cut off: one overdue bill, one that is not due yet. */
const cutTown = town.map((line) =>
  'holder' in line && 'accountNumber' in line && line.accountNumber === LI.accountNumber
    ? { ...line, status: 'cut' }
    : line,
);

let house: House;
let who: Client;
beforeEach(async () => {
  house = await openHouse({ lines: cutTown });
  who = await bound(house, LI);
});
afterEach(() => house.close());

const reconnections = () =>
  house.db.selectFrom('cases').selectAll().where('kind', '=', 'reconnection').orderBy('opened_at').execute();
const statusOf = async (accountNumber: string) =>
  (
    await house.db
      .selectFrom('accounts')
      .select('status')
      .where('account_number', '=', accountNumber)
      .executeTakeFirstOrThrow()
  ).status;
const paymentOf = (paymentId: string) =>
  house.db.selectFrom('payments').selectAll().where('payment_id', '=', paymentId).executeTakeFirstOrThrow();
const answer = async (caseNumber: string) => {
  const done = await house.services.work.act('D01', caseNumber, 'answered');
  if (!done.ok) throw new Error(done.problem.code);
  await house.services.carryOut(done.value);
};

test('who pays what they were cut off for gets a case by itself, due 24 hours after the payment, not after the tick', async () => {
  await house.upkeep();
  expect(await reconnections()).toEqual([]);
  const paymentId = await paid(house, who, LI.accountNumber);
  const { paid_at } = await paymentOf(paymentId);
  house.advance(90 * 60);
  await house.upkeep();
  const [found, ...others] = await reconnections();
  expect(others).toEqual([]);
  expect(found).toMatchObject({
    status: 'open',
    resident_id: who.residentId,
    payment_id: paymentId,
    owner_team: 'dispatch',
    reason: `reconnection:${LI.accountNumber}:${paymentId}`,
  });
  expect(found?.deadline?.getTime()).toBe((paid_at?.getTime() ?? 0) + 86_400_000);
});

test('ticks that come again, and two at once, open no second case', async () => {
  await paid(house, who, LI.accountNumber);
  await Promise.all([house.services.reconnection.sweep(10), house.services.reconnection.sweep(10)]);
  await house.upkeep();
  expect(await reconnections()).toHaveLength(1);
  const [found] = await reconnections();
  await answer(found?.case_number ?? '');
  expect(await statusOf(LI.accountNumber)).toBe('active');
  await house.upkeep();
  expect(await reconnections()).toHaveLength(1);
});

test('a case that ended without power back is not opened again for the same payment', async () => {
  await paid(house, who, LI.accountNumber);
  await house.upkeep();
  const [found] = await reconnections();
  const done = await house.services.work.act('D01', found?.case_number ?? '', 'rejected', { text: '现场要整改' });
  if (!done.ok) throw new Error(done.problem.code);
  await house.services.carryOut(done.value);
  await house.upkeep();
  expect(await reconnections()).toHaveLength(1);
  expect(await statusOf(LI.accountNumber)).toBe('cut');
});

test('who still owes an overdue bill gets none', async () => {
  const opened = await who.post('/v1/payments', {
    accountNumber: LI.accountNumber,
    billIds: ['L-11'],
    method: 'sandbox',
  });
  await house.payAt(opened.body.action.url);
  await house.upkeep();
  expect(await reconnections()).toEqual([]);
});

test('an account that is on, or was cut off for something else than arrears, gets none', async () => {
  const other = await bound(house, CHEN);
  await house.db
    .updateTable('accounts')
    .set({ status: 'cut' })
    .where('account_number', '=', CHEN.accountNumber)
    .execute();
  await house.db
    .updateTable('accounts')
    .set({ status: 'active' })
    .where('account_number', '=', LI.accountNumber)
    .execute();
  await paid(house, who, LI.accountNumber);
  await house.upkeep();
  expect(await reconnections()).toEqual([]);
  expect(other.residentId).not.toBe(who.residentId);
});

test('somebody who asks before the tick has the one case; the tick adds none', async () => {
  const paymentId = await paid(house, who, LI.accountNumber);
  const viewer = await house.services.accounts.viewer(who.token);
  if (!viewer) throw new Error('nobody');
  const ask = {
    kind: 'reconnection',
    accountNumber: LI.accountNumber,
    period: null,
    since: null,
    description: null,
    reason: null,
    contactPhone: null,
    documents: [],
    conversationId: null,
  } as const;
  const planned = await house.services.requests.plan(viewer, ask, String);
  if (!planned.ok) throw new Error(planned.problem.code);
  // Both were planned before either was stored.
  const sweep = house.services.reconnection.sweep(10);
  await Promise.allSettled([house.services.carryOut(planned.value), sweep]);
  const [found, ...others] = await reconnections();
  expect([others, found?.payment_id]).toEqual([[], paymentId]);
  const again = await house.services.requests.plan(viewer, ask, String);
  expect(again.ok && again.value.value).toMatchObject({ alreadyOpen: true, caseNumber: found?.case_number });
});

test('the payer is told in the chat, with the case and its promise', async () => {
  const person = await house.person('zh-CN');
  await person.say('你好');
  const opened = await house.request('POST', '/v1/payments', {
    token: person.token,
    body: { accountNumber: LI.accountNumber, method: 'sandbox' },
  });
  await house.payAt(opened.body.action.url);
  await house.upkeep();
  house.advance(10);
  await house.upkeep();
  const said = (await house.converse.traces({ channel: 'web', channelUserId: person.residentId }, 10)).flat();
  expect(said).toContain('case.told');
  const { messages } = await person.transcript();
  const [found] = await reconnections();
  expect(JSON.stringify(messages)).toContain(found?.case_number);
});
