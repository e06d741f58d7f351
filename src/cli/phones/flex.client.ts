/** LINE's Flex messages, roughly as LINE draws them: boxes, words, buttons, rules; as much as this service sends. */

import { el } from '../../browser/dom.ts';
import type { PhoneWord } from '../../conversation/sentences/phones.ts';

export type Press = (pressed: { readonly says: string; readonly data?: string }) => void;
type Say = (word: PhoneWord) => string;
type Component = Readonly<Record<string, unknown>>;

const SIZES: Readonly<Record<string, string>> = {
  xxs: '0.6875rem',
  xs: '0.75rem',
  sm: '0.8125rem',
  md: '0.875rem',
  lg: '1rem',
  xl: '1.125rem',
  xxl: '1.375rem',
};
const GAPS: Readonly<Record<string, string>> = {
  none: '0',
  xs: '2px',
  sm: '4px',
  md: '8px',
  lg: '12px',
  xl: '16px',
  xxl: '20px',
};
const ALIGN: Readonly<Record<string, string>> = { start: 'start', center: 'center', end: 'end' };

const isComponent = (value: unknown): value is Component => typeof value === 'object' && value !== null;
const partsOf = (value: unknown): Component[] => (Array.isArray(value) ? value.filter(isComponent) : []);
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** A bubble, or several side by side. */
export function flexNode(contents: unknown, press: Press, say: Say): HTMLElement {
  if (!isComponent(contents)) return el('div');
  if (contents.type !== 'carousel') return bubble(contents, press, say);
  return el(
    'div',
    { class: 'carousel', tabindex: '0', role: 'group' },
    ...partsOf(contents.contents).map((one) => bubble(one, press, say)),
  );
}

const bubble = (given: Component, press: Press, say: Say): HTMLElement =>
  el(
    'div',
    { class: 'flex' },
    ...(['header', 'body', 'footer'] as const).flatMap((name) => {
      const part = given[name];
      if (!isComponent(part)) return [];
      const node = component(part, press, say);
      node.classList.add(name);
      return [node];
    }),
  );

function component(given: Component, press: Press, say: Say): HTMLElement {
  const node = drawn(given, press, say);
  if (typeof given.flex === 'number') node.style.flex = `${given.flex} ${given.flex} 0`;
  if (text(given.margin) !== '') node.style.marginTop = GAPS[text(given.margin)] ?? text(given.margin);
  return node;
}

function drawn(given: Component, press: Press, say: Say): HTMLElement {
  switch (given.type) {
    case 'text':
      return words(given);
    case 'button':
      return button(given, press, say);
    case 'separator':
      return el('hr');
    default:
      return box(given, press, say);
  }
}

function box(given: Component, press: Press, say: Say): HTMLElement {
  const node = el('div', { class: `box ${given.layout === 'horizontal' ? 'row' : 'column'}` });
  node.append(...partsOf(given.contents).map((one) => component(one, press, say)));
  const { style } = node;
  style.gap = GAPS[text(given.spacing)] ?? '0';
  style.background = text(given.backgroundColor);
  style.width = text(given.width);
  style.height = text(given.height);
  style.borderRadius = text(given.cornerRadius);
  if (text(given.paddingAll) !== '') style.padding = text(given.paddingAll);
  return node;
}

function words(given: Component): HTMLElement {
  const node = el('p', {}, text(given.text));
  const { style } = node;
  style.fontSize = SIZES[text(given.size)] ?? SIZES.md ?? '';
  style.fontWeight = given.weight === 'bold' ? '700' : '400';
  style.color = text(given.color);
  style.textAlign = ALIGN[text(given.align)] ?? 'start';
  if (given.wrap !== true) style.whiteSpace = 'nowrap';
  return node;
}

function button(given: Component, press: Press, say: Say): HTMLElement {
  const action = isComponent(given.action) ? given.action : {};
  const label = text(action.label);
  const style = ['primary', 'secondary'].includes(text(given.style)) ? text(given.style) : 'link';
  if (action.type === 'uri')
    return el(
      'a',
      { class: `press ${style}`, href: text(action.uri), target: '_blank', rel: 'noreferrer' },
      label,
      el('span', { class: 'unseen' }, say('newTab')),
    );
  const node = el('button', { class: `press ${style}`, type: 'button' }, label);
  node.addEventListener('click', () =>
    press(
      action.type === 'postback'
        ? { says: text(action.displayText ?? action.label), data: text(action.data) }
        : { says: text(action.text) },
    ),
  );
  return node;
}
