/** How Chinese sounds, without tones: what voice-to-text and pinyin write differently becomes alike. */
import { SOUNDS } from './sound.generated.ts';

/** Southern ears hear no zh, ch, sh and no -ng after e and i; nor do those who type for them. */
const alike = (syllable: string): string =>
  syllable
    .replace(/^([zcs])h/, '$1')
    .replace(/(?<=[ei])ng$/, 'n')
    .replace(/^v|(?<=[nl])ue$/, (said) => (said === 'v' ? 'v' : 've'));

const sounds = new Map<string, string>();
const syllables = new Set<string>();
for (const group of SOUNDS.split(' ')) {
  const said = /^[a-z]+/.exec(group)?.[0] ?? '';
  syllables.add(said);
  for (const character of group.slice(said.length)) sounds.set(character, alike(said));
}

/** The syllable of a folded character; null for what is no common character. */
export const soundOf = (character: string): string | null => sounds.get(character) ?? null;

/** The syllables a run of Latin letters is made of, fewest first; null when something is left over. */
function spell(letters: string): string[] | null {
  const best: (string[] | null)[] = [[]];
  for (let end = 1; end <= letters.length; end += 1) {
    let found: string[] | null = null;
    for (let length = Math.min(6, end); length >= 1; length -= 1) {
      const before = best[end - length];
      const said = letters.slice(end - length, end);
      if (before == null || !syllables.has(said)) continue;
      if (found === null || before.length + 1 < found.length) found = [...before, alike(said)];
    }
    best.push(found);
  }
  return best[letters.length] ?? null;
}

/** The syllables of a text written in pinyin; null when it is not: a word is no syllable, or there are too few. */
export function pinyinIn(latin: string): string[] | null {
  const words = latin.match(/[a-z]+/g) ?? [];
  if (words.length === 0 || latin.length > 120) return null;
  const all: string[] = [];
  for (const word of words) {
    const said = spell(word);
    if (said === null) return null;
    all.push(...said);
  }
  return all.length >= 2 ? all : null;
}
