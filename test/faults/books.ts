/** Reads what a run left in the tables, by SQL of its own. */
import type pg from 'pg';
import type { EntryRow } from './chain.ts';

export interface CaseRow {
  readonly number: string;
  readonly kind: string;
  readonly process: string;
  readonly status: string;
  readonly stage: string;
  readonly reason: string;
  readonly mark: string | null;
  readonly priority: number;
  readonly team: string | null;
  readonly owner: string | null;
  readonly action: string | null;
  readonly deadline: string | null;
  readonly check: string | null;
  readonly promises: readonly {
    kind: string;
    start: string;
    due: string | null;
    metAt: string | null;
    warned: number;
    dropped?: boolean;
    limit?: number;
    unit?: string;
    pausable?: boolean;
  }[];
  readonly waiting: { who: string; due: string; reminded: number } | null;
  readonly missing: readonly string[];
  readonly resident: string | null;
  readonly account: string | null;
  readonly outage: string | null;
  readonly related: string | null;
  readonly seq: number;
  readonly hash: string;
  readonly opened: string;
  readonly closed: string | null;
  readonly history: readonly EntryRow[];
}

export interface InboxRow {
  readonly id: string;
  readonly who: string;
  readonly event: string;
  readonly at: string;
  /** Not told before then: the quiet hours. */
  readonly from: string;
  readonly answered: string | null;
  readonly kind: string;
  readonly happened: { name: string; caseNumber?: string; seq?: number } | null;
  readonly turns: readonly number[];
  /** How many replies it got. */
  readonly said: number;
}

export interface OutboxRow {
  readonly recipient: string;
  readonly due: string;
  readonly sent: string | null;
  readonly gaveUp: string | null;
}

export interface OutageRow {
  readonly id: string;
  readonly level: string;
  readonly stage: string;
  readonly restored: string | null;
  readonly estimate: string | null;
  readonly opener: string | null;
  readonly seq: number;
  readonly events: readonly { seq: number; event: string; actor: string }[];
}

export interface ReportRow {
  readonly case: string;
  readonly outage: string | null;
  readonly stage: string;
  readonly estimate: string | null;
  readonly ended: string | null;
}

export interface Books {
  readonly cases: readonly CaseRow[];
  readonly inbox: readonly InboxRow[];
  readonly ratings: readonly { service: string; n: number; score: number }[];
  readonly records: readonly string[];
  /** Who is in a conversation, since when, and which member of staff holds it. */
  readonly conversations: readonly { resident: string; since: string; held: string | null }[];
  readonly outbox: readonly OutboxRow[];
  readonly outages: readonly OutageRow[];
  readonly reports: readonly ReportRow[];
  readonly papers: readonly { id: string; resident: string; case: string | null }[];
  /** What people said in conversations. */
  readonly words: readonly string[];
}

const utc = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const CASES = `(select coalesce(json_agg(json_build_object('number', case_number, 'kind', kind, 'process', process, 'status', status,
  'stage', stage, 'reason', reason, 'mark', coalesce(summary->>'mark', summary->>'description'), 'priority', priority, 'team', owner_team, 'owner', owner,
  'action', next_action, 'deadline', ${utc('deadline')}, 'check', ${utc('next_check_at')}, 'promises', promises, 'waiting', waiting,
  'missing', missing, 'resident', resident_id, 'account', account_number, 'outage', outage_id, 'related', related_case, 'seq', seq, 'hash', hash, 'opened', ${utc('opened_at')},
  'closed', ${utc('closed_at')}, 'history', (select coalesce(json_agg(json_build_object('seq', h.seq, 'at', ${utc('h.at')},
    'event', h.event, 'actor', h.actor, 'data', h.data, 'hash', h.hash) order by h.seq), '[]'::json)
    from case_history h where h.case_number = c.case_number)) order by opened_at, case_number), '[]'::json) from cases c)`;

const ALL = `select ${CASES} as cases,
  (select coalesce(json_agg(json_build_object('id', i.inbox_id::text, 'who', channel_user_id, 'event', event_id, 'at', ${utc('event_at')},
    'from', ${utc('received_at')}, 'answered', ${utc('answered_at')}, 'kind', content->>'kind', 'happened', content->'event',
    'said', (select coalesce(sum(json_array_length(t.answer->'replies')), 0)::int from turns t where t.inbox_id = i.inbox_id),
    'turns', array(select t.turn from turns t where t.inbox_id = i.inbox_id order by t.turn)) order by inbox_id), '[]'::json) from inbox i) as inbox,
  (select coalesce(json_agg(r), '[]'::json) from (select service_id as service, count(*)::int as n, min(score)::int as score from ratings group by 1) r) as ratings,
  (select coalesce(json_agg(service_id), '[]'::json) from service_records) as records,
  (select coalesce(json_agg(json_build_object('resident', resident_id, 'held', held_by,
    'since', (select ${utc('min(t.at)')} from turns t where t.conversation_id = c.conversation_id))), '[]'::json) from conversations c) as conversations,
  (select coalesce(json_agg(json_build_object('recipient', recipient, 'due', ${utc('due_at')}, 'sent', ${utc('sent_at')},
    'gaveUp', ${utc('given_up_at')})), '[]'::json) from outbox where channel = 'text-message') as outbox,
  (select coalesce(json_agg(json_build_object('id', outage_id, 'level', level_key, 'stage', stage, 'restored', ${utc('restored_at')},
    'estimate', ${utc('estimated_restoration')}, 'opener', opened_by, 'seq', seq, 'events', (select coalesce(json_agg(json_build_object(
      'seq', e.seq, 'event', e.event, 'actor', e.actor) order by e.seq), '[]'::json) from outage_events e where e.outage_id = o.outage_id))),
    '[]'::json) from outages o where source = 'reports') as outages,
  (select coalesce(json_agg(json_build_object('case', case_number, 'outage', outage_id, 'stage', told_stage,
    'estimate', ${utc('told_estimate')}, 'ended', ${utc('told_ended_at')})), '[]'::json) from outage_reports) as reports,
  (select coalesce(json_agg(json_build_object('id', document_id, 'resident', resident_id, 'case', case_number)), '[]'::json)
    from documents) as papers,
  (select coalesce(json_agg(r->>'text'), '[]'::json) from turns t join inbox i using (inbox_id), json_array_elements(t.answer->'replies') r
    where i.content->'event'->>'name' = 'person.said') as words`;

export async function readBooks(reader: pg.Client): Promise<Books> {
  const { rows } = await reader.query(ALL);
  return rows[0] as Books;
}

/** Cases alone, for those who decide what to do next. */
export async function readCases(reader: pg.Client): Promise<readonly CaseRow[]> {
  const { rows } = await reader.query(`select ${CASES} as cases`);
  return (rows[0] as { cases: CaseRow[] }).cases;
}
