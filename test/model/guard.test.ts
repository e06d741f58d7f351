/** What stands in front of the model: one asking for a message that is run again, a rest after failures, settings that belong together. */
import { expect, test } from 'vitest';
import { ConfigError, readConfig } from '../../src/config.ts';
import { createSpendings, openConsult } from '../../src/conversation/model/consult.ts';
import { DEFAULT_SETTINGS } from '../../src/domain/settings.ts';
import { createGuard, dayBudget, mostOfCall } from '../../src/outside/guard.ts';
import { guardedLanguageModel } from '../../src/outside/language-model.guarded.ts';
import type { LanguageModel, ModelAnswer, ModelCall } from '../../src/outside/language-model.ts';

const LIMITS = { ...DEFAULT_SETTINGS.modelLimits, failures: 2 };
const call = (key: string): ModelCall<string> => ({
  purpose: 'meaning',
  prompt: 'meaning@1',
  key,
  system: '',
  turns: [{ role: 'asked', text: key }],
  schema: {},
  read: String,
  maxTokens: 10,
  withinMs: 1_000,
});

function guarded(answers: (call: ModelCall<unknown>) => Promise<ModelAnswer<unknown>>) {
  let now = Date.parse('2026-12-05T02:00:00Z');
  const asked: string[] = [];
  const told: string[] = [];
  let loads = 0;
  const model: LanguageModel = {
    answer: async <T>(one: ModelCall<T>) => {
      asked.push(one.key);
      return (await answers(one as ModelCall<unknown>)) as ModelAnswer<T>;
    },
  };
  const guard = guardedLanguageModel({
    load: async () => {
      loads += 1;
      if (loads === 1) throw new Error('the part could not be read');
      return model;
    },
    clock: { now: () => new Date(now) },
    limits: async () => LIMITS,
    tell: ({ outcome }) => told.push(outcome),
  });
  return {
    guard,
    asked,
    told,
    pass: (seconds: number) => {
      now += seconds * 1_000;
    },
  };
}

const fine = async (): Promise<ModelAnswer<unknown>> => ({ ok: true, value: 'yes', tokens: 10, tookMs: 5 });
const late = async (): Promise<ModelAnswer<unknown>> => ({ ok: false, why: 'time', tokens: 10, tookMs: 5 });

test('a message that is run again hears the same answer, asked and paid for once', async () => {
  const { guard, asked } = guarded(fine);
  expect(await guard.answer(call('a'))).toMatchObject({ ok: false, why: 'broken' });
  expect(await guard.answer(call('b'))).toMatchObject({ ok: true, value: 'yes', tokens: 10 });
  expect(await guard.answer(call('b'))).toMatchObject({ ok: true, value: 'yes', tokens: 0, tookMs: 0 });
  expect(asked).toEqual(['b']);
});

test('while one call tries whether it works again, the others go on resting', async () => {
  const waiting: ((answer: ModelAnswer<unknown>) => void)[] = [];
  let answers: () => Promise<ModelAnswer<unknown>> = late;
  const { guard, asked, told, pass } = guarded(() => answers());
  await guard.answer(call('loading'));
  await guard.answer(call('late'));
  expect(await guard.answer(call('rests'))).toMatchObject({ ok: false, why: 'resting' });
  pass(LIMITS.restSeconds + 1);
  answers = () => new Promise((resolve) => waiting.push(resolve));
  const tries = guard.answer(call('tries'));
  await Promise.resolve();
  await Promise.resolve();
  expect(await guard.answer(call('another'))).toMatchObject({ ok: false, why: 'resting' });
  for (let n = 0; n < 20 && waiting.length === 0; n += 1) await Promise.resolve();
  waiting[0]?.({ ok: true, value: 'yes', tokens: 10, tookMs: 5 });
  expect(await tries).toMatchObject({ ok: true });
  answers = fine;
  expect(await guard.answer(call('after'))).toMatchObject({ ok: true });
  expect(asked).toEqual(['late', 'tries', 'after']);
  expect(told).toEqual(['broken', 'time', 'answered', 'answered']);
});

test('all calls of a turn share its time, and the first failure ends them', async () => {
  const given: number[] = [];
  const model = (took: number, ok: boolean): LanguageModel => ({
    answer: async <T>(one: ModelCall<T>) => {
      given.push(one.withinMs);
      return (ok
        ? { ok, value: 'yes', tokens: 100, tookMs: took }
        : { ok, why: 'time', tokens: 100, tookMs: took }) as unknown as ModelAnswer<T>;
    },
  });
  const about = { now: new Date('2026-12-05T02:00:00Z'), messageKey: '1', spent: undefined };
  const slow = openConsult(model(1_500, true), LIMITS, about);
  expect(await slow.ask(call('a'))).toBe('yes');
  await slow.ask(call('b'));
  expect(await slow.ask(call('c'))).toBeNull();
  expect(given).toEqual([LIMITS.turnMs, LIMITS.turnMs - 1_500]);
  expect(slow.spent()).toEqual({ day: '2026-12-05', tokens: 200 });
  const failing = openConsult(model(10, false), LIMITS, about);
  expect(await failing.ask(call('a'))).toBeNull();
  expect(await failing.ask(call('b'))).toBeNull();
  expect(given).toHaveLength(3);
});

test('a hundred calls at once pass the day’s budget by one call in flight and no more; what they did not cost is free again', async () => {
  const spent = dayBudget();
  let now = Date.parse('2026-12-05T02:00:00Z');
  const guard = createGuard({
    clock: { now: () => new Date(now) },
    limits: async () => ({ ...LIMITS, tokensPerDay: 1_000 }),
    spent,
  });
  const out: (() => void)[] = [];
  const ask = (cost: number, ends?: Error) =>
    guard(500, async () => {
      await new Promise<void>((resolve) => out.push(resolve));
      if (ends) throw ends;
      return { ok: true, tokens: cost };
    });
  const answered = async () => {
    for (const end of out.splice(0)) end();
  };
  const round = async (cost: number, ends?: Error) => {
    const all = Array.from({ length: 100 }, () => ask(cost, ends));
    await new Promise((resolve) => setImmediate(resolve));
    const asked = out.length;
    await answered();
    return { asked, told: new Set((await Promise.all(all)).map((one) => ('why' in one ? one.why : 'answered'))) };
  };
  expect(await round(100, new Error('could not be loaded'))).toEqual({ asked: 2, told: new Set(['broken', 'spent']) });
  now += 3_600_000;
  // It rested: one call tries whether it works again.
  expect(await round(100)).toEqual({ asked: 1, told: new Set(['answered', 'resting']) });
  expect(await round(100)).toEqual({ asked: 2, told: new Set(['answered', 'spent']) });
  expect(await round(500)).toEqual({ asked: 2, told: new Set(['answered', 'spent']) });
  expect(spent.tokens).toBe(1_300);
  expect(await round(1)).toEqual({ asked: 0, told: new Set(['spent']) });
  now += 86_400_000;
  expect(await round(1)).toEqual({ asked: 2, told: new Set(['answered', 'spent']) });
});

test('a resident who writes on twenty devices at once passes their own budget by one call, also where a turn is lost and runs again', async () => {
  const out: (() => void)[] = [];
  const most = mostOfCall(call('a'));
  const model: LanguageModel = {
    answer: async <T>() => {
      await new Promise<void>((resolve) => out.push(resolve));
      return { ok: true, value: 'yes' as T, tokens: most, tookMs: 5 };
    },
  };
  const spendings = createSpendings();
  const limits = { ...LIMITS, tokensPerResident: 3 * most };
  const now = new Date('2026-12-05T02:00:00Z');
  const turn = (who: string, saved: number, at = now) =>
    openConsult(
      model,
      limits,
      {
        now: at,
        messageKey: '1',
        spent: { day: at.toISOString().slice(0, 10), tokens: saved },
        known: spendings(who, at.toISOString().slice(0, 10)),
      },
      null,
    );
  const turns = Array.from({ length: 20 }, () => turn('web r1', most));
  const asked = turns.map((one) => one.ask(call('a')));
  expect(out).toHaveLength(2);
  for (const end of out.splice(0)) end();
  expect((await Promise.all(asked)).filter((one) => one === 'yes')).toHaveLength(2);
  expect(turns.map((one) => one.spent().tokens)).toEqual(turns.map(() => 3 * most));
  // Nineteen of them lost their race: what they spent is known although no session says so.
  expect(await turn('web r1', most).ask(call('b'))).toBeNull();
  expect(out).toHaveLength(0);
  const others = [turn('web r2', 0).ask(call('c')), turn('web r1', 0, new Date('2026-12-06T02:00:00Z')).ask(call('d'))];
  expect(out).toHaveLength(2);
  for (const end of out.splice(0)) end();
  expect(await Promise.all(others)).toEqual(['yes', 'yes']);
});

test('half a model is no model: the environment is refused with what is missing', () => {
  const base = { TOKEN_SECRET: 'a secret that only tests know, long enough' };
  const faults = (more: object): string => {
    try {
      readConfig({ ...base, ...more }, 0);
      return '';
    } catch (error) {
      return error instanceof ConfigError ? error.message : String(error);
    }
  };
  expect(faults({ LLM_BASE_URL: 'http://127.0.0.1:1/v1' })).toContain('LLM_API_KEY');
  expect(faults({ EMBEDDING_MODEL: 'e' })).toContain('EMBEDDING_MODEL');
  expect(readConfig(base, 0).model).toBeNull();
  expect(
    readConfig({ ...base, LLM_BASE_URL: 'http://127.0.0.1:1/v1/', LLM_API_KEY: 'k', LLM_MODEL: 'm' }, 0).model,
  ).toEqual({ baseUrl: 'http://127.0.0.1:1/v1', apiKey: 'k', model: 'm' });
});
