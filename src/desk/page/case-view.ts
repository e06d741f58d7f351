/** One case, all of it: what was said, where and whom to call, what can be done, and only then everything else that is known. */
import { el } from '../../browser/dom.ts';
import type { Answer } from './api.ts';
import { createActs } from './case-acts.ts';
import { accountBlock, contactBlock, factsBlock, mainPoints, nextLine, overview, unknownLines } from './case-facts.ts';
import { historyBlock } from './case-history.ts';
import { papersBlock } from './case-papers.ts';
import { promisesBlock } from './case-promises.ts';
import type { Desk } from './desk.ts';
import { badge, heading, priorityBadge } from './parts.ts';
import { failedBlock } from './refusal.ts';
import type { WholeCase } from './shapes.ts';
import { say } from './words.ts';

interface Hears {
  /** Something was done: lists are no longer true. */
  onMoved(): void;
}

export interface CaseView {
  readonly node: HTMLElement;
  close(): void;
}

export function createCaseView(desk: Desk, caseNumber: string, { onMoved }: Hears): CaseView {
  const node = el('article', { class: 'case' }, el('p', { class: 'hint' }, say('loading')));
  /** Left: what comes later is not shown. */
  let over = false;
  let shown: WholeCase | null = null;
  const acts = createActs(desk, caseNumber, {
    onDone(after, what) {
      onMoved();
      if (over) return;
      draw(after);
      acts.tell(what);
    },
    async onChanged() {
      const answer = await read();
      // A form that is open stays: its words may be sent again.
      if (answer.ok && !over && answer.value.history.length !== shown?.history.length) draw(answer.value);
      if (answer.ok) onMoved();
      return answer;
    },
  });

  const read = (): Promise<Answer<WholeCase>> =>
    desk.api.get<WholeCase>(`/v1/desk/cases/${encodeURIComponent(caseNumber)}`);

  function draw(one: WholeCase): void {
    shown = one;
    const title = heading(one.kindText);
    const marks = el('p', { class: 'marks' }, el('span', { class: 'stage' }, one.stageText), ...priorityBadge(one));
    if (one.anonymous) marks.append(badge(say('anonymousShort'), 'quiet'));
    desk.title(`${one.kindText} ${one.caseNumber}`);
    acts.show(one);
    node.replaceChildren(
      el(
        'header',
        { class: 'case-head' },
        title,
        el('p', { class: 'number' }, one.caseNumber),
        marks,
        ...nextLine(one),
      ),
      ...unknownLines(one),
      ...mainPoints(one),
      acts.node,
      overview(one, desk.me.rooms),
      ...factsBlock(one),
      ...contactBlock(one),
      ...accountBlock(one),
      ...promisesBlock(one),
      ...papersBlock(desk.api, one),
      historyBlock(one),
    );
  }

  async function load(): Promise<void> {
    desk.title(say('caseTitle', { number: caseNumber }));
    const answer = await read();
    if (over) return;
    if (!answer.ok) {
      node.replaceChildren(failedBlock(answer.refusal, () => void load()));
      return;
    }
    draw(answer.value);
    node.querySelector('h2')?.focus({ preventScroll: true });
  }

  void load();
  return {
    node,
    close() {
      over = true;
    },
  };
}
