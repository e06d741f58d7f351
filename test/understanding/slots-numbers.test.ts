/** Numbers in messages, in the ways people write, group and say them: accounts, phones, sums, kilowatts, codes and mails. */
import { describe, expect, test } from 'vitest';
import type { Label } from '../../src/conversation/understanding/local/labels.ts';
import { asciiDigits, numbersIn } from '../../src/conversation/understanding/numbers.ts';
import { readSlots, type Slots } from '../../src/conversation/understanding/slots/read.ts';
import type { Locale } from '../../src/domain/names.ts';

const NUMBERS = ['accountNumber', 'phone', 'amount', 'capacityKw', 'caseNumber', 'taxId', 'email', 'score'] as const;

function numbersOf(text: string, label: Label, locale: Locale): Slots {
  const slots = readSlots(text, [label], { locale, today: '2026-06-15' });
  return Object.fromEntries(NUMBERS.flatMap((slot) => (slots[slot] === undefined ? [] : [[slot, slots[slot]]])));
}

type Case = readonly [way: string, text: string, label: Label, locale: Locale, slots: Slots];

describe('one number in groups', () => {
  test.each<Case>([
    [
      'commas between spoken groups, the last a single word',
      '户号是五一二零，零九八八，七七三四，幺',
      'bill.query',
      'zh-CN',
      { accountNumber: '5120098877341' },
    ],
    [
      'Chinese commas between groups',
      '電號是 08、77、5201、49、6',
      'account.bind',
      'zh-TW',
      { accountNumber: '08775201496' },
    ],
    ['digits that are counted', '打幺五五，四个八，零六幺二', 'outage.report', 'zh-CN', { phone: '15588880612' }],
    [
      'a word for the dash',
      '電號零七杠四五杠三三二一杠零八杠六',
      'bill.query',
      'zh-TW',
      { accountNumber: '07453321086' },
    ],
    ['then, in English', '3304, 2200, 1177, then 5', 'bill.query', 'en', { accountNumber: '3304220011775' }],
    [
      'double and triple',
      'account double three, oh four, five five six, one nine, seven seven two oh',
      'bill.query',
      'en',
      { accountNumber: '3304556197720' },
    ],
    [
      'full width',
      'bind, electricity no. ０９３３４４１２７８５',
      'account.bind',
      'en',
      { accountNumber: '09334412785' },
    ],
    ['a landline with its country', 'we are on +886-2-2771-3388', 'outage.report', 'en', { phone: '0227713388' }],
    [
      'how it begins and what follows',
      '户号3302打头的，后面是7788 1234 5',
      'bill.query',
      'zh-CN',
      { accountNumber: '3302778812345' },
    ],
    [
      'numerals within a code',
      '税号九一三三零一零六MA二七XK三L五G',
      'invoice.issue',
      'zh-CN',
      { taxId: '91330106MA27XK3L5G' },
    ],
    [
      'a credit code in fours',
      'credit code 9132 0214 MA25 PQ8R 6N',
      'invoice.issue',
      'en',
      { taxId: '91320214MA25PQ8R6N' },
    ],
  ])('%s: %s', (_, text, label, locale, slots) => {
    expect(numbersOf(text, label, locale)).toEqual(slots);
  });

  test('two months with dots are no number', () => {
    expect(numbersOf('2025.03-2025.09 的账单明细', 'bill.query', 'zh-CN')).toEqual({});
  });

  test.each(['我有2,350元,3,480元', '两个一百,三千五', '3301448290176,一共多少', '6,7,8,9,10,11,12月的账单'])(
    'what is no group of a number stays: %s',
    (text) => {
      expect(asciiDigits(text)).toBe(text);
      expect(asciiDigits(asciiDigits('幺五五,四个八,零六幺二'))).toBe(asciiDigits('幺五五,四个八,零六幺二'));
      expect(numbersIn('2,350').map(({ digits }) => digits)).toEqual(['2', '350']);
    },
  );
});

describe('of an account and a phone', () => {
  test.each<Case>([
    [
      'an account like a landline beside a mobile',
      'bind 05441870923 pls, my cell is 0933-518-204',
      'account.bind',
      'en',
      { accountNumber: '05441870923', phone: '0933518204' },
    ],
    [
      'a Taiwanese account like a mobile',
      '刷卡付九月那張 15288043697',
      'payment.pay',
      'zh-TW',
      { accountNumber: '15288043697' },
    ],
    ['a mainland mobile that is named', '手機15288043697', 'outage.report', 'zh-TW', { phone: '15288043697' }],
  ])('%s: %s', (_, text, label, locale, slots) => {
    expect(numbersOf(text, label, locale)).toEqual(slots);
  });
});

describe('the value that is meant', () => {
  test.each<Case>([
    [
      'not this but that',
      '不是2815530976414，是2815530976441',
      'bill.query',
      'zh-CN',
      { accountNumber: '2815530976441' },
    ],
    ['from this to that', '预留电话从13608551290换成17784226035', 'request.file', 'zh-CN', { phone: '17784226035' }],
    [
      'the old one is dead',
      '舊的0910-335-728停用了，新的是0966-081-254',
      'request.file',
      'zh-TW',
      { phone: '0966081254' },
    ],
    [
      'a slip of the fingers',
      "link 3103349015728, oops no scrap that, it's 3103439015728",
      'account.bind',
      'en',
      { accountNumber: '3103439015728' },
    ],
    [
      'that, not this',
      'remove 3301448290176 not 3301448290167',
      'account.unbind',
      'en',
      { accountNumber: '3301448290176' },
    ],
    ['a sum taken back', '充200，不，充300吧', 'payment.pay', 'zh-CN', { amount: '300' }],
    [
      'a sum taken back in English',
      'put one hundred fifty in, no wait make it one eighty',
      'payment.pay',
      'en',
      { amount: '180' },
    ],
    [
      'a code that was wrong',
      '不是91330106MA27XK3L5G，是91330106MA27XK3L6G',
      'invoice.issue',
      'zh-CN',
      { taxId: '91330106MA27XK3L6G' },
    ],
    [
      'the new of two numbers of a company',
      '統編改了 舊的12345675 新的87654321',
      'invoice.issue',
      'zh-TW',
      { taxId: '87654321' },
    ],
    [
      'an address of mail',
      '不要寄到 old.lin@gmail.com，改寄 new.lin@gmail.com',
      'invoice.issue',
      'zh-TW',
      { email: 'new.lin@gmail.com' },
    ],
    [
      'two that are both meant',
      '3301448290176和3301448290189都绑',
      'account.bind',
      'zh-CN',
      { accountNumber: '3301448290176' },
    ],
  ])('%s: %s', (_, text, label, locale, slots) => {
    expect(numbersOf(text, label, locale)).toEqual(slots);
  });
});

describe('sums', () => {
  test.each<Case>([
    [
      'claimed, with a comma and no unit',
      '电压把冰箱烧了，修理费共 23,500，要赔',
      'request.file',
      'zh-CN',
      { amount: '23500' },
    ],
    ['claimed in English', "I'd like to claim 4,600 for the pair", 'request.file', 'en', { amount: '4600' }],
    ['what a new one costs', '冰箱烧了，买新的要3600，你们赔', 'request.file', 'zh-CN', { amount: '3600' }],
    [
      'asked for in cash',
      'The technician wanted 500 in cash to reconnect us',
      'complaint.file',
      'en',
      { amount: '500' },
    ],
    ['named, whatever the wish', 'put 200 rmb on my dads meter', 'account.bind', 'en', { amount: '200' }],
    ['with a point in words', 'pay three hundred sixty five point five kuai', 'payment.pay', 'en', { amount: '365.5' }],
    [
      'of thousands in words',
      'the payment of two thousand one hundred is not reflecting',
      'payment.history',
      'en',
      { amount: '2100' },
    ],
    ['that was sent', 'did the 300 i sent on sunday go through', 'payment.history', 'en', { amount: '300' }],
    ['of k', 'top me up by 2.5k', 'payment.pay', 'en', { amount: '2500' }],
    ['by a verb of everyday', '先来个五十试试水', 'payment.pay', 'zh-CN', { amount: '50' }],
    ['nothing: a flat of a house', 'no power, apartment 1803', 'outage.report', 'en', {}],
    ['nothing: a meter', '新装一块电表', 'connection.new', 'zh-CN', {}],
  ])('%s: %s', (_, text, label, locale, slots) => {
    expect(numbersOf(text, label, locale)).toEqual(slots);
  });
});

describe('kilowatts, mails and points', () => {
  test.each<Case>([
    ['numerals of cheques', '容量加大到陆拾千瓦', 'connection.new', 'zh-CN', { capacityKw: '60' }],
    ['a point in English words', 'a seven point four kilowatt charger', 'connection.new', 'en', { capacityKw: '7.4' }],
    [
      'hundreds in English words',
      'we need a hundred and fifty kilowatts',
      'connection.new',
      'en',
      { capacityKw: '150' },
    ],
    [
      'beside a span of days',
      'requiring extra 30 kilowatts, only 19th to 21st October',
      'connection.new',
      'en',
      { capacityKw: '30' },
    ],
    [
      'mail that is said',
      'to zhangsan dot lee at qq dot com for august',
      'invoice.issue',
      'en',
      { email: 'zhangsan.lee@qq.com' },
    ],
    [
      'mail with a line below',
      '寄 amy 底線 wu 小老鼠 hotmail 點 com',
      'invoice.issue',
      'zh-TW',
      { email: 'amy_wu@hotmail.com' },
    ],
    ['mail as it is typed', '推我邮箱 L-Y-hauling@139.com', 'invoice.issue', 'zh-CN', { email: 'L-Y-hauling@139.com' }],
    [
      'mail with words behind',
      'to joyce.tseng@yahoo.com.tw for my accountant',
      'invoice.issue',
      'en',
      { email: 'joyce.tseng@yahoo.com.tw' },
    ],
    ['twenty in one sign', '增加到廿五瓩', 'connection.new', 'zh-TW', { capacityKw: '25' }],
    ['points in passing', 'gotta be a five from me', 'rating.give', 'en', { score: '5' }],
    ['full marks alone', '來修的大哥超有禮貌,滿分五分', 'rating.give', 'zh-TW', { score: '5' }],
    ['nothing: a road of stars', '屏東縣潮州鎮三星路申請用電', 'connection.new', 'zh-TW', {}],
  ])('%s: %s', (_, text, label, locale, slots) => {
    expect(numbersOf(text, label, locale)).toEqual(slots);
  });
});
