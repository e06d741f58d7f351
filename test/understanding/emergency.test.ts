/** Danger is heard in every moment and language; talk about rules, the past and figures of speech is not danger. */
import { describe, expect, test } from 'vitest';
import { emergency } from '../../src/conversation/understanding/emergency.ts';
import { NOT_YET } from '../../src/conversation/understanding/rules.ts';
import { understandText } from '../../src/conversation/understanding/understand.ts';
import { hearing, SITUATIONS, type Situation } from './situations.ts';

const DANGER = [
  '着火了',
  '快来人啊我家电表烧起来了',
  '我们小区变压器炸了',
  '电线掉水里了',
  '高压线断了落在地里',
  '孩子摸插座触电了',
  '有人触电了怎么办',
  '漏电怎么办',
  '被电了一下',
  '手机充电器冒烟了',
  '空调外机着火',
  '闻到电表那里有糊味',
  '我爸用制氧机，现在停电了',
  '停电了！家里有呼吸机',
  '电线被大车挂断了',
  '电线杆歪了要倒了',
  '电线垂下来离地很近',
  '配电箱噼里啪啦响还冒火星',
  '水里漏电麻人',
  '去年冒过一次烟，现在又冒火花了',
  '電線走火',
  '有人感電了快點',
  '變電箱爆炸',
  '電表冒火花',
  '高壓線掉下來了',
  '插頭燒焦了',
  '停電了，我媽媽要用氧氣機',
  '電線桿被車撞斷',
  'there are sparks from the outlet',
  'a tree fell on the power line',
  'my son got an electric shock',
  'transformer exploded',
  'fire!',
  "help there's a fire",
  'the wire is hanging low',
  'power is out and my dad is on a ventilator',
  'live wire on the road',
  'meter box is smoking',
];
const NO_DANGER = [
  '家里漏电保护器跳闸了',
  '漏电保护器怎么选',
  '上次触电的赔偿怎么还没给',
  '去年我家着火你们赔不赔',
  '电线老化怎么办',
  '电线老化会着火吗',
  '如果电线断了应该怎么办',
  '我被电费吓到了',
  '我家没有冒烟',
  '气得我冒烟，电费怎么这么贵',
  '打火机',
  '停电了',
  '电费高得吓人',
  '触电赔偿标准是什么',
  '怎么预防触电',
  '漏電斷路器跳脫',
  '電線老舊要換',
  '被电话打扰',
  '查电费',
  'I got shocked by the price',
  'I was shocked at my bill',
  'how to prevent electric shock',
  'what should I do if a power line falls',
  'smoke detector battery',
  'the power is out',
];

test.each(DANGER)('“%s” is danger', (text) => expect(emergency(text)).toBe(true));
test.each(NO_DANGER)('“%s” is no danger', (text) => expect(emergency(text)).toBe(false));

describe.each(Object.keys(SITUATIONS) as Situation[])('in the moment %s', (situation) => {
  test('danger comes before everything', () => {
    for (const text of DANGER) {
      expect(understandText(text, hearing('zh-CN', situation))).toEqual([
        { command: { kind: 'emergency' }, by: 'rule' },
      ]);
    }
  });
});

test('danger in the middle and at the end of a long story is heard', () => {
  const story = '我想先说一下我们小区的事情。'.repeat(70);
  expect(emergency(`${story}楼下电线掉下来了。${story}`)).toBe(true);
  expect(emergency(`${'我想先说一下我们小区的事情。'.repeat(120)}现在楼下电线掉下来了`)).toBe(true);
});

test.each([
  ['停电了', 'outage.report'],
  ['明天停电吗', 'outage.query'],
  ['什么时候来电', 'outage.query'],
  ['我要投诉', 'complaint.file'],
  ['怎么过户', 'account.transfer'],
  ['户名写错了', 'account.rename'],
  ['报修两小时了没人来', 'progress.chase'],
  ['催办', 'progress.chase'],
  ['过户进度', 'progress.query'],
  ['想装充电桩', 'connection.new'],
  ['我要申請過戶', 'account.transfer'],
  ['跳電了', 'outage.report'],
  ['no power at home', 'outage.report'],
  ['I want to complain', 'complaint.file'],
])('“%s” is for a clerk: %s', (text, service) => {
  expect(NOT_YET.find(({ test: means }) => means(text))?.service).toBe(service);
  expect(understandText(text, hearing('zh-CN'))).toEqual([{ command: { kind: 'unknown' }, by: 'rule' }]);
});
