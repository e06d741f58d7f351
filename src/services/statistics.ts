/** How the service did in a period, for those who answer for it: counted from the records, with no name and no number in it. */
import type { IsoDate } from '../domain/billing.ts';
import { addDays, dayOf, startOfDay } from '../domain/calendar.ts';
import { CASE_KINDS, type CaseKind, PROMISE_KINDS, type PromiseKind, TEAMS, type Team } from '../domain/cases.ts';
import type { MissReason, QuestionOutcome } from '../domain/knowledge.ts';
import { amountOf, type Currency, money } from '../domain/money.ts';
import type { PaymentStatus } from '../domain/payment-status.ts';
import { ok, type Result, refuse } from '../domain/result.ts';
import {
  type AroundCounts,
  type CaseCounts,
  countAround,
  countCases,
  type Minutes,
  type Period,
} from '../store/statistics.ts';
import type { Deps } from './deps.ts';

/** So many of so many; whoever shows it divides, and sees when there is nothing to divide. */
export interface Share {
  readonly part: number;
  readonly of: number;
}

/** The middle of `of` durations; null when there were none. */
export interface Median {
  readonly minutes: Minutes;
  readonly of: number;
}

export interface CaseFigures {
  readonly opened: number;
  readonly closed: number;
  readonly reopened: number;
  readonly chased: { readonly cases: number; readonly chases: number };
  readonly openNow: number;
  readonly lateNow: number;
}

export interface PromiseFigures {
  readonly kind: PromiseKind;
  readonly kept: Share;
  readonly late: number;
  readonly broken: number;
}

export interface RatingFigures {
  readonly asked: number;
  readonly given: number;
  /** The sum of `of` scores: together they are the mean. */
  readonly mean: { readonly sum: number; readonly of: number };
  readonly satisfied: Share;
}

export interface Figures {
  readonly from: IsoDate;
  readonly to: IsoDate;
  readonly at: Date;
  readonly cases: {
    readonly byKind: readonly (CaseFigures & { readonly kind: CaseKind })[];
    readonly byTeam: readonly (CaseFigures & { readonly team: Team })[];
  };
  readonly promises: readonly PromiseFigures[];
  readonly complaints: {
    readonly opened: number;
    readonly lookedAfter: Share;
    readonly calledBack: Share;
    readonly answeredInTime: Share;
  };
  readonly outages: {
    readonly reported: number;
    readonly dangers: number;
    readonly toArrival: Median;
    readonly toRestoration: Median;
  };
  readonly ratings: RatingFigures & {
    readonly byService: readonly (RatingFigures & { readonly service: string })[];
    readonly lowRecovered: Share;
    readonly reasons: AroundCounts['reasons'];
  };
  readonly handoffs: {
    readonly asked: number;
    readonly toTaken: Median;
    readonly toBack: Median;
    readonly calledBack: number;
    readonly withdrawn: number;
  };
  readonly conversations: { readonly answered: number; readonly askedForPerson: Share };
  readonly knowledge: {
    readonly asked: number;
    readonly answered: number;
    readonly askedBack: number;
    readonly missed: number;
    readonly missedFor: Readonly<Partial<Record<MissReason, number>>>;
  };
  readonly payments: {
    readonly opened: number;
    readonly paid: number;
    readonly refunded: number;
    readonly failed: number;
    readonly expired: number;
    readonly pending: number;
    readonly amounts: readonly { readonly amount: string; readonly currency: Currency }[];
  };
}

export const DEFAULT_DAYS = 30;
export const MOST_DAYS = 366;
const DAY = 86_400_000;

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0);

function caseFigures({ groups, events }: CaseCounts, is: (of: { kind: CaseKind; team: Team }) => boolean): CaseFigures {
  const found = groups.filter(is);
  const count = (name: 'opened' | 'closed' | 'open' | 'late') => sumOf(found.map((group) => group[name]));
  const happened = (event: 'chased' | 'reopened') => events.filter((one) => one.event === event && is(one));
  return {
    opened: count('opened'),
    closed: count('closed'),
    reopened: sumOf(happened('reopened').map(({ times }) => times)),
    chased: {
      cases: sumOf(happened('chased').map(({ cases }) => cases)),
      chases: sumOf(happened('chased').map(({ times }) => times)),
    },
    openNow: count('open'),
    lateNow: count('late'),
  };
}

/** Nothing happened and nothing is open: not worth a line. */
const isSomething = ({ opened, closed, reopened, chased, openNow }: CaseFigures): boolean =>
  opened + closed + reopened + chased.chases + openNow > 0;

const casesOf = (counts: CaseCounts): Figures['cases'] => ({
  byKind: CASE_KINDS.map((kind) => ({ kind, ...caseFigures(counts, (of) => of.kind === kind) })).filter(isSomething),
  byTeam: TEAMS.map((team) => ({ team, ...caseFigures(counts, (of) => of.team === team) })).filter(isSomething),
});

const keptOf = (groups: CaseCounts['promises']): Omit<PromiseFigures, 'kind'> => {
  const count = (name: 'kept' | 'late' | 'broken') => sumOf(groups.map((one) => one[name]));
  const [kept, late, broken] = [count('kept'), count('late'), count('broken')];
  return { kept: { part: kept, of: kept + late + broken }, late, broken };
};

const promisesOf = ({ promises }: CaseCounts): readonly PromiseFigures[] =>
  PROMISE_KINDS.map((kind) => ({ kind, ...keptOf(promises.filter((one) => one.kind === kind)) })).filter(
    ({ kept }) => kept.of > 0,
  );

function complaintsOf(counts: CaseCounts): Figures['complaints'] {
  const { open, lookedAfter, ended, calledBack } = counts.complaints;
  return {
    opened: caseFigures(counts, ({ kind }) => kind === 'complaint').opened,
    lookedAfter: { part: lookedAfter, of: open },
    calledBack: { part: calledBack, of: ended },
    answeredInTime: keptOf(counts.promises.filter(({ of, kind }) => of === 'complaint' && kind === 'answer')).kept,
  };
}

function ratingsOf({ ratings, reasons }: AroundCounts, { low }: CaseCounts): Figures['ratings'] {
  const figures = (services: AroundCounts['ratings']): RatingFigures => {
    const count = (name: 'asked' | 'given' | 'sum' | 'satisfied') => sumOf(services.map((one) => one[name]));
    const given = count('given');
    return {
      asked: count('asked'),
      given,
      mean: { sum: count('sum'), of: given },
      satisfied: { part: count('satisfied'), of: given },
    };
  };
  return {
    ...figures(ratings),
    byService: ratings.map((one) => ({ service: one.service, ...figures([one]) })),
    lowRecovered: { part: low.recovered, of: low.low },
    reasons,
  };
}

function knowledgeOf({ questions }: AroundCounts): Figures['knowledge'] {
  const ended = (outcome: QuestionOutcome) => questions.filter((one) => one.outcome === outcome);
  const times = (some: AroundCounts['questions']) => sumOf(some.map((one) => one.times));
  return {
    asked: times(questions),
    answered: times(ended('answered')),
    askedBack: times(ended('asked-back')),
    missed: times(ended('missed')),
    missedFor: Object.fromEntries(ended('missed').flatMap((one) => (one.reason ? [[one.reason, one.times]] : []))),
  };
}

function paymentsOf({ payments }: AroundCounts): Figures['payments'] {
  const ended = (...statuses: readonly PaymentStatus[]) => payments.filter(({ status }) => statuses.includes(status));
  const count = (...statuses: readonly PaymentStatus[]) => sumOf(ended(...statuses).map((one) => one.payments));
  const paid = Map.groupBy(ended('paid', 'refunded'), ({ currency }) => currency);
  return {
    opened: sumOf(payments.map((one) => one.payments)),
    paid: count('paid', 'refunded'),
    refunded: count('refunded'),
    failed: count('failed'),
    expired: count('expired'),
    pending: count('pending'),
    amounts: [...paid].map(([currency, some]) => ({
      amount: amountOf(
        money(
          some.reduce((sum, { minor }) => sum + BigInt(minor), 0n),
          currency,
        ),
      ),
      currency,
    })),
  };
}

/** Whole days; without a first one the days before the last, without a last one today's. */
function daysOf(from: IsoDate | undefined, to: IsoDate | undefined, today: IsoDate): Result<[IsoDate, IsoDate]> {
  const last = to ?? today;
  const first = from ?? addDays(last, 1 - DEFAULT_DAYS);
  const days = (startOfDay(last).getTime() - startOfDay(first).getTime()) / DAY + 1;
  if (days < 1) return wrong(`must not be after ${to ? '`to`' : 'today'}`);
  return days > MOST_DAYS ? wrong(`must leave ${MOST_DAYS} days at most`) : ok([first, last]);
}

const wrong = (reason: string) => refuse('invalid_input', { errors: [{ field: 'from', reason }] });

const periodOf = (from: IsoDate, to: IsoDate): Period => ({
  from: startOfDay(from),
  until: new Date(startOfDay(to).getTime() + DAY),
});

export type Statistics = ReturnType<typeof createStatistics>;

export function createStatistics({ db, clock }: Pick<Deps, 'db' | 'clock'>) {
  return {
    /** Of whole local days, both counted. Refuses `invalid_input`: none, or more than MOST_DAYS. */
    async of(asked: { readonly from?: IsoDate; readonly to?: IsoDate }): Promise<Result<Figures>> {
      const at = clock.now();
      const days = daysOf(asked.from, asked.to, dayOf(at));
      if (!days.ok) return days;
      const [from, to] = days.value;
      const period = periodOf(from, to);
      const [counts, around] = await Promise.all([countCases(db, period, at), countAround(db, period)]);
      const { outages, handoffs } = counts;
      return ok({
        from,
        to,
        at,
        cases: casesOf(counts),
        promises: promisesOf(counts),
        complaints: complaintsOf(counts),
        outages: {
          reported: outages.reported,
          dangers: outages.dangers,
          toArrival: { minutes: outages.toArrival, of: outages.arrived },
          toRestoration: { minutes: outages.toRestoration, of: outages.restored },
        },
        ratings: ratingsOf(around, counts),
        handoffs: {
          asked: handoffs.asked,
          toTaken: { minutes: handoffs.toTaken, of: handoffs.taken },
          toBack: { minutes: handoffs.toBack, of: handoffs.back },
          calledBack: handoffs.calledBack,
          withdrawn: handoffs.withdrawn,
        },
        conversations: {
          answered: around.messages.answered,
          askedForPerson: { part: handoffs.conversations, of: around.messages.conversations },
        },
        knowledge: knowledgeOf(around),
        payments: paymentsOf(around),
      });
    },
  };
}
