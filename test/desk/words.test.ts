/** The desk's words: each language in its own script, English without a Chinese sign, and nothing shown twice under two names. */
import * as OpenCC from 'opencc-js';
import { expect, test } from 'vitest';
import { en } from '../../src/desk/words/en.ts';
import { deskVoice } from '../../src/desk/words/speak.ts';
import { zhCN } from '../../src/desk/words/zh-CN.ts';
import { zhTW } from '../../src/desk/words/zh-TW.ts';
import { LOCALES } from '../../src/domain/names.ts';

const all = (words: object): string[] =>
  Object.values(words).flatMap((value) => (typeof value === 'string' ? [value] : all(value)));

test('no traditional sign in zh-CN, no simplified one in zh-TW, none at all in English', () => {
  const [toSimplified, toTraditional] = [
    OpenCC.Converter({ from: 'tw', to: 'cn' }),
    OpenCC.Converter({ from: 'cn', to: 'tw' }),
  ];
  for (const text of all(zhCN)) expect(toSimplified(text)).toBe(text);
  for (const text of all(zhTW)) expect(toTraditional(text)).toBe(text);
  for (const text of all(en)) expect(text).not.toMatch(/\p{Script=Han}/u);
});

test('every language has the same words', () => {
  const shape = (words: object): unknown =>
    Object.fromEntries(
      Object.entries(words).map(([name, value]) => [name, typeof value === 'string' ? '' : shape(value)]),
    );
  // What the desk says otherwise than to residents differs by language; facts, codes, acts and promises do not.
  for (const part of ['facts', 'codes', 'outageActs', 'promises', 'things'] as const) {
    expect(shape(zhCN[part])).toEqual(shape(en[part]));
    expect(shape(zhTW[part])).toEqual(shape(en[part]));
  }
});

test('a place on the map is among what a case says, so that a danger with no other place is not without one', () => {
  for (const locale of LOCALES) {
    const [fact] = deskVoice(locale).facts({ danger: true, coordinates: '25.03300,121.56540' }, 'taiwan');
    expect(fact).toMatchObject({ fact: 'coordinates', value: '25.03300,121.56540' });
    expect(fact?.label).toBeTruthy();
  }
});
