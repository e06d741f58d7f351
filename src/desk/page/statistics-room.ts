/** The room of figures: a period, and what happened in it. */
import { el } from '../../browser/dom.ts';
import { now } from '../../browser/page-clock.ts';
import type { Desk, RoomView } from './desk.ts';
import { figureBlocks } from './figures.ts';
import { heading, newId } from './parts.ts';
import { alertLine, failedBlock } from './refusal.ts';
import { hashOf } from './route.ts';
import type { Figures } from './shapes.ts';
import { dayText, momentWords } from './time.ts';
import { say } from './words.ts';

const DAYS = 30;
const DAY_MS = 86_400_000;

function dayField(label: string): { node: HTMLElement; input: HTMLInputElement } {
  const id = newId('day');
  const input = el('input', { id, type: 'date', required: '' });
  return { node: el('div', { class: 'field' }, el('label', { for: id }, label), input), input };
}

export function createStatisticsRoom(desk: Desk): RoomView {
  const from = dayField(say('from'));
  const to = dayField(say('to'));
  const told = el('p', { class: 'told', role: 'status' });
  const trouble = el('div');
  const body = el('div', { class: 'figures' });
  const form = el(
    'form',
    { class: 'period' },
    from.node,
    to.node,
    el('button', { type: 'submit', class: 'main' }, say('show')),
  );
  form.setAttribute('aria-label', say('period'));
  // The browser's own words would be in the browser's language.
  form.noValidate = true;
  const node = el('div', { class: 'single' }, heading(say('statistics')), form, told, trouble, body);
  let asked: string | null = null;

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    // A day that is not there, or only half filled in, has no value.
    if (from.input.value === '' || to.input.value === '') {
      refuse(say('emptyPeriod'));
      return;
    }
    const query = new URLSearchParams({ from: from.input.value, to: to.input.value });
    const hash = hashOf('statistics', null, query);
    if (window.location.hash === hash) void read(query);
    else window.location.hash = hash;
  });

  /** Figures of another period than the fields say would mislead: they go. */
  function refuse(words: string): void {
    asked = null;
    told.textContent = '';
    body.replaceChildren();
    trouble.replaceChildren(alertLine(words));
  }

  async function read(query: URLSearchParams): Promise<void> {
    const mine = query.toString();
    asked = mine;
    told.textContent = say('loading');
    trouble.replaceChildren();
    const answer = await desk.api.get<Figures>(`/v1/desk/statistics?${mine}`);
    if (asked !== mine) return;
    told.textContent = '';
    if (!answer.ok) {
      const { refusal } = answer;
      const wrong = refusal.code === 'invalid_input';
      if (wrong) refuse(say('wrongPeriod'));
      else trouble.replaceChildren(failedBlock(refusal, () => void read(query)));
      return;
    }
    const { at } = answer.value;
    const period = { from: answer.value.from, to: answer.value.to, time: momentWords(new Date(at)) };
    told.textContent = say('countedAt', period);
    body.replaceChildren(...figureBlocks(answer.value));
  }

  return {
    node,
    open({ query }) {
      desk.title(say('statistics'));
      const until = query.get('to') ?? dayText(now());
      const since = query.get('from') ?? dayText(new Date(now().getTime() - (DAYS - 1) * DAY_MS));
      from.input.value = since;
      to.input.value = until;
      void read(new URLSearchParams({ from: since, to: until }));
    },
    close() {
      asked = null;
    },
  };
}
