/** The field one writes to the resident in: Enter sends, Shift+Enter starts a line; the words stay until they have arrived. */
import { el } from '../../browser/dom.ts';
import { freshId } from '../../browser/ids.ts';
import type { Desk } from './desk.ts';
import { lengthOf, newId, rest, tooLong } from './parts.ts';
import { alertLine } from './refusal.ts';
import { say } from './words.ts';

export interface ReplyBox {
  readonly node: HTMLElement;
  focus(): void;
  /** Nothing can be sent any more; the words can still be read and copied. */
  stop(): void;
  /** The words are of no use any more. */
  forget(): void;
}

/** What Safari and older Chromium give as key code while an input method is at work. */
const COMPOSING = 229;

export function createReplyBox(
  desk: Desk,
  caseNumber: string,
  send: (text: string, id: string) => Promise<boolean>,
): ReplyBox {
  const id = newId('reply');
  const key = `talk.${caseNumber}`;
  const tried = { id: `${key}.id`, text: `${key}.tried` };
  const input = el('textarea', {
    id,
    dir: 'auto',
    rows: '2',
    enterkeyhint: 'send',
    autocomplete: 'off',
  });
  input.setAttribute('aria-describedby', `${id}-hint`);
  const press = el('button', { type: 'submit', class: 'main' }, say('send'));
  const form = el(
    'form',
    { class: 'reply' },
    el('label', { for: id }, say('write')),
    input,
    press,
    lengthOf(input),
    el('p', { class: 'help', id: `${id}-hint` }, say('writeHint')),
  );
  desk.drafts.keep(input, key);
  let composing = false;
  let busy = false;

  function forgetTry(): void {
    for (const place of Object.values(tried)) desk.drafts.write(place, '');
  }

  async function submit(): Promise<void> {
    const text = input.value.trim();
    if (text === '' || busy) {
      input.focus();
      return;
    }
    const long = tooLong(text);
    form.querySelector('.alert')?.remove();
    if (long !== null) {
      form.append(alertLine(long));
      input.focus();
      return;
    }
    busy = true;
    rest(press, true);
    press.textContent = say('sending');
    // Words that perhaps did not arrive go again under the id they had, also after a reload: they are said once.
    if (desk.drafts.read(tried.text) !== text) {
      desk.drafts.write(tried.text, text);
      desk.drafts.write(tried.id, freshId());
    }
    const arrived = await send(text, desk.drafts.read(tried.id));
    busy = false;
    rest(press, false);
    press.textContent = say('send');
    if (!arrived) return;
    forgetTry();
    // What was typed on while it was under way stays.
    const typed = desk.drafts.read(key);
    desk.drafts.write(key, typed.trim().startsWith(text) ? typed.trim().slice(text.length).trimStart() : typed);
    if (input.isConnected) input.focus();
  }

  input.addEventListener('compositionstart', () => {
    composing = true;
  });
  input.addEventListener('compositionend', () => {
    composing = false;
  });
  input.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey) return;
    if (composing || event.isComposing || event.keyCode === COMPOSING) return;
    event.preventDefault();
    void submit();
  });
  // What was wrong is being put right.
  input.addEventListener('input', () => form.querySelector('.alert')?.remove());
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void submit();
  });

  return {
    node: form,
    focus: () => input.focus(),
    stop() {
      input.readOnly = true;
      press.disabled = true;
    },
    forget() {
      desk.drafts.write(key, '');
      forgetTry();
    },
  };
}
