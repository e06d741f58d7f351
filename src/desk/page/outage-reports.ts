/** Who reported an outage: where each of them is, whom to call there, and the way to its case. Read when it is opened and when there are more. */
import { el } from '../../browser/dom.ts';
import type { Desk } from './desk.ts';
import { badge, block, callable } from './parts.ts';
import { failedBlock } from './refusal.ts';
import { hashOf } from './route.ts';
import type { OutageReport } from './shapes.ts';
import { dueClock } from './time.ts';
import { say } from './words.ts';

export interface OutageReports {
  readonly node: HTMLElement;
  read(): Promise<void>;
}

/** What is not known is said, in the place where one looks for it. */
const unknown = (words: string): HTMLElement => el('span', { class: 'unknown' }, words);

function reportItem({ caseNumber, stageText, danger, address, phone, words }: OutageReport): HTMLElement {
  const item = el(
    'li',
    { class: 'report' },
    el(
      'span',
      { class: 'line-top' },
      ...(danger ? [badge(say('danger'), 'danger')] : []),
      address === null ? unknown(say('noPlace')) : el('strong', {}, address),
    ),
    phone === null ? unknown(say('noNumber')) : callable(phone),
  );
  if (words !== null) item.append(el('p', { class: 'words' }, words));
  item.append(
    el('span', { class: 'line-meta' }, el('a', { href: hashOf('cases', caseNumber) }, caseNumber), ` · ${stageText}`),
  );
  return item;
}

/** `onArrival`: the earliest promise that a crew comes and has not been there; null: there is none. */
export function createOutageReports(
  desk: Desk,
  outageId: string,
  onArrival: (by: HTMLElement | null) => void,
): OutageReports {
  const body = el('div', {}, say('loading'));
  let turn = 0;

  async function read(): Promise<void> {
    turn += 1;
    const mine = turn;
    const path = `/v1/desk/outages/${encodeURIComponent(outageId)}/reports`;
    const answer = await desk.api.get<{ reports: readonly OutageReport[] }>(path);
    if (mine !== turn) return;
    if (!answer.ok) {
      body.replaceChildren(failedBlock(answer.refusal, () => void read()));
      return;
    }
    const { reports } = answer.value;
    const list = el('ul', {}, ...reports.map(reportItem));
    body.replaceChildren(reports.length === 0 ? el('p', {}, say('noReports')) : list);
    const [first] = reports.flatMap(({ arriveBy }) => arriveBy ?? []).sort((a, b) => Date.parse(a) - Date.parse(b));
    onArrival(first === undefined ? null : dueClock(first));
  }

  return { node: block(say('reportsHeading'), body), read };
}
