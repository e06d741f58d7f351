/** What happened to a case, the newest first: when, what, by whom, in which words. */
import { el } from '../../browser/dom.ts';
import { block } from './parts.ts';
import type { HistoryEntry, WholeCase } from './shapes.ts';
import { momentWords, whenDated } from './time.ts';
import { say } from './words.ts';

const WHO = { resident: 'resident', 'old-holder': 'oldHolder', service: 'service', clerk: 'clerk' } as const;

function entry({ at, eventText, by, words, estimate }: HistoryEntry): HTMLElement {
  const item = el(
    'li',
    { class: `event by-${by.kind}` },
    el('span', { class: 'line-top' }, el('strong', {}, eventText)),
    el('span', { class: 'line-meta' }, whenDated(at), ` · ${by.name ?? say(WHO[by.kind])}`),
  );
  if (estimate !== null)
    item.append(el('span', { class: 'line-stage' }, say('expectedAt', { time: momentWords(new Date(estimate)) })));
  if (words !== null) item.append(el('p', { class: 'words' }, words));
  return item;
}

export function historyBlock({ history }: WholeCase): HTMLElement {
  if (history.length === 0) return block(say('history'), el('p', {}, say('noHistory')));
  return block(say('history'), el('ol', { class: 'history', reversed: '' }, ...[...history].reverse().map(entry)));
}
