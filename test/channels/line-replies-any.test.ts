/** Whatever we say, in any words and any amount: LINE refuses none of it, and nothing of a normal talk is lost. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toLineMessages } from '../../src/channels/line/replies.ts';
import type { Reply } from '../../src/conversation/message.ts';
import { pressablesOf, textsOf } from '../support/line-emulator/phone.ts';
import { type DeliverableMessage, taken as takenByLine } from '../support/line-emulator/rules.ts';

const taken = (replies: readonly Reply[]) => takenByLine(toLineMessages(replies));
const seen = (messages: readonly DeliverableMessage[]) => messages.flatMap(textsOf).join('\n');
const labels = (messages: readonly DeliverableMessage[]) => messages.flatMap(pressablesOf).map(({ label }) => label);

const choice = (label: string, button = `v:${label}`) => ({ label, button });
const text = (words: string): Reply => ({ kind: 'text', text: words });
const question = (words: string, ...answers: string[]): Reply => ({
  kind: 'choices',
  text: words,
  choices: answers.map((label) => choice(label)),
});
const words = fc.oneof(
  { weight: 6, arbitrary: fc.string({ unit: 'grapheme', maxLength: 60 }) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '',
      ' ',
      '\n\u200b',
      '\ud800',
      '\0',
      'e\u0301'.repeat(400),
      `e${'\u0301'.repeat(9000)}`,
      '👨‍👩‍👧‍👦'.repeat(900),
    ),
  },
  { weight: 1, arbitrary: fc.integer({ min: 4990, max: 12_000 }).map((length) => '電"\\\n'.repeat(length / 4)) },
);
const choices = fc.array(fc.record({ label: words, button: fc.string({ maxLength: 320 }) }), { maxLength: 20 });
const link = fc.record({
  label: words,
  url: fc.oneof(
    fc.webUrl({ withQueryParameters: true, withFragments: true }),
    words,
    fc.webUrl().map((address) => address.replace(/^https?/, 'line')),
    words.map((number) => `tel:${number}`),
    words.map((path) => `https://example.test/${path}`),
  ),
});
const reply: fc.Arbitrary<Reply> = fc.oneof(
  fc.record({ kind: fc.constant('text' as const), text: words }),
  fc.record({ kind: fc.constant('choices' as const), text: words, choices }),
  fc.record(
    {
      kind: fc.constant('card' as const),
      title: words,
      rows: fc.array(fc.tuple(words, words), { maxLength: 40 }),
      choices,
      link,
    },
    { requiredKeys: ['kind', 'title', 'rows', 'choices'] },
  ),
  fc.record({
    kind: fc.constant('chart' as const),
    title: words,
    unit: words,
    bars: fc.array(fc.record({ label: words, value: fc.oneof(words, fc.float().map(String)) }), { maxLength: 40 }),
  }),
);

test('LINE refuses none of them, and quick replies stand on the last message only', () => {
  fc.assert(
    fc.property(fc.array(reply, { maxLength: 12 }), (replies) => {
      const messages = taken(replies);
      expect(messages.slice(0, -1).filter((message) => message.quickReply)).toEqual([]);
    }),
    { numRuns: 500 },
  );
}, 60_000);

test('of what a person says, nothing is lost: every text and every choice is on the phone', () => {
  const plain = fc.integer().map((id) => `字${id}號`);
  const short: fc.Arbitrary<Reply> = fc.oneof(
    plain.map(text),
    fc
      .tuple(plain, fc.uniqueArray(plain, { minLength: 1, maxLength: 15 }))
      .map(([asked, answers]) => question(asked, ...answers)),
    fc
      .tuple(plain, fc.array(fc.tuple(plain, plain), { maxLength: 9 }))
      .map(([title, rows]): Reply => ({ kind: 'card', title, rows, choices: [choice('好')] })),
  );
  fc.assert(
    fc.property(fc.array(short, { maxLength: 15 }), (replies) => {
      const messages = taken(replies);
      const said = replies.flatMap((one) =>
        one.kind === 'card' ? [one.title, ...one.rows.flat()] : one.kind === 'chart' ? [] : [one.text],
      );
      expect(said.filter((part) => !seen(messages).includes(part))).toEqual([]);
      expect(labels(messages)).toEqual(
        replies.flatMap((one) => ('choices' in one ? one.choices.map(({ label }) => label) : [])),
      );
    }),
    { numRuns: 300 },
  );
}, 60_000);
