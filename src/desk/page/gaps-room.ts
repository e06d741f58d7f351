/** The editors' room: what was asked and not answered well, a draft begun for it, and what was published. */
import { el } from '../../browser/dom.ts';
import type { Desk, RoomView } from './desk.ts';
import { createDraftView } from './gap-draft.ts';
import { gapItem } from './gap-item.ts';
import { createPanes, focusLine } from './panes.ts';
import { choiceField, heading } from './parts.ts';
import { failedBlock } from './refusal.ts';
import { createRevisions } from './revisions.ts';
import { hashOf } from './route.ts';
import type { Gap } from './shapes.ts';
import { say } from './words.ts';

const DAYS = [7, 30, 90, 366];
const USUAL_DAYS = '30';

export function createGapsRoom(desk: Desk): RoomView {
  const tongue = choiceField(say('questionLanguage'), [
    ['', say('allLanguages')],
    ['zh-CN', say('localeCn')],
    ['zh-TW', say('localeTw')],
    ['en', say('localeEn')],
  ]);
  const days = choiceField(
    say('days'),
    DAYS.map((n) => [String(n), say('lastDays', { n })] as const),
  );
  const told = el('p', { class: 'told', role: 'status' });
  const list = el('ul', { class: 'lines' });
  const revisions = createRevisions(desk);
  const node = el(
    'div',
    {},
    heading(say('gapList')),
    el('p', { class: 'help' }, say('gapsWhy')),
    el('div', { class: 'fields' }, tongue.node, days.node),
    told,
    list,
    revisions,
  );
  const panes = createPanes(say('gapList'), node);
  let gaps: readonly Gap[] = [];
  let asked: string | null = null;
  let openId: string | null = null;
  let draft: ReturnType<typeof createDraftView> | null = null;

  for (const { input } of [tongue, days])
    input.addEventListener('change', () => {
      const query = new URLSearchParams();
      if (tongue.input.value !== '') query.set('locale', tongue.input.value);
      if (days.input.value !== USUAL_DAYS) query.set('days', days.input.value);
      window.location.hash = hashOf('gaps', null, query);
    });

  async function read(query: URLSearchParams): Promise<void> {
    told.textContent = say('loading');
    const mine = asked;
    const answer = await desk.api.get<{ gaps: readonly Gap[] }>(`/v1/desk/knowledge/gaps?${searchOf(query)}`);
    if (mine !== asked) return;
    if (!answer.ok) {
      told.textContent = '';
      list.replaceChildren(
        el(
          'li',
          {},
          failedBlock(answer.refusal, () => void read(query)),
        ),
      );
      return;
    }
    gaps = answer.value.gaps;
    told.textContent = gaps.length === 0 ? say('noGaps') : say('found', { n: gaps.length });
    list.replaceChildren(...gaps.map((gap) => gapItem(gap, hashOf('gaps', gap.id, query), gap.id === openId)));
  }

  return {
    node: panes.node,
    open({ id, query }) {
      tongue.input.value = query.get('locale') ?? '';
      days.input.value = query.get('days') ?? USUAL_DAYS;
      const left = id === null ? openId : null;
      openId = id;
      if (asked !== query.toString()) {
        asked = query.toString();
        void read(new URLSearchParams(query));
      }
      for (const item of list.querySelectorAll<HTMLElement>('li[data-key]'))
        if (item.dataset.key === id) item.querySelector('a')?.setAttribute('aria-current', 'true');
        else item.querySelector('a')?.removeAttribute('aria-current');
      if (id === null) desk.title(say('gaps'));
      draft?.close();
      draft = id === null ? null : createDraftView(desk, id, searchOf(query, ['days']));
      panes.show(draft?.node ?? null, hashOf('gaps', null, query));
      if (left !== null) focusLine(list, left);
    },
    close() {
      asked = null;
      draft?.close();
    },
  };
}

function searchOf(query: URLSearchParams, names: readonly string[] = ['locale', 'days']): string {
  const search = new URLSearchParams({ days: query.get('days') ?? USUAL_DAYS });
  for (const name of names) {
    const value = query.get(name);
    if (value !== null) search.set(name, value);
  }
  return search.toString();
}
