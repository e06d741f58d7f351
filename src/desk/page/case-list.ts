/** The list of cases: as the filters ask, page by page, read anew every minute. */
import { el } from '../../browser/dom.ts';
import type { Refusal } from './api.ts';
import { createFilters } from './case-filters.ts';
import { caseLine, looksOf } from './case-line.ts';
import type { Desk } from './desk.ts';
import { fill } from './keyed.ts';
import { button } from './parts.ts';
import { createPoll } from './poll.ts';
import { failedBlock } from './refusal.ts';
import { hashOf } from './route.ts';
import type { CaseLine, CasePage } from './shapes.ts';
import { say, type Word } from './words.ts';

export interface CaseList {
  readonly node: HTMLElement;
  show(query: URLSearchParams, openCase: string | null): void;
  /** Reads anew what is shown. */
  refresh(): Promise<void>;
  stop(): void;
}

const EVERY_MS = 60_000;

/** What it means that nothing is listed. */
function emptyWord(query: URLSearchParams): Word {
  if (query.has('q')) return 'noneFound';
  if (query.has('team') || query.has('kind') || query.get('state') === 'closed') return 'noneFiltered';
  if (query.get('owner') === 'nobody') return 'noneNobody';
  if (query.get('owner') === 'me') return 'noneMine';
  return query.get('state') === 'late' ? 'noneLate' : 'noneOpen';
}

export function createCaseList(desk: Desk): CaseList {
  let query = new URLSearchParams();
  let asked: string | null = null;
  let openCase: string | null = null;
  let lines: readonly CaseLine[] = [];
  let next: string | null = null;
  /** More than the first page is shown: it is not taken away by a reading anew. */
  let paged = false;

  const filters = createFilters((wanted) => {
    window.location.hash = hashOf('cases', null, wanted);
  });
  const list = el('ul', { class: 'lines' });
  const told = el('p', { class: 'told', role: 'status' }, say('loading'));
  const trouble = el('div');
  const more = button(say('more'), () => void readMore());
  more.hidden = true;

  function draw(): void {
    fill(
      list,
      lines.map((one) => ({
        key: one.caseNumber,
        looks: looksOf(one),
        build: () => caseLine(one, hashOf('cases', one.caseNumber, query)),
      })),
    );
    mark();
    more.hidden = next === null;
    const words = next === null ? say('found', { n: lines.length }) : say('foundMore', { n: lines.length });
    tell(lines.length === 0 ? say(emptyWord(query)) : words);
  }

  /** The same words again are not said again. */
  function tell(words: string): void {
    if (told.textContent !== words) told.textContent = words;
  }

  /** The one that is open; links lead on with the filters of now. */
  function mark(): void {
    for (const item of list.children) {
      const link = item.querySelector('a');
      const key = item instanceof HTMLElement ? item.dataset.key : undefined;
      if (link === null || key === undefined) continue;
      link.href = hashOf('cases', key, query);
      if (key === openCase) link.setAttribute('aria-current', 'true');
      else link.removeAttribute('aria-current');
    }
  }

  const path = (after: string | null): string => {
    const search = new URLSearchParams(query);
    if (after !== null) search.set('after', after);
    return `/v1/desk/cases?${search.toString()}`;
  };

  async function read() {
    const mine = query;
    const answer = await desk.api.get<CasePage>(path(null));
    if (mine !== query) return null;
    if (!answer.ok) {
      failed(answer.refusal);
      return answer;
    }
    trouble.replaceChildren();
    filters.counts(answer.value.counts);
    lines = answer.value.cases;
    next = answer.value.next;
    paged = false;
    draw();
    return answer;
  }

  function failed(refusal: Refusal): void {
    tell('');
    trouble.replaceChildren(failedBlock(refusal, () => void poll.again()));
  }

  async function readMore(): Promise<void> {
    if (next === null) return;
    const [mine, after] = [query, next];
    more.disabled = true;
    const answer = await desk.api.get<CasePage>(path(after));
    more.disabled = false;
    if (mine !== query || after !== next) return;
    if (!answer.ok) {
      failed(answer.refusal);
      return;
    }
    trouble.replaceChildren();
    const first = answer.value.cases[0]?.caseNumber;
    const had = new Set(lines.map(({ caseNumber }) => caseNumber));
    lines = [...lines, ...answer.value.cases.filter(({ caseNumber }) => !had.has(caseNumber))];
    next = answer.value.next;
    paged = true;
    draw();
    // Who pressed the key reads on where the new ones begin.
    if (first !== undefined && first !== null)
      list.querySelector<HTMLElement>(`[data-key="${CSS.escape(first)}"] a`)?.focus({ preventScroll: true });
  }

  const poll = createPoll(EVERY_MS, async () => (paged ? null : read()));

  return {
    node: el('div', {}, filters.node, told, trouble, list, more),
    show(wanted, opened) {
      openCase = opened;
      if (wanted.toString() === asked) {
        mark();
        return;
      }
      asked = wanted.toString();
      query = new URLSearchParams(wanted);
      filters.show(query);
      tell(say('loading'));
      void read();
    },
    async refresh() {
      if (!paged) await read();
    },
    stop: poll.stop,
  };
}
