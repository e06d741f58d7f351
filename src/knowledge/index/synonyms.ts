/** Synonyms: what editors keep in knowledge/synonyms.yaml, and finding them in a text. */
import { z } from 'zod';
import { folded, PHRASE, sequenceKey, type Tokens, tokensOf } from './terms.ts';

/** YAML reads 95598 as a number. */
const Phrase = z
  .union([z.string(), z.number()])
  .transform((phrase) => String(phrase).trim())
  .pipe(z.string().min(1).max(40));
const Groups = z.array(z.array(Phrase).min(2)).max(2000);

/**
 * Checks what a YAML parser made of the file: a list of groups, each a list of words or phrases that mean one thing.
 * `problems` name a phrase that stands twice after folding; each phrase means one thing only, or neither is safe.
 * Throws a ZodError when the shape is another.
 */
export function readSynonyms(parsed: unknown): { groups: string[][]; problems: string[] } {
  const groups = Groups.parse(parsed);
  const seen = new Map<string, number>();
  const problems: string[] = [];
  groups.forEach((group, place) => {
    for (const phrase of group) {
      const plain = tokensOf(folded(phrase)).texts.join(' ');
      const before = seen.get(plain);
      if (before === undefined) seen.set(plain, place);
      else
        problems.push(`“${phrase}” stands in group ${before + 1} (${groups[before]?.[0]}) and in group ${place + 1}.`);
    }
  });
  return { groups, problems };
}

/** Group of the phrase with this key, or -1. */
type GroupOf = (key: number) => number;

/** Synonyms in a text, longest first, none inside another. */
export function conceptsIn(
  tokens: Tokens,
  longest: number,
  groupOf: GroupOf,
): { at: number; length: number; group: number }[] {
  const found: { at: number; length: number; group: number }[] = [];
  const { keys } = tokens;
  for (let at = 0; at < keys.length; at += 1) {
    for (let length = Math.min(longest, keys.length - at); length > 0; length -= 1) {
      const group = groupOf(sequenceKey(PHRASE, keys, at, at + length));
      if (group < 0) continue;
      found.push({ at, length, group });
      at += length - 1;
      break;
    }
  }
  return found;
}
