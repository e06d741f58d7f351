/** What residents say, language by language: each key with several wordings, the first of them the plainest. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { LOCALES, type Locale } from '../../src/domain/names.ts';

const book = z.strictObject({
  /** What a wish is opened with. */
  opens: z.record(z.string(), z.array(z.string()).min(1)),
  /** The same with what is known said at once. */
  'opens-with': z.record(z.string(), z.array(z.string()).min(1)).default({}),
  /** Wishes as people put them who have never seen a form. */
  own: z.record(z.string(), z.array(z.string()).min(1)).default({}),
  /** Answers: `yes`, `scope.home`, `is.phone` … */
  says: z.record(z.string(), z.array(z.string()).min(1)),
  /** What can come in between. */
  between: z.record(z.string(), z.array(z.string()).min(1)),
  /** Before and after a sentence. */
  polite: z.array(z.string()),
  chatty: z.array(z.string()),
  angry: z.array(z.string()),
  endings: z.array(z.string()),
  ums: z.array(z.string()),
  /** What is told in one's own words: a story, an address, a name. */
  texts: z.record(z.string(), z.string()),
  /** Written wrong: a word and what becomes of it. */
  typos: z.array(z.tuple([z.string(), z.string()])),
});
export type WordBook = z.infer<typeof book>;

export function readWords(folder: string): Readonly<Record<Locale, WordBook>> {
  const read = (locale: Locale): WordBook => {
    const parsed = book.safeParse(parse(readFileSync(join(folder, `${locale}.yaml`), 'utf8')));
    if (!parsed.success) throw new Error(`words/${locale}.yaml:\n${z.prettifyError(parsed.error)}`);
    return parsed.data;
  };
  return Object.fromEntries(LOCALES.map((locale) => [locale, read(locale)])) as Record<Locale, WordBook>;
}
