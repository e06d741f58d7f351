/** Publishing: a compiled revision has to answer the golden questions no worse than the one in force, then takes its place. */
import { createHash } from 'node:crypto';
import type { IsoDate } from '../domain/billing.ts';
import { LOCALES, type Locale } from '../domain/names.ts';
import type { Embeddings } from '../outside/embeddings.ts';
import {
  revisionInForce,
  revisionOf,
  revisions,
  revisionWithHash,
  storeRevision,
  switchRevision,
} from '../store/knowledge.ts';
import type { Database } from '../store/tables.ts';
import type { Reader } from './answer.ts';
import type { Edition } from './article.ts';
import type { CompiledRevision } from './compile/compile.ts';
import { askGolden, type GoldenQuestion, type GoldenResult } from './golden.ts';
import { type Library, openLibrary, readRevision } from './library.ts';
import { type Filled, fillVectors } from './meaning/fill.ts';
import { type Render, renderClause, textOf } from './render.ts';

export interface Publication {
  readonly compiled: CompiledRevision;
  readonly golden: readonly GoldenQuestion[];
  readonly reader: Reader;
  readonly today: IsoDate;
  readonly now: Date;
  readonly note: string;
  /** null: words alone decide. */
  readonly embeddings?: Embeddings | null;
}

/** A revision that is in force now. */
interface Standing {
  readonly revision: number;
  readonly golden: readonly GoldenResult[];
  /** What became of its vectors; absent: there is no embedding model. */
  readonly vectors?: Filled;
}

export type Published =
  | ({ readonly kind: 'published' } & Standing)
  /** Exactly this is in force already. */
  | ({ readonly kind: 'unchanged' } & Standing)
  /** Answered by what is in force and not by this. */
  | { readonly kind: 'worse'; readonly than: number; readonly worse: readonly GoldenResult[] }
  /** Somebody else published meanwhile. */
  | { readonly kind: 'overtaken' };

export const hashOf = ({ articles, indexes }: CompiledRevision): string => {
  const hash = createHash('sha256').update(JSON.stringify(articles));
  for (const locale of LOCALES) hash.update(indexes[locale]);
  return hash.digest('hex');
};

export async function libraryInForce(db: Database, embeddingModel: string | null = null): Promise<Library | null> {
  const found = await revisionInForce(db, null, embeddingModel);
  return (found?.content && readRevision(found.content)?.withVectors(found.vectors)) ?? null;
}

/** Vectors come afterwards, for nothing waits for them: the revision is in force whatever becomes of them. */
export async function publish(db: Database, made: Publication): Promise<Published> {
  const published = await publishWords(db, made);
  if (!made.embeddings || published.kind === 'worse' || published.kind === 'overtaken') return published;
  const { revision } = published;
  const { articles } = made.compiled;
  return { ...published, vectors: await fillVectors(db, { revision, articles, embeddings: made.embeddings }) };
}

async function publishWords(db: Database, made: Publication): Promise<Published> {
  const { compiled, now, note } = made;
  const inForce = await revisionInForce(db, null);
  const standing = inForce?.revision ?? null;
  const current = inForce?.content ? readRevision(inForce.content) : null;
  const ask = (library: Library) => made.golden.map((one) => askGolden(library, one, made.reader, made.today));
  const results = ask(openLibrary({ revision: 0, ...compiled }));
  if (current) {
    const before = ask(current);
    const worse = results.filter(({ passed }, at) => !passed && before[at]?.passed === true);
    if (worse.length > 0) return { kind: 'worse', than: current.revision, worse };
  }
  const hash = hashOf(compiled);
  const same = await revisionWithHash(db, hash);
  if (same !== null) {
    if (same === standing) return { kind: 'unchanged', revision: same, golden: results };
    const switched = standing !== null && (await switchRevision(db, same, standing, now));
    return switched ? { kind: 'published', revision: same, golden: results } : { kind: 'overtaken' };
  }
  const golden = {
    passed: results.filter(({ passed }) => passed).length,
    of: results.length,
    failed: results.filter(({ passed }) => !passed).map(({ golden: { question } }) => question),
  };
  const revision = await storeRevision(
    db,
    { publishedAt: now, note, hash, articles: JSON.stringify(compiled.articles), indexes: compiled.indexes, golden },
    standing,
  );
  return revision === null ? { kind: 'overtaken' } : { kind: 'published', revision, golden: results };
}

/** Puts an earlier revision in force: the named one, else the newest before the present one. null: there is none such. */
export async function rollback(db: Database, wanted: number | null, now: Date): Promise<number | null> {
  const listed = await revisions(db, 1_000);
  const current = listed.find((one) => one.current);
  const target = listed.find(({ revision }) =>
    wanted === null ? current && revision < current.revision : revision === wanted,
  );
  if (!current || !target) return null;
  if (target.revision === current.revision) return current.revision;
  return (await switchRevision(db, target.revision, current.revision, now)) ? target.revision : null;
}

export interface Difference {
  readonly locale: Locale;
  readonly articleId: string;
  readonly what: 'added' | 'removed' | 'changed';
  /** Lines that went and lines that came. */
  readonly before: readonly string[];
  readonly after: readonly string[];
}

const linesOf = (edition: Edition | undefined, locale: Locale, render: Render): string[] =>
  edition
    ? [
        `${edition.title} (${edition.effectiveFrom} – ${edition.effectiveTo ?? ''})`,
        `${edition.source.name}, ${edition.source.ref}, ${edition.source.date}; ${edition.owner}, review by ${edition.reviewBy}`,
        ...edition.questions.map((question) => `? ${question}`),
        ...edition.clauses.flatMap((clause) => [
          ...(clause.heading ? [`## ${clause.heading}`] : []),
          ...textOf(renderClause(clause, { locale, day: edition.effectiveFrom, render }) ?? [], locale).split('\n'),
        ]),
      ]
    : [];

/** What two revisions say differently; what one language borrows of another is left out. */
export function differences(before: Library, after: Library): Difference[] {
  // References as they were written: a changed price is no change of the article.
  const asWritten: Render = (reference) => `{{${Object.values(reference).join(':')}}}`;
  return LOCALES.flatMap((locale) => {
    const own = (library: Library) =>
      new Map(
        library
          .editions(locale)
          .filter(({ borrowed }) => borrowed === undefined)
          .map((edition) => [`${edition.id}@${edition.effectiveFrom}`, edition]),
      );
    const [old, made] = [own(before), own(after)];
    return [...new Set([...old.keys(), ...made.keys()])].toSorted().flatMap((key): Difference[] => {
      const [was, is] = [linesOf(old.get(key), locale, asWritten), linesOf(made.get(key), locale, asWritten)];
      if (was.join('\n') === is.join('\n')) return [];
      return [
        {
          locale,
          articleId: key,
          what: was.length === 0 ? 'added' : is.length === 0 ? 'removed' : 'changed',
          before: was.filter((line) => !is.includes(line)),
          after: is.filter((line) => !was.includes(line)),
        },
      ];
    });
  });
}

/** null: there is no such revision, or this release does not read it. */
export async function libraryOf(db: Database, revision: number): Promise<Library | null> {
  const stored = await revisionOf(db, revision);
  return stored && readRevision(stored);
}
