/** Chasing (催办): each one moves something — priority, a named owner, the time of the next word — or says when it can. */

import { judgeChase } from '../../clocks/chasing.ts';
import { momentOf } from '../../clocks/due.ts';
import { ok, type Result, refuse } from '../../domain/result.ts';
import type { Viewer } from '../../domain/viewer.ts';
import type { WholeCase } from '../../store/cases.ts';
import { type Cases, isOpen } from '../cases.ts';
import type { Deps, Planned } from '../deps.ts';
import { namedFor } from './staff.ts';
import { KINDS } from './standards.ts';

export interface Chased {
  readonly caseNumber: string;
  /** 1: the handler was urged, 2: a supervisor has it, 3: the manager has it and somebody calls. */
  readonly level: 1 | 2 | 3;
  readonly owner: string | null;
  readonly priority: number;
  readonly nextWordAt: Date;
}

/** Each so-many-th chase of a case opens a task for the supervisor (facts/domain.md 6.3). */
const SUPERVISOR_EVERY = 3;

export type Chases = ReturnType<typeof createChases>;

export function createChases(deps: Pick<Deps, 'clock' | 'settings'>, cases: Cases) {
  return {
    /**
     * Refuses `not_found`, `not_now` (closed), `waiting_for_you` (papers or an answer are missing) and `too_many_requests`
     * with the time of the next possible chase.
     */
    async plan(viewer: Viewer, caseNumber: string): Promise<Result<Planned<Chased>>> {
      const seen = await cases.find(viewer, caseNumber);
      if (!seen.ok) return seen;
      if (!seen.value.own) return refuse('not_found');
      const { found } = seen.value;
      if (!isOpen(found)) return refuse('not_now');
      const now = deps.clock.now();
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
        return refuse('too_many_requests', {
          detail: verdict.why,
          ...(verdict.nextAt && {
            retryAt: verdict.nextAt,
            retryAfterSeconds: Math.max(1, Math.ceil((verdict.nextAt.getTime() - now.getTime()) / 1_000)),
          }),
        });
      }
      const { level } = verdict;
      const { staff } = await deps.settings();
      const owner =
        level === 1
          ? (staff.find(({ name }) => name === found.owner) ?? namedFor(staff, { team: found.team }, found.caseNumber))
          : namedFor(staff, { role: level === 2 ? 'supervisor' : 'manager' }, found.caseNumber);
      const priority = found.priority > 1 ? ((found.priority - 1) as 1 | 2) : 1;
      const moved = await cases.move(found, 'chased', 'resident', {
        priority,
        ...(owner && { owner: owner.name }),
        ...(level === 3 && { nextAction: 'contact-resident' }),
        drops: ['next-word'],
        also: [['next-word', found.kind === 'outage' ? 'word.chase-fault' : 'word.case']],
        more: { level, chase: chases.length + 1 },
      });
      if (!moved.ok) return moved;
      const word = moved.value.value.promises.findLast(({ kind }) => kind === 'next-word')?.due;
      const third = (chases.length + 1) % SUPERVISOR_EVERY === 0;
      const task = third
        ? await cases.plan({
            kind: 'recovery',
            reason: `chased:${found.caseNumber}:${chases.length + 1}`,
            residentId: null,
            relatedCase: found.caseNumber,
            accountNumber: found.accountNumber,
            summary: { why: 'chased', chases: chases.length + 1, kind: found.kind },
          })
        : null;
      return ok({
        value: {
          caseNumber: found.caseNumber,
          level,
          owner: owner?.name ?? found.owner,
          priority,
          nextWordAt: word ? new Date(word) : now,
        },
        writes: [...moved.value.writes, ...(task?.writes ?? [])],
      });
    },
  };
}

/** The promise a chase is about: the first that is open and is more than a word. */
function clockOf(found: WholeCase) {
  const [promise] = found.promises
    .filter(({ metAt, dropped, kind }) => !metAt && !dropped && kind !== 'next-word')
    .sort((a, b) => (String(a.due) < String(b.due) ? -1 : 1));
  if (!promise) return { start: found.openedAt, due: null };
  const running = promise.limit !== undefined &&
    promise.unit && {
      start: new Date(promise.start),
      clock: { limit: promise.limit, unit: promise.unit, pausable: promise.pausable === true },
      calendar: found.calendar,
      pauses: found.pauses.map(({ from, to }) => ({ from: new Date(from), to: to === null ? null : new Date(to) })),
    };
  return {
    start: new Date(promise.start),
    due: promise.due === null ? null : new Date(promise.due),
    ...(running && { moments: { half: momentOf(running, 0.5), late: momentOf(running, 0.8) } }),
  };
}
