/** What leaves the house about a person: nothing that says who it is, whatever it stands in and however it is written. */
import { expect, test } from 'vitest';
import { disguise, type Personal } from '../../src/conversation/model/disguise.ts';

const KNOWN: readonly Personal[] = [
  { kind: 'NUMBER', value: '9990000000017' },
  { kind: 'NAME', value: '王秀兰' },
  { kind: 'NAME', value: '妈妈家' },
  { kind: 'PLACE', value: '示例市幸福路17号' },
];

test.each([
  ['户号9990000000017', '户号[NUMBER_1]'],
  ['户号 999 0000 0000 17', '户号 [NUMBER_1]'],
  ['户号９９９０００００００１７', '户号[NUMBER_1]'],
  ['打1390000-0001找我', '打[NUMBER_1]找我'],
  ['+886 900 000 001', '[NUMBER_1]'],
  ['09-1234-5678', '[NUMBER_1]'],
  ['身份证11010119900307451X', '身份证[NUMBER_1]'],
  ['身分證A123456789', '身分證[NUMBER_1]'],
  ['税号91330100MA27Y1234X', '税号[NUMBER_1]'],
  ['统编 12345675', '统编 [NUMBER_1]'],
  ['电话一三九零零零零零零零一', '电话[NUMBER_1]'],
  ['验证码是 493821', '验证码是 [NUMBER_1]'],
  ['写信到 wang.xl+power@mail.example.com', '写信到 [EMAIL_1]'],
  ['王秀兰的电费', '[NAME_1]的电费'],
  ['妈妈家的电费', '[NAME_1]的电费'],
  ['我是陈小明,要问一下', '我是[NAME_1],要问一下'],
  ['户主是李四光', '户主是[NAME_1]'],
  ['找一下欧阳女士', '找一下[NAME_1]女士'],
  ['我是林志玲。', '我是[NAME_1]。'],
  ['My name is Anne-Marie O’Neill, hello', 'My name is [NAME_1], hello'],
  ['this is Peter Parker speaking', 'this is [NAME_1] speaking'],
  ['Mrs. Dalloway here', 'Mrs. [NAME_1] here'],
  ['示例市幸福路17号没电', '[PLACE_1]没电'],
  ['建设北路112号五楼没电', '[PLACE_1]没电'],
  ['no power at 27 Station Parade', 'no power at [PLACE_1]'],
])('%s', (written, left) => {
  expect(disguise(KNOWN).hide(written)).toBe(left);
});

test.each([
  '上个月电费多少',
  '2026-10 的账单',
  '2026年10月用了298度',
  '我是房东',
  '我是租客,想过户',
  '交 200 块',
  'I am moving out in May',
])('%s says nothing about anybody and stays', (written) => {
  expect(disguise(KNOWN).hide(written)).toBe(written);
});

test('the same value is the same token in every text, and only ours are turned back', () => {
  const { hide, reveal } = disguise(KNOWN);
  expect(hide('王秀兰 13900000001')).toBe('[NAME_1] [NUMBER_1]');
  expect(hide('13900000001 给王秀兰')).toBe('[NUMBER_1] 给[NAME_1]');
  expect(reveal('[NAME_1] [NUMBER_1] [NAME_2]')).toBe('王秀兰 13900000001 [NAME_2]');
});

test('a token that the resident wrote is no token of ours', () => {
  const { hide, reveal } = disguise(KNOWN);
  const left = hide('[NUMBER_1] 9990000000017');
  expect(left).toBe('(NUMBER_1] [NUMBER_1]');
  expect(reveal(left)).toBe('(NUMBER_1] 9990000000017');
});
