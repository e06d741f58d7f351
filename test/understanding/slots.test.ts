/** What each reader of a first message finds, one situation a line; 2026-11-21 is a Saturday. */
import { describe, expect, test } from 'vitest';
import { amountIn } from '../../src/conversation/understanding/slots/amounts.ts';
import { daysIn } from '../../src/conversation/understanding/slots/dates.ts';
import { wishedKilowatts } from '../../src/conversation/understanding/slots/kilowatts.ts';
import { placeIn } from '../../src/conversation/understanding/slots/places.ts';
import { starsIn, starsSaid } from '../../src/conversation/understanding/slots/stars.ts';
import { companyIn, titleIn } from '../../src/conversation/understanding/slots/titles.ts';
import { hear } from '../../src/conversation/understanding/spelling.ts';

const TODAY = '2026-11-21';

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
    ['the night before yesterday', '前晚停电了吗', '2026-11-19'],
    ['days ago', '三天前停过电吗', '2026-11-18'],
    ['English days ago', 'what happened two days ago', '2026-11-19'],
    ['the night before last', 'the outage the night before last', '2026-11-19'],
    ['a day of the month before', 'an outage on the 15th of last month', '2026-10-15'],
    ['a day of the next month in words', 'on the fifth of next month', '2026-12-05'],
    ['a span of the next month', '下个月3到5号停电吗', '2026-12-03..2026-12-05'],
    ['a year of the Republic with numerals', '115年十月三号', '2026-10-03'],
    ['a day that never moves', 'on boxing day', '2026-12-26'],
    ['of this day', 'any outage this afternoon', '2026-11-21'],
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
    ['a number of a number in numerals', '永宁大道205号之二那边冒烟', '永宁大道205号之二'],
    ['a number with a dash', '埔里鎮福興里水尾路15-2號的電線桿', '埔里鎮福興里水尾路15-2號'],
    ['a number with 之 inside', '中正路12之3號停電', '中正路12之3號'],
    [
      'English, from the room to the street',
      'We live at Room 1702, Building 3, Jade Garden, 88 Binhe Road and it keeps dimming',
      'Room 1702, Building 3, Jade Garden, 88 Binhe Road',
    ],
    [
      'English, a number of a lane',
      'the pole by No. 6, Lane 52, Wenchang Street, send a crew',
      'No. 6, Lane 52, Wenchang Street',
    ],
    ['English, without commas', 'sparks at No. 6 Lane 52 Wenchang Street', 'No. 6 Lane 52 Wenchang Street'],
    [
      'English, floor, district and city',
      'smoking behind 5F, 310 Chongshan Road, East District, Tainan',
      '5F, 310 Chongshan Road, East District, Tainan',
    ],
    ['English, a city alone', 'no power at 88 Binhe Road, Hangzhou.', '88 Binhe Road, Hangzhou'],
    ['English, a sentence behind it', 'no power at 88 Binhe Road, Please hurry', '88 Binhe Road'],
    ['an estate by its name', '听说28号龙泉小区要停电检修', '龙泉小区'],
    ['a phase by its name', '这周六锦绣江南三期停不停电呀', '锦绣江南三期'],
    ['a road by its name', '中山路明天停电吗', '中山路'],
    ['an estate without a name', '我们小区明天停电吗', null],
    ['a period of something', '高峰期停电', null],
    ['digits of full width', '西屯區福科五街９９號１２樓之３跳電', '西屯區福科五街99號12樓之3'],
    ['behind words of a question', '有沒有包含南屯路一段399號8樓', '南屯路一段399號8樓'],
    ['behind whose it is', '老家大杨乡石桥村三社 变压器', '大杨乡石桥村三社'],
    ['a block of Singapore', 'Blk 231 Jalan Seroja #08-12 whole corridor blackout', 'Blk 231 Jalan Seroja #08-12'],
    [
      'a block in a numbered road',
      'at Block 405 Ang Mo Kio Ave 10 #03-1234 lah',
      'Block 405 Ang Mo Kio Ave 10 #03-1234',
    ],
    ['a unit of a number', 'kitchen dead. 5/2 Glenmore Street', '5/2 Glenmore Street'],
    ['a floor of Hong Kong', 'no power at 2/F, 18 Nathan Road', '2/F, 18 Nathan Road'],
    ['spaces around 之', '華平路 512 號 7 樓之 2 跳電', '華平路 512 號 7 樓之 2'],
    ['a number in words', '信義路兩百五十六號然後跳電', '信義路兩百五十六號'],
    ['building, staircase and room with dashes', '文昌里3-2-501没电', '文昌里3-2-501'],
    ['building and room with a sign', '金榕南路10号榕城广场2#1604，没电', '金榕南路10号榕城广场2#1604'],
    ['spaces between staircase and room', '坞城南路 59 号 2 单元 1501，没电', '坞城南路 59 号 2 单元 1501'],
    ['a telephone behind it', '坞城南路 59 号 138 0000 0000', '坞城南路 59 号'],
    ['a room in words', '凤凰山小区二十三幢三单元六零一', '凤凰山小区二十三幢三单元六零一'],
    ['which end of a floor', '金色家园西区十七栋二单元六楼东户没电', '金色家园西区十七栋二单元六楼东户'],
    ['below a number', '学府四道街25号楼下在挖', '学府四道街25号'],
    ['the part of an avenue', '花溪大道南段2230号，黑了', '花溪大道南段2230号'],
    ['a neighbourhood’s own numbers', '福基村11鄰福基215號沒電', '福基村11鄰福基215號'],
    ['land by its number', '信義鄉同富段 0345-0002 地號要用電', '信義鄉同富段 0345-0002 地號'],
    ['a mile of a highway', '电线断了，在312国道1208公里处路南', '312国道1208公里处路南'],
    ['where two roads meet', '18号新华东街与昭乌达路交叉口停电', '新华东街与昭乌达路交叉口'],
    ['a time right before it', '下午4點大安區和平東路三段55號停電', '大安區和平東路三段55號'],
    ['days are none', '二月十号到十四号村里办酒席，停电吗', null],
    ['a street by its name', '白云区同和街6号到8号停电检修', '白云区同和街'],
    ['a street without its kind’s other names', '我在逛街，家里停电了', null],
    [
      'English, a space to park',
      'at parking bay B2-117, Green Court, 300 Biyun Road, Pudong.',
      'parking bay B2-117, Green Court, 300 Biyun Road, Pudong',
    ],
    ['English, in lower case', 'is lane 1038 huashan rd included', 'lane 1038 huashan rd'],
    ['English, a number before its lane', "I'm at 6-3, Lane 50, Wuxing Street. Account", '6-3, Lane 50, Wuxing Street'],
    [
      'English, a building and its number',
      'at the Harbour Plaza Hotel, 20 Tak Fung Street and half',
      'Harbour Plaza Hotel, 20 Tak Fung Street',
    ],
    [
      'English, a road of a number',
      'No. 5 Industrial Park 3rd Road, Kunshan, boss',
      'No. 5 Industrial Park 3rd Road, Kunshan',
    ],
    ['English, a question before it', 'Will Dongmen Pedestrian Street have a cut', 'Dongmen Pedestrian Street'],
    ['English, pinyin', 'my place 23 Jiaotong Lu', '23 Jiaotong Lu'],
    ['a person whose name is a road’s kind', 'Father Lu passed away', null],
    ['a firm whose name is a street’s', 'hand it over to Pine Street Bakery LLC', null],
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
    ['watts', '７０００瓦的充电桩', '7'],
    ['watts of a heater are none', '2000瓦的热水器', null],
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
    ['into it, without its last unit', '存进去一千二', '1200'],
    ['with a nought between', '九百八十块零五毛', '980.5'],
    ['with fen after a nought', '三十块零五分', '30.05'],
    ['written out to the end', '新台币三千六百八十元整', '3680'],
    ['the numerals of cheques', '叁仟陆佰捌拾元整', '3680'],
    ['digits with 万', '先交1.2万', '12000'],
    ['digits with 千', '充3千', '3000'],
    ['ten thousands in words', '一万二千五', '12500'],
    ['a sign with thousands', 'pay ¥1,943 now', '1943'],
    ['English dollars and cents', 'transferred ninety-two dollars and forty cents', '92.40'],
    ['English dollars and cents in digits', 'paid 92 dollars and 40 cents', '92.40'],
    ['English hundreds over ten', 'paying for my gran, twelve hundred', '1200'],
    ['English thousands', 'put a thousand two hundred and fifty on it', '1250'],
    ['English thousands, short', 'pay 1.5k please', '1500'],
    ['English hundreds left out', 'pay three fifty', '350'],
    ['English hundreds left out of three parts', 'pay one twenty five', '125'],
    ['English tens and a unit', 'pay twenty five', '25'],
    ['a time of day is none', 'pay at one thirty', null],
    ['ten thousands without their last unit', '刷卡掉,两万三', '23000'],
    ['English days are none', 'pay it in thirty days', null],
    ['cheques with jiao', '壹佰贰拾叁元肆角整', '123.4'],
    ['digits and numerals', '交1千2百块', '1200'],
    ['a share is none', '百分之五十先交', null],
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
    ['a company whose town begins like a verb ends', '抬头写成都云杉科技有限公司，税号', '成都云杉科技有限公司'],
    ['a company that begins like a verb', '抬头开开心餐饮店', '开心餐饮店'],
    ['English, a heading', 'Receipt heading: Anna Kowalczyk, private person', 'Anna Kowalczyk'],
    ['English, Co., Ltd.', 'made out to Redfern Logistics Co., Ltd., tax ID', 'Redfern Logistics Co., Ltd.'],
    ['English, Pte. Ltd.', 'invoice to Lion Foods Pte. Ltd. please', 'Lion Foods Pte. Ltd.'],
    ['what it is changed to', '發票抬頭開錯，請改成木田設計工作室，寄到', '木田設計工作室'],
    ['a company right behind the word for it', '公司宏碩機電有限公司，要補開', '宏碩機電有限公司'],
    ['a place that begins with 新', '抬頭寫 新竹縣私立小樹苗幼兒園', '新竹縣私立小樹苗幼兒園'],
    [
      'whom it was wrongly made out to, and the right one',
      '抬頭開成前任主委了，正確抬頭「翠堤管理委員會」',
      '翠堤管理委員會',
    ],
    ['whom it is not for', '抬头改一下，别写王建军了，写咱们村委会：东庄村民委员会', '东庄村民委员会'],
    ['who speaks', '抬頭是我本人 蔡宜蓁', '蔡宜蓁'],
    ['of a relative', '買受人改寫我媽 張素卿', '張素卿'],
    ['of Latin letters with a comma', '抬頭用 Bluebird Coffee Co., Ltd. 謝謝', 'Bluebird Coffee Co., Ltd.'],
    [
      'English, a town in brackets',
      'title is Anand Consulting (Shanghai) Co Ltd, no hurry',
      'Anand Consulting (Shanghai) Co Ltd',
    ],
    ['English, just me', 'invoice made out to just me, Hannah Schreiber, no company', 'Hannah Schreiber'],
    [
      'English, with its article',
      'please issue fapiao to The Laughing Buddha Restaurant',
      'The Laughing Buddha Restaurant',
    ],
    ['English, on the invoice', 'put Mr Daniel Kowalski on the invoice, not the landlord', 'Daniel Kowalski'],
    ['a person whose family name counts sheets', '抬头要改成张伟', '张伟'],
    ['another kind of invoice', '纸质发票改成电子发票', null],
    ['none', '开一张上个月的发票', null],
  ])('%s: %s', (_, words, title) => {
    expect(titleIn(words)).toBe(title);
  });

  test('only a company’s fills the form', () => {
    expect(companyIn('抬头写深圳市云图科技有限公司')).toBe('深圳市云图科技有限公司');
    expect(companyIn('抬头个人就写钱多多')).toBeNull();
  });
});
