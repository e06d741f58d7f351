/** The index by itself: either script, other words, slips of the keyboard, stored questions, what may be found, what is no index. */
import { expect, test } from 'vitest';
import { buildIndex } from '../../src/knowledge/index/build.ts';
import { openIndex } from '../../src/knowledge/index/open.ts';
import type { Passage } from '../../src/knowledge/index/passage.ts';
import { search } from '../../src/knowledge/index/search.ts';
import { readSynonyms } from '../../src/knowledge/index/synonyms.ts';

const PASSAGES: readonly Passage[] = [
  {
    id: 'tripped',
    title: '跳闸合不上怎么办',
    text: '先拔掉所有电器，再把总开关推上去。',
    questions: ['漏保老是跳怎么回事'],
  },
  { id: 'transfer', title: '买了房怎么过户', text: '带身份证和房产证，在这里就能办。' },
  { id: 'rename', title: '名字写错了怎么改', text: '更名只要身份证。' },
  { id: 'late', title: '电费晚交了怎么算', heading: '违约金', text: '从逾期那天起每天千分之一。' },
  { id: 'outage', title: 'Power outages', text: 'Report an outage here; crews are charged with repairing the cable.' },
  { id: 'charger', title: '充电桩怎么申请', text: '固定车位证明，物业同意，五个工作日。' },
];
const SYNONYMS = [
  ['跳闸', '跳电'],
  ['违约金', '滞纳金', 'late fee'],
  ['充电桩', 'charging point'],
];
const index = openIndex(buildIndex(PASSAGES, { synonyms: SYNONYMS }));
const first = (question: string) => search(index, question)[0];

test('either script finds what was written in the other', () => {
  expect(first('過戶要帶房產證嗎')?.id).toBe('transfer');
  const traditional = openIndex(buildIndex([{ id: 'tw', title: '電費帳單', text: '繳費期限' }]));
  expect(search(traditional, '缴费期限')[0]?.id).toBe('tw');
});

test('a synonym finds its passage and says that it was one', () => {
  expect(first('跳電了')?.id).toBe('tripped');
  expect(first('滞纳金多少')).toMatchObject({ id: 'late' });
  expect(first('late fee')?.id).toBe('late');
  expect(first('滞纳金多少')?.terms.map(({ term }) => term)).toContain('~滞纳金');
});

test('a word that sounds alike or has a letter wrong is put right, and the hit says so', () => {
  expect(first('充电庄申请')).toMatchObject({ id: 'charger' });
  expect(first('充电庄申请')?.terms.map(({ term }) => term)).toContain('≈充电桩');
  for (const slip of ['outgae', 'outag', 'ouutage', 'outege']) expect(first(slip)?.id, slip).toBe('outage');
  expect(first('outages')?.terms.map(({ term }) => term)).not.toContain('≈outage');
});

test('English endings do not matter', () => {
  expect(first('charging crews')?.id).toBe('outage');
});

test('a stored question asked politely, in other particles or with a synonym is the same question', () => {
  for (const question of ['漏保老是跳怎么回事', '请问我想问一下漏保老是跳是怎么回事呢', '漏保老是跳怎麼回事啊'])
    expect(first(question)?.question, question).toMatchObject({ text: '漏保老是跳怎么回事', similarity: 1 });
  expect(first('漏保老是跳怎么回事')?.confidence).toBeGreaterThan(0.85);
});

test('only allowed passages are found, however well another fits', () => {
  const [, transfer] = PASSAGES.entries().find(([, { id }]) => id === 'transfer') ?? [];
  const hits = search(index, '买了房怎么过户', { allow: (passage) => PASSAGES[passage] !== transfer });
  expect(hits.map(({ id }) => id)).not.toContain('transfer');
  expect(search(index, '买了房怎么过户', { allow: () => false })).toEqual([]);
});

test('a question of another trade is trusted less than the same words of ours', () => {
  expect(first('手机号怎么过户')?.confidence).toBeLessThan(first('房子怎么过户')?.confidence ?? 0);
  expect(first('煤气公司怎么过户')?.confidence).toBeLessThan(0.3);
});

test('nothing to look for finds nothing; any text can be asked', () => {
  for (const nothing of ['', ' ', '？？？', '请问', '的吗', '\u0000', '😀'])
    expect(search(index, nothing), nothing).toEqual([]);
  const long = '过户'.repeat(5000);
  expect(search(index, long)[0]?.id).toBe('transfer');
  expect(search(index, '\ud800过户\udfff𠮷')[0]?.id).toBe('transfer');
  expect(search(openIndex(buildIndex([])), '过户')).toEqual([]);
});

test('asking twice gives the same answer, limits cut it, confidence stays within 0 and 1', () => {
  const once = search(index, '怎么申请过户和更名');
  expect(search(index, '怎么申请过户和更名')).toEqual(once);
  expect(search(index, '怎么申请过户和更名', { limit: 1 })).toEqual(once.slice(0, 1));
  for (const { confidence, score } of once) {
    expect(confidence).toBeGreaterThanOrEqual(0);
    expect(confidence).toBeLessThanOrEqual(1);
    expect(score).toBeLessThanOrEqual(once[0]?.score ?? 0);
  }
});

test('the bytes are the same every time, open at any place in memory, and are refused when cut or foreign', () => {
  const bytes = buildIndex(PASSAGES, { synonyms: SYNONYMS });
  expect(buildIndex(PASSAGES, { synonyms: SYNONYMS })).toEqual(bytes);
  const shifted = new Uint8Array(bytes.length + 1);
  shifted.set(bytes, 1);
  expect(search(openIndex(shifted.subarray(1)), '跳电')[0]?.id).toBe('tripped');
  expect(() => openIndex(bytes.subarray(0, bytes.length - 4))).toThrow('cut');
  expect(() => openIndex(new Uint8Array(400))).toThrow('no index');
  expect(() => openIndex(new Uint8Array(3))).toThrow('too short');
});

test('passages without titles, with equal ids or of twenty thousand characters are indexed like any other', () => {
  const odd = openIndex(
    buildIndex([
      { id: 'same', title: '', text: '山口茶产于石门山。' },
      { id: 'same', title: '', text: `${'无关的话。'.repeat(4000)}黑釉碗出自城西。` },
    ]),
  );
  expect(search(odd, '黑釉碗出自哪里')[0]).toMatchObject({ passage: 1, id: 'same' });
});

test('a synonym that stands twice is named, in whichever script; another shape is refused', () => {
  expect(
    readSynonyms([
      ['跳闸', '跳电'],
      ['停电', '跳電', 95598],
    ]),
  ).toEqual({
    groups: [
      ['跳闸', '跳电'],
      ['停电', '跳電', '95598'],
    ],
    problems: ['“跳電” stands in group 1 (跳闸) and in group 2.'],
  });
  expect(() => readSynonyms({ groups: [] })).toThrow();
  expect(() => readSynonyms([['alone']])).toThrow();
});

const part = (whole: string, place: number, text: string, questions?: readonly string[]): Passage => ({
  id: `${whole}#${place}`,
  whole,
  title: whole,
  text,
  ...(questions && { questions }),
});

test('what people mostly ask an article with brings it near, though no question is the same; all its clauses with it', () => {
  const asked = openIndex(
    buildIndex([
      part('refund', 0, '余额可以退。', ['卖了房剩的钱退吗', '户里剩的钱怎么退', '剩的钱退到哪', '剩的钱几天退']),
      part('refund', 1, '三个工作日到账。'),
      part('transfer', 0, '双方各带证件。', ['卖了房怎么过户', '买了房怎么过户', '过户带什么', '过户几天好']),
      part('transfer', 1, '五个工作日办完。'),
    ]),
  );
  const hits = search(asked, '剩的钱还在里面，房已经卖了');
  expect(hits[0]?.id).toBe('refund#0');
  const manner = (id: string) => hits.find((hit) => hit.id === id)?.manner ?? Number.NaN;
  expect(manner('refund#0')).toBe(0);
  expect(manner('transfer#0')).toBeLessThan(-0.2);
  const later = search(asked, '剩的钱几个工作日到账');
  expect(later.find(({ id }) => id === 'refund#1')?.manner).toBe(later.find(({ id }) => id === 'refund#0')?.manner);
});

test('an article with two stored questions is not drowned by one with forty', () => {
  const many = Array.from({ length: 40 }, (_, at) => `电费第${at}种交法怎么弄`);
  const asked = openIndex(
    buildIndex([
      part('pay', 0, '交电费的办法。', many),
      part('lamp', 0, '路灯归市政管。', ['路灯坏了找谁', '路灯怎么报修']),
    ]),
  );
  const hits = search(asked, '路灯不亮怎么弄');
  expect(hits.find(({ id }) => id === 'lamp#0')?.manner).toBe(0);
  expect(hits.find(({ id }) => id === 'pay#0')?.manner ?? -1).toBeLessThan(0);
});

test('where nothing has stored questions, how people ask says nothing', () => {
  const plain = openIndex(buildIndex([part('a', 0, '路灯归市政管。'), part('b', 0, '电费归用户交。')]));
  expect(search(plain, '路灯归谁管').map(({ manner }) => manner)).toEqual([0, 0]);
});
