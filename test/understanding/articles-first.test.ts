/** When a question goes to the articles instead of what it was taken for, and when it never does. */
import { expect, test } from 'vitest';
import { articlesFirst } from '../../src/conversation/context/articles-first.ts';
import type { Making } from '../../src/conversation/making.ts';
import type { Command, Proposal, Why } from '../../src/conversation/message.ts';

/** Articles that are so sure of whatever they are asked; null: none would answer. */
const making = (confidence: number | null, stack: readonly unknown[] = []): Making =>
  ({
    session: { stack },
    turn: {
      locale: 'zh-CN',
      knowledge: { wouldAnswer: () => Promise.resolve(confidence === null ? null : { confidence, likeness: 0.5 }) },
    },
  }) as unknown as Making;
const guess = (command: Command, score: number, by: Proposal['by'] = 'local'): Proposal => {
  const why: Why = { score, margin: 0.1 };
  return { command, by, why };
};
const look: Command = { kind: 'start', service: 'bill.explain' };
const heardAs = async (text: string, proposal: Proposal, sure: number | null, stack: readonly unknown[] = []) => {
  const [first] = await articlesFirst(making(sure, stack), text, [proposal]);
  return first?.command.kind === 'start' ? first.command.service : first?.command.kind;
};

test('what was not understood, or only guessed to be a look, is asked of the articles when they are sure', async () => {
  expect(await heardAs('手一抖付了两回', guess({ kind: 'unknown' }, 0.2), 0.7)).toBe('knowledge.ask');
  expect(await heardAs('超出的部分怎么算', guess(look, 0.6), 0.8)).toBe('knowledge.ask');
  expect(await heardAs('想在高压线下面钓鱼', guess({ kind: 'outOfScope' }, 0.9), 0.95)).toBe('knowledge.ask');
});

test('articles that are not sure enough change nothing', async () => {
  expect(await heardAs('手一抖付了两回', guess({ kind: 'unknown' }, 0.2), null)).toBe('unknown');
  expect(await heardAs('超出的部分怎么算', guess(look, 0.95), 0.01)).toBe('bill.explain');
  expect(await heardAs('手机话费怎么查', guess({ kind: 'outOfScope' }, 0.9), 0.3)).toBe('outOfScope');
});

test('danger, one’s own matter, how a thing stands now and an act that was asked for stay what they are', async () => {
  expect(await heardAs('表箱冒烟怎么办', { command: { kind: 'emergency' }, by: 'rule' }, 1)).toBe('emergency');
  expect(await heardAs('上个月电费怎么这么多', guess(look, 0.6), 1)).toBe('bill.explain');
  expect(await heardAs('什么时候来电', guess({ kind: 'start', service: 'outage.query' }, 0.8), 1)).toBe('outage.query');
  expect(await heardAs('能帮我过户吗', guess({ kind: 'start', service: 'account.transfer' }, 0.7), 1)).toBe(
    'account.transfer',
  );
  expect(await heardAs('我要过户', guess({ kind: 'start', service: 'account.transfer' }, 0.4), 1)).toBe(
    'account.transfer',
  );
});
