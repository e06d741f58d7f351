/** Judges outages: one open at each place, each report in one, nothing half made, and what it is told to everybody once. */
import type { Books } from './books.ts';
import { isEnd } from './chain.ts';
import { type Find, named } from './findings.ts';

export function judgeOutages({ cases, outages, reports }: Books, find: Find): void {
  const byId = new Map(outages.map((one) => [one.id, one]));
  const byCase = new Map(cases.map((one) => [one.number, one]));
  for (const [level, of] of Map.groupBy(outages, (one) => one.level)) {
    const open = of.filter(({ restored }) => !restored);
    if (open.length > 1) find('twice', `${open.length} open outages at ${level}`);
  }
  for (const { id, seq, stage, opener, events } of outages) {
    if (!opener || !byCase.has(opener)) find('lost', `outage ${id} was opened by ${opener}, which is not there`);
    if (events.some((one, place) => one.seq !== place + 1) || (events.at(-1)?.seq ?? 0) !== seq)
      find('history', `outage ${id} (${stage}) counts ${seq} events and has ${events.map((one) => one.seq).join()}`);
  }
  for (const [number, of] of Map.groupBy(reports, (one) => one.case)) {
    const found = byCase.get(number);
    if (of.length > 1) find('twice', `${number} has ${of.length} reports`);
    if (!found) find('lost', `a report of ${number}, which is not there`);
  }
  for (const one of cases) {
    if (one.kind !== 'outage') continue;
    const report = reports.find((own) => own.case === one.number);
    if (!report) {
      find('lost', `${named(one)} has no report`);
      continue;
    }
    if (report.outage !== one.outage)
      find('row', `${named(one)} belongs to outage ${one.outage}, its report to ${report.outage}`);
    const outage = report.outage === null ? null : byId.get(report.outage);
    if (outage === undefined) find('lost', `${named(one)} belongs to outage ${report.outage}, which is not there`);
    if (!outage || isEnd(one.stage)) continue;
    if (report.stage !== outage.stage || report.ended !== outage.restored)
      find('stuck', `${named(one)}: outage ${outage.id} is ${outage.stage}, told was ${report.stage}`);
    if (!outage.restored && report.estimate !== outage.estimate)
      find('stuck', `${named(one)}: back is expected ${outage.estimate}, told was ${report.estimate}`);
    judgeEstimates(one.number, one.history, find);
  }
}

/** What upkeep told of an estimate is another one each time. */
function judgeEstimates(number: string, history: Books['cases'][number]['history'], find: Find): void {
  let last: string | null = null;
  for (const { event, actor, data, seq } of history) {
    if (event === 'still-out') last = null;
    if (event !== 'estimate-changed' || actor !== 'service') continue;
    const { estimate = null } = JSON.parse(data) as { estimate?: string | null };
    if (estimate !== null && estimate === last) find('twice', `${number}: entry ${seq} tells ${estimate} again`);
    last = estimate;
  }
}
