/** Dice of a dialogue: everything that differs between seeds comes from them, and nothing else does. */
import { createHash } from 'node:crypto';
import { type Dice, dice } from '../crash/chance.ts';

export type { Dice };

/** The same words make the same dice, on any machine. */
export const diceOf = (...words: readonly (string | number)[]): Dice =>
  dice(createHash('sha256').update(words.join('\n')).digest().readUInt32LE(0));
