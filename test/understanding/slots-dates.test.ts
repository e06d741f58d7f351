/** Days and months as residents write them, one shape a line; 2026-11-21 is a Saturday. */
import { describe, expect, test } from 'vitest';
import { monthsIn, monthValue } from '../../src/conversation/understanding/parsers/month.ts';
import { type Days, daysIn } from '../../src/conversation/understanding/slots/dates.ts';
import { readSlots, type Slots } from '../../src/conversation/understanding/slots/read.ts';
import { hear } from '../../src/conversation/understanding/spelling.ts';

const TODAY = '2026-11-21';
const said = (days: Days | null) =>
  days === null ? null : days.from === days.to ? days.from : `${days.from}..${days.to}`;

describe('days to come', () => {
  test.each<readonly [string, string, string | null]>([
    ['two days without 号', '本月23、24两天停电吗', '2026-11-23..2026-11-24'],
    ['three days of a month', '12月8、9、10号三天检修', '2026-12-08..2026-12-10'],
    ['days of a month without 号', '十二月十五到十七这三天', '2026-12-15..2026-12-17'],
    ['a day with its hours before the end', '25号早上8点到26号下午5点', '2026-11-25..2026-11-26'],
    ['the number behind takes the month before it', '12月1日至3日', '2026-12-01..2026-12-03'],
    ['the number behind is of the next month', '从28号到3号', '2026-11-28..2026-12-03'],
    ['the number before is of the month before', 'from the 28th to 3 december', '2026-11-28..2026-12-03'],
    ['ordinals in words', 'between the first and the third of december', '2026-12-01..2026-12-03'],
    ['weekdays before their days', 'mon 23rd november til wed 25th', '2026-11-23..2026-11-25'],
    ['a day beats its weekday', 'on thursday the 3rd of december', '2026-12-03'],
    ['a feast that only says when about', '元旦那几天,1月1号到3号', '2027-01-01..2027-01-03'],
    ['a feast that ends a span', '12月20号到元旦', '2026-12-20..2027-01-01'],
    ['a day that is near rather lies ahead', 'june 5th', '2027-06-05'],
    ['tomorrow in Taiwanese', '明仔載敢會停電', '2026-11-22'],
    ['tomorrow in Cantonese', '聽日會唔會停電', '2026-11-22'],
    ['an ordinal in words alone', 'i am at home on the ninth.', '2026-12-09'],
    ['a floor is no day', 'no light on the second floor', null],
    ['bills are no days', 'the first and the second bill', null],
    ['houses are no days', '5、6号楼停电', null],
  ])('%s: %s', (_, words, expected) => expect(said(daysIn(hear(words).plain, TODAY, false))).toBe(expected));
});

describe('days that were', () => {
  test.each<readonly [string, string, string | null]>([
    ['the third, in words', 'paid on the third, still unpaid', '2026-11-03'],
    ['without an article', 'on 15th the inverter burnt', '2026-11-15'],
    ['an ordinal and its month', 'paid on the twenty-eighth of october', '2026-10-28'],
    ['from a number to yesterday', 'since the 1st of january up till yesterday', '2026-01-01..2026-11-20'],
    ['days of last month', 'from the 5th to the 20th of last month', '2026-10-05..2026-10-20'],
    ['between two days told by the way', '8月8号搬进去,11月1号搬走,中间这段', '2026-08-08..2026-11-01'],
    ['days without 号', '9月15到10月15之间', '2026-09-15..2026-10-15'],
    ['the day first, with dots', 'on 15.10.2026', '2026-10-15'],
    ['yesterday in Taiwanese', '昨昏繳的', '2026-11-20'],
    ['two payments are no span', '10/30和11/2各交一笔', null],
  ])('%s: %s', (_, words, expected) => expect(said(daysIn(hear(words).plain, TODAY, true))).toBe(expected));
});

describe('months', () => {
  test.each<readonly [string, string, string | null]>([
    ['a list whose months have two years', '去年11、12月跟今年1、2月', '2025-11..2026-02'],
    ['a list of three', '去年9、10、11三个月', '2025-09..2025-11'],
    ['a list whose year stands behind', 'june, july and august 2024', '2024-06..2024-08'],
    ['last and this', 'from last november to this february', '2025-11..2026-02'],
    ['years at both ends', 'from nov 2025 up to and including feb 2026', '2025-11..2026-02'],
    ['a clause between the ends', 'december 2025, when i moved in, through this april', '2025-12..2026-04'],
    ['until now', '去年12月到现在', '2025-12..2026-11'],
    ['a span in the middle of a year', '113年夏天(6到9月)', '2024-06..2024-09'],
    ['two months without a comma', '七八两个月', '2026-07..2026-08'],
    ['a quarter and its year', 'q3 2024', '2024-07..2024-09'],
    ['half of a year in digits', '2023年上半年', '2023-01..2023-06'],
    ['half of this year', 'first half of this year', '2026-01..2026-06'],
    ['the first months of a year', '今年头三个月', '2026-01..2026-03'],
    ['years ago', '两年前三月', '2024-03'],
    ['the month that is asked for', '学生六月就退租了,九月这张怎么算的', '2026-09'],
    ['the year behind the month', '元月份的电费,2025年的', '2025-01'],
    ['a month by its number', 'bill for 2023 month eleven', '2023-11'],
    ['a year of the Republic with a slash', '113/7的电费', '2024-07'],
    ['a year of the Republic in English', 'april of year 114', '2025-04'],
    ['May after was', 'how was may worked out', '2026-05'],
    ['a verb is no month', 'this may be wrong', null],
    ['a number of months is no month', '交了12个月', null],
  ])('%s: %s', (_, words, expected) => {
    const months = monthsIn(hear(words).plain, TODAY, 'zh-CN', false);
    expect(months === null ? null : monthValue(months)).toBe(expected);
  });
});

describe('a whole message', () => {
  test.each<readonly [string, string, Parameters<typeof readSlots>[1], Slots]>([
    [
      'a span in digits is no number',
      '2025.03-2025.09的账单',
      ['bill.query'],
      { monthFrom: '2025-03', monthTo: '2025-09' },
    ],
    ['a transfer’s day', '房子12月1日交房，从那天起改成我的名字', ['account.transfer'], { date: '2026-12-01' }],
    ['a last day', 'please close it, final day is the 30th', ['request.file'], { date: '2026-11-30' }],
    ['a visit', 'a meter test please, I’m at home on the 28th', ['request.file'], { date: '2026-11-28' }],
    ['what burnt was before', 'on the 12th a surge fried our router', ['request.file'], { date: '2026-11-12' }],
    [
      'an outage taken for a bill',
      '12月20号到22号停三天电',
      ['bill.explain'],
      { dateFrom: '2026-12-20', dateTo: '2026-12-22' },
    ],
    ['a day’s month is no month of a bill', '12月3日停电吗', ['outage.query', 'notice.choose'], { date: '2026-12-03' }],
    ['a sum is no year', '2045块付了两次', ['bill.query'], {}],
  ])('%s: %s', (_, words, labels, expected) => {
    const { amount: _amount, ...read } = readSlots(words, labels, { locale: 'zh-CN', today: TODAY });
    expect(read).toEqual(expected);
  });
});
