/** Adapter: the same port with a budget for the day, a rest after failures, and a memory of the last questions' vectors. */
import type { EmbeddingAnswer, Embeddings } from './embeddings.ts';
import { createGuard, type GuardLimits, isFailure, mostOfTexts } from './guard.ts';
import type { ModelFailure } from './language-model.ts';

export interface EmbeddingsGuard extends GuardLimits {
  readonly embeddings: Embeddings;
  readonly tell: (asked: {
    readonly prompt: string;
    readonly outcome: 'answered' | ModelFailure;
    readonly ms: number;
    readonly tokens: number;
  }) => void;
}

/** Questions whose vectors are kept: a megabyte or so. */
const REMEMBERED = 200;

/** The chat's model may work where this does not, and the other way round: only the budget is theirs together. */
export function guardedEmbeddings({ embeddings, tell, ...limits }: EmbeddingsGuard): Embeddings {
  const guarded = createGuard(limits);
  // A vector by its texts, for they mean the same whoever asks; a failure by its message, for the next one may fare better.
  const remembered = new Map<string, EmbeddingAnswer>();
  return {
    model: embeddings.model,
    async embed(call) {
      const texts = JSON.stringify(call.texts);
      const message = `${call.key} ${texts}`;
      const known = remembered.get(texts) ?? remembered.get(message);
      if (known) return { ...known, tokens: 0, tookMs: 0 };
      const answer: EmbeddingAnswer = await guarded(mostOfTexts(call.texts), () => embeddings.embed(call));
      remembered.set(answer.ok ? texts : message, answer);
      if (remembered.size > REMEMBERED) remembered.delete(remembered.keys().next().value ?? '');
      const outcome = answer.ok ? 'answered' : answer.why;
      if (answer.ok || isFailure(answer.why))
        tell({ prompt: 'embedding', outcome, ms: answer.tookMs, tokens: Math.round(answer.tokens) });
      return answer;
    },
  };
}
