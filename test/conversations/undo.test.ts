/** Taken back right after: a case through its read-back, a payment by what was charged; and typed words that do what buttons do. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { House, Person } from '../support/house.ts';
import { type Dialogue, dialogues } from './dialogues.ts';
import { casesOf, type Homes, openHomes, paymentsOf } from './homes.ts';

let homes: Homes;
let house: House;
beforeAll(async () => {
  homes = await openHomes(90);
  house = homes.house;
}, 60_000);
afterAll(() => house.close());

async function filed(name: string): Promise<Dialogue> {
  const open = dialogues(() => homes)[name];
  if (!open) throw new Error(name);
  const dialogue = await open();
  for (const step of dialogue.steps) await dialogue.person.say(step());
  expect(dialogue.person.last().turn.awaiting).toBeNull();
  return dialogue;
}
const stagesOf = async (person: Person) => (await casesOf(house, person)).map(({ stage }) => stage);

const FILED: readonly (readonly [string, string])[] = [
  ['complaint.file: a complaint', '取消刚才的投诉'],
  ['outage.report', '撤销报修'],
  ['connection.new: a new supply', '刚才那个不要了'],
  ['connection.new: a temporary supply', 'undo that'],
  ['request.file: a meter test', '把刚才的申请撤了'],
  ['request.file: damaged appliances', '撤回'],
  ['request.file: closing an account', '取消'],
  ['account.transfer by an heir', 'cancel what I just submitted'],
  ['account.rename', '撤銷剛才的申請'],
  ['complaint.file: praise', '表扬我不想要了，帮我撤销'],
];

test.each(FILED)('%s, then “%s”: read back, withdrawn by a yes', async (name, words) => {
  const { person } = await filed(name);
  await person.say(words);
  expect(person.last().turn).toMatchObject({ service: 'progress.query', awaiting: 'confirm' });
  expect(await stagesOf(person)).not.toContain('withdrawn');
  await person.say('是的');
  expect(await stagesOf(person)).toEqual(['withdrawn']);
});

test('a no leaves it as it was', async () => {
  const { person } = await filed('complaint.file: a complaint');
  await person.say('刚才那个不要了');
  await person.say('不要');
  expect(await stagesOf(person)).not.toContain('withdrawn');
});

test('a payment that is not paid: nothing is charged unless it is; paid, a person helps', async () => {
  const { person, homes: own } = await filed('payment.pay');
  await person.say('取消刚才的缴费');
  expect(await person.said()).toEqual(['undo.payment-pending']);
  expect(person.text()).toContain('¥227.71');
  expect((await paymentsOf(house, own.at(-1) as (typeof own)[number]))[0]?.status).toBe('pending');
  const { person: payer } = await homes.resident();
  await payer.say('交电费');
  await payer.say('确认');
  await payer.pay(payer.link());
  await payer.say('取消刚才的缴费');
  expect((await payer.said())[0]).toBe('undo.payment-paid');
  expect(payer.buttons().map(({ label }) => label)).toContain('转人工');
});

test('what was bound is unbound through its read-back; what was unbound is bound again', async () => {
  const { person } = await homes.resident();
  await person.say('撤销');
  expect(person.last().turn).toMatchObject({ service: 'account.unbind', awaiting: 'confirm' });
  await person.say('是的');
  await person.say('撤销刚才的操作');
  expect(person.last().turn).toMatchObject({ service: 'account.bind', awaiting: 'phone' });
});

test('an invoice cannot be taken back here; nothing done, nothing taken back', async () => {
  const { person } = await filed('invoice.issue for the holder');
  await person.say('撤回刚才的');
  expect(await person.said()).toEqual(['undo.not-here']);
  const nobody = await house.person();
  await nobody.say('撤销刚才的申请');
  expect(await nobody.said()).toEqual(['undo.nothing']);
});

test('days later it is asked which case is meant', async () => {
  const { person } = await filed('complaint.file: a complaint');
  for (const step of (await twoMore(person)).steps) await person.say(step);
  house.advance(2 * 86_400);
  await person.say('撤销我的投诉');
  expect(person.last().turn).toMatchObject({ service: 'progress.query', awaiting: 'case' });
});
const twoMore = async (_person: Person) => ({ steps: ['我要表扬', '抢修师傅', '半夜来修，态度很好', '跳过', '是的'] });

describe('typed words do what buttons do', () => {
  test('power is back before anybody said so: the report is taken back by a yes', async () => {
    const { person } = await filed('outage.report');
    await person.say('来电了');
    expect(person.last().turn).toMatchObject({ service: 'progress.query', awaiting: 'confirm' });
    await person.say('是的');
    expect(await stagesOf(person)).toEqual(['withdrawn']);
  });

  test('in the middle of something else it is a digression', async () => {
    const { person } = await filed('outage.report');
    await person.say('最近有计划停电吗');
    await person.say('the power is back');
    expect(person.last().turn).toMatchObject({ service: 'progress.query', awaiting: 'confirm' });
    await person.say('是的');
    expect(person.last().turn).toMatchObject({ service: 'outage.query', awaiting: 'address' });
  });

  test('“来电了” where nothing was reported claims nothing', async () => {
    const person = await house.person();
    await person.say('来电了');
    expect(person.last().turn.service).not.toBe('progress.query');
    expect(await casesOf(house, person)).toEqual([]);
  });
});
