/** Bills that are not simply owed: of nothing, to the customer's credit, paid elsewhere or changed while they are being paid. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { imported } from '../conversations/notices.town.ts';
import { bound, type Client } from '../rest/door.ts';
import { type House, openHouse } from '../support/house.ts';
import { bill, LI, town } from '../support/town.ts';

const AT = LI.accountNumber;
const november = (amount: string, paidAt: string | null = null) =>
  bill('L-11', AT, '2026-11-01', '2026-11-30', '200', amount, '2026-12-15', paidAt);

let house: House;
let li: Client;

beforeEach(async () => {
  const nothing = bill('L-08', AT, '2026-08-01', '2026-08-31', '0', '0.00', '2026-09-25', null);
  const credit = bill('L-09', AT, '2026-09-01', '2026-09-30', '10', '-12.30', '2026-10-25', null);
  house = await openHouse({ lines: [...town, nothing, credit] });
  li = await bound(house, LI);
});
afterEach(() => house.close());

const pay = (more: object = {}) => li.post('/v1/payments', { accountNumber: AT, method: 'sandbox', ...more });
const bills = async () => (await li.get(`/v1/accounts/${AT}/bills`)).body;
const checks = async () =>
  (await house.db.selectFrom('cases').select(['kind', 'summary']).execute()).map(({ kind, summary }) => [
    kind,
    (summary as { why?: string }).why,
  ]);

test('a bill of nothing and a credit: nothing of them is overdue, and what is left is paid', async () => {
  const standing = await bills();
  const of = (id: string) => standing.bills.find(({ billId }: { billId: string }) => billId === id);
  expect([of('L-08').status, of('L-09').status]).toEqual(['paid', 'unpaid']);
  // 106.02 with 1.06 of late fee, and 117.80, less 12.30.
  expect(standing.amountDue).toBe('212.58');
  const opened = await pay();
  expect([opened.status, opened.body.amount]).toEqual([201, '212.58']);
  await house.payAt(opened.body.action.url);
  const after = await bills();
  expect([after.amountDue, after.bills.every(({ status }: { status: string }) => status === 'paid')]).toEqual([
    '0.00',
    true,
  ]);
  expect(await checks()).toEqual([]);
});

test('a credit alone is nothing to be paid, named or not', async () => {
  expect((await pay({ billIds: ['L-09'] })).body.code).toBe('nothing_due');
});

test('in the chat the credit is taken off whatever is paid first', async () => {
  const person = await house.person();
  house.advance(61);
  await person.bind(LI);
  await person.say('交11月的电费');
  expect(person.text()).toContain('105.50');
  await person.say('是');
  expect(await person.said()).toContain('pay.opened');
});

test('paid elsewhere while it was being paid here: the money is booked and people look at it', async () => {
  const opened = await pay({ billIds: ['L-11'] });
  await imported(house, november('117.80', '2026-12-05T10:01:00+08:00'));
  await house.payAt(opened.body.action.url);
  expect(await checks()).toEqual([['bill-check', 'paid-elsewhere']]);
});

test('changed while it was being paid: what is missing is not forgotten', async () => {
  const opened = await pay({ billIds: ['L-11'] });
  await imported(house, november('119.08'));
  await house.payAt(opened.body.action.url);
  expect(await checks()).toEqual([['bill-check', 'bill-changed']]);
});
