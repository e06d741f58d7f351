/** How sure an answer is: what the search says of it, and how far what is asked reaches beyond the article and beyond this house. */
import { chanceOf, logOdds } from '../domain/odds.ts';
import type { Beyond } from './beyond.ts';

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
  /** Signs of the question. */
  readonly length: number;
}

/**
 * How sure an answer is, 0–1. A logistic regression over questions of three hands, each asked of articles without that hand's
 * stored questions (3,900; whatever finds another article counts as wrong, at a third of the weight), test/knowledge/sureness-questions.ts,
 * and 1,200 questions of two more hands that nothing here answers.
 */
const SAID = { confidence: 0.29, rival: 0.49, length: 0.96, asked: 1.51, lead: 1.89, outside: -0.27 };
const REACHED = { place: -1.09, kinds: -3.18, sums: -2.11 };
const BIAS = -4.59;
/** A lead beyond this says nothing more. */
const MOST_LEAD = 2;

/** No chance is taken for surer than this far from 0 and 1. */
const BOUND = 0.002;

export function sureness(
  { confidence, rival, asked, lead, outside, length }: Standing,
  { place, kinds, sums }: Beyond,
): number {
  const sum =
    BIAS +
    SAID.confidence * logOdds(confidence, BOUND) +
    SAID.rival * logOdds(rival, BOUND) +
    SAID.length * Math.log(1 + length) +
    SAID.asked * asked +
    SAID.lead * Math.min(lead, MOST_LEAD) +
    SAID.outside * logOdds(outside, BOUND) +
    REACHED.place * place +
    REACHED.kinds * kinds +
    REACHED.sums * sums;
  return chanceOf(sum);
}
