/** What was promised in a case: kept, kept late, still running, late, or standing still. */
import { el, icon } from '../../browser/dom.ts';
import { block } from './parts.ts';
import type { Promised, WholeCase } from './shapes.ts';
import { dueClock, when } from './time.ts';
import { say } from './words.ts';

const TICK = 'M5 12.5 10 17.5 19.5 7';

function stand({ due, metAt }: Promised): HTMLElement {
  if (metAt === null) return due === null ? el('span', {}, say('paused')) : dueClock(due);
  const late = due !== null && Date.parse(metAt) > Date.parse(due);
  return el(
    'span',
    { class: late ? 'clock late' : 'clock kept' },
    icon(TICK),
    say(late ? 'keptLate' : 'kept'),
    ' ',
    el('span', { class: 'at' }, when(metAt)),
  );
}

/** In order of time; what stands still comes last. */
const dueAt = ({ due }: Promised): number => (due === null ? Number.MAX_SAFE_INTEGER : Date.parse(due));

export function promisesBlock({ promises, status }: WholeCase): HTMLElement[] {
  // An ended case keeps no promise any more: one that was never met has no clock.
  const shown = promises
    .filter(({ metAt }) => status === 'open' || metAt !== null)
    .sort((one, other) => dueAt(one) - dueAt(other));
  if (shown.length === 0) return [];
  const items = shown.map((one) => el('div', {}, el('dt', {}, one.text), el('dd', {}, stand(one))));
  return [block(say('promises'), el('dl', { class: 'pairs' }, ...items))];
}
