/** Adapter: the same port with a budget for the day, a rest after failures and a memory, in front of one that is loaded when needed. */
import type { ModelLimits } from '../domain/settings.ts';
import type { Clock } from './clock.ts';
import type { LanguageModel, ModelAnswer, ModelCall, ModelFailure } from './language-model.ts';

export interface GuardDeps {
  readonly load: () => Promise<LanguageModel>;
  readonly clock: Clock;
  readonly limits: () => Promise<ModelLimits>;
  readonly tell: (asked: {
    readonly prompt: string;
    readonly outcome: 'answered' | ModelFailure;
    readonly ms: number;
    readonly tokens: number;
  }) => void;
}

/** Answers that are kept for messages that are run again. */
const REMEMBERED = 200;

/** However long loading took. */
const LEAST_MS = 100;

/** Failures of the model or of the way to it; a budget that is spent is none. */
const FAILS: readonly ModelFailure[] = ['time', 'busy', 'broken', 'refused', 'shape'];

/**
 * Counts and rest are this process's own (on Workers: this isolate's). After `failures` in a row nothing is asked for
 * `restSeconds`; then one call tries, and the others go on resting until it has answered.
 */
export function guardedLanguageModel({ load, clock, limits, tell }: GuardDeps): LanguageModel {
  // Answers, not promises of them: on Workers one request must not wait for another's connection.
  const remembered = new Map<string, ModelAnswer<unknown>>();
  let model: LanguageModel | null = null;
  let spent = { day: '', tokens: 0 };
  let failed = 0;
  let restsUntil = 0;
  let trying = false;

  async function ask<T>(call: ModelCall<T>): Promise<ModelAnswer<T>> {
    const { tokensPerDay, failures, restSeconds } = await limits();
    const now = clock.now();
    const day = now.toISOString().slice(0, 10);
    if (spent.day !== day) spent = { day, tokens: 0 };
    const not = (why: ModelFailure): ModelAnswer<T> => ({ ok: false, why, tokens: 0, tookMs: 0 });
    if (spent.tokens >= tokensPerDay) return not('spent');
    if (failed >= failures && (trying || now.getTime() < restsUntil)) return not('resting');
    trying = failed >= failures;
    try {
      const began = performance.now();
      model ??= await load();
      const loading = Math.round(performance.now() - began);
      const told = await model.answer({ ...call, withinMs: Math.max(LEAST_MS, call.withinMs - loading) });
      const answer = { ...told, tookMs: told.tookMs + loading };
      spent.tokens += answer.tokens;
      failed = answer.ok ? 0 : failed + 1;
      return answer;
    } catch {
      // It could not even be loaded; the next try loads again.
      failed += 1;
      return not('broken');
    } finally {
      trying = false;
      if (failed >= failures) restsUntil = clock.now().getTime() + restSeconds * 1_000;
    }
  }

  return {
    async answer<T>(call: ModelCall<T>): Promise<ModelAnswer<T>> {
      const key = `${call.purpose} ${call.key}`;
      const known = remembered.get(key) as ModelAnswer<T> | undefined;
      if (known) return { ...known, tokens: 0, tookMs: 0 };
      const answer = await ask(call);
      remembered.set(key, answer);
      if (remembered.size > REMEMBERED) remembered.delete(remembered.keys().next().value ?? '');
      const outcome = answer.ok ? 'answered' : answer.why;
      if (answer.ok || FAILS.includes(answer.why))
        tell({ prompt: call.prompt, outcome, ms: answer.tookMs, tokens: Math.round(answer.tokens) });
      return answer;
    },
  };
}
