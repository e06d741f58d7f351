/** Adapter: any OpenAI-compatible server through LangChain; heavy, so only ever loaded lazily, on Workers as a part of its own. */
import { ChatOpenAI } from '@langchain/openai';
import { profileOf } from './language-model.profiles.ts';
import type { LanguageModel, ModelAddress, ModelAnswer, ModelCall, ModelFailure } from './language-model.ts';

/** Our word is checked here, LangChain's own parsing of the answer is not relied on. */
interface Told {
  readonly parsed: unknown;
  readonly raw: { readonly usage_metadata?: { readonly total_tokens?: number } };
}

export function openAiLanguageModel(address: ModelAddress): LanguageModel {
  const profile = profileOf(address);
  const chat = (maxTokens: number, timeout: number) =>
    new ChatOpenAI({
      model: address.model,
      apiKey: address.apiKey,
      maxTokens,
      timeout,
      // A retry would be a second wait that nobody planned for.
      maxRetries: 0,
      streamUsage: false,
      // What is asked, and the key, go to the server that was named and to no other.
      configuration: { baseURL: address.baseUrl, fetchOptions: { redirect: 'manual' } },
      ...(profile.temperature !== undefined && { temperature: profile.temperature }),
      modelKwargs: profile.more,
    });

  return {
    async answer<T>(call: ModelCall<T>): Promise<ModelAnswer<T>> {
      const began = performance.now();
      const took = () => Math.round(performance.now() - began);
      const system = profile.schemaInPrompt
        ? `${call.system}\n\nAnswer with one JSON object and nothing else. It fits this JSON Schema:\n${JSON.stringify(call.schema)}`
        : call.system;
      try {
        const told = (await chat(call.maxTokens, call.withinMs)
          .withStructuredOutput(
            { title: call.purpose, ...call.schema },
            { name: call.purpose, method: profile.method, includeRaw: true },
          )
          .invoke(
            [
              ['system', system],
              ...call.turns.map(({ role, text }) => [role === 'asked' ? 'human' : 'ai', text] as [string, string]),
            ],
            { signal: AbortSignal.timeout(call.withinMs) },
          )) as Told;
        const tokens = told.raw.usage_metadata?.total_tokens || guessed(call, JSON.stringify(told.parsed ?? ''));
        const value = call.read(told.parsed);
        return value === null
          ? { ok: false, why: 'shape', tokens, tookMs: took() }
          : { ok: true, value, tokens, tookMs: took() };
      } catch (error) {
        // What was sent may have been counted, whatever became of it.
        return { ok: false, why: failureOf(error), tokens: guessed(call, ''), tookMs: took() };
      }
    },
  };
}

/** Where the server does not say: a sign of Chinese is about a token, of English a quarter; the dearer of the two. */
const guessed = <T>({ system, turns }: ModelCall<T>, answer: string): number =>
  system.length / 4 + turns.reduce((sum, { text }) => sum + text.length, 0) + answer.length;

function failureOf(error: unknown): ModelFailure {
  const { name = '', status, code } = error as { name?: string; status?: number; code?: string };
  if (/abort|timeout/i.test(name) || code === 'ETIMEDOUT') return 'time';
  if (status === 429) return 'busy';
  if (status !== undefined && status >= 400 && status < 500) return 'refused';
  return error instanceof SyntaxError ? 'shape' : 'broken';
}
