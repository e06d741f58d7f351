/** What the people behind the desk do with cases; the demo clerk calls exactly this. */
import { addMinutes } from '../../domain/calendar.ts';
import type { CaseEvent } from '../../domain/case-processes.ts';
import type { CaseKind, StaffMember, Team } from '../../domain/cases.ts';
import type { DocumentKind } from '../../domain/documents.ts';
import { type Result, refuse } from '../../domain/result.ts';
import { openCases, type WholeCase } from '../../store/cases.ts';
import type { Write } from '../../store/commit.ts';
import type { Cases } from '../cases.ts';
import type { Deps, Planned } from '../deps.ts';
import type { EventMore } from './entries.ts';

/** What a clerk may do; the rest belongs to residents, old holders and the clock. */
export const CLERK_EVENTS = [
  'accepted',
  'material-missing',
  'checked',
  'settled',
  'approved',
  'rejected',
  'dispatched',
  'arrived',
  'restored',
  'contacted',
  'started',
  'answered',
  'called-back',
  'not-solved',
  'call-missed',
  'unreachable',
  'passed-on',
  'surveyed',
  'plan-answered',
  'energised',
  'word-given',
  'reassigned',
  'noted',
] as const satisfies readonly CaseEvent[];
export type ClerkEvent = (typeof CLERK_EVENTS)[number];

export interface ClerkSays {
  /** Words for the resident; kept in the history and shown. */
  readonly text?: string;
  /** `material-missing`: which papers. */
  readonly missing?: readonly DocumentKind[];
  /** `reassigned`: to whom. */
  readonly to?: { readonly team: Team; readonly staffId?: string };
}

/** What an area adds: a reason why not, and what else is written when it happens. */
export interface AreaRules {
  readonly guard?: (found: WholeCase, event: ClerkEvent, staffId: string) => Promise<Result<null>>;
  readonly effects?: (found: WholeCase, event: CaseEvent) => Promise<readonly Write[]>;
}

/** Attempts at a call-back before a case ends as unreachable, and the time between two (facts/domain.md 2.6). */
const CALL_ATTEMPTS = 3;
const BETWEEN_CALLS_MINUTES = 120;

/** What needs somebody to call. */
const CALLS: readonly ClerkEvent[] = ['contacted', 'called-back', 'call-missed'];

/** Events that take a case into one's hands. */
const TAKES: readonly ClerkEvent[] = ['accepted', 'contacted', 'started', 'dispatched', 'surveyed'];

/** Nobody calls who is anonymous, and a missed call is one of a call-back. */
export const isFitting = (event: ClerkEvent, { anonymous, stage }: Pick<WholeCase, 'anonymous' | 'stage'>): boolean =>
  !(anonymous && CALLS.includes(event)) && (event !== 'call-missed' || stage === 'calling-back');

export type Work = ReturnType<typeof createWork>;

export function createWork(
  deps: Pick<Deps, 'db' | 'clock' | 'settings'>,
  cases: Cases,
  areas: Readonly<Partial<Record<CaseKind, AreaRules>>> = {},
) {
  const staffById = async (staffId: string): Promise<StaffMember | undefined> =>
    (await deps.settings()).staff.find((one) => one.staffId === staffId);

  return {
    /** A team's open cases, the most urgent first. */
    queue: (team: Team, limit = 50): Promise<readonly WholeCase[]> => openCases(deps.db, { team }, limit),

    /**
     * One act of one clerk on one case. Refuses `not_found`, `not_now` (not at this stage, or a call to who is anonymous),
     * `second_person_needed`, `papers_missing`, `arrears_open`, and what the area's rules say.
     */
    async act(
      staffId: string,
      caseNumber: string,
      event: ClerkEvent,
      says: ClerkSays = {},
    ): Promise<Result<Planned<WholeCase>>> {
      const [clerk, found] = await Promise.all([staffById(staffId), cases.byNumber(caseNumber)]);
      if (!clerk || !found) return refuse('not_found');
      if (!isFitting(event, found)) return refuse('not_now');
      const calls = found.history.filter((entry) => entry.event === 'call-missed');
      if (event === 'approved' && found.history.some((e) => e.event === 'checked' && e.actor === `clerk:${staffId}`))
        return refuse('second_person_needed');
      if (event === 'call-missed') {
        const last = calls.at(-1)?.at;
        // Attempts count at different times of the day only.
        if (last && deps.clock.now() < addMinutes(last, BETWEEN_CALLS_MINUTES))
          return refuse('too_many_requests', { retryAt: addMinutes(last, BETWEEN_CALLS_MINUTES) });
      }
      if (event === 'unreachable' && calls.length < CALL_ATTEMPTS && !found.anonymous) return refuse('not_now');
      const area = areas[found.kind];
      const allowed = await area?.guard?.(found, event, staffId);
      if (allowed && !allowed.ok) return allowed;
      const to = says.to?.staffId ? await staffById(says.to.staffId) : null;
      const more: EventMore = {
        ...(TAKES.includes(event) && { owner: clerk.name }),
        ...(says.text && { text: says.text }),
        ...(says.missing && { missing: says.missing }),
        ...(event === 'reassigned' && says.to && { team: says.to.team, owner: to?.name ?? null }),
        ...(event === 'word-given' && { meets: ['next-word'] as const }),
      };
      const moved = await cases.move(found, event, `clerk:${staffId}`, more);
      if (!moved.ok) return moved;
      const effects = (await area?.effects?.(found, event)) ?? [];
      return { ok: true, value: { ...moved.value, writes: [...moved.value.writes, ...effects] } };
    },
  };
}
