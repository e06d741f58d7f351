/** A photo or paper in the chat: into what is being filled in, else to the open case that misses one or was just filed. */
import { isEnd } from '../domain/case-processes.ts';
import type { DocumentKind, StoredDocument } from '../domain/documents.ts';
import { countedAs, missingOf } from '../services/applications/papers.ts';
import { offers } from './clarify.ts';
import { keepPhoto, papersGiven, takesPhotos } from './flows/papers.ts';
import { fillThrough, slotOf } from './frames.ts';
import { type Making, sayAll } from './making.ts';
import { text } from './saying.ts';
import { phrase } from './sentences/book.ts';
import { type Frame, openFrame } from './session.ts';
import { advance, askAgain } from './step.ts';

/** So long after filing a photo is still about it. */
const JUST_FILED_MINUTES = 60;

export type Destination =
  | { readonly kind: 'application' | 'filing'; readonly frame: Frame }
  | { readonly kind: 'case'; readonly caseNumber: string; readonly wasAsked: boolean }
  /** Whoever reports without a name would be known by it. */
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'none' };

/** Where a photo that comes now belongs. */
export async function destination({ session, turn }: Making): Promise<Destination> {
  const open = openFrame(session);
  if (open && slotOf(open.service, 'documents')) return { kind: 'application', frame: open };
  if (open && takesPhotos(open.service))
    return open.slots.anonymous === 'yes' ? { kind: 'anonymous' } : { kind: 'filing', frame: open };
  const own = await turn.services.cases.own(turn.viewer);
  const waiting = own.find(({ stage, missing }) => !isEnd(stage) && missing.length > 0);
  if (waiting) return { kind: 'case', caseNumber: waiting.caseNumber, wasAsked: true };
  const { filed } = session;
  const isFresh = filed && turn.now.getTime() - Date.parse(filed.at) < JUST_FILED_MINUTES * 60_000;
  const filedCase =
    isFresh && takesPhotos(filed.service) ? own.find(({ caseNumber }) => caseNumber === filed.id) : undefined;
  if (!filedCase || isEnd(filedCase.stage)) return { kind: 'none' };
  return filedCase.anonymous
    ? { kind: 'anonymous' }
    : { kind: 'case', caseNumber: filedCase.caseNumber, wasAsked: false };
}

/** A paper that was uploaded before. */
export async function takePaper(making: Making, documentId: string): Promise<void> {
  const to = await destination(making);
  if (to.kind === 'case') return intoCase(making, to, { documentId });
  if (to.kind === 'none') {
    sayAll(making, [{ kind: 'choices', phrase: phrase('papers.for-what'), buttons: offers() }]);
    return askAgain(making);
  }
  const own = await making.turn.services.documents.own(making.turn.viewer, [documentId]);
  const [paper] = own.ok ? own.value : [];
  if (paper) return put(making, to, paper);
  sayAll(making, [text('papers.unknown')]);
  return askAgain(making);
}

/** One that is stored with this very turn: into its case it has been put already. */
export async function put(
  making: Making,
  to: Destination,
  paper: StoredDocument,
  stored: 'before' | 'with this turn' = 'before',
): Promise<void> {
  switch (to.kind) {
    case 'application':
      return intoApplication(making, to.frame, paper, stored === 'before');
    case 'filing':
      keepPhoto(to.frame, paper.documentId);
      to.frame.readBack = null;
      to.frame.agreed = null;
      sayAll(making, [text('photo.kept', { service: to.frame.service })]);
      making.asked = false;
      return advance(making);
    case 'case':
      return intoCase(making, to, paper);
    default:
      sayAll(making, [text('photo.not-anonymous')]);
      return askAgain(making);
  }
}

async function intoCase(
  making: Making,
  { caseNumber, wasAsked }: Extract<Destination, { kind: 'case' }>,
  paper: { readonly documentId: string } | StoredDocument,
): Promise<void> {
  const { services, viewer } = making.turn;
  const attached = await services.papers.attach(
    viewer,
    caseNumber,
    'kind' in paper ? [] : [paper.documentId],
    true,
    'kind' in paper ? [paper] : [],
  );
  if (attached.ok) {
    const { value: after, writes } = attached.value;
    making.writes.push(...writes);
    sayAll(making, [
      wasAsked
        ? text('papers.attached', {
            kind: after.kind,
            caseNumber: after.caseNumber,
            missing: after.missing as DocumentKind[],
            stage: after.stage,
          })
        : text('photo.added', { caseNumber }),
    ]);
  } else sayAll(making, [text('papers.unknown')]);
  return askAgain(making);
}

function intoApplication(making: Making, open: Frame, paper: StoredDocument, isStored: boolean): Promise<void> {
  const { documentId } = paper;
  const before = papersGiven(open).filter((given) => given.documentId !== documentId);
  const given = [...before, { documentId, kind: paper.kind }];
  const wanted = (open.memo.wanted ?? '').split(' ').filter((kind) => kind !== '') as DocumentKind[];
  const counted = countedAs(wanted, given, true);
  open.memo.papers = JSON.stringify(given);
  open.misses = 0;
  // A yes counts for the papers that were read back with it.
  open.readBack = null;
  open.agreed = null;
  sayAll(making, [text('papers.got', { kind: counted.at(-1)?.kind ?? paper.kind })]);
  // What is read back is looked up: a paper that this turn only stores is there with the next one.
  if (isStored && open.asked === 'documents' && missingOf(wanted, counted).length === 0)
    fillThrough(making.session, open, 'documents', 'done');
  making.asked = false;
  return advance(making);
}
