/** A photo or file that its platform keeps: fetched only where something here wants it, checked, cleaned and sealed like an upload. */
import { MAX_DOCUMENT_BYTES } from '../domain/documents.ts';
import { type Making, sayAll } from './making.ts';
import type { Content } from './message.ts';
import { destination, put } from './papers.ts';
import { type Said, text } from './saying.ts';
import { askAgain } from './step.ts';
import { takeUnread } from './unread.ts';

type File = Extract<Content, { kind: 'file' }>;

const TOO_LARGE = { megabytes: MAX_DOCUMENT_BYTES / 1024 / 1024 };

export async function takeFile(making: Making, file: File): Promise<void> {
  const { turn } = making;
  const to = await destination(making);
  if (!turn.fetchMedia || to.kind === 'none') return takeUnread(making, file.what);
  const refused = async (said: Said): Promise<void> => {
    sayAll(making, [said]);
    await askAgain(making);
  };
  if (to.kind === 'anonymous') return refused(text('photo.not-anonymous'));
  if ((file.size ?? 0) > MAX_DOCUMENT_BYTES) return refused(text('photo.too-large', TOO_LARGE));
  const fetched = await turn.fetchMedia(file.mediaId, MAX_DOCUMENT_BYTES);
  if ('why' in fetched) {
    const { why } = fetched;
    return refused(why === 'too-large' ? text('photo.too-large', TOO_LARGE) : text(`photo.${why}`));
  }
  const planned = await turn.services.documents.plan(turn.viewer, {
    kind: 'other',
    bytes: fetched.bytes,
    ...(to.kind === 'case' && { caseNumber: to.caseNumber }),
  });
  if (!planned.ok)
    return planned.problem.code === 'unsupported_document'
      ? takeUnread(making, file.what)
      : refused(text('papers.unknown'));
  const { value, writes } = planned.value;
  making.writes.push(...writes);
  making.kept = { kind: 'document', documentId: value.documentId };
  return put(making, to, value, 'with this turn');
}
