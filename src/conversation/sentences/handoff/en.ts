/** Being with a person, in English. */
import type { Part } from '../book.ts';
import type { HandoffParams } from './params.ts';

export const handoffEn: Part<HandoffParams> = {};
