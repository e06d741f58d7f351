/** Wording of other hands, which no example was written from: how much of it is understood. Each list was measured once before it was looked at. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { evaluate, outOfScopeOf, readQuestions, slotsOf, tableOf } from '../../src/cli/understanding/evaluate.ts';

const judged = (name: string) =>
  evaluate(readQuestions(readFileSync(new URL(`./held-out/${name}.jsonl`, import.meta.url), 'utf8')));
const rate = <T>(all: readonly T[], fits: (one: T) => boolean): number => all.filter(fits).length / all.length;

/** What is reached and may not be lost. The goals stand in the shared quality sheet; the README says how far these are from them. */
const FLOORS = {
  dev: { right: 0.96, found: 0.93, refused: 0.02, slots: 0.97 },
  'dev-2': { right: 0.89, found: 0.9, refused: 0.025, slots: 0 },
  final: { right: 0.94, found: 0.93, refused: 0.03, slots: 0.95 },
  'final-2': { right: 0.94, found: 0.93, refused: 0.03, slots: 0.95 },
  'final-3': { right: 0.94, found: 0.91, refused: 0.03, slots: 0.95 },
} as const;

test.each(['dev', 'dev-2', 'final', 'final-2', 'final-3'] as const)(
  'first messages of the %s split are understood as often as before',
  (name) => {
    const all = judged(name);
    const { recall, rejected } = outOfScopeOf(all);
    console.log(
      `${name}\n${tableOf(all)}\nout of scope: ${recall} found, ${rejected} of ours refused\n${slotsOf(all)}`,
    );
    const floor = FLOORS[name];
    const outside = all.filter(({ question }) => question.labels.includes('out_of_scope'));
    const ours = all.filter(({ question }) => !question.labels.includes('out_of_scope'));
    const isRefused = (one: (typeof all)[number]) => one.answer.label === 'out_of_scope';
    expect(rate(all, ({ right }) => right)).toBeGreaterThanOrEqual(floor.right);
    expect(rate(outside, isRefused)).toBeGreaterThanOrEqual(floor.found);
    expect(rate(ours, isRefused)).toBeLessThanOrEqual(floor.refused);
    const expected = all.flatMap(({ question }) => Object.keys(question.slots ?? {})).length;
    const wrong = all.flatMap(({ wrongSlots }) => wrongSlots).length;
    if (expected > 0) expect(1 - wrong / expected).toBeGreaterThanOrEqual(floor.slots);
  },
);

test.each([
  ['slots', 0.95],
  ['slots-2', 0.95],
  ['slots-3', 0.95],
  ['slots-4', 0.95],
  ['slots-5', 0.95],
  ['slots-6', 0.997],
  ['slots-7', 0.99],
  ['slots-8', 0.98],
  ['slots-9', 0.98],
  ['slots-10', 0.98],
  ['slots-11', 0.98],
  ['slots-12', 0.97],
  ['slots-13', 0.945],
  ['slots-14', 0.955],
] as const)('the values in messages of %s are read', (name, floor) => {
  const all = judged(name);
  const expected = all.flatMap(({ question }) => Object.keys(question.slots ?? {})).length;
  const wrong = all.flatMap(({ wrongSlots }) => wrongSlots).length;
  expect(1 - wrong / expected).toBeGreaterThanOrEqual(floor);
});

test('two wishes in one message are heard as two far oftener than one is', () => {
  const all = judged('two-wishes');
  const two = all.filter(({ multiRight }) => multiRight !== null);
  expect(rate(two, ({ multiRight }) => multiRight === true)).toBeGreaterThanOrEqual(0.65);
  const one = all.filter(({ multiRight }) => multiRight === null);
  expect(rate(one, ({ answer }) => answer.multi.length > 1)).toBeLessThanOrEqual(0.04);
});
