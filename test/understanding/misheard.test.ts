/** Sentences of simulated residents that were once heard as something else: each is heard as what they meant. */
import { expect, test } from 'vitest';
import type { Hearing, OpenQuestion } from '../../src/conversation/understanding/hearing.ts';
import { understandText } from '../../src/conversation/understanding/understand.ts';
import type { Locale } from '../../src/domain/names.ts';

const heard = (text: string, locale: Locale, open: OpenQuestion | null, filled: Hearing['filled'] = {}) =>
  understandText(text, { locale, today: '2026-12-05', open, filled }).map(({ command }) => command);

const ADDRESS: OpenQuestion = { service: 'outage.report', slot: 'address' };
const NAME: OpenQuestion = { service: 'account.transfer', slot: 'name' };
const TITLE: OpenQuestion = { service: 'invoice.issue', slot: 'title' };

test.each([
  ['峰谷电价是几点到几点', ADDRESS],
  ['峰谷电价是几点到几点', NAME],
  ['峰谷电价是几点到几点', TITLE],
  ['違約金一天多少', ADDRESS],
  ['阶梯电价分几档', TITLE],
] as const)('a question is no answer: %s', (text, open) => {
  expect(heard(text, 'zh-CN', open)).not.toContainEqual({ kind: 'set', slot: open.slot, value: text });
});

test.each([
  ['示例市和平路66号', ADDRESS],
  ['示范市中正路一段12巷3弄8號5樓', ADDRESS],
  ['李如何', NAME],
  ['多少科技有限公司', TITLE],
] as const)('what looks a little like a question is an answer all the same: %s', (text, open) => {
  expect(heard(text, 'zh-CN', open)).toContainEqual({ kind: 'set', slot: open.slot, value: text });
});

test.each(['那个我要报修停电 麻烦了', '停电麻烦快点', '给电麻烦了谢谢'])('%s speaks of no danger', (text) => {
  expect(heard(text, 'zh-CN', null)).not.toContainEqual({ kind: 'emergency' });
});

test.each(['摸到水龙头被电麻了', '电麻了', '手一摸开关就电麻麻的'])('%s speaks of danger', (text) => {
  expect(heard(text, 'zh-CN', null)).toEqual([{ kind: 'emergency' }]);
});

test.each([
  ['你好，水費怎麼繳，謝謝', 'zh-TW'],
  ['Good morning, how do I pay my water bill please', 'en'],
] as const)('%s is for somebody else', (text, locale) => {
  expect(heard(text, locale, null)).toEqual([{ kind: 'outOfScope' }]);
});

test('a greeting is no score', () => {
  const score: OpenQuestion = { service: 'rating.give', slot: 'score', optional: true };
  const commands = heard('Good morning, can I get an invoice for my payment', 'en', score);
  expect(commands).toEqual([expect.objectContaining({ kind: 'start', service: 'invoice.issue' })]);
  expect(heard('good', 'en', score)).toEqual([{ kind: 'set', slot: 'score', value: '4' }]);
});

test.each(['no, the address is 示例市国际路132号', 'No, my address is 示例市国际路132号'])(
  '%s puts the address right',
  (text) => {
    expect(heard(text, 'en', { service: 'outage.report', slot: 'scope' }, { address: '示例市国际路135号' })).toEqual([
      { kind: 'correct', slot: 'address', value: '示例市国际路132号' },
    ]);
  },
);

test('新增設用電 is a new supply or more of one, and which of them is asked', () => {
  expect(heard('申請新增設用電', 'zh-TW', null)).toEqual([{ kind: 'start', service: 'connection.new' }]);
  expect(heard('我要申請增設用電', 'zh-TW', null)).toEqual([
    { kind: 'start', service: 'connection.new', slots: { category: 'capacity-increase' } },
  ]);
});

test.each(['Excuse me, withdraw my complaint', 'Good morning, I want to withdraw my complaint'])(
  '%s takes it back',
  (text) => {
    expect(heard(text, 'en', null)).toEqual([{ kind: 'undo' }]);
  },
);

test.each([
  ['what should I answer', 'en'],
  ['我该怎么回答', 'zh-CN'],
  ['我該怎麼填', 'zh-TW'],
] as const)('%s asks for help, also where a story is expected', (text, locale) => {
  expect(heard(text, locale, { service: 'complaint.file', slot: 'about' })).toEqual([{ kind: 'help' }]);
});

test.each([
  ['麻烦您，我要撤销投数', 'zh-CN'],
  ['欸我跟你說，我有一個建議，麻煩了', 'zh-TW'],
  ['你們那個人講話跟吵架一樣，我吞不下去', 'zh-TW'],
] as const)('%s calls nobody to the desk', (text, locale) => {
  expect(heard(text, locale, null)).not.toContainEqual({ kind: 'start', service: 'handoff.request' });
});

test.each(['跟机器说不明白，来个活的', '转人工', '能不能来个人啊'])('%s calls a person, or offers one', (text) => {
  const [command] = heard(text, 'zh-CN', null);
  const services = command?.kind === 'unsure' ? command.between : command?.kind === 'start' ? [command.service] : [];
  expect(services).toContain('handoff.request');
});

test('投数 is 投诉 on a bad day, and taking it back is no new one', () => {
  expect(heard('麻烦您，我要撤销投数', 'zh-CN', null)).toEqual([{ kind: 'undo' }]);
});

test.each([
  ['權狀剛換成我的名字，電這邊是不是也要跟著換', 'zh-TW'],
  ['房本刚换成我的名字，电费也要过户给我', 'zh-CN'],
  ['the deeds are in my name now, transfer the account to me please', 'en'],
] as const)('%s tells that the house changed hands', (text, locale) => {
  expect(heard(text, locale, null)).toContainEqual(
    expect.objectContaining({
      service: 'account.transfer',
      slots: expect.objectContaining({ ownershipChanged: 'yes' }),
    }),
  );
});

test.each([
  ['thank you', 'en'],
  ['谢谢', 'zh-CN'],
  ['感謝你', 'zh-TW'],
] as const)('%s, where the kind of feedback is asked, praises nobody', (text, locale) => {
  const commands = heard(text, locale, { service: 'complaint.file', slot: 'category' });
  expect(commands).toEqual([expect.objectContaining({ kind: 'start', service: 'smalltalk' })]);
});

const SCOPE: OpenQuestion = { service: 'outage.report', slot: 'scope' };
test.each([
  ['烦死了', 'zh-CN'],
  ['气死我了！', 'zh-CN'],
  ['你们什么破系统', 'zh-CN'],
  ['真的有夠扯', 'zh-TW'],
  ['氣死我了', 'zh-TW'],
  ['this is ridiculous', 'en'],
  ['I am really annoyed', 'en'],
] as const)('%s wishes for nothing, asked or unasked', (text, locale) => {
  expect(heard(text, locale, null)).toEqual([{ kind: 'unknown' }]);
  expect(heard(text, locale, SCOPE)).toEqual([{ kind: 'unknown' }]);
});

test.each([
  ['气死我了，电费怎么这么贵', 'bill.explain'],
  ['短信烦死了一天几条，关掉', 'notice.choose'],
] as const)('%s wishes for something all the same', (text, service) => {
  expect(heard(text, 'zh-CN', null)).toContainEqual(expect.objectContaining({ kind: 'start', service }));
});
