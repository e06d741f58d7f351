/** The demo town's clerk: works through the queues by itself, by the same calls as people at a desk, so that progress is alive. */

import { type Phrase, phrase } from '../conversation/sentences/book.ts';
import { voiceOf } from '../conversation/sentences/voice.ts';
import { addMinutes } from '../domain/calendar.ts';
import { PROCESS_OF, type Process, type Stage } from '../domain/case-processes.ts';
import { type StaffMember, TEAMS } from '../domain/cases.ts';
import { DEFAULT_LOCALE, LOCALES, type Locale } from '../domain/names.ts';
import type { Result } from '../domain/result.ts';
import type { Events } from '../events.ts';
import type { Clock } from '../outside/clock.ts';
import { type ClerkEvent, isFitting } from '../services/cases/work.ts';
import type { Planned } from '../services/deps.ts';
import type { Services } from '../services/index.ts';
import type { OutageAct } from '../services/outages/desk.ts';

type Queued = Awaited<ReturnType<Services['work']['queue']>>[number];

interface Act {
  readonly event: ClerkEvent;
  /** Minutes after the case's last move; quicker than life, slow enough to be watched. */
  readonly after: number;
  readonly says?: Phrase;
}

/** What is done next at each stage. Outages are worked on as a whole, hand-offs are left to people: see below. */
const ACTS: Readonly<Record<Exclude<Process, 'outage' | 'handoff'>, Readonly<Partial<Record<Stage, Act>>>>> = {
  rename: {
    submitted: { event: 'accepted', after: 1 },
    checking: { event: 'checked', after: 1 },
    approving: { event: 'approved', after: 1 },
  },
  transfer: {
    submitted: { event: 'accepted', after: 1 },
    checking: { event: 'checked', after: 1 },
    'awaiting-settlement': { event: 'settled', after: 1 },
    approving: { event: 'approved', after: 1 },
  },
  connection: {
    submitted: { event: 'accepted', after: 1 },
    surveying: { event: 'surveyed', after: 2, says: phrase('demo.surveyed') },
    planning: { event: 'plan-answered', after: 2, says: phrase('demo.plan') },
    installing: { event: 'energised', after: 2 },
  },
  complaint: {
    received: { event: 'contacted', after: 2, says: phrase('demo.contacted') },
    investigating: { event: 'answered', after: 3, says: phrase('demo.answered') },
    'calling-back': { event: 'called-back', after: 5 },
  },
  praise: { received: { event: 'passed-on', after: 1 } },
  request: {
    received: { event: 'started', after: 1 },
    working: { event: 'answered', after: 3, says: phrase('demo.answered') },
  },
};

/** Of an anonymous report, where they differ: there is nobody to call, so it is answered in writing. */
const UNCALLED: Readonly<Partial<Record<Stage, Act>>> = {
  received: { event: 'closed', after: 5, says: phrase('demo.answered') },
  investigating: { event: 'closed', after: 5, says: phrase('demo.answered') },
  'calling-back': { event: 'closed', after: 5, says: phrase('demo.answered') },
};

/** Of a request that somebody was promised a call about. */
const CALLED: Act = { event: 'contacted', after: 1, says: phrase('demo.contacted') };
const calledFirst = (found: Queued): boolean =>
  PROCESS_OF[found.kind] === 'request' && found.stage === 'received' && isFitting('contacted', found);

/** Everything that it ever does with a case. */
const ALL_ACTS: readonly Act[] = [...Object.values(ACTS), UNCALLED]
  .flatMap((acts) => Object.values(acts))
  .concat(CALLED);

/** What it says when it works: whatever else a clerk wrote was written by a person. */
const OWN_WORDS = LOCALES.flatMap((locale) => ALL_ACTS.flatMap(({ says }) => (says ? voiceOf(locale).say(says) : [])));

/** Somebody who tries the desk works on it: words that are not its own, or an act that it never does, or never without words. */
export function isWithPerson({ history }: Pick<Queued, 'history'>): boolean {
  return history.some(({ event, actor, data }) => {
    if (!actor.startsWith('clerk:')) return false;
    const { text } = JSON.parse(data) as { text?: string };
    if (text !== undefined) return !OWN_WORDS.includes(text);
    return !ALL_ACTS.some((act) => act.event === event && !act.says);
  });
}

/** Minutes after an outage was reported; the same for a single home. */
const CREW_SENT = 1;
const ESTIMATED = 2;
const ON_SITE = 3;
const RESTORED = 6;
/** Minutes ahead that the estimate says. */
const ESTIMATE_AHEAD = 30;
const SINGLE: readonly (readonly [stage: Stage, event: ClerkEvent, after: number])[] = [
  ['reported', 'dispatched', CREW_SENT],
  ['dispatched', 'arrived', ON_SITE],
  ['on-site', 'restored', RESTORED],
];

/** Minutes until somebody takes a conversation over, and until it is given back. */
const TAKEN = 0.3;
const GIVEN_BACK = 3;

const PER_TEAM = 20;

export interface DemoClerkDeps {
  readonly services: Services;
  readonly clock: Clock;
  readonly events: Events;
  readonly localeOf: (residentId: string) => Promise<Locale>;
  /** Has a conversation answered that was given back. */
  readonly answer: (person: { channel: string; channelUserId: string }) => Promise<unknown>;
}

export function createDemoClerk({ services, clock, events, localeOf, answer }: DemoClerkDeps) {
  /** The first of the team; where a second person is needed the next one is tried. */
  const able = (staff: readonly StaffMember[], team: StaffMember['team']) => staff.filter((one) => one.team === team);

  const carryOut = async (done: Result<Planned<unknown>>): Promise<boolean> => {
    if (!done.ok) return false;
    try {
      await services.carryOut(done.value);
    } catch (error) {
      events.upkeepFailed({ task: 'demo clerk', error });
    }
    return true;
  };

  /** A crew for each outage that residents reported; what the utility imported is the utility's own. */
  const workOnOutages = async (staffId: string): Promise<void> => {
    const now = clock.now();
    for (const { outageId, source, stage, fromAt, estimatedRestoration: estimate } of await services.outages.queue()) {
      if (source !== 'reports') continue;
      const over = (minutes: number) => now >= addMinutes(fromAt, minutes);
      const text = voiceOf(DEFAULT_LOCALE).say(phrase('demo.acted'));
      const act = (event: OutageAct, says = {}) => services.outages.act(staffId, outageId, event, { ...says, text });
      if (stage === 'reported' && over(CREW_SENT)) await carryOut(await act('dispatched'));
      else if (stage === 'dispatched' && !estimate && over(ESTIMATED))
        await carryOut(await act('estimated', { estimate: addMinutes(now, ESTIMATE_AHEAD) }));
      else if (stage === 'dispatched' && over(ON_SITE)) await carryOut(await act('arrived'));
      else if (stage === 'on-site' && over(RESTORED)) await carryOut(await act('restored'));
    }
  };

  /** The next act on a home alone, or on a place in danger; null while it is not time, or its outage is worked on. */
  const actOnSingle = (found: Queued): ClerkEvent | null => {
    const { stage, outageId, history } = found;
    const begun = history.findLast(
      ({ event }) => event === 'opened' || event === 'still-out' || event === 'reopened',
    )?.at;
    const [, event, after] = SINGLE.find(([from]) => from === stage) ?? [];
    if (!event || !begun || outageId || clock.now() < addMinutes(begun, after ?? 0)) return null;
    // Whoever is in danger is rung up first, and at the end the danger is gone where no power was.
    if (stage === 'reported' && found.summary.danger === true && isFitting('contacted', found)) return 'contacted';
    return isFitting(event, found) ? event : 'made-safe';
  };

  /** Takes who waits, says who it would be in real use, and gives the conversation back. */
  const talk = async (staff: readonly StaffMember[]): Promise<void> => {
    const [clerk] = able(staff, 'service');
    if (!clerk) return;
    const { staffId, name } = clerk;
    const now = clock.now();
    for (const { caseNumber, stage, since, opensAt, locale } of await services.handoff.queue()) {
      const { say } = voiceOf(LOCALES.find((one) => one === locale) ?? DEFAULT_LOCALE);
      const words = (phrase: Phrase) => services.attempt(() => services.handoff.say(staffId, caseNumber, say(phrase)));
      if (stage === 'waiting' && now >= (opensAt ?? addMinutes(since, TAKEN))) {
        const taken = await services.attempt(() => services.handoff.take(staffId, caseNumber));
        if (taken.ok) await words(phrase('demo.hello', { name }));
      } else if (stage === 'with-person' && now >= addMinutes(opensAt ?? since, GIVEN_BACK)) {
        if (!(await words(phrase('demo.back'))).ok) continue;
        const back = await services.attempt(() => services.handoff.handBack(staffId, caseNumber));
        if (back.ok) await answer(back.value);
      }
    }
  };

  return {
    /** One look at every queue; an act that is refused is left to people. */
    async work(): Promise<void> {
      const { staff } = await services.settings();
      const now = clock.now();
      const [dispatcher] = able(staff, 'dispatch');
      if (dispatcher) await workOnOutages(dispatcher.staffId);
      await talk(staff);
      for (const team of TEAMS) {
        for (const found of await services.work.queue(team, PER_TEAM)) {
          const process = PROCESS_OF[found.kind];
          if (process === 'handoff') continue;
          if (process === 'outage') {
            const event = actOnSingle(found);
            if (event && dispatcher)
              await carryOut(await services.work.act(dispatcher.staffId, found.caseNumber, event));
            continue;
          }
          const own = found.anonymous ? UNCALLED[found.stage] : calledFirst(found) ? CALLED : undefined;
          if (isWithPerson(found)) continue;
          const act = own ?? ACTS[process][found.stage];
          const last = found.history.findLast(({ event }) => event !== 'warned' && event !== 'chased');
          if (!act || !last || now < addMinutes(last.at, act.after)) continue;
          const locale = found.residentId ? await localeOf(found.residentId) : 'zh-CN';
          for (const clerk of able(staff, found.team)) {
            const done = await services.work.act(
              clerk.staffId,
              found.caseNumber,
              act.event,
              act.says ? { text: voiceOf(locale).say(act.says) } : {},
            );
            if (await carryOut(done)) break;
          }
        }
      }
    },
  };
}
