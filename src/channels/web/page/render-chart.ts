/** A chart reply: a table that looks like bars, so that eyes compare and screen readers read the same numbers. */

import { el } from '../../../browser/dom.ts';
import type { Reply } from '../../../conversation/message.ts';
import { monthLabel } from './labels.ts';

type Chart = Extract<Reply, { kind: 'chart' }>;

/** Characters of a label that stay on one line. */
const SHORT = 10;

function size(value: string): number {
  const number = Number(value.replace(/[,\s]/gu, ''));
  return Number.isFinite(number) && number > 0 ? number : 0;
}

export function renderChart(chart: Chart): HTMLElement {
  const most = Math.max(0, ...chart.bars.map((bar) => size(bar.value)));
  const body = el('tbody');
  chart.bars.forEach((bar, index) => {
    const name = monthLabel(bar.label);
    const fill = el('span', { class: 'fill' });
    const share = most === 0 ? 0 : (size(bar.value) / most) * 100;
    fill.style.setProperty('width', `${share.toFixed(2)}%`);
    const row = el(
      'tr',
      index === chart.bars.length - 1 ? { class: 'latest' } : {},
      el('th', { scope: 'row', ...(name.length > SHORT ? { class: 'long' } : {}) }, name),
      el('td', { class: 'bar', 'aria-hidden': 'true' }, el('span', { class: 'track' }, fill)),
      el('td', { class: 'value' }, bar.value, el('span', { class: 'unseen' }, ` ${chart.unit}`)),
    );
    body.append(row);
  });
  const caption = el(
    'caption',
    {},
    el('span', { class: 'title' }, chart.title),
    el('span', { class: 'unit' }, chart.unit),
  );
  return el('div', { class: 'bubble panel' }, el('table', { class: 'chart' }, caption, body));
}
