/** How likely a hit answers the query at all: what separates a question that has an answer here from one that has none. */
import type { Index } from './open.ts';
import type { Query } from './query.ts';
import type { Ranked } from './rank.ts';

/**
 * A logistic regression over 193 paraphrased questions (test/knowledge/retrieval-questions.ts), 90 that nothing answers and,
 * at a quarter of the weight, the 193 again with their article taken away; rounded. `margin` is the lead over the next
 * hit of another title, `mass` how much the query says at all, `elsewhere` a word of another trade.
 * Read as: below 0.2 mostly noise, above 0.4 worth showing, above 0.85 an answer.
 */
const WEIGHTS = {
  absolute: 1.4,
  tokens: 1.7,
  named: 0.9,
  titled: 1.8,
  question: 3.3,
  margin: 1.1,
  mass: 1,
  elsewhere: -3.2,
  bias: -4.1,
};
/** A lead beyond this says nothing more. */
const MOST_LEAD = 3;

/** Of the hit at this place of the ranking. 0..1. */
export function confidenceOf(index: Index, query: Query, ranked: readonly Ranked[], order: number): number {
  const own = ranked[order];
  if (!own) return 0;
  const rival = ranked.find((other) => other !== own && !sameTitle(index, own.passage, other.passage));
  const lead = Math.max(-MOST_LEAD, Math.min(MOST_LEAD, own.score - (rival?.score ?? 0))) / MOST_LEAD;
  const { absolute, tokens, named, titled, question } = own.features;
  const sum =
    WEIGHTS.bias +
    WEIGHTS.absolute * absolute +
    WEIGHTS.tokens * tokens +
    WEIGHTS.named * named +
    WEIGHTS.titled * titled +
    WEIGHTS.question * question +
    WEIGHTS.margin * lead +
    (WEIGHTS.mass * Math.log(1 + query.mass)) / 5 +
    (query.elsewhere.every((word) => stands(index, own.passage, word)) ? 0 : WEIGHTS.elsewhere);
  return 1 / (1 + Math.exp(-sum));
}

function stands({ layout: { fields, tokens } }: Index, passage: number, word: readonly number[]): boolean {
  const to = fields[passage * 4 + 4] ?? 0;
  for (let at = fields[passage * 4] ?? 0; at + word.length <= to; at += 1)
    if (word.every((code, step) => tokens[at + step] === code)) return true;
  return false;
}

/** Two clauses of one article are no rivals; passages without title are. */
function sameTitle({ layout: { fields, tokens } }: Index, one: number, other: number): boolean {
  const from = fields[one * 4] ?? 0;
  const length = (fields[one * 4 + 1] ?? 0) - from;
  const start = fields[other * 4] ?? 0;
  if (length === 0 || length !== (fields[other * 4 + 1] ?? 0) - start) return false;
  for (let step = 0; step < length; step += 1) if (tokens[from + step] !== tokens[start + step]) return false;
  return true;
}
