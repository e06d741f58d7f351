/** Outages as they stand, what is known around a place, and the reports that joined them; everything for one question in one statement. */
import { type RawBuilder, sql } from 'kysely';
import type { Stage } from '../domain/case-processes.ts';
import type { StandingPromise } from '../domain/cases.ts';
import type { Currency } from '../domain/money.ts';
import type { Outage, OutageStage, ReportScope } from '../domain/outages.ts';
import type { Write } from './commit.ts';
import type { Database } from './tables.ts';

/** An outage with what follows from its times, its parent's and the hour; `estimatedRestoration` is null once it has ended. */
export interface StandingOutage extends Outage {
  readonly stage: OutageStage;
  readonly reason: string;
  /** The planned end, or the end that is on record. */
  readonly toAt: Date | null;
  readonly dispatchedAt: Date | null;
  readonly arrivedAt: Date | null;
  readonly nextWordAt: Date | null;
  readonly priority: number;
  readonly seq: number;
  readonly reports: number;
}

/**
 * When `o` ended. An imported fault ends at its `to`. A planned end that was known beforehand and passes proves nothing; one
 * that became known afterwards does. One that ends as it begins was called off.
 */
const ended = (o: 'o' | 'p', now: Date): RawBuilder<unknown> => {
  const column = (name: string) => sql.ref(`${o}.${name}`);
  return sql`coalesce(${column('restored_at')}, case when ${column('source')} = 'import'
    and (${column('to_at')} <= ${column('from_at')} or (${column('to_at')} <= ${now}::timestamptz
      and (${column('cause')} = 'fault' or ${column('plan_to')} is distinct from ${column('to_at')})))
    then ${column('to_at')} end)`;
};

const RANK = (o: 'o' | 'p') =>
  sql`array_position(array['reported', 'dispatched', 'on-site'], ${sql.ref(`${o}.stage`)})`;

/** `outages o` with its parent `p` and, as `s`, how it stands: a part of a feeder's fault goes along with the feeder. */
const standing = (now: Date): RawBuilder<unknown> => sql`outages o left join outages p on p.outage_id = o.parent_id
  cross join lateral (select ${ended('o', now)} as own_end, ${ended('p', now)} as parent_end) e
  cross join lateral (select coalesce(e.own_end, case when e.parent_end > o.from_at then e.parent_end end) as ended_at) z
  cross join lateral (select z.ended_at,
    case when z.ended_at is not null then 'restored'
      when e.parent_end is null and ${RANK('p')} > ${RANK('o')} then p.stage else o.stage end as stage,
    case when z.ended_at is null then coalesce(o.estimated_restoration, o.to_at,
      case when e.parent_end is null then coalesce(p.estimated_restoration, p.to_at) end) end as estimate) s`;

const AS_JSON = sql`json_build_object('outageId', o.outage_id, 'cause', o.cause, 'source', o.source, 'feeder', o.feeder,
  'transformers', o.transformers, 'address', o.address, 'fromAt', o.from_at, 'toAt', o.to_at, 'estimatedRestoration', s.estimate,
  'restoredAt', s.ended_at, 'parentId', o.parent_id, 'stage', s.stage, 'reason', o.reason,
  'dispatchedAt', coalesce(o.dispatched_at, p.dispatched_at), 'arrivedAt', coalesce(o.arrived_at, p.arrived_at),
  'nextWordAt', o.next_word_at, 'priority', o.priority, 'seq', o.seq,
  'reports', (select count(*) from outage_reports r where r.outage_id = o.outage_id))`;

type OutageJson = {
  readonly [K in keyof StandingOutage]: Date | null extends StandingOutage[K]
    ? string | null
    : StandingOutage[K] extends Date
      ? string
      : StandingOutage[K];
};

const at = (text: string | null): Date | null => (text === null ? null : new Date(text));

const toOutage = (json: OutageJson): StandingOutage => ({
  ...json,
  fromAt: new Date(json.fromAt),
  toAt: at(json.toAt),
  estimatedRestoration: at(json.estimatedRestoration),
  restoredAt: at(json.restoredAt),
  dispatchedAt: at(json.dispatchedAt),
  arrivedAt: at(json.arrivedAt),
  nextWordAt: at(json.nextWordAt),
});

/** Rows whose building is `key`, or the same number without its block, or one of its blocks (domain/outages.ts `sameBuilding`). */
const inBuilding = (column: string, key: string): RawBuilder<unknown> => {
  const number = /^(.*号)[^号]*栋$/u.exec(key)?.[1] ?? null;
  const col = sql.ref(column);
  if (key.endsWith('号')) return sql`(${col} = ${key} or ${col} like ${`${key.replace(/[\\%_]/g, '\\$&')}%栋`})`;
  return number ? sql`${col} in (${key}, ${number})` : sql`${col} = ${key}`;
};

export interface AskedPlace {
  readonly accountNumber: string | null;
  readonly address: string | null;
  readonly buildingKey: string | null;
}

/** A report that no outage was opened for. */
export interface SingleReport {
  readonly caseNumber: string;
  readonly at: Date;
  readonly transformer: string | null;
  readonly feeder: string | null;
  readonly accountNumber: string | null;
  readonly buildingKey: string | null;
}

/** A resident's own open case about a place. */
export interface OwnReport {
  readonly caseNumber: string;
  readonly stage: Stage;
  readonly outageId: string | null;
  readonly promises: readonly StandingPromise[];
}

export interface PlaceSheet {
  readonly place: {
    readonly feeder: string | null;
    readonly transformer: string | null;
    /** Of the account, else as asked. */
    readonly address: string | null;
    readonly buildingKey: string | null;
    readonly area: 'city' | 'rural' | 'remote' | null;
    readonly status: 'active' | 'cut' | 'closed' | null;
    readonly prepaid: boolean;
    readonly balanceMinor: number;
    readonly currency: Currency | null;
    readonly phone: string | null;
  };
  readonly outages: readonly StandingOutage[];
  readonly singles: readonly SingleReport[];
  readonly own: OwnReport | null;
}

const ACCOUNT_PLACE = (
  accountNumber: string,
) => sql`select a.feeder, a.transformer, a.address, a.building_key, a.area, a.status,
  a.prepaid, a.balance_minor, a.currency, a.phone from accounts a where a.account_number = ${accountNumber}`;

/** Without an account: what all accounts of the building have in common. */
const ADDRESS_PLACE = (address: string | null, key: string | null) => sql`select
  case when count(distinct a.feeder) = 1 then min(a.feeder) end as feeder,
  case when count(distinct (a.feeder, a.transformer)) = 1 then min(a.transformer) end as transformer,
  ${address}::text as address, ${key}::text as building_key,
  case when count(distinct a.area) = 1 then min(a.area) end as area, null::text as status, false as prepaid,
  0 as balance_minor, null::text as currency, null::text as phone
  from (select * from accounts a where ${key ? inBuilding('a.building_key', key) : sql`false`} limit 200) a`;

/**
 * What is known of a place: outages there that go on, come within `aheadDays` or ended within `backMinutes`, reports of others
 * that belong to none, and the resident's own open case (by its reason). null: no such account.
 */
export async function placeSheet(
  db: Database,
  asked: AskedPlace,
  about: {
    residentId: string;
    reason: string;
    now: Date;
    aheadDays: number;
    backMinutes: number;
    singleMinutes: number;
  },
): Promise<PlaceSheet | null> {
  const { now } = about;
  const key = asked.buildingKey;
  const place = asked.accountNumber ? ACCOUNT_PLACE(asked.accountNumber) : ADDRESS_PLACE(asked.address, key);
  const building = (column: string) => (key ? sql`or ${inBuilding(column, key)}` : sql``);
  const { rows } = await sql<{
    place: Record<string, unknown> | null;
    outages: OutageJson[];
    singles: (Omit<SingleReport, 'at'> & { at: string })[];
    own: OwnReport | null;
  }>`with place as (${place}), feeder as (select feeder from place)
    select (select json_build_object('feeder', feeder, 'transformer', transformer, 'address', address, 'buildingKey', building_key,
        'area', area, 'status', status, 'prepaid', prepaid, 'balanceMinor', balance_minor::float8, 'currency', currency,
        'phone', phone) from place) as place,
      (select coalesce(json_agg(${AS_JSON} order by o.from_at), '[]'::json) from ${standing(now)}
        where (o.feeder = (select feeder from feeder) ${building('o.building_key')})
          and o.from_at <= ${now}::timestamptz + make_interval(days => ${about.aheadDays}::int)
          and not (o.cause <> 'fault' and o.to_at <= o.from_at and o.restored_at is null)
          and (s.ended_at is null or s.ended_at > ${now}::timestamptz - make_interval(mins => ${about.backMinutes}::int))) as outages,
      (select coalesce(json_agg(json_build_object('caseNumber', r.case_number, 'at', r.at, 'transformer', r.transformer,
          'feeder', r.feeder, 'accountNumber', r.account_number, 'buildingKey', r.building_key)), '[]'::json)
        from outage_reports r join cases c using (case_number)
        where (r.feeder = (select feeder from feeder) ${building('r.building_key')}) and r.outage_id is null
          and r.at > ${now}::timestamptz - make_interval(mins => ${about.singleMinutes}::int)
          and r.resident_id <> ${about.residentId} and c.status = 'open' and c.stage <> 'restored') as singles,
      (select json_build_object('caseNumber', c.case_number, 'stage', c.stage, 'outageId', c.outage_id, 'promises', c.promises)
        from cases c where c.reason = ${about.reason} and c.status = 'open') as own`.execute(db);
  const row = rows[0];
  if (!row?.place) return null;
  return {
    place: row.place as unknown as PlaceSheet['place'],
    outages: row.outages.map(toOutage),
    singles: row.singles.map((single) => ({ ...single, at: new Date(single.at) })),
    own: row.own,
  };
}

/** One outage; null for none. */
export async function outageById(db: Database, outageId: string, now: Date): Promise<StandingOutage | null> {
  const { rows } = await sql<{ outage: OutageJson }>`
    select ${AS_JSON} as outage from ${standing(now)} where o.outage_id = ${outageId}`.execute(db);
  return rows[0] ? toOutage(rows[0].outage) : null;
}

/** Open outages for the desk: those from reports, and imported faults that somebody reported; most urgent first. */
export async function openOutages(db: Database, now: Date, limit: number): Promise<readonly StandingOutage[]> {
  const { rows } = await sql<{ outage: OutageJson }>`
    select ${AS_JSON} as outage from ${standing(now)} where o.restored_at is null and s.ended_at is null and o.from_at <= ${now}
      and (o.source = 'reports' or exists (select from outage_reports r where r.outage_id = o.outage_id))
      order by o.priority, o.from_at, o.outage_id limit ${limit}`.execute(db);
  return rows.map(({ outage }) => toOutage(outage));
}

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

export interface NewOutage {
  readonly outageId: string;
  readonly feeder: string | null;
  readonly transformers: readonly string[];
  readonly address: string | null;
  readonly buildingKey: string | null;
  readonly fromAt: Date;
  readonly parentId: string | null;
  readonly nextWordAt: Date;
  readonly priority: number;
  readonly openedBy: string;
  readonly levelKey: string;
}

/** Fails as a lost race on `outages_one_open_per_level` when another report opened it meanwhile. */
export const openOutage =
  (outage: NewOutage): Write =>
  (db) =>
    db.insertInto('outages').values({
      outage_id: outage.outageId,
      cause: 'fault',
      feeder: outage.feeder,
      transformers: [...outage.transformers],
      from_at: outage.fromAt,
      to_at: null,
      estimated_restoration: null,
      reason: '',
      source: 'reports',
      address: outage.address,
      building_key: outage.buildingKey,
      parent_id: outage.parentId,
      next_word_at: outage.nextWordAt,
      priority: outage.priority,
      opened_by: outage.openedBy,
      level_key: outage.levelKey,
    });

export const adoptChildren =
  (parentId: string, children: readonly string[]): Write =>
  (db) =>
    db
      .updateTable('outages')
      .set({ parent_id: parentId })
      .where('outage_id', 'in', [...children])
      .where('restored_at', 'is', null);

/** More urgent only, never less. */
export const raisePriority =
  (outageId: string, priority: number): Write =>
  (db) =>
    db.updateTable('outages').set({ priority }).where('outage_id', '=', outageId).where('priority', '>', priority);

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

export interface OutageChange {
  readonly stage: OutageStage;
  readonly estimate?: Date;
  readonly nextWordAt: Date | null;
  readonly dispatchedAt?: Date;
  readonly arrivedAt?: Date;
  readonly restoredAt: Date | null;
}

/** An act on an outage and its entry; who acted on the same state and was slower fails on `outage_events_pkey`. */
export const changeOutage = (
  outage: Pick<StandingOutage, 'outageId' | 'seq'>,
  change: OutageChange,
  entry: { readonly at: Date; readonly event: string; readonly actor: string; readonly data: object },
): readonly Write[] => [
  (db) =>
    db
      .updateTable('outages')
      .set({
        seq: outage.seq + 1,
        stage: change.stage,
        restored_at: change.restoredAt,
        next_word_at: change.nextWordAt,
        ...(change.estimate && { estimated_restoration: change.estimate }),
        ...(change.dispatchedAt && { dispatched_at: change.dispatchedAt }),
        ...(change.arrivedAt && { arrived_at: change.arrivedAt }),
      })
      .where('outage_id', '=', outage.outageId),
  (db) =>
    db.insertInto('outage_events').values({
      outage_id: outage.outageId,
      seq: outage.seq + 1,
      at: entry.at,
      event: entry.event,
      actor: entry.actor,
      data: JSON.stringify(entry.data),
    }),
];

/** With a feeder its parts are back; those that only came to light after it are their own. */
export const restoreChildren =
  (parentId: string, now: Date): Write =>
  (db) =>
    db
      .updateTable('outages')
      .set({ stage: 'restored', restored_at: now, next_word_at: null })
      .where('parent_id', '=', parentId)
      .where('restored_at', 'is', null)
      .where('from_at', '<=', now)
      .where('source', '=', 'reports');

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
    sql`update outages c set stage = 'restored', restored_at = x.ended_at, next_word_at = null
      from (select o.outage_id, s.ended_at from ${standing(now)}
        where o.source = 'reports' and o.restored_at is null and s.ended_at is not null) x
      where c.outage_id = x.outage_id`;
