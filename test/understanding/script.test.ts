/** What language and script a text is written in. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { normalise } from '../../src/text/normalise.ts';
import { answerLocale, fold, localeOf } from '../../src/text/script.ts';

describe('a text tells its locale', () => {
  test.each([
    ['查电费', 'zh-CN'],
    ['查電費', 'zh-TW'],
    ['怎么办', 'zh-CN'],
    ['電號', 'zh-TW'],
    ['我要繳這期電費 9990000000017', 'zh-TW'],
    ['请问電费在哪里看', 'zh-CN'],
    ['请问電號在哪里看', null],
    ['bill', 'en'],
    ['how much do I owe?', 'en'],
    ['what is my 電號', 'en'],
    ['notification settings', 'en'],
    ['turn on all', 'en'],
    ['turn on planned outages', 'en'],
    ['file a complaint', 'en'],
    ['no, same owner', 'en'],
    ['it tripped', 'en'],
    ['transformer exploded', 'en'],
    ['socket sparking', 'en'],
    ['sorry, the address is wrong, it should be 示例市国际路132号', 'en'],
    ['no, the address is 示例市国际路132号', 'en'],
    ['地址 is 示例市国际路132号', 'zh-CN'],
    ['my address is wrong 地址错了', 'zh-CN'],
    ['guide', null],
    ['电費', null],
    ['你好', null],
    ['后里干面台', null],
    ['9990000000017', null],
    ['', null],
    ['👍', null],
    ['dianfei', null],
    ['cha yixia dianfei', null],
    ['zhang san', null],
    ['Michael', null],
    ['my.bill@example.com', null],
    ['ok', null],
    ['でんき', null],
  ])('%j → %s', (text, locale) => expect(localeOf(text)).toBe(locale));
});

test.each([
  ['你好', 'en', 'zh-TW', 'zh-TW'],
  ['好的', 'en', undefined, 'zh-CN'],
  ['你好', 'zh-TW', 'zh-CN', 'zh-TW'],
  ['ok 好的', 'en', undefined, 'zh-CN'],
  ['查電費', 'en', 'zh-CN', 'zh-TW'],
  ['I am 王小明', 'en', undefined, 'en'],
  ['王小明 please', 'en', undefined, 'en'],
  ['9990000000017', 'en', undefined, 'en'],
  ['東京でんき', 'en', undefined, 'en'],
] as const)('%j after %s, and %s before that, is answered in %s', (text, spoken, chinese, locale) =>
  expect(answerLocale(text, spoken, chinese)).toBe(locale),
);

test.each([
  ['電費帳單', '电费账单'],
  ['繳費紀錄', '缴费纪录'],
  ['裡裏后後', '里里后后'],
  ['查电费', '查电费'],
])('%s is folded to %s', (text, folded) => expect(fold(text)).toBe(folded));

test.each([
  ['　１２３，ＡＢＣ！ ', '123,abc!'],
  ['查\u200b电\ufeff费', '查电费'],
  ['a \t  b', 'a b'],
  ['第①个', '第1个'],
])('%j is normalised to %j', (text, normal) => expect(normalise(text)).toBe(normal));

test('the table of characters stays small', () => {
  const table = new URL('../../src/text/script.generated.ts', import.meta.url);
  expect(readFileSync(table).byteLength).toBeLessThan(25_000);
});
