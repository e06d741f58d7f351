/** What a case is in this release: kinds, who owns them, and the rule that an open case has an owner, a next action and a deadline. */

export const CASE_KINDS = ['handoff', 'bill-check', 'recovery', 'outage'] as const;
export type CaseKind = (typeof CASE_KINDS)[number];

export const CASE_STATUSES = ['open', 'closed'] as const;
export type CaseStatus = (typeof CASE_STATUSES)[number];

export interface NewCase {
  readonly caseNumber: string;
  readonly kind: CaseKind;
  /** One open case per reason: a second request for the same thing joins the first. */
  readonly reason: string;
  readonly priority: 1 | 2 | 3;
  readonly ownerTeam: string;
  readonly nextAction: string;
  readonly deadline: Date;
  readonly residentId: string | null;
  readonly accountNumber: string | null;
  readonly billId: string | null;
  readonly paymentId: string | null;
  /** What a clerk needs to go on without asking again. */
  readonly summary: Readonly<Record<string, unknown>>;
  readonly openedAt: Date;
}
