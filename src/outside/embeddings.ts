/** Port: texts as vectors that lie near one another where they mean the same; absent is a legal state, and nothing is sure by them. */
import type { ModelFailure } from './language-model.ts';

export interface EmbeddingCall {
  /** Personal data is out of all of them. */
  readonly texts: readonly string[];
  /** The same for a message that is run again: what failed once is not asked again for it. */
  readonly key: string;
  readonly withinMs: number;
}

export type EmbeddingAnswer = { readonly tokens: number; readonly tookMs: number } & (
  | {
      readonly ok: true;
      /** One for each text, in its place; all of one length, none of them nothing but zeros. */
      readonly vectors: readonly Float32Array[];
    }
  | { readonly ok: false; readonly why: ModelFailure }
);

export interface Embeddings {
  /** Vectors of different models say nothing about one another. */
  readonly model: string;
  /** Never throws for what the server or the way to it does. */
  embed(call: EmbeddingCall): Promise<EmbeddingAnswer>;
}
