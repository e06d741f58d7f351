/** What somebody applies for: the same values from the chat and from POST /v1/applications; each kind takes what it needs. */
export const APPLICATION_KINDS = [
  'rename',
  'transfer',
  'new-connection',
  'capacity-increase',
  'ev-charger',
  'temporary-supply',
] as const;
export type ApplicationKind = (typeof APPLICATION_KINDS)[number];

export const ROLES = ['owner', 'agent', 'heir', 'tenant'] as const;
export type Role = (typeof ROLES)[number];

export interface ApplicationAsk {
  readonly kind: ApplicationKind;
  readonly accountNumber: string | null;
  /** Where power is wanted, when there is no account yet. */
  readonly address: string | null;
  /** The applicant's name; `idNumber` proves it and is stored encrypted only. */
  readonly name: string | null;
  readonly idNumber: string | null;
  /** `rename`: the name as it should be. */
  readonly newName: string | null;
  readonly role: Role;
  readonly reason: string | null;
  readonly oldHolderPhone: string | null;
  readonly contactPhone: string | null;
  /** Decimal kW. */
  readonly capacityKw: string | null;
  readonly parkingSpace: string | null;
  /** Usage category, `residential` unless said. */
  readonly category: string | null;
  readonly description: string | null;
  /** Ids of uploaded documents that are this applicant's and in no case yet. */
  readonly documents: readonly string[];
  /** Separate consent to the use of ID data (facts/domain.md 1.9). */
  readonly consent: boolean;
  /** The notice was read and agreed to. */
  readonly agreed: boolean;
  /** Where the applicant writes from; null over REST. */
  readonly conversationId: string | null;
}
