/** Adapter: `POST /embeddings` of any OpenAI-compatible server; a plain bounded call, light enough to stand in the Worker itself. */
import { z } from 'zod';
import { boundedBody } from './bounded-body.ts';
import type { EmbeddingAnswer, Embeddings } from './embeddings.ts';
import type { ModelAddress, ModelFailure } from './language-model.ts';

/** Longer vectors are no model's that is known; a number takes some 24 signs in JSON. */
const MOST_DIMENSIONS = 8_192;
const MOST_BYTES_A_TEXT = MOST_DIMENSIONS * 24;

const shape = z.object({
  data: z.array(
    z.object({
      index: z.number().int().nonnegative().optional(),
      embedding: z.array(z.number()).min(2).max(MOST_DIMENSIONS),
    }),
  ),
  usage: z.object({ total_tokens: z.number().nonnegative() }).optional(),
});

/**
 * No LangChain here: its `OpenAIEmbeddings` would have to be loaded (355 KiB gz on Workers) before a question that words cannot
 * settle could be sent, it does not look at what comes back, and all there is to do is one request.
 */
export function openAiEmbeddings({ baseUrl, apiKey, model }: ModelAddress): Embeddings {
  return {
    model,
    async embed({ texts, withinMs }) {
      const began = performance.now();
      const ended = (tokens: number) => ({ tokens, tookMs: Math.round(performance.now() - began) });
      // Where the server does not say, and where what was sent may have been counted: a sign is a token at most.
      const guessed = texts.reduce((sum, text) => sum + text.length, 0);
      const not = (why: ModelFailure): EmbeddingAnswer => ({ ok: false, why, ...ended(guessed) });
      try {
        const response = await fetch(`${baseUrl}/embeddings`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', authorization: `Bearer ${apiKey}` },
          body: JSON.stringify({ model, input: texts, encoding_format: 'float' }),
          // What is asked goes to the server that was named, and to no other.
          redirect: 'manual',
          signal: AbortSignal.timeout(withinMs),
        });
        if (!response.ok) {
          await response.body?.cancel();
          return not(response.status === 429 ? 'busy' : response.status >= 500 ? 'broken' : 'refused');
        }
        const body = await boundedBody(response, MOST_BYTES_A_TEXT * texts.length);
        const told =
          'bytes' in body ? shape.safeParse(JSON.parse(new TextDecoder().decode(body.bytes))).data : undefined;
        const vectors = told && vectorsOf(told.data, texts.length);
        if (!told || !vectors) return not('shape');
        return { ok: true, vectors, ...ended(told.usage?.total_tokens || guessed) };
      } catch (error) {
        return not(failureOf(error));
      }
    },
  };
}

/** In the order of the texts; null: one is missing, doubled, nothing but zeros, or of another length than the first. */
function vectorsOf(data: z.infer<typeof shape>['data'], count: number): Float32Array[] | null {
  const placed = new Map(data.map(({ index, embedding }, at) => [index ?? at, Float32Array.from(embedding)]));
  const vectors = Array.from({ length: count }, (_, at) => placed.get(at) ?? new Float32Array());
  const length = data[0]?.embedding.length;
  const fits = (one: Float32Array): boolean =>
    one.length === length && one.every(Number.isFinite) && one.some((value) => value !== 0);
  return data.length === count && vectors.every(fits) ? vectors : null;
}

function failureOf(error: unknown): ModelFailure {
  const { name = '' } = error as { name?: string };
  if (/abort|timeout/i.test(name)) return 'time';
  return error instanceof SyntaxError ? 'shape' : 'broken';
}
