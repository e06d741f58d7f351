/** One revision, opened: articles by id and day, and a search in each language. */
import type { IsoDate } from '../domain/billing.ts';
import { LOCALES, type Locale } from '../domain/names.ts';
import type { VectorsByLocale } from '../store/knowledge-vectors.ts';
import { type Articles, type Edition, holdsOn, KNOWLEDGE_FORMAT } from './article.ts';
import { makeReach, type Reach } from './beyond.ts';
import { type Index, openIndex } from './index/open.ts';
import type { Hit } from './index/passage.ts';
import { search } from './index/search.ts';
import { type Nearness, openVectors } from './meaning/vectors.ts';

/** A hit, and the clause it is in. */
export interface Found extends Hit {
  readonly edition: Edition;
  /** Place of the clause in its edition; 0 is the lead. */
  readonly clause: number;
}

/** How near a question comes to an edition in meaning. */
export interface Near {
  readonly edition: Edition;
  /** Of the nearest of its clauses; -1 to 1. */
  readonly cosine: number;
}

export interface Library {
  readonly revision: number;
  readonly editions: (locale: Locale) => readonly Edition[];
  /** The edition that holds on a day. */
  readonly edition: (locale: Locale, articleId: string, day: IsoDate) => Edition | null;
  /** How far a question reaches beyond an edition. */
  readonly reach: Reach;
  readonly search: (locale: Locale, question: string, day: IsoDate, limit: number) => readonly Found[];
  /** Languages that have vectors; none is normal. */
  readonly vectors: readonly Locale[];
  /** Editions that hold on a day; null: there are no vectors, or the question's is of another length. */
  readonly near: (locale: Locale, question: Float32Array, day: IsoDate) => readonly Near[] | null;
  /** The same with more vectors. */
  readonly withVectors: (more: VectorsByLocale) => Library;
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
  const opened = openWords({ revision, articles, indexes });
  const withNearness = (nearness: Readonly<Partial<Record<Locale, Nearness>>>): Library => ({
    ...opened,
    vectors: LOCALES.filter((locale) => nearness[locale] !== undefined),
    near: (locale, question, day) => {
      const { editions, places } = articles.shelves[locale];
      const cosines = nearness[locale]?.(question);
      if (!cosines) return null;
      const nearest = new Map<Edition, number>();
      for (const [passage, cosine] of cosines) {
        const edition = editions[places[passage]?.[0] ?? -1];
        if (edition && holdsOn(edition, day)) nearest.set(edition, Math.max(cosine, nearest.get(edition) ?? -1));
      }
      return [...nearest].map(([edition, cosine]) => ({ edition, cosine }));
    },
    withVectors: (more) =>
      withNearness({
        ...nearness,
        ...Object.fromEntries(Object.entries(more).map(([locale, stored]) => [locale, openVectors(stored)])),
      }),
  });
  return withNearness({});
}

function openWords({
  revision,
  articles,
  indexes,
}: RevisionContent): Omit<Library, 'vectors' | 'near' | 'withVectors'> {
  const opened = new Map<Locale, Index>(LOCALES.map((locale) => [locale, openIndex(indexes[locale])]));
  const reach = makeReach();
  return {
    revision,
    editions: (locale) => articles.shelves[locale].editions,
    edition: (locale, articleId, day) =>
      articles.shelves[locale].editions.find((edition) => edition.id === articleId && holdsOn(edition, day)) ?? null,
    reach,
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
