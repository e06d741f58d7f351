/** An article begun for a gap: its Markdown to copy, and where it is to be saved. */
import { el } from '../../browser/dom.ts';
import type { Desk } from './desk.ts';
import { button, heading, pairs } from './parts.ts';
import { failedBlock } from './refusal.ts';
import { say } from './words.ts';

function copyButton(source: HTMLElement, text: string): HTMLElement {
  const told = el('span', { role: 'status', class: 'done' });
  const press = button(say('copy'), () => void copy(), 'main');

  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      told.textContent = say('copied');
    } catch {
      select();
    }
  }

  /** A page without a certificate, or a browser that forbids it. */
  function select(): void {
    window.getSelection()?.selectAllChildren(source);
    told.textContent = say('copyFailed');
  }

  return el('div', { class: 'form-acts' }, press, told);
}

export function createDraftView(desk: Desk, gapId: string, search: string): { node: HTMLElement; close(): void } {
  /** Left: what comes later is not shown. */
  let over = false;
  const node = el('article', { class: 'case' }, el('p', { class: 'hint' }, say('loading')));

  async function load(): Promise<void> {
    const path = `/v1/desk/knowledge/gaps/${encodeURIComponent(gapId)}/draft?${search}`;
    const answer = await desk.api.get<{ path: string; markdown: string }>(path);
    if (over) return;
    if (!answer.ok) {
      node.replaceChildren(failedBlock(answer.refusal, () => void load()));
      return;
    }
    const { path: place, markdown } = answer.value;
    const title = heading(say('draft'));
    const text = el('pre', { tabindex: '0', class: 'markdown', 'aria-label': say('draft') }, markdown);
    text.setAttribute('role', 'region');
    desk.title(say('draft'));
    node.replaceChildren(
      title,
      el('p', { class: 'help' }, say('draftWhy')),
      pairs([[say('draftPath'), el('code', {}, place)]]),
      copyButton(text, markdown),
      text,
    );
    title.focus({ preventScroll: true });
  }

  void load();
  return {
    node,
    close() {
      over = true;
    },
  };
}
