/** What happened to an outage and what colleagues wrote down of it, the newest last: one reads on where one stopped. */
import { el } from '../../browser/dom.ts';
import { block } from './parts.ts';
import type { Outage } from './shapes.ts';
import { momentWords, whenDated } from './time.ts';
import { say } from './words.ts';

function entry({ at, eventText, by, words, estimate }: Outage['history'][number]): HTMLElement {
  const item = el(
    'li',
    { class: by === null ? 'event by-service' : 'event by-clerk' },
    el('span', { class: 'line-top' }, el('strong', {}, eventText)),
    el('span', { class: 'line-meta' }, whenDated(at), ` · ${by ?? say('service')}`),
  );
  if (estimate !== null)
    item.append(el('span', { class: 'line-stage' }, say('expectedAt', { time: momentWords(new Date(estimate)) })));
  if (words !== null) item.append(el('p', { class: 'words' }, words));
  return item;
}

export function outageHistory({ history }: Outage): HTMLElement {
  const list =
    history.length === 0 ? el('p', {}, say('noHistory')) : el('ol', { class: 'history' }, ...history.map(entry));
  return block(say('outageHistory'), list);
}
