/** Outages as they stand, what is known around a place, and the reports that joined them; everything for one question in one statement. */
import { type RawBuilder, sql } from 'kysely';
import type { Stage } from '../domain/case-processes.ts';
import type { StandingPromise } from '../domain/cases.ts';
import type { Currency } from '../domain/money.ts';
import type { Outage, OutageStage } from '../domain/outages.ts';
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
export const standing = (
  now: Date,
): RawBuilder<unknown> => sql`outages o left join outages p on p.outage_id = o.parent_id
  cross join lateral (select ${ended('o', now)} as own_end, ${ended('p', now)} as parent_end) e
  cross join lateral (select coalesce(e.own_end, case when e.parent_end > o.from_at then e.parent_end end) as ended_at) z
  cross join lateral (select z.ended_at,
    z.ended_at is not null and coalesce(case when e.own_end is null then p.no_fault else o.no_fault end, false) as no_fault,
    case when z.ended_at is not null then 'restored'
      when e.parent_end is null and ${RANK('p')} > ${RANK('o')} then p.stage else o.stage end as stage,
    case when z.ended_at is null then coalesce(o.estimated_restoration, o.to_at,
      case when e.parent_end is null then coalesce(p.estimated_restoration, p.to_at) end) end as estimate) s`;

export const AS_JSON = sql`json_build_object('outageId', o.outage_id, 'cause', o.cause, 'source', o.source, 'feeder', o.feeder,
  'transformers', o.transformers, 'address', o.address, 'fromAt', o.from_at, 'toAt', o.to_at, 'estimatedRestoration', s.estimate,
  'restoredAt', s.ended_at, 'noFault', s.no_fault, 'parentId', o.parent_id, 'stage', s.stage, 'reason', o.reason,
  'dispatchedAt', coalesce(o.dispatched_at, p.dispatched_at), 'arrivedAt', coalesce(o.arrived_at, p.arrived_at),
  'nextWordAt', o.next_word_at, 'priority', o.priority, 'seq', o.seq,
  'reports', (select count(*) from outage_reports r where r.outage_id = o.outage_id))`;

export type OutageJson = {
  readonly [K in keyof StandingOutage]: Date | null extends StandingOutage[K]
    ? string | null
    : StandingOutage[K] extends Date
      ? string
      : StandingOutage[K];
};

const at = (text: string | null): Date | null => (text === null ? null : new Date(text));

export const toOutage = (json: OutageJson): StandingOutage => ({
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
    /** Whether any account is there: of another place nothing is known, not even that it has power. */
    readonly located: boolean;
  };
  readonly outages: readonly StandingOutage[];
  readonly singles: readonly SingleReport[];
  readonly own: OwnReport | null;
}

const ACCOUNT_PLACE = (
  accountNumber: string,
) => sql`select a.feeder, a.transformer, a.address, a.building_key, a.area, a.status,
  a.prepaid, a.balance_minor, a.currency, a.phone, true as located from accounts a where a.account_number = ${accountNumber}`;

/** Without an account: what all accounts of the building have in common. */
const ADDRESS_PLACE = (address: string | null, key: string | null) => sql`select
  case when count(distinct a.feeder) = 1 then min(a.feeder) end as feeder,
  case when count(distinct (a.feeder, a.transformer)) = 1 then min(a.transformer) end as transformer,
  ${address}::text as address, ${key}::text as building_key,
  case when count(distinct a.area) = 1 then min(a.area) end as area, null::text as status, false as prepaid,
  0 as balance_minor, null::text as currency, null::text as phone, count(*) > 0 as located
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
        'phone', phone, 'located', located) from place) as place,
      (select coalesce(json_agg(${AS_JSON} order by o.from_at), '[]'::json) from ${standing(now)}
        where (o.feeder = (select feeder from feeder) ${building('o.building_key')})
          and o.from_at <= ${now}::timestamptz + make_interval(days => ${about.aheadDays}::int)
          and not (o.cause <> 'fault' and coalesce(o.to_at <= o.from_at, false) and o.restored_at is null)
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
      and o.outage_id = any(array(select outage_id from outages where source = 'reports' and restored_at is null
        union select outage_id from cases where kind = 'outage' and status = 'open' and outage_id is not null))
      order by o.priority, o.from_at, o.outage_id limit ${limit}`.execute(db);
  return rows.map(({ outage }) => toOutage(outage));
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

export interface OutageChange {
  readonly stage: OutageStage;
  readonly estimate?: Date;
  readonly nextWordAt: Date | null;
  readonly dispatchedAt?: Date;
  readonly arrivedAt?: Date;
  readonly restoredAt: Date | null;
  /** Only of one that ends. */
  readonly noFault?: boolean;
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
        ...(change.noFault && { no_fault: true }),
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

/** With a feeder its parts are back, or were nothing like it; those that only came to light after it are their own. */
export const endChildren =
  (parentId: string, now: Date, noFault: boolean): Write =>
  (db) =>
    db
      .updateTable('outages')
      .set({ stage: 'restored', restored_at: now, no_fault: noFault, next_word_at: null })
      .where('parent_id', '=', parentId)
      .where('restored_at', 'is', null)
      .where('from_at', '<=', now)
      .where('source', '=', 'reports');

export interface OutageEntry {
  readonly outageId: string;
  readonly at: Date;
  readonly event: string;
  readonly actor: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** What was done with each of them, oldest first. */
export async function entriesOfOutages(db: Database, outageIds: readonly string[]): Promise<readonly OutageEntry[]> {
  if (outageIds.length === 0) return [];
  const rows = await db
    .selectFrom('outage_events')
    .select(['outage_id', 'at', 'event', 'actor', 'data'])
    .where('outage_id', 'in', [...outageIds])
    .orderBy('outage_id')
    .orderBy('seq')
    .execute();
  return rows.map(({ outage_id: outageId, ...entry }) => ({
    ...entry,
    outageId,
    data: entry.data as Readonly<Record<string, unknown>>,
  }));
}
