/** The day a question names is the day it is answered for. */
import { expect, test } from 'vitest';
import { askedDay } from '../../src/knowledge/asked-day.ts';

const TODAY = '2026-12-05';

test.each([
  ['2020年的时候过户要什么材料', '2020-12-31'],
  ['2020年以前过户要什么材料', '2019-12-31'],
  ['2024年6月之前怎么规定', '2024-05-31'],
  ['2023年5月的电价', '2023-05-31'],
  ['2025年10月1号的电价', '2025-10-01'],
  ['2025-10-01的电价', '2025-10-01'],
  ['去年过户要什么材料', '2025-12-31'],
  ['前年夏天的电价', '2024-12-31'],
  ['今年的电价', null],
  ['2026年的电价', TODAY],
  ['2026年12月的电价', TODAY],
  ['明年电价', '2027-01-01'],
  ['2028年3月的电价', '2028-03-01'],
  ['民國113年的電價', '2024-12-31'],
  ['民国114年10月的电价', '2025-10-31'],
  ['what did I need for a transfer in 2020', '2020-12-31'],
  ['prices before October 2025', '2025-09-30'],
  ['what was the rule last year', '2025-12-31'],
  ['5天之前报的修', null],
  ['12月31日会停电吗', null],
  ['户号9990000202012', null],
  ['1911打得通嗎', null],
  ['call 1911 or wait', null],
  ['上个月用了2000度', null],
  ['how much is 2000 kWh', null],
] as const)('%s → %s', (question, day) => {
  expect(askedDay(question, TODAY).day).toBe(day);
});

test('what is looked up is the question without the day', () => {
  expect(askedDay('2020年的时候过户要什么材料', TODAY).rest).toBe('过户要什么材料');
  expect(askedDay('过户在2024年6月之前要什么材料', TODAY).rest).toBe('过户在 要什么材料');
});
