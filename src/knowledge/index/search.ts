/** Finds the passages that answer a question: BM25 over all terms, then the best few ranked again by how they match. */
import { confidenceOf } from './confidence.ts';
import { mannersOf } from './manner.ts';
import { type Index, idOf, questionAt } from './open.ts';
import type { Hit, SearchOptions } from './passage.ts';
import { type Query, readQuery, SAME, type Term } from './query.ts';
import { rank } from './rank.ts';
import { place } from './tables.ts';

/** So many of the best by BM25 are ranked again. */
const CANDIDATES = 20;
const DEFAULT_LIMIT = 5;
/** What the manner of asking counts beside what is found. Found on questions of four hands that wrote none of those stored. */
const BY_MANNER = 0.6;

/** Best first; empty when no word of the query stands in any passage that is allowed. Never throws. */
export function search(index: Index, text: string, options: SearchOptions = {}): Hit[] {
  const { limit = DEFAULT_LIMIT, allow } = options;
  const query = readQuery(index, text);
  const manners = mannersOf(index, query.tokens, allow);
  // What is asked in the very words of a stored question leaves nothing to guess.
  const same = query.terms.some(({ label, term }) => label === SAME && term >= 0);
  const guessed = same ? [] : manners.likeliest;
  const candidates = best(index, query.terms, Math.max(CANDIDATES, limit), allow, guessed);
  const ranked = rank(index, query, candidates, guessed);
  const found = ranked.map(({ passage, score, question }, order) => {
    const manner = manners.behind(passage);
    return {
      passage,
      id: idOf(index, passage),
      score: same || score <= 0 ? score : score * Math.exp(BY_MANNER * manner),
      confidence: confidenceOf(index, query, ranked, order),
      manner,
      ...(question && { question: { text: questionAt(index, question.at), similarity: question.similarity } }),
    };
  });
  return found
    .sort((one, other) => other.score - one.score || one.passage - other.passage)
    .slice(0, limit)
    .map((hit) => ({ ...hit, terms: reasons(index, query, hit.passage) }));
}

/** The passages with most points, best first, the earlier of equal ones; then those that are asked for like this. */
function best(
  index: Index,
  terms: readonly Term[],
  count: number,
  allow: SearchOptions['allow'],
  also: readonly number[],
): { passage: number; points: number }[] {
  const { points } = index;
  const { starts, passages, impacts } = index.layout;
  const touched: number[] = [];
  for (const { term, weight, idf } of terms) {
    if (term < 0) continue;
    const value = (weight * idf) / 255;
    const end = starts[term + 1] as number;
    for (let at = starts[term] as number; at < end; at += 1) {
      const passage = passages[at] as number;
      if (points[passage] === 0) touched.push(passage);
      points[passage] = (points[passage] as number) + value * (impacts[at] as number);
    }
  }
  const beside = also.map((passage) => ({ passage, points: points[passage] as number }));
  const found: { passage: number; points: number }[] = [];
  let least = 0;
  for (const passage of touched) {
    const own = points[passage] as number;
    points[passage] = 0;
    if (found.length === count && (own < least || (own === least && passage > (found[count - 1]?.passage ?? 0))))
      continue;
    if (allow && !allow(passage)) continue;
    let at = found.length;
    while (at > 0 && isBefore(own, passage, found[at - 1])) at -= 1;
    found.splice(at, 0, { passage, points: own });
    if (found.length > count) found.pop();
    least = found[found.length - 1]?.points ?? 0;
  }
  found.push(...beside.filter(({ passage }) => !found.some((one) => one.passage === passage)));
  return found;
}

const isBefore = (points: number, passage: number, other: { passage: number; points: number } | undefined): boolean =>
  !other || points > other.points || (points === other.points && passage < other.passage);

function reasons(index: Index, query: Query, passage: number): Hit['terms'] {
  const { starts, passages, impacts } = index.layout;
  const found: { term: string; weight: number }[] = [];
  for (const { term, label, weight, idf } of query.terms) {
    if (term < 0) continue;
    const at = place(passages, passage, starts[term], starts[term + 1]);
    if (at >= 0) found.push({ term: label, weight: (weight * idf * (impacts[at] as number)) / 255 });
  }
  return [...found, ...query.corrected.map((word) => ({ term: `≈${word}`, weight: 0 }))]
    .sort((one, other) => other.weight - one.weight)
    .slice(0, 12);
}
