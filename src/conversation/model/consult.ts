/** One message's dealings with a model: one deadline for all its calls, a budget for the day, and the first failure ends them. */
import type { ModelLimits } from '../../domain/settings.ts';
import type { Embeddings } from '../../outside/embeddings.ts';
import { mostOfCall, mostOfTexts } from '../../outside/guard.ts';
import type { LanguageModel, ModelCall } from '../../outside/language-model.ts';

/** Tokens of one conversation on one day (UTC, `YYYY-MM-DD`); kept in its session. */
export interface Spent {
  readonly day: string;
  readonly tokens: number;
}

/** The same as this process knows it: `held` is the most that calls may cost that are out now; what lost turns spent no session says. */
export interface Spending {
  readonly day: string;
  tokens: number;
  held: number;
}

/** Conversations whose spending is known at once; those of long ago have nothing out. */
const KNOWN = 10_000;

export function createSpendings() {
  const known = new Map<string, Spending>();
  return (conversation: string, day: string): Spending => {
    const before = known.get(conversation);
    const now = before?.day === day ? before : { day, tokens: 0, held: 0 };
    known.delete(conversation);
    known.set(conversation, now);
    if (known.size > KNOWN) known.delete(known.keys().next().value ?? '');
    return now;
  };
}

export type Spendings = ReturnType<typeof createSpendings>;

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
  about: {
    readonly now: Date;
    readonly messageKey: string;
    readonly spent: Spent | undefined;
    /** Of this conversation on this day, shared by all its turns. */
    readonly known?: Spending;
  },
  embeddings: Embeddings | null = null,
): Consult {
  const day = about.now.toISOString().slice(0, 10);
  const spending = about.known ?? { day, tokens: 0, held: 0 };
  spending.tokens = Math.max(spending.tokens, about.spent?.day === day ? about.spent.tokens : 0);
  const isSpent = (): boolean => spending.tokens + spending.held >= tokensPerResident;
  /** Calls at once pass the budget by one of them and no more. */
  const counted = async <A extends { readonly tokens: number }>(most: number, ask: () => Promise<A>): Promise<A> => {
    spending.held += most;
    try {
      const answer = await ask();
      spending.tokens += Math.ceil(answer.tokens);
      return answer;
    } finally {
      spending.held -= most;
    }
  };
  let left = turnMs;
  let failed = false;
  let noVectors = embeddings === null;
  return {
    async ask(question) {
      if (failed || left < LEAST_MS || isSpent()) return null;
      const key = `${about.messageKey} ${question.turns.at(-1)?.text ?? ''}`;
      const answer = await counted(mostOfCall(question), () => model.answer({ ...question, key, withinMs: left }));
      left -= answer.tookMs;
      failed = !answer.ok;
      return answer.ok ? answer.value : null;
    },
    async embed(text) {
      if (!embeddings || noVectors || left < LEAST_MS || isSpent()) return null;
      const withinMs = Math.min(left, MOST_MS_A_VECTOR);
      const answer = await counted(mostOfTexts([text]), () =>
        embeddings.embed({ texts: [text], key: about.messageKey, withinMs }),
      );
      left -= answer.tookMs;
      noVectors = !answer.ok;
      return answer.ok ? (answer.vectors[0] ?? null) : null;
    },
    spent: () => ({ day, tokens: spending.tokens }),
  };
}
