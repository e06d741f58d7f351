/** The form of what is said of an outage: a time where power is expected back, a note, and who will hear it. */
import { el } from '../../browser/dom.ts';
import { now } from '../../browser/page-clock.ts';
import type { Drafts } from './drafts.ts';
import { button, newId, textField, tooLong } from './parts.ts';
import { alertLine } from './refusal.ts';
import type { Outage } from './shapes.ts';
import { minuteText } from './time.ts';
import { say } from './words.ts';

const ENDS: readonly string[] = ['restored', 'no-fault'];

interface How {
  /** What is begun is kept under it. */
  readonly draftKey: string;
  onSend(says: object): void;
  onCancel(): void;
}

export function createOutageForm(
  drafts: Drafts,
  { act, actText }: Outage['acts'][number],
  { draftKey, onSend, onCancel }: How,
): HTMLElement {
  const id = newId('estimate');
  const estimate = el('input', { id, type: 'datetime-local', required: '' });
  // Empty: a time that nobody estimated must not be told to anybody.
  const note = textField(say('outageNote'), say('everybodyTold'), 2);
  drafts.keep(note.input, draftKey);
  drafts.keep(estimate, `${draftKey}.at`);
  const trouble = el('div');
  const foot = el(
    'div',
    { class: 'form-acts' },
    el('button', { type: 'submit', class: 'main' }, say('doIt', { act: actText })),
    button(say('cancel'), onCancel, 'plain'),
  );
  const form = el('form', { class: 'act-form', novalidate: '' });
  form.setAttribute('aria-label', actText);
  if (act === 'estimated')
    form.append(el('div', { class: 'field' }, el('label', { for: id }, say('estimateAt')), estimate));
  form.append(note.node);
  if (ENDS.includes(act)) form.append(el('p', { class: 'question' }, say('sureRestored')));
  form.append(trouble, foot);

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    trouble.replaceChildren();
    const text = note.input.value.trim();
    const at = minuteText(estimate.value);
    const long = tooLong(text);
    if (long !== null) {
      trouble.replaceChildren(alertLine(long));
      note.input.focus();
      return;
    }
    if (act === 'estimated' && (at === null || Date.parse(at) <= now().getTime())) {
      trouble.replaceChildren(alertLine(say('estimateNeeded')));
      estimate.focus();
      return;
    }
    onSend({ ...(text === '' ? {} : { text }), ...(act === 'estimated' ? { estimate: at } : {}) });
  });
  // What was wrong is being put right.
  form.addEventListener('input', () => trouble.replaceChildren());
  form.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') onCancel();
  });
  return form;
}
