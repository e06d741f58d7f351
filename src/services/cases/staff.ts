/** Which of the people behind the desk: one of a team, always the same one for the same case. */
import type { StaffMember, Team } from '../../domain/cases.ts';

const turn = (caseNumber: string): number => [...caseNumber].reduce((sum, sign) => sum + sign.charCodeAt(0), 0);

/** Somebody of this team or role who is not `not`; null when a utility named nobody. */
export function namedFor(
  staff: readonly StaffMember[],
  of: { readonly team: Team } | { readonly role: StaffMember['role'] },
  caseNumber: string,
  not: string | null = null,
): StaffMember | null {
  const able = staff.filter((one) => ('team' in of ? one.team === of.team : one.role === of.role) && one.name !== not);
  return able[turn(caseNumber) % Math.max(1, able.length)] ?? null;
}
