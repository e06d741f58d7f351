/** Papers: checked by content, cleaned of metadata, sealed, kept for one case; those that no case took are removed. */
import { addMinutes } from '../domain/calendar.ts';
import {
  type DocumentKind,
  MAX_DOCUMENT_BYTES,
  type StoredDocument,
  UNUSED_DOCUMENT_DAYS,
} from '../domain/documents.ts';
import { ok, type Result, refuse } from '../domain/result.ts';
import { isOwn, type Viewer } from '../domain/viewer.ts';
import { documentsById, markRemoved, newDocument, unusedDocuments } from '../store/documents.ts';
import type { Accounts } from './accounts.ts';
import type { Deps, Planned } from './deps.ts';
import { cleanDocument } from './documents/clean.ts';

const DAY = 86_400;
/** More than any application needs, and a limit to what one session can fill our disks with. */
const UPLOADS_A_DAY = 60;

export interface ReadDocument {
  readonly document: StoredDocument;
  readonly bytes: Uint8Array;
}

export type Documents = ReturnType<typeof createDocuments>;

export function createDocuments(
  deps: Pick<Deps, 'db' | 'unit' | 'clock' | 'chance' | 'tokens' | 'files' | 'events'>,
  accounts: Pick<Accounts, 'limit'>,
) {
  return {
    /**
     * Cleans and seals a file; committed, it waits for a case, or is in the one that `caseNumber` names and the caller looked up. Refuses `too_many_requests`, `body_too_large`, and
     * `unsupported_document` with the reason at the field `file`.
     */
    async plan(
      viewer: Pick<Viewer, 'residentId'>,
      given: { readonly kind: DocumentKind; readonly bytes: Uint8Array; readonly caseNumber?: string },
    ): Promise<Result<Planned<StoredDocument>>> {
      if (given.bytes.length > MAX_DOCUMENT_BYTES) return refuse('body_too_large');
      const limited = await accounts.limit(
        { key: `document:${viewer.residentId}`, most: UPLOADS_A_DAY, windowSeconds: DAY },
        [],
      );
      if (!limited.ok) return limited;
      const done = cleanDocument(given.bytes);
      if (!done.ok) return refuse('unsupported_document', { errors: [{ field: 'file', reason: done.reason }] });
      const document: StoredDocument = {
        documentId: deps.chance.id(),
        kind: given.kind,
        type: done.type,
        size: done.bytes.length,
        uploadedAt: deps.clock.now(),
      };
      const [sha256, sealed] = await Promise.all([
        sha256Of(done.bytes),
        deps.tokens.sealBytes(document.documentId, done.bytes),
      ]);
      const kept = await deps.files.put(document.documentId, sealed);
      return ok({
        value: document,
        writes: [
          newDocument({ ...document, residentId: viewer.residentId, sha256, caseNumber: given.caseNumber ?? null }),
          ...kept,
        ],
      });
    },

    /** Whether there is such a paper and it is the viewer's, free or in a case. */
    async isOwn(viewer: Pick<Viewer, 'residentId' | 'joined'>, documentId: string): Promise<boolean> {
      const [document] = await documentsById(deps.db, [documentId]);
      return document !== undefined && isOwn(viewer, document.residentId);
    },

    /**
     * The papers of these ids, each once, in their order. `not_found` unless every one is the viewer's and free; those of
     * `caseNumber` count as free, for who sends to a case what it has already.
     */
    async own(
      viewer: Pick<Viewer, 'residentId'>,
      ids: readonly string[],
      caseNumber: string | null = null,
    ): Promise<Result<readonly StoredDocument[]>> {
      const wanted = [...new Set(ids)];
      const found = new Map((await documentsById(deps.db, wanted)).map((document) => [document.documentId, document]));
      const own = wanted.flatMap((id) => {
        const document = found.get(id);
        if (!document || !isOwn(viewer, document.residentId)) return [];
        return document.caseNumber === null || document.caseNumber === caseNumber ? [document] : [];
      });
      if (own.length < wanted.length) return refuse('not_found');
      return ok(
        own.map(({ documentId, kind, type, size, uploadedAt }) => ({ documentId, kind, type, size, uploadedAt })),
      );
    },

    /** For staff: the cleaned bytes. Every look is logged, with who looked. Throws when what lies there is not what was taken. */
    async read(documentId: string, by: string | null = null): Promise<Result<ReadDocument>> {
      const [record] = await documentsById(deps.db, [documentId]);
      const sealed = record ? await deps.files.get(documentId) : null;
      if (!record || !sealed) return refuse('not_found');
      const { kind, type, size, uploadedAt } = record;
      deps.events.documentRead({ documentId, kind, by });
      const bytes = await deps.tokens.unsealBytes(documentId, sealed);
      if ((await sha256Of(bytes)) !== record.sha256) throw new Error(`document ${documentId} is not what was taken`);
      return ok({ document: { documentId, kind, type, size, uploadedAt }, bytes });
    },

    /** Removes papers that no case took for a week; what is left of them is that they were there. Answers how many. */
    async removeUnused(limit: number): Promise<number> {
      const now = deps.clock.now();
      const waiting = await unusedDocuments(deps.db, addMinutes(now, -UNUSED_DOCUMENT_DAYS * 24 * 60), limit);
      if (waiting.length === 0) return 0;
      // Held until the bytes are gone, so that no case takes one meanwhile.
      return deps.unit.transaction(async (tx, unit) => {
        const ids = await markRemoved(tx, waiting, now);
        await unit.commit(await deps.files.remove(ids));
        return ids.length;
      });
    },
  };
}

async function sha256Of(bytes: Uint8Array): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
