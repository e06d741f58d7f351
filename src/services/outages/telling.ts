/** Upkeep of outages: what an outage is now is compared with what each of its cases was told, and the difference is told once. */
import type { Result } from '../../domain/result.ts';
import { casesByNumbers, type WholeCase } from '../../store/cases.ts';
import { lostRace, type Write } from '../../store/commit.ts';
import {
  adoptByImports,
  casesToTell,
  endWithParents,
  loneReports,
  moveReport,
  type ReportStanding,
  rememberPlans,
  reportsOf,
} from '../../store/outage-reports.ts';
import type { StandingOutage } from '../../store/outages.ts';
import { type Cases, isOpen } from '../cases.ts';
import type { Deps, Planned } from '../deps.ts';
import type { Gathering } from './gathering.ts';
import { JOINING_RULES, joinReport } from './joining.ts';
import { reportAt, sheetFor } from './place.ts';
import { catchingUp, nextWord, promisesFor, toldOf } from './standing.ts';

/** Cases told in one commit; who lost a race is told alone. */
const BATCH = 20;
/** Singles looked at again in one run. */
const LONE = 20;
/** An imported fault that began within this of one found from reports is the same. */
const SAME_FAULT_MINUTES = 180;

export function createOutageTelling(
  deps: Pick<Deps, 'db' | 'unit' | 'clock' | 'events' | 'faultPoint'>,
  cases: Cases,
  gathering: Gathering,
) {
  const attempt = async (task: string, writes: readonly Write[]): Promise<'done' | 'raced' | 'failed'> => {
    try {
      deps.faultPoint('outages.telling');
      await deps.unit.commit(writes);
      return 'done';
    } catch (error) {
      if (lostRace(error)) return 'raced';
      deps.events.upkeepFailed({ task, error });
      return 'failed';
    }
  };

  /** What the case has to hear; only `moveReport` when there is nothing that could be said to it. */
  const difference = async (found: WholeCase, report: ReportStanding): Promise<readonly Write[]> => {
    const { outage } = report;
    if (!outage) return [];
    const moved = await (isOpen(found) ? next(found, report, outage) : null);
    return [...(moved?.ok ? moved.value.writes : []), moveReport(found.caseNumber, toldOf(outage))];
  };

  const next = async (
    found: WholeCase,
    { told }: ReportStanding,
    outage: StandingOutage,
  ): Promise<Result<Planned<WholeCase>> | null> => {
    const now = deps.clock.now();
    const { restoredAt, estimatedRestoration: estimate } = outage;
    const more = { outageId: outage.outageId };
    if (restoredAt) {
      // Called off before it began, or over already: the earlier word stands.
      if (told.endedAt || found.stage === 'restored') return null;
      // Nothing was wrong, so nothing is back and nobody is asked: who is dark after all reports anew.
      if (outage.noFault)
        return cases.move(found, 'answered', 'service', { at: restoredAt, more: { ...more, noFault: true } });
      return cases.move(found, 'restored', 'service', { at: restoredAt, more });
    }
    if (found.stage === 'restored') {
      // Said to be back too early. Who was restored alone, by an act on their case, is left alone.
      if (!told.endedAt) return null;
      return cases.move(found, 'still-out', 'service', { ...promisesFor(outage, found.area, now), more });
    }
    const stage = found.stage === 'dispatched' || found.stage === 'on-site' ? found.stage : 'reported';
    const { events, at } = catchingUp(stage, outage);
    const estimated = told.estimate?.getTime() !== estimate?.getTime();
    const word = nextWord(outage, now);
    const changed = {
      drops: ['next-word' as const],
      also: 'kind' in word ? [] : [word],
      ...('kind' in word && { promises: [word] }),
      more: { ...more, estimate: estimate?.toISOString() ?? null },
    };
    const [first, ...others] = events;
    const then = [
      ...others.map((event) => ({ event })),
      ...(first && estimated ? [{ event: 'estimate-changed' as const, more: changed }] : []),
    ];
    if (first) return cases.move(found, first, 'service', { ...(at && { at }), more, then });
    return estimated ? cases.move(found, 'estimate-changed', 'service', changed) : null;
  };

  /** Cases before what they were told: whoever tells one in between makes our write fail, not tell twice. */
  const differences = async (caseNumbers: readonly string[]): Promise<readonly (readonly Write[])[]> => {
    const found = await casesByNumbers(deps.db, caseNumbers);
    const reports = await reportsOf(deps.db, caseNumbers, deps.clock.now());
    return Promise.all(
      found.map((one) => {
        const report = reports.find(({ caseNumber }) => caseNumber === one.caseNumber);
        return report && isNews(report) ? difference(one, report) : [];
      }),
    );
  };

  const tell = async (caseNumbers: readonly string[]): Promise<readonly string[]> => {
    const writes = (await differences(caseNumbers)).flat();
    const outcome = await attempt('outage words', writes);
    if (outcome === 'done') return [];
    if (caseNumbers.length === 1) return outcome === 'failed' ? caseNumbers : [];
    const failed: string[] = [];
    for (const one of caseNumbers) failed.push(...(await tell([one])));
    return failed;
  };

  /** Two homes that reported in the same moment saw nothing of each other: one of them looks again. */
  const gatherLone = async (caseNumber: string): Promise<void> => {
    const [[found], [report]] = await Promise.all([
      casesByNumbers(deps.db, [caseNumber]),
      reportsOf(deps.db, [caseNumber], deps.clock.now()),
    ]);
    if (!found || !report || report.outageId) return;
    const sheet = await sheetFor(deps, report.residentId, report);
    if (!sheet) return;
    const joining = joinReport(reportAt(sheet, report), { outages: sheet.outages, singles: sheet.singles });
    const { outage, writes } = await gathering.settle(joining, sheet, found.priority === 1 ? 1 : 2);
    if (!outage) return;
    const moved = await cases.move(found, 'joined', 'service', {
      change: { outageId: outage.outageId },
      priority: found.priority === 1 ? 1 : 2,
      more: { outageId: outage.outageId },
      tell: true,
    });
    if (!moved.ok) return;
    // Told as of its opening: what the outage is beyond that follows by the ordinary way.
    const told = { stage: 'reported', estimate: null, endedAt: null } as const;
    await attempt('outage reports that belong together', [
      ...writes(caseNumber),
      ...moved.value.writes,
      moveReport(caseNumber, told, outage.outageId),
    ]);
  };

  return {
    /** Keeps `limit` cases a run up to date with their outages; the next tick goes on. Returns how many were told. */
    async run(limit: number): Promise<number> {
      const now = deps.clock.now();
      for (const write of [rememberPlans(now), adoptByImports(now, SAME_FAULT_MINUTES), endWithParents(now)])
        await attempt('outages', [write]);
      for (const lone of await loneReports(deps.db, now, JOINING_RULES.pairMinutes, LONE)) await gatherLone(lone);
      const failed: string[] = [];
      let told = 0;
      while (told < limit) {
        const due = await casesToTell(deps.db, now, Math.min(BATCH, limit - told), failed);
        if (due.length === 0) break;
        failed.push(...(await tell(due)));
        told += due.length;
      }
      return told;
    },
  };
}

const isNews = ({ told, outage }: ReportStanding): boolean => {
  const now = toldOf(outage);
  return (
    now.stage !== told.stage ||
    now.estimate?.getTime() !== told.estimate?.getTime() ||
    now.endedAt?.getTime() !== told.endedAt?.getTime()
  );
};
