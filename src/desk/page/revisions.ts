/** What was published, the newest first, and which revision is in force. */
import { el } from '../../browser/dom.ts';
import type { Desk } from './desk.ts';
import { badge } from './parts.ts';
import { failedBlock } from './refusal.ts';
import type { Revision } from './shapes.ts';
import { whenDated } from './time.ts';
import { say, type Word } from './words.ts';

const COLUMNS: readonly Word[] = ['revision', 'published', 'golden', 'note'];

function row(one: Revision): HTMLElement {
  // Each cell names its column again: on a phone the table is read as a list.
  const cell = (word: Word, ...content: (Node | string)[]): HTMLElement =>
    el('td', { 'data-label': say(word) }, ...content);
  const head = el('th', { scope: 'row', 'data-label': say('revision') }, String(one.revision));
  if (one.current) head.append(' ', badge(say('current'), 'quiet'));
  return el(
    'tr',
    {},
    head,
    cell('published', whenDated(one.publishedAt)),
    cell('golden', say('goldenOf', { passed: one.golden.passed, of: one.golden.of })),
    cell('note', one.note === '' ? say('none') : one.note),
  );
}

export function createRevisions(desk: Desk): HTMLElement {
  const place = el('div', {}, say('loading'));

  async function load(): Promise<void> {
    const answer = await desk.api.get<{ revisions: readonly Revision[] }>('/v1/desk/knowledge/revisions');
    if (!answer.ok) {
      place.replaceChildren(failedBlock(answer.refusal, () => void load()));
      return;
    }
    const { revisions } = answer.value;
    if (revisions.length === 0) {
      place.replaceChildren(el('p', {}, say('noRevisions')));
      return;
    }
    const heads = COLUMNS.map((word) => el('th', { scope: 'col' }, say(word)));
    place.replaceChildren(
      el('table', { class: 'table' }, el('thead', {}, el('tr', {}, ...heads)), el('tbody', {}, ...revisions.map(row))),
    );
  }

  void load();
  return el('section', { class: 'block' }, el('h3', {}, say('revisions')), place);
}
