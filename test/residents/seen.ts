/** One look at everything after a message: what was said since, and every row that a dialogue can have made. */
import type { Answer } from '../../src/conversation/message.ts';
import type { World } from './world.ts';

export interface SaidTurn {
  readonly turn: number;
  readonly answer: Answer;
  /** Keys of the sentences. */
  readonly keys: readonly string[];
  /** Not an answer: it came by itself. */
  readonly byItself: boolean;
}

export interface CaseNow {
  readonly number: string;
  readonly kind: string;
  readonly status: string;
  readonly stage: string;
  readonly account: string | null;
  readonly priority: number;
  readonly team: string | null;
  readonly owner: string | null;
  readonly nextAction: string | null;
  readonly deadline: string | null;
  readonly missing: readonly string[];
  readonly anonymous: boolean;
  readonly resident: string | null;
  readonly summary: Readonly<Record<string, unknown>>;
  readonly sealed: string | null;
  readonly promises: readonly { readonly kind: string; readonly due: string | null; readonly metAt?: string | null }[];
  readonly openedAt: string;
}

export interface Rows {
  readonly locale: string | null;
  readonly realName: string | null;
  readonly currentAccount: string | null;
  readonly heldBy: string | null;
  readonly bound: readonly string[];
  readonly payments: readonly {
    readonly id: string;
    readonly account: string;
    readonly minor: number;
    readonly currency: string;
    readonly status: string;
    readonly bills: readonly string[];
    readonly openedAt: string;
    readonly expiresAt: string;
    readonly paidAt: string | null;
  }[];
  readonly cases: readonly CaseNow[];
  readonly acts: readonly { readonly number: string; readonly event: string; readonly actor: string }[];
  readonly invoices: readonly { readonly title: string; readonly taxNumber: string | null; readonly status: string }[];
  readonly ratings: readonly {
    readonly service: string;
    readonly score: number;
    readonly reasons: readonly string[];
    readonly comment: string | null;
  }[];
  readonly notices: readonly { readonly topic: string; readonly wanted: boolean }[];
  readonly reports: readonly {
    readonly scope: string;
    readonly account: string | null;
    readonly address: string | null;
    readonly outage: string | null;
  }[];
  /** Every instant that stands in a record. */
  readonly instants: readonly string[];
}

const SQL = `
select json_build_object(
  'turns', (select coalesce(json_agg(json_build_object('turn', t.turn, 'answer', t.answer, 'keys', t.trace -> 'said',
      'byItself', i.content ->> 'kind' = 'event') order by t.turn), '[]')
    from turns t join conversations c using (conversation_id) join inbox i on i.inbox_id = t.inbox_id
    where c.channel_user_id = $1 and t.turn > $2),
  'unanswered', (select count(*) from inbox where answered_at is null and content ->> 'kind' <> 'event'),
  'rows', json_build_object(
    'locale', (select locale from residents r join conversations c using (resident_id) where c.channel_user_id = $1),
    'realName', (select real_name from residents r join conversations c using (resident_id) where c.channel_user_id = $1),
    'currentAccount', (select current_account from residents r join conversations c using (resident_id) where c.channel_user_id = $1),
    'heldBy', (select held_by from conversations where channel_user_id = $1),
    'bound', (select coalesce(json_agg(account_number order by account_number), '[]') from bindings where unbound_at is null and (resident_id = $1 or resident_id = (select resident_id from conversations where channel_user_id = $1))),
    'payments', (select coalesce(json_agg(json_build_object('id', payment_id, 'account', account_number, 'minor', amount_minor,
        'currency', currency, 'status', status, 'openedAt', opened_at, 'expiresAt', expires_at, 'paidAt', paid_at,
        'bills', (select json_agg(bill_id order by bill_id) from payment_bills b where b.payment_id = p.payment_id)) order by opened_at, payment_id), '[]')
      from payments p),
    'cases', (select coalesce(json_agg(json_build_object('number', case_number, 'kind', kind, 'status', status, 'stage', stage,
        'account', account_number, 'priority', priority, 'team', owner_team, 'owner', owner, 'nextAction', next_action,
        'deadline', deadline, 'missing', missing, 'anonymous', anonymous, 'resident', resident_id, 'summary', summary,
        'sealed', sealed, 'promises', promises, 'openedAt', opened_at) order by opened_at, case_number), '[]') from cases),
    'acts', (select coalesce(json_agg(json_build_object('number', case_number, 'event', event, 'actor', actor) order by at, case_number, seq), '[]')
      from case_history where event <> 'opened'),
    'invoices', (select coalesce(json_agg(json_build_object('title', title, 'taxNumber', tax_number, 'status', status)), '[]') from invoices),
    'ratings', (select coalesce(json_agg(json_build_object('service', s.service, 'score', r.score, 'reasons', r.reasons, 'comment', r.comment)
        order by r.at), '[]') from ratings r join service_records s using (service_id)),
    'notices', (select coalesce(json_agg(json_build_object('topic', topic, 'wanted', wanted) order by topic), '[]')
      from (select distinct on (topic) topic, wanted from notice_choices order by topic, choice_id desc) n),
    'reports', (select coalesce(json_agg(json_build_object('scope', scope, 'account', account_number, 'address', address,
        'outage', outage_id) order by at, case_number), '[]') from outage_reports),
    'instants', (select coalesce(json_agg(at), '[]') from (
      select from_at as at from outages union select to_at from outages union select estimated_restoration from outages
      union select next_word_at from outages union select restored_at from outages union select plan_to from outages
      union select expires_at from verifications union select (window_start + window_seconds * interval '1 second') from counters
      union select at from case_history) x where at is not null)
  )) as seen`;

export interface Seen {
  readonly turns: readonly SaidTurn[];
  readonly rows: Rows;
  /** Messages that nobody answered. */
  readonly unanswered: number;
}

export async function look(world: World, channelUserId: string, after: number): Promise<Seen> {
  const { rows } = await world.reader.query<{ seen: Seen }>(SQL, [channelUserId, after]);
  const seen = rows[0]?.seen;
  if (!seen) throw new Error('the look found nothing at all');
  return seen;
}
