/** One outage: where, who reported it, what was promised, and what a crew or dispatcher says of it to everybody. */
import { el } from '../../browser/dom.ts';
import type { Desk } from './desk.ts';
import { createOutageForm } from './outage-form.ts';
import { outageHistory } from './outage-history.ts';
import { placeWords } from './outage-line.ts';
import { createOutageReports } from './outage-reports.ts';
import { block, button, heading, isDoubleClick, pairs, priorityBadge, restAtFirst, stayAsHigh } from './parts.ts';
import { alertLine, refusalWords } from './refusal.ts';
import type { Outage } from './shapes.ts';
import { dueClock, whenDated } from './time.ts';
import { say, sayOne } from './words.ts';

const FOLLOW_MS = 2_000;

export function createOutageView(desk: Desk, outageId: string, onActed: () => Promise<void>) {
  const title = heading('');
  const marks = el('p', { class: 'marks' });
  const clocks = el('div');
  const facts = el('div');
  const row = el('div', { class: 'act-row' });
  const told = el('p', { class: 'done', role: 'status' });
  const place = el('div', { class: 'act-place' });
  const past = el('div');
  /** Until when a crew was promised. */
  let arrival: HTMLElement | null = null;
  const reports = createOutageReports(desk, outageId, (by) => {
    arrival = by;
    if (latest !== null) drawFacts(latest);
  });
  const node = el(
    'article',
    { class: 'case' },
    el('header', {}, title, el('p', { class: 'number' }, outageId), marks),
    clocks,
    block(say('acts'), row, told, place),
    reports.node,
    facts,
    past,
  );
  /** The act whose form is open, kept so that it opens again in another language or after a new sign-in. */
  const openKey = `outage.${outageId}`;
  let latest: Outage | null = null;
  let busy = false;
  /** How long its history was when the form was opened: what stands behind was done since. */
  let opened = 0;
  /** Left: what comes later is not shown. */
  let over = false;

  function finish(after: Outage, act: Outage['acts'][number], words: string): void {
    // Another form may have been opened meanwhile: it stays.
    const isOpen = desk.drafts.read(openKey) === act.act;
    if (isOpen) desk.drafts.write(openKey, '');
    for (const key of [`${openKey}.${act.act}`, `${openKey}.${act.act}.at`]) desk.drafts.write(key, '');
    if (over) return;
    const hadFocus = place.contains(document.activeElement);
    stayAsHigh(place);
    if (isOpen) place.replaceChildren();
    draw(after);
    restAtFirst(...row.querySelectorAll('button'));
    told.textContent = words;
    if (hadFocus) title.focus({ preventScroll: true });
  }

  async function carryOut(act: Outage['acts'][number], says: object): Promise<void> {
    if (busy) return;
    busy = true;
    const known = opened;
    told.textContent = say('working');
    const path = `/v1/desk/outages/${encodeURIComponent(outageId)}/acts`;
    const answer = await desk.api.post<Outage>(path, { act: act.act, ...says });
    told.textContent = '';
    if (answer.ok) {
      busy = false;
      const read = onActed();
      finish(answer.value, act, say('doneAct', { act: act.actText }));
      await read;
      return;
    }
    const { code } = answer.refusal;
    // An answer that was lost says nothing: the newest history does.
    if (code === 'offline' || code === 'not_now') await onActed();
    busy = false;
    if (over || code === 'unauthenticated') return;
    const since = latest?.history.slice(known) ?? [];
    if (latest !== null && since.some(({ event, by }) => event === act.act && by === desk.me.name)) {
      finish(latest, act, say('alreadyDone'));
      return;
    }
    const words = code === 'invalid_input' ? say('estimateNeeded') : refusalWords(answer.refusal);
    place.querySelector('.alert')?.remove();
    place.append(alertLine(words));
  }

  function open(act: Outage['acts'][number], focus: boolean): void {
    desk.drafts.write(openKey, act.act);
    opened = latest?.history.length ?? 0;
    told.textContent = '';
    for (const press of row.querySelectorAll('button'))
      press.setAttribute('aria-expanded', String(press.dataset.event === act.act));
    const form = createOutageForm(desk.drafts, act, {
      draftKey: `${openKey}.${act.act}`,
      onSend: (says) => void carryOut(act, says),
      onCancel() {
        close();
        row.querySelector<HTMLElement>(`[data-event="${act.act}"]`)?.focus();
      },
    });
    place.replaceChildren(form);
    if (focus) form.querySelector<HTMLElement>('input,textarea')?.focus();
  }

  function close(): void {
    desk.drafts.write(openKey, '');
    place.replaceChildren();
    // It may have moved on meanwhile.
    if (latest !== null) drawActs(latest);
  }

  function draw(one: Outage): void {
    const first = latest === null;
    const more = latest?.reports !== one.reports || latest.stage !== one.stage;
    latest = one;
    title.textContent = placeWords(one);
    desk.title(placeWords(one));
    marks.replaceChildren(
      el('span', { class: 'stage' }, one.stageText),
      ...priorityBadge({ danger: one.priority === 1, priority: one.priority }),
    );
    drawFacts(one);
    // The cases follow a moment after their outage.
    if (more) window.setTimeout(() => void (over || reports.read()), first ? 0 : FOLLOW_MS);
    past.replaceChildren(outageHistory(one));
    // Somebody fills in a form: it is not taken away from under their hands.
    if (place.childElementCount === 0) drawActs(one);
    if (!first) return;
    const begun = one.acts.find(({ act }) => act === desk.drafts.read(openKey));
    if (begun) open(begun, false);
    title.focus({ preventScroll: true });
  }

  function drawFacts(one: Outage): void {
    clocks.replaceChildren(
      block(
        say('overview'),
        pairs([
          [say('estimate'), one.estimatedRestoration === null ? say('noEstimate') : dueClock(one.estimatedRestoration)],
          [say('arriveBy'), one.stage === 'reported' || one.stage === 'dispatched' ? arrival : null],
          [say('nextWord'), one.nextWordAt === null ? null : dueClock(one.nextWordAt)],
          [say('restoredAt'), one.restoredAt === null ? null : whenDated(one.restoredAt)],
        ]),
      ),
    );
    facts.replaceChildren(
      block(
        say('outageDetails'),
        pairs([
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
  }

  function drawActs(one: Outage): void {
    const presses = one.acts.map((act) => {
      let openedAt = 0;
      const press = button(act.actText, () => {
        if (press.getAttribute('aria-expanded') !== 'true') {
          openedAt = performance.now();
          open(act, true);
        } else if (!isDoubleClick(openedAt)) close();
      });
      press.dataset.event = act.act;
      press.setAttribute('aria-expanded', 'false');
      return press;
    });
    row.replaceChildren(...(presses.length > 0 ? presses : [el('p', { class: 'help' }, say('noActs'))]));
  }

  return {
    node,
    /** null: it is not on the list any more, and what is known stays to be read. */
    show(one: Outage | null): void {
      if (one === null) {
        if (latest === null) node.replaceChildren(el('p', { class: 'hint' }, say('outageGone')));
        return;
      }
      if (JSON.stringify(one) !== JSON.stringify(latest)) draw(one);
    },
    close(): void {
      over = true;
    },
  };
}
