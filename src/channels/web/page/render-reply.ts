/** One reply as elements, and its buttons: pressed once, marked, muted when the talk has gone on. */

import { el, icon } from '../../../browser/dom.ts';
import type { Choice, Reply } from '../../../conversation/message.ts';
import { label, name } from './labels.ts';
import { anchor, followable, linked } from './links.ts';
import { renderChart } from './render-chart.ts';

export interface ChoiceGroup {
  /** Marks the button of that label as the one that was pressed; false when there is none, or one was pressed before. */
  take(wanted: string): boolean;
  /** The talk has gone on: it looks old, but may still be pressed. */
  age(): void;
}

export interface Rendered {
  readonly nodes: readonly HTMLElement[];
  readonly group: ChoiceGroup | null;
}

export type Press = (choice: Choice) => void;

const CHECK = 'M5 12.5 10 17.5 19.5 7';

function renderChoices(choices: readonly Choice[], press: Press): { node: HTMLElement; group: ChoiceGroup } {
  const node = name(el('div', { class: 'choices', role: 'group' }), 'choose');
  let taken = false;
  const buttons = choices.map((choice) => {
    const button = el('button', { type: 'button', class: 'choice' }, el('span', {}, choice.label));
    button.addEventListener('click', () => {
      if (taken) return;
      mark(button);
      press(choice);
    });
    return { button, choice };
  });
  function mark(chosen: HTMLButtonElement): void {
    taken = true;
    node.classList.add('taken');
    for (const { button } of buttons) {
      // The pressed one keeps the focus, so that the next Tab goes on from here.
      if (button === chosen) button.setAttribute('aria-disabled', 'true');
      else button.disabled = true;
    }
    chosen.classList.add('chosen');
    chosen.append(icon(CHECK), label(el('span', { class: 'unseen' }), 'chosen'));
  }
  node.append(...buttons.map(({ button }) => button));
  const group: ChoiceGroup = {
    take(wanted) {
      const found = taken ? undefined : buttons.find(({ choice }) => choice.label === wanted);
      if (found !== undefined) mark(found.button);
      return found !== undefined;
    },
    age: () => node.classList.add('old'),
  };
  return { node, group };
}

function renderCard(card: Extract<Reply, { kind: 'card' }>): HTMLElement {
  const panel = el('div', { class: 'bubble panel card' });
  if (card.title !== '') panel.append(el('h3', {}, card.title));
  if (card.rows.length > 0) {
    const rows = card.rows.map(([term, value]) => el('div', {}, el('dt', {}, term), el('dd', {}, ...linked(value))));
    panel.append(el('dl', {}, ...rows));
  }
  const href = card.link === undefined ? null : followable(card.link.url);
  if (card.link !== undefined && href !== null) {
    const link = anchor(
      href,
      el('span', {}, card.link.label),
      label(el('span', { class: 'unseen' }), 'newTab'),
      icon('M9 6h9v9M18 6 7 17'),
    );
    link.className = 'go';
    panel.append(link);
  }
  return panel;
}

export function renderReply(reply: Reply, press: Press): Rendered {
  if (reply.kind === 'chart') return { nodes: [renderChart(reply)], group: null };
  if (reply.kind === 'text') return { nodes: [renderText(reply.text)], group: null };
  const body = reply.kind === 'card' ? renderCard(reply) : renderText(reply.text);
  if (reply.choices.length === 0) return { nodes: [body], group: null };
  const { node, group } = renderChoices(reply.choices, press);
  return { nodes: [body, node], group };
}

export const renderText = (words: string): HTMLElement => el('div', { class: 'bubble' }, el('p', {}, ...linked(words)));
