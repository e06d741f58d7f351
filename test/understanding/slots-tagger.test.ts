/** What the learned tagger finds that no reader was written for (of sentences like those it learned from), and where it has to keep still. */
import { describe, expect, test } from 'vitest';
import { readWeights } from '#weights';
import { readCommon } from '../../src/cli/train/common.ts';
import { readSlotLines } from '../../src/cli/train/lines.ts';
import { trainTagger } from '../../src/cli/train/tagger.ts';
import { behind } from '../../src/conversation/understanding/local/packed.ts';
import { readSlots, type Slots } from '../../src/conversation/understanding/slots/read.ts';
import { settled } from '../../src/conversation/understanding/slots/tagger.ts';

const HEARING = { locale: 'zh-CN', today: '2026-11-21' } as const;
type Labels = Parameters<typeof readSlots>[1];

describe('a value that stands in no pattern is found where a person', () => {
  test.each<readonly [string, string, Labels, Slots]>([
    [
      'tells the buyer’s foreign name in Chinese',
      '前房客 陳柏翰 搬走了電還掛他名字，我 Nguyen Thi Lan 是新房客，我要換成我繳',
      ['account.transfer'],
      { oldName: '陳柏翰', newName: 'Nguyen Thi Lan' },
    ],
    [
      'takes a shop over and names it behind a word of everyday',
      '原用電戶 大發五金行 頂讓給我了，新的是 阿成水電材料行，要辦過戶',
      ['account.transfer'],
      { oldName: '大發五金行', newName: '阿成水電材料行' },
    ],
    [
      'sells fish at a stall',
      '冰柜里全是海鲜！河东市场B区23号摊位没电半小时了，赶紧的',
      ['outage.report'],
      { address: '河东市场B区23号摊位' },
    ],
    [
      'wants a charger on a numbered place below ground',
      '充电桩报装，物业同意书有了，东湖国际一期地下车库A区077车位',
      ['connection.new'],
      { address: '东湖国际一期地下车库A区077车位' },
    ],
  ])('%s', (_, text, labels, expected) => {
    expect(readSlots(text, labels, HEARING)).toEqual(expected);
  });
});

test.each<readonly [string, string, Labels]>([
  ['asks what is owed', '我欠你们多少电费', ['bill.query']],
  ['is dark and says no place', '我家没电了快来', ['outage.report']],
  ['is angry with the staff', '你们的人态度太差了，我要投诉', ['complaint.file']],
  ['asks which papers a transfer takes', '过户要带什么材料', ['account.transfer']],
  ['sold a house to somebody unnamed', '房子賣了，新屋主會自己來辦', ['account.transfer']],
  ['asks the way to a lake', 'sun moon lake怎么走', ['out_of_scope']],
])('nothing is invented where a person %s', (_, text, labels) => {
  expect(readSlots(text, labels, HEARING)).toEqual({});
});

describe('of a value that was read and one that is guessed', () => {
  const guess = (value: string, chance: number) => ({ value, chance });

  test('what was read stands while the guess allows for it', () => {
    expect(settled('林美玉', [guess('太太林美玉', 0.9), guess('林美玉', 0.08)])).toBe('林美玉');
  });

  test('the guess stands where it all but rules out what was read', () => {
    expect(settled('太太林美玉', [guess('林美玉', 0.9), guess('太太林美玉', 0.01)])).toBe('林美玉');
  });

  test('a guess in two minds is none', () => {
    expect(settled(undefined, [guess('林美玉', 0.45), guess('美玉', 0.4)])).toBeUndefined();
    expect(settled('太太', [guess('林美玉', 0.45)])).toBe('太太');
  });

  test('the same value with other spaces is what was read', () => {
    expect(settled('Lane 5 No 3', [guess('Lane 5 No3', 0.99)])).toBe('Lane 5 No 3');
  });
});

test('an address that was read to its end is not cut short', () => {
  const text = 'Power just went out at 18 Wukang Road, flat 302';
  expect(readSlots(text, ['outage.report'], HEARING)).toEqual({ address: '18 Wukang Road, flat 302' });
});

test('a person who tells a name and pastes pages behind it is read like one who does not', () => {
  const told = '原用电户 大发五金行 顶让给我了，新的是 阿成水电材料行，要办过户。';
  const expected = { oldName: '大发五金行', newName: '阿成水电材料行' };
  expect(readSlots(told + '麻烦你们尽快办，谢谢。'.repeat(400), ['account.transfer'], HEARING)).toEqual(expected);
});

test('an editor who trains twice gets the same bytes', () => {
  const lines = readSlotLines().slice(0, 60);
  const known = { hashes: new Int32Array(0), rarities: new Float64Array(0) };
  expect(Buffer.from(trainTagger(lines, known)).equals(trainTagger(lines, known))).toBe(true);
});

test('an editor who teaches the classifier more does not move the tagger: it has its own table of what is common', () => {
  const common = readCommon();
  expect(Buffer.from(behind(readWeights()).subarray(0, common.length)).equals(common)).toBe(true);
});
