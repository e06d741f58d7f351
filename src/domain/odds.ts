/** Chances as log odds, in which evidence adds up. */

/** The logarithm of a chance's odds; nothing is surer than `bound` from 0 or 1. */
export function logOdds(chance: number, bound: number): number {
  const bounded = Math.min(Math.max(chance, bound), 1 - bound);
  return Math.log(bounded / (1 - bounded));
}

/** 0–1. */
export const chanceOf = (odds: number): number => 1 / (1 + Math.exp(-odds));
