/** One revision, opened: articles by id and day, and a search in each language. */
import type { IsoDate } from '../domain/billing.ts';
import { LOCALES, type Locale } from '../domain/names.ts';
import { type Articles, type Edition, holdsOn, KNOWLEDGE_FORMAT } from './article.ts';
import { type Reach, reachOf } from './beyond.ts';
import { type Index, openIndex } from './index/open.ts';
import type { Hit } from './index/passage.ts';
import { search } from './index/search.ts';

/** A hit, and the clause it is in. */
export interface Found extends Hit {
  readonly edition: Edition;
  /** Place of the clause in its edition; 0 is the lead. */
  readonly clause: number;
}

export interface Library {
  readonly revision: number;
  readonly editions: (locale: Locale) => readonly Edition[];
  /** The edition that holds on a day. */
  readonly edition: (locale: Locale, articleId: string, day: IsoDate) => Edition | null;
  /** How far a question reaches beyond an edition. */
  readonly reach: (locale: Locale) => Reach;
  readonly search: (locale: Locale, question: string, day: IsoDate, limit: number) => readonly Found[];
}

export interface RevisionContent {
  readonly revision: number;
  readonly articles: Articles;
  readonly indexes: Readonly<Record<Locale, Uint8Array>>;
}

/** Opens what was stored; null: it has a shape that this release does not read. */
export function readRevision(stored: {
  readonly revision: number;
  readonly articles: string;
  readonly indexes: Readonly<Record<Locale, Uint8Array>>;
}): Library | null {
  const articles = JSON.parse(stored.articles) as Articles;
  if (articles.format !== KNOWLEDGE_FORMAT) return null;
  try {
    return openLibrary({ ...stored, articles });
  } catch {
    // An index of another release: the folder has to be published anew.
    return null;
  }
}

export function openLibrary({ revision, articles, indexes }: RevisionContent): Library {
  const opened = new Map<Locale, Index>(LOCALES.map((locale) => [locale, openIndex(indexes[locale])]));
  const reaches = new Map<Locale, Reach>();
  return {
    revision,
    editions: (locale) => articles.shelves[locale].editions,
    edition: (locale, articleId, day) =>
      articles.shelves[locale].editions.find((edition) => edition.id === articleId && holdsOn(edition, day)) ?? null,
    reach: (locale) => {
      const made = reaches.get(locale) ?? reachOf(articles.shelves[locale].editions);
      reaches.set(locale, made);
      return made;
    },
    search: (locale, question, day, limit) => {
      const { editions, places } = articles.shelves[locale];
      const placed = (passage: number) => {
        const [at, clause] = places[passage] ?? [];
        const edition = at === undefined ? undefined : editions[at];
        return edition && clause !== undefined ? { edition, clause } : null;
      };
      const allow = (passage: number) => {
        const edition = placed(passage)?.edition;
        return edition !== undefined && holdsOn(edition, day);
      };
      const index = opened.get(locale);
      if (!index) return [];
      return search(index, question, { limit, allow }).flatMap((hit) => {
        const place = placed(hit.passage);
        return place ? [{ ...hit, ...place }] : [];
      });
    },
  };
}
