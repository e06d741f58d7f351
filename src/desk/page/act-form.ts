/** The form of one act: words, papers to ask for or other hands, who will read what, and a question before an end. No act is done by the press that opens it. */
import { el } from '../../browser/dom.ts';
import { handsField, type Part, papersField } from './act-fields.ts';
import type { Says } from './case-acts.ts';
import type { Desk } from './desk.ts';
import { button, restAtFirst, textField, tooLong } from './parts.ts';
import { alertLine } from './refusal.ts';
import type { Act, WholeCase } from './shapes.ts';
import { say, type Word } from './words.ts';

interface How {
  /** What is asked before it is done; null: nothing. */
  readonly question: Word | null;
  readonly draftKey: string;
  onSend(says: Says): void;
  onCancel(): void;
}

/** Who will read the words. */
function readersOf({ event }: Act, { anonymous }: WholeCase): Word {
  if (event === 'noted') return 'shownToColleagues';
  if (event === 'reassigned') return 'shownHands';
  return anonymous ? 'shownByNumber' : 'shownToResident';
}

/** What is pressed to send it: words are sent or kept, other acts are confirmed by their name. */
function sendWords(act: Act, { anonymous }: WholeCase): string {
  if (act.needs !== 'words') return say('doIt', { act: act.eventText });
  if (act.event === 'noted') return say('saveNote');
  return say(anonymous ? 'sendWords' : 'sendToResident');
}

function partOf(desk: Desk, one: WholeCase, act: Act): Part | null {
  if (act.needs === 'papers') return papersField();
  return act.needs === 'hands' ? handsField(desk, one) : null;
}

export function createActForm(desk: Desk, one: WholeCase, act: Act, how: How): { node: HTMLElement; focus(): void } {
  const needed = act.needs === 'words';
  const part = partOf(desk, one, act);
  const words = textField(say(needed ? 'words' : 'wordsOptional'), say(readersOf(act, one)), needed ? 3 : 2);
  desk.drafts.keep(words.input, how.draftKey);
  const sends = sendWords(act, one);
  const send = el('button', { type: 'submit', class: 'main' }, sends);
  const foot = el('div', { class: 'form-acts' }, send, button(say('cancel'), how.onCancel, 'plain'));
  const trouble = el('div');
  const form = el('form', { class: 'act-form' });
  form.setAttribute('aria-label', act.eventText);
  form.append(...(part ? [part.node] : []), words.node, trouble, foot);

  /** What is filled in; null: something is missing, and it was said. */
  function says(): Says | null {
    trouble.replaceChildren();
    const text = words.input.value.trim();
    const wrong = needed && text === '' ? say('wordsNeeded') : tooLong(text);
    if (wrong !== null) {
      trouble.replaceChildren(alertLine(wrong));
      words.input.focus();
      return null;
    }
    const more = part === null ? {} : part.says();
    if (typeof more === 'string') {
      trouble.replaceChildren(alertLine(say(more)));
      part?.focus();
      return null;
    }
    return { ...(text === '' ? {} : { text }), ...more };
  }

  /** Asked in the page: a window of the browser's own would be in the browser's language. */
  function ask(question: Word): void {
    const asked = el('p', { class: 'question', tabindex: '-1' }, say(question, { act: act.eventText }));
    const sure = button(
      say('sureEnd', { act: act.needs === 'words' ? sends : act.eventText }),
      () => {
        const given = says();
        if (given !== null) how.onSend(given);
      },
      'main',
    );
    const no = button(
      say('cancel'),
      () => {
        if (asked.parentElement === null || act.needs === null) how.onCancel();
        else form.replaceChild(foot, box);
      },
      'plain',
    );
    const box = el('div', { class: 'ask' }, asked, el('div', { class: 'form-acts' }, sure, no));
    form.replaceChild(box, foot);
    // A double click on what stood there answers nothing.
    restAtFirst(sure);
    asked.focus();
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const given = says();
    if (given === null) return;
    if (how.question === null) how.onSend(given);
    else ask(how.question);
  });
  words.input.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });
  // What was wrong is being put right.
  form.addEventListener('input', () => trouble.replaceChildren());
  form.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') how.onCancel();
  });
  if (act.needs === null && how.question !== null) ask(how.question);

  return {
    node: form,
    focus() {
      const question = form.querySelector<HTMLElement>('.question');
      (question ?? form.querySelector<HTMLElement>('input,select,textarea'))?.focus();
      form.scrollIntoView({ block: 'nearest' });
    },
  };
}
