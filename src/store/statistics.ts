/** What happened in a period, counted: cases with their promises in one look, what goes on around them in another. */
import { type RawBuilder, sql } from 'kysely';
import type { Stage } from '../domain/case-processes.ts';
import type { CaseKind, PromiseKind, Team } from '../domain/cases.ts';
import type { MissReason, QuestionOutcome } from '../domain/knowledge.ts';
import type { Currency } from '../domain/money.ts';
import type { PaymentStatus } from '../domain/payment-status.ts';
import type { Database } from './tables.ts';

export interface Period {
  readonly from: Date;
  /** The first instant after it. */
  readonly until: Date;
}

/** Cases of one kind that one team has, or had at their end. */
export interface CaseGroup {
  readonly kind: CaseKind;
  readonly team: Team;
  readonly opened: number;
  readonly closed: number;
  readonly open: number;
  readonly late: number;
}

/** What happened to cases of one kind and team in between: how often, and to how many. */
export interface EventGroup {
  readonly kind: CaseKind;
  readonly team: Team;
  readonly event: 'chased' | 'reopened';
  readonly times: number;
  readonly cases: number;
}

export interface PromiseGroup {
  readonly of: CaseKind;
  readonly kind: PromiseKind;
  readonly kept: number;
  readonly late: number;
  readonly broken: number;
}

/** null: there was nothing to take a median of. */
export type Minutes = number | null;

export interface CaseCounts {
  readonly groups: readonly CaseGroup[];
  readonly events: readonly EventGroup[];
  readonly promises: readonly PromiseGroup[];
  readonly complaints: {
    readonly open: number;
    readonly lookedAfter: number;
    readonly ended: number;
    readonly calledBack: number;
  };
  readonly outages: {
    readonly reported: number;
    readonly dangers: number;
    readonly arrived: number;
    readonly toArrival: Minutes;
    readonly restored: number;
    readonly toRestoration: Minutes;
  };
  readonly handoffs: {
    readonly asked: number;
    readonly conversations: number;
    readonly taken: number;
    readonly toTaken: Minutes;
    readonly back: number;
    readonly toBack: Minutes;
    readonly calledBack: number;
    readonly withdrawn: number;
  };
  readonly low: { readonly low: number; readonly recovered: number };
}

/** `column` lies in the period. */
const within = (column: string, { from, until }: Period): RawBuilder<unknown> =>
  sql`(${sql.ref(column)} >= ${from}::timestamptz and ${sql.ref(column)} < ${until}::timestamptz)`;

/** Cases that were open at some time of the period, or are now; written as `cases_by_life` has it. */
const alive = ({ from, until }: Period) =>
  sql`(c.status = 'open' or (c.closed_at is not null and
    tstzrange(c.opened_at, greatest(c.opened_at, c.closed_at), '[]') && tstzrange(${from}, ${until})))`;

const rowsOf = (query: RawBuilder<unknown>) => sql`(select coalesce(json_agg(t), '[]'::json) from (${query}) t)`;
const rowOf = (query: RawBuilder<unknown>) => sql`(select row_to_json(t) from (${query}) t)`;

/** An end that is no withdrawal, refusal or silence. */
const DONE: Stage = 'done';

/** Half of the durations were shorter; in whole minutes. */
const median = (from: string, to: string) =>
  sql`round((percentile_cont(0.5) within group (order by extract(epoch from ${sql.ref(to)} - ${sql.ref(from)}) / 60))::numeric)::integer`;

const groups = (period: Period, now: Date) => sql`
  select c.kind, coalesce(c.owner_team, 'service') as team,
    count(*) filter (where ${within('c.opened_at', period)}) as opened,
    count(*) filter (where ${within('c.closed_at', period)}) as closed,
    count(*) filter (where c.status = 'open') as open,
    count(*) filter (where c.status = 'open' and c.deadline < ${now}::timestamptz) as late
  from c group by 1, 2`;

const events = (period: Period) => sql`
  select c.kind, coalesce(c.owner_team, 'service') as team, h.event, count(*) as times, count(distinct h.case_number) as cases
  from case_history h join c using (case_number)
  where h.event in ('chased', 'reopened') and ${within('h.at', period)} group by 1, 2, 3`;

/**
 * A promise counts once: on the day it was met or fell due, whichever was first, and no day before its case. One that was given
 * up counts only if it was broken by then, which its last warning says.
 */
const promises = (period: Period, now: Date) => sql`
  select c.kind as of, p.kind,
    count(*) filter (where p."metAt" <= coalesce(p.due, 'infinity')) as kept,
    count(*) filter (where p."metAt" > p.due) as late,
    count(*) filter (where p."metAt" is null) as broken
  from cases c
    cross join lateral jsonb_to_recordset(c.promises)
      as p (kind text, due timestamptz, "metAt" timestamptz, warned integer, dropped boolean)
    cross join lateral (select greatest(c.opened_at, least(p."metAt", p.due)) as at) d
  where ${alive(period)} and ${within('d.at', period)}
    and (p."metAt" is not null or case when p.dropped then p.warned = 100 else p.due < ${now}::timestamptz end)
  group by 1, 2`;

const complaints = (period: Period) => sql`
  select count(*) filter (where c.status = 'open') as open,
    count(*) filter (where c.status = 'open' and c.owner_team is not null and c.next_action <> 'none' and c.deadline is not null)
      as "lookedAfter",
    count(*) filter (where c.stage = ${DONE} and ${within('c.closed_at', period)}) as ended,
    count(*) filter (where c.stage = ${DONE} and ${within('c.closed_at', period)} and exists (select from case_history h
      where h.case_number = c.case_number and h.event = 'called-back' and h.at = c.closed_at)) as "calledBack"
  from c where c.kind = 'complaint'`;

/** When what a case of the period was opened for came about; what was taken back since did not. */
const stories = (period: Period) => sql`
  select c.case_number, c.kind, c.stage, c.conversation_id, c.opened_at, c.danger,
    min(h.at) filter (where h.event = 'arrived') as arrived,
    case when max(h.seq) filter (where h.event = 'restored') > coalesce(max(h.seq) filter (where h.event in ('still-out', 'reopened')), 0)
      then max(h.at) filter (where h.event = 'restored') end as restored,
    min(h.at) filter (where h.event = 'taken') as taken,
    max(h.at) filter (where h.event = 'handed-back') as back,
    max(h.at) filter (where h.event = 'called-back') as called_back
  from c join case_history h using (case_number)
  where c.kind in ('outage', 'handoff') and ${within('c.opened_at', period)} group by 1, 2, 3, 4, 5, 6`;

/** Dangers among them: a crew goes there, too. */
const outages = sql`
  select count(*) as reported, count(*) filter (where s.danger) as dangers,
    count(s.arrived) as arrived, ${median('s.opened_at', 's.arrived')} as "toArrival",
    count(s.restored) as restored, ${median('s.opened_at', 's.restored')} as "toRestoration"
  from s where s.kind = 'outage'`;

const handoffs = sql`
  select count(*) as asked, count(distinct s.conversation_id) as conversations,
    count(s.taken) as taken, ${median('s.opened_at', 's.taken')} as "toTaken",
    count(s.back) as back, ${median('s.opened_at', 's.back')} as "toBack",
    count(s.called_back) as "calledBack", count(*) filter (where s.stage = 'withdrawn') as withdrawn
  from s where s.kind = 'handoff'`;

/** A rating and its recovery case were written together. */
const low = (period: Period) => sql`
  select count(*) as low, count(c.case_number) as recovered from ratings r
    left join c on c.kind = 'recovery' and c.reason = 'rating:' || r.service_id
  where r.score <= 2 and ${within('r.at', period)}`;

/** All that cases tell of a period, as it is known at `now`, in one round trip. */
export async function countCases(db: Database, period: Period, now: Date): Promise<CaseCounts> {
  const { rows } = await sql<CaseCounts>`
    with c as materialized (
      select case_number, kind, status, stage, reason, owner_team, next_action, deadline, conversation_id, opened_at, closed_at,
        coalesce(summary->'danger' = 'true'::jsonb, false) as danger
      from cases c where ${alive(period)}),
    s as materialized (${stories(period)})
    select ${rowsOf(groups(period, now))} as groups, ${rowsOf(events(period))} as events,
      ${rowsOf(promises(period, now))} as promises, ${rowOf(complaints(period))} as complaints,
      ${rowOf(outages)} as outages, ${rowOf(handoffs)} as handoffs, ${rowOf(low(period))} as low`.execute(db);
  return only(rows);
}

export interface ServiceRatings {
  readonly service: string;
  readonly asked: number;
  readonly given: number;
  readonly sum: number;
  readonly satisfied: number;
}

export interface AroundCounts {
  readonly ratings: readonly ServiceRatings[];
  readonly reasons: readonly { readonly reason: string; readonly times: number }[];
  readonly messages: { readonly answered: number; readonly conversations: number };
  readonly questions: readonly {
    readonly outcome: QuestionOutcome;
    readonly reason: MissReason | null;
    readonly times: number;
  }[];
  readonly payments: readonly {
    readonly status: PaymentStatus;
    readonly currency: Currency;
    readonly payments: number;
    /** Minor units; as text, because JSON's numbers end before they do. */
    readonly minor: string;
  }[];
}

const ratings = (period: Period) => sql`
  select s.service, sum(asked) as asked, sum(given) as given, sum(score) as sum, sum(satisfied) as satisfied from (
    select service, 1 as asked, 0 as given, 0 as score, 0 as satisfied from service_records
      where ${within('asked_at', period)}
    union all
    select service, 0, 1, r.score, (r.score >= 4)::integer from ratings r join service_records using (service_id)
      where ${within('r.at', period)}) s
  group by 1 order by 1`;

const reasons = (period: Period) => sql`
  select reason, count(*) as times from ratings r cross join unnest(r.reasons) as reason
  where ${within('r.at', period)} group by 1 order by 2 desc, 1`;

/** Of what people sent: what merely happened and was told is no message. */
const messages = (period: Period) => sql`
  select coalesce(sum(n), 0) as answered, count(*) as conversations from (
    select count(*) as n from inbox where content->>'kind' <> 'event' and ${within('answered_at', period)}
    group by channel, channel_user_id) p`;

const questions = (period: Period) => sql`
  select outcome, reason, count(*) as times from knowledge_questions where ${within('at', period)} group by 1, 2`;

const payments = (period: Period) => sql`
  select status, currency, count(*) as payments, sum(amount_minor)::text as minor from payments
  where ${within('opened_at', period)} group by 1, 2 order by 2, 1`;

/** The rest of it, in one round trip. */
export async function countAround(db: Database, period: Period): Promise<AroundCounts> {
  const { rows } = await sql<AroundCounts>`
    select ${rowsOf(ratings(period))} as ratings, ${rowsOf(reasons(period))} as reasons, ${rowOf(messages(period))} as messages,
      ${rowsOf(questions(period))} as questions, ${rowsOf(payments(period))} as payments`.execute(db);
  return only(rows);
}

function only<T>([row]: readonly T[]): T {
  if (!row) throw new Error('a row was asked for and none came back');
  return row;
}
