/** How a question of the articles becomes a vector in a turn: disguised first, within what the turn has left for a model. */
import type { Asked } from '../../knowledge/knowledge.ts';
import type { Turn } from '../flow.ts';
import { disguise } from './disguise.ts';
import { personalOf } from './personal.ts';

/** Signs; what is longer is no question. */
const MOST_SIGNS = 300;

/** Nothing where no model is configured. */
export function embedFor(turn: Pick<Turn, 'consult' | 'viewer' | 'standing'>): Pick<Asked, 'embed'> {
  const { consult } = turn;
  if (!consult) return {};
  const { hide } = disguise(personalOf(turn));
  // Cut after it is disguised: half a number is no longer known for one.
  return { embed: (words) => consult.embed(hide(words).slice(0, MOST_SIGNS).toWellFormed()) };
}
