/** Which fault a report belongs to: joins a known outage, opens one, or stays single. Pure; the caller loads and writes. */
import { buildingKey, type Outage, type OutageReport, reachOf, sameBuilding } from '../../domain/outages.ts';

export { buildingKey };

/** `reports`: how many reports joined it so far; 0 for an imported one that nobody reported. */
export type OutageView = Outage & { readonly reports: number };

/** A report of one home that no outage was opened for ("low voltage, single", facts/domain.md 5.3). */
export interface Single {
  readonly caseNumber: string;
  readonly at: Date;
  readonly transformer: string | null;
  readonly feeder: string | null;
  readonly accountNumber: string | null;
  readonly buildingKey: string | null;
}

export interface Around {
  readonly outages: readonly OutageView[];
  readonly singles: readonly Single[];
}

export type Joining =
  | { readonly kind: 'join'; readonly outageId: string }
  | {
      readonly kind: 'open';
      /** `building`: no transformer is known, keep the report's address. `feeder`: the whole feeder. */
      readonly reach: 'building' | 'transformer' | 'feeder';
      /** Empty unless the reach is `transformer`. */
      readonly transformers: readonly string[];
      /** The restored outage after which this place stayed dark; null for a new fault. */
      readonly parentId: string | null;
      /** Case numbers of earlier singles that belong to the new outage. */
      readonly pullIn: readonly string[];
      /** Open outages of single transformers that the new feeder outage becomes the parent of. */
      readonly children: readonly string[];
    }
  | { readonly kind: 'single' };

export interface JoiningRules {
  readonly effectiveFrom: string;
  readonly source: string;
  readonly confirmed: boolean;
  /** A planned outage or rotation may begin so much early. */
  readonly earlyMinutes: number;
  /** … and last so much longer than planned, while nobody said that it ended. */
  readonly overrunMinutes: number;
  /** A resident's "since" may be so much before an imported beginning, or after a restoration, and still mean it. */
  readonly sinceSlackMinutes: number;
  /** Two homes of one transformer make a transformer's fault within this time. */
  readonly pairMinutes: number;
  /** So many transformers of one feeder within `feederMinutes` make a feeder's fault; a home alone counts half. */
  readonly feederTransformers: number;
  /** A feeder's fault shows everywhere at once: a transformer with more reports than this has a fault of its own. */
  readonly freshReports: number;
  readonly feederMinutes: number;
  /** The same just after a restoration, when several small faults come to light at once. */
  readonly feederTransformersAfterRestoration: number;
  /** A feeder's fault known from reports alone takes reports of new transformers for so long. */
  readonly feederReachMinutes: number;
  /** A report so soon after a restoration means "still out". */
  readonly stillOutMinutes: number;
  /** The same on weak evidence: a home alone, or an outage that no more than `weakReports` had made. */
  readonly stillOutAloneMinutes: number;
  readonly weakReports: number;
}

/** Proposals (facts/domain.md 5.3 and 11 leave the numbers open); set by the simulation in test/services/joining.simulation.ts. */
export const JOINING_RULES: JoiningRules = {
  effectiveFrom: '2026-01-01',
  source: 'ours: facts/domain.md 5.3 "attach to a cluster by transformer/building"; numbers from a simulation',
  confirmed: false,
  earlyMinutes: 30,
  overrunMinutes: 120,
  sinceSlackMinutes: 90,
  pairMinutes: 60,
  feederTransformers: 3,
  freshReports: 4,
  feederMinutes: 30,
  feederTransformersAfterRestoration: 5,
  feederReachMinutes: 12 * 60,
  stillOutMinutes: 4 * 60,
  stillOutAloneMinutes: 45,
  weakReports: 2,
};

const MINUTE = 60_000;

/**
 * The rules, in the order they are tried:
 *
 * 1. An outage that is on now and reaches the report's place takes it, whatever its scope. Specific before wide
 *    (building or transformer, then feeder), then the established, then the nearest in time. Only a home that was
 *    dark well before the utility's outage began stays single.
 * 2. Reports from several transformers of one feeder close in time: the fault is upstream. A feeder's outage opens,
 *    the transformers' outages become its children, singles are pulled in.
 * 3. An outage there was restored a short while ago: still out. A nested outage opens on that transformer alone. One that
 *    ended with nothing found (`noFault`) restored nothing: a report after it is judged as if it had not been.
 * 4. A home alone stays single until a second home or building of its transformer (or of its building) reports.
 * 5. Everything else opens an outage of its transformer or, without one, of its building.
 * 6. What has neither transformer nor readable address stays single: a person has to place it.
 *
 * `around`: outages with the report's feeder or building (sameBuilding: whole key or its part up to 号) that are not
 * restored, start within `earlyMinutes`, or were restored within `stillOutMinutes`; singles of the last `pairMinutes` there
 * that have no outage yet, without those of the same resident (an account's own are left out here).
 * Danger and a tripped breaker at one home are settled before (triage) and never come here.
 */
export function joinReport(report: OutageReport, around: Around, rules: JoiningRules = JOINING_RULES): Joining {
  const place: Place = { ...report, key: report.address === null ? null : buildingKey(report.address) };
  const here = around.outages.filter((outage) => reaches(outage, place)).sort(bySpecificThenNear(place));

  const open = bestOf(
    here.filter((outage) => isOn(outage, place, rules)),
    rules,
  );
  if (open && place.scope === 'home' && darkBefore(open, place, rules)) return { kind: 'single' };
  if (open) return { kind: 'join', outageId: open.outageId };

  const restored = here.filter((outage) => stayedDark(outage, place, rules));
  // It hangs below the widest restored one: the feeder's, not the transformer's that was found on the way to it.
  const roots = restored.filter((outage) => !restored.some((other) => other.outageId === outage.parentId));
  const parent = (roots.find((outage) => reachOf(outage) === 'feeder') ?? roots[0])?.outageId ?? null;

  const upstream = feederFault(place, around, parent, rules);
  if (upstream) return upstream;

  const reach = place.transformer !== null ? 'transformer' : 'building';
  if (reach === 'building' && place.key === null) return { kind: 'single' };
  const beside = around.singles.filter(
    (single) => isBeside(single, place) && near(single.at, place.at, rules.pairMinutes),
  );
  if (parent === null && place.scope === 'home' && !beside.some((single) => isAnotherHome(single, place)))
    return { kind: 'single' };
  return {
    kind: 'open',
    reach,
    transformers: place.transformer === null ? [] : [place.transformer],
    parentId: parent,
    pullIn: beside.map((single) => single.caseNumber),
    children: [],
  };
}

type Place = OutageReport & { readonly key: string | null };

const near = (one: Date, other: Date, minutes: number): boolean =>
  Math.abs(one.getTime() - other.getTime()) <= minutes * MINUTE;

const after = (at: Date, minutes: number): number => at.getTime() + minutes * MINUTE;

/** A feeder's outage reaches all of it; a building's only those who named that building. */
function reaches(outage: OutageView, place: Place): boolean {
  const reach = reachOf(outage);
  if (reach === 'building') return outage.address !== null && sameBuilding(buildingKey(outage.address), place.key);
  if (outage.feeder === null || outage.feeder !== place.feeder) return false;
  return reach === 'feeder' || (place.transformer !== null && outage.transformers.includes(place.transformer));
}

const bySpecificThenNear = (place: Place) => (one: OutageView, other: OutageView) =>
  Number(reachOf(one) === 'feeder') - Number(reachOf(other) === 'feeder') ||
  distance(one, place) - distance(other, place);

/** What few reported long ago says less than an established outage, or than the feeder's fault that came after it. */
function bestOf(open: readonly OutageView[], rules: JoiningRules): OutageView | undefined {
  const feeders = open.find((outage) => reachOf(outage) === 'feeder');
  const since = feeders ? after(feeders.fromAt, -rules.feederMinutes) : Infinity;
  const weighty = (outage: OutageView) =>
    outage.source === 'import' || outage.reports > rules.freshReports || outage.fromAt.getTime() >= since;
  const best = open.find((one) => weighty(one) || one === feeders || one.parentId === feeders?.outageId);
  return best ?? open[0];
}

const distance = (outage: OutageView, place: Place): number =>
  Math.abs(outage.fromAt.getTime() - (place.since ?? place.at).getTime());

/** When it ended: as told, or for a plan that nobody closed its end with the overrun; null while it goes on. */
function endOf(outage: OutageView, rules: JoiningRules): number | null {
  if (outage.restoredAt !== null) return outage.restoredAt.getTime();
  if (outage.cause === 'fault' || outage.estimatedRestoration === null) return null;
  return after(outage.estimatedRestoration, rules.overrunMinutes);
}

function isOn(outage: OutageView, place: Place, rules: JoiningRules): boolean {
  const end = endOf(outage, rules);
  const at = place.at.getTime();
  if (end !== null && at >= end) return false;
  if (outage.source === 'reports')
    return reachOf(outage) !== 'feeder' || at <= after(outage.fromAt, rules.feederReachMinutes);
  const early = outage.cause === 'fault' ? 0 : rules.earlyMinutes;
  return at >= after(outage.fromAt, -early);
}

/** An outage found from reports begins when somebody first wrote: "since" proves nothing against that. */
const darkBefore = (outage: OutageView, place: Place, rules: JoiningRules): boolean =>
  outage.source === 'import' &&
  place.since !== null &&
  place.since.getTime() < after(outage.fromAt, -rules.sinceSlackMinutes);

function stayedDark(outage: OutageView, place: Place, rules: JoiningRules): boolean {
  // Nothing was wrong there and nothing came back: who is dark now is dark for another reason.
  if (outage.noFault) return false;
  const end = endOf(outage, rules);
  const weak = place.scope === 'home' || (outage.source === 'reports' && outage.reports <= rules.weakReports);
  const minutes = weak ? rules.stillOutAloneMinutes : rules.stillOutMinutes;
  if (end === null || place.at.getTime() < end || place.at.getTime() > after(new Date(end), minutes)) return false;
  return place.since === null || place.since.getTime() <= after(new Date(end), rules.sinceSlackMinutes);
}

/** Only outages found from reports point upstream: what the utility told us has its known extent. */
function feederFault(place: Place, around: Around, parentId: string | null, rules: JoiningRules): Joining | null {
  if (place.feeder === null || place.transformer === null) return null;
  // What another feeder's outage left dark was explained by that one.
  const explained = new Set(
    around.outages.filter((one) => reachOf(one) === 'feeder' && one.outageId !== parentId).map((one) => one.outageId),
  );
  const dark = around.outages.filter(
    (outage) =>
      outage.source === 'reports' &&
      outage.feeder === place.feeder &&
      reachOf(outage) !== 'feeder' &&
      endOf(outage, rules) === null &&
      !explained.has(outage.parentId ?? '') &&
      near(outage.fromAt, place.at, rules.feederMinutes),
  );
  const singles = around.singles.filter(
    (single) => single.feeder === place.feeder && near(single.at, place.at, rules.feederMinutes),
  );
  const fresh = dark.filter((outage) => outage.reports <= rules.freshReports);
  const whole = new Set(fresh.flatMap((outage) => outage.transformers));
  if (place.scope !== 'home') whole.add(place.transformer);
  const half = new Set([...singles.map((single) => single.transformer), place.transformer]);
  const halves = [...half].filter((transformer) => transformer !== null && !whole.has(transformer)).length;
  const needed = parentId === null ? rules.feederTransformers : rules.feederTransformersAfterRestoration;
  if (whole.size + halves / 2 < needed) return null;
  return {
    kind: 'open',
    reach: 'feeder',
    transformers: [],
    parentId,
    pullIn: singles.map((single) => single.caseNumber),
    children: dark.map((outage) => outage.outageId),
  };
}

const isBeside = (single: Single, place: Place): boolean =>
  place.transformer !== null && single.transformer !== null
    ? single.transformer === place.transformer
    : sameBuilding(single.buildingKey, place.key);

/** Who wrote without an account may be anybody but the resident, whose own singles the caller left out. */
const isAnotherHome = (single: Single, place: Place): boolean =>
  single.accountNumber === null || single.accountNumber !== place.accountNumber;
