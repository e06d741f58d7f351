/** What a sticker says: LINE names each one with English keywords; only what nothing hangs on is taken from them. */

/** The first that fits wins: a sticker that waves and thanks, thanks. */
const MEANINGS: readonly (readonly ['thanks' | 'bye' | 'hello', readonly string[]])[] = [
  ['thanks', ['thank', 'thanks', 'thank you', 'thankyou', 'thx', 'arigato', 'gratitude', 'grateful', 'appreciate']],
  ['bye', ['bye', 'goodbye', 'good bye', 'bye bye', 'byebye', 'see you', 'good night', 'goodnight', 'farewell']],
  ['hello', ['hello', 'hi', 'hey', 'greet', 'greeting', 'good morning', 'morning', 'good afternoon', 'good evening']],
];

/**
 * A greeting, thanks or a farewell; null for everything else. An OK or a No never counts as one: a yes to a payment is words or a
 * button, not a picture that its sender may have meant otherwise.
 */
export function saidBySticker(keywords: readonly string[]): 'thanks' | 'bye' | 'hello' | null {
  const said = new Set(keywords.map((keyword) => keyword.trim().toLowerCase()));
  return MEANINGS.find(([, words]) => words.some((word) => said.has(word)))?.[0] ?? null;
}
