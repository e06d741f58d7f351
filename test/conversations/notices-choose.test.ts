/** Choosing what is told by itself: shown, read back, agreed to, taken back; nothing without a yes. */
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type House, openHouse, type Person } from '../support/house.ts';
import { CHEN, LI, LIN, WANG } from '../support/town.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const chosen = (person: Person) =>
  house.db
    .selectFrom('notice_choices')
    .select(['topic', 'wanted', 'given_by', 'at'])
    .where('resident_id', '=', person.residentId)
    .orderBy('choice_id')
    .execute();

test('after binding notices are offered in one line, and nothing is on until the yes', async () => {
  const wang = await house.person();
  await wang.bind(WANG);
  expect((await wang.said()).filter((key) => key === 'notice.offer')).toHaveLength(1);
  await wang.tap('提醒');
  expect(wang.last().turn).toMatchObject({ service: 'notice.choose', awaiting: 'topics' });
  expect(wang.text()).toMatch(/缴费收据 已开启 办理进度 已开启 计划停电 未开启 新账单 未开启 缴费到期提醒 未开启/);
  await wang.tap('开启计划停电');
  expect(wang.last().turn.awaiting).toBe('confirm');
  expect(wang.text()).toContain('开启：计划停电。确定吗');
  expect(await chosen(wang)).toEqual([]);
  await wang.say('是');
  expect(await chosen(wang)).toEqual([{ topic: 'planned-outage', wanted: true, given_by: 'chat', at: house.now() }]);
  expect(wang.text()).toContain('好的，已开启：计划停电');
});

test('somebody who says no has chosen nothing', async () => {
  const li = await house.person();
  await li.bind(LI);
  await li.say('关闭短信提醒');
  await li.tap('全部关闭');
  expect(li.text()).toContain('关闭：缴费收据、办理进度。');
  await li.say('不');
  expect(await chosen(li)).toEqual([]);
});

test('consent is taken back in words; both stand in the history, which nobody can change', async () => {
  const chen = await house.person();
  await chen.bind(CHEN);
  await chen.say('通知设置');
  await chen.say('全部开启');
  await chen.say('是');
  await chen.say('通知设置');
  expect(chen.text()).toContain('计划停电 已开启');
  await chen.say('关闭计划停电');
  expect(chen.text()).toContain('关闭：计划停电。确定吗');
  await chen.say('是');
  const rows = await chosen(chen);
  expect(rows.map(({ topic, wanted }) => [topic, wanted])).toEqual([
    ['planned-outage', true],
    ['bill-issued', true],
    ['bill-due', true],
    ['planned-outage', false],
  ]);
  for (const statement of [
    sql`update notice_choices set wanted = true`,
    sql`delete from notice_choices`,
    sql`truncate notice_choices`,
  ])
    await expect(statement.execute(house.db)).rejects.toThrow(/append-only/);
});

test('what is so already asks for no yes', async () => {
  const person = await house.person('en');
  await person.say('notification settings');
  await person.say('stop all');
  expect(person.text()).toContain('Turn off: receipts, case progress. Is that right?');
  await person.say('yes');
  await person.say('notification settings');
  await person.tap('Stop all');
  expect(await person.said()).toContain('notice.same');
  expect(person.last().turn.awaiting).toBeNull();
  expect(await chosen(person)).toHaveLength(2);
});

test('without an account one is told that outage and bill notices need one', async () => {
  const person = await house.person('zh-TW');
  await person.say('通知設定');
  expect(person.text()).toContain('工作停電 未開啟');
  await person.tap('開啟工作停電');
  await person.say('是');
  expect(await person.said()).toEqual(['notice.done', 'notice.needs-account']);
});

test.each([
  ['zh-CN', '提醒设置'],
  ['zh-TW', '提醒設定'],
  ['en', 'notice settings'],
] as const)('the words that were promised to lead here do (%s)', async (locale, words) => {
  const person = await house.person(locale);
  expect((await person.say(words)).turn).toMatchObject({ service: 'notice.choose', awaiting: 'topics' });
});

test('who has chosen once is not offered it again, nor is it asked on the way to a bill', async () => {
  const lin = await house.person('zh-TW');
  await lin.say('查電費');
  await lin.say(LIN.accountNumber);
  await lin.say(LIN.phone);
  await lin.say(house.codes().at(-1)?.code ?? '');
  expect(await lin.said()).not.toContain('notice.offer');
  expect(await lin.said()).toContain('bill.title');
});
