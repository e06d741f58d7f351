/** Which rooms of the desk are whose. */
import type { StaffMember } from '../domain/cases.ts';

export const ROOMS = ['handoffs', 'cases', 'outages', 'gaps', 'statistics'] as const;
export type Room = (typeof ROOMS)[number];

export function roomsOf({ role, team }: Pick<StaffMember, 'role' | 'team'>): Room[] {
  if (role === 'editor') return ['gaps'];
  if (role !== 'clerk') return [...ROOMS];
  return team === 'dispatch' || team === 'service' ? ['handoffs', 'cases', 'outages'] : ['handoffs', 'cases'];
}
