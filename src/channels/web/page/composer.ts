/** The field to write in: grows with its text, sends on Enter, leaves Enter to the input method while Chinese is being composed. */

import { part } from '../../../browser/dom.ts';
import { withoutUnseen } from '../../../domain/written.ts';
import { say } from './labels.ts';

export interface Composer {
  fill(words: string): void;
  focus(): void;
}

/** What Safari and older Chromium give as key code while an input method is at work. */
const COMPOSING = 229;
/** Signs of one message. What is pasted beyond them is neither cut nor sent: it says how many there are. */
const LONGEST = 2_000;

export function createComposer(
  form: HTMLFormElement,
  input: HTMLTextAreaElement,
  onSend: (words: string) => void,
): Composer {
  let composing = false;
  const over = part('over', HTMLElement);

  function grow(): void {
    input.style.setProperty('height', 'auto');
    const border = input.offsetHeight - input.clientHeight;
    input.style.setProperty('height', `${input.scrollHeight + border}px`);
    form.classList.toggle('ready', input.value.trim() !== '');
    // What was wrong is being put right.
    over.hidden = true;
    input.removeAttribute('aria-invalid');
  }

  function send(): void {
    // As the service keeps it: words that come back from there are known by what they say.
    const words = withoutUnseen(input.value).trim();
    if (words === '') {
      input.focus();
      return;
    }
    if (words.length > LONGEST) {
      over.textContent = `${say('tooLong')} ${words.length} / ${LONGEST}`;
      over.hidden = false;
      input.setAttribute('aria-invalid', 'true');
      input.focus();
      return;
    }
    input.value = '';
    grow();
    onSend(words);
    input.focus();
  }

  input.addEventListener('compositionstart', () => {
    composing = true;
  });
  input.addEventListener('compositionend', () => {
    composing = false;
  });
  input.addEventListener('input', grow);
  input.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey) return;
    if (composing || event.isComposing || event.keyCode === COMPOSING) return;
    event.preventDefault();
    send();
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    send();
  });
  // On a phone the tap on "send" must not close the keyboard.
  form.querySelector('.send')?.addEventListener('pointerdown', (event) => {
    if (document.activeElement === input) event.preventDefault();
  });

  return {
    fill(words) {
      input.value = words;
      grow();
      input.focus();
    },
    focus: () => input.focus(),
  };
}
