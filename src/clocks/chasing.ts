/** Chasing (催办): when a resident may chase a case again, and how high the chase goes (facts/domain.md 6.3, a proposal). */
import type { IsoDate } from '../domain/billing.ts';
import { addDays, addMinutes, dayOf, startOfDay } from '../domain/calendar.ts';
import { breached } from './due.ts';
import { editionOn } from './editions.ts';

export type ChaseClass = 'fault' | 'complaint' | 'application' | 'request';

export interface ChaseRule {
  readonly class: ChaseClass;
  readonly effectiveFrom: IsoDate;
  readonly confirmed: boolean;
  readonly source: string;
  /** The first chase: minutes after opening or `half` of the clock; in any case once the clock has passed. */
  readonly earliest: number | 'half';
  /** Minutes between two chases. */
  readonly gap: number;
  /** Chases on one local day; null: as many as the gap allows. */
  readonly perDay: number | null;
  /** Chases before the clock has passed; afterwards there is no maximum. */
  readonly max: number | null;
  /** Each so-many-th chase opens a task for the supervisor. */
  readonly supervisorEvery: number;
}

const dated = {
  effectiveFrom: '2023-12-08',
  confirmed: false,
  source: 'proposal, facts/domain.md 6.3; S49',
  supervisorEvery: 3,
} as const;

export const CHASE_RULES: readonly ChaseRule[] = [
  { ...dated, class: 'fault', earliest: 15, gap: 15, perDay: null, max: null },
  { ...dated, class: 'complaint', earliest: 1_440, gap: 1_440, perDay: 1, max: null },
  { ...dated, class: 'application', earliest: 'half', gap: 1_440, perDay: null, max: 3 },
  { ...dated, class: 'request', earliest: 'half', gap: 1_440, perDay: null, max: 3 },
];

/** The rule that counts for a case opened on `day`; the utility's own entries win over ours of the same day. */
export function chaseRuleInForce(chaseClass: ChaseClass, day: IsoDate, own: readonly ChaseRule[] = []): ChaseRule {
  return editionOn(
    [...CHASE_RULES, ...own].filter((rule) => rule.class === chaseClass),
    day,
  );
}

export interface ChaseInput {
  readonly class: ChaseClass;
  readonly openedAt: Date;
  /** Start and due time of the clock the chase is about; `due` null: none is running. */
  readonly start: Date;
  readonly due: Date | null;
  /** The case waits for the resident; a pause for the weather is none here. */
  readonly paused: boolean;
  /** Earlier chases of the case, in any order. */
  readonly chases: readonly Date[];
  readonly now: Date;
  /** `momentOf` 0.5 and 0.8 of that clock; without them the way from start to due is divided evenly. */
  readonly moments?: { readonly half: Date | null; readonly late: Date | null };
  readonly own?: readonly ChaseRule[];
}

export type ChaseVerdict =
  | {
      readonly allowed: true;
      /** 1: the handler, 2: the supervisor from 80 % of the clock, 3: the service manager and a call after a breach. */
      readonly level: 1 | 2 | 3;
    }
  | {
      readonly allowed: false;
      readonly why: 'too-early' | 'too-soon' | 'enough-today' | 'enough' | 'waiting-for-resident';
      /** A chase then is allowed unless something changes; null while nobody can know. */
      readonly nextAt: Date | null;
    };

export function judgeChase(input: ChaseInput): ChaseVerdict {
  if (input.paused) return { allowed: false, why: 'waiting-for-resident', nextAt: null };
  const rule = chaseRuleInForce(input.class, dayOf(input.openedAt), input.own);
  const why = refusalOf(input, rule);
  return why ? { allowed: false, why, nextAt: nextChase(input, rule) } : { allowed: true, level: levelOf(input) };
}

function refusalOf(input: ChaseInput, rule: ChaseRule): 'too-early' | 'too-soon' | 'enough-today' | 'enough' | null {
  const { chases, due, now } = input;
  if (now < earliestOf(input, rule)) return 'too-early';
  if (usedUp(chases, rule) && !(due && now >= due)) return 'enough';
  if (dayFull(now, chases, rule)) return 'enough-today';
  const last = latest(chases);
  return last && now < addMinutes(last, rule.gap) ? 'too-soon' : null;
}

function nextChase(input: ChaseInput, rule: ChaseRule): Date | null {
  const { chases, due, now } = input;
  const last = latest(chases);
  if (usedUp(chases, rule) && !due) return null;
  const at = latest([
    now,
    earliestOf(input, rule),
    ...(last ? [addMinutes(last, rule.gap)] : []),
    ...(due && usedUp(chases, rule) ? [due] : []),
  ]);
  return at && dayFull(at, chases, rule) ? startOfDay(addDays(dayOf(at), 1)) : at;
}

const usedUp = (chases: readonly Date[], { max }: ChaseRule): boolean => max !== null && chases.length >= max;

const dayFull = (at: Date, chases: readonly Date[], { perDay }: ChaseRule): boolean =>
  perDay !== null && chases.filter((chase) => dayOf(chase) === dayOf(at)).length >= perDay;

const latest = (times: readonly Date[]): Date | null => times.reduce<Date | null>((a, b) => (a && a > b ? a : b), null);

function earliestOf(input: ChaseInput, rule: ChaseRule): Date {
  const { openedAt, due } = input;
  const first = rule.earliest === 'half' ? fractionAt(input, 0.5) : addMinutes(openedAt, rule.earliest);
  if (first === null) return openedAt;
  return due && due < first ? due : first;
}

function levelOf(input: ChaseInput): 1 | 2 | 3 {
  if (breached(input.due, input.now)) return 3;
  const late = fractionAt(input, 0.8);
  return late && input.now >= late ? 2 : 1;
}

function fractionAt({ start, due, moments }: ChaseInput, fraction: 0.5 | 0.8): Date | null {
  if (moments) return fraction === 0.5 ? moments.half : moments.late;
  if (!due) return null;
  return new Date(start.getTime() + Math.round((due.getTime() - start.getTime()) * fraction));
}
