/** What one can do with a case: a button for each act opens its form, and nothing is done without one more press. */
import { el } from '../../browser/dom.ts';
import { type CaseEvent, isEnd, nextStage, PROCESS_OF, type Stage } from '../../domain/case-processes.ts';
import type { CaseKind } from '../../domain/cases.ts';
import { createActForm } from './act-form.ts';
import type { Answer } from './api.ts';
import type { Desk } from './desk.ts';
import { block, button, isDoubleClick, restAtFirst, stayAsHigh, textField } from './parts.ts';
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
  /** What is shown may be old: somebody else was quicker, or an answer was lost. Shows the newest, but for one that is over. */
  onChanged(): Promise<Answer<WholeCase>>;
}

/** What a form sends beside the name of the act. */
export interface Says {
  readonly text?: string;
  readonly missing?: readonly string[];
  readonly to?: { readonly team: string; readonly staffId?: string };
}

/** The question before it is done; null: whoever writes words has thought about it. */
function questionOf(one: WholeCase, { event, needs }: Act): Word | null {
  const to = nextStage(PROCESS_OF[one.kind as CaseKind], one.stage as Stage, event as CaseEvent);
  if (to !== null && isEnd(to) && !isEnd(one.stage as Stage)) return one.anonymous ? 'endsNameless' : 'endsCase';
  if (event === 'approved') return 'noWayBack';
  return needs === null ? 'sureAct' : null;
}

/** Whether it stands in what happened since, by the same person and in the same words: an answer that was lost says nothing. */
const isDone = (after: WholeCase, known: number, act: Act, says: Says, name: string): boolean =>
  after.history
    .slice(known)
    .some(
      ({ event, by, words }) =>
        event === act.event && by.name === name && (says.text === undefined || words === says.text),
    );

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
  /** The act whose answer was lost: before it is sent again, one looks whether it was done. */
  let unsure: string | null = null;

  function finish(after: WholeCase, act: Act, words: string): void {
    // Another form may have been opened meanwhile: it stays.
    if (desk.drafts.read(openKey) === act.event) desk.drafts.write(openKey, '');
    desk.drafts.write(`${openKey}.${act.event}`, '');
    const hadFocus = node.contains(document.activeElement);
    stayAsHigh(place);
    onDone(after, words);
    restAtFirst(...row.querySelectorAll('button'));
    if (hadFocus || document.activeElement === document.body) node.querySelector('h3')?.focus({ preventScroll: true });
  }

  async function carryOut(one: WholeCase, act: Act, says: Says): Promise<void> {
    if (busy) return;
    busy = true;
    told.textContent = say('working');
    const known = one.history.length;
    const done = (after: WholeCase): boolean => isDone(after, known, act, says, desk.me.name);
    const settled = (after: Answer<WholeCase>): after is Extract<typeof after, { ok: true }> => {
      if (!after.ok || !done(after.value)) return false;
      unsure = null;
      busy = false;
      finish(after.value, act, say('alreadyDone'));
      return true;
    };
    if (unsure === act.event && settled(await onChanged())) return;
    const path = `/v1/desk/cases/${encodeURIComponent(caseNumber)}/acts`;
    const answer = await desk.api.post<WholeCase>(path, { event: act.event, ...says });
    told.textContent = '';
    if (answer.ok) {
      unsure = null;
      busy = false;
      finish(answer.value, act, say('doneAct', { act: act.eventText }));
      return;
    }
    const { code } = answer.refusal;
    if (code === 'unauthenticated') {
      busy = false;
      return;
    }
    if (code === 'offline') unsure = act.event;
    const alert = alertLine(refusalWords(answer.refusal));
    if ((code === 'offline' || code === 'conflict' || code === 'not_now') && settled(await onChanged())) return;
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
      onSend: (says) => void carryOut(one, act, says),
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
        let openedAt = 0;
        const press = button(act.eventText, () => {
          if (press.getAttribute('aria-expanded') !== 'true') {
            openedAt = performance.now();
            open(one, act, true);
          } else if (!isDoubleClick(openedAt)) close();
        });
        press.dataset.event = act.event;
        press.setAttribute('aria-expanded', 'false');
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
