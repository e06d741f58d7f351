/** Being with a person, in Simplified Chinese. */
import type { Part } from '../book.ts';
import type { HandoffParams } from './params.ts';

export const handoffZhCN: Part<HandoffParams> = {};
