/** Reports of outages and what each was told last; upkeep finds here whom an outage concerns, and what follows by itself. */
import { sql } from 'kysely';
import type { OutageStage, ReportScope } from '../domain/outages.ts';
import type { Write } from './commit.ts';
import { AS_JSON, type OutageJson, type StandingOutage, standing, toOutage } from './outages.ts';
import type { Database } from './tables.ts';

export interface StoredReport {
  readonly caseNumber: string;
  readonly residentId: string;
  readonly outageId: string | null;
  readonly at: Date;
  readonly scope: ReportScope;
  readonly accountNumber: string | null;
  readonly feeder: string | null;
  readonly transformer: string | null;
  readonly address: string | null;
  readonly buildingKey: string | null;
  readonly since: Date | null;
}

export interface Told {
  readonly stage: OutageStage;
  readonly estimate: Date | null;
  readonly endedAt: Date | null;
}

/** A report with what its case was told last and, when it belongs to one, its outage. */
export interface ReportStanding extends StoredReport {
  readonly told: Told;
  readonly outage: StandingOutage | null;
}

const REPORT = sql`r.case_number as "caseNumber", r.resident_id as "residentId", r.outage_id as "outageId", r.at, r.scope,
  r.account_number as "accountNumber", r.feeder, r.transformer, r.address, r.building_key as "buildingKey", r.since`;

/** Reports by the numbers of their cases. */
export async function reportsOf(
  db: Database,
  caseNumbers: readonly string[],
  now: Date,
): Promise<readonly ReportStanding[]> {
  const { rows } = await sql<
    StoredReport & {
      told_stage: OutageStage;
      told_estimate: Date | null;
      told_ended_at: Date | null;
      outage: OutageJson | null;
    }
  >`select ${REPORT}, r.told_stage, r.told_estimate, r.told_ended_at,
      (select ${AS_JSON} from ${standing(now)} where o.outage_id = r.outage_id) as outage
    from outage_reports r where r.case_number = any(${[...caseNumbers]}::text[])`.execute(db);
  return rows.map(({ told_stage, told_estimate, told_ended_at, outage, ...report }) => ({
    ...report,
    told: { stage: told_stage, estimate: told_estimate, endedAt: told_ended_at },
    outage: outage && toOutage(outage),
  }));
}

/**
 * Open cases that were told something else than what their outage is now. What a person did on one case alone (restored at one
 * home) is not taken back by this.
 */
export async function casesToTell(
  db: Database,
  now: Date,
  limit: number,
  without: readonly string[],
): Promise<readonly string[]> {
  const { rows } = await sql<{ case_number: string }>`
    select r.case_number from outage_reports r
      join cases c on c.case_number = r.case_number and c.kind = 'outage' and c.status = 'open'
      join ${standing(now)} on o.outage_id = r.outage_id
    where (s.stage, s.estimate, s.ended_at) is distinct from (r.told_stage, r.told_estimate, r.told_ended_at)
      and r.case_number <> all(${[...without]}::text[])
    order by c.priority, r.at limit ${limit}`.execute(db);
  return rows.map((row) => row.case_number);
}

/**
 * Singles that belong together or to an outage by now: two homes of one transformer or building that reported at the same
 * moment saw nothing of each other.
 */
export async function loneReports(db: Database, now: Date, minutes: number, limit: number): Promise<readonly string[]> {
  const since = sql`${now}::timestamptz - make_interval(mins => ${minutes}::int)`;
  const { rows } = await sql<{ case_number: string }>`
    select distinct on (coalesce(r.feeder || '/' || r.transformer, r.building_key)) r.case_number
    from outage_reports r join cases c on c.case_number = r.case_number and c.status = 'open' and c.stage in ('reported', 'dispatched')
    where r.outage_id is null and r.at > ${since} and coalesce(r.transformer, r.building_key) is not null
      and (exists (select from outage_reports b join cases k on k.case_number = b.case_number and k.status = 'open' and k.stage <> 'restored'
          where b.outage_id is null and b.at > ${since} and b.resident_id <> r.resident_id and b.case_number <> r.case_number
            and b.account_number is distinct from r.account_number
            and (b.feeder, b.transformer) = (r.feeder, r.transformer))
        or exists (select from outages o where o.source = 'reports' and o.restored_at is null and o.feeder = r.feeder
          and (cardinality(o.transformers) = 0 or r.transformer = any (o.transformers))))
    order by coalesce(r.feeder || '/' || r.transformer, r.building_key), r.at desc limit ${limit}`.execute(db);
  return rows.map((row) => row.case_number);
}

export const addReport =
  (report: StoredReport, told: Told): Write =>
  (db) =>
    db.insertInto('outage_reports').values({
      case_number: report.caseNumber,
      resident_id: report.residentId,
      outage_id: report.outageId,
      at: report.at,
      scope: report.scope,
      account_number: report.accountNumber,
      feeder: report.feeder,
      transformer: report.transformer,
      address: report.address,
      building_key: report.buildingKey,
      since: report.since,
      ...columnsOf(told),
    });

const columnsOf = (told: Told) => ({
  told_stage: told.stage,
  told_estimate: told.estimate,
  told_ended_at: told.endedAt,
});

/** The report belongs to this outage from now on, and knows so much of it. */
export const moveReport =
  (caseNumber: string, told: Told, outageId?: string | null): Write =>
  (db) =>
    db
      .updateTable('outage_reports')
      .set({ ...columnsOf(told), ...(outageId !== undefined && { outage_id: outageId }) })
      .where('case_number', '=', caseNumber);

/** Remembers the ends of planned outages while they are still to come, so that one that merely passes is no news. */
export const rememberPlans =
  (now: Date): Write =>
  () =>
    sql`update outages set plan_to = to_at where source = 'import' and cause <> 'fault' and restored_at is null
      and to_at > ${now} and plan_to is distinct from to_at`;

/** An imported fault that covers an outage found from reports at about the same time is the same fault. */
export const adoptByImports =
  (now: Date, minutes: number): Write =>
  () =>
    sql`update outages c set parent_id = i.outage_id from outages i
      where c.source = 'reports' and c.restored_at is null and c.parent_id is null and c.feeder is not null
        and i.source = 'import' and i.cause = 'fault' and i.feeder = c.feeder and i.restored_at is null
        and (i.to_at is null or i.to_at > ${now}::timestamptz) and i.from_at <= ${now}::timestamptz
        and abs(extract(epoch from i.from_at - c.from_at)) <= ${minutes * 60}
        and (cardinality(i.transformers) = 0 or (cardinality(c.transformers) > 0 and c.transformers <@ i.transformers))`;

/** Parts of an outage that has ended end with it. */
export const endWithParents =
  (now: Date): Write =>
  () =>
    sql`update outages c set stage = 'restored', restored_at = x.ended_at, no_fault = x.no_fault, next_word_at = null
      from (select o.outage_id, s.ended_at, s.no_fault from ${standing(now)}
        where o.source = 'reports' and o.restored_at is null and s.ended_at is not null) x
      where c.outage_id = x.outage_id`;
