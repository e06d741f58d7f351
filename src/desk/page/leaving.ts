/** Signing out while one still talks with somebody: asked first, with the way to give all of them back. */
import { el } from '../../browser/dom.ts';
import type { Desk } from './desk.ts';
import { button, rest } from './parts.ts';
import { alertLine, refusalWords } from './refusal.ts';
import { say } from './words.ts';

/** Asks in `place`; nothing is asked of who holds nothing. `leave` is what signs out. */
export function askBeforeLeaving(place: HTMLElement, desk: Desk, leave: () => void): void {
  const held = (desk.waiting?.list() ?? []).filter(({ mine }) => mine).map(({ caseNumber }) => caseNumber);
  if (held.length === 0) {
    leave();
    return;
  }
  const question = el('p', { class: 'question', tabindex: '-1' }, say('signOutHolding', { n: held.length }));
  const trouble = el('div');

  async function giveAllBack(): Promise<void> {
    rest(all, true);
    trouble.replaceChildren();
    for (const caseNumber of held) {
      const answer = await desk.api.post(`/v1/desk/handoffs/${encodeURIComponent(caseNumber)}/return`, {});
      // One that a colleague took meanwhile is not mine to give back any more.
      if (answer.ok || answer.refusal.code === 'not_now' || answer.refusal.code === 'not_found') continue;
      rest(all, false);
      trouble.replaceChildren(alertLine(refusalWords(answer.refusal)));
      return;
    }
    close();
    leave();
  }

  function close(): void {
    place.hidden = true;
    place.replaceChildren();
  }

  const all = button(say('giveAllBack'), () => void giveAllBack(), 'main');
  const anyway = button(say('signOutAnyway'), () => {
    close();
    leave();
  });
  const box = el('div', { class: 'ask' }, question, trouble);
  box.append(el('div', { class: 'form-acts' }, all, anyway, button(say('stay'), close, 'plain')));
  place.replaceChildren(box);
  place.hidden = false;
  question.focus();
}
