/** One file of `knowledge/<locale>/`: its head and body together, and whether its name says what is in it. */
import { LOCALES, type Locale } from '../../domain/names.ts';
import type { Edition } from '../article.ts';
import { errorAt, type Fault } from './fault.ts';
import { readHead } from './front-matter.ts';
import { readBody, type WrittenClause } from './markdown.ts';

export interface KnowledgeFile {
  /** From the knowledge folder on, with slashes: `zh-CN/late-fee.md`. */
  readonly path: string;
  readonly text: string;
}

export interface QuestionPlace {
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

export interface WrittenEdition {
  readonly file: string;
  readonly locale: Locale;
  readonly edition: Edition;
  readonly clauses: readonly WrittenClause[];
  /** Where each of the edition's questions stands. */
  readonly questionPlaces: readonly QuestionPlace[];
  readonly lineOf: (...path: readonly (string | number)[]) => number;
}

export interface ReadFile {
  readonly written: WrittenEdition | null;
  readonly faults: readonly Fault[];
}

export function readArticle({ path, text }: KnowledgeFile): ReadFile {
  const [folder = '', name = ''] = path.split('/');
  const locale = LOCALES.find((one) => one === folder);
  if (!locale) return { written: null, faults: [errorAt(path, 1, `${folder} is no language of ours`)] };
  const { front, faults, lineOf, body, before } = readHead(path, text);
  const { clauses, faults: marked } = readBody(path, body, before);
  const found = [...faults, ...marked];
  if (!front) return { written: null, faults: found };
  if (name !== `${front.id}.md` && name !== `${front.id}@${front.effectiveFrom}.md`)
    found.push(
      errorAt(
        path,
        lineOf('id'),
        `the file has to be called ${front.id}.md, a later edition ${front.id}@${front.effectiveFrom}.md`,
      ),
    );
  const edition: Edition = {
    ...front,
    clauses: clauses.map(({ heading, blocks }) => ({ heading, blocks })),
  };
  const questionPlaces = edition.questions.map((_, at) => ({ file: path, line: lineOf('questions', at) }));
  return { written: { file: path, locale, edition, clauses, questionPlaces, lineOf }, faults: found };
}
