/** The papers of an application: photos come one after the other, each answered with what is still missing; "done" or "later" ends it. */
import type { DocumentKind } from '../../domain/documents.ts';
import type { ServiceId } from '../../domain/names.ts';
import { countedAs, missingOf, type PaperNeed } from '../../services/applications/papers.ts';
import type { Slot, Slots } from '../flow.ts';
import { text } from '../saying.ts';
import { phrase } from '../sentences/book.ts';
import type { Frame } from '../session.ts';

export interface GivenPaper {
  readonly documentId: string;
  readonly kind: DocumentKind;
}

/** The photos that came while this application was being filled in. */
export const papersGiven = ({ memo }: Pick<Frame, 'memo'>): readonly GivenPaper[] =>
  memo.papers ? (JSON.parse(memo.papers) as GivenPaper[]) : [];

/** Services that ask for no papers and take photos all the same. */
export const takesPhotos = (service: ServiceId): boolean => service === 'outage.report' || service === 'complaint.file';

/** Photos that came while such a service was being filled in. */
export const photosGiven = ({ memo }: Pick<Frame, 'memo'>): readonly string[] =>
  memo.photos ? memo.photos.split(' ') : [];

export function keepPhoto(frame: Frame, documentId: string): void {
  frame.memo.photos = [...photosGiven(frame).filter((id) => id !== documentId), documentId].join(' ');
}

/** What they count as, and what is missing. */
export function papersStanding(frame: Pick<Frame, 'memo'>, needs: readonly PaperNeed[]) {
  const wanted = needs.map(({ kind }) => kind);
  const given = countedAs(wanted, papersGiven(frame), true);
  const missing = missingOf(wanted, given);
  const proof = needs.filter(({ kind, proves }) => proves && missing.includes(kind)).map(({ kind }) => kind);
  return { given: given.map(({ kind }) => kind), missing, proof };
}

/** Kinds that the open question still asks for, in its order; none when it asks for no papers. */
export function wantedBy(frame: Pick<Frame, 'asked' | 'memo'> | null): readonly DocumentKind[] {
  if (frame?.asked !== 'documents') return [];
  const wanted = (frame.memo.wanted ?? '').split(' ').filter((kind) => kind !== '') as DocumentKind[];
  return missingOf(wanted, countedAs(wanted, papersGiven(frame), true));
}

/** `wanted` tells by the slots which papers this application needs. The question lists them; `takePaper` adds the photos. */
export const papersSlot = (wanted: (slots: Slots) => readonly PaperNeed[], before?: Slot['before']): Slot => ({
  name: 'documents',
  ...(before && { before }),
  ask: (_turn, slots, frame) => {
    const needs = wanted(slots);
    frame.memo.wanted = needs.map(({ kind }) => kind).join(' ');
    const { given, missing, proof } = papersStanding(frame, needs);
    return {
      say: text('papers.ask', { given, missing, proof }),
      options: (given.length > 0 ? (['done', 'later'] as const) : (['later', 'done'] as const)).map((value) => ({
        label: phrase('option.papers', { value }),
        value,
      })),
    };
  },
  check: (value) => (value === 'done' || value === 'later' ? { value } : { wrong: text('wrong.papers') }),
});
