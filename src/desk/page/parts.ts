/** Small parts that several views are made of. */
import { el, icon } from '../../browser/dom.ts';
import { say } from './words.ts';

type Content = Node | string;

export function button(words: string, onPress: () => void, kind: 'act' | 'main' | 'plain' = 'act'): HTMLButtonElement {
  const node = el('button', { type: 'button', class: kind }, words);
  node.addEventListener('click', () => {
    if (node.getAttribute('aria-disabled') !== 'true') onPress();
  });
  return node;
}

/** Where a press would come too early it does nothing, and says so without losing the focus. */
export function rest(press: HTMLElement, resting: boolean): void {
  if (resting) press.setAttribute('aria-disabled', 'true');
  else press.removeAttribute('aria-disabled');
}

/** The second half of a double click is not meant for what has come to stand under it. */
const DOUBLE_CLICK_MS = 500;
export function restAtFirst(...presses: readonly HTMLElement[]): void {
  for (const press of presses) {
    rest(press, true);
    window.setTimeout(() => rest(press, false), DOUBLE_CLICK_MS);
  }
}

/** The same for what opens and closes: who clicks twice wants it open. `openedAt` by performance.now. */
export const isDoubleClick = (openedAt: number): boolean => performance.now() - openedAt < DOUBLE_CLICK_MS;

const STAYS_MS = 1_500;
/** What was filled in is gone, and nothing else comes up under the pointer at once. */
export function stayAsHigh(place: HTMLElement): void {
  place.style.setProperty('min-height', `${place.offsetHeight}px`);
  window.setTimeout(() => place.style.removeProperty('min-height'), STAYS_MS);
}

/** Names and values; those without a value are left out. */
export function pairs(rows: readonly (readonly [name: string, value: Content | null | undefined])[]): HTMLElement {
  const list = el('dl', { class: 'pairs' });
  for (const [name, value] of rows)
    if (value !== null && value !== undefined && value !== '')
      list.append(el('div', {}, el('dt', {}, name), el('dd', {}, value)));
  return list;
}

/** A part of a page under its own heading. */
export function block(title: string, ...children: readonly Content[]): HTMLElement {
  return el('section', { class: 'block' }, el('h3', {}, title), ...children);
}

const WARNING = 'M12 4 2.8 20h18.4zM12 10v4.5M12 17.2v.1';

/** Danger and its like: a sign and a word, never a colour alone. */
export function badge(words: string, kind: 'danger' | 'late' | 'quiet'): HTMLElement {
  return el('span', { class: `badge ${kind}` }, ...(kind === 'quiet' ? [] : [icon(WARNING)]), words);
}

/** First in line: for danger, or because a promise was broken or it was chased. */
export const priorityBadge = ({ danger, priority }: { danger: boolean; priority: number }): HTMLElement[] =>
  danger ? [badge(say('danger'), 'danger')] : priority === 1 ? [badge(say('urgent'), 'late')] : [];

/** A heading that takes the focus when its view opens, so that keyboard and screen reader are where the eyes are. */
export function heading(words: string): HTMLHeadingElement {
  return el('h2', { tabindex: '-1' }, words);
}

/** Phone numbers one may call with a tap; who called twice may have left two. */
export const callable = (phones: string): HTMLElement =>
  el('span', { class: 'phones' }, ...phones.split(/\s*[,、]\s*/).map(oneCallable));

const oneCallable = (phone: string): HTMLElement =>
  /^[+\d][\d\s()-]{5,}$/.test(phone)
    ? el('a', { href: `tel:${phone.replace(/[^\d+]/g, '')}` }, phone)
    : el('span', {}, phone);

let made = 0;
/** An id nothing else has. */
export const newId = (what: string): string => {
  made += 1;
  return `${what}-${made}`;
};

export interface Field<T extends HTMLElement> {
  readonly node: HTMLElement;
  readonly input: T;
}

/** As many signs as the service takes. */
const LONGEST = 2_000;
/** From here on it is counted. */
const NEAR_END = 1_800;

/** What is typed beyond the limit is neither cut nor sent: it is counted, and `tooLong` says so when one sends it. */
export function lengthOf(input: HTMLTextAreaElement): HTMLElement {
  const node = el('p', { class: 'length' });
  const count = (): void => {
    const { length } = input.value.trim();
    node.textContent = length < NEAR_END ? '' : say('lengthOf', { n: length, most: LONGEST });
    node.classList.toggle('over', length > LONGEST);
    input.setAttribute('aria-invalid', String(length > LONGEST));
  };
  input.addEventListener('input', count);
  input.addEventListener('focus', count);
  return node;
}

/** What is wrong with words that are too long; null: they are not. */
export const tooLong = (words: string): string | null =>
  words.length <= LONGEST ? null : say('tooLong', { n: words.length - LONGEST, most: LONGEST });

export function textField(label: string, hint: string | null, rows = 3): Field<HTMLTextAreaElement> {
  const id = newId('words');
  const input = el('textarea', { id, dir: 'auto', rows: String(rows) });
  const node = el('div', { class: 'field' }, el('label', { for: id }, label), input, lengthOf(input));
  if (hint !== null) {
    input.setAttribute('aria-describedby', `${id}-hint`);
    node.append(el('p', { class: 'help', id: `${id}-hint` }, hint));
  }
  return { node, input };
}

export function choiceField(
  label: string,
  options: readonly (readonly [value: string, words: string])[],
): Field<HTMLSelectElement> {
  const id = newId('choice');
  const input = el('select', { id }, ...options.map(([value, words]) => el('option', { value }, words)));
  return { node: el('div', { class: 'field' }, el('label', { for: id }, label), input), input };
}
