/** Papers of applications: their kinds, the types we take, and what a stored one is. */

/** Kinds of contract.md section 5. */
export const DOCUMENT_KINDS = [
  'id-front',
  'id-back',
  'property-proof',
  'authorisation',
  'business-licence',
  'parking-proof',
  'property-manager-consent',
  'inheritance-proof',
  'meter-photo',
  'other',
] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

export const DOCUMENT_TYPES = ['image/jpeg', 'image/png', 'application/pdf'] as const;
export type DocumentType = (typeof DOCUMENT_TYPES)[number];

/** 10 MiB (contract.md section 2). */
export const MAX_DOCUMENT_BYTES = 10 * 1024 * 1024;

/** Days after which a paper that belongs to no case is removed: the shortest time that lets somebody finish an application. */
export const UNUSED_DOCUMENT_DAYS = 7;

/** What is known of a paper without opening it. It belongs to one resident and to one case at most. */
export interface StoredDocument {
  readonly documentId: string;
  readonly kind: DocumentKind;
  /** By content, not by name. */
  readonly type: DocumentType;
  /** Bytes after cleaning, before sealing. */
  readonly size: number;
  readonly uploadedAt: Date;
}
