/** One question that was not answered well: how often, why, and in which other words. */
import { el } from '../../browser/dom.ts';
import { tongueWords } from './handoff-line.ts';
import { badge } from './parts.ts';
import type { Gap } from './shapes.ts';
import { whenDated } from './time.ts';
import { say, sayOne } from './words.ts';

const reasonWords = (reason: string, count: number): string =>
  `${sayOne('reason', reason)} ${say('times', { n: count })}`;

export function gapItem(gap: Gap, href: string, open: boolean): HTMLElement {
  const link = el(
    'a',
    { class: 'line', href },
    el(
      'span',
      { class: 'line-top' },
      el('strong', { lang: gap.locale }, gap.question),
      badge(say('asked', { n: gap.count }), 'quiet'),
    ),
    el(
      'span',
      { class: 'line-stage' },
      Object.entries(gap.reasons)
        .map(([reason, count]) => reasonWords(reason, count ?? 0))
        .join(' · '),
    ),
  );
  if (gap.examples.length > 0) {
    const words = el('span', { lang: gap.locale }, gap.examples.map((one) => `“${one}”`).join(' '));
    link.append(el('span', { class: 'line-meta' }, say('examples'), words));
  }
  link.append(
    el(
      'span',
      { class: 'line-meta' },
      `${tongueWords(gap.locale)} · ${say('newestAsked', { time: '' })}`,
      whenDated(gap.newest),
    ),
  );
  if (open) link.setAttribute('aria-current', 'true');
  return el('li', { 'data-key': gap.id }, link);
}
