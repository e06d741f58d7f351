/** Offering a conversation to a colleague or a team, with a note for them: it stays one's own until somebody takes it. */
import { el } from '../../browser/dom.ts';
import { handsField } from './act-fields.ts';
import type { Says } from './case-acts.ts';
import type { Desk } from './desk.ts';
import { button, rest, textField, tooLong } from './parts.ts';
import { alertLine } from './refusal.ts';
import { say } from './words.ts';

export interface PassForm {
  readonly opener: HTMLButtonElement;
  readonly form: HTMLElement;
  close(): void;
}

export function createPassForm(
  desk: Desk,
  caseNumber: string,
  pass: (to: NonNullable<Says['to']>, note: string) => Promise<boolean>,
): PassForm {
  const key = `pass.${caseNumber}`;
  const hands = handsField(desk, { owner: desk.me.name, team: null });
  const note = textField(say('passNote'), say('passHint'), 2);
  desk.drafts.keep(note.input, key);
  const send = el('button', { type: 'submit', class: 'main' }, say('pass'));
  const cancel = button(
    say('cancel'),
    () => {
      close();
      opener.focus();
    },
    'plain',
  );
  let busy = false;
  const form = el(
    'form',
    { class: 'act-form' },
    hands.node,
    note.node,
    el('div', { class: 'form-acts' }, send, cancel),
  );
  form.setAttribute('aria-label', say('pass'));
  form.hidden = true;
  const opener = button(say('pass'), () => {
    if (!form.hidden) {
      close();
      return;
    }
    form.hidden = false;
    opener.setAttribute('aria-expanded', 'true');
    hands.focus();
  });
  opener.setAttribute('aria-expanded', 'false');

  function close(): void {
    form.hidden = true;
    opener.setAttribute('aria-expanded', 'false');
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (busy) return;
    form.querySelector('.alert')?.remove();
    const words = note.input.value.trim();
    const chosen = hands.says();
    const long = tooLong(words);
    if (typeof chosen === 'string' || chosen.to === undefined || long !== null) {
      form.append(alertLine(typeof chosen === 'string' ? say(chosen) : (long ?? say('chooseHands'))));
      if (long === null) hands.focus();
      else note.input.focus();
      return;
    }
    busy = true;
    rest(send, true);
    void pass(chosen.to, words).then((done) => {
      busy = false;
      rest(send, false);
      if (!done) return;
      desk.drafts.write(key, '');
      note.input.value = '';
      close();
      opener.focus();
    });
  });
  form.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    close();
    opener.focus();
  });
  return { opener, form, close };
}
