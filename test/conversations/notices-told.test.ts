/** Planned outages and bills told by themselves: in time, once, in the resident's language, and only what is still true. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type House, openHouse } from '../support/house.ts';
import { CHEN, LI, LIN, WANG, ZHAO } from '../support/town.ts';
import { choose, hearing, imported, newBill, outage, round, toldOf } from './notices.town.ts';

let house: House;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

const FROM = '2026-12-15T09:00:00+08:00';
const TO = '2026-12-15T17:00:00+08:00';

test('a planned outage is told seven days ahead and again the day before, once each, with what to do', async () => {
  const { person, news } = await hearing(house, ['planned-outage']);
  await imported(house, outage('O-1', FROM, TO));
  await round(house);
  expect(await news()).toBe('');
  house.at('2026-12-08T09:00:00+08:00');
  await round(house);
  const first = await news();
  expect(first).toContain('计划停电通知 户号 999****0017 停电时间 2026年12月15日 09:00 至 17:00 停电原因 更换变压器');
  expect(first).toMatch(/手机充满电.*电梯.*冰箱.*医疗设备.*95598/);
  await round(house);
  house.at('2026-12-11T12:00:00+08:00');
  await round(house);
  expect(await news()).toBe('');
  house.at('2026-12-14T09:00:00+08:00');
  await round(house);
  expect(await news()).toContain('计划停电临近提醒 户号 999****0017 停电时间 2026年12月15日 09:00 至 17:00');
  await round(house);
  house.at('2026-12-15T10:00:00+08:00');
  await round(house);
  expect(await news()).toBe('');
  expect((await toldOf(house, person)).map(({ kind, said_at }) => [kind, said_at !== null])).toEqual([
    ['announced', true],
    ['tomorrow', true],
  ]);
});

test('who did not ask for it, or lives on another transformer, hears nothing', async () => {
  const { news } = await hearing(house, []);
  const { news: other } = await hearing(house, ['planned-outage'], LI);
  await imported(house, outage('O-1', '2026-12-07T09:00:00+08:00', null, { transformers: ['T046'] }));
  await round(house);
  expect([await news(), await other()]).toEqual(['', '']);
  await imported(house, outage('O-2', '2026-12-07T09:00:00+08:00', null, { transformers: [], cause: 'rotation' }));
  await round(house);
  expect(await news()).toBe('');
  // No transformers: the whole feeder.
  expect(await other()).toContain('轮流停电通知 户号 999****0025 停电时间 2026年12月7日 09:00 起，恢复时间未定');
  const from = '2026-12-07T09:00:00+08:00';
  await imported(house, outage('O-2', from, from, { transformers: [], cause: 'rotation' }));
  await round(house);
  expect(await other()).toContain('轮流停电取消');
});

test('an outage that is known late is told at once, and not a second time for the day before', async () => {
  const { news } = await hearing(house, ['planned-outage'], WANG, 'en');
  await imported(house, outage('O-1', '2026-12-06T09:00:00+08:00', '2026-12-07T02:00:00+08:00'));
  await round(house);
  expect(await news()).toContain(
    'Planned outage announced Account 999****0017 Time 6 Dec 2026 09:00 to 7 Dec 2026 02:00',
  );
  house.at('2026-12-05T18:00:00+08:00');
  await round(house);
  expect(await news()).toBe('');
});

test('a moved outage is told with both times, a cancelled one as cancelled, and a moved one again the day before', async () => {
  const { person, news } = await hearing(house, ['planned-outage'], LIN, 'zh-TW');
  await imported(house, outage('O-1', '2026-12-10T09:00:00+08:00', '2026-12-10T12:00:00+08:00'));
  await round(house);
  expect(await news()).toContain('工作停電通知 電號');
  await imported(house, outage('O-1', '2026-12-20T13:00:00+08:00', '2026-12-20T15:00:00+08:00'));
  await round(house);
  expect(await news()).toContain(
    '工作停電時間異動 電號 999****0011 停電時間 2026年12月20日 13:00 至 15:00 原訂時間 2026年12月10日 09:00 至 12:00',
  );
  await imported(house, outage('O-1', '2026-12-20T13:00:00+08:00', '2026-12-20T15:00:00+08:00', { reason: '改期' }));
  await round(house);
  expect(await news()).toBe('');
  house.at('2026-12-19T13:00:00+08:00');
  await round(house);
  expect(await news()).toContain('工作停電前一天提醒');
  // It ends as it begins: called off.
  await imported(house, outage('O-1', '2026-12-20T13:00:00+08:00', '2026-12-20T13:00:00+08:00'));
  await round(house);
  const last = await news();
  expect(last).toContain('工作停電取消 電號 999****0011 原訂時間 2026年12月20日 13:00 至 15:00');
  expect(last).toContain('用電照常');
  await round(house);
  expect(await news()).toBe('');
  expect((await toldOf(house, person)).map(({ kind }) => kind)).toEqual([
    'announced',
    'changed',
    'tomorrow',
    'cancelled',
  ]);
});

test('what changed twice before it was read is told as it is, once; what was called off unread is not told', async () => {
  const { news } = await hearing(house, ['planned-outage']);
  await imported(house, outage('O-1', FROM, TO), outage('O-2', FROM, TO));
  house.at('2026-12-10T12:00:00+08:00');
  await house.services.notices.run(100);
  await imported(house, outage('O-1', FROM, '2026-12-15T18:00:00+08:00'), outage('O-2', FROM, FROM));
  await house.services.notices.run(100);
  await round(house);
  const told = await news();
  expect(told.match(/计划停电/g)).toHaveLength(1);
  expect(told).toContain('计划停电通知 户号 999****0017 停电时间 2026年12月15日 09:00 至 18:00');
});

test('at night it waits for the morning, unless the power goes before that', async () => {
  const { news } = await hearing(house, ['planned-outage', 'bill-issued']);
  house.at('2026-12-05T23:30:00+08:00');
  await imported(
    house,
    outage('O-1', '2026-12-08T09:00:00+08:00', null),
    newBill('W-12', WANG.accountNumber, '11.78', '2026-12-25'),
  );
  await round(house);
  house.at('2026-12-06T07:59:00+08:00');
  await round(house);
  expect(await news()).toBe('');
  house.at('2026-12-06T08:00:00+08:00');
  await round(house);
  const morning = await news();
  expect(morning).toContain('2026年12月8日 09:00');
  expect(morning).toContain('¥11.78');
  house.at('2026-12-07T01:00:00+08:00');
  await imported(house, outage('O-2', '2026-12-07T06:00:00+08:00', '2026-12-07T07:00:00+08:00'));
  await round(house);
  expect(await news()).toContain('2026年12月7日 06:00 至 07:00');
});

test('a new bill is told with its exact amount and the way to pay; bills of before are no news', async () => {
  const { person, news } = await hearing(house, ['bill-issued'], LIN, 'zh-TW');
  await round(house);
  expect(await news()).toBe('');
  await imported(house, newBill('T-12', LIN.accountNumber, '1234', '2026-12-25'));
  await round(house);
  const told = await news();
  expect(told).toContain('電號 999****0011 的 2026年12月帳單出來了：NT$1,234，請在 2026年12月25日前繳費');
  const buttons = (await person.transcript()).messages.flatMap(({ reply }) =>
    reply && 'choices' in reply ? reply.choices.map(({ label }) => label) : [],
  );
  expect(buttons.slice(-2)).toEqual(['繳電費', '為什麼這麼多']);
  await round(house);
  expect(await news()).toBe('');
  // Somebody who binds the account now was there for none of its bills.
  house.advance(61);
  const { news: late } = await hearing(house, ['bill-issued'], LIN);
  await round(house);
  expect(await late()).toBe('');
});

test('a bill that was paid before anybody could be told is not told', async () => {
  const { person, news } = await hearing(house, ['bill-issued', 'bill-due']);
  await imported(
    house,
    newBill('W-12', WANG.accountNumber, '11.78', '2026-12-25'),
    newBill('W-13', WANG.accountNumber, '12.78', '2026-12-25', { paidAt: '2026-12-05T09:00:00+08:00' }),
  );
  await house.services.notices.run(100);
  expect(await toldOf(house, person)).toMatchObject([{ topic: 'bill-issued', subject: 'W-12', said_at: null }]);
  await imported(
    house,
    newBill('W-12', WANG.accountNumber, '11.78', '2026-12-25', { paidAt: '2026-12-05T10:00:00+08:00' }),
  );
  await round(house);
  house.at('2026-12-24T10:00:00+08:00');
  await round(house);
  expect(await news()).not.toMatch(/11\.78|12\.78/);
  expect((await toldOf(house, person)).filter(({ subject }) => subject !== 'W-11')).toMatchObject([{ said_at: null }]);
});

test('a bill is reminded of three days ahead, and one, seven and fifteen days late, with the late fee', async () => {
  const { person, news } = await hearing(house, ['bill-due'], WANG, 'en');
  const days: [string, RegExp | null][] = [
    ['2026-12-11', null],
    ['2026-12-12', /¥227\.71, isn't paid yet\. It is due in 3 days, on 15 Dec 2026/],
    ['2026-12-14', null],
    ['2026-12-15', null],
    ['2026-12-16', /¥227\.71, is 1 day overdue; late fee to today ¥0\.23/],
    ['2026-12-18', null],
    ['2026-12-22', /is 7 days overdue; late fee to today ¥1\.59/],
    ['2026-12-30', /is 15 days overdue; late fee to today ¥3\.42/],
    ['2027-01-02', null],
  ];
  for (const [day, text] of days) {
    house.at(`${day}T08:30:00+08:00`);
    await round(house);
    await round(house);
    const told = await news();
    if (text) expect(told).toMatch(text);
    else expect([day, told]).toEqual([day, '']);
  }
  expect((await toldOf(house, person)).map(({ kind, seq }) => `${kind} ${seq}`)).toEqual([
    'soon 1',
    'late 2',
    'late 3',
    'late 4',
  ]);
});

test('a reminder that was missed is made up for once, and paying ends them', async () => {
  const { person, news } = await hearing(house, ['bill-due'], ZHAO);
  house.at('2026-12-25T10:00:00+08:00');
  await round(house);
  expect(await news()).toContain('已逾期 10 天');
  await person.say('交电费');
  await person.say('确认');
  await person.pay(person.link());
  await news();
  house.at('2026-12-31T10:00:00+08:00');
  await round(house);
  expect(await news()).not.toContain('逾期');
  expect(await toldOf(house, person)).toHaveLength(1);
});

test('who unbinds, or takes consent back, hears nothing of what was already on its way', async () => {
  const { person: wang, news } = await hearing(house, ['planned-outage', 'bill-issued']);
  const { person: chen, news: ofChen } = await hearing(house, ['planned-outage'], CHEN);
  await imported(
    house,
    outage('O-1', '2026-12-08T09:00:00+08:00', null),
    newBill('W-12', WANG.accountNumber, '11.78', '2026-12-25'),
  );
  await house.services.notices.run(100);
  expect(await toldOf(house, wang)).toHaveLength(2);
  await house.request('DELETE', `/v1/accounts/${WANG.accountNumber}`, { token: wang.token });
  await choose(house, chen, ['planned-outage'], false);
  await imported(house, outage('O-1', '2026-12-09T09:00:00+08:00', null));
  await round(house);
  await round(house);
  expect([await news(), await ofChen()]).toEqual(['', '']);
  expect((await toldOf(house, wang)).every(({ said_at }) => said_at === null)).toBe(true);
});

test('somebody in the middle of something hears it, and their question comes back', async () => {
  const { person } = await hearing(house, ['planned-outage'], LI);
  await person.say('交电费');
  await imported(house, outage('O-1', '2026-12-08T09:00:00+08:00', null));
  await round(house);
  const { messages } = await person.transcript();
  expect(messages.slice(-4).map(({ reply }) => reply?.kind)).toEqual(['card', 'text', 'card', 'choices']);
  expect(messages.at(-4)?.reply).toMatchObject({ title: '计划停电通知' });
  await person.say('确认');
  expect(person.link()).toContain('/pay/');
});
