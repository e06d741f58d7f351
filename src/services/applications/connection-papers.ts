/** Which papers a connection needs, as data: who hands them in, and which of them prove the right (facts/domain.md 8, topic 41; S46). */
import type { DocumentKind } from '../../domain/documents.ts';
import type { ApplicationKind, Role } from './ask.ts';

export const CONNECTION_KINDS = [
  'new-connection',
  'capacity-increase',
  'ev-charger',
  'temporary-supply',
] as const satisfies readonly ApplicationKind[];
export type ConnectionKind = (typeof CONNECTION_KINDS)[number];

export interface NeededPaper {
  readonly kind: DocumentKind;
  /** Proves the right: work does not start without it. What does not may follow later (容缺受理). */
  readonly proves: boolean;
  /** Needed from these only; from everybody when it is not said. */
  readonly roles?: readonly Role[];
}

/** `tenant` of a charger: the parking space is leased, and its owner agrees. */
export const CONNECTION_PAPERS: Readonly<Record<ConnectionKind, readonly NeededPaper[]>> = {
  'new-connection': [
    { kind: 'id-front', proves: false },
    { kind: 'property-proof', proves: true },
    { kind: 'authorisation', proves: true, roles: ['agent', 'tenant'] },
  ],
  'capacity-increase': [
    { kind: 'id-front', proves: false },
    { kind: 'property-proof', proves: true },
    { kind: 'authorisation', proves: true, roles: ['agent', 'tenant'] },
  ],
  'ev-charger': [
    { kind: 'id-front', proves: false },
    { kind: 'parking-proof', proves: true },
    { kind: 'property-manager-consent', proves: true },
    { kind: 'authorisation', proves: true, roles: ['agent', 'tenant'] },
  ],
  // A building permit, a renovation notice or the like: which one is told at the survey.
  'temporary-supply': [
    { kind: 'id-front', proves: false },
    { kind: 'other', proves: false },
    { kind: 'authorisation', proves: true, roles: ['agent'] },
  ],
};

export const isConnection = (kind: string): kind is ConnectionKind => CONNECTION_KINDS.some((one) => one === kind);

export const connectionPapers = (kind: ConnectionKind, role: Role): readonly NeededPaper[] =>
  CONNECTION_PAPERS[kind].filter((paper) => !paper.roles || paper.roles.includes(role));

/** What of it is not there; `proves`: only what the right hangs on. */
export const missingPapers = (
  needed: readonly NeededPaper[],
  given: readonly DocumentKind[],
): { readonly all: readonly DocumentKind[]; readonly proves: readonly DocumentKind[] } => {
  const missing = needed.filter(({ kind }) => !given.includes(kind));
  return { all: missing.map(({ kind }) => kind), proves: missing.filter((one) => one.proves).map(({ kind }) => kind) };
};
