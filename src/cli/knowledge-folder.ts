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

const NOT_READ = ['drafts', 'README.md'];
const BESIDE_ARTICLES = ['synonyms.yaml', 'golden.yaml'];
const isArticle = (name: string): boolean => name.endsWith('.md') || name.endsWith('.asked.txt');
/** Files of editors and systems that nobody means as an article. */
const isHidden = (name: string): boolean => name.startsWith('.') || name.endsWith('~');

/** The text of a file; one that is no UTF-8 is a fault and not read as rubbish. */
function textIn(folder: string, name: string, faults: Fault[]): string | null {
  if (!existsSync(join(folder, name))) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(join(folder, name)));
  } catch {
    faults.push(errorAt(name, 1, 'is not UTF-8; save it as UTF-8'));
    return null;
  }
}

/** What lies where articles lie and is none: a mistyped folder or ending says nothing by itself. */
function strayIn(folder: string): readonly Fault[] {
  const stray = (name: string): Fault =>
    warningAt(name, 1, `is not read: articles are ${LOCALES.map((locale) => `${locale}/<id>.md`).join(', ')}`);
  const names = (path: string): string[] =>
    existsSync(path) ? readdirSync(path).filter((name) => !isHidden(name)) : [];
  return [
    ...names(folder).filter((name) => ![...LOCALES, ...NOT_READ, ...BESIDE_ARTICLES].includes(name)),
    ...LOCALES.flatMap((locale) =>
      names(join(folder, locale)).flatMap((name) => (isArticle(name) ? [] : [`${locale}/${name}`])),
    ),
  ].map(stray);
}

/** The last line that has the word a problem quotes. */
function lineWith(text: string, problem: string): number {
  const word = /“(.+?)”/.exec(problem)?.[1] ?? '';
  return text.split('\n').findLastIndex((line) => !line.startsWith('#') && line.includes(word)) + 1 || 1;
}

export function readFolder(folder: string = KNOWLEDGE_FOLDER): Folder {
  const faults: Fault[] = [...strayIn(folder)];
  const files = LOCALES.flatMap((locale) =>
    existsSync(join(folder, locale))
      ? readdirSync(join(folder, locale))
          .filter(isArticle)
          .toSorted()
          .flatMap((name): KnowledgeFile[] => {
            const path = `${locale}/${name}`;
            const text = textIn(folder, path, faults);
            return text === null ? [] : [{ path, text }];
          })
      : [],
  );
  const synonymsText = textIn(folder, 'synonyms.yaml', faults);
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
  const golden = readGolden('golden.yaml', textIn(folder, 'golden.yaml', faults) ?? '[]');
  faults.push(...golden.faults);
  if (golden.questions.length === 0 && golden.faults.length === 0)
    faults.push(errorAt('golden.yaml', 1, 'asks nothing: nothing would guard what is answered today'));
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
