/** Reads the folder `knowledge/` and compiles it with the values published in a database. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { z } from 'zod';
import { CLOCKS, clockInForce } from '../clocks/presets.ts';
import { articleWords } from '../conversation/article-words.ts';
import type { IsoDate } from '../domain/billing.ts';
import { LOCALES } from '../domain/names.ts';
import type { KnowledgeFile } from '../knowledge/compile/article-file.ts';
import { type Compiled, compile } from '../knowledge/compile/compile.ts';
import { errorAt, type Fault, warningAt } from '../knowledge/compile/fault.ts';
import { type GoldenQuestion, readGolden } from '../knowledge/golden.ts';
import { readSynonyms } from '../knowledge/index/synonyms.ts';
import type { PublishedBooks } from '../services/published-values.ts';

export const KNOWLEDGE_FOLDER = fileURLToPath(new URL('../../knowledge', import.meta.url));

export interface Folder {
  readonly files: readonly KnowledgeFile[];
  readonly synonyms: readonly (readonly string[])[];
  readonly golden: readonly GoldenQuestion[];
  readonly faults: readonly Fault[];
}

const fileIn = (folder: string, name: string): string | null =>
  existsSync(join(folder, name)) ? readFileSync(join(folder, name), 'utf8') : null;

/** The last line that has the word a problem quotes. */
function lineWith(text: string, problem: string): number {
  const word = /“(.+?)”/.exec(problem)?.[1] ?? '';
  return text.split('\n').findLastIndex((line) => !line.startsWith('#') && line.includes(word)) + 1 || 1;
}

export function readFolder(folder: string = KNOWLEDGE_FOLDER): Folder {
  const files = LOCALES.flatMap((locale) =>
    existsSync(join(folder, locale))
      ? readdirSync(join(folder, locale))
          .filter((name) => name.endsWith('.md') || name.endsWith('.asked.txt'))
          .toSorted()
          .map(
            (name): KnowledgeFile => ({
              path: `${locale}/${name}`,
              text: readFileSync(join(folder, locale, name), 'utf8'),
            }),
          )
      : [],
  );
  const faults: Fault[] = [];
  const synonymsText = fileIn(folder, 'synonyms.yaml');
  let groups: string[][] = [];
  if (synonymsText !== null) {
    try {
      // Every word is a word: 95598 is no number here.
      const read = readSynonyms(parse(synonymsText, { schema: 'failsafe' }));
      groups = read.groups;
      faults.push(
        ...read.problems.map((text) => {
          // The same word in both scripts of one group is only said twice.
          const [, first, second] = /group (\d+).* group (\d+)/.exec(text) ?? [];
          return (first === second ? warningAt : errorAt)('synonyms.yaml', lineWith(synonymsText, text), text);
        }),
      );
    } catch (error) {
      const [first = ''] = (error as Error).message.split('\n');
      faults.push(
        errorAt(
          'synonyms.yaml',
          1,
          error instanceof z.ZodError ? 'has to be a list of lists of words' : `is no YAML: ${first}`,
        ),
      );
    }
  }
  const golden = readGolden('golden.yaml', fileIn(folder, 'golden.yaml') ?? '[]');
  faults.push(...golden.faults);
  return { files, synonyms: groups, golden: golden.questions, faults };
}

export function compileFolder(folder: Folder, books: PublishedBooks, today: IsoDate): Compiled {
  const render = articleWords(books);
  const compiled = compile({
    files: folder.files,
    synonyms: folder.synonyms,
    today,
    words: {
      render,
      known: (reference, locale, day) => render(reference, locale, day, '') !== null,
    },
    presets: {
      durations: [...new Set(CLOCKS.map(({ id }) => id))].map((id) => {
        const { limit, unit } = clockInForce(id, today);
        return { id, limit, unit };
      }),
      prices: new Map(
        books.tariffs.flatMap(({ tariffId, seasons }) =>
          seasons.flatMap(({ tiers }) => tiers.map(({ price }, at) => [price, `price:${tariffId}.${at + 1}`] as const)),
        ),
      ),
    },
  });
  return folder.faults.some(({ level }) => level === 'error')
    ? { ...compiled, revision: null, faults: [...folder.faults, ...compiled.faults] }
    : { ...compiled, faults: [...folder.faults, ...compiled.faults] };
}
