/** The switches at the top: language, large type, and the menu of common services. */

import { el, part } from '../../../browser/dom.ts';
import { kept } from '../../../browser/storage.ts';
import { SUGGESTIONS } from '../../../conversation/sentences/page.ts';
import { label, locale, say, speak } from './labels.ts';

export interface Header {
  /** One more entry of the menu, shown only when there is something to it. */
  offer(word: 'demo', open: () => void): void;
}

interface Wishes {
  onSay(words: string): void;
  onLocale(): void;
  onType(): void;
}

function setLarge(button: HTMLElement, large: boolean): void {
  document.documentElement.classList.toggle('large', large);
  button.setAttribute('aria-pressed', String(large));
}

function createMenu(onSay: (words: string) => void): Header {
  const button = part('menu-button', HTMLButtonElement);
  const menu = part('menu', HTMLElement);
  const open = (): boolean => !menu.hidden;

  function show(shown: boolean): void {
    menu.hidden = !shown;
    button.setAttribute('aria-expanded', String(shown));
  }

  function entry(node: HTMLElement, act: () => void): HTMLLIElement {
    node.addEventListener('click', () => {
      show(false);
      button.focus();
      act();
    });
    return el('li', {}, node);
  }

  const person = label(el('button', { type: 'button', class: 'person' }), 'person');
  const common = SUGGESTIONS.filter((word) => word !== 'suggestPerson').map((word) =>
    entry(label(el('button', { type: 'button' }), word), () => onSay(say(word))),
  );
  const items = el(
    'ul',
    {},
    ...common,
    entry(person, () => onSay(say('suggestPerson'))),
  );
  menu.append(items);

  button.addEventListener('click', () => show(!open()));
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !open()) return;
    show(false);
    button.focus();
  });
  document.addEventListener('pointerdown', (event) => {
    const at = event.target;
    if (open() && at instanceof Node && !menu.contains(at) && !button.contains(at)) show(false);
  });
  menu.addEventListener('focusout', ({ relatedTarget }) => {
    if (relatedTarget instanceof Node && !menu.contains(relatedTarget) && relatedTarget !== button) show(false);
  });

  return {
    offer: (word, act) => items.append(entry(label(el('button', { type: 'button' }), word), act)),
  };
}

export function createHeader({ onSay, onLocale, onType }: Wishes): Header {
  const language = part('language', HTMLSelectElement);
  language.value = locale();
  language.addEventListener('change', () => {
    if (speak(language.value)) onLocale();
  });
  window.addEventListener('storage', ({ key, newValue }) => {
    if (key === 'wattline.locale' && newValue !== null && speak(newValue)) language.value = newValue;
  });
  const large = part('large', HTMLButtonElement);
  setLarge(large, kept.read('large') === '1');
  large.addEventListener('click', () => {
    const wanted = large.getAttribute('aria-pressed') !== 'true';
    kept.write('large', wanted ? '1' : null);
    setLarge(large, wanted);
    onType();
  });
  return createMenu(onSay);
}
