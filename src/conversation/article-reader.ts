/** What answers from articles need of the house: its values in words, and whether a question is any of ours. */
import type { Reader } from '../knowledge/answer.ts';
import type { PublishedBooks } from '../services/published-values.ts';
import { articleWords } from './article-words.ts';
import { outsideness } from './understanding/outside.ts';

export const articleReader = (books: PublishedBooks): Reader => ({
  render: articleWords(books),
  outside: outsideness,
});
