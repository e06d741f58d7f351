/** What nobody understood is a question for the articles where one of them stands out by meaning: it is offered there, never answered. */
import { isQuestion } from '../context/articles-first.ts';
import type { Making } from '../making.ts';
import type { Proposal } from '../message.ts';
import { openFrame } from '../session.ts';
import { hear } from '../understanding/spelling.ts';
import { embedFor } from './embed-question.ts';

/** Fewer signs say nothing. */
const LEAST_SIGNS = 3;

/** After rules, classifier, articles and model, so that none of them has less time or another word for it. */
export async function meantAsQuestion(
  making: Making,
  written: string,
  proposals: readonly Proposal[],
): Promise<readonly Proposal[]> {
  const [only, ...more] = proposals;
  if (only?.command.kind !== 'unknown' || more.length > 0) return proposals;
  const { session, turn } = making;
  const { embed } = embedFor(turn);
  const { key } = hear(written);
  const open = openFrame(session);
  // An answer to another question that was not understood is asked for again; whoever asks back is heard.
  const asks = open === null || open.service === 'knowledge.ask' || isQuestion(key);
  if (!embed || !asks || [...key].length < LEAST_SIGNS) return proposals;
  if (!(await turn.knowledge.wouldOffer({ question: written, locale: turn.locale, embed }))) return proposals;
  const { why } = only;
  const ask = { kind: 'start', service: 'knowledge.ask', slots: { question: written } } as const;
  return [{ command: ask, by: 'model', ...(why && { why }) }];
}
