/** How far what is asked reaches beyond an article and beyond this house, and how sure an answer therefore is. */
import { chanceOf, logOdds } from '../domain/odds.ts';
import type { Edition } from './article.ts';
import { type Beyond, beyond, readable, sayingsOf } from './beyond.ts';

export interface Familiar extends Beyond {
  /** Signs of the question. */
  readonly length: number;
}

export type Familiarity = (question: string, edition: Edition) => Familiar;

/** Made once for the articles of a language, when the first question comes. */
export function familiarityOf(editions: readonly Edition[]): Familiarity {
  const sayings = new Map(editions.map((edition) => [edition, sayingsOf(edition)]));
  return (question, edition) => {
    return {
      ...beyond(question, sayings.get(edition) ?? ''),
      length: [...readable(question)].length,
    };
  };
}

/** What the search says of a candidate, and of the one that comes nearest to it. */
export interface Standing {
  /** How sure the search is of it, and of its rival; 0–1. */
  readonly confidence: number;
  readonly rival: number;
  /** How like a stored question of it what was asked is, 0–1. */
  readonly asked: number;
  /** By how much it leads in weight; below 0 where the rival does. */
  readonly lead: number;
  /** How likely the question is none of ours, 0–1. */
  readonly outside: number;
}

/**
 * How sure an answer is, 0–1. A logistic regression over questions of three hands, each asked of articles without that hand's
 * stored questions (3,900; whatever finds another article counts as wrong, at a third of the weight), test/knowledge/sureness-questions.ts,
 * and 1,200 questions of two more hands that nothing here answers.
 */
const WEIGHTS = { confidence: 0.29, rival: 0.49, length: 0.96, asked: 1.51, lead: 1.89, outside: -0.27 };
const BEYOND = { place: -1.09, kinds: -3.18, sums: -2.11 };
const BIAS = -4.59;
/** A lead beyond this says nothing more. */
const MOST_LEAD = 2;

const BOUND = 0.002;

export function sureness(
  { confidence, rival, asked, lead, outside }: Standing,
  { length, place, kinds, sums }: Familiar,
): number {
  const sum =
    BIAS +
    WEIGHTS.confidence * logOdds(confidence, BOUND) +
    WEIGHTS.rival * logOdds(rival, BOUND) +
    WEIGHTS.length * Math.log(1 + length) +
    WEIGHTS.asked * asked +
    WEIGHTS.lead * Math.min(lead, MOST_LEAD) +
    WEIGHTS.outside * logOdds(outside, BOUND) +
    BEYOND.place * place +
    BEYOND.kinds * kinds +
    BEYOND.sums * sums;
  return chanceOf(sum);
}
