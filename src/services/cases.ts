/** Cases as this release opens them: a person asked for, a bill in doubt, a bad rating, a danger. */
import { dueAt, type PromiseId } from '../clocks/promises.ts';
import { dayOf } from '../domain/calendar.ts';
import type { CaseKind, NewCase } from '../domain/cases.ts';
import type { OpenCase } from '../store/cases.ts';
import { openCase, openCaseFor } from '../store/cases.ts';
import type { Deps, Planned } from './deps.ts';

/** Who owns a kind at first, what they do next, and by when (functions.md "Cases, service standards, promises"). */
const KINDS: Readonly<Record<CaseKind, { team: string; nextAction: string; promise: PromiseId; priority: 1 | 2 | 3 }>> =
  {
    handoff: { team: 'service', nextAction: 'contact the resident', promise: 'handoff.contact', priority: 2 },
    'bill-check': {
      team: 'billing',
      nextAction: 'check the amount and answer',
      promise: 'bill-check.answer',
      priority: 2,
    },
    recovery: {
      team: 'supervision',
      nextAction: 'contact the resident about the low rating',
      promise: 'recovery.contact',
      priority: 2,
    },
    outage: { team: 'dispatch', nextAction: 'call back, secure the place', promise: 'danger.contact', priority: 1 },
  };

export interface CaseReason {
  readonly kind: CaseKind;
  /** One open case per reason: asking twice joins the first. */
  readonly reason: string;
  readonly residentId: string | null;
  readonly accountNumber?: string | null;
  readonly billId?: string | null;
  readonly paymentId?: string | null;
  readonly summary: NewCase['summary'];
}

export type Cases = ReturnType<typeof createCases>;

export function createCases(deps: Pick<Deps, 'db' | 'clock' | 'chance' | 'events'>) {
  /** A case that is ready to be committed; used where the reason cannot be open yet or does not matter if it is. */
  const plan = (asked: CaseReason, said = false): Planned<OpenCase> => {
    const now = deps.clock.now();
    const { team, nextAction, promise, priority } = KINDS[asked.kind];
    const opened: NewCase = {
      // Short enough to say on the telephone: day and seven digits.
      caseNumber: `W${dayOf(now).replaceAll('-', '').slice(2)}${deps.chance.digits(7)}`,
      kind: asked.kind,
      reason: asked.reason,
      priority,
      ownerTeam: team,
      nextAction,
      deadline: dueAt(promise, now, 'mainland'),
      residentId: asked.residentId,
      accountNumber: asked.accountNumber ?? null,
      billId: asked.billId ?? null,
      paymentId: asked.paymentId ?? null,
      summary: asked.summary,
      openedAt: now,
    };
    deps.events.caseOpened({ kind: asked.kind, reason: asked.reason });
    return { value: { caseNumber: opened.caseNumber, deadline: opened.deadline }, writes: [openCase(opened, said)] };
  };
  return {
    plan,
    /** The open case of this reason, or a new one. */
    async open(asked: CaseReason): Promise<Planned<OpenCase & { readonly alreadyOpen: boolean }>> {
      const existing = await openCaseFor(deps.db, asked.reason);
      if (existing) return { value: { ...existing, alreadyOpen: true }, writes: [] };
      const planned = plan(asked, true);
      return { value: { ...planned.value, alreadyOpen: false }, writes: planned.writes };
    },
  };
}
