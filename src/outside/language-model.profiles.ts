/** What OpenAI-compatible servers do differently (facts/channels.md 7.5–7.7): how an object is asked for, and thinking switched off. */
import type { ModelAddress } from './language-model.ts';

export interface Profile {
  /** functionCalling: a tool that has to be called · jsonMode: `response_format: json_object`. */
  readonly method: 'functionCalling' | 'jsonMode';
  /** json_object knows no schema, and wants the word JSON in the prompt. */
  readonly schemaInPrompt: boolean;
  readonly temperature?: number;
  /** Goes into the body of the request as it stands. */
  readonly more: Readonly<Record<string, unknown>>;
}

const PLAIN: Profile = { method: 'functionCalling', schemaInPrompt: false, temperature: 0, more: {} };

const PROFILES: readonly { readonly names: RegExp; readonly profile: Profile }[] = [
  // Thinks unless told not to, longer than a turn lasts; json_schema is not on its stable endpoint.
  { names: /deepseek/i, profile: { ...PLAIN, more: { thinking: { type: 'disabled' } } } },
  // `tool_choice` may be ignored, json_object is not.
  {
    names: /qwen|qwq|dashscope/i,
    profile: { ...PLAIN, method: 'jsonMode', schemaInPrompt: true, more: { enable_thinking: false } },
  },
  // Take no temperature.
  { names: /^(?:o\d|gpt-5)/i, profile: { method: 'functionCalling', schemaInPrompt: false, more: {} } },
];

/** By the model's name, else by where it is asked. */
export function profileOf({ model, baseUrl }: Pick<ModelAddress, 'model' | 'baseUrl'>): Profile {
  const known = (name: string) => PROFILES.find(({ names }) => names.test(name))?.profile;
  return known(model) ?? known(new URL(baseUrl).hostname) ?? PLAIN;
}
