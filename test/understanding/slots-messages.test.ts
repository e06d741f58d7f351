/** What all readers together find in a first message, by the service it was understood as; 2026-11-21 is a Saturday. */
import { describe, expect, test } from 'vitest';
import { readSlots, type Slots } from '../../src/conversation/understanding/slots/read.ts';

const TODAY = '2026-11-21';

describe('a whole message', () => {
  test.each<readonly [string, string, Parameters<typeof readSlots>[1], Slots]>([
    ['a year', '2024全年的缴费记录', ['payment.history'], { year: '2024' }],
    ['last year', 'how much did I pay last year', ['payment.history'], { year: '2025' }],
    ['a year of the Republic', '民國113年的繳費紀錄', ['payment.history'], { year: '2024' }],
    ['a year of two digits', '二五年全年用电量', ['bill.query'], { year: '2025' }],
    ['the whole of a year', '2024年全年电费合计多少钱', ['bill.query'], { year: '2024' }],
    ['a year of accounts', '2025年度总用电量', ['bill.query'], { year: '2025' }],
    ['a year of the Republic in words', '民國一百一十四年的電費總額', ['bill.query'], { year: '2025' }],
    ['its month', '民國一百一十四年八月的帳單', ['bill.query'], { month: '2025-08' }],
    [
      'the year before last',
      'what I paid over the whole of the year before last',
      ['payment.history'],
      { year: '2024' },
    ],
    ['three years back', '大前年的缴费记录', ['payment.history'], { year: '2023' }],
    [
      'months with their beginning and end',
      '从3月起到5月为止的缴费记录',
      ['payment.history'],
      { monthFrom: '2026-03', monthTo: '2026-05' },
    ],
    ['months since', 'bills since August', ['bill.query'], { monthFrom: '2026-08', monthTo: '2026-11' }],
    [
      'months of two years',
      '去年冬天12月和今年1月的电费',
      ['bill.query'],
      { monthFrom: '2025-12', monthTo: '2026-01' },
    ],
    [
      'months of a year of the Republic',
      '一一四年七、八月的帳單',
      ['bill.query'],
      { monthFrom: '2025-07', monthTo: '2025-08' },
    ],
    ['a month of the year before last', 'August of the year before last', ['bill.query'], { month: '2024-08' }],
    ['two months of a list', '9月和10月的账单', ['bill.query'], { monthFrom: '2026-09', monthTo: '2026-10' }],
    [
      'a weekday of what was paid',
      'I transferred 180 on Monday',
      ['payment.history'],
      { date: '2026-11-16', amount: '180' },
    ],
    ['a weekday of an outage that was', 'was the power off on Tuesday', ['outage.query'], { date: '2026-11-17' }],
    ['a period whose month is named', '這期（10月）應繳多少', ['bill.query'], { month: '2026-10' }],
    ['months one after the other', '六、七月的帳單', ['bill.query'], { monthFrom: '2026-06', monthTo: '2026-07' }],
    [
      'English months one after the other',
      'June, July and August bills',
      ['bill.query'],
      { monthFrom: '2026-06', monthTo: '2026-08' },
    ],
    ['a span of months in a year', '114年5月到8月', ['payment.history'], { monthFrom: '2025-05', monthTo: '2025-08' }],
    ['month and year with a slash', 'bill for 03/2026', ['bill.query'], { month: '2026-03' }],
    ['months ago', 'what was it two months ago', ['bill.query'], { month: '2026-09' }],
    ['a month to come has no bill', '剩的下个月再交，先交200元', ['payment.pay'], { amount: '200' }],
    [
      'a number with letters is a case, and no account',
      '催GD2026111900101',
      ['progress.chase'],
      { caseNumber: 'GD2026111900101' },
    ],
    [
      'a year inside of an address of mail is none',
      '发到 fapiao_2026@example.cn',
      ['invoice.issue'],
      { email: 'fapiao_2026@example.cn' },
    ],
    ['a report’s yesterday is no day', '昨天就停电了', ['outage.report'], {}],
    ['a report’s day of last week is one', '上周五晚上我家电压忽高忽低', ['outage.report'], { date: '2026-11-13' }],
    ['a report’s day before yesterday is one', '前天夜里跳闸到现在', ['outage.report'], { date: '2026-11-19' }],
    ['a day beside a plan', '后天有计划停电吗，家里有人吸氧', ['outage.report'], { date: '2026-11-23' }],
    ['a day of what was paid', 'I paid yesterday evening, why no receipt', ['invoice.issue'], { date: '2026-11-20' }],
    ['points at the beginning are no day', '5/5, the lady was lovely', ['complaint.file'], { score: '5' }],
    ['our case with dashes', '檢舉案 W261008-00-15204 有結果沒', ['progress.query'], { caseNumber: 'W2610080015204' }],
    ['our case with spaces', 'case W 261008 00 15204', ['progress.query'], { caseNumber: 'W2610080015204' }],
    [
      'a tax number in groups',
      '纳税人识别号 9133 0106 MA27 XK3L 5G，邮箱 a.b@example.com',
      ['invoice.issue'],
      { taxId: '91330106MA27XK3L5G', email: 'a.b@example.com' },
    ],
    ['eight digits in groups', 'business no. 3323 1100, send it', ['invoice.issue'], { taxId: '33231100' }],
    ['a sum in a message that was taken for another', '想一次存进去一千二', ['knowledge.ask'], { amount: '1200' }],
    ['a sum a bill is asked about', '412块是怎么算的', ['bill.explain'], {}],
    ['a complaint’s date is one', '11月16号来的师傅态度差', ['complaint.file'], { date: '2026-11-16' }],
    [
      'account and telephone',
      '绑定9990000000093 手机13900000076',
      ['account.bind'],
      { accountNumber: '9990000000093', phone: '13900000076' },
    ],
    [
      'title, tax number and mail',
      '抬头示例贸易有限公司，税号91440300MA5TEST07X，发a.b@example.com',
      ['invoice.issue'],
      { invoiceTitle: '示例贸易有限公司', taxId: '91440300MA5TEST07X', email: 'a.b@example.com' },
    ],
    ['numbers that only count', '已经停了三个小时，两台冰箱都化了', ['outage.report'], {}],
  ])('%s: %s', (_, words, labels, slots) => {
    const locale = /[a-z]{3} [a-z]/.test(words) ? 'en' : /[帳繳國]/.test(words) ? 'zh-TW' : 'zh-CN';
    expect(readSlots(words, labels, { locale, today: TODAY })).toEqual(slots);
  });
});
