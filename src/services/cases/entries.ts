/** Makes the entries of a history: what an event means by the house's standards, with the clocks in force on that day. */
import { type ClockId, clockInForce, type DatedClock } from '../../clocks/presets.ts';
import { ownDaysFrom } from '../../clocks/working-days.ts';
import { dayOf } from '../../domain/calendar.ts';
import { type CaseEvent, isEnd, nextStage, PROCESS_OF } from '../../domain/case-processes.ts';
import type {
  Actor,
  CaseKind,
  GivenPromise,
  NextAction,
  OwnDays,
  PromiseKind,
  WorkingCalendar,
} from '../../domain/cases.ts';
import { type CaseState, clockTasks, type Entry, type EntryData, fold } from './fold.ts';
import { type ClockChoice, EVENTS, KINDS, STAGES } from './standards.ts';

/** What a caller adds to the standard of an event. */
export interface EventMore extends EntryData {
  /** Added to what the standard promises. */
  readonly also?: readonly (readonly [PromiseKind, ClockId])[];
  /** In place of what the standard promises. */
  readonly instead?: readonly (readonly [PromiseKind, ClockId] | GivenPromise)[];
}

export interface About {
  readonly kind: CaseKind;
  readonly calendar: WorkingCalendar;
  readonly area: 'city' | 'rural' | 'remote' | null;
  /** There is nobody to contact: no contact is ever promised. */
  readonly anonymous?: boolean;
  /** The utility's own editions of clocks. */
  readonly ownClocks: readonly DatedClock[];
  /** The utility's own days as they are known now; only a case that is opened takes them. */
  readonly ownDays: OwnDays;
}

/** The state after an event and its entry; throws when the event cannot happen there: callers ask `nextStage` first. */
export function happen(
  about: About,
  state: CaseState | null,
  event: CaseEvent,
  actor: Actor,
  at: Date,
  more: EventMore = {},
): { state: CaseState; entry: Entry } {
  const process = PROCESS_OF[about.kind];
  const stage = nextStage(process, state?.stage ?? null, event);
  if (!stage) throw new Error(`${about.kind} cannot take ${event} at ${state?.stage ?? 'its start'}`);
  const { also, instead, ...data } = more;
  const moved = stage !== state?.stage;
  const standing = STAGES[process][stage];
  // Whoever had it in the team before has it no more; who has it now, the caller may say.
  const passedOn = moved && state?.owner && standing?.team && standing.team !== state.team;
  const standard = EVENTS[process][event];
  const kind = KINDS[about.kind];
  // A case is judged by what was in force when it was opened (design.md 4.9).
  const day = dayOf(state?.openedAt ?? at);
  const give = (promise: PromiseKind, choice: ClockChoice): GivenPromise => {
    const { id, limit, unit, pausable } = clockInForce(clockOf(choice, about.area), day, about.ownClocks);
    return { kind: promise, clock: id, start: at.toISOString(), limit, unit, pausable };
  };
  const starts =
    instead ??
    (event === 'opened'
      ? kind.starts
      : event === 'material-complete' && !state?.promises.some(({ kind: given }) => given !== 'next-word')
        ? kind.starts
        : (standard?.starts ?? []));
  const promises: GivenPromise[] = isEnd(stage)
    ? []
    : [...starts, ...(also ?? [])]
        .map((start) => (Array.isArray(start) ? give(start[0], start[1]) : (start as GivenPromise)))
        .filter(({ kind: given }) => !(about.anonymous && given === 'contact'));
  const waits = moved && !data.wait ? standing?.waits : undefined;
  // A promise may run from before the case, from a payment for one.
  const first = Math.min(at.getTime(), ...promises.map(({ start }) => Date.parse(start)));
  const ownDays = state === null ? ownDaysFrom(about.ownDays, dayOf(new Date(first))) : null;
  const full: EntryData = {
    ...(state === null && { kind: about.kind, calendar: about.calendar, team: kind.team, priority: kind.priority }),
    ...(ownDays && { ownDays }),
    ...(moved && {
      stage,
      ...(standing && {
        nextAction: about.anonymous ? uncalled(standing.next) : standing.next,
        ...(standing.team && { team: standing.team }),
      }),
    }),
    ...(!moved && standard?.next && { nextAction: standard.next }),
    ...(passedOn && { owner: null }),
    ...(standard?.meets && { meets: standard.meets }),
    ...(standard?.drops && { drops: standard.drops }),
    ...(waits && {
      wait: {
        who: waits[0],
        clock: waits[1],
        start: at.toISOString(),
        ...limitOf(clockInForce(waits[1], day, about.ownClocks)),
      },
    }),
    ...data,
    ...(promises.length + (data.promises?.length ?? 0) > 0 && { promises: [...promises, ...(data.promises ?? [])] }),
  };
  const entry: Entry = { seq: (state?.seq ?? 0) + 1, at, event, actor, data: full };
  const after = fold(state, entry);
  if (isEnd(after.stage) || clockTasks(after).length > 0) return { state: after, entry };
  // The clock has nothing to ask for: nothing is promised or waited for any more, or what is promised is broken already. Then at
  // least the next word is promised (issue: "a promise of the next word where no date can be given").
  const clock = !after.deadline ? 'request.answer' : about.kind === 'outage' ? 'word.outage' : 'word.case';
  const word: Entry = {
    ...entry,
    data: { ...full, promises: [...(full.promises ?? []), give('next-word', clock)] },
  };
  return { state: fold(state, word), entry: word };
}

/** What comes next where there is nobody to call: after its answer nothing does, unless its reporter writes. */
const uncalled = (next: NextAction): NextAction =>
  next === 'contact-resident' ? 'investigate' : next === 'call-back' ? 'none' : next;

const limitOf = ({ limit, unit }: DatedClock) => ({ limit, unit });

function clockOf(choice: ClockChoice, area: About['area']): ClockId {
  if (choice === 'fault.arrive') return `fault.arrive.${area ?? 'city'}`;
  if (choice === 'fault.restore')
    return area === 'rural' || area === 'remote' ? 'fault.restore.rural' : 'fault.restore.city';
  return choice;
}
