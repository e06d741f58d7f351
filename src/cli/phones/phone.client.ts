/** One phone: its conversation, the answers to choose from, the field to write in. */

import { el, icon } from '../../browser/dom.ts';
import { FIRST_WORDS, type PhoneWord } from '../../conversation/sentences/phones.ts';
import type { Locale } from '../../domain/names.ts';
import { flexNode, type Press } from './flex.client.ts';
import type { Act, Entry, PhoneName } from './shapes.ts';

export interface PhoneView {
  readonly node: HTMLElement;
  /** `entries` only grow. */
  update(entries: readonly Entry[], waiting: boolean): void;
  fill(words: string): void;
  relabel(): void;
  toEnd(): void;
  gone(): void;
}

interface Phone {
  say(word: PhoneWord): string;
  locale(): Locale;
  act(what: Act): void;
}

const SEND = 'M12 20V5M5.5 11.5 12 5l6.5 6.5';

export function createPhone(name: PhoneName, { say, locale, act }: Phone): PhoneView {
  const title = el('h2', { id: `${name}-title` });
  const log = el('div', {
    class: 'log',
    role: 'log',
    'aria-live': 'polite',
    tabindex: '0',
    'aria-labelledby': `${name}-title`,
  });
  const status = el('p', { class: 'status', role: 'status' });
  const quick = el('div', { class: 'quick', role: 'group' });
  const field = el('input', {
    id: `${name}-field`,
    type: 'text',
    maxlength: '2000',
    autocomplete: 'off',
    enterkeyhint: 'send',
  });
  const label = el('label', { class: 'unseen', for: `${name}-field` });
  const send = el('button', { type: 'submit', class: 'send' }, icon(SEND));
  const form = el('form', {}, label, field, send);
  const node = el(
    'section',
    { class: `phone ${name}`, 'aria-labelledby': `${name}-title` },
    title,
    log,
    status,
    quick,
    form,
  );
  let drawn = 0;
  let newest: Entry | undefined;

  const tell = (text: string) => {
    if (text.trim() !== '') act({ kind: 'say', text: text.trim() });
  };
  const press: Press = (pressed) => {
    if (pressed.data === undefined) tell(pressed.says);
    else act({ kind: 'press', data: pressed.data, says: pressed.says });
  };
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    tell(field.value);
    field.value = '';
  });

  const chip = (words: string, onPress: () => void): HTMLButtonElement => {
    const button = el('button', { type: 'button', class: 'chip' }, words);
    button.addEventListener('click', () => {
      onPress();
      field.focus({ preventScroll: true });
    });
    return button;
  };
  /** LINE's quick replies belong to the newest message and are gone with the next one; WeChat has none. */
  const drawQuick = () => {
    const items = newest && 'message' in newest ? (newest.message.quickReply?.items ?? []) : [];
    const first = drawn === 0 ? FIRST_WORDS[locale()] : [];
    quick.setAttribute('aria-label', say(drawn === 0 ? 'try' : 'answers'));
    quick.replaceChildren(
      ...(drawn === 0 ? [chip(say(name === 'line' ? 'follow' : 'subscribe'), () => act({ kind: 'follow' }))] : []),
      ...first.map((words) => chip(words, () => tell(words))),
      ...items.map(({ action }) => {
        if (action.type === 'uri') return link(action.uri, action.label);
        const says = action.type === 'postback' ? (action.displayText ?? action.label) : action.text;
        return chip(action.label, () => press({ says, ...(action.type === 'postback' && { data: action.data }) }));
      }),
    );
    quick.hidden = quick.childElementCount === 0;
  };
  const link = (href: string, words: string): HTMLAnchorElement =>
    el(
      'a',
      { href, target: '_blank', rel: 'noreferrer', class: 'chip' },
      words,
      el('span', { class: 'unseen' }, say('newTab')),
    );

  const bubble = (entry: Entry): HTMLElement => {
    const who = el('span', { class: 'unseen' }, say(entry.from === 'me' ? 'you' : 'service'));
    if (entry.from === 'me') return el('div', { class: 'entry me' }, el('p', { class: 'bubble' }, who, entry.text));
    const how = el('p', { class: 'how', 'data-word': entry.by }, say(entry.by));
    const words = 'message' in entry ? (entry.message.type === 'text' ? entry.message.text : null) : entry.text;
    if (words !== null)
      return el('div', { class: 'entry' }, el('p', { class: 'bubble' }, who, ...linked(words, say)), how);
    if (!('message' in entry) || entry.message.type !== 'flex') return el('div', { class: 'entry' });
    return el('div', { class: 'entry wide' }, who, flexNode(entry.message.contents, press, say), how);
  };

  const view: PhoneView = {
    node,
    update(entries, waiting) {
      const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 80;
      const fresh = entries.slice(drawn);
      if (fresh.length > 0) {
        if (drawn === 0) log.replaceChildren();
        log.append(...fresh.map(bubble));
        drawn = entries.length;
        newest = entries.at(-1);
        drawQuick();
        if (atEnd || fresh.some(({ from }) => from === 'me')) view.toEnd();
      }
      const words = waiting ? say('waiting') : '';
      if (status.textContent !== words) status.textContent = words;
    },
    fill(words) {
      field.value = words;
      field.focus();
    },
    relabel() {
      title.textContent = `Wattline · ${say(name)}`;
      label.textContent = say('composer');
      field.placeholder = say('composer');
      send.setAttribute('aria-label', say('send'));
      if (drawn === 0) log.replaceChildren(el('p', { class: 'empty' }, say('empty')));
      for (const how of log.querySelectorAll<HTMLElement>('.how')) how.textContent = say(how.dataset.word as PhoneWord);
      drawQuick();
    },
    toEnd() {
      log.scrollTop = log.scrollHeight;
    },
    gone() {
      status.textContent = say('gone');
    },
  };
  view.relabel();
  return view;
}

/** Addresses in a text can be opened, as on a phone. */
function linked(text: string, say: (word: PhoneWord) => string): (Node | string)[] {
  return text
    .split(/(https?:\/\/[\w\-.~:/?#[\]@!$&'()*+,;=%]+)/)
    .map((piece, at) =>
      at % 2 === 0
        ? piece
        : el(
            'a',
            { href: piece, target: '_blank', rel: 'noreferrer' },
            piece,
            el('span', { class: 'unseen' }, say('newTab')),
          ),
    );
}
