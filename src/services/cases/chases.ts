/** Chasing (催办): each one moves something — priority, a named owner, the time of the next word — or says when it can. */

import { type ChaseVerdict, judgeChase } from '../../clocks/chasing.ts';
import { dueOf, momentOf } from '../../clocks/due.ts';
import { type ClockId, clockInForce, type DatedClock } from '../../clocks/presets.ts';
import { dayOf } from '../../domain/calendar.ts';
import type { StaffMember } from '../../domain/cases.ts';
import { ok, type Result, refuse } from '../../domain/result.ts';
import type { Viewer } from '../../domain/viewer.ts';
import type { SeenCase, WholeCase } from '../../store/cases.ts';
import { type Cases, isOpen } from '../cases.ts';
import type { Deps, Planned } from '../deps.ts';
import { firstDue, isStanding, runningOf } from './running.ts';
import { ableFor, namedFor } from './staff.ts';
import { KINDS } from './standards.ts';

/** What a chase would do now. */
export interface ChasePreview {
  readonly found: WholeCase;
  /** 1: the handler is urged, 2: a supervisor has it, 3: the manager has it. */
  readonly level: 1 | 2 | 3;
  /** false below level 3, and of an anonymous report: there is nobody to call. */
  readonly calls: boolean;
  /** By name; null where a utility named nobody. */
  readonly owner: string | null;
  readonly priority: 1 | 2 | 3;
  /** Each so-many-th one opens a task for the supervisor. */
  readonly supervisor: boolean;
}

export interface Chased extends Omit<ChasePreview, 'found'> {
  readonly caseNumber: string;
  /** false: it had the highest priority already. */
  readonly raised: boolean;
  readonly nextWordAt: Date;
}

/** Why a chase is refused now, as `detail` of `too_many_requests`. */
export type ChaseRefusal =
  | Exclude<Extract<ChaseVerdict, { allowed: false }>['why'], 'waiting-for-resident'>
  | 'waiting-for-old-holder';

/** Each so-many-th chase of a case opens a task for the supervisor (facts/domain.md 6.3). */
const SUPERVISOR_EVERY = 3;

export type Chases = ReturnType<typeof createChases>;

export function createChases(deps: Pick<Deps, 'clock' | 'settings'>, cases: Cases) {
  /**
   * Refuses `not_found` (not the viewer's own), `not_now` (closed), `waiting_for_you` (papers or an answer are missing) and
   * `too_many_requests` with the time of the next possible chase and a ChaseRefusal as detail.
   */
  const preview = async (viewer: Viewer, caseNumber: string, known?: SeenCase): Promise<Result<ChasePreview>> => {
    const seen = known ? ok(known) : await cases.find(viewer, caseNumber);
    if (!seen.ok) return seen;
    if (!seen.value.own) return refuse('not_found');
    const { found } = seen.value;
    if (!isOpen(found)) return refuse('not_now');
    const now = deps.clock.now();
    // Nobody in the house can hurry them; at the end of the wait it goes on without their word.
    if (found.wait?.who === 'old-holder') return tooMany('waiting-for-old-holder', new Date(found.wait.due), now);
    const chases = found.history.filter(({ event }) => event === 'chased').map(({ at }) => at);
    const verdict = judgeChase({
      class: KINDS[found.kind].chase,
      openedAt: found.openedAt,
      ...clockOf(found),
      paused: found.wait?.who === 'resident',
      chases,
      now,
    });
    if (!verdict.allowed) {
      if (verdict.why === 'waiting-for-resident') return refuse('waiting_for_you');
      return tooMany(verdict.why, verdict.nextAt, now);
    }
    const { level } = verdict;
    const owner = ownerAt(level, found, await ableFor(cases, (await deps.settings()).staff, found));
    return ok({
      found,
      level,
      calls: level === 3 && !found.anonymous,
      owner: owner?.name ?? found.owner,
      priority: found.priority > 1 ? ((found.priority - 1) as 1 | 2) : 1,
      supervisor: (chases.length + 1) % SUPERVISOR_EVERY === 0,
    });
  };

  return {
    preview,

    /** Refuses what `preview` refuses. */
    async plan(viewer: Viewer, caseNumber: string): Promise<Result<Planned<Chased>>> {
      const seen = await preview(viewer, caseNumber);
      if (!seen.ok) return seen;
      const { found, ...effect } = seen.value;
      const chase = found.history.filter(({ event }) => event === 'chased').length + 1;
      const clock = found.kind === 'outage' ? 'word.chase-fault' : 'word.case';
      const promised = await soonerWord(found, clock);
      const moved = await cases.move(found, 'chased', 'resident', {
        priority: effect.priority,
        ...(effect.owner && { owner: effect.owner }),
        ...(effect.calls && { nextAction: 'contact-resident' }),
        ...(!promised && { drops: ['next-word'], also: [['next-word', clock]] }),
        more: { level: effect.level, chase },
      });
      if (!moved.ok) return moved;
      const word = promised ?? moved.value.value.promises.findLast(({ kind }) => kind === 'next-word')?.due;
      const task = effect.supervisor
        ? await cases.plan({
            kind: 'recovery',
            reason: `chased:${found.caseNumber}:${chase}`,
            residentId: null,
            relatedCase: found.caseNumber,
            accountNumber: found.accountNumber,
            summary: { why: 'chased', chases: chase, kind: found.kind },
            more: {
              ...(await supervised(found)),
              // Nobody can be contacted: the answer is in the case.
              ...(found.anonymous && { instead: [['answer', 'request.answer']] }),
            },
          })
        : null;
      return ok({
        value: {
          ...effect,
          caseNumber: found.caseNumber,
          raised: effect.priority < found.priority,
          nextWordAt: word ? new Date(word) : deps.clock.now(),
        },
        writes: [...moved.value.writes, ...(task?.writes ?? [])],
      });
    },
  };

  /** The next word that was promised already, where it is still to come and a new one would be later; a chase takes no word back. */
  async function soonerWord(found: WholeCase, clock: ClockId): Promise<string | null> {
    const now = deps.clock.now();
    const due = firstDue(found.promises.filter((one) => isStanding(one) && one.kind === 'next-word'))?.due;
    if (!due || new Date(due) <= now) return null;
    const { id, limit, unit, pausable } = clockInForce(
      clock,
      dayOf(found.openedAt),
      (await deps.settings()).clocks as readonly DatedClock[],
    );
    const running = runningOf({ kind: 'next-word', clock: id, start: now.toISOString(), limit, unit, pausable }, found);
    const anew = running && dueOf(running);
    return anew && anew < new Date(due) ? null : due;
  }

  async function supervised({ caseNumber }: WholeCase) {
    const supervisor = namedFor((await deps.settings()).staff, { role: 'supervisor' }, caseNumber);
    return supervisor ? { owner: supervisor.name } : {};
  }
}

const tooMany = (why: ChaseRefusal, nextAt: Date | null, now: Date) =>
  refuse('too_many_requests', {
    detail: why,
    ...(nextAt && {
      retryAt: nextAt,
      retryAfterSeconds: Math.max(1, Math.ceil((nextAt.getTime() - now.getTime()) / 1_000)),
    }),
  });

/** Whose hands a chase of this height puts it into: its handler's, a supervisor's, the manager's. */
function ownerAt(level: 1 | 2 | 3, found: WholeCase, staff: readonly StaffMember[]): StaffMember | null {
  if (level === 1)
    return staff.find(({ name }) => name === found.owner) ?? namedFor(staff, { team: found.team }, found.caseNumber);
  return namedFor(staff, { role: level === 2 ? 'supervisor' : 'manager' }, found.caseNumber);
}

/** The promise a chase is about: the first that is open and is more than a word. */
function clockOf(found: WholeCase) {
  const promise = firstDue(found.promises.filter((one) => isStanding(one) && one.kind !== 'next-word'));
  if (!promise) return { start: found.openedAt, due: null };
  const running = runningOf(promise, found);
  return {
    start: new Date(promise.start),
    due: promise.due === null ? null : new Date(promise.due),
    ...(running && { moments: { half: momentOf(running, 0.5), late: momentOf(running, 0.8) } }),
  };
}
