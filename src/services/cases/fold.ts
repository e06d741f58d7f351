/** A case is what its history says: entries folded into the state that its row shows; pure, so that anybody can check it. */

import { dueOf, momentOf } from '../../clocks/due.ts';
import type { Clock } from '../../clocks/presets.ts';
import type { CaseEvent } from '../../domain/case-processes.ts';
import { isEnd, nextStage, PROCESS_OF, type Process, type Stage } from '../../domain/case-processes.ts';
import type {
  Actor,
  CaseKind,
  GivenPromise,
  NextAction,
  OwnDays,
  PromiseKind,
  StandingPromise,
  Team,
  Wait,
  WorkingCalendar,
} from '../../domain/cases.ts';
import type { DocumentKind } from '../../domain/documents.ts';
import { isStanding, runningOf, type Standing } from './running.ts';

/** What an entry carries: only changes. Everything a state shows can be recomputed from these. */
export interface EntryData {
  /** Set by `opened` and by every move. */
  readonly stage?: Stage;
  readonly kind?: CaseKind;
  readonly calendar?: WorkingCalendar;
  /** Of `opened`: the utility's own days that its clocks can meet; absent when there are none. */
  readonly ownDays?: OwnDays;
  readonly team?: Team;
  readonly owner?: string | null;
  readonly priority?: 1 | 2 | 3;
  readonly nextAction?: NextAction;
  readonly promises?: readonly GivenPromise[];
  readonly meets?: readonly PromiseKind[];
  readonly drops?: readonly PromiseKind[];
  readonly wait?: Omit<Wait, 'due' | 'reminded'> & { readonly limit: number; readonly unit: Clock['unit'] };
  readonly missing?: readonly DocumentKind[];
  /** `warned`, `breached`: which promise, by its place, and how far. */
  readonly promise?: number;
  readonly reached?: 50 | 80 | 100;
  /** Words of a person for the resident. */
  readonly text?: string;
  /** Beside words, so that their hash tells nobody what they were once they are gone. */
  readonly salt?: string;
  /** Anything else a reader of the history should know; never personal data in clear. */
  readonly more?: Readonly<Record<string, unknown>>;
}

export interface Entry {
  readonly seq: number;
  readonly at: Date;
  readonly event: CaseEvent;
  readonly actor: Actor;
  readonly data: EntryData;
}

export interface CaseState {
  readonly kind: CaseKind;
  readonly process: Process;
  readonly stage: Stage;
  readonly calendar: WorkingCalendar;
  readonly ownDays: OwnDays | null;
  readonly team: Team;
  readonly owner: string | null;
  readonly priority: 1 | 2 | 3;
  readonly nextAction: NextAction;
  readonly promises: readonly StandingPromise[];
  readonly wait: Wait | null;
  readonly pauses: readonly { readonly from: string; readonly to: string | null }[];
  readonly missing: readonly DocumentKind[];
  readonly seq: number;
  /** The first of what is promised and what is waited for; null when it is closed. */
  readonly deadline: Date | null;
  /** When the clock next asks for something. */
  readonly nextCheckAt: Date | null;
  readonly openedAt: Date;
  readonly closedAt: Date | null;
}

/** A next word is given this long before it is due: a minute's tick and a slow channel fit in. */
export const WORD_LEAD_MINUTES = 2;

const iso = (at: Date): string => at.toISOString();

function dueText(promise: GivenPromise, standing: Standing): string | null {
  const running = runningOf(promise, standing);
  if (!running) return promise.until ?? null;
  const due = dueOf(running);
  return due && iso(due);
}

/** Adds one entry to a state; throws for what cannot have happened, since the writer checks before. */
export function fold(state: CaseState | null, entry: Entry): CaseState {
  const { data, at, event } = entry;
  const kind = state?.kind ?? data.kind;
  if (!kind) throw new Error('a history begins with `opened` and a kind');
  const process = PROCESS_OF[kind];
  // The stage an older release wrote at its first entry is taken as it stands.
  const stage = state ? nextStage(process, state.stage, event) : (data.stage ?? nextStage(process, null, event));
  if (!stage) throw new Error(`${kind} cannot take ${event} at ${state?.stage ?? 'its start'}`);
  const closed = isEnd(stage);
  const calendar = state?.calendar ?? data.calendar ?? 'mainland';
  const ownDays = state ? state.ownDays : (data.ownDays ?? null);

  const moved = stage !== state?.stage;
  const wait: Wait | null = data.wait
    ? {
        who: data.wait.who,
        clock: data.wait.clock,
        start: data.wait.start,
        due: iso(
          dueOf({
            start: new Date(data.wait.start),
            clock: { limit: data.wait.limit, unit: data.wait.unit, pausable: false },
            calendar,
            pauses: [],
            ...(ownDays && { own: ownDays }),
          }) ?? at,
        ),
        reminded: 0,
      }
    : moved
      ? null
      : event === 'reminded' && state?.wait
        ? { ...state.wait, reminded: data.reached === 50 ? 50 : 80 }
        : (state?.wait ?? null);
  const pauses = pausesAfter(state?.pauses ?? [], wait !== null, at);
  const standing: Standing = { calendar, ownDays, pauses };

  const before = (state?.promises ?? []).map((promise, place): StandingPromise => {
    if (promise.metAt || promise.dropped) return promise;
    if (closed && !data.meets?.includes(promise.kind)) return { ...promise, dropped: true };
    if (data.meets?.includes(promise.kind)) return { ...promise, metAt: iso(at) };
    if (data.drops?.includes(promise.kind)) return { ...promise, dropped: true };
    const warned = data.promise === place && data.reached ? data.reached : promise.warned;
    return { ...promise, warned, due: dueText(promise, standing) };
  });
  const given = (closed ? [] : (data.promises ?? [])).map(
    (promise): StandingPromise => ({ ...promise, due: dueText(promise, standing), metAt: null, warned: 0 }),
  );
  const promises = [...before, ...given];
  return {
    kind,
    process,
    stage,
    calendar,
    ownDays,
    team: data.team ?? state?.team ?? 'service',
    owner: data.owner !== undefined ? data.owner : (state?.owner ?? null),
    priority: data.priority ?? state?.priority ?? 2,
    nextAction: closed ? 'none' : (data.nextAction ?? state?.nextAction ?? 'answer'),
    promises,
    wait: closed ? null : wait,
    pauses,
    missing: data.missing ?? state?.missing ?? [],
    seq: entry.seq,
    deadline: closed ? null : deadlineOf(promises, wait),
    nextCheckAt: closed ? null : nextCheck(promises, wait, standing),
    openedAt: state?.openedAt ?? at,
    closedAt: closed ? (state?.closedAt ?? at) : null,
  };
}

/** A whole history; null for an empty one. */
export const replay = (entries: readonly Entry[]): CaseState | null =>
  entries.reduce<CaseState | null>((state, entry) => fold(state, entry), null);

function pausesAfter(pauses: CaseState['pauses'], waits: boolean, at: Date): CaseState['pauses'] {
  const last = pauses.at(-1);
  const open = last?.to === null;
  if (waits && !open) return [...pauses, { from: iso(at), to: null }];
  if (!waits && open) return [...pauses.slice(0, -1), { from: last.from, to: iso(at) }];
  return pauses;
}

function deadlineOf(promises: readonly StandingPromise[], wait: Wait | null): Date | null {
  const times = [...promises.filter(isStanding).map((promise) => promise.due), wait?.due ?? null].filter(
    (time): time is string => time !== null,
  );
  return times.length > 0 ? new Date(Math.min(...times.map((time) => Date.parse(time)))) : null;
}

/** What the clock asks for next, in the order it falls due. */
export type ClockTask =
  | { readonly kind: 'warn' | 'breach'; readonly promise: number; readonly reached: 50 | 80 | 100; readonly at: Date }
  | { readonly kind: 'word'; readonly promise: number; readonly at: Date }
  | { readonly kind: 'remind'; readonly reached: 50 | 80; readonly at: Date }
  | { readonly kind: 'lapse'; readonly at: Date };

export function clockTasks(state: Pick<CaseState, 'promises' | 'wait' | keyof Standing>): readonly ClockTask[] {
  const tasks = state.promises.flatMap((promise, place): ClockTask[] => {
    if (!isStanding(promise) || !promise.due) return [];
    const due = new Date(promise.due);
    if (promise.kind === 'next-word') {
      return [{ kind: 'word', promise: place, at: new Date(due.getTime() - WORD_LEAD_MINUTES * 60_000) }];
    }
    const running = runningOf(promise, state);
    const at = (fraction: number): Date =>
      (running && momentOf(running, fraction)) ??
      new Date(Date.parse(promise.start) + fraction * (due.getTime() - Date.parse(promise.start)));
    if (promise.warned === 0) return [{ kind: 'warn', promise: place, reached: 50, at: at(0.5) }];
    if (promise.warned === 50) return [{ kind: 'warn', promise: place, reached: 80, at: at(0.8) }];
    // Exactly on time is on time: it is broken a millisecond later.
    return promise.warned === 80
      ? [{ kind: 'breach', promise: place, reached: 100, at: new Date(due.getTime() + 1) }]
      : [];
  });
  const { wait } = state;
  if (wait) {
    const [start, due] = [Date.parse(wait.start), Date.parse(wait.due)];
    const at = (fraction: number) => new Date(start + fraction * (due - start));
    if (wait.reminded === 0) tasks.push({ kind: 'remind', reached: 50, at: at(0.5) });
    else if (wait.reminded === 50) tasks.push({ kind: 'remind', reached: 80, at: at(0.8) });
    else tasks.push({ kind: 'lapse', at: new Date(due + 1) });
  }
  return tasks.sort((a, b) => a.at.getTime() - b.at.getTime());
}

const nextCheck = (promises: readonly StandingPromise[], wait: Wait | null, standing: Standing): Date | null =>
  clockTasks({ promises, wait, ...standing })[0]?.at ?? deadlineOf(promises, wait);
