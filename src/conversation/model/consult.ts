/** One message's dealings with a model: one deadline for all its calls, a budget for the day, and the first failure ends them. */
import type { ModelLimits } from '../../domain/settings.ts';
import type { Embeddings } from '../../outside/embeddings.ts';
import type { LanguageModel, ModelCall } from '../../outside/language-model.ts';

/** Tokens of one conversation on one day (UTC, `YYYY-MM-DD`); kept in its session. */
export interface Spent {
  readonly day: string;
  readonly tokens: number;
}

export type Question<T> = Omit<ModelCall<T>, 'key' | 'withinMs'>;

export interface Consult {
  /** null: nothing usable, for whatever reason; what would have been said without a model stands. */
  ask<T>(question: Question<T>): Promise<T | null>;
  /** What a text means, as a vector; null: nothing usable. Personal data is out of the text. */
  embed(text: string): Promise<Float32Array | null>;
  spent(): Spent;
}

/** With less time than this left no answer is to be hoped for. */
const LEAST_MS = 300;
/** Of a turn's time for one vector: it adds an offer and no more, nobody waits long for that. */
const MOST_MS_A_VECTOR = 1_000;

export function openConsult(
  model: LanguageModel,
  { turnMs, tokensPerResident }: ModelLimits,
  about: { readonly now: Date; readonly messageKey: string; readonly spent: Spent | undefined },
  embeddings: Embeddings | null = null,
): Consult {
  const day = about.now.toISOString().slice(0, 10);
  let tokens = about.spent?.day === day ? about.spent.tokens : 0;
  let left = turnMs;
  let failed = false;
  let noVectors = embeddings === null;
  return {
    async ask(question) {
      if (failed || left < LEAST_MS || tokens >= tokensPerResident) return null;
      const answer = await model.answer({
        ...question,
        key: `${about.messageKey} ${question.turns.at(-1)?.text ?? ''}`,
        withinMs: left,
      });
      left -= answer.tookMs;
      tokens += Math.ceil(answer.tokens);
      failed = !answer.ok;
      return answer.ok ? answer.value : null;
    },
    async embed(text) {
      if (!embeddings || noVectors || left < LEAST_MS || tokens >= tokensPerResident) return null;
      const withinMs = Math.min(left, MOST_MS_A_VECTOR);
      const answer = await embeddings.embed({ texts: [text], key: about.messageKey, withinMs });
      left -= answer.tookMs;
      tokens += Math.ceil(answer.tokens);
      noVectors = !answer.ok;
      return answer.ok ? (answer.vectors[0] ?? null) : null;
    },
    spent: () => ({ day, tokens }),
  };
}
