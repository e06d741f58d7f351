/** A language model beside the service: the emulator in one of its modes, which knows what the resident meant by their last message. */
import type { ServiceId, SlotName } from '../../src/domain/names.ts';
import { openAiLanguageModel } from '../../src/outside/language-model.openai.ts';
import type { ModelAddress } from '../../src/outside/language-model.ts';
import { MODES, type Mode, startModelEmulator } from '../support/model-emulator.ts';

export { MODES, type Mode };

/** A command of prompts/meaning.md. */
export type Meaning =
  | { readonly kind: 'start'; readonly service: ServiceId }
  | { readonly kind: 'set' | 'correct'; readonly slot: SlotName; readonly said: string; readonly value?: string }
  | { readonly kind: 'help' | 'repeat' | 'skip' | 'outOfScope' | 'unknown' };

const UNKNOWN: Meaning = { kind: 'unknown' };

/** What is said between a question and its answer, as a model may tell it; anything else is no business of a model's. */
export const BETWEEN: Readonly<Record<string, Meaning>> = {
  policy: { kind: 'start', service: 'knowledge.ask' },
  history: { kind: 'start', service: 'payment.history' },
  repeat: { kind: 'repeat' },
  help: { kind: 'help' },
  talk: { kind: 'start', service: 'smalltalk' },
  'not-ours': { kind: 'outOfScope' },
};

export async function openModel(mode: Mode) {
  let meant: readonly Meaning[] = [];
  const emulator = await startModelEmulator(mode, ({ purpose }) =>
    purpose === 'meaning' ? { commands: meant.length > 0 ? meant : [UNKNOWN] } : null,
  );
  return {
    environment: emulator.environment,
    load: async (address: ModelAddress) => openAiLanguageModel(address),
    /** What the message that is written next says. */
    means: (meanings: readonly Meaning[]): void => {
      meant = meanings;
    },
    /** How often it was asked. */
    asked: (): number => emulator.requests.length,
    close: emulator.close,
  };
}
