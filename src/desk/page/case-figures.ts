/** How many cases: the sums, and one figure of one's choice compared between kinds and teams. */
import { el } from '../../browser/dom.ts';
import { bars, tiles } from './bars.ts';
import { kindName, teamName } from './names.ts';
import { block, choiceField } from './parts.ts';
import type { CaseFigures, Figures } from './shapes.ts';
import { say } from './words.ts';

const MEASURES = ['opened', 'closed', 'openNow', 'lateNow', 'reopened', 'chases'] as const;
type Measure = (typeof MEASURES)[number];

const of = (one: CaseFigures, measure: Measure): number => (measure === 'chases' ? one.chased.chases : one[measure]);
const wordOf = (measure: Measure) => `m_${measure}` as const;

export function caseFigures({ cases: { byKind, byTeam } }: Figures): HTMLElement {
  const total = (measure: Measure): number => byTeam.reduce((sum, one) => sum + of(one, measure), 0);
  const chosen = choiceField(
    say('measure'),
    MEASURES.map((measure) => [measure, say(wordOf(measure))] as const),
  );
  const charts = el('div', { class: 'charts' });

  function draw(): void {
    const measure = MEASURES.find((one) => one === chosen.input.value) ?? 'opened';
    const bar = (label: string, one: CaseFigures) => ({
      label,
      size: of(one, measure),
      value: String(of(one, measure)),
    });
    const title = (by: string): string => `${say(wordOf(measure))} · ${by}`;
    charts.replaceChildren(
      bars(
        title(say('byKind')),
        byKind.map((one) => bar(kindName(one.kind), one)),
      ),
      bars(
        title(say('byTeam')),
        byTeam.map((one) => bar(teamName(one.team), one)),
      ),
    );
  }

  chosen.input.addEventListener('change', draw);
  draw();
  const sums = tiles(MEASURES.map((measure) => [say(wordOf(measure)), String(total(measure))] as const));
  const note = el('p', { class: 'help' }, say('casesNote'));
  if (byKind.length === 0)
    return block(say('casesFigures'), note, sums, el('p', { class: 'help' }, say('nothingCounted')));
  return block(say('casesFigures'), note, sums, chosen.node, charts);
}
