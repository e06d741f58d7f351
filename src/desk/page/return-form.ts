/** Giving a conversation back to the bot, with a note for colleagues. */
import { el } from '../../browser/dom.ts';
import type { Desk } from './desk.ts';
import { button, rest, textField, tooLong } from './parts.ts';
import { alertLine } from './refusal.ts';
import { say } from './words.ts';

export interface ReturnForm {
  readonly opener: HTMLButtonElement;
  readonly form: HTMLElement;
  close(): void;
}

export function createReturnForm(
  desk: Desk,
  caseNumber: string,
  giveBack: (note: string) => Promise<boolean>,
): ReturnForm {
  const key = `return.${caseNumber}`;
  const note = textField(say('giveBackNote'), say('giveBackHint'), 2);
  desk.drafts.keep(note.input, key);
  const send = el('button', { type: 'submit', class: 'main' }, say('giveBack'));
  const cancel = button(
    say('cancel'),
    () => {
      close();
      opener.focus();
    },
    'plain',
  );
  let busy = false;
  const form = el('form', { class: 'act-form' }, note.node, el('div', { class: 'form-acts' }, send, cancel));
  form.setAttribute('aria-label', say('giveBack'));
  form.hidden = true;
  const opener = button(say('giveBack'), () => {
    if (!form.hidden) {
      close();
      return;
    }
    form.hidden = false;
    opener.setAttribute('aria-expanded', 'true');
    note.input.focus();
  });
  opener.setAttribute('aria-expanded', 'false');

  function close(): void {
    form.hidden = true;
    opener.setAttribute('aria-expanded', 'false');
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (busy) return;
    const long = tooLong(note.input.value.trim());
    form.querySelector('.alert')?.remove();
    if (long !== null) {
      form.append(alertLine(long));
      note.input.focus();
      return;
    }
    busy = true;
    rest(send, true);
    void giveBack(note.input.value.trim()).then((done) => {
      busy = false;
      rest(send, false);
      if (done) desk.drafts.write(key, '');
    });
  });
  form.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    close();
    opener.focus();
  });
  return { opener, form, close };
}
