/** How published values read inside articles: the books of the house in the words of a language. */
import type { Render } from '../knowledge/render.ts';
import { type PublishedBooks, publishedValue } from '../services/published-values.ts';
import { tableOf, wordsOf } from './sentences/knowledge/values.ts';

export const articleWords =
  (books: PublishedBooks): Render =>
  (reference, locale, day, followed) => {
    const value = publishedValue(books, reference, locale, day);
    if (!value) return null;
    return value.kind === 'tiers' ? tableOf(value.tariff, locale) : wordsOf(value, locale, followed);
  };
