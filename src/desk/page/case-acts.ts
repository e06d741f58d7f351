/** What one can do with a case: a button for each act; those that need more open a form, ends are asked about once more. */
import { el } from '../../browser/dom.ts';
import { type CaseEvent, isEnd, nextStage, PROCESS_OF, type Stage } from '../../domain/case-processes.ts';
import type { CaseKind } from '../../domain/cases.ts';
import { createActForm } from './act-form.ts';
import type { Desk } from './desk.ts';
import { block, button, restAtFirst, textField } from './parts.ts';
import { alertLine, refusalWords } from './refusal.ts';
import type { Act, WholeCase } from './shapes.ts';
import { say, type Word } from './words.ts';

export interface Acts {
  readonly node: HTMLElement;
  show(one: WholeCase): void;
  /** Says what came of it. */
  tell(words: string): void;
}

interface Hears {
  onDone(after: WholeCase, what: string): void;
  /** Somebody else was quicker: what is shown is old. */
  onChanged(): Promise<void>;
}

/** What a form sends beside the name of the act. */
export interface Says {
  readonly text?: string;
  readonly missing?: readonly string[];
  readonly to?: { readonly team: string; readonly staffId?: string };
}

/** The question before an act that cannot be taken back; null: it needs none. */
function questionOf(one: WholeCase, { event }: Act): Word | null {
  const to = nextStage(PROCESS_OF[one.kind as CaseKind], one.stage as Stage, event as CaseEvent);
  if (to !== null && isEnd(to) && !isEnd(one.stage as Stage)) return one.anonymous ? 'endsNameless' : 'endsCase';
  return event === 'approved' ? 'noWayBack' : null;
}

/** The act is not possible any more, the words for it may still be of use. */
function keptWords(text: string): HTMLElement {
  const field = textField(say('wordsKept'), null);
  field.input.value = text;
  field.input.readOnly = true;
  return field.node;
}

export function createActs(desk: Desk, caseNumber: string, { onDone, onChanged }: Hears): Acts {
  const row = el('div', { class: 'act-row' });
  const place = el('div', { class: 'act-place' });
  const told = el('p', { class: 'done', role: 'status' });
  const node = block(say('acts'), row, told, place);
  /** The act whose form is open, kept so that it opens again after a reload or a new sign-in. */
  const openKey = `act.${caseNumber}`;
  let busy = false;

  async function carryOut(act: Act, says: Says): Promise<void> {
    if (busy) return;
    busy = true;
    told.textContent = say('working');
    const path = `/v1/desk/cases/${encodeURIComponent(caseNumber)}/acts`;
    const answer = await desk.api.post<WholeCase>(path, { event: act.event, ...says });
    told.textContent = '';
    if (answer.ok) {
      busy = false;
      // Another form may have been opened meanwhile: it stays.
      if (desk.drafts.read(openKey) === act.event) desk.drafts.write(openKey, '');
      desk.drafts.write(`${openKey}.${act.event}`, '');
      const hadFocus = node.contains(document.activeElement);
      onDone(answer.value, act.eventText);
      restAtFirst(...row.querySelectorAll('button'));
      if (hadFocus || document.activeElement === document.body)
        node.querySelector('h3')?.focus({ preventScroll: true });
      return;
    }
    const { code } = answer.refusal;
    if (code === 'unauthenticated') {
      busy = false;
      return;
    }
    const alert = alertLine(refusalWords(answer.refusal));
    if (code === 'conflict' || code === 'not_now') await onChanged();
    busy = false;
    place.querySelector('.alert')?.remove();
    place.append(alert);
    if (says.text !== undefined && place.querySelector('form') === null) place.append(keptWords(says.text));
    alert.scrollIntoView({ block: 'nearest' });
  }

  function open(one: WholeCase, act: Act, focus: boolean): void {
    desk.drafts.write(openKey, act.event);
    for (const press of row.querySelectorAll('button'))
      press.setAttribute('aria-expanded', String(press.dataset.event === act.event));
    const form = createActForm(desk, one, act, {
      question: questionOf(one, act),
      draftKey: `${openKey}.${act.event}`,
      onSend: (says) => void carryOut(act, says),
      onCancel() {
        close();
        row.querySelector<HTMLElement>(`[data-event="${act.event}"]`)?.focus();
      },
    });
    place.replaceChildren(form.node);
    if (focus) form.focus();
  }

  function close(): void {
    desk.drafts.write(openKey, '');
    place.replaceChildren();
    for (const press of row.querySelectorAll('button[aria-expanded]')) press.setAttribute('aria-expanded', 'false');
  }

  node.querySelector('h3')?.setAttribute('tabindex', '-1');
  return {
    node,
    show(one) {
      place.replaceChildren();
      told.textContent = '';
      const presses = one.acts.map((act) => {
        const direct = act.needs === null && questionOf(one, act) === null;
        const press = button(act.eventText, () => {
          if (direct) void carryOut(act, {});
          else if (press.getAttribute('aria-expanded') === 'true') close();
          else open(one, act, true);
        });
        press.dataset.event = act.event;
        if (!direct) press.setAttribute('aria-expanded', 'false');
        return press;
      });
      row.replaceChildren(...(presses.length > 0 ? presses : [el('p', { class: 'help' }, say('noActs'))]));
      const begun = one.acts.find(({ event }) => event === desk.drafts.read(openKey));
      if (begun) open(one, begun, false);
    },
    tell(words) {
      told.textContent = words;
    },
  };
}
