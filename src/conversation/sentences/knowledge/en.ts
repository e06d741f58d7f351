/** Answers to questions of policy, in English. */
import type { Part } from '../book.ts';
import type { KnowledgeParams } from './params.ts';

export const knowledgeEn: Part<KnowledgeParams> = {
  'ask.question': 'What would you like to know?',
  'knowledge.unknown': (p) =>
    `I have no reliable source for that, so I will not guess. A person can help, or call ${p.hotline}.`,
};
