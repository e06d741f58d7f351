/** Numbers in English words: ninety-two, twelve hundred, a thousand two hundred and fifty, three fifty, seven point four. */
import { ENGLISH_NUMBER, ENGLISH_NUMBERS } from './numbers.ts';

const WORD = `(?:${ENGLISH_NUMBER})`;
const DIGIT = '(?:zero|oh|nought|one|two|three|four|five|six|seven|eight|nine)';
const WHOLE = `(?:${WORD}|an?(?= (?:hundred|thousand|grand)))(?:(?:[ -]| and )(?:${WORD}|hundred|thousand|grand)\\b)*`;
/** One of them, for an expression. */
export const NUMBER_IN_WORDS = `${WHOLE}(?: point(?: ${DIGIT}\\b){1,2}| and a half\\b)?`;

/** Three fifty is 350, eleven eighty 1180; of twenty twenty six and thirty five fifty nobody knows. */
function shortHundreds(words: readonly string[]): number | null {
  const [first = 0, tens = 0, ones = 0] = words.map((word) => ENGLISH_NUMBERS[word] ?? 0);
  const plain = words.length < 2 || (words.length === 2 && first >= 20 && tens < 10);
  if (plain) return null;
  if (first >= 20 || tens < 10 || words.length > 3 || (words.length === 3 && (tens < 20 || ones >= 10))) return 0;
  return first * 100 + tens + ones;
}

function wholeOf(said: string): number {
  const words = said.split(/[ -]/).filter((word) => word !== 'and');
  const short = words.some((word) => /^(?:hundred|thousand|grand|an?)$/.test(word)) ? null : shortHundreds(words);
  if (short !== null) return short;
  let total = 0;
  let section = 0;
  for (const word of words) {
    if (word === 'hundred') section = Math.max(1, section) * 100;
    else if (word === 'thousand' || word === 'grand') {
      total += Math.max(1, section) * 1000;
      section = 0;
    } else section += /^an?$/.test(word) ? 1 : (ENGLISH_NUMBERS[word] ?? 0);
  }
  return total + section;
}

/** What the words of `NUMBER_IN_WORDS` are worth; 0 where nobody knows. */
export function englishNumber(said: string): number {
  if (said.endsWith(' and a half')) return wholeOf(said.slice(0, -' and a half'.length)) + 0.5;
  const [whole = '', parts] = said.split(' point ');
  const digits = parts?.split(' ').map((word) => String(ENGLISH_NUMBERS[word] ?? 0));
  return digits === undefined ? wholeOf(whole) : Number(`${wholeOf(whole)}.${digits.join('')}`);
}
