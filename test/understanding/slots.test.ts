/** What each reader of a first message finds, one situation a line; 2026-11-21 is a Saturday. */
import { describe, expect, test } from 'vitest';
import { amountIn } from '../../src/conversation/understanding/slots/amounts.ts';
import { daysIn } from '../../src/conversation/understanding/slots/dates.ts';
import { wishedKilowatts } from '../../src/conversation/understanding/slots/kilowatts.ts';
import { namesIn, newNameTold } from '../../src/conversation/understanding/slots/names.ts';
import { placeIn } from '../../src/conversation/understanding/slots/places.ts';
import { readSlots, type Slots } from '../../src/conversation/understanding/slots/read.ts';
import { starsIn, starsSaid } from '../../src/conversation/understanding/slots/stars.ts';
import { companyIn, titleIn } from '../../src/conversation/understanding/slots/titles.ts';
import { hear } from '../../src/conversation/understanding/spelling.ts';

const TODAY = '2026-11-21';

describe('names', () => {
  test.each<readonly [string, string, string | null, string | null]>([
    ['both, old first', '户名从李娜改成李那', '李娜', '李那'],
    ['both, new first', '是陈怡君不是陈怡均', '陈怡均', '陈怡君'],
    ['both in quotes', '把“马志强”改成“马智强”', '马志强', '马智强'],
    ['both with what they are', '原戶名陳大文，新戶名陳大聞', '陳大文', '陳大聞'],
    ['both with an arrow', '改户名 徐凤 -> 徐峰', '徐凤', '徐峰'],
    ['both, and the old one only written wrong', '账单印成了欧阳婧，我叫欧阳静', '欧阳婧', '欧阳静'],
    ['both of two people, inside of other words', '把我爸沈国栋的电表过户给我妈顾秀英', '沈国栋', '顾秀英'],
    ['both of companies', '原来叫宏远贸易有限公司，现在叫宏远供应链有限公司', '宏远贸易有限公司', '宏远供应链有限公司'],
    ['both of shops that end like no company', '店名从老王烧烤改叫王记炭烤', '老王烧烤', '王记炭烤'],
    ['the new one of a relative', '過到我太太林美玉名下', null, '林美玉'],
    ['the new one with a title', '过户给高圆圆小姐', null, '高圆圆'],
    ['the new one in Latin letters', '户名改 Emma Lin', null, 'Emma Lin'],
    ['the new one without any verb of change', '新户主苏婉', null, '苏婉'],
    ['the old one only', '户主还是我奶奶段玉芬，要换我的名字', '段玉芬', null],
    ['a double family name', '阿嬤張陳阿好的電表要轉給孫子張育誠', '張陳阿好', '張育誠'],
    ['English, from and to', 'change it from Jane Doe to Jane Smith', 'Jane Doe', 'Jane Smith'],
    ['English, small letters', 'rename from mary jones to mary jenkins', 'mary jones', 'mary jenkins'],
    [
      'English, right and wrong',
      "it's Katherine Moss, you have me down as Catherine Moss",
      'Catherine Moss',
      'Katherine Moss',
    ],
    ['English, used to be', "I'm now Ana Lopez-Garcia, used to be Ana Lopez", 'Ana Lopez', 'Ana Lopez-Garcia'],
    [
      'English, out of one and into another',
      "take it out of Brian Kelly's name, I'm Aoife Kelly",
      'Brian Kelly',
      'Aoife Kelly',
    ],
    ['English, titles left out', 'from Mr Alan Reid to Ms Fiona Reid', 'Alan Reid', 'Fiona Reid'],
    ['English, initials', 'the name needs to read A. J. Whitfield', null, 'A. J. Whitfield'],
    [
      'English, a company with an ampersand',
      'Harbour Books is now Harbourside Books & Cafe',
      'Harbour Books',
      'Harbourside Books & Cafe',
    ],
    ['English, labels with a colon', 'Seller: Luigi Conti. Buyer: Green Fork Ltd', 'Luigi Conti', 'Green Fork Ltd'],
    ['nobody is named', '我想过户给我儿子', null, null],
    ['whoever lives there', '怎么把户名换成现在住的人', null, null],
    ['nobody is named in English', "I'd like to transfer the account to my daughter", null, null],
  ])('%s: %s', (_, words, oldName, newName) => {
    expect({ oldName: null, newName: null, ...namesIn(words) }).toEqual({ oldName, newName });
  });

  test('a name that only stands there fills no form; one that is said to be new does', () => {
    expect(newNameTold('户名的事，王小明')).toBeNull();
    expect(newNameTold('过户给王小明')).toBe('王小明');
    expect(newNameTold('联系电话改成13900000011')).toBeNull();
  });
});

describe('days', () => {
  test.each<readonly [string, string, string | null]>([
    ['next week’s weekday', '下周三停电吗', '2026-11-25'],
    ['the week after that', '下下礼拜一', '2026-11-30'],
    ['the day of a month', '25号晚上会不会停', '2026-11-25'],
    ['the day of the next month', '三号停电吗', '2026-12-03'],
    ['month and day in numerals', '十二月八号', '2026-12-08'],
    ['month and day with a slash', '12/25那天', '2026-12-25'],
    ['month and day with a dot', '12.22那天停不停', '2026-12-22'],
    ['a year of the Republic', '115/12/1停电', '2026-12-01'],
    ['a day that has a name', '元旦停电吗', '2027-01-01'],
    ['a day that was taken back', '明后天,不对,是大后天', '2026-11-24'],
    ['a span of two days of a month', '从26号一直停到28号', '2026-11-26..2026-11-28'],
    ['two days beside each other', '12月8号9号两天', '2026-12-08..2026-12-09'],
    ['an English weekday', 'this friday', '2026-11-27'],
    ['between two ordinals', 'between the 3rd and the 5th', '2026-12-03..2026-12-05'],
    ['a span that shares its month', '5-7 december', '2026-12-05..2026-12-07'],
    ['the day after tomorrow', 'day after tomorrow', '2026-11-23'],
    ['a house number is no day', '幸福路18号3楼', null],
    ['a group and a house are no day', '3组18号楼', null],
  ])('%s: %s', (_, words, expected) => {
    const days = daysIn(words, TODAY, false);
    const said = days === null ? null : days.from === days.to ? days.from : `${days.from}..${days.to}`;
    expect(said).toBe(expected);
  });

  test.each([
    ['上周五交的', '2026-11-13'],
    ['前天付的', '2026-11-19'],
    ['12月3号交的', '2025-12-03'],
    ['15号付的', '2026-11-15'],
    ['国庆节那天', '2026-10-01'],
  ])('of what was: %s', (words, day) => {
    expect(daysIn(words, TODAY, true)).toEqual({ from: day, to: day });
  });
});

describe('places', () => {
  test.each<readonly [string, string, string | null]>([
    ['road, number and floor', '解放东路45号三楼没电了', '解放东路45号三楼'],
    ['road, estate, building, room', '我住金水路丽景苑8号楼2601', '金水路丽景苑8号楼2601'],
    ['a village and its groups', '李家庄村3组18号没电', '李家庄村3组18号'],
    ['behind a word for where', '工地在环河南路二段9号', '环河南路二段9号'],
    ['a courtyard', '师傅快来 红旗大街甲15号院6号楼没电', '红旗大街甲15号院6号楼'],
    ['section, lane, alley, number, floor', '和平東路二段118巷4弄5號3樓沒電', '和平東路二段118巷4弄5號3樓'],
    ['a number of a number', '地址是三民路三段12號之2', '三民路三段12號之2'],
    ['a cellar', '仁愛路四段345巷2弄10號B1停電', '仁愛路四段345巷2弄10號B1'],
    ['an English street', 'power is out at 14 Garden Lane', '14 Garden Lane'],
    ['an English flat before the street', 'no power in flat 3B, 220 Queen Street', 'flat 3B, 220 Queen Street'],
    ['an English flat behind it', '88 Orchard Ave Apt 12 has no power', '88 Orchard Ave Apt 12'],
    ['a street without a number', 'the whole of Maple Drive is dark', 'Maple Drive'],
    ['no place', '整栋楼都没电', null],
    ['no place in English', 'neighbours at 14 and 18 are fine', null],
  ])('%s: %s', (_, words, place) => {
    expect(placeIn(words)).toBe(place);
  });
});

describe('kilowatts', () => {
  test.each<readonly [string, string, string | null]>([
    ['one', '申请三相电20kW', '20'],
    ['from and to', '从8到15千瓦', '15'],
    ['what is there and what shall be', '现在的10个千瓦带不动,想扩到四十个千瓦', '40'],
    ['the second without a unit', '现在6个千瓦老跳,改12个', '12'],
    ['what is there behind it', 'we have 10 kw at the moment and need 18', '18'],
    ['in words', 'bump us up to thirty kilowatts', '30'],
    ['with decimals', '5.5千瓦就够', '5.5'],
    ['kilowatt-hours are none', '用了300千瓦时', null],
  ])('%s: %s', (_, words, kilowatts) => {
    expect(wishedKilowatts(hear(words).key)).toBe(kilowatts);
  });
});

describe('sums', () => {
  test.each<readonly [string, string, string | null]>([
    ['bare after the verb', '交二百', '200'],
    ['without its last unit', '充个三百六', '360'],
    ['with jiao', '八十六块五', '86.5'],
    ['with jiao and fen', '四十三块二毛五', '43.25'],
    ['with thousands', 'nt$1,371', '1371'],
    ['a bare English number', 'put 80 on it', '80'],
    ['English words', 'pay fifty', '50'],
    ['English words of two parts', 'throw twenty five quid on it', '25'],
    ['hundreds in English', 'a hundred bucks', '100'],
    ['a year is none', 'everything we paid in 2024', null],
    ['months are none', '交三个月的', null],
  ])('%s: %s', (_, words, amount) => {
    expect(amountIn(words, true)).toBe(amount);
  });
});

describe('points', () => {
  test.each<readonly [string, string, string | null]>([
    ['in stars', '三颗星', '3'],
    ['in points', '打4分', '4'],
    ['out of five', 'two out of five', '2'],
    ['signs', '⭐⭐⭐⭐', '4'],
    ['a scale that is named first', '按五分制给4分', '4'],
    ['full marks', '满分', '5'],
    ['minutes are none', '等了三分钟', null],
  ])('%s: %s', (_, words, stars) => {
    expect(starsIn(hear(words).key)).toBe(stars);
  });

  test('a lone number is points only where it rates', () => {
    expect(starsSaid('给了2')).toBe('2');
    expect(starsSaid('来了2')).toBeNull();
    expect(starsIn('来了2')).toBe('2');
  });
});

describe('titles of invoices', () => {
  test.each<readonly [string, string, string | null]>([
    ['a company', '抬头写深圳市云图科技有限公司', '深圳市云图科技有限公司'],
    ['behind a colon', '公司抬头：成都一碗香餐饮店，税号', '成都一碗香餐饮店'],
    ['a person', '抬头个人就写钱多多', '钱多多'],
    ['in quotes', '發票抬頭請開「晨光文創有限公司」', '晨光文創有限公司'],
    ['put right', '抬头错了，得是合肥阿宽面皮店', '合肥阿宽面皮店'],
    ['English', 'an invoice made out to Bluefin Marine Supplies Ltd', 'Bluefin Marine Supplies Ltd'],
    ['English with a colon', 'Invoice please. Company: Oak & Ash Interiors. VAT no: 1', 'Oak & Ash Interiors'],
    ['none', '开一张上个月的发票', null],
  ])('%s: %s', (_, words, title) => {
    expect(titleIn(words)).toBe(title);
  });

  test('only a company’s fills the form', () => {
    expect(companyIn('抬头写深圳市云图科技有限公司')).toBe('深圳市云图科技有限公司');
    expect(companyIn('抬头个人就写钱多多')).toBeNull();
  });
});

describe('a whole message', () => {
  test.each<readonly [string, string, Parameters<typeof readSlots>[1], Slots]>([
    ['a year', '2024全年的缴费记录', ['payment.history'], { year: '2024' }],
    ['last year', 'how much did I pay last year', ['payment.history'], { year: '2025' }],
    ['a year of the Republic', '民國113年的繳費紀錄', ['payment.history'], { year: '2024' }],
    ['a year of two digits', '二五年全年用电量', ['bill.query'], { year: '2025' }],
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
