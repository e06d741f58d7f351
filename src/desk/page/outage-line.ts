/** One line of the list of outages: where, how far, how many homes, and when power is expected back. */
import { el } from '../../browser/dom.ts';
import { badge, priorityBadge } from './parts.ts';
import type { Outage } from './shapes.ts';
import { dueClock, whenDated } from './time.ts';
import { say, sayOne } from './words.ts';

/** The address where no more is known, else the feeder and its transformers. */
export const placeWords = ({ address, feeder, transformers, outageId }: Outage): string =>
  address ?? ([feeder, ...transformers].filter((part) => part !== null).join(' · ') || outageId);

export function outageLine(one: Outage, href: string): HTMLElement {
  const link = el(
    'a',
    { class: one.priority === 1 ? 'line urgent' : 'line', href },
    el(
      'span',
      { class: 'line-top' },
      el('strong', {}, placeWords(one)),
      ...priorityBadge({ danger: one.priority === 1, priority: one.priority }),
      badge(say('homesCount', { n: one.reports }), 'quiet'),
    ),
    el('span', { class: 'line-stage' }, one.stageText),
    el('span', { class: 'line-meta' }, `${sayOne('cause', one.cause)} · ${say('since')} `, whenDated(one.from)),
  );
  if (one.estimatedRestoration !== null) link.append(dueClock(one.estimatedRestoration));
  return el('li', {}, link);
}
