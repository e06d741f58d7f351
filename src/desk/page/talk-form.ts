/** A form that a button of a conversation opens: fields, a note that outlives a reload, and what is done with them. */
import { el } from '../../browser/dom.ts';
import type { Desk } from './desk.ts';
import { button, rest, type textField, tooLong } from './parts.ts';
import { alertLine } from './refusal.ts';
import { say } from './words.ts';

export interface TalkForm {
  readonly opener: HTMLButtonElement;
  readonly form: HTMLElement;
  close(): void;
}

export interface TalkFormParts {
  /** What the note is kept under until it is sent. */
  readonly key: string;
  /** On the button that opens it, and on the one that sends it. */
  readonly act: string;
  readonly note: ReturnType<typeof textField>;
  /** What is asked before the note. */
  readonly first?: {
    readonly node: HTMLElement;
    focus(): void;
    /** What is wrong with what was chosen; null: nothing. */
    refused(): string | null;
  };
  /** False: it was not done, and the form stays as it is. */
  readonly send: (note: string) => Promise<boolean>;
}

export function createTalkForm(desk: Desk, { key, act, note, first, send }: TalkFormParts): TalkForm {
  desk.drafts.keep(note.input, key);
  const sender = el('button', { type: 'submit', class: 'main' }, act);
  const cancel = button(say('cancel'), leave, 'plain');
  const fields = [...(first ? [first.node] : []), note.node];
  const form = el('form', { class: 'act-form' }, ...fields, el('div', { class: 'form-acts' }, sender, cancel));
  form.setAttribute('aria-label', act);
  form.hidden = true;
  const opener = button(act, () => {
    if (!form.hidden) return close();
    form.hidden = false;
    opener.setAttribute('aria-expanded', 'true');
    (first ?? note.input).focus();
  });
  opener.setAttribute('aria-expanded', 'false');

  function close(): void {
    form.hidden = true;
    opener.setAttribute('aria-expanded', 'false');
  }
  function leave(): void {
    close();
    opener.focus();
  }

  let busy = false;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (busy) return;
    form.querySelector('.alert')?.remove();
    const words = note.input.value.trim();
    const unchosen = first?.refused() ?? null;
    const wrong = unchosen ?? tooLong(words);
    if (wrong !== null) {
      form.append(alertLine(wrong));
      (unchosen === null || !first ? note.input : first).focus();
      return;
    }
    busy = true;
    rest(sender, true);
    void send(words).then((done) => {
      busy = false;
      rest(sender, false);
      if (!done) return;
      desk.drafts.write(key, '');
      note.input.value = '';
      leave();
    });
  });
  form.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') leave();
  });
  return { opener, form, close };
}
