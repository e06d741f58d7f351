/** What the people behind the desk do with cases; the demo clerk and the terminal come straight here, the desk through desk.ts. */
import { addMinutes } from '../../domain/calendar.ts';
import type { CaseEvent } from '../../domain/case-processes.ts';
import type { CaseKind, StaffMember, Team } from '../../domain/cases.ts';
import type { DocumentKind } from '../../domain/documents.ts';
import { maskIdNumbers } from '../../domain/mask.ts';
import { ok, type Result, refuse } from '../../domain/result.ts';
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

/** Words that stay in the house: nobody's ID number is needed in them. */
const INTERNAL: readonly ClerkEvent[] = ['noted', 'reassigned'];

/** What only one act takes: a case's list of papers and its hands are changed by nothing else. */
const ONLY_OF: Readonly<Partial<Record<keyof ClerkSays, ClerkEvent>>> = {
  missing: 'material-missing',
  to: 'reassigned',
};

const missedCalls = ({ history }: Pick<WholeCase, 'history'>) => history.filter(({ event }) => event === 'call-missed');

/** Nobody calls who is anonymous, a missed call is one of a call-back, and three of them end it. */
export const isFitting = (event: ClerkEvent, found: Pick<WholeCase, 'anonymous' | 'stage' | 'history'>): boolean =>
  !(found.anonymous && CALLS.includes(event)) &&
  (event !== 'call-missed' || found.stage === 'calling-back') &&
  (event !== 'unreachable' || found.anonymous || missedCalls(found).length >= CALL_ATTEMPTS);

export type Work = ReturnType<typeof createWork>;

export function createWork(
  deps: Pick<Deps, 'db' | 'clock' | 'settings'>,
  cases: Cases,
  areas: Readonly<Partial<Record<CaseKind, AreaRules>>> = {},
) {
  const staffById = async (staffId: string): Promise<StaffMember | undefined> =>
    (await deps.settings()).staff.find((one) => one.staffId === staffId);

  /** Somebody of that team who works on cases. */
  const handsFor = async ({ team, staffId }: NonNullable<ClerkSays['to']>): Promise<Result<StaffMember | null>> => {
    const one = staffId === undefined ? null : await staffById(staffId);
    if (staffId === undefined || (one?.team === team && one.role !== 'editor')) return ok(one ?? null);
    return refuse('invalid_input', { errors: [{ field: 'to.staffId', reason: 'is nobody of that team' }] });
  };

  /**
   * One act of one clerk on one case, as it was read. Refuses `not_now` (not at this stage, or a call to who is anonymous),
   * `invalid_input` (says what belongs to another act, or hands it to nobody), `second_person_needed`, `papers_missing`,
   * `arrears_open`, and what the area's rules say.
   */
  const actOn = async (
    clerk: StaffMember,
    found: WholeCase,
    event: ClerkEvent,
    says: ClerkSays,
  ): Promise<Result<Planned<WholeCase>>> => {
    const astray = (['missing', 'to'] as const).find((field) => says[field] !== undefined && ONLY_OF[field] !== event);
    if (astray)
      return refuse('invalid_input', { errors: [{ field: astray, reason: `is for ${ONLY_OF[astray]} only` }] });
    if (!isFitting(event, found)) return refuse('not_now');
    const { staffId } = clerk;
    if (event === 'approved' && found.history.some((e) => e.event === 'checked' && e.actor === `clerk:${staffId}`))
      return refuse('second_person_needed');
    const last = missedCalls(found).at(-1)?.at;
    // Attempts count at different times of the day only.
    if (event === 'call-missed' && last && deps.clock.now() < addMinutes(last, BETWEEN_CALLS_MINUTES))
      return refuse('too_many_requests', { retryAt: addMinutes(last, BETWEEN_CALLS_MINUTES) });
    const area = areas[found.kind];
    const allowed = await area?.guard?.(found, event, staffId);
    if (allowed && !allowed.ok) return allowed;
    const hands = says.to ? await handsFor(says.to) : ok(null);
    if (!hands.ok) return hands;
    const more: EventMore = {
      ...(TAKES.includes(event) && { owner: clerk.name }),
      ...(says.text && { text: INTERNAL.includes(event) ? maskIdNumbers(says.text) : says.text }),
      ...(says.missing && { missing: says.missing }),
      ...(says.to && { team: says.to.team, owner: hands.value?.name ?? null }),
      ...(event === 'word-given' && { meets: ['next-word'] as const }),
    };
    const moved = await cases.move(found, event, `clerk:${staffId}`, more);
    if (!moved.ok) return moved;
    const effects = (await area?.effects?.(found, event)) ?? [];
    return { ok: true, value: { ...moved.value, writes: [...moved.value.writes, ...effects] } };
  };

  return {
    /** A team's open cases, the most urgent first. */
    queue: (team: Team, limit = 50): Promise<readonly WholeCase[]> => openCases(deps.db, { team }, limit),

    /** The same of a case that is only known by its number. Refuses `not_found`, too. */
    async act(
      staffId: string,
      caseNumber: string,
      event: ClerkEvent,
      says: ClerkSays = {},
    ): Promise<Result<Planned<WholeCase>>> {
      const [clerk, found] = await Promise.all([staffById(staffId), cases.byNumber(caseNumber)]);
      return clerk && found ? actOn(clerk, found, event, says) : refuse('not_found');
    },

    actOn,
  };
}
