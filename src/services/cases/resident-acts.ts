/** What residents may do with a case of theirs: withdraw it, add to it, answer its call-back, or have it taken up again. */
import { addMinutes } from '../../domain/calendar.ts';
import { type CaseEvent, nextStage, PROCESS_OF } from '../../domain/case-processes.ts';
import { ok, type Result, refuse } from '../../domain/result.ts';
import type { Viewer } from '../../domain/viewer.ts';
import type { WholeCase } from '../../store/cases.ts';
import type { Cases } from '../cases.ts';
import type { Deps, Planned } from '../deps.ts';
import { ableFor, namedFor } from './staff.ts';
import type { AreaRules } from './work.ts';

export const RESIDENT_ACTS = ['withdraw', 'reopen', 'solved', 'not-solved', 'add'] as const;
export type ResidentAct = (typeof RESIDENT_ACTS)[number];

const EVENT_OF: Readonly<Record<ResidentAct, CaseEvent>> = {
  withdraw: 'withdrawn',
  reopen: 'reopened',
  solved: 'called-back',
  'not-solved': 'not-solved',
  add: 'noted',
};

type Standing = Pick<WholeCase, 'kind' | 'stage' | 'history'>;

const reopenedBefore = ({ history }: Standing): boolean => history.some(({ event }) => event === 'reopened');

/** Whether the stage of a case lets its owner do this; a talk is ended where it is held, and taken up again once only. */
export function canDo(found: Standing, act: ResidentAct): boolean {
  if (found.kind === 'handoff' && act !== 'withdraw') return false;
  if (act === 'reopen' && reopenedBefore(found)) return false;
  return nextStage(PROCESS_OF[found.kind], found.stage, EVENT_OF[act]) !== null;
}

/** Whether we failed to solve it before: then the regulator's line is told beside what is done now (facts/domain.md 6.2). */
export const failedBefore = ({ history }: Pick<WholeCase, 'history'>): boolean =>
  history.some(({ event }) => event === 'not-solved' || event === 'reopened');

export type ResidentActs = ReturnType<typeof createResidentActs>;

export function createResidentActs(
  deps: Pick<Deps, 'clock' | 'settings'>,
  cases: Cases,
  areas: Readonly<Partial<Record<WholeCase['kind'], AreaRules>>> = {},
) {
  const ownCase = async (viewer: Viewer, caseNumber: string): Promise<Result<WholeCase>> => {
    const seen = await cases.find(viewer, caseNumber);
    if (!seen.ok) return seen;
    return seen.value.own ? ok(seen.value.found) : refuse('not_found');
  };

  /** Refuses `not_now` (another stage, or reopened before) and `too_late` (ended longer ago than `reopenDays`). */
  const allowed = async (found: WholeCase, act: ResidentAct): Promise<Result<null>> => {
    if (!canDo(found, act)) return refuse('not_now');
    if (act !== 'reopen' || !found.closedAt) return ok(null);
    const { reopenDays } = await deps.settings();
    return deps.clock.now() > addMinutes(found.closedAt, reopenDays * 24 * 60) ? refuse('too_late') : ok(null);
  };

  /** A higher handler than the one it was with. */
  const higher = async (of: WholeCase) => {
    const { caseNumber, owner } = of;
    const able = await ableFor(cases, (await deps.settings()).staff, of);
    const found =
      namedFor(able, { role: 'supervisor' }, caseNumber, owner) ?? namedFor(able, { role: 'manager' }, caseNumber);
    return { priority: 1 as const, ...(found && { owner: found.name }) };
  };

  /**
   * Does it. `words`: what is still not solved, or is added; kept in the history. Not solved and reopened go to somebody higher, with their
   * clocks anew (facts/domain.md 6.2). Refuses `not_found` and what `allowed` refuses.
   */
  const plan = async (
    viewer: Viewer,
    caseNumber: string,
    act: ResidentAct,
    words: string | null = null,
  ): Promise<Result<Planned<WholeCase>>> => {
    const own = await ownCase(viewer, caseNumber);
    if (!own.ok) return own;
    const found = own.value;
    const may = await allowed(found, act);
    if (!may.ok) return may;
    const again = act === 'reopen' || act === 'not-solved';
    const moved = await cases.move(found, EVENT_OF[act], 'resident', {
      ...(again && (await higher(found))),
      ...(words && (act === 'add' ? { more: { words, own: true } } : { text: words })),
      // Told like an end that others made: with it comes the question how it was.
      ...(act === 'solved' && { tell: true }),
    });
    if (!moved.ok) return moved;
    const effects = (await areas[found.kind]?.effects?.(found, EVENT_OF[act])) ?? [];
    return ok({ ...moved.value, writes: [...moved.value.writes, ...effects] });
  };

  return {
    ownCase,
    allowed,
    plan,

    /** Takes a case back while its process allows it; refuses `not_now` afterwards. */
    withdraw: (viewer: Viewer, caseNumber: string) => plan(viewer, caseNumber, 'withdraw'),

    /**
     * Takes a closed case up again, once, by somebody higher. Refuses `not_now` (open, or a kind that has to be applied for
     * anew, or reopened before) and `too_late`.
     */
    reopen: (viewer: Viewer, caseNumber: string, reason: string) => plan(viewer, caseNumber, 'reopen', reason),
  };
}
