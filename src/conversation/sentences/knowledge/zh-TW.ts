/** Answers to questions of policy, in traditional Chinese. */
import type { Part } from '../book.ts';
import type { KnowledgeParams } from './params.ts';

export const knowledgeZhTW: Part<KnowledgeParams> = {
  'ask.question': '您想問哪方面的規定？',
  'knowledge.unknown': (p) => `這個問題我目前沒有確切的依據，不敢隨便回答。可以轉接專人，或撥打 ${p.hotline}。`,
};
