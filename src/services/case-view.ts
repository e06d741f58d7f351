/** A case as somebody may see it: the case, whose it is to them, what is left of its nearest promise, what was said of it. */
import { leftOf } from '../clocks/due.ts';
import type { CaseEvent } from '../domain/case-processes.ts';
import type { WholeCase } from '../store/cases.ts';
import { firstDue, isStanding, runningOf } from './cases/running.ts';

export interface ShownCase {
  readonly found: WholeCase;
  /** false: opened by somebody else on a bound account; then only kind, stage and dates may be shown. */
  readonly own: boolean;
  readonly left: { readonly minutes: number | null; readonly workingDays: number | null } | null;
}

/** Adds what is left of the promise that falls due next; null when nothing is promised, or its time is over. */
export function shownCase(found: WholeCase, own: boolean, now: Date): ShownCase {
  const next = firstDue(found.promises.filter((one) => isStanding(one) && one.due !== null && new Date(one.due) > now));
  if (!next?.due) return { found, own, left: null };
  const running = runningOf(next, found);
  const left = running && leftOf(running, now);
  const minutes = Math.max(0, Math.floor((Date.parse(next.due) - now.getTime()) / 60_000));
  if (left && 'workingDays' in left) return { found, own, left: { minutes: null, workingDays: left.workingDays } };
  return { found, own, left: { minutes: left && 'minutes' in left ? left.minutes : minutes, workingDays: null } };
}

export interface ShownEntry {
  readonly at: Date;
  readonly event: CaseEvent;
  /** What a person wrote. */
  readonly words: string | null;
  /** Written by one of the people behind the desk, not by the resident. */
  readonly byClerk: boolean;
}

/** The house's own business. */
const INTERNAL: readonly CaseEvent[] = ['warned', 'noted'];
/** That it went to other hands is told, what they told each other is not. */
const WORDLESS: readonly CaseEvent[] = ['reassigned'];
/** How a call-back ended: of no meaning where there was nobody to call. */
const CALLED: readonly CaseEvent[] = ['called-back', 'unreachable'];

/** What its owner may read of the history, oldest first. */
export const shownHistory = ({ history, anonymous }: Pick<WholeCase, 'history' | 'anonymous'>): readonly ShownEntry[] =>
  history
    .filter(({ event }) => !INTERNAL.includes(event) && !(anonymous && CALLED.includes(event)))
    .map(({ at, event, actor, data }) => {
      const { text } = JSON.parse(data) as { text?: string };
      return {
        at,
        event,
        words: WORDLESS.includes(event) ? null : (text ?? null),
        byClerk: actor.startsWith('clerk:'),
      };
    });
