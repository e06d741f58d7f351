/** Which papers a connection needs, as data: who hands them in, and which of them prove the right (facts/domain.md 8, topic 41; S46). */
import type { DocumentKind } from '../../domain/documents.ts';
import type { ApplicationKind, Role } from './ask.ts';
import type { PaperNeed } from './papers.ts';

export const CONNECTION_KINDS = [
  'new-connection',
  'capacity-increase',
  'ev-charger',
  'temporary-supply',
] as const satisfies readonly ApplicationKind[];
export type ConnectionKind = (typeof CONNECTION_KINDS)[number];

export interface ConnectionPaper extends PaperNeed {
  /** Needed from these only; from everybody when it is not said. */
  readonly roles?: readonly Role[];
  /** The work goes on without it, and nothing is switched on. */
  readonly beforePower?: true;
}

/** `tenant` of a charger: the parking space is leased, and its owner agrees. */
export const CONNECTION_PAPERS: Readonly<Record<ConnectionKind, readonly ConnectionPaper[]>> = {
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
    { kind: 'other', proves: false, beforePower: true },
    { kind: 'authorisation', proves: true, roles: ['agent'] },
  ],
};

export const isConnection = (kind: string): kind is ConnectionKind => CONNECTION_KINDS.some((one) => one === kind);

/** What has to be there before power goes on, beside what proves the right. */
export const neededForPower = (kind: string): readonly DocumentKind[] =>
  isConnection(kind) ? CONNECTION_PAPERS[kind].filter(({ beforePower }) => beforePower).map((paper) => paper.kind) : [];

export const connectionPapers = (kind: ConnectionKind, role: Role): readonly PaperNeed[] =>
  CONNECTION_PAPERS[kind].filter(({ roles }) => !roles || roles.includes(role));
