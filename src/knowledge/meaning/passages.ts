/** What of a shelf has a meaning to be found by: each clause under its title, and the stored questions of an article, a few together. */
import type { Locale } from '../../domain/names.ts';
import { type Clause, inlinesOf, plainOf, type Shelf } from '../article.ts';

/** One text that gets a vector. */
export interface Meaning {
  /** Place in the shelf's `places`. */
  readonly passage: number;
  readonly text: string;
}

/** Signs: what the smallest known models read of a text is not much more. */
const MOST_SIGNS = 800;
/** An article has up to a hundred stored questions: neighbours in its list share a vector, so that it has so many at most. */
const QUESTION_VECTORS = 4;

/** Values are left out: a price that changes is no other meaning, and no vector has to be asked for anew. */
const wordsOf = ({ blocks }: Clause): string =>
  blocks
    .flatMap((block) => inlinesOf(block).map((parts) => plainOf(parts)))
    .filter((line) => line.trim() !== '')
    .join('\n');

const cut = (lines: readonly string[]): string => lines.join('\n').slice(0, MOST_SIGNS).toWellFormed();

function together(questions: readonly string[]): string[] {
  const each = Math.ceil(questions.length / QUESTION_VECTORS);
  return Array.from({ length: each === 0 ? 0 : Math.ceil(questions.length / each) }, (_, at) =>
    cut(questions.slice(at * each, (at + 1) * each)),
  );
}

/** What English borrows of the mainland is only named there, never shown: it is not looked for by meaning. */
export function meaningsOf(locale: Locale, { editions, places }: Shelf): Meaning[] {
  return places.flatMap(([at, place], passage): Meaning[] => {
    const edition = editions[at];
    const clause = edition?.clauses[place];
    if (!edition || !clause || (locale === 'en' && edition.borrowed !== undefined)) return [];
    const lines = [edition.title, clause.heading ?? '', wordsOf(clause)].filter((line) => line !== '');
    const asked = place === 0 ? together(edition.questions) : [];
    return [cut(lines), ...asked].map((text) => ({ passage, text }));
  });
}
