/** Being with a person, in Traditional Chinese. */
import type { Part } from '../book.ts';
import type { HandoffParams } from './params.ts';

export const handoffZhTW: Part<HandoffParams> = {};
