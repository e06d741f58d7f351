/** The room of those who wait for a person: the list, and beside it the conversation that is open. */
import { el } from '../../browser/dom.ts';
import type { Desk, RoomView } from './desk.ts';
import { handoffLine } from './handoff-line.ts';
import { createHandoffView, type HandoffView } from './handoff-view.ts';
import { fill } from './keyed.ts';
import { createPanes, focusLine } from './panes.ts';
import { failedBlock } from './refusal.ts';
import { hashOf } from './route.ts';
import { say } from './words.ts';

export function createHandoffsRoom(desk: Desk): RoomView {
  const { waiting } = desk;
  if (waiting === null) throw new Error('this room is not theirs');
  const lines = el('ul', { class: 'lines' });
  const told = el('p', { class: 'told' }, say('loading'));
  const trouble = el('div');
  const list = el('div', {}, told, trouble, lines);
  const panes = createPanes(say('waitingList'), list);
  let shown: { readonly id: string; readonly view: HandoffView } | null = null;

  function draw(): void {
    const all = waiting?.list() ?? null;
    const refusal = waiting?.trouble() ?? null;
    if (refusal === null) trouble.replaceChildren();
    else if (trouble.childElementCount === 0)
      trouble.replaceChildren(failedBlock(refusal, () => void waiting?.again()));
    if (all === null) return;
    // In the order the service gives: the most urgent first.
    fill(
      lines,
      all.map((one) => ({
        key: one.caseNumber,
        looks: JSON.stringify(one),
        build: () => handoffLine(one, hashOf('handoffs', one.caseNumber)),
      })),
    );
    mark();
    const words = all.length === 0 ? say('nobodyWaits') : say('waitingCount', { n: waiting?.count() ?? 0 });
    if (told.textContent !== words) told.textContent = words;
  }

  function mark(): void {
    for (const item of lines.querySelectorAll<HTMLElement>('li')) {
      const link = item.querySelector('a');
      if (item.dataset.key === shown?.id) link?.setAttribute('aria-current', 'true');
      else link?.removeAttribute('aria-current');
    }
  }

  const forget = waiting.onChange(draw);
  draw();

  return {
    node: panes.node,
    open({ id }) {
      if (id === null) desk.title(say('handoffs'));
      const left = id === null ? shown?.id : undefined;
      if (shown?.id !== id) {
        shown?.view.close();
        shown = id === null ? null : { id, view: createHandoffView(desk, id, waiting.again) };
      }
      mark();
      panes.show(shown?.view.node ?? null, hashOf('handoffs'));
      if (left !== undefined) focusLine(lines, left);
    },
    close() {
      forget();
      shown?.view.close();
    },
  };
}
