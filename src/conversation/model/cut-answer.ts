/** An answer of the articles cut to what was asked, where a model is at hand; the clauses themselves otherwise. */
import type { Answer } from '../../knowledge/answer.ts';
import { compose } from '../../knowledge/compose.ts';
import type { Turn } from '../flow.ts';
import { disguise } from './disguise.ts';
import { personalOf } from './personal.ts';
import { PROMPTS } from './prompts.generated.ts';

export async function cutAnswer(answer: Answer, question: string, turn: Turn): Promise<Answer> {
  const { consult, locale } = turn;
  if (!consult || answer.kind !== 'answer' || question.startsWith('article:')) return answer;
  return compose(answer, {
    question: disguise(personalOf(turn)).hide(question.slice(0, 300)),
    locale,
    prompt: PROMPTS.answer,
    ask: (call) => consult.ask(call),
  });
}
