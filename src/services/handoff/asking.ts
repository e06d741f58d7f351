/** What residents do about a person: ask for one, leave a number for the call-back, take the wish back. */
import { isOpen as isOfficeOpen, nextOpening } from '../../clocks/office-hours.ts';
import { clockInForce, type DatedClock } from '../../clocks/presets.ts';
import { dayOf } from '../../domain/calendar.ts';
import type { GivenPromise } from '../../domain/cases.ts';
import type { Locale, SlotName } from '../../domain/names.ts';
import { type Result, refuse } from '../../domain/result.ts';
import { isOwn, type Viewer } from '../../domain/viewer.ts';
import { openCaseFor, type WholeCase, wholeCaseFor } from '../../store/cases.ts';
import { beforeHandoff } from '../../store/handoff.ts';
import { type Cases, calendarOf } from '../cases.ts';
import type { Deps, Planned } from '../deps.ts';
import { type Sealed, unsealed, type WaitingSlots } from './view.ts';

export interface AskedForPerson {
  readonly conversationId: string;
  readonly messageKey: string;
  readonly locale: Locale;
  readonly accountNumber: string | null;
  /** What was being done, outermost first, and what is known of each. */
  readonly goals: readonly { readonly service: string; readonly slots: WaitingSlots; readonly misses: number }[];
  readonly topic: unknown;
  /** How they sound, from what they wrote last. */
  readonly judge: (words: readonly string[]) => unknown;
}

export interface Promised {
  readonly caseNumber: string;
  readonly deadline: Date;
  /** It was open before; asking again joins it. */
  readonly alreadyOpen: boolean;
  /** 1: next. True at this moment, no promise. */
  readonly position: number;
  /** When people are there next; null: they are there now. */
  readonly opensAt: Date | null;
  readonly phoneKnown: boolean;
}

/** Telephones and ID numbers are sealed; a code is nobody's to read, and of no use to a clerk. */
const SEALED: readonly SlotName[] = ['phone', 'contactPhone', 'oldHolderPhone', 'idNumber'];
const DROPPED: readonly SlotName[] = ['code'];

const reasonOf = (conversationId: string): string => `handoff:${conversationId}`;

export function createAsking(deps: Pick<Deps, 'db' | 'clock' | 'settings' | 'tokens'>, cases: Cases) {
  /** The contact clock runs from now, unless nobody is there before it ends: then from when somebody is. */
  const contactFrom = async (opensAt: Date): Promise<GivenPromise> => {
    const { clocks } = await deps.settings();
    const today = dayOf(deps.clock.now());
    const { id, limit, unit, pausable } = clockInForce('handoff.contact', today, clocks as readonly DatedClock[]);
    return { kind: 'contact', clock: id, start: opensAt.toISOString(), limit, unit, pausable };
  };

  return {
    /** A new hand-off, or the one that is open. In office hours it waits in the queue, else it is a call-back with a deadline. */
    async request(viewer: Viewer, asked: AskedForPerson): Promise<Planned<Promised>> {
      const now = deps.clock.now();
      const reason = reasonOf(asked.conversationId);
      const [{ officeHours, workingDays }, before] = await Promise.all([
        deps.settings(),
        beforeHandoff(deps.db, asked.conversationId, BigInt(asked.messageKey), reason),
      ]);
      const calendar = calendarOf(asked.accountNumber);
      const opens = nextOpening(now, officeHours, calendar, workingDays);
      const opensAt = isOfficeOpen(now, officeHours, calendar, workingDays) ? null : opens;
      const position = before.ahead + 1;
      if (before.open) {
        const { caseNumber, deadline, sealed } = before.open;
        const phoneKnown = (await unsealed(deps.tokens, sealed)).contactPhone !== null;
        return { value: { caseNumber, deadline, position, opensAt, phoneKnown, alreadyOpen: true }, writes: [] };
      }
      const inClear = ([name]: [string, unknown]) => ![...SEALED, ...DROPPED].some((hidden) => hidden === name);
      const secret = Object.fromEntries(
        asked.goals.flatMap(({ slots }) =>
          Object.entries(slots).filter(([name]) => SEALED.some((one) => one === name)),
        ),
      );
      const planOf = async (more?: Parameters<Cases['plan']>[0]['more']) =>
        cases.plan(
          {
            kind: 'handoff',
            reason,
            residentId: viewer.residentId,
            conversationId: asked.conversationId,
            accountNumber: asked.accountNumber,
            summary: {
              conversationId: asked.conversationId,
              locale: asked.locale,
              goals: asked.goals.map(({ service }) => service),
              slots: asked.goals.map(({ slots }) => Object.fromEntries(Object.entries(slots).filter(inClear))),
              tried: asked.goals.reduce((misses, goal) => misses + goal.misses, 0),
              topic: asked.topic,
              mood: asked.judge(before.words),
              ...(opensAt && { opensAt: opensAt.toISOString() }),
            },
            sealed:
              Object.keys(secret).length > 0
                ? await deps.tokens.seal(JSON.stringify({ slots: secret, contactPhone: null } satisfies Sealed))
                : null,
            ...(more && { more }),
          },
          true,
        );
      let planned = await planOf();
      if (opensAt && planned.value.deadline <= opensAt)
        planned = await planOf({ instead: [await contactFrom(opensAt)] });
      const { caseNumber, deadline } = planned.value;
      return {
        value: { caseNumber, deadline, position, opensAt, phoneKnown: false, alreadyOpen: false },
        writes: planned.writes,
      };
    },

    /** The number to call back, sealed with the case. Refuses `not_found`, `not_now` (nothing waits any more). */
    async leavePhone(viewer: Viewer, caseNumber: string, phone: string): Promise<Result<Planned<WholeCase>>> {
      const seen = await cases.find(viewer, caseNumber);
      if (!seen.ok) return seen;
      const { found: handoff, own } = seen.value;
      if (!own || handoff.kind !== 'handoff') return refuse('not_found');
      if (handoff.stage !== 'waiting') return refuse('not_now');
      const known = await unsealed(deps.tokens, handoff.sealed);
      const sealed = await deps.tokens.seal(JSON.stringify({ ...known, contactPhone: phone } satisfies Sealed));
      return cases.move(handoff, 'noted', 'resident', { change: { sealed } });
    },

    /** The number to call back for the hand-off that waits in this conversation; null: none does. */
    async leavePhoneHere(
      viewer: Viewer,
      conversationId: string,
      phone: string,
    ): Promise<(Planned<WholeCase> & { readonly deadline: Date }) | null> {
      const found = await wholeCaseFor(deps.db, reasonOf(conversationId));
      if (!found?.deadline || !isOwn(viewer, found.residentId)) return null;
      const left = await this.leavePhone(viewer, found.caseNumber, phone);
      return left.ok ? { ...left.value, deadline: found.deadline } : null;
    },

    /** Takes the waiting hand-off of this conversation back; `not_found` when none is open, `not_now` when a person has it. */
    async withdraw(viewer: Viewer, conversationId: string): Promise<Result<Planned<WholeCase>>> {
      const found = await wholeCaseFor(deps.db, reasonOf(conversationId));
      if (!found || !isOwn(viewer, found.residentId)) return refuse('not_found');
      return cases.move(found, 'withdrawn', 'resident');
    },

    /** Whether a hand-off of this conversation is open. */
    isOpen: async (conversationId: string): Promise<boolean> =>
      (await openCaseFor(deps.db, reasonOf(conversationId))) !== null,
  };
}
