/** Which article answers, whether two could, or none does: decided by how sure the search is, with the reasons kept. */
import type { Edition } from './article.ts';
import type { Found } from './library.ts';

/** An article among the hits: its best clause first. */
export interface Candidate {
  readonly edition: Edition;
  readonly confidence: number;
  readonly score: number;
  /** What articles are ordered by: how much is found, how sure that is, how like a stored question; comparable within one answer. */
  readonly weight: number;
  /** How like a stored question of the article what was asked is, 0–1. */
  readonly asked: number;
  /** How far it is behind the article that is likeliest by how people ask (index/manner.ts), at most 0. */
  readonly manner: number;
  readonly clauses: readonly Found[];
}

export type Decision =
  | {
      readonly kind: 'answer';
      readonly candidate: Candidate;
      /** Nearly as likely, and about something else: said beside it. */
      readonly also: Candidate | null;
      readonly candidates: readonly Candidate[];
    }
  | { readonly kind: 'choose'; readonly between: readonly Candidate[]; readonly candidates: readonly Candidate[] }
  | { readonly kind: 'miss'; readonly reason: 'no-hit' | 'low-score'; readonly candidates: readonly Candidate[] };

/** Chosen together with sureness.ts, so that the golden questions keep their answers; what it is worth is in test/knowledge/sureness.test.ts. */
export const SURE = 0.4;
/** A stored question that is the same but for a word or a sign. */
export const SAME_QUESTION = 0.92;
/** Two articles this near to one another are asked back about. */
const TOO_NEAR = 0.02;
/**
 * Of two articles this near, the second is said too: over 840 questions of four hands one answer in five has one. Where the
 * first of two is about the wrong thing, the second is about the right one two times in three.
 */
const NEARLY = 0.6;

export function candidatesOf(found: readonly Found[]): Candidate[] {
  return [...Map.groupBy(found, ({ edition }) => edition)]
    .map(([edition, clauses]): Candidate => {
      const best = clauses.toSorted((a, b) => b.score - a.score);
      const score = best[0]?.score ?? 0;
      const confidence = Math.max(...clauses.map((one) => one.confidence));
      const asked = Math.max(0, ...clauses.map(({ question }) => question?.similarity ?? 0));
      const manner = clauses[0]?.manner ?? 0;
      const weight = Math.log(Math.max(score, Number.MIN_VALUE)) + confidence + asked;
      return { edition, clauses: best, confidence, score, weight, asked, manner };
    })
    .toSorted((a, b) => b.weight - a.weight);
}

/** Only these are judged more closely than the search does. */
const JUDGED = 3;

/** What an article loses that does not speak of the place whose prices are asked for. */
const ELSEWHERE = 1;

/** `elsewhere`: whether it speaks of another place than is asked for. `judge`: how sure a candidate is the answer, beside the one that comes nearest to it. */
export function decide(
  found: readonly Found[],
  judge: (candidate: Candidate, rival: Candidate | undefined) => number = ({ confidence }) => confidence,
  elsewhere: (edition: Edition) => boolean = () => false,
): Decision {
  const searched = candidatesOf(found)
    .map((one) => (elsewhere(one.edition) ? { ...one, weight: one.weight - ELSEWHERE } : one))
    .toSorted((a, b) => b.weight - a.weight);
  const candidates = searched.map((candidate, at) =>
    at < JUDGED ? { ...candidate, confidence: judge(candidate, searched[at === 0 ? 1 : 0]) } : candidate,
  );
  const same = candidates.filter(({ asked }) => asked >= SAME_QUESTION).toSorted((a, b) => b.asked - a.asked)[0];
  if (same) return { kind: 'answer', candidate: same, also: null, candidates };
  const [first, second] = candidates;
  if (!first) return { kind: 'miss', reason: 'no-hit', candidates };
  if (first.confidence < SURE) return { kind: 'miss', reason: 'low-score', candidates };
  const rival = second && second.confidence >= SURE ? second : null;
  const lead = rival === null ? Number.POSITIVE_INFINITY : first.weight - rival.weight;
  if (lead <= TOO_NEAR) return { kind: 'choose', between: candidates.slice(0, 2), candidates };
  return { kind: 'answer', candidate: first, also: lead <= NEARLY ? rival : null, candidates };
}
