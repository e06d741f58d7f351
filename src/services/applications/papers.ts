/** Which papers an application wants, which of them prove the right, and what is still missing. */
import type { DocumentKind, StoredDocument } from '../../domain/documents.ts';
import type { Role } from './ask.ts';

export interface PaperNeed {
  readonly kind: DocumentKind;
  /** Without it nothing is approved and no clock runs; the others may follow while the check goes on (容缺受理). */
  readonly proves: boolean;
}

const need = (kind: DocumentKind, proves = false): PaperNeed => ({ kind, proves });
const ID_CARD = [need('id-front'), need('id-back')];

/** facts/domain.md 1.3. A correction of what we wrote wrong needs no proof beyond the ID card. */
export function holderPapers(of: {
  readonly kind: 'rename' | 'transfer';
  readonly role: Role;
  readonly reason: string | null;
}): readonly PaperNeed[] {
  if (of.kind === 'rename') return of.reason === 'correction' ? ID_CARD : [...ID_CARD, need('other', true)];
  if (of.role === 'heir') return [...ID_CARD, need('inheritance-proof', true)];
  const proof = need('property-proof', true);
  return of.role === 'agent' ? [...ID_CARD, proof, need('authorisation', true)] : [...ID_CARD, proof];
}

/**
 * What each paper counts as. A photo that came into a chat without a name (`other`) is the first paper that was still wanted;
 * over the API its sender names it.
 */
export function countedAs(
  wanted: readonly DocumentKind[],
  given: readonly Pick<StoredDocument, 'documentId' | 'kind'>[],
  inChat: boolean,
): readonly { readonly documentId: string; readonly kind: DocumentKind }[] {
  const left = wanted.filter((kind) => !given.some((paper) => paper.kind === kind && kind !== 'other'));
  return given.map(({ documentId, kind }) => {
    const first = kind === 'other' && inChat ? left.shift() : undefined;
    return { documentId, kind: first ?? kind };
  });
}

export const missingOf = (
  wanted: readonly DocumentKind[],
  given: readonly { readonly kind: DocumentKind }[],
): readonly DocumentKind[] => wanted.filter((kind) => !given.some((paper) => paper.kind === kind));

/** What an application's case remembers of its papers in its summary. */
export interface PapersSummary {
  readonly wanted: readonly DocumentKind[];
  readonly proves: readonly DocumentKind[];
}

export const papersSummary = (needs: readonly PaperNeed[]): PapersSummary => ({
  wanted: needs.map(({ kind }) => kind),
  proves: needs.filter(({ proves }) => proves).map(({ kind }) => kind),
});

/** Which of the missing papers prove the right. */
export const missingProof = (
  missing: readonly string[],
  summary: Readonly<Record<string, unknown>>,
): readonly DocumentKind[] => {
  const { proves } = summary as Partial<PapersSummary>;
  return (proves ?? []).filter((kind) => missing.includes(kind));
};
