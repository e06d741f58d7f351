/** Which of the people behind the desk: one of a team, always the same one for the same case. */
import type { StaffMember, Team } from '../../domain/cases.ts';
import type { WholeCase } from '../../store/cases.ts';

const turn = (caseNumber: string): number => [...caseNumber].reduce((sum, sign) => sum + sign.charCodeAt(0), 0);

/** Somebody of this team or role who is not `not`; null when a utility named nobody. Editors of a team work on no cases. */
export function namedFor(
  staff: readonly StaffMember[],
  of: { readonly team: Team } | { readonly role: StaffMember['role'] },
  caseNumber: string,
  not: string | null = null,
): StaffMember | null {
  const able = staff.filter(
    (one) => ('team' in of ? one.team === of.team && one.role !== 'editor' : one.role === of.role) && one.name !== not,
  );
  return able[turn(caseNumber) % Math.max(1, able.length)] ?? null;
}

/** Those who may settle a case: who handled what was rated low does not settle that, and is not put in charge of it (facts/domain.md 7). */
export async function ableFor(
  cases: { byNumber(caseNumber: string): Promise<WholeCase | null> },
  staff: readonly StaffMember[],
  { relatedCase, summary }: Pick<WholeCase, 'relatedCase' | 'summary'>,
): Promise<readonly StaffMember[]> {
  const rated = relatedCase && summary.score !== undefined ? await cases.byNumber(relatedCase) : null;
  return rated
    ? staff.filter(({ staffId }) => !rated.history.some(({ actor }) => actor === `clerk:${staffId}`))
    : staff;
}
