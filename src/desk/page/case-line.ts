/** One line of the list of cases: what it is, how far, whose, and its clock. */
import { el } from '../../browser/dom.ts';
import { badge, priorityBadge } from './parts.ts';
import type { CaseLine } from './shapes.ts';
import { dueClock, when } from './time.ts';
import { say } from './words.ts';

export function caseLine(one: CaseLine, href: string): HTMLElement {
  const top = el('span', { class: 'line-top' }, el('strong', {}, one.kindText), ...priorityBadge(one));
  if (one.chases > 0) top.append(badge(`${say('chases')} ${say('times', { n: one.chases })}`, 'quiet'));
  const link = el(
    'a',
    { class: one.priority === 1 ? 'line urgent' : 'line', href },
    top,
    el('span', { class: 'line-stage' }, one.stageText),
    el('span', { class: 'line-meta' }, `${one.caseNumber} · ${one.teamText} · ${one.owner ?? say('nobody')}`),
  );
  if (one.status === 'closed') link.append(el('span', { class: 'clock' }, say('opened'), ' ', when(one.openedAt)));
  else if (one.waitsFor !== null)
    link.append(
      el('span', { class: 'clock' }, say(one.waitsFor === 'resident' ? 'waitsForResident' : 'waitsForOldHolder')),
    );
  if (one.status === 'open' && one.deadline !== null) link.append(dueClock(one.deadline));
  return el('li', {}, link);
}

/** What a line shows, so that one that has not changed is left alone. */
export const looksOf = (one: CaseLine): string => JSON.stringify(one);
