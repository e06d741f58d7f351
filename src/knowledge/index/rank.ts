/** Ranks the best passages again, by how the query stands in them: together, in order, in the title, in a stored question. */
import { askedOf, type Likeness, likeness } from './likeness.ts';
import { type Match, matchAll, shapeOf } from './match.ts';
import type { Index } from './open.ts';
import type { Query } from './query.ts';

export interface Ranked {
  readonly passage: number;
  readonly score: number;
  readonly features: Features;
  readonly question?: Likeness;
}

/**
 * Fitted by softmax regression (the right passage against the other candidates) on the development parts of DRCD and
 * CMRC2018, with and without titles, and on the paraphrased questions of this house, each of those counted four times;
 * the test parts were only measured. `named` and `titled` were raised afterwards, since the public titles say less than ours. `points` is BM25 as a share of the best candidate's, `absolute` as a share of
 * what the query could score; the others are match.ts and likeness.ts; `length` the logarithm of the body's.
 */
const WEIGHTS = {
  points: 3.5,
  absolute: 2.3,
  tokens: 3.3,
  pairs: 2.7,
  clause: 2.3,
  sentence: 2.4,
  paragraph: 2.4,
  run: 1.9,
  named: 2.2,
  titled: 2.3,
  question: 2.4,
  length: -0.36,
};
type Features = Readonly<Record<keyof typeof WEIGHTS, number>>;
const NAMES = Object.keys(WEIGHTS) as (keyof Features)[];

/** A candidate with fewer points than this share of the best one's hardly ever comes first: it is not looked at again. */
const WORTH = 0.7;
const NOTHING: Match = {
  tokens: 0,
  pairs: 0,
  clause: 0,
  sentence: 0,
  paragraph: 0,
  run: 0,
  named: 0,
  titled: 0,
  length: 0,
};

/** Candidates in the order of their BM25 points; the result in order of `score`, the earlier passage of equal ones first. */
export function rank(
  index: Index,
  query: Query,
  candidates: readonly { passage: number; points: number }[],
  /** Passages that are looked at again in any case. */
  always: readonly number[] = [],
): Ranked[] {
  const shape = shapeOf(index, query);
  const asked = askedOf(index, query);
  const most = candidates[0]?.points || 1;
  const worth = candidates
    .filter(({ passage, points }) => points >= most * WORTH || always.includes(passage))
    .map(({ passage }) => passage);
  const matches = new Map(matchAll(index, shape, worth).map((match, at) => [worth[at], match]));
  return candidates
    .map(({ passage, points }): Ranked => {
      const match = matches.get(passage) ?? NOTHING;
      const question = match === NOTHING ? undefined : likeness(index, asked, passage);
      const features: Features = {
        ...match,
        points: points / most,
        absolute: points / (query.mass || 1),
        question: question?.similarity ?? 0,
        length: Math.log(1 + match.length) / 6,
      };
      let score = 0;
      for (const name of NAMES) score += WEIGHTS[name] * features[name];
      return { passage, score, features, ...(question && { question }) };
    })
    .sort((one, other) => other.score - one.score || one.passage - other.passage);
}
