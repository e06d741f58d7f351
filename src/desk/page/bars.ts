/** Figures drawn as bars in a table: eyes compare lengths, screen readers read the same numbers. */
import { el } from '../../browser/dom.ts';

export interface Bar {
  readonly label: string;
  /** How long, against the longest or against `full`. */
  readonly size: number;
  readonly value: string;
  /** What else there is to say of it. */
  readonly more?: string;
}

/** `full`: what a whole bar stands for; without it the longest bar is whole. */
export function bars(title: string, rows: readonly Bar[], full?: number): HTMLElement {
  const most = full ?? Math.max(0, ...rows.map(({ size }) => size));
  const body = rows.map(({ label, size, value, more }) => {
    const fill = el('span', { class: 'fill' });
    // Set by script: the page's policy knows no styles inside the markup.
    fill.style.setProperty('width', `${(most === 0 ? 0 : (size / most) * 100).toFixed(2)}%`);
    // Little is seen to be something.
    if (size > 0) fill.style.setProperty('min-width', '2px');
    const track = el('span', { class: full === undefined ? 'track' : 'track whole' }, fill);
    const head = el('th', { scope: 'row' }, label);
    if (more !== undefined) head.append(' ', el('span', { class: 'more' }, more));
    return el(
      'tr',
      {},
      head,
      el('td', { class: 'bar', 'aria-hidden': 'true' }, track),
      el('td', { class: 'value' }, value),
    );
  });
  return el('table', { class: 'chart' }, el('caption', {}, title), el('tbody', {}, ...body));
}

/** Single figures side by side. */
export function tiles(figures: readonly (readonly [label: string, value: string])[]): HTMLElement {
  const list = figures.map(([label, value]) => el('div', { class: 'tile' }, el('dt', {}, label), el('dd', {}, value)));
  return el('dl', { class: 'tiles' }, ...list);
}
