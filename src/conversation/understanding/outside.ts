/** How likely a question is none of ours at all: about another trade, another company, the wide world. */
import { classify } from './local/classify.ts';
import { hear } from './spelling.ts';

/** 0–1. */
export const outsideness = (question: string): number =>
  classify(hear(question)).find(({ label }) => label === 'out_of_scope')?.probability ?? 0;
