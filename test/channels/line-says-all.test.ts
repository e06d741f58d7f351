/** Everything this service can say, in three languages, as LINE gets it: refused nowhere, alone, together and behind what waited. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packed } from '../../src/channels/line/pack.ts';
import type { LineMessage } from '../../src/channels/line/parts.ts';
import { toLineMessages } from '../../src/channels/line/replies.ts';
import type { Reply } from '../../src/conversation/message.ts';
import { LOCALES } from '../../src/domain/names.ts';
import { dialogues } from '../conversations/dialogues.ts';
import { type Homes, openHomes } from '../conversations/homes.ts';
import { linesOf } from '../conversations/sentence-samples/all.ts';
import { pressablesOf } from '../support/line-emulator/phone.ts';
import { taken as takenByLine } from '../support/line-emulator/rules.ts';

const taken = (messages: readonly LineMessage[] | null) => takenByLine(messages ?? []);

describe.each(LOCALES)('in %s', (locale) => {
  const lines = linesOf(locale);
  const written = [...new Set(lines.map(({ text }) => text))];
  const labels = lines.filter(({ key }) => /^(?:label|option|value)\./.test(key)).map(({ text }) => text);
  const choice = (label: string, n: number) => ({ label, button: `${n}:${'v'.repeat(280)}` });

  test('each sentence: as words, in a row, as a heading, in a chart, as a question and on its button', () => {
    for (const text of written) {
      const ways: readonly Reply[] = [
        { kind: 'text', text, from: '周敏' },
        { kind: 'card', title: text, rows: [[text, text]], choices: [choice(text, 1)] },
        { kind: 'chart', title: text, unit: 'kWh', bars: [{ label: text, value: '298' }] },
        { kind: 'choices', text, choices: [choice(text, 2)] },
      ];
      expect(taken(toLineMessages(ways)).length).toBeGreaterThan(3);
      expect(toLineMessages([{ kind: 'text', text }])).toEqual([{ type: 'text', text: text.trim() }]);
    }
    expect(written.length).toBeGreaterThan(500);
  }, 120_000);

  test('any of them together, and with what waited before them', () => {
    const one = fc.constantFrom(...written);
    const some = fc.array(fc.constantFrom(...labels), { maxLength: 14 }).map((all) => all.map(choice));
    const reply: fc.Arbitrary<Reply> = fc.oneof(
      fc.record({ kind: fc.constant('text' as const), text: one }),
      fc.record({ kind: fc.constant('choices' as const), text: one, choices: some }),
      fc.record({
        kind: fc.constant('card' as const),
        title: one,
        rows: fc.array(fc.tuple(one, one), { maxLength: 14 }),
        choices: some,
      }),
      fc.record({
        kind: fc.constant('chart' as const),
        title: one,
        unit: fc.constant('kWh'),
        bars: fc.array(fc.record({ label: one, value: fc.nat().map(String) }), { maxLength: 14 }),
      }),
    );
    const answer = fc.array(reply, { minLength: 1, maxLength: 7 });
    fc.assert(
      fc.property(answer, fc.array(answer, { maxLength: 4 }), (now, waited) => {
        const answers = [...waited, now].map((replies) => toLineMessages(replies));
        for (const messages of answers) taken(messages);
        const together = packed(answers);
        if (!together) return;
        taken(together);
        expect(packed(answers)).toEqual(together);
        // Whatever could be pressed in any of them can be pressed still.
        const pressed = (messages: readonly LineMessage[]) =>
          taken(messages)
            .flatMap(pressablesOf)
            .map(({ data, says }) => data ?? says);
        expect(pressed(together)).toEqual(answers.flatMap(pressed));
        expect(together.slice(0, -1).filter(({ quickReply }) => quickReply)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});

describe('every service led to its end', () => {
  let homes: Homes;
  beforeAll(async () => {
    homes = await openHomes(160);
  }, 60_000);
  afterAll(() => homes.house.close());
  let answers = 0;

  test.each(LOCALES)(
    'in %s: LINE takes every answer on the way',
    async (locale) => {
      for (const open of Object.values(dialogues(() => homes, locale))) {
        const { person, steps } = await open();
        for (const step of steps) {
          const { replies } = await person.say(step());
          expect(taken(toLineMessages(replies)).length).toBeGreaterThan(0);
          answers += 1;
        }
      }
      expect(answers).toBeGreaterThan(100);
    },
    120_000,
  );
});
