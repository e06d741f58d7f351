/** What was said to whom, collected over whole runs: nobody reads a character of the other script. */
import * as OpenCC from 'opencc-js';
import type { Locale } from '../../src/domain/names.ts';
import { DEFAULT_SETTINGS } from '../../src/domain/settings.ts';
import type { Person } from '../support/house.ts';

const HAN = /\p{Script=Han}/u;
/** Each language as it should be written; a line that this changes has a character of the other script. */
const asWritten: Readonly<Record<Locale, (line: string) => string>> = {
  'zh-CN': OpenCC.Converter({ from: 'tw', to: 'cn' }),
  'zh-TW': OpenCC.Converter({ from: 'cn', to: 'tw' }),
  en: (line) => (HAN.test(line) ? '' : line),
};

/** Names, places and words of the resident's own stand as they were written. */
const recordOf = (text: string, own: readonly string[]): string =>
  [...own, ...DEFAULT_SETTINGS.staff.map(({ name }) => name)]
    .filter((words) => words.length > 1)
    .sort((one, other) => other.length - one.length)
    .reduce((rest, words) => rest.replaceAll(words, ' '), text)
    .replace(/住户.\d*|示例市\S*|住\*\*|示例\S{0,4}公司/gu, ' ');

/** Lines with a character of the wrong script, of everything that this person was told; `own`: what they said themselves. */
export async function wrongScript(person: Person, locale: Locale, own: readonly string[]): Promise<string[]> {
  const { messages } = await person.transcript();
  const lines = messages.flatMap(({ reply }) => {
    if (!reply) return [];
    const rows = reply.kind === 'card' ? reply.rows.flat() : [];
    const labels = 'choices' in reply ? reply.choices.map(({ label }) => label) : [];
    return ['text' in reply ? reply.text : reply.title, ...rows, ...labels];
  });
  return lines
    .map((line) => recordOf(line, own))
    .filter((said) => asWritten[locale](said) !== said)
    .slice(0, 5);
}
