/** The sign that an answer is being worked on: for slow answers only, for the person who waits, and never in a person's talk. */
import { expect, test } from 'vitest';
import { withLoadingSign } from '../../src/channels/line/loading.ts';
import { openLineHouse } from '../support/line-house.ts';

function stepped() {
  const shown: [string, number][] = [];
  const gate = Promise.withResolvers<void>();
  const deps = {
    pause: () => gate.promise,
    showLoading: async (userId: string, seconds: number) => {
      shown.push([userId, seconds]);
    },
  };
  const momentPasses = async () => {
    gate.resolve();
    await gate.promise;
  };
  return { shown, deps, momentPasses };
}

test('an answer that is out at once shows no sign', async () => {
  const { shown, deps, momentPasses } = stepped();
  expect(await withLoadingSign(deps, ['U1'], Promise.resolve('done'))).toBe('done');
  await momentPasses();
  expect(shown).toEqual([]);
});

test('a slow one shows it to each person once, as LINE’s steps of five seconds allow', async () => {
  const { shown, deps, momentPasses } = stepped();
  const slow = Promise.withResolvers<string>();
  const answered = withLoadingSign(deps, ['U1', 'U2', 'U1'], slow.promise);
  await momentPasses();
  expect(shown).toEqual([
    ['U1', 20],
    ['U2', 20],
  ]);
  slow.resolve('late');
  expect(await answered).toBe('late');
});

test('an answer that fails fails as it would without the sign; a sign that fails harms nothing', async () => {
  const { deps, momentPasses } = stepped();
  const slow = Promise.withResolvers<string>();
  const broken = { ...deps, showLoading: () => Promise.reject(new Error('LINE is away')) };
  const answered = withLoadingSign(broken, ['U1'], slow.promise);
  await momentPasses();
  slow.reject(new Error('broken'));
  await expect(answered).rejects.toThrow('broken');
});

test('at LINE: the person sees it, and a person whom a clerk talks with does not', async () => {
  const at = await openLineHouse({ pause: async () => {} });
  const lin = `U${'1'.repeat(32)}`;
  const wu = `U${'2'.repeat(32)}`;
  await at.say(lin, '你好');
  await at.line.arrived(1, '/loading/start');
  expect(at.line.platform.loadingShown).toEqual([lin]);
  await at.say(wu, '轉人工');
  await at.line.arrived(2, '/loading/start');
  const { case_number: caseNumber } = await at.house.db
    .selectFrom('cases')
    .select('case_number')
    .executeTakeFirstOrThrow();
  await at.house.services.attempt(() => at.house.services.handoff.take('S01', caseNumber));
  await at.say(wu, '在嗎');
  await at.say(lin, '謝謝');
  await at.line.arrived(3, '/loading/start');
  expect(at.line.platform.loadingShown).toEqual([lin, wu, lin]);
  expect(at.line.violations).toEqual([]);
  await at.close();
});
