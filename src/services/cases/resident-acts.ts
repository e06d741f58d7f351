/** What residents may do with a case of theirs: withdraw it, answer its call-back, or have it taken up again. */
import { addMinutes } from '../../domain/calendar.ts';
import { type Result, refuse } from '../../domain/result.ts';
import type { Viewer } from '../../domain/viewer.ts';
import type { WholeCase } from '../../store/cases.ts';
import type { Cases } from '../cases.ts';
import type { Deps, Planned } from '../deps.ts';
import { namedFor } from './staff.ts';
import type { AreaRules } from './work.ts';

export type ResidentActs = ReturnType<typeof createResidentActs>;

export function createResidentActs(
  deps: Pick<Deps, 'clock' | 'settings'>,
  cases: Cases,
  areas: Readonly<Partial<Record<WholeCase['kind'], AreaRules>>> = {},
) {
  const ownCase = async (viewer: Viewer, caseNumber: string): Promise<Result<WholeCase>> => {
    const seen = await cases.find(viewer, caseNumber);
    if (!seen.ok) return seen;
    return seen.value.own ? { ok: true, value: seen.value.found } : refuse('not_found');
  };
  /** A higher handler than the one it was with. */
  const higher = async ({ caseNumber, owner }: WholeCase) => {
    const { staff } = await deps.settings();
    const found =
      namedFor(staff, { role: 'supervisor' }, caseNumber, owner) ?? namedFor(staff, { role: 'manager' }, caseNumber);
    return { priority: 1 as const, ...(found && { owner: found.name }) };
  };
  return {
    ownCase,

    /** Takes a case back while its process allows it; refuses `not_now` afterwards. */
    async withdraw(viewer: Viewer, caseNumber: string): Promise<Result<Planned<WholeCase>>> {
      const own = await ownCase(viewer, caseNumber);
      if (!own.ok) return own;
      const moved = await cases.move(own.value, 'withdrawn', 'resident');
      if (!moved.ok) return moved;
      const effects = (await areas[own.value.kind]?.effects?.(own.value, 'withdrawn')) ?? [];
      return { ok: true, value: { ...moved.value, writes: [...moved.value.writes, ...effects] } };
    },

    /**
     * Answers a call-back without being rung up: solved closes the case, not solved gives it to somebody higher and starts its
     * clock again (facts/domain.md 6.2). Refuses `not_now` unless it waits for its call-back.
     */
    async answerCallBack(
      viewer: Viewer,
      caseNumber: string,
      solved: boolean,
      words: string | null,
    ): Promise<Result<Planned<WholeCase>>> {
      const own = await ownCase(viewer, caseNumber);
      if (!own.ok) return own;
      const found = own.value;
      if (found.stage !== 'calling-back') return refuse('not_now');
      return solved
        ? // Told like an end that others made: with it comes the question how it was.
          cases.move(found, 'called-back', 'resident', { tell: true })
        : cases.move(found, 'not-solved', 'resident', { ...(await higher(found)), ...(words && { text: words }) });
    },

    /**
     * Takes a closed case up again, once, by somebody higher (facts/domain.md 6.2). Refuses `not_now` (open, or a kind that
     * has to be applied for anew, or reopened before) and `too_late`.
     */
    async reopen(viewer: Viewer, caseNumber: string, reason: string): Promise<Result<Planned<WholeCase>>> {
      const own = await ownCase(viewer, caseNumber);
      if (!own.ok) return own;
      const found = own.value;
      if (!found.closedAt || found.history.some(({ event }) => event === 'reopened')) return refuse('not_now');
      const { reopenDays } = await deps.settings();
      if (deps.clock.now() > addMinutes(found.closedAt, reopenDays * 24 * 60)) return refuse('too_late');
      return cases.move(found, 'reopened', 'resident', { text: reason, ...(await higher(found)) });
    },
  };
}

/** Whether we failed to solve it before: then the regulator's line is told beside what is done now (facts/domain.md 6.2). */
export const failedBefore = ({ history }: Pick<WholeCase, 'history'>): boolean =>
  history.some(({ event }) => event === 'not-solved' || event === 'reopened');
