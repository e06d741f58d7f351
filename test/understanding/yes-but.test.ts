/** Nothing is agreed to by a yes with a "but": money and bindings wait for a plain one. */
import { expect, test } from 'vitest';
import { understandText } from '../../src/conversation/understanding/understand.ts';
import { hearing, type Situation } from './situations.ts';

const MOMENTS: readonly Situation[] = [
  'payConfirm',
  'bindConfirm',
  'invoiceConfirm',
  'reportConfirm',
  'transferConfirm',
];

test.each([
  '好的，但是等一下',
  '可以是可以，但是我先问问我老婆',
  '可以，不过我想先看看账单',
  '好的等我老婆回来',
  '对，户号写错了',
  '好，但不是这个户号',
  '行不行啊',
  '确认户号错了',
  '可以交吗',
  '可以的话先开发票',
  '是 我不同意',
  '好个屁',
  '是谁的户号',
  '对面的户号',
  '好的吗',
  '收到',
  '知道了',
  '嗯？',
  '好吧算了',
  '确定吗',
  '没问题吗',
  '要交多少',
  '同意什么',
  '可以，改成9月',
  '好，換一個電號',
  '可以嗎',
  '好啊可是太貴了',
  'yes but wait',
  'yes but first show me the bill',
  'ok?',
  'sure, but not this account',
  'yes or no?',
  "yeah i don't think so",
  'ok hold on',
  'right number?',
])('“%s” is no yes to a read-back', (text) => {
  for (const moment of MOMENTS) {
    const kinds = understandText(text, hearing('zh-CN', moment)).map(({ command }) => command.kind);
    expect(kinds).not.toContain('affirm');
  }
});
