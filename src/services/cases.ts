/** Cases: opened, moved and read; every one has an owner, a next action and a deadline from its first moment to its last. */
import type { DatedClock } from '../clocks/presets.ts';
import { outsideQuietHours } from '../clocks/quiet-hours.ts';
import { dayOf } from '../domain/calendar.ts';
import { type CaseEvent, isEnd, nextStage, PROCESS_OF } from '../domain/case-processes.ts';
import type { Actor, CaseKind, WorkingCalendar } from '../domain/cases.ts';
import { keptPhone } from '../domain/phone.ts';
import { ok, type Result, refuse } from '../domain/result.ts';
import { kinOf, type Viewer } from '../domain/viewer.ts';
import {
  type CaseFace,
  type CaseFrame,
  type CaseRecord,
  caseByNumber,
  caseSeenBy,
  casesSeenBy,
  type HistoryEntry,
  moveCase,
  type Onlooker,
  type OpenCase,
  openCase,
  openCaseFor,
  type SeenCase,
  type WholeCase,
} from '../store/cases.ts';
import type { Write } from '../store/commit.ts';
import { tellConversation } from '../store/conversations.ts';
import { recordService } from '../store/ratings.ts';
import { hashOf } from './cases/chain.ts';
import { type About, type EventMore, happen } from './cases/entries.ts';
import { type CaseState, type Entry, replay } from './cases/fold.ts';
import { KINDS } from './cases/standards.ts';
import type { Deps, Planned } from './deps.ts';

export interface CaseReason {
  readonly kind: CaseKind;
  /** One open case per reason: asking twice joins the first. */
  readonly reason: string;
  readonly residentId: string | null;
  readonly accountNumber?: string | null;
  /** Whose working days count; told by the account unless there is none. */
  readonly calendar?: WorkingCalendar;
  readonly area?: CaseFrame['area'];
  readonly billId?: string | null;
  readonly paymentId?: string | null;
  readonly outageId?: string | null;
  readonly relatedCase?: string | null;
  readonly conversationId?: string | null;
  /** Nothing of who `residentId` is gets into the case but a keyed hash, by which they find it again. */
  readonly anonymous?: boolean;
  /** What a clerk needs to go on without asking again; nothing that has to be encrypted. */
  readonly summary: CaseFrame['summary'];
  /** Encrypted by the caller (tokens.seal): ID numbers, telephones. */
  readonly sealed?: string | null;
  readonly actor?: Actor;
  /** Added to what opening means by the house's standard. */
  readonly more?: EventMore;
  /** What happens in the same moment, e.g. papers found missing. */
  readonly then?: readonly { readonly event: CaseEvent; readonly more?: EventMore }[];
}

/** A case as it was planned: what can be told of it before it is stored. */
export interface PlannedCase extends OpenCase {
  readonly record: WholeCase;
}

const MOST_SEEN = 100;

/** What of a case leads to a person; an anonymous one has nothing of it (migration 0008). */
const personIn = (asked: CaseReason) => ({
  residentId: asked.residentId,
  accountNumber: asked.accountNumber ?? null,
  relatedCase: asked.relatedCase ?? null,
  conversationId: asked.conversationId ?? null,
  sealed: asked.sealed ?? null,
});
const NOBODY = { residentId: null, accountNumber: null, relatedCase: null, conversationId: null, sealed: null };

/** Taiwan's account numbers have 11 digits (facts/domain.md 4.1): their days count by Taiwan's calendar. */
export const calendarOf = (accountNumber: string | null | undefined): WorkingCalendar =>
  accountNumber?.length === 11 ? 'taiwan' : 'mainland';

/** What the hashes of contact telephones are made for. */
export const CONTACT = 'contact-phone';

/** What a resident hears of by itself: moves that others made, and words that were promised. */
const TOLD: readonly CaseEvent[] = ['breached', 'word-given', 'estimate-changed', 'reminded', 'call-missed'];

/** What ends an outage for its reporter: power is back, or nothing was wrong in the supply. */
const OUTAGE_ENDS: readonly CaseEvent[] = ['restored', 'answered'];

/**
 * `urgent`: at night too; `always`: to those as well who want no progress told (danger, an outage's end, a person's turn); `grave`:
 * before everything else, and rather twice than not at all.
 */
const urgencyOf = ({ kind, summary }: Pick<CaseFrame, 'kind' | 'summary'>, event: CaseEvent) => {
  const always = kind === 'handoff' || summary.danger === true || (kind === 'outage' && OUTAGE_ENDS.includes(event));
  const byMachine = kind === 'outage' && Array.isArray(summary.needs) && summary.needs.includes('life-support');
  return { urgent: always || kind === 'outage', always, grave: summary.danger === true || byMachine };
};

export type Cases = ReturnType<typeof createCases>;

export function createCases(deps: Pick<Deps, 'db' | 'clock' | 'chance' | 'events' | 'settings' | 'tokens'>) {
  /** By these a case is found by who says its telephone; null: none lies sealed with it. */
  const phonesIn = async (sealed: string | null): Promise<readonly string[] | null> => {
    if (sealed === null) return null;
    const { contactPhone } = JSON.parse(await deps.tokens.unseal(sealed)) as { contactPhone?: string | null };
    if (!contactPhone) return null;
    // A danger may have several.
    return Promise.all(contactPhone.split(', ').map((one) => deps.tokens.hash(CONTACT, keptPhone(one))));
  };
  const reporterOf = (residentId: string): Promise<string> => deps.tokens.hash('reporter', residentId);
  const onlooker = async (viewer: Viewer): Promise<Onlooker> => ({
    residents: kinOf(viewer),
    reporters: (await Promise.all(kinOf(viewer).map((id) => deps.tokens.hashes('reporter', id)))).flat(),
    accounts: viewer.accounts.map(({ accountNumber }) => accountNumber),
  });

  const aboutOf = async (frame: Pick<CaseFrame, 'kind' | 'calendar' | 'area' | 'anonymous'>): Promise<About> => {
    const { clocks, workingDays } = await deps.settings();
    return {
      kind: frame.kind,
      calendar: frame.calendar,
      area: frame.area,
      anonymous: frame.anonymous,
      // An edition of a clock that nobody asks for is never looked at.
      ownClocks: clocks as readonly DatedClock[],
      ownDays: workingDays,
    };
  };

  /** A case that is ready to be committed; used where the reason cannot be open yet or does not matter if it is. */
  const plan = async (asked: CaseReason, said = false): Promise<Planned<PlannedCase>> => {
    const now = deps.clock.now();
    const known: Omit<CaseFrame, 'ownDays'> = {
      // Short enough to say on the telephone: day and seven digits.
      caseNumber: `W${dayOf(now).replaceAll('-', '').slice(2)}${deps.chance.digits(7)}`,
      kind: asked.kind,
      reason: asked.reason,
      calendar: asked.calendar ?? calendarOf(asked.accountNumber),
      area: asked.area ?? null,
      ...(asked.anonymous ? NOBODY : personIn(asked)),
      billId: asked.billId ?? null,
      paymentId: asked.paymentId ?? null,
      outageId: asked.outageId ?? null,
      anonymous: asked.anonymous ?? false,
      summary: asked.summary,
      openedAt: now,
    };
    const reporter = asked.anonymous && asked.residentId ? await reporterOf(asked.residentId) : null;
    const about = await aboutOf(known);
    const actor = asked.actor ?? (asked.residentId ? 'resident' : 'service');
    let { state, entry } = happen(about, null, 'opened', actor, now, asked.more);
    const entries: Entry[] = [entry];
    for (const next of asked.then ?? []) {
      ({ state, entry } = happen(about, state, next.event, 'service', now, next.more));
      entries.push(entry);
    }
    const frame: CaseFrame = { ...known, ownDays: state.ownDays };
    const linked = await link(frame.caseNumber, '', entries, deps.chance);
    const face = faceOf(state, linked.at(-1)?.hash ?? '');
    deps.events.caseOpened({ kind: asked.kind, reason: asked.reason });
    return {
      value: {
        caseNumber: frame.caseNumber,
        deadline: face.deadline ?? now,
        record: { ...frame, ...face, history: linked, score: null },
      },
      writes: [openCase(frame, face, linked, said, reporter, await phonesIn(frame.sealed))],
    };
  };

  /**
   * Moves a case. Refuses `not_now` when the event cannot happen at its stage. The resident is told in the same commit unless
   * it was their own doing; a service that ended well can be rated.
   */
  const move = async (
    found: WholeCase,
    event: CaseEvent,
    actor: Actor,
    more: EventMore & {
      readonly change?: Omit<NonNullable<Parameters<typeof moveCase>[3]>, 'phones'>;
      readonly tell?: boolean;
      /** What the house does in the same moment. */
      readonly then?: CaseReason['then'];
      /** When it happened, if that was before it is written down; never before the case's last entry. */
      readonly at?: Date;
    } = {},
  ): Promise<Result<Planned<WholeCase>>> => {
    const { change, tell, then, at, ...data } = more;
    if (!nextStage(PROCESS_OF[found.kind], found.stage, event)) return refuse('not_now');
    const now = deps.clock.now();
    const last = found.history.at(-1)?.at ?? found.openedAt;
    const happened = at && at < now ? new Date(Math.max(at.getTime(), last.getTime())) : now;
    const about = await aboutOf(found);
    let { state, entry } = happen(about, stateOf(found), event, actor, happened, data);
    const entries: Entry[] = [entry];
    for (const next of then ?? []) {
      ({ state, entry } = happen(about, state, next.event, 'service', happened, next.more));
      entries.push(entry);
    }
    const linked = await link(found.caseNumber, found.hash, entries, deps.chance);
    const face = faceOf(state, linked.at(-1)?.hash ?? '');
    const { residentId } = found;
    const speaks = tell ?? (actor !== 'resident' && (state.stage !== found.stage || TOLD.includes(event)));
    const phones = change?.sealed === undefined ? undefined : await phonesIn(change.sealed);
    const writes: Write[] = [
      moveCase(found.caseNumber, face, linked, { ...change, ...(phones !== undefined && { phones }) }),
    ];
    if (residentId && state.stage === 'done' && found.kind !== 'recovery') {
      writes.push(
        recordService({
          serviceId: `case:${found.caseNumber}`,
          residentId,
          service: KINDS[found.kind].service,
          subject: found.caseNumber,
          finishedAt: now,
          askedAt: null,
        }),
      );
    }
    if (residentId && speaks) {
      const { urgent, always, grave } = urgencyOf(found, event);
      const told = {
        name: 'case.moved',
        caseNumber: found.caseNumber,
        seq: state.seq,
        ...(!always && { topic: 'case-progress' }),
        ...(grave && { urgent: true }),
      };
      const from = urgent ? now : outsideQuietHours(now, (await deps.settings()).quietHours);
      writes.push(tellConversation(residentId, `case:${found.caseNumber}:${state.seq}`, told, now, from));
    }
    deps.events.caseMoved({ kind: found.kind, event, stage: state.stage });
    return ok({
      value: {
        ...found,
        ...face,
        ...(change?.outageId !== undefined && { outageId: change.outageId }),
        ...(change?.summary && { summary: change.summary }),
        history: [...found.history, ...linked],
      },
      writes,
    });
  };

  return {
    plan,
    move,

    /** The open case of this reason, or a new one. */
    async open(asked: CaseReason): Promise<Planned<OpenCase & { readonly alreadyOpen: boolean }>> {
      const existing = await openCaseFor(deps.db, asked.reason);
      if (existing) return { value: { ...existing, alreadyOpen: true }, writes: [] };
      const planned = await plan(asked, true);
      const { caseNumber, deadline } = planned.value;
      return { value: { caseNumber, deadline, alreadyOpen: false }, writes: planned.writes };
    },

    /** A case for those who work on it. */
    byNumber: (caseNumber: string): Promise<WholeCase | null> => caseByNumber(deps.db, caseNumber),

    /** A case of the resident's own, or one that others opened on a bound account: of that kind, stage and dates only. */
    async find(viewer: Viewer, caseNumber: string): Promise<Result<SeenCase>> {
      const seen = await caseSeenBy(deps.db, await onlooker(viewer), caseNumber.toUpperCase());
      return seen ? ok(seen) : refuse('not_found');
    },

    /** The same of all that there are, newest first; open ones before closed ones where there are more than fit. */
    seen: async (viewer: Viewer): Promise<readonly SeenCase[]> =>
      casesSeenBy(deps.db, await onlooker(viewer), MOST_SEEN),

    /** The resident's own cases, newest first. */
    own: async (viewer: Viewer): Promise<readonly WholeCase[]> =>
      (await casesSeenBy(deps.db, await onlooker({ ...viewer, accounts: [] }), MOST_SEEN)).map(({ found }) => found),
  };
}

/** The state that a stored case is in, from its own history: the row is only its picture. */
export function stateOf(found: WholeCase): CaseState {
  const state = replay(entriesOf(found.history));
  if (!state) throw new Error(`case ${found.caseNumber} has no history`);
  return state;
}

export const entriesOf = (history: readonly HistoryEntry[]): Entry[] =>
  history.map(({ seq, at, event, actor, data }) => ({
    seq,
    at,
    event,
    actor,
    data: JSON.parse(data) as Entry['data'],
  }));

export const isOpen = (found: Pick<CaseRecord, 'stage'>): boolean => !isEnd(found.stage);

async function link(
  caseNumber: string,
  before: string,
  entries: readonly Entry[],
  chance: Deps['chance'],
): Promise<HistoryEntry[]> {
  const linked: HistoryEntry[] = [];
  let hash = before;
  for (const { seq, at, event, actor, data } of entries) {
    const salted = hasWords(data) ? { ...data, salt: chance.id() } : data;
    const one = { caseNumber, seq, at, event, actor, data: JSON.stringify(salted) };
    hash = await hashOf(hash, one);
    linked.push({ ...one, hash });
  }
  return linked;
}

/** Words of a person, which may have to go one day. */
const hasWords = ({ text, more }: Entry['data']): boolean =>
  text !== undefined || more?.words !== undefined || more?.note !== undefined;

const faceOf = (state: CaseState, hash: string): CaseFace => ({
  stage: state.stage,
  priority: state.priority,
  team: state.team,
  owner: state.owner,
  nextAction: state.nextAction,
  deadline: state.deadline,
  nextCheckAt: state.nextCheckAt,
  promises: state.promises,
  wait: state.wait,
  pauses: state.pauses,
  missing: state.missing,
  seq: state.seq,
  hash,
  closedAt: state.closedAt,
});
