/** Whatever anybody sends, in whatever moment: an answer, at most three proposals, and quickly. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { emergency } from '../../src/conversation/understanding/emergency.ts';
import type { Hearing } from '../../src/conversation/understanding/hearing.ts';
import { PARSERS } from '../../src/conversation/understanding/parsers.ts';
import { understandText } from '../../src/conversation/understanding/understand.ts';
import { LOCALES, SERVICES, SLOTS } from '../../src/domain/names.ts';
import { fold, localeOf } from '../../src/text/script.ts';
import { ANSWERS } from './answers.ts';
import { HELD_OUT } from './held-out.ts';
import { hearing, SITUATIONS, type Situation } from './situations.ts';
import { UTTERANCES_SERVICES } from './utterances.services.ts';
import { UTTERANCES } from './utterances.ts';

const situations = Object.keys(SITUATIONS) as Situation[];
const said = LOCALES.flatMap((locale) => [
  ...UTTERANCES[locale],
  ...UTTERANCES_SERVICES[locale],
  ...ANSWERS[locale],
  ...HELD_OUT[locale],
]).map(([text]) => text);
const words = [...new Set(said.flatMap((text) => text.match(/\p{Script=Han}{1,3}|[a-z']+|\d+|\s|\p{P}/gu) ?? []))];

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc.array(fc.constantFrom(...words), { maxLength: 40 }).map((parts) => parts.join('')),
  fc
    .tuple(fc.constantFrom(...words), fc.constantFrom(...words), fc.integer({ min: 1, max: 2500 }))
    .map(([a, b, n]) => (a + b).repeat(n).slice(0, 5000)),
);
const anyHearing: fc.Arbitrary<Hearing> = fc.oneof(
  fc
    .tuple(fc.constantFrom(...LOCALES), fc.constantFrom(...situations))
    .map(([locale, situation]) => hearing(locale, situation)),
  fc.record({
    locale: fc.constantFrom(...LOCALES),
    today: fc.constantFrom('2026-01-01', '2026-11-21', '2028-02-29', '2026-12-31'),
    open: fc.option(
      fc.record({
        service: fc.constantFrom(...SERVICES),
        slot: fc.constantFrom(...SLOTS, 'confirm' as const),
        options: fc.array(fc.record({ label: fc.string(), value: fc.string({ minLength: 1 }) }), { maxLength: 6 }),
        optional: fc.boolean(),
      }),
    ),
    filled: fc.dictionary(fc.constantFrom(...SLOTS), fc.string(), { maxKeys: 4 }),
  }),
);

describe('any text in any moment', () => {
  test('gets one to three proposals by rule or classifier, and never an error', () => {
    fc.assert(
      fc.property(anyText, anyHearing, (text, heard) => {
        const proposals = understandText(text, heard);
        expect(proposals.length).toBeGreaterThanOrEqual(1);
        expect(proposals.length).toBeLessThanOrEqual(3);
        expect(proposals.every(({ by }) => by === 'rule' || by === 'local')).toBe(true);
      }),
      { numRuns: 1500 },
    );
  });

  test('is parsed or refused by every parser, with a reason', () => {
    fc.assert(
      fc.property(anyText, anyHearing, (text, heard) => {
        for (const parse of Object.values(PARSERS)) {
          const parsed = parse(text, heard);
          expect(parsed.ok ? parsed.value.length : parsed.reason.length).toBeGreaterThan(0);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('has a locale or none, and folding twice is folding once', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect([...LOCALES, null]).toContain(localeOf(text));
        expect(fold(fold(text))).toBe(fold(text));
      }),
    );
  });
});

const ENDS = ['', 'x', '。', '9990000000017'];

describe('5,000 characters made to be slow', () => {
  const slow = [
    ...'1- a吧嗯好不是没电费查交((。,?!＋１㍻ﷺ👍一九'.split(''),
    ...[
      '1-',
      '1 ',
      '一 ',
      '12)(',
      'a@',
      'a.a-',
      '好的',
      '不是',
      '交电费',
      '不是1',
      '比上个月',
      '没有',
      'thank you ',
      'not 1 ',
      'wire ',
      'power line ',
      '电线',
      '停电',
      '呼吸机',
      '被人',
      '我要',
      '查',
      '9990000000017 ',
      '第一',
      '谢谢',
      '的电费',
      'i paid ',
      '电费贵 ',
      'no no ',
      '2026-',
      '三月到',
      '⭐',
      '\u0300',
      '\u200d',
      '\ud800',
      '帮我',
      '过户',
      '改户名的',
      '装一个台的充电',
      '换手机电话',
      '关闭短信通知发送',
      '还没人来',
      '地址在5号',
      '两小时前',
      '没看到电线',
      '水配电房',
      '有人倒电线',
      'w2611 ',
      'name change ',
      'the my power is ',
      '11010119900307123x ',
      '7千瓦',
      '照片材料好了',
      '都什么都没有',
      'i am at 5 a, ',
    ],
  ];
  test.each(slow)('%j, again and again, comes to an end in any moment', (unit) => {
    const text = unit.repeat(Math.ceil(5000 / unit.length)).slice(0, 5000);
    // Every moment and every ending, though not each with each.
    situations.forEach((situation, place) => {
      const end = ENDS[place % ENDS.length] ?? '';
      // A pattern that explodes on 5,000 characters would not come back before the test's own end.
      expect(understandText(text.slice(0, 5000 - end.length) + end, hearing('zh-CN', situation))).not.toEqual([]);
    });
  });
});

test('danger is told of any text', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(typeof emergency(text)).toBe('boolean');
    }),
    { numRuns: 300 },
  );
});
