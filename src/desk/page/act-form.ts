/** The form of one act: words, papers to ask for or other hands, who will read what, and a question before an end. */
import { el } from '../../browser/dom.ts';
import { handsField, type Part, papersField } from './act-fields.ts';
import type { Says } from './case-acts.ts';
import type { Desk } from './desk.ts';
import { button, restAtFirst, textField } from './parts.ts';
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

function partOf(desk: Desk, one: WholeCase, act: Act): Part | null {
  if (act.needs === 'papers') return papersField();
  return act.needs === 'hands' ? handsField(desk, one) : null;
}

export function createActForm(desk: Desk, one: WholeCase, act: Act, how: How): { node: HTMLElement; focus(): void } {
  const needed = act.needs === 'words';
  const part = partOf(desk, one, act);
  const words =
    act.needs === null ? null : textField(say(needed ? 'words' : 'wordsOptional'), say(readersOf(act, one)));
  if (words) desk.drafts.keep(words.input, how.draftKey);
  const send = el('button', { type: 'submit', class: 'main' }, say('doIt', { act: act.eventText }));
  const foot = el('div', { class: 'form-acts' }, send, button(say('cancel'), how.onCancel, 'plain'));
  const trouble = el('div');
  const form = el('form', { class: 'act-form' });
  form.setAttribute('aria-label', act.eventText);
  form.append(...(part ? [part.node] : []), ...(words ? [words.node] : []), trouble, foot);

  /** What is filled in; null: something is missing, and it was said. */
  function says(): Says | null {
    trouble.replaceChildren();
    const text = words?.input.value.trim() ?? '';
    if (needed && text === '') {
      trouble.replaceChildren(alertLine(say('wordsNeeded')));
      words?.input.focus();
      return null;
    }
    const more = part === null ? {} : part.says();
    if (more === null) {
      trouble.replaceChildren(alertLine(say('choosePapers')));
      part?.focus();
      return null;
    }
    return { ...(text === '' ? {} : { text }), ...more };
  }

  /** Asked in the page: a window of the browser's own would be in the browser's language. */
  function ask(question: Word): void {
    const words = el('p', { class: 'question', tabindex: '-1' }, say(question));
    const sure = button(
      say('sureEnd', { act: act.eventText }),
      () => {
        const given = says();
        if (given !== null) how.onSend(given);
      },
      'main',
    );
    const no = button(
      say('cancel'),
      () => {
        if (words.parentElement === null || act.needs === null) how.onCancel();
        else form.replaceChild(foot, box);
      },
      'plain',
    );
    const box = el('div', { class: 'ask' }, words, el('div', { class: 'form-acts' }, sure, no));
    form.replaceChild(box, foot);
    // A double click on what stood there answers nothing.
    restAtFirst(sure);
    words.focus();
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const given = says();
    if (given === null) return;
    if (how.question === null) how.onSend(given);
    else ask(how.question);
  });
  words?.input.addEventListener('keydown', (event) => {
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
      const first = form.querySelector<HTMLElement>('.question,input,select,textarea');
      first?.focus();
      form.scrollIntoView({ block: 'nearest' });
    },
  };
}
