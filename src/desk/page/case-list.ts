/** The list of cases: as the filters ask, page by page, read anew every minute. */
import { el } from '../../browser/dom.ts';
import type { Answer, Refusal } from './api.ts';
import { createFilters } from './case-filters.ts';
import { caseLine, looksOf } from './case-line.ts';
import type { Desk } from './desk.ts';
import { fill } from './keyed.ts';
import { button, rest } from './parts.ts';
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
/** Lines that one call gives at most. */
const MOST = 100;

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
  /** More than the first page is shown. */
  let paged = false;

  const filters = createFilters(desk.me, (wanted) => {
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
        build: () => caseLine(one, hashOf('cases', one.caseNumber, query), desk.me),
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

  /** Every reading: the answer to an older one is not shown any more. */
  let turn = 0;

  function page(after: string | null, limit: number | null): Promise<Answer<CasePage>> {
    const search = new URLSearchParams(query);
    // A number is looked for among open and closed ones alike.
    if (search.has('q')) search.delete('state');
    if (after !== null) search.set('after', after);
    if (limit !== null) search.set('limit', String(limit));
    return desk.api.get<CasePage>(`/v1/desk/cases?${search.toString()}`);
  }

  /** The first page, or as many as are shown already, so that nothing is taken away from who reads further down. */
  async function pages(most: number): Promise<Answer<CasePage>> {
    let answer = await page(null, most === 0 ? null : Math.min(most, MOST));
    const found = answer.ok ? [...answer.value.cases] : [];
    while (answer.ok && answer.value.next !== null && found.length < most) {
      answer = await page(answer.value.next, Math.min(most - found.length, MOST));
      if (answer.ok) found.push(...answer.value.cases);
    }
    return answer.ok ? { ok: true, value: { ...answer.value, cases: found } } : answer;
  }

  async function read(): Promise<Answer<CasePage>> {
    turn += 1;
    const mine = turn;
    const answer = await pages(paged ? lines.length : 0);
    if (mine !== turn) return answer;
    if (answer.ok) show(answer.value);
    else failed(answer.refusal);
    return answer;
  }

  function show(value: CasePage): void {
    trouble.replaceChildren();
    filters.counts(value.counts);
    lines = value.cases;
    next = value.next;
    draw();
  }

  function failed(refusal: Refusal): void {
    tell('');
    trouble.replaceChildren(failedBlock(refusal, () => void poll.again()));
  }

  async function readMore(): Promise<void> {
    if (next === null) return;
    turn += 1;
    const mine = turn;
    rest(more, true);
    const answer = await page(next, null);
    rest(more, false);
    if (mine !== turn) return;
    if (!answer.ok) {
      failed(answer.refusal);
      return;
    }
    const first = answer.value.cases[0]?.caseNumber;
    const had = new Set(lines.map(({ caseNumber }) => caseNumber));
    const waits = document.activeElement === more;
    paged = true;
    show({
      ...answer.value,
      cases: [...lines, ...answer.value.cases.filter(({ caseNumber }) => !had.has(caseNumber))],
    });
    // Who pressed the key, and went nowhere meanwhile, reads on where the new ones begin.
    if (first !== undefined && waits)
      list.querySelector<HTMLElement>(`[data-key="${CSS.escape(first)}"] a`)?.focus({ preventScroll: true });
  }

  // Whoever waits for more is not made to wait again.
  const poll = createPoll(EVERY_MS, async () => (more.getAttribute('aria-disabled') === 'true' ? null : read()));

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
      paged = false;
      filters.show(query);
      tell(say('loading'));
      void read();
    },
    async refresh() {
      await read();
    },
    stop() {
      turn += 1;
      poll.stop();
    },
  };
}
