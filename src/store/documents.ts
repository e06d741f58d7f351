/** Papers: stored, attached to one case at most, and forgotten when no case took them. */
import type { DocumentKind, DocumentType, StoredDocument } from '../domain/documents.ts';
import type { Write } from './commit.ts';
import type { Database } from './tables.ts';

export interface NewDocument extends StoredDocument {
  readonly caseNumber: string | null;
  readonly residentId: string;
  /** Hexadecimal, of the cleaned bytes. */
  readonly sha256: string;
}

export const newDocument =
  (document: NewDocument): Write =>
  (db) =>
    db.insertInto('documents').values({
      document_id: document.documentId,
      resident_id: document.residentId,
      kind: document.kind,
      type: document.type,
      size: document.size,
      sha256: document.sha256,
      case_number: document.caseNumber,
      uploaded_at: document.uploadedAt,
      removed_at: null,
    });

/**
 * Attaches papers that `documents.own` let through. One that another case took at the same moment, or that was removed, fails the
 * commit as a lost race; attaching to the same case again changes nothing. At least one id.
 */
export const attachDocuments =
  (ids: readonly string[], caseNumber: string): Write =>
  (db) =>
    db
      .updateTable('documents')
      .set({ case_number: caseNumber })
      .where('document_id', 'in', [...ids]);

/** The papers of a case, oldest first. */
export async function documentsOfCase(db: Database, caseNumber: string): Promise<readonly StoredDocument[]> {
  const rows = await db
    .selectFrom('documents')
    .select(FACTS)
    .where('case_number', '=', caseNumber)
    .where('removed_at', 'is', null)
    .orderBy('uploaded_at')
    .orderBy('document_id')
    .execute();
  return rows.map(toDocument);
}

export type DocumentRecord = NewDocument;

/** Those of the ids that exist and were not removed. */
export async function documentsById(db: Database, ids: readonly string[]): Promise<readonly DocumentRecord[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom('documents')
    .select([...FACTS, 'resident_id', 'sha256', 'case_number'])
    .where('document_id', 'in', [...ids])
    .where('removed_at', 'is', null)
    .execute();
  return rows.map((row) => ({
    ...toDocument(row),
    residentId: row.resident_id,
    sha256: row.sha256,
    caseNumber: row.case_number,
  }));
}

/** Papers of no case from before an instant, oldest first. */
export async function unusedDocuments(db: Database, before: Date, limit: number): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('documents')
    .select('document_id')
    .where('case_number', 'is', null)
    .where('removed_at', 'is', null)
    .where('uploaded_at', '<', before)
    .orderBy('uploaded_at')
    .limit(limit)
    .execute();
  return rows.map((row) => row.document_id);
}

/** Marks those that are still unused and answers which; run in a transaction, it keeps any case from taking them meanwhile. */
export async function markRemoved(db: Database, ids: readonly string[], now: Date): Promise<readonly string[]> {
  const rows = await db
    .updateTable('documents')
    .set({ removed_at: now })
    .where('document_id', 'in', [...ids])
    .where('case_number', 'is', null)
    .where('removed_at', 'is', null)
    .returning('document_id')
    .execute();
  return rows.map((row) => row.document_id);
}

const FACTS = ['document_id', 'kind', 'type', 'size', 'uploaded_at'] as const;

const toDocument = (row: {
  document_id: string;
  kind: DocumentKind;
  type: DocumentType;
  size: number;
  uploaded_at: Date;
}): StoredDocument => ({
  documentId: row.document_id,
  kind: row.kind,
  type: row.type,
  size: row.size,
  uploadedAt: row.uploaded_at,
});
