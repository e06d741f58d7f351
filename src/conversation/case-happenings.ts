/** What a conversation says when a case moved by itself: what happened, where it stands now, and at its end the rating. */
import type { DocumentKind } from '../domain/documents.ts';
import { SERVICES } from '../domain/names.ts';
import { type ShownCase, shownCase } from '../services/case-view.ts';
import { KINDS } from '../services/cases/standards.ts';
import { askForRating } from './ask-rating.ts';
import { caseCard } from './case-card.ts';
import { type Making, sayAll } from './making.ts';
import type { Happening } from './message.ts';
import { isStanding, tellOutage } from './outage-happenings.ts';
import { type Said, text } from './saying.ts';
import { toSign } from './to-sign.ts';

type Found = ShownCase['found'];

/**
 * Told from the record as it is now; an entry that others have overtaken is told with what came after it. `again`: it was said where
 * it could not be delivered, perhaps with several of its kind, of which one is enough.
 */
export async function tellCase(
  making: Making,
  event: Extract<Happening, { name: 'case.moved' }>,
  again: boolean,
): Promise<void> {
  const { services, viewer, now } = making.turn;
  const seen = await services.cases.find(viewer, event.caseNumber);
  if (!seen.ok || !seen.value.own) return;
  const { found } = seen.value;
  const entry = found.history.find(({ seq }) => seq === event.seq);
  if (!entry || (again && isSaidAlready(making, found, entry))) return;
  if (found.kind === 'outage' && (await tellOutage(making, found, entry))) {
    if (again && making.said.length > 0)
      making.session.retold = { caseNumber: found.caseNumber, seq: found.history.at(-1)?.seq ?? entry.seq };
    return;
  }
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

const wordsOf = ({ data }: Found['history'][number]): string | null =>
  (JSON.parse(data) as { text?: string }).text ?? null;

/** How the case stands was said with one before it, or the question that this one would ask is open here. Own words are never left out. */
function isSaidAlready({ session }: Making, { caseNumber }: Found, entry: Found['history'][number]): boolean {
  if (wordsOf(entry) !== null) return false;
  const { retold } = session;
  if (isStanding(entry.event)) return retold?.caseNumber === caseNumber && entry.seq <= retold.seq;
  return (
    entry.event === 'reminded' &&
    session.stack.some(({ service, slots }) => service === 'outage.report' && slots.case === caseNumber)
  );
}

function opening(entry: Found['history'][number], found: Found): Said {
  const { event } = entry;
  const { kind, caseNumber, wait } = found;
  const missing = found.missing as readonly DocumentKind[];
  // What is missing and until when is the word that helps, and at the end that it can be applied for again.
  if (event === 'reminded' && found.stage === 'need-material' && wait && missing.length > 0)
    return text('papers.remind', { kind, caseNumber, missing, due: new Date(wait.due) });
  if (event === 'lapsed' && found.stage === 'expired') return text('papers.expired', { kind, caseNumber });
  return text('case.told', { event, kind, caseNumber, words: wordsOf(entry) });
}
