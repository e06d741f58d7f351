/** Outages: what is known of a place, reports that join, open or stay single, the desk's acts, and words that follow by themselves. */
import { clockInForce, type DatedClock } from '../clocks/presets.ts';
import { dayOf } from '../domain/calendar.ts';
import type { Money } from '../domain/money.ts';
import { money } from '../domain/money.ts';
import { ok, type Result, refuse } from '../domain/result.ts';
import { boundAccount, type Viewer } from '../domain/viewer.ts';
import { type OwnReport, outageById, type StandingOutage } from '../store/outages.ts';
import type { Cases } from './cases.ts';
import type { Deps } from './deps.ts';
import { createDanger } from './outages/danger.ts';
import { createOutageDesk } from './outages/desk.ts';
import { createGathering } from './outages/gathering.ts';
import { knownOutage, type OutagePlace, sheetFor } from './outages/place.ts';
import { createReporting } from './outages/reporting.ts';
import { reachesPlace, shownOutage, wordMinutes } from './outages/standing.ts';
import { createOutageTelling } from './outages/telling.ts';

/** What can be told of a place before anybody is asked anything. */
export type { StandingOutage };

export interface PlaceNow {
  /** The outage that a report would join; on now. */
  readonly known: StandingOutage | null;
  /** Everything on now there, then what is planned within a week, by its beginning. */
  readonly on: readonly StandingOutage[];
  readonly ahead: readonly StandingOutage[];
  /** The resident's own open case about it. */
  readonly own: OwnReport | null;
  /** Whether any account is there: of another place nothing is known. */
  readonly located: boolean;
  /** The account's own reason to be dark: cut off, or prepaid and below zero by this much. */
  readonly account: { readonly why: 'cut' } | { readonly why: 'prepaid'; readonly balance: Money } | null;
  /** Within so many minutes of a report a crew is there. */
  readonly arriveMinutes: number;
  /** The account's phone on file. */
  readonly phone: string | null;
}

export type Outages = ReturnType<typeof createOutages>;

export function createOutages(
  deps: Pick<Deps, 'db' | 'unit' | 'clock' | 'chance' | 'tokens' | 'settings' | 'events' | 'faultPoint' | 'utility'>,
  cases: Cases,
) {
  const gathering = createGathering(deps, cases);
  const reporting = createReporting(deps, cases, gathering);
  const words = async (): Promise<number> =>
    wordMinutes(deps.clock.now(), (await deps.settings()).clocks as readonly DatedClock[]);

  return {
    report: reporting.plan,
    answer: reporting.answer,
    danger: createDanger(deps, cases),
    ...createOutageDesk(deps),
    /** Upkeep. */
    ...createOutageTelling(deps, cases, gathering),

    /** What is known there now. Refuses `not_found`: an account that is not bound. */
    async look(viewer: Viewer, place: OutagePlace): Promise<Result<PlaceNow>> {
      if (place.accountNumber && !boundAccount(viewer, place.accountNumber)) return refuse('not_found');
      const [sheet, minutes] = await Promise.all([sheetFor(deps, viewer.residentId, place), words()]);
      if (!sheet) return refuse('not_found');
      const now = deps.clock.now();
      const shown = (outage: StandingOutage) => shownOutage(outage, now, minutes);
      const here = sheet.outages.filter((outage) => outage.restoredAt === null && reachesPlace(outage, sheet.place));
      const known = knownOutage(sheet, now);
      const { status, prepaid, balanceMinor, currency, area, phone } = sheet.place;
      const own = (await deps.settings()).clocks as readonly DatedClock[];
      const overdrawn = prepaid && balanceMinor < 0 && currency;
      return ok({
        known: known && shown(known),
        on: here.filter(({ fromAt }) => fromAt <= now).map(shown),
        ahead: here.filter(({ fromAt }) => fromAt > now).map(shown),
        own: sheet.own,
        located: sheet.place.located,
        account:
          status === 'cut'
            ? { why: 'cut' }
            : overdrawn
              ? { why: 'prepaid', balance: money(-balanceMinor, currency) }
              : null,
        arriveMinutes: clockInForce(`fault.arrive.${area ?? 'city'}`, dayOf(now), own).limit,
        phone,
      });
    },

    /** One outage as it stands; null: there is none. */
    async find(outageId: string): Promise<StandingOutage | null> {
      const now = deps.clock.now();
      const [found, minutes] = await Promise.all([outageById(deps.db, outageId, now), words()]);
      return found && shownOutage(found, now, minutes);
    },
  };
}
