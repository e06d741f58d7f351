/** What each slot takes out of what was written. */
import { describe, expect, test } from 'vitest';
import { chineseNumber, numbersIn } from '../../src/conversation/understanding/numbers.ts';
import { PARSERS, parseEmail } from '../../src/conversation/understanding/parsers.ts';
import type { Locale, SlotName } from '../../src/domain/names.ts';
import { hearing, type Situation } from './situations.ts';

const read = (slot: SlotName | 'confirm', text: string, situation?: Situation, locale: Locale = 'zh-CN') => {
  const parsed = PARSERS[slot](text, hearing(locale, situation));
  return parsed.ok ? parsed.value : `(${parsed.reason})`;
};

test.each([
  ['十二', 12],
  ['二十', 20],
  ['廿三', 23],
  ['一百零五', 105],
  ['两千', 2000],
  ['一万二千', 12000],
  ['壹佰贰拾', 120],
  ['十', 10],
  ['三五', null],
  ['费', null],
])('%s is the number %s', (text, number) => expect(chineseNumber(text)).toBe(number));

test.each([
  ['一三九零零零零零零零一', ['13900000001']],
  ['幺三九 零零零零 零零零幺', ['13900000001']],
  ['99-90-0000-01-7', ['99900000017']],
  ['999.000.000', ['999000000']],
  ['户号1234567890，手机13900000001', ['1234567890', '13900000001']],
  ['三月一日', []],
])('%s holds the numbers %j', (text, numbers) => expect(numbersIn(text).map(({ digits }) => digits)).toEqual(numbers));

describe.each([
  ['accountNumber', '9990000000017', '9990000000017'],
  ['accountNumber', '我的户号是 999 0000 0000 17 谢谢', '9990000000017'],
  ['accountNumber', '99-90-0000-01-7', '99900000017'],
  ['accountNumber', '9990000017', '9990000017'],
  ['accountNumber', '9990000000000017', '9990000000000017'],
  ['accountNumber', '13900000001', '(format)'],
  ['accountNumber', '户号13900000001', '13900000001'],
  ['accountNumber', '我手机号是13900000001', '(format)'],
  ['accountNumber', '13900000001 9990000000017', '9990000000017'],
  ['accountNumber', '手机13900000001户号9990000000017', '9990000000017'],
  ['accountNumber', '999000000001', '(length)'],
  ['accountNumber', '12345', '(length)'],
  ['accountNumber', '不知道', '(none)'],
  ['phone', '139-0000-0001', '13900000001'],
  ['phone', '+86 13900000001', '13900000001'],
  ['phone', '008613900000001', '13900000001'],
  ['phone', '0912-345-678', '0912345678'],
  ['phone', '+886912345678', '0912345678'],
  ['phone', '0571-88888888', '057188888888'],
  ['phone', '(02)2345-6789', '0223456789'],
  ['phone', '139000000', '(length)'],
  ['phone', '没有手机', '(none)'],
  ['code', '123456', '123456'],
  ['code', '１２３ ４５６', '123456'],
  ['code', '验证码是：六五四三二一', '654321'],
  ['code', '12345', '(length)'],
  ['code', '还没收到', '(none)'],
  ['taxNumber', '91330100ma00000000', '91330100MA00000000'],
  ['taxNumber', '税号 9133 0100 MA00 0000 00', '91330100MA00000000'],
  ['taxNumber', '統編12345675', '12345675'],
  ['taxNumber', '330100000000000', '330100000000000'],
  ['taxNumber', '91330100MA0000000', '(length)'],
  ['title', '抬头：杭州测试商贸有限公司', '杭州测试商贸有限公司'],
  ['title', '就写 Example Trading Ltd.', 'Example Trading Ltd.'],
  ['title', 'Nameless Goods Ltd', 'Nameless Goods Ltd'],
  ['title', '123456', '(none)'],
  ['comment', '  太慢了，  下次快点 ', '太慢了， 下次快点'],
  ['talk', '谢谢', 'thanks'],
] as const)('%s', (slot, text, value) => {
  test(`“${text}” → ${value}`, () => expect(read(slot, text)).toBe(value));
});

describe('a month, said on 2026-11-21', () => {
  test.each([
    ['上个月', '2026-10'],
    ['上上个月', '2026-09'],
    ['这个月', '2026-11'],
    ['本月', '2026-11'],
    ['今年三月', '2026-03'],
    ['去年12月', '2025-12'],
    ['前年五月份', '2024-05'],
    ['2026年9月', '2026-09'],
    ['２０２６－０９', '2026-09'],
    ['202609', '2026-09'],
    ['2026/9', '2026-09'],
    ['二零二六年九月', '2026-09'],
    ['114年12月', '2025-12'],
    ['9月', '2026-09'],
    ['12月', '2025-12'],
    ['十一月', '2026-11'],
    ['十月份', '2026-10'],
    ['元月', '2026-01'],
    ['9月30号那张', '2026-09'],
    ['這期', '2026-11'],
    ['上期', '2026-10'],
    ['今年夏天', '2026-06..2026-08'],
    ['去年冬天', '2025-12..2026-02'],
    ['去年夏月', '2025-06..2025-09'],
    ['三月到五月', '2026-03..2026-05'],
    ['去年11月到今年2月', '2025-11..2026-02'],
    ['上半年', '2026-01..2026-06'],
    ['三季度', '2026-07..2026-09'],
    ['去年', '2025-01..2025-12'],
    ['最近三个月', '2026-09..2026-11'],
    ['9', '2026-09'],
    ['十', '2026-10'],
    ['last month', '2026-10'],
    ['this month', '2026-11'],
    ['Sept 2025', '2025-09'],
    ['in March', '2026-03'],
    ['May', '2026-05'],
    ['December', '2025-12'],
    ['last winter', '2025-12..2026-02'],
    ['13', '(range)'],
    ['13月', '(none)'],
    ['一个月', '(none)'],
    ['随便', '(none)'],
  ])('“%s” → %s', (text, value) => expect(read('month', text)).toBe(value));
  test('“上期” is two months back where a period has two', () =>
    expect(read('month', '上期', 'start', 'zh-TW')).toBe('2026-09'));
});

test.each([
  ['5', '5'],
  ['五星', '5'],
  ['五分', '5'],
  ['⭐⭐⭐', '3'],
  ['满分', '5'],
  ['非常满意', '5'],
  ['满意', '4'],
  ['一般', '3'],
  ['不满意', '2'],
  ['非常不满意', '1'],
  ['很不滿意', '1'],
  ['普通', '3'],
  ['very satisfied', '5'],
  ['satisfied', '4'],
  ['very dissatisfied', '1'],
  ['4/5', '4'],
  ['2 stars', '2'],
  ['给你们4分吧', '4'],
  ['10/10', '(range)'],
  ['0分', '(range)'],
  ['3.5', '(range)'],
  ['6', '(range)'],
  ['等了5分钟', '(none)'],
  ['几分好呢', '(none)'],
])('the score “%s” → %s', (text, value) => expect(read('score', text, 'score')).toBe(value));

test.each([
  ...'好的 可以 对 是的 没错 嗯 嗯嗯 行 ok OK的 确认 確認 對 沒錯 没问题 对对对 好的好的 交吧 就这样 sure yep 👍'.split(
    ' ',
  ),
  'go ahead',
  'yes please',
  '好的，没问题',
  '嗯，对的',
  '是的，交吧',
  '好呀谢谢',
  "that's right",
])('“%s” is a yes', (text) => expect(read('confirm', text, 'payConfirm')).toBe('yes'));

test.each([
  ...'不 不是 不对 不要 算了吧 先不 不用了 不行 好像不对 不交了 暂时不用 先别交 再说吧 不確認 no nope 👎'.split(' '),
  'not now',
  'no thanks',
  "that's wrong",
  '不，不要',
  '不用了，谢谢',
])('“%s” is a no', (text) => expect(read('confirm', text, 'payConfirm')).toBe('no'));

test.each([
  '不是不可以',
  '对吗',
  '行不行',
  '好不好',
  '可以吗？',
  '好像',
  '等一下',
  '可以是可以',
  '知道了',
  '收到',
  '多少钱',
  'ok?',
  'yes but',
  '好的不',
  '对不对',
])('“%s” is neither yes nor no', (text) => expect(read('confirm', text, 'payConfirm')).toBe('(none)'));

test.each([
  ['第一个', '9990000000017'],
  ['1', '9990000000017'],
  ['①', '9990000000017'],
  ['第2个吧', '9990000000025'],
  ['最后一个', '9990000000025'],
  ['the second', '9990000000025'],
  ['尾号0017', '9990000000017'],
  ['0025的', '9990000000025'],
  ['9990000000025', '9990000000025'],
  ['妈妈家', '9990000000025'],
  ['我妈的', '9990000000025'],
  ["mom's", '9990000000025'],
  ['home', '9990000000017'],
  ['家里', '9990000000017'],
  ['999', '(ambiguous)'],
  ['3', '(range)'],
  ['都要', '(none)'],
])('of two accounts “%s” → %s', (text, value) => expect(read('account', text, 'whichAccount')).toBe(value));

test.each([
  ['我的邮箱是 Zhang.San@example.com', 'zhang.san@example.com'],
  ['a@b', '(format)'],
  ['没有', '(none)'],
])('the e-mail of “%s” → %s', (text, value) => {
  const parsed = parseEmail(text, hearing('zh-CN'));
  expect(parsed.ok ? parsed.value : `(${parsed.reason})`).toBe(value);
});
