/** Ids and digits of a house, from the dice of the run: the same seed makes the same ones. */
import type { Dice } from '../crash/chance.ts';

/** `again` begins a new run's numbers. */
export function chanceOf(dice: () => Dice | null) {
  let made = 0;
  const next = (faces: number): number => Math.floor((dice()?.next() ?? 0) * faces);
  const digitsOf = (length: number, base: number) => Array.from({ length }, () => next(base).toString(base)).join('');
  return {
    id: () => {
      made += 1;
      return `${digitsOf(8, 16)}-0000-4000-8000-${String(made).padStart(12, '0')}`;
    },
    digits: (length: number) => digitsOf(length, 10),
    again: () => {
      made = 0;
    },
  };
}
