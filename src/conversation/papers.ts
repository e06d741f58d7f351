/** A photo or paper in the chat: into the application that is being filled in, else to the open case that misses one. */
import { isEnd } from '../domain/case-processes.ts';
import type { DocumentKind } from '../domain/documents.ts';
import { countedAs, missingOf } from '../services/applications/papers.ts';
import { offers } from './clarify.ts';
import { papersGiven } from './flows/papers.ts';
import { fillThrough, slotOf } from './frames.ts';
import { type Making, sayAll } from './making.ts';
import { text } from './saying.ts';
import { phrase } from './sentences/book.ts';
import { type Frame, openFrame } from './session.ts';
import { advance, askAgain } from './step.ts';

export async function takePaper(making: Making, documentId: string): Promise<void> {
  const open = openFrame(making.session);
  if (open && slotOf(open.service, 'documents')) return intoFrame(making, open, documentId);
  const { services, viewer } = making.turn;
  const [waiting] = (await services.cases.own(viewer)).filter(
    ({ stage, missing }) => !isEnd(stage) && missing.length > 0,
  );
  if (!waiting) {
    sayAll(making, [{ kind: 'choices', phrase: phrase('papers.for-what'), buttons: offers() }]);
    return askAgain(making);
  }
  const attached = await services.papers.attach(viewer, waiting.caseNumber, [documentId], true);
  if (attached.ok) {
    const { value: after, writes } = attached.value;
    making.writes.push(...writes);
    sayAll(making, [
      text('papers.attached', {
        kind: after.kind,
        caseNumber: after.caseNumber,
        missing: after.missing as DocumentKind[],
        stage: after.stage,
      }),
    ]);
  } else sayAll(making, [text('papers.unknown')]);
  return askAgain(making);
}

async function intoFrame(making: Making, open: Frame, documentId: string): Promise<void> {
  const own = await making.turn.services.documents.own(making.turn.viewer, [documentId]);
  const [paper] = own.ok ? own.value : [];
  if (!paper) {
    sayAll(making, [text('papers.unknown')]);
    return askAgain(making);
  }
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
  if (open.asked === 'documents' && missingOf(wanted, counted).length === 0)
    fillThrough(making.session, open, 'documents', 'done');
  making.asked = false;
  return advance(making);
}
