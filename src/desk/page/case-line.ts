/** One line of the list of cases: what it is about, whose, how far, what comes next, and its clock. */
import { el } from '../../browser/dom.ts';
import { badge, priorityBadge } from './parts.ts';
import type { CaseLine, Me } from './shapes.ts';
import { dueClock, when } from './time.ts';
import { say } from './words.ts';

/** Of a conversation that runs, the clock of a call-back says nothing: it is looked after in its own room. */
export const isTalk = ({ kind, stage }: Pick<CaseLine, 'kind' | 'stage'>): boolean =>
  kind === 'handoff' && stage === 'with-person';

/** What whoever looks knows anyway is not said: their own team. */
export function caseLine(one: CaseLine, href: string, me: Pick<Me, 'teamText'>): HTMLElement {
  const top = el('span', { class: 'line-top' }, el('strong', {}, one.kindText), ...priorityBadge(one));
  if (one.chases > 0) top.append(badge(`${say('chases')} ${say('times', { n: one.chases })}`, 'quiet'));
  const link = el(
    'a',
    { class: one.priority === 1 ? 'line urgent' : 'line', href },
    top,
    ...(one.about === null ? [] : [el('span', { class: 'line-about' }, one.about)]),
    el(
      'span',
      { class: 'line-stage' },
      one.nextActionText === null
        ? one.stageText
        : `${one.stageText} · ${say('nextIs', { action: one.nextActionText })}`,
    ),
    el(
      'span',
      { class: 'line-meta' },
      [
        ...(one.who === null ? [] : [one.who]),
        one.caseNumber,
        ...(one.teamText === me.teamText ? [] : [one.teamText]),
        one.owner ?? say('nobody'),
      ].join(' · '),
    ),
  );
  if (one.status === 'closed') link.append(el('span', { class: 'clock' }, say('opened'), ' ', when(one.openedAt)));
  else if (one.waitsFor !== null)
    link.append(
      el('span', { class: 'clock' }, say(one.waitsFor === 'resident' ? 'waitsForResident' : 'waitsForOldHolder')),
    );
  if (one.status === 'open' && one.deadline !== null && !isTalk(one)) link.append(dueClock(one.deadline));
  return el('li', {}, link);
}

/** What a line shows, so that one that has not changed is left alone. */
export const looksOf = (one: CaseLine): string => JSON.stringify(one);
