/** What a question comes near to in meaning, offered beside what its words found: for the asker to choose, never as an answer. */
import type { Locale } from '../../domain/names.ts';
import { answerFrom, type Considered, named, type Question, type Reader } from '../answer.ts';
import type { Edition } from '../article.ts';
import type { Library, Near } from '../library.ts';
import { fuseRanks } from './fuse.ts';

/** What of a question may leave the house, as a vector; null: none, for whatever reason. */
export type Embed = (words: string) => Promise<Float32Array | null>;

/** Two that words found, and one more, or another order. */
const MOST_OFFERED = 3;
/**
 * An article counts as near where its cosine is so many spreads above the middle of all articles: of some hundred that have
 * nothing to do with a question the nearest is about two and a half above it. Cosines themselves say little: what is far for
 * one model is near for another. Chosen, not measured: no real model was at hand.
 */
const STANDS_OUT = 3;
/** And who does not come half as far as the nearest is only its neighbour. */
const HALF_AS_FAR = 0.5;
/** A spread in normal terms (the median deviation of a normal distribution is 0.6745 of its own), and the least that is believed. */
const SPREAD = 1 / 0.6745;
const LEAST_SPREAD = 0.02;

const middleOf = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

/** Articles that stand out by their nearness, the nearest first. */
export function standingOut(near: readonly Near[]): Edition[] {
  const cosines = near.map(({ cosine }) => cosine);
  const middle = middleOf(cosines);
  const spread = Math.max(LEAST_SPREAD, SPREAD * middleOf(cosines.map((cosine) => Math.abs(cosine - middle))));
  const least = middle + Math.max(STANDS_OUT * spread, HALF_AS_FAR * (Math.max(middle, ...cosines) - middle));
  return near
    .filter(({ cosine }) => cosine >= least)
    .toSorted((a, b) => b.cosine - a.cosine)
    .map(({ edition }) => edition);
}

/** Only where words leave the question open: what they answer, ask back about or know to be elsewhere stays as it is. */
const isOpen = ({ answer, why }: Considered, locale: Locale): boolean =>
  answer.kind === 'miss' &&
  (answer.reason === 'no-hit' || answer.reason === 'low-score') &&
  why.searched === locale &&
  !why.words.trim().startsWith('article:');

/**
 * The same with other offers; null: meaning has none. It adds nothing to how sure an answer is: what a real model's nearness is
 * worth was never measured here, so it is worth nothing there.
 */
function withOffers({ answer, why }: Considered, near: readonly Near[]): Considered | null {
  const found = standingOut(near.filter(({ edition }) => edition.clauses[0]?.blocks.length !== 0));
  if (answer.kind !== 'miss' || found.length === 0) return null;
  const byWords = why.candidates.map(({ edition }) => edition);
  const offered = new Set([
    ...found,
    ...byWords.filter(({ id }) => answer.perhaps.some(({ articleId }) => articleId === id)),
  ]);
  const perhaps = fuseRanks([byWords, found])
    .filter((edition) => offered.has(edition))
    .slice(0, MOST_OFFERED)
    .map(named);
  return { why, answer: { ...answer, reason: 'low-score', perhaps } };
}

/**
 * What words leave open is asked by meaning too, once, where there are vectors to compare with. null: it is not open, there is
 * nothing to compare with, or nothing is near.
 */
export async function byMeaning(
  library: Library,
  considered: Considered,
  locale: Locale,
  embed: Embed,
): Promise<Considered | null> {
  if (!isOpen(considered, locale) || !library.vectors.includes(locale)) return null;
  const vector = await embed(considered.why.words);
  const near = vector && library.near(locale, vector, considered.why.day);
  return near && withOffers(considered, near);
}

/** Asked by words first, then by meaning. */
export async function consider(library: Library, asked: Question, reader: Reader, embed?: Embed): Promise<Considered> {
  const considered = answerFrom(library, asked, reader);
  return (embed && (await byMeaning(library, considered, asked.locale, embed))) ?? considered;
}
