/** What a conversation says when a case moved by itself: what happened, where it stands now, and at its end the rating. */
import type { DocumentKind } from '../domain/documents.ts';
import { SERVICES } from '../domain/names.ts';
import { type ShownCase, shownCase } from '../services/case-view.ts';
import { KINDS } from '../services/cases/standards.ts';
import { askForRating } from './ask-rating.ts';
import { caseCard } from './case-card.ts';
import { type Making, sayAll } from './making.ts';
import type { Happening } from './message.ts';
import { tellOutage } from './outage-happenings.ts';
import { type Said, text } from './saying.ts';
import { toSign } from './to-sign.ts';

type Found = ShownCase['found'];

/** Told from the record as it is now; an entry that others have overtaken is told with what came after it. */
export async function tellCase(making: Making, event: Extract<Happening, { name: 'case.moved' }>): Promise<void> {
  const { services, viewer, now } = making.turn;
  const seen = await services.cases.find(viewer, event.caseNumber);
  if (!seen.ok || !seen.value.own) return;
  const { found } = seen.value;
  const entry = found.history.find(({ seq }) => seq === event.seq);
  if (!entry) return;
  if (found.kind === 'outage' && (await tellOutage(making, found, entry))) return;
  sayAll(making, [
    opening(entry, found),
    caseCard(shownCase(found, true, now), now),
    ...(await toSign(making.turn, found)),
  ]);
  const last = found.history.at(-1);
  // Taken up again and ended once more, it may have been rated the first time.
  if (found.stage !== 'done' || last?.seq !== event.seq || found.score !== null) return;
  const service = SERVICES.find((one) => one === KINDS[found.kind].service);
  if (service && found.kind !== 'recovery') await askForRating(making, `case:${found.caseNumber}`, service);
}

function opening({ event, data }: Found['history'][number], found: Found): Said {
  const { kind, caseNumber, wait } = found;
  const missing = found.missing as readonly DocumentKind[];
  // What is missing and until when is the word that helps, and at the end that it can be applied for again.
  if (event === 'reminded' && found.stage === 'need-material' && wait && missing.length > 0)
    return text('papers.remind', { kind, caseNumber, missing, due: new Date(wait.due) });
  if (event === 'lapsed' && found.stage === 'expired') return text('papers.expired', { kind, caseNumber });
  const { text: words } = JSON.parse(data) as { text?: string };
  return text('case.told', { event, kind, caseNumber, words: words ?? null });
}
