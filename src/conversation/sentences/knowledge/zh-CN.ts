/** Answers to questions of policy, in simplified Chinese. */
import type { Part } from '../book.ts';
import type { KnowledgeParams } from './params.ts';

export const knowledgeZhCN: Part<KnowledgeParams> = {
  'ask.question': '您想问哪方面的规定？',
  'knowledge.unknown': (p) => `这个问题我现在没有确切的依据，不敢随便回答。可以转人工，或拨打 ${p.hotline}。`,
};
