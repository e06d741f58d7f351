/** Beside the phones: the demo's accounts, and the text messages that would come with a code. */

import { el, part } from '../../browser/dom.ts';
import type { PhoneWord } from '../../conversation/sentences/phones.ts';
import { LOCALES, type Locale } from '../../domain/names.ts';

interface Code {
  readonly phone: string;
  readonly code: string | null;
  readonly text: string;
  readonly at: string;
}

export interface Hints {
  readonly accounts: readonly {
    readonly accountNumber: string;
    readonly phone: string;
    readonly holder: string;
    readonly idNumber: string;
    readonly note: string | Readonly<Record<Locale, string>>;
  }[];
  readonly codes: readonly Code[];
}

export function createHints(say: (word: PhoneWord) => string, fill: (words: string) => void) {
  const accounts = part('accounts', HTMLElement);
  const tray = part('sms', HTMLElement);
  let hints: Hints | null = null;
  /** The first look only learns what was sent before the window was opened. */
  let known: string | null = null;

  const chip = (words: string): HTMLButtonElement => {
    const button = el('button', { type: 'button', class: 'number' }, words);
    button.addEventListener('click', () => fill(words));
    return button;
  };
  const drawAccounts = () => {
    accounts.hidden = hints === null || hints.accounts.length === 0;
    const lang = LOCALES.find((one) => one === document.documentElement.lang) ?? 'en';
    accounts.setAttribute('aria-label', say('accounts'));
    accounts.replaceChildren(
      el('p', {}, say('accounts')),
      el(
        'ul',
        {},
        ...(hints?.accounts ?? []).map(({ accountNumber, phone, holder, idNumber, note }) =>
          el(
            'li',
            {},
            chip(accountNumber),
            chip(phone),
            chip(holder),
            chip(idNumber),
            el('span', {}, typeof note === 'string' ? note : note[lang]),
          ),
        ),
      ),
    );
  };
  const showMessage = ({ phone, code, text }: Code) => {
    const close = el('button', { type: 'button' }, say('close'));
    close.addEventListener('click', () => tray.replaceChildren());
    const use = el('button', { type: 'button', class: 'use' }, say('use'));
    use.addEventListener('click', () => {
      tray.replaceChildren();
      fill(code ?? '');
    });
    tray.replaceChildren(
      el(
        'div',
        {},
        el('p', { class: 'from' }, `${say('sms')} ${phone}`),
        el('p', {}, text),
        ...(code === null ? [] : [use]),
        close,
      ),
    );
  };

  return {
    show(given: Hints | null) {
      const before = hints;
      hints = given;
      if (before === null) drawAccounts();
      const newest = given?.codes.toSorted((one, other) => Date.parse(other.at) - Date.parse(one.at))[0];
      const key = newest ? `${newest.at} ${newest.text}` : '';
      if (given !== null && known !== null && newest && key !== known) showMessage(newest);
      if (given !== null) known = key;
    },
    relabel: drawAccounts,
  };
}
