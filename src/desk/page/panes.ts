/** A list and what is open of it: side by side where there is room, one after the other on a phone. */
import { el, icon } from '../../browser/dom.ts';
import { say } from './words.ts';

export interface Panes {
  readonly node: HTMLElement;
  /** null: nothing is open. `back` is where the list is. */
  show(detail: HTMLElement | null, back: string): void;
}

const BACK = 'M14.5 5.5 8 12l6.5 6.5';

export function createPanes(name: string, list: HTMLElement): Panes {
  const holder = el('div', { class: 'detail' });
  const node = el('div', { class: 'panes' }, el('section', { class: 'list', 'aria-label': name }, list), holder);
  let shown: HTMLElement | null = null;

  return {
    node,
    show(detail, back) {
      node.classList.toggle('opened', detail !== null);
      if (detail !== null && detail === shown) return;
      shown = detail;
      if (detail === null) {
        holder.replaceChildren(el('p', { class: 'hint' }, say('chooseOne')));
        return;
      }
      const link = el('a', { class: 'back', href: back }, icon(BACK), say('back'));
      holder.replaceChildren(link, detail);
      holder.scrollTop = 0;
    },
  };
}

/** Back in the list, one is where one left it. */
export function focusLine(list: HTMLElement, key: string): void {
  list.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"] a`)?.focus();
}
