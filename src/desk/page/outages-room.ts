/** The room of outages of many homes: the list, and beside it the one that is open with what can be said of it. */
import { el } from '../../browser/dom.ts';
import type { Answer } from './api.ts';
import type { Desk, RoomView } from './desk.ts';
import { fill } from './keyed.ts';
import { outageLine } from './outage-line.ts';
import { createOutageView } from './outage-view.ts';
import { createPanes, focusLine } from './panes.ts';
import { createPoll } from './poll.ts';
import { failedBlock } from './refusal.ts';
import { hashOf } from './route.ts';
import type { Outage } from './shapes.ts';
import { say } from './words.ts';

const EVERY_MS = 10_000;

export function createOutagesRoom(desk: Desk): RoomView {
  const told = el('p', { class: 'told', role: 'status' }, say('loading'));
  const trouble = el('div');
  const lines = el('ul', { class: 'lines' });
  const panes = createPanes(say('outageList'), el('div', {}, told, trouble, lines));
  /** Acts that were answered: a list asked for before one of them is older than what is shown. */
  let acted = 0;
  let over = false;
  let outages: readonly Outage[] | null = null;
  let shown: { readonly id: string; readonly view: ReturnType<typeof createOutageView> } | null = null;

  function draw(): void {
    if (outages === null) return;
    fill(
      lines,
      outages.map((one) => ({
        key: one.outageId,
        looks: JSON.stringify(one),
        build: () => outageLine(one, hashOf('outages', one.outageId)),
      })),
    );
    for (const item of lines.querySelectorAll<HTMLElement>('li'))
      if (item.dataset.key === shown?.id) item.querySelector('a')?.setAttribute('aria-current', 'true');
      else item.querySelector('a')?.removeAttribute('aria-current');
    const words = outages.length === 0 ? say('noOutages') : say('outagesOpen', { n: outages.length });
    if (told.textContent !== words) told.textContent = words;
    shown?.view.show(outages.find(({ outageId }) => outageId === shown?.id) ?? null);
  }

  async function read(): Promise<Answer<unknown>> {
    const before = acted;
    const answer = await desk.api.get<{ outages: readonly Outage[] }>('/v1/desk/outages');
    if (over || acted !== before) return answer;
    if (answer.ok) {
      trouble.replaceChildren();
      outages = answer.value.outages;
      draw();
    } else if (trouble.childElementCount === 0)
      trouble.replaceChildren(failedBlock(answer.refusal, () => void poll.again()));
    return answer;
  }

  const onActed = (): Promise<void> => {
    acted += 1;
    return poll.again();
  };
  const poll = createPoll(EVERY_MS, read);
  void poll.again();

  return {
    node: panes.node,
    open({ id }) {
      if (id === null) desk.title(say('outages'));
      const left = id === null ? shown?.id : undefined;
      if (shown?.id !== id) {
        shown?.view.close();
        shown = id === null ? null : { id, view: createOutageView(desk, id, onActed) };
      }
      draw();
      panes.show(shown?.view.node ?? null, hashOf('outages'));
      if (left !== undefined) focusLine(lines, left);
    },
    close() {
      over = true;
      poll.stop();
      shown?.view.close();
    },
  };
}
