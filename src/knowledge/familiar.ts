/** How much of a question's wording the clause that was found has, and how far what is asked reaches beyond its article. */
import type { Edition } from './article.ts';
import { type Beyond, beyond, readable, sayingOf, sayingsOf } from './beyond.ts';

/** Pairs of Chinese signs, English words without their endings. */
function partsOf(read: string): string[] {
  const runs = read.match(/\p{Script=Han}+|[a-z]+/gu) ?? [];
  return runs.flatMap((run) => {
    if (/^[a-z]/.test(run)) return [run.replace(/(?:ing|ed|s)$/, '')];
    const signs = [...run];
    return signs.slice(1).map((sign, at) => `${signs[at]}${sign}`);
  });
}

export interface Familiar extends Beyond {
  /** 0–1, rare wording counting more: what of the question stands in the clause, the title or a stored question. */
  readonly covered: number;
  /** Signs of the question. */
  readonly length: number;
}

/** `place`: the clause that fits best. */
export type Familiarity = (question: string, edition: Edition, place: number) => Familiar;

/** Made once for the articles of a language, when the first question comes. */
export function familiarityOf(editions: readonly Edition[]): Familiarity {
  const sayings = new Map(editions.map((edition) => [edition, sayingsOf(edition)]));
  const all = [...sayings.values()];
  const spreads = new Map<string, number>();
  const rarity = (part: string): number => {
    const known = spreads.get(part) ?? all.filter((text) => text.includes(part)).length;
    spreads.set(part, known);
    return Math.log(1 + editions.length / (known + 0.5));
  };
  return (question, edition, place) => {
    const read = readable(question);
    const clause = edition.clauses[place];
    const near = `${readable([edition.title, ...edition.questions].join('。'))}。${clause ? sayingOf(clause) : ''}`;
    let whole = 0;
    let covered = 0;
    for (const part of new Set(partsOf(read))) {
      const weight = rarity(part);
      whole += weight;
      if (near.includes(part)) covered += weight;
    }
    return {
      ...beyond(question, sayings.get(edition) ?? ''),
      covered: whole === 0 ? 0 : covered / whole,
      length: [...read].length,
    };
  };
}

/**
 * How sure an answer is, 0–1. A logistic regression over three quarters of test/knowledge/sureness-questions.ts,
 * retrieval-questions.ts and golden.yaml. What reaches beyond, and the length, count less than was fitted, since the lists of
 * beyond.ts and the questions are of one hand: on questions of another hand it refuses and answers less well.
 */
const WEIGHTS = { confidence: 1.14, covered: 0.54, length: 0.5, place: -4.5, kinds: -3.4, sums: -2.4, trade: -2.8 };
const BIAS = -1.5;

export function sureness(confidence: number, { covered, length, place, kinds, sums, trade }: Familiar): number {
  const bounded = Math.min(Math.max(confidence, 0.018), 0.993);
  const sum =
    BIAS +
    WEIGHTS.confidence * Math.log(bounded / (1 - bounded)) +
    WEIGHTS.covered * covered +
    WEIGHTS.length * Math.log(1 + length) +
    WEIGHTS.place * place +
    WEIGHTS.kinds * kinds +
    WEIGHTS.sums * sums +
    WEIGHTS.trade * trade;
  return 1 / (1 + Math.exp(-sum));
}
