/** What a conversation says when a case moved by itself: what happened, where it stands now, and at its end the rating. */
import type { CaseEvent } from '../domain/case-processes.ts';
import { SERVICES } from '../domain/names.ts';
import { shownCase } from '../services/case-view.ts';
import { KINDS } from '../services/cases/standards.ts';
import { askForRating } from './ask-rating.ts';
import { caseCard } from './case-card.ts';
import { type Making, sayAll } from './making.ts';
import type { Happening } from './message.ts';
import { type Said, text } from './saying.ts';

/** Told from the record as it is now; an entry that others have overtaken is told with what came after it. */
export async function tellCase(making: Making, event: Extract<Happening, { name: 'case.moved' }>): Promise<void> {
  const { services, viewer, now } = making.turn;
  const seen = await services.cases.find(viewer, event.caseNumber);
  if (!seen.ok || !seen.value.own) return;
  const { found } = seen.value;
  const entry = found.history.find(({ seq }) => seq === event.seq);
  if (!entry) return;
  sayAll(making, [
    opening(entry.event, entry.data, found.kind, found.caseNumber),
    caseCard(shownCase(found, true, now), now),
  ]);
  const last = found.history.at(-1);
  if (found.stage !== 'done' || last?.seq !== event.seq) return;
  const service = SERVICES.find((one) => one === KINDS[found.kind].service);
  if (service && found.kind !== 'recovery') await askForRating(making, `case:${found.caseNumber}`, service);
}

function opening(event: CaseEvent, data: string, kind: keyof typeof KINDS, caseNumber: string): Said {
  const { text: words } = JSON.parse(data) as { text?: string };
  return text('case.told', { event, kind, caseNumber, words: words ?? null });
}
