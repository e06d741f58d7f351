/** Plays one day of reports through joinReport, lets crews close what they repaired, and scores where each report ended up. */
import { buildingKey, type Outage, sameBuilding } from '../../src/domain/outages.ts';
import { JOINING_RULES, type JoiningRules, joinReport, type Single } from '../../src/services/outages/joining.ts';
import { at, type Day, type Fault } from './joining.town.ts';

interface Score {
  readonly reports: number;
  /** Share of reports in the incident of a fault that kept their home dark (a home's own trouble: alone). */
  readonly right: number;
  /** Share in an incident of another fault, or hung below one. */
  readonly wrong: number;
  /** Share left alone, or in a second incident of the same fault. */
  readonly apart: number;
  readonly nested: number;
  readonly nestedFound: number;
  /** Feeder faults that were never seen as one; feeder outages opened for something smaller than a branch. */
  readonly feedersMissed: number;
  readonly feedersInvented: number;
}

/** Minutes from the end of a fault to its record, by a number of its own so that the day's dice stay untouched. */
const lag = (fault: Fault, n: number): number => (fault.kind === 'home' ? 60 : n % 10 === 0 ? 35 : (n * 7) % 12);

export function play(day: Day, rules: JoiningRules = JOINING_RULES): Score {
  const outages = new Map<string, Outage>();
  const inside = new Map<string, number[]>();
  const singles: (Single & { readonly index: number })[] = [];
  const placed: (string | null)[] = day.sent.map(() => null);
  const faultOf = new Map(day.faults.map((fault) => [fault.id, fault]));
  const imported = new Map<string, string>();

  for (const fault of day.faults.filter(({ kind }) => kind === 'planned' || kind === 'rotation')) {
    imported.set(`O-${fault.id}`, fault.id);
    outages.set(`O-${fault.id}`, {
      outageId: `O-${fault.id}`,
      cause: fault.kind === 'rotation' ? 'rotation' : 'planned',
      source: 'import',
      feeder: fault.feeder,
      transformers: fault.kind === 'rotation' ? [] : [...new Set(fault.homes.map((home) => home.transformer))],
      address: null,
      fromAt: at(fault.start),
      // Work takes up to half an hour longer than the notice said, or less.
      estimatedRestoration: at(fault.end - (fault.end % 60) / 2),
      restoredAt: null,
      noFault: false,
      parentId: null,
    });
  }

  /** Whose incident it is: the fault most of its reports were made by. */
  const ownerOf = (outageId: string): string | undefined => {
    const votes = new Map<string, number>();
    for (const index of inside.get(outageId) ?? []) {
      const { fault } = day.sent[index] as Day['sent'][number];
      votes.set(fault, (votes.get(fault) ?? 0) + 1);
    }
    return imported.get(outageId) ?? [...votes].sort((a, b) => b[1] - a[1])[0]?.[0];
  };
  const rootOf = (outageId: string): string => {
    const parent = outages.get(outageId)?.parentId;
    return parent ? rootOf(parent) : outageId;
  };

  const closed = new Map<string, Date>();
  const ends = day.faults
    .map((fault, n) => ({ fault, minute: at(fault.end + lag(fault, n)) }))
    .sort((a, b) => a.minute.getTime() - b.minute.getTime());
  /**
   * A crew closes the incidents it was sent for; what a feeder's outage took as its child goes with it. Where a home's own
   * trouble had looked like more, it finds nothing wrong in the supply.
   */
  const close = (until: Date) => {
    for (let next = ends[0]; next && next.minute <= until; next = ends[0]) {
      ends.shift();
      closed.set(next.fault.id, next.minute);
      const mine = [...outages.values()].filter(
        (one) => one.restoredAt === null && ownerOf(one.outageId) === next.fault.id,
      );
      const ids = new Set(mine.map((one) => one.outageId));
      for (const one of outages.values())
        if (one.restoredAt === null && (ids.has(one.outageId) || (one.parentId !== null && ids.has(one.parentId))))
          outages.set(one.outageId, { ...one, restoredAt: next.minute, noFault: next.fault.kind === 'home' });
    }
  };

  for (const [index, { report }] of day.sent.entries()) {
    close(report.at);
    const key = report.address === null ? null : buildingKey(report.address);
    const within = (when: Date | null, minutes: number) =>
      when === null || Math.abs(report.at.getTime() - when.getTime()) <= minutes * 60_000;
    const joining = joinReport(
      report,
      {
        outages: [...outages.values()]
          .filter(
            (one) =>
              (within(one.restoredAt, rules.stillOutMinutes) && one.feeder !== null && one.feeder === report.feeder) ||
              (one.address !== null && sameBuilding(buildingKey(one.address), key)),
          )
          .map((one) => ({ ...one, reports: inside.get(one.outageId)?.length ?? 0 })),
        singles: singles.filter(
          (one) =>
            placed[one.index] === null &&
            within(one.at, rules.pairMinutes) &&
            ((one.feeder !== null && one.feeder === report.feeder) || sameBuilding(one.buildingKey, key)),
        ),
      },
      rules,
    );
    if (joining.kind === 'single') {
      singles.push({ ...report, index, caseNumber: String(index), buildingKey: key });
      continue;
    }
    const outageId = joining.kind === 'join' ? joining.outageId : `R-${index}`;
    if (joining.kind === 'open') {
      outages.set(outageId, {
        outageId,
        cause: 'fault',
        source: 'reports',
        feeder: report.feeder,
        transformers: joining.transformers,
        address: joining.reach === 'building' ? report.address : null,
        fromAt: report.at,
        estimatedRestoration: null,
        restoredAt: null,
        noFault: false,
        parentId: joining.parentId,
      });
      for (const child of joining.children)
        outages.set(child, { ...(outages.get(child) as Outage), parentId: outageId });
    }
    for (const one of [index, ...(joining.kind === 'open' ? joining.pullIn.map(Number) : [])]) {
      placed[one] = outageId;
      inside.set(outageId, [...(inside.get(outageId) ?? []), one]);
    }
  }
  close(at(100_000));

  const owners = new Map([...outages.keys()].map((outageId) => [outageId, ownerOf(outageId)]));
  /** The one tree that counts for a fault: where most of its reports are. */
  const treeOf = new Map<string, string>();
  for (const fault of day.faults) {
    const trees = new Map<string, number>();
    for (const [outageId, owner] of owners)
      if (owner === fault.id)
        trees.set(rootOf(outageId), (trees.get(rootOf(outageId)) ?? 0) + (inside.get(outageId)?.length ?? 0));
    const [best] = [...trees].sort((a, b) => b[1] - a[1]);
    if (best) treeOf.set(fault.id, best[0]);
  }

  const judge = (
    { report, fault, dark }: Day['sent'][number],
    outageId: string | null,
  ): 'right' | 'wrong' | 'apart' => {
    const own = faultOf.get(fault);
    if (outageId === null) return own?.kind === 'home' ? 'right' : 'apart';
    const owner = owners.get(outageId) ?? '';
    // Until the record says that the feeder is back, its nested fault can only look like it.
    const hidden = own?.parent && report.at < (closed.get(own.parent) as Date) ? own.parent : null;
    if (!dark.includes(owner) && owner !== hidden) return 'wrong';
    const above = owners.get(rootOf(outageId));
    const family = above === owner || above === faultOf.get(owner)?.parent || dark.includes(above ?? '');
    if (!family) return 'wrong';
    return treeOf.get(owner) === rootOf(outageId) ? 'right' : 'apart';
  };
  const verdicts = day.sent.map((sent, index) => judge(sent, placed[index] ?? null));
  const share = (verdict: string) => verdicts.filter((one) => one === verdict).length / verdicts.length;

  const goesOnAfter = (one: Outage, when: Date | undefined) =>
    when !== undefined && (one.restoredAt === null || one.restoredAt > when);
  const all = [...outages.values()];
  const nested = day.faults.filter(({ kind }) => kind === 'nested');
  const isFeeders = (one: Outage) => one.source === 'reports' && one.address === null && one.transformers.length === 0;
  return {
    reports: day.sent.length,
    right: share('right'),
    wrong: share('wrong'),
    apart: share('apart'),
    nested: nested.length,
    nestedFound: nested.filter((fault) =>
      all.some(
        (one) =>
          owners.get(one.outageId) === fault.id &&
          one.transformers.includes(fault.homes[0]?.transformer ?? '') &&
          // Below the feeder's, or known before it; in both cases on after it.
          goesOnAfter(one, closed.get(fault.parent ?? '')) &&
          (one.parentId === null || owners.get(rootOf(one.outageId)) === fault.parent),
      ),
    ).length,
    feedersMissed: day.faults.filter(
      ({ id, kind }) => kind === 'feeder' && !all.some((one) => isFeeders(one) && owners.get(one.outageId) === id),
    ).length,
    feedersInvented: all.filter(
      (one) =>
        isFeeders(one) && !['feeder', 'branch'].includes(faultOf.get(owners.get(one.outageId) ?? '')?.kind ?? ''),
    ).length,
  };
}
