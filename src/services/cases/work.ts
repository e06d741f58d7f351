/** What the people behind the desk do with cases; the demo clerk and the terminal come straight here, the desk through desk.ts. */
import { addMinutes } from '../../domain/calendar.ts';
import { type CaseEvent, nextStage, PROCESS_OF } from '../../domain/case-processes.ts';
import type { CaseKind, StaffMember, StandingPromise, Team } from '../../domain/cases.ts';
import type { DocumentKind } from '../../domain/documents.ts';
import { maskIdNumbers } from '../../domain/mask.ts';
import { ok, type Result, refuse } from '../../domain/result.ts';
import { openCases, type WholeCase } from '../../store/cases.ts';
import type { Write } from '../../store/commit.ts';
import type { Cases } from '../cases.ts';
import type { Deps, Planned } from '../deps.ts';
import type { EventMore } from './entries.ts';
import { isStanding } from './running.ts';
import { ableFor } from './staff.ts';
import { KINDS, STAGES } from './standards.ts';

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
  'made-safe',
  'contacted',
  'started',
  'answered',
  'called-back',
  'not-solved',
  'call-missed',
  'unreachable',
  'closed',
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

/** What needs somebody to call, or leads to a call. */
const CALLS: readonly ClerkEvent[] = ['contacted', 'answered', 'called-back', 'call-missed', 'unreachable'];

/** Events that take a case into one's hands. */
const TAKES: readonly ClerkEvent[] = ['accepted', 'contacted', 'started', 'dispatched', 'surveyed'];

/** No work on it, and words that stay in the house: nobody's ID number is needed in them. */
const INTERNAL: readonly ClerkEvent[] = ['noted', 'reassigned'];

/** What only one act takes: a case's list of papers and its hands are changed by nothing else. */
const ONLY_OF: Readonly<Partial<Record<keyof ClerkSays, ClerkEvent>>> = {
  missing: 'material-missing',
  to: 'reassigned',
};

const isOpenContact = (promise: StandingPromise) => promise.kind === 'contact' && isStanding(promise);

type Told = Pick<WholeCase, 'kind' | 'anonymous' | 'stage' | 'history' | 'promises' | 'summary'>;

const missedCalls = ({ history }: Pick<WholeCase, 'history'>) => history.filter(({ event }) => event === 'call-missed');

const isDanger = ({ summary }: Pick<WholeCase, 'summary'>): boolean => summary.danger === true;

/** Sent by dispatch, and not there yet since the case was opened or taken up again. */
const awaitsCrew = ({ kind, history }: Told): boolean => {
  const begun = history.findLastIndex(({ event }) => event === 'opened' || event === 'reopened');
  return KINDS[kind].team === 'dispatch' && !history.slice(begun).some(({ event }) => event === 'arrived');
};

/** What a stage allows and the case itself may not. */
const FITS: Readonly<Partial<Record<ClerkEvent, (found: Told) => boolean>>> = {
  // While it is promised, and a complaint's begins with it.
  contacted: (found) =>
    (PROCESS_OF[found.kind] === 'complaint' && found.stage === 'received') || found.promises.some(isOpenContact),
  'call-missed': ({ stage }) => stage === 'calling-back',
  unreachable: (found) => missedCalls(found).length >= CALL_ATTEMPTS,
  closed: ({ anonymous }) => anonymous,
  // Words alone end no danger that nobody has gone to.
  answered: (found) => !(isDanger(found) && found.stage === 'reported'),
  restored: (found) => !isDanger(found) || found.summary.dark === true,
  'made-safe': isDanger,
  arrived: (found) => PROCESS_OF[found.kind] !== 'request' || awaitsCrew(found),
};

/** Nobody calls who is anonymous. */
export const isFitting = (event: ClerkEvent, found: Told): boolean =>
  !(found.anonymous && CALLS.includes(event)) && (FITS[event]?.(found) ?? true);

export type Work = ReturnType<typeof createWork>;

export function createWork(
  deps: Pick<Deps, 'db' | 'clock' | 'settings'>,
  cases: Cases,
  areas: Readonly<Partial<Record<CaseKind, AreaRules>>> = {},
) {
  const staffById = async (staffId: string): Promise<StaffMember | undefined> =>
    (await deps.settings()).staff.find((one) => one.staffId === staffId);

  /** Somebody of that team who works on cases, and may settle this one. */
  const handsFor = async (
    { team, staffId }: NonNullable<ClerkSays['to']>,
    found: WholeCase,
  ): Promise<Result<StaffMember | null>> => {
    const one = staffId === undefined ? null : await staffById(staffId);
    if (staffId !== undefined && (one?.team !== team || one.role === 'editor'))
      return refuse('invalid_input', { errors: [{ field: 'to.staffId', reason: 'is nobody of that team' }] });
    const able = await ableFor(cases, one ? [one] : [], found);
    return one && able.length === 0 ? refuse('second_person_needed') : ok(one ?? null);
  };

  /** Who takes it up, and who works on what nobody has; not of a case that goes on to another team by it. */
  const becomesOwner = async ({ kind, stage, team, owner }: WholeCase, event: ClerkEvent): Promise<boolean> => {
    const process = PROCESS_OF[kind];
    const to = nextStage(process, stage, event);
    if (INTERNAL.includes(event) || (to && (STAGES[process][to]?.team ?? team) !== team)) return false;
    // Who only rings up once more leaves the case with those whom it went to.
    if (TAKES.includes(event) && stage !== 'investigating') return true;
    // Whoever left has nothing any more.
    return owner === null || !(await deps.settings()).staff.some(({ name }) => name === owner);
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
    const hands = says.to ? await handsFor(says.to, found) : ok(null);
    if (!hands.ok) return hands;
    const more: EventMore = {
      ...((await becomesOwner(found, event)) && { owner: clerk.name }),
      // Nothing was promised about power that never failed.
      ...(event === 'arrived' && isDanger(found) && found.summary.dark !== true && { instead: [] }),
      ...(says.text && { text: INTERNAL.includes(event) ? maskIdNumbers(says.text) : says.text }),
      ...(says.missing && { missing: says.missing }),
      ...(says.to && { team: says.to.team, owner: hands.value?.name ?? null }),
      ...(event === 'word-given' && { meets: ['next-word'] as const }),
    };
    // What was said on the telephone is read, also where the case stays at its stage.
    const tell = event === 'contacted' && says.text ? { tell: true } : {};
    const moved = await cases.move(found, event, `clerk:${staffId}`, { ...more, ...tell });
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
