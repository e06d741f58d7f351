/** Port: a language model that is asked for one JSON object; absent is a legal state, and whatever it says is only a proposal. */

export interface ModelCall<T> {
  /** What is asked for: `meaning`, `answer`. */
  readonly purpose: string;
  /** Name and version of the prompt: `meaning@1`. */
  readonly prompt: string;
  /** The same for a message that is run again: it gets the same answer, and is not asked or paid for twice. */
  readonly key: string;
  readonly system: string;
  /** Examples first, what is asked about last; personal data is out of all of it. */
  readonly turns: readonly { readonly role: 'asked' | 'answered'; readonly text: string }[];
  /** JSON Schema of the object that is wanted. */
  readonly schema: Readonly<Record<string, unknown>>;
  /** The object as the caller can use it; null: it has another shape. */
  readonly read: (value: unknown) => T | null;
  /** Of the answer. */
  readonly maxTokens: number;
  readonly withinMs: number;
}

/**
 * time: no answer within `withinMs` · busy: 429 · broken: 5xx, no connection, a cut answer · refused: another 4xx ·
 * shape: an answer that cannot be read · resting: not asked, it failed too often · spent: not asked, the budget is used up.
 */
export type ModelFailure = 'time' | 'busy' | 'broken' | 'refused' | 'shape' | 'resting' | 'spent';

export type ModelAnswer<T> = { readonly tokens: number; readonly tookMs: number } & (
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly why: ModelFailure }
);

export interface LanguageModel {
  /** Never throws for what the model or the way to it does. */
  answer<T>(call: ModelCall<T>): Promise<ModelAnswer<T>>;
}

export interface ModelAddress {
  /** With `/v1`, without a slash at the end. */
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly model: string;
}

/** The adapter is heavy: it is loaded when the first message needs it. */
export type LoadLanguageModel = (address: ModelAddress) => Promise<LanguageModel>;
