/** The top of the desk: the rooms, who is signed in, the language, and the way out. */
import { el, part } from '../../browser/dom.ts';
import type { Room } from '../rooms.ts';
import { isLocale, locale, speak } from './locale.ts';
import { hashOf } from './route.ts';
import type { Me } from './shapes.ts';
import { ROLE_WORDS } from './sign-in.ts';
import { say } from './words.ts';

export interface Header {
  /** null: nobody is signed in. */
  who(me: Me | null, onSignOut: () => void): void;
  at(room: Room | null): void;
  waiting(count: number): void;
  cases(open: number): void;
  /** After the language has changed. */
  relabel(): void;
}

export function createHeader(onLocale: () => void): Header {
  const nav = part('rooms', HTMLElement);
  const person = part('who', HTMLElement);
  const language = part('language', HTMLSelectElement);
  const count = el('span', { class: 'count' });
  const cases = el('span', { class: 'count' });

  function mark(node: HTMLElement, n: number, words: string): void {
    node.replaceChildren(
      ...(n === 0
        ? []
        : [el('span', { 'aria-hidden': 'true' }, String(n)), el('span', { class: 'unseen' }, ` ${words}`)]),
    );
  }

  language.value = locale();
  language.addEventListener('change', () => {
    if (!isLocale(language.value)) return;
    speak(language.value);
    onLocale();
  });

  function relabel(): void {
    document.documentElement.lang = locale();
    language.setAttribute('aria-label', say('language'));
    nav.setAttribute('aria-label', say('rooms'));
    part('leaving', HTMLElement).setAttribute('aria-label', say('signOut'));
    part('skip', HTMLElement).textContent = say('skip');
    part('house', HTMLElement).textContent = say('desk');
  }
  relabel();

  return {
    relabel,
    who(me, onSignOut) {
      nav.hidden = me === null;
      person.hidden = me === null;
      if (me === null) return;
      const links = me.rooms.map((room) => {
        const link = el('a', { href: hashOf(room), 'data-room': room }, say(room));
        if (room === 'handoffs') link.append(count);
        if (room === 'cases') link.append(cases);
        return link;
      });
      nav.replaceChildren(...links);
      const out = el('button', { type: 'button', class: 'plain' }, say('signOut'));
      out.addEventListener('click', onSignOut);
      const standing = `${me.teamText} · ${say(ROLE_WORDS[me.role])}`;
      person.replaceChildren(
        el(
          'p',
          {},
          el('span', { class: 'unseen' }, `${say('signedInAs')} `),
          el('strong', {}, me.name),
          ' ',
          el('span', {}, standing),
        ),
        out,
      );
    },
    at(room) {
      for (const link of nav.querySelectorAll('a'))
        if (link.dataset.room === room) link.setAttribute('aria-current', 'page');
        else link.removeAttribute('aria-current');
    },
    waiting(n) {
      mark(count, n, say('waitingCount', { n }));
    },
    cases(open) {
      mark(cases, open, say('casesOpen', { n: open }));
    },
  };
}
