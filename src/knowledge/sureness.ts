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
  /** By how much it leads by how people ask (index/manner.ts); below 0 where the rival does. */
  readonly manner: number;
  /** How likely the question is none of ours, 0–1. */
  readonly outside: number;
  /** Signs of the question. */
  readonly length: number;
}

/**
 * How sure an answer is, 0–1. A logistic regression over questions of four hands, each asked of articles without that hand's
 * stored questions (5,100, at a third of the weight), 420 of two more hands, test/knowledge/sureness-questions.ts, and 2,200
 * that nothing here answers. What is asked of a place or a kind was then made to count a little more, for the sentences there.
 */
const SAID = { confidence: 0.17, rival: 0.19, length: 0.68, asked: 1.98, lead: 1.31, manner: 0.46, outside: -0.5 };
const REACHED = { place: -2.5, kinds: -4, sums: -1.9 };
const BIAS = -5.26;
/** A lead beyond this says nothing more. */
const MOST_LEAD = 2;
const MOST_MANNER = 1.5;

/** No chance is taken for surer than this far from 0 and 1. */
const BOUND = 0.002;

export function sureness(
  { confidence, rival, asked, lead, manner, outside, length }: Standing,
  { place, kinds, sums }: Beyond,
): number {
  const sum =
    BIAS +
    SAID.confidence * logOdds(confidence, BOUND) +
    SAID.rival * logOdds(rival, BOUND) +
    SAID.length * Math.log(1 + length) +
    SAID.asked * asked +
    SAID.lead * Math.min(lead, MOST_LEAD) +
    SAID.manner * Math.min(manner, MOST_MANNER) +
    SAID.outside * logOdds(outside, BOUND) +
    REACHED.place * place +
    REACHED.kinds * kinds +
    REACHED.sums * sums;
  return chanceOf(sum);
}
