/** How an outage stands for one place: whether it reaches it, when the next word is due, and what somebody who reports it is promised. */
import { type ClockId, clockInForce, type DatedClock } from '../../clocks/presets.ts';
import { addMinutes, dayOf } from '../../domain/calendar.ts';
import type { GivenPromise } from '../../domain/cases.ts';
import { type OutageStage, reachOf, sameBuilding } from '../../domain/outages.ts';
import type { Told } from '../../store/outage-reports.ts';
import type { PlaceSheet, StandingOutage } from '../../store/outages.ts';
import type { EventMore } from '../cases/entries.ts';
import { buildingKey } from './joining.ts';

/** An estimate that has come is followed by a word this soon, whatever it is. */
const AFTER_ESTIMATE_MINUTES = 5;

/** An outage as it is told: `nextWordAt` is null once it has ended or while an estimate says when to ask again. */
export type ShownOutage = StandingOutage;

export const ORDER: readonly OutageStage[] = ['reported', 'dispatched', 'on-site', 'restored'];
export const further = (one: OutageStage, other: OutageStage): boolean => ORDER.indexOf(one) > ORDER.indexOf(other);

export const toldOf = (outage: StandingOutage | null): Told => ({
  stage: outage?.stage ?? 'reported',
  estimate: outage?.estimatedRestoration ?? null,
  endedAt: outage?.restoredAt ?? null,
});

/** A feeder's outage reaches all of it; a building's those who named that building. */
export function reachesPlace(
  outage: StandingOutage,
  { feeder, transformer, buildingKey: key }: Pick<PlaceSheet['place'], 'feeder' | 'transformer' | 'buildingKey'>,
): boolean {
  const reach = reachOf(outage);
  if (reach === 'building') return outage.address !== null && sameBuilding(buildingKey(outage.address), key);
  if (outage.feeder === null || outage.feeder !== feeder) return false;
  return reach === 'feeder' || (transformer !== null && outage.transformers.includes(transformer));
}

/** Minutes between two words while there is no estimate. */
export const wordMinutes = (now: Date, own: readonly DatedClock[]): number =>
  clockInForce('word.outage', dayOf(now), own).limit;

/** With the time of the next word: none after its end or while an estimate stands, else the first after now. */
export function shownOutage(outage: StandingOutage, now: Date, minutes: number): ShownOutage {
  const { estimatedRestoration: estimate, restoredAt } = outage;
  if (restoredAt || outage.fromAt > now || (estimate && estimate > now)) return { ...outage, nextWordAt: null };
  const from = outage.nextWordAt ?? addMinutes(estimate ?? outage.fromAt, minutes);
  const behind = now.getTime() - from.getTime();
  const steps = behind < 0 ? 0 : Math.floor(behind / (minutes * 60_000)) + 1;
  return { ...outage, nextWordAt: addMinutes(from, steps * minutes) };
}

/** The word about an estimate comes just after it; without one when the outage's own next word is due, which was told before. */
export function nextWord(
  outage: ShownOutage | null,
  now: Date,
): readonly ['next-word', ClockId] | (GivenPromise & { kind: 'next-word' }) {
  const estimate = outage?.estimatedRestoration ?? null;
  const until =
    estimate && estimate > now ? addMinutes(estimate, AFTER_ESTIMATE_MINUTES) : (outage?.nextWordAt ?? null);
  return until && until > now
    ? { kind: 'next-word', clock: 'record', start: now.toISOString(), until: until.toISOString() }
    : ['next-word', 'word.outage'];
}

/** Nothing is broken there: no crew is sent, and power comes back as planned. */
const isPlanned = ({ cause, source, stage }: Pick<ShownOutage, 'cause' | 'source' | 'stage'>): boolean =>
  cause !== 'fault' && source === 'import' && stage === 'reported';

/**
 * What a report is promised beside its number. A crew of ours comes within its time; whom the utility sent to an outage that we
 * only heard of is not ours to promise.
 */
export function promisesFor(
  outage: ShownOutage | null,
  area: 'city' | 'rural' | 'remote' | null,
  now: Date,
): Pick<EventMore, 'instead' | 'nextAction'> {
  const word = nextWord(outage, now);
  if (outage && isPlanned(outage)) return { instead: [word], nextAction: 'follow-plan' };
  if (outage && outage.source === 'import' && outage.stage === 'reported') return { instead: [word] };
  return { instead: [['arrive', `fault.arrive.${area ?? 'city'}`], word] };
}

/** The events that bring a case from its stage to the outage's, and when the last of them happened. */
export function catchingUp(
  from: OutageStage,
  outage: StandingOutage,
): { readonly events: readonly ('dispatched' | 'arrived')[]; readonly at: Date | null } {
  if (outage.stage === 'restored') return { events: [], at: null };
  const events: ('dispatched' | 'arrived')[] = [];
  if (further(outage.stage, from) && from === 'reported') events.push('dispatched');
  if (outage.stage === 'on-site' && from !== 'on-site') events.push('arrived');
  return { events, at: (events.at(-1) === 'arrived' ? outage.arrivedAt : outage.dispatchedAt) ?? null };
}
