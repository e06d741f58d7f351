/** One outage: where and since when, what was promised, and what a crew or dispatcher says of it to everybody. */
import { el } from '../../browser/dom.ts';
import type { Desk } from './desk.ts';
import { createOutageForm } from './outage-form.ts';
import { placeWords } from './outage-line.ts';
import { block, button, heading, pairs, priorityBadge } from './parts.ts';
import { alertLine, refusalWords } from './refusal.ts';
import type { Outage } from './shapes.ts';
import { dueClock, whenDated } from './time.ts';
import { say, sayOne } from './words.ts';

export function createOutageView(desk: Desk, outageId: string, onActed: () => Promise<void>) {
  const title = heading('');
  const marks = el('p', { class: 'marks' });
  const facts = el('div');
  const row = el('div', { class: 'act-row' });
  const told = el('p', { class: 'done', role: 'status' });
  const place = el('div', { class: 'act-place' });
  const node = el(
    'article',
    { class: 'case' },
    el('header', {}, title, el('p', { class: 'number' }, outageId), marks),
    facts,
    block(say('acts'), row, told, place),
  );
  let looks = '';
  let busy = false;

  async function carryOut(act: Outage['acts'][number], says: object): Promise<void> {
    if (busy) return;
    busy = true;
    const path = `/v1/desk/outages/${encodeURIComponent(outageId)}/acts`;
    const answer = await desk.api.post<Outage>(path, { act: act.act, ...says });
    busy = false;
    if (answer.ok) {
      place.replaceChildren();
      draw(answer.value);
      told.textContent = say('doneAct', { act: act.actText });
      await onActed();
      return;
    }
    if (answer.refusal.code === 'unauthenticated') return;
    const words = answer.refusal.code === 'invalid_input' ? say('estimateNeeded') : refusalWords(answer.refusal);
    place.querySelector('.alert')?.remove();
    place.append(alertLine(words));
  }

  function open(act: Outage['acts'][number]): void {
    told.textContent = '';
    for (const press of row.querySelectorAll('button'))
      press.setAttribute('aria-expanded', String(press.dataset.event === act.act));
    const form = createOutageForm(
      act,
      (says) => void carryOut(act, says),
      () => {
        close();
        row.querySelector<HTMLElement>(`[data-event="${act.act}"]`)?.focus();
      },
    );
    place.replaceChildren(form);
    form.querySelector<HTMLElement>('input,textarea')?.focus();
  }

  function close(): void {
    place.replaceChildren();
    for (const press of row.querySelectorAll('button')) press.setAttribute('aria-expanded', 'false');
  }

  function draw(one: Outage): void {
    const first = looks === '';
    looks = JSON.stringify(one);
    title.textContent = placeWords(one);
    desk.title(placeWords(one));
    marks.replaceChildren(
      el('span', { class: 'stage' }, one.stageText),
      ...priorityBadge({ danger: one.priority === 1, priority: one.priority }),
    );
    facts.replaceChildren(
      block(
        say('overview'),
        pairs([
          [say('estimate'), one.estimatedRestoration === null ? say('noEstimate') : dueClock(one.estimatedRestoration)],
          [say('nextWord'), one.nextWordAt === null ? null : dueClock(one.nextWordAt)],
          [say('restoredAt'), one.restoredAt === null ? null : whenDated(one.restoredAt)],
          [say('since'), whenDated(one.from)],
          [say('homes'), String(one.reports)],
          [say('cause'), sayOne('cause', one.cause)],
          [say('source'), sayOne('source', one.source)],
          [say('address'), one.address],
          [say('feeder'), one.feeder],
          [say('transformers'), one.transformers.join(', ')],
        ]),
      ),
    );
    const presses = one.acts.map((act) => {
      const press = button(act.actText, () => {
        if (press.getAttribute('aria-expanded') === 'true') close();
        else open(act);
      });
      press.dataset.event = act.act;
      press.setAttribute('aria-expanded', 'false');
      return press;
    });
    row.replaceChildren(...(presses.length > 0 ? presses : [el('p', { class: 'help' }, say('noActs'))]));
    if (first) title.focus({ preventScroll: true });
  }

  return {
    node,
    /** null: it is not on the list any more, and what is known stays to be read. */
    show(one: Outage | null): void {
      if (one === null) {
        if (looks === '') node.replaceChildren(el('p', { class: 'hint' }, say('outageGone')));
        return;
      }
      // Somebody fills in a form: it is not taken away from under their hands.
      if (place.childElementCount > 0 || JSON.stringify(one) === looks) return;
      draw(one);
    },
  };
}
