/** Adapter: the same port with a budget for the day, a rest after failures and a memory, in front of one that is loaded when needed. */
import { createGuard, dayBudget, type GuardLimits, isFailure, mostOfCall } from './guard.ts';
import type { LanguageModel, ModelAnswer, ModelCall, ModelFailure } from './language-model.ts';

export interface GuardDeps extends Omit<GuardLimits, 'spent'>, Partial<Pick<GuardLimits, 'spent'>> {
  readonly load: () => Promise<LanguageModel>;
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

export function guardedLanguageModel({ load, tell, spent = dayBudget(), ...limits }: GuardDeps): LanguageModel {
  const guarded = createGuard({ ...limits, spent });
  // Answers, not promises of them: on Workers one request must not wait for another's connection.
  const remembered = new Map<string, ModelAnswer<unknown>>();
  let model: LanguageModel | null = null;

  const ask = <T>(call: ModelCall<T>): Promise<ModelAnswer<T>> =>
    guarded(mostOfCall(call), async (): Promise<ModelAnswer<T>> => {
      const began = performance.now();
      model ??= await load();
      const loading = Math.round(performance.now() - began);
      const told = await model.answer({ ...call, withinMs: Math.max(LEAST_MS, call.withinMs - loading) });
      return { ...told, tookMs: told.tookMs + loading };
    });

  return {
    async answer<T>(call: ModelCall<T>): Promise<ModelAnswer<T>> {
      const key = `${call.purpose} ${call.key}`;
      const known = remembered.get(key) as ModelAnswer<T> | undefined;
      if (known) return { ...known, tokens: 0, tookMs: 0 };
      const answer = await ask(call);
      remembered.set(key, answer);
      if (remembered.size > REMEMBERED) remembered.delete(remembered.keys().next().value ?? '');
      const outcome = answer.ok ? 'answered' : answer.why;
      if (answer.ok || isFailure(answer.why))
        tell({ prompt: call.prompt, outcome, ms: answer.tookMs, tokens: Math.round(answer.tokens) });
      return answer;
    },
  };
}
