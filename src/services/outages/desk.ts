/** What the people behind the desk do with an outage as a whole; its cases follow by upkeep. */
import type { DatedClock } from '../../clocks/presets.ts';
import { addMinutes } from '../../domain/calendar.ts';
import { ok, type Result, refuse } from '../../domain/result.ts';
import {
  changeOutage,
  endChildren,
  entriesOfOutages,
  type OutageChange,
  openOutages,
  outageById,
  type StandingOutage,
} from '../../store/outages.ts';
import type { Deps, Planned } from '../deps.ts';
import { shownOutage, wordMinutes } from './standing.ts';

export const OUTAGE_ACTS = ['dispatched', 'arrived', 'estimated', 'restored', 'no-fault', 'reopened'] as const;
export type OutageAct = (typeof OUTAGE_ACTS)[number];

export interface OutageSays {
  /** `estimated`: when power is expected back. */
  readonly estimate?: Date;
  /** For colleagues; kept in the outage's history. */
  readonly text?: string;
}

/** What can be done with it now. */
export function outageActs({
  stage,
  restoredAt,
  noFault,
  cause,
}: Pick<StandingOutage, 'stage' | 'restoredAt' | 'noFault' | 'cause'>): readonly OutageAct[] {
  // Who was told that nothing was found reports anew if it is dark after all: their cases are closed.
  if (restoredAt) return noFault ? [] : ['reopened'];
  return [
    ...(stage === 'reported' ? (['dispatched'] as const) : []),
    ...(stage === 'on-site' ? [] : (['arrived'] as const)),
    'estimated',
    'restored',
    // Only somebody who is there can say so, and what was announced needs no finding.
    ...(stage === 'on-site' && cause === 'fault' ? (['no-fault'] as const) : []),
  ];
}

/** Minutes: an estimate beyond it is a slip of the keyboard. */
const FARTHEST = 31 * 24 * 60;

export function createOutageDesk(deps: Pick<Deps, 'db' | 'clock' | 'settings'>) {
  const minutes = async (): Promise<number> =>
    wordMinutes(deps.clock.now(), (await deps.settings()).clocks as readonly DatedClock[]);

  /** What the act changes; null: not at this stage. */
  const changeOf = async (outage: StandingOutage, act: OutageAct, says: OutageSays): Promise<OutageChange | null> => {
    const now = deps.clock.now();
    if (!outageActs(outage).includes(act)) return null;
    const { stage } = outage;
    const word = addMinutes(now, await minutes());
    const open = { nextWordAt: word, restoredAt: null };
    switch (act) {
      case 'dispatched':
        return { ...open, stage: 'dispatched', dispatchedAt: now };
      case 'arrived':
        return { ...open, stage: 'on-site', arrivedAt: now, dispatchedAt: outage.dispatchedAt ?? now };
      case 'estimated':
        return says.estimate ? { stage, nextWordAt: null, restoredAt: null, estimate: says.estimate } : null;
      case 'restored':
        return { stage: 'restored', nextWordAt: null, restoredAt: now };
      case 'no-fault':
        return { stage: 'restored', nextWordAt: null, restoredAt: now, noFault: true };
      case 'reopened':
        return { ...open, stage: 'reported' };
    }
  };

  return {
    /** Open outages that need people, most urgent first. */
    async queue(limit = 50): Promise<readonly StandingOutage[]> {
      const [open, words] = await Promise.all([openOutages(deps.db, deps.clock.now(), limit), minutes()]);
      return open.map((outage) => shownOutage(outage, deps.clock.now(), words));
    },

    /** What was done with each of them, by whom and with what words for colleagues, oldest first. */
    entries: (outageIds: readonly string[]) => entriesOfOutages(deps.db, outageIds),

    /**
     * One act on one outage. Refuses `not_found` (clerk or outage), `not_now` (not at this stage) and `invalid_input` (an estimate
     * that is missing or over).
     */
    async act(
      staffId: string,
      outageId: string,
      act: OutageAct,
      says: OutageSays = {},
    ): Promise<Result<Planned<StandingOutage>>> {
      const now = deps.clock.now();
      const [{ staff }, outage] = await Promise.all([deps.settings(), outageById(deps.db, outageId, now)]);
      const clerk = staff.find((one) => one.staffId === staffId && one.role !== 'editor');
      if (!clerk || !outage) return refuse('not_found');
      if (act === 'estimated' && !(says.estimate && says.estimate > now && says.estimate <= addMinutes(now, FARTHEST)))
        return refuse('invalid_input', {
          errors: [{ field: 'estimate', reason: 'must be a time to come, a month ahead at most' }],
        });
      const change = await changeOf(outage, act, says);
      if (!change) return refuse('not_now');
      const entry = {
        at: now,
        event: act,
        actor: `clerk:${staffId}`,
        data: {
          ...(says.estimate && { estimate: says.estimate.toISOString() }),
          ...(says.text && { text: says.text }),
        },
      };
      const { estimate, ...rest } = change;
      return ok({
        value: {
          ...outage,
          ...rest,
          estimatedRestoration: rest.restoredAt ? null : (estimate ?? outage.estimatedRestoration),
          seq: outage.seq + 1,
        },
        writes: [
          ...changeOutage(outage, change, entry),
          ...(change.restoredAt ? [endChildren(outageId, now, change.noFault === true)] : []),
        ],
      });
    },
  };
}
