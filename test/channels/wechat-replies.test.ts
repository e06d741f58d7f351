/** What we say as WeChat shows it: cards and charts in words, one numbered list, never longer than WeChat takes; and what a typed number means. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { writeXml } from '../../src/channels/wechat/fields.ts';
import { buttonOf, typedNumber } from '../../src/channels/wechat/numbers.ts';
import { bytesIn, TEXT_BYTES, toWechatTexts } from '../../src/channels/wechat/replies.ts';
import type { Reply, TurnSummary } from '../../src/conversation/message.ts';
import { WECHAT_WORDS } from '../../src/conversation/sentences/wechat.ts';
import { LOCALES } from '../../src/domain/names.ts';

const WORDS = WECHAT_WORDS['zh-CN'];
const shownOf = (...replies: Reply[]) => toWechatTexts(replies, WORDS).map(({ text }) => text);

test('a card with its link, a chart and a question: one text, numbers running through, the address bare on its line', () => {
  const [shown, ...more] = toWechatTexts(
    [
      {
        kind: 'card',
        title: '11 月电费',
        rows: [
          ['应缴', '¥227.71'],
          ['', '逾期一天'],
        ],
        choices: [{ label: '为什么', button: 'b1' }],
        link: { label: '去缴费', url: 'https://example.org/pay/1' },
      },
      {
        kind: 'chart',
        title: '用电量',
        unit: '度',
        bars: [
          { label: '10 月', value: '50' },
          { label: '11 月', value: '100' },
          { label: '12 月', value: '–' },
        ],
      },
      {
        kind: 'choices',
        text: '还要别的吗？',
        choices: [
          { label: '缴费', button: 'b2' },
          { label: '不用了', button: 'b3' },
        ],
      },
    ],
    WORDS,
  );
  expect(more).toEqual([]);
  expect(shown?.buttons).toEqual(['b1', 'b2', 'b3']);
  expect(shown?.text).toBe(
    [
      '11 月电费\n应缴：¥227.71\n逾期一天\n去缴费\nhttps://example.org/pay/1\n1. 为什么',
      `用电量\n10 月 ${'▇'.repeat(6)} 50 度\n11 月 ${'▇'.repeat(12)} 100 度\n12 月 – 度`,
      '还要别的吗？\n2. 缴费\n3. 不用了',
      '回复数字即可选择。',
    ].join('\n\n'),
  );
});

test('a person is named, an empty answer is none', () => {
  expect(shownOf({ kind: 'text', text: '我来帮您', from: '李工' })).toEqual(['李工：我来帮您']);
  expect(shownOf({ kind: 'text', text: '  \n' })).toEqual([]);
  expect(shownOf()).toEqual([]);
});

const words = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 80 }),
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.constantFrom(
    '',
    '\ud800',
    '\0',
    ']]>',
    '<xml>&amp;',
    '👨‍👩‍👧‍👦'.repeat(200),
    `e${'\u0301'.repeat(3000)}`,
    '电'.repeat(2500),
  ),
);
const choices = fc.array(fc.record({ label: words, button: fc.string({ minLength: 1, maxLength: 40 }) }), {
  maxLength: 12,
});
const reply: fc.Arbitrary<Reply> = fc.oneof(
  fc.record({ kind: fc.constant('text' as const), text: words }),
  fc.record({ kind: fc.constant('choices' as const), text: words, choices }),
  fc.record({
    kind: fc.constant('card' as const),
    title: words,
    rows: fc.array(fc.tuple(words, words), { maxLength: 20 }),
    choices,
  }),
  fc.record({
    kind: fc.constant('chart' as const),
    title: words,
    unit: words,
    bars: fc.array(fc.record({ label: words, value: fc.oneof(words, fc.float().map(String)) }), { maxLength: 20 }),
  }),
);

test('the number of a choice that is longer than a message is not cut in two, wherever the message before it ends', () => {
  for (let filled = 1_860; filled <= 1_900; filled += 1) {
    const choices = Array.from({ length: 10 }, (_, i) => ({ label: i < 9 ? 'a' : '电'.repeat(700), button: `b${i}` }));
    const texts = shownOf({ kind: 'choices', text: 'x'.repeat(filled - 9 * 5), choices });
    expect(texts.join('\n')).toContain('10. 电');
  }
});

test('whatever is said, no text is longer than WeChat takes with its last line, empty, or no XML; every choice has its number', () => {
  const mostHint = Math.max(...LOCALES.flatMap((locale) => Object.values(WECHAT_WORDS[locale]).map(bytesIn)));
  expect(TEXT_BYTES + 2 + mostHint).toBeLessThanOrEqual(2_048);
  fc.assert(
    fc.property(fc.array(reply, { maxLength: 6 }), (replies) => {
      const texts = toWechatTexts(replies, WORDS);
      const all = replies.flatMap((one) => ('choices' in one ? one.choices : []));
      for (const { text } of texts) {
        expect(bytesIn(text)).toBeLessThanOrEqual(TEXT_BYTES);
        expect(text.trim()).not.toBe('');
        expect(text.isWellFormed()).toBe(true);
        expect(/[\p{Cc}\uFFFE\uFFFF]/u.test(text.replaceAll('\n', ''))).toBe(false);
        const xml = writeXml({ Content: text });
        expect([...xml.matchAll(/<!\[CDATA\[([\s\S]*?)\]\]>/g)].map(([, part]) => part).join('')).toBe(text);
      }
      if (all.length > 0) expect(texts.at(-1)?.buttons).toEqual(all.map(({ button }) => button));
      const shown = texts.map(({ text }) => text).join('\n');
      for (const i of all.keys()) expect(shown).toContain(`${i + 1}.`);
    }),
    { numRuns: 300 },
  );
});

test('numbers as people type them', () => {
  for (const [typed, n] of [
    ['2', 2],
    [' ２ ', 2],
    ['12.', 12],
    ['3、', 3],
    ['4）', 4],
  ] as const)
    expect([typed, typedNumber(typed)]).toEqual([typed, n]);
  for (const typed of ['0', '02', '123', '2 号', '-1', '1.5', '', '一', '9990000000017'])
    expect([typed, typedNumber(typed)]).toEqual([typed, null]);
});

test('a score stands under itself and is pressed by itself, with whatever else is listed; the rest takes the other numbers', () => {
  const score = (n: number) => ({ label: `${n} 分`, button: `7/2/score/set/score/${n}` });
  const replies: Reply[] = [
    { kind: 'card', title: '收据', rows: [], choices: [{ label: '开发票', button: 'invoice' }] },
    { kind: 'choices', text: '满意吗？', choices: [...[5, 4, 3, 2, 1].map(score), { label: '跳过', button: 'skip' }] },
  ];
  const [shown] = shownOf(...replies);
  expect(shown?.match(/^\d+\. .*$/gm)).toEqual([
    '6. 开发票',
    '5. 5 分',
    '4. 4 分',
    '3. 3 分',
    '2. 2 分',
    '1. 1 分',
    '7. 跳过',
  ]);
  const asked = { turn: 7, answer: { replies, turn: { ...quiet, awaiting: 'score' } } };
  const pressed = [1, 2, 3, 4, 5, 6, 7, 8].map((n) =>
    buttonOf(n, [said(6, ['a', 'b', 'c', 'd', 'e']), asked], new Set()),
  );
  expect(pressed).toEqual([...[1, 2, 3, 4, 5].map((n) => score(n).button), 'invoice', 'skip', null]);
  // What came after it has no fifth line: the number goes to the question that is open, not to a list before it.
  expect(buttonOf(5, [asked, said(8, ['pay', 'not'], { awaiting: 'score' })], new Set())).toBeNull();
  expect(buttonOf(5, [asked, said(8, [], { awaiting: 'score' })], new Set())).toBeNull();
});

const quiet: TurnSummary = { service: null, awaiting: null, understood: [] };
const said = (turn: number, buttons: string[], more: Partial<TurnSummary> = {}) => ({
  turn,
  answer: {
    replies: [{ kind: 'choices' as const, text: '', choices: buttons.map((button) => ({ label: button, button })) }],
    turn: { ...quiet, ...more },
  },
});

test('a number presses what stands beside it in the last list that was shown', () => {
  const none: ReadonlySet<string> = new Set();
  expect(buttonOf(2, [said(1, ['a', 'b']), said(2, ['c', 'd'])], none)).toBe('d');
  // No list has so many: the number is what was meant.
  expect(buttonOf(3, [said(1, ['a', 'b', 'x']), said(2, ['c', 'd'])], none)).toBeNull();
  // A receipt came in between: the list is still the last one.
  expect(buttonOf(1, [said(1, ['a', 'b']), said(2, [])], none)).toBe('a');
  // An open question without a list takes the number itself.
  expect(buttonOf(1, [said(1, ['a', 'b']), said(2, [], { awaiting: 'accountNumber' })], none)).toBeNull();
  // Nobody chooses from what they have not seen.
  expect(buttonOf(1, [said(1, ['a', 'b']), said(2, ['pay', 'not'])], new Set(['pay', 'not']))).toBe('a');
  // A person reads numbers themselves.
  expect(buttonOf(1, [said(1, ['a']), said(2, [], { person: '李工' })], none)).toBeNull();
  expect(buttonOf(1, [], none)).toBeNull();
});
