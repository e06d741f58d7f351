/** A person over all their channels: who they are, what the house keeps of them, and who looked at it or had it erased. */
import { type RawBuilder, sql } from 'kysely';
import type { Write } from './commit.ts';
import type { Person } from './conversations.ts';
import type { Database } from './tables.ts';

/** All residents of the person whom a resident's id, or a channel's name for them, stands for; none: nobody here. */
export async function residentsOfPerson(db: Database, who: string | Person): Promise<readonly string[]> {
  const one =
    typeof who === 'string'
      ? sql`select ${who}::text as resident_id`
      : sql`select resident_id from identities where provider = ${who.channel} and subject = ${who.channelUserId}
          union select resident_id from conversations where channel = ${who.channel} and channel_user_id = ${who.channelUserId}`;
  const { rows } = await sql<{ resident_id: string }>`
    select distinct k.resident_id from (${one}) o cross join lateral kin_of(o.resident_id) k order by 1`.execute(db);
  return rows.map((row) => row.resident_id);
}

/** Of a list, as PostgreSQL takes it. */
export const anyOf = (ids: readonly string[]) => sql`any(${[...ids]}::text[])`;

/** The names that channels have for them. */
export const theirNames = (residents: readonly string[]) => sql`
  select provider as channel, subject as channel_user_id from identities where resident_id = ${anyOf(residents)}
  union select channel, channel_user_id from conversations where resident_id = ${anyOf(residents)}`;

type Open = 'case' | 'outage' | 'payment' | 'refund';

/** What is not over yet, by its number or id, so that nobody can be erased meanwhile. */
export async function openBusiness(
  db: Database,
  residents: readonly string[],
): Promise<readonly { readonly what: Open; readonly id: string }[]> {
  const { rows } = await sql<{ what: Open; id: string }>`
    select 'case' as what, c.case_number as id from cases c where c.resident_id = ${anyOf(residents)} and c.status = 'open'
    union all select 'payment', p.payment_id from payments p where p.resident_id = ${anyOf(residents)} and p.status = 'pending'
    union all select 'refund', r.refund_id from payments p join refunds r using (payment_id)
      where p.resident_id = ${anyOf(residents)} and r.ended_at is null
    -- Its place is what they wrote, and others look for it there.
    union all select 'outage', o.outage_id from cases c join outages o on o.opened_by = c.case_number
      where c.resident_id = ${anyOf(residents)} and o.restored_at is null
    order by 1, 2`.execute(db);
  return rows;
}

type Kept = Readonly<Record<string, unknown>>;

/**
 * Every row of theirs, by what it is. What is sealed comes as it lies there, what was sent as the answers it was. Cases that they
 * filed without a name are not among theirs.
 */
export async function keptOf(
  db: Database,
  residents: readonly string[],
): Promise<Readonly<Record<string, readonly Kept[]>>> {
  const theirs = sql`= ${anyOf(residents)}`;
  const kept: Readonly<Record<string, RawBuilder<unknown>>> = {
    residents: sql`select resident_id, locale, locale_chosen, real_name, current_account, created_at, joined_to, joined_at
      from residents where resident_id ${theirs} order by created_at`,
    identities: sql`select resident_id, provider, subject, since from identities where resident_id ${theirs} order by since`,
    openIds: sql`select app_id, open_id, seen_at from open_ids where resident_id ${theirs} order by seen_at`,
    onChannels: sql`select p.channel, p.channel_user_id, p.left_at, p.as_of, p.menu
      from (${theirNames(residents)}) n join channel_people p using (channel, channel_user_id)`,
    provenPhones: sql`select masked, proven_by, at from proven_phones where resident_id ${theirs} order by at`,
    bindings: sql`select b.account_number, a.holder, a.address, b.nickname, b.bound_at, b.unbound_at
      from bindings b join accounts a using (account_number) where b.resident_id ${theirs} order by b.bound_at`,
    verifications: sql`select account_number, created_at, confirmed_at, used_at from verifications where resident_id ${theirs} order by created_at`,
    conversations: sql`select c.conversation_id, c.channel, c.channel_user_id, c.updated_at, c.session,
        (select coalesce(json_agg(json_build_object('turn', t.turn, 'writtenAt', i.event_at, 'message', i.content, 'answeredAt', t.at,
          'answer', t.answer->'replies', 'service', t.answer->'turn'->>'service') order by t.turn), '[]'::json)
          from turns t join inbox i using (inbox_id) where t.conversation_id = c.conversation_id) as messages
      from conversations c where c.resident_id ${theirs} order by c.updated_at`,
    waiting: sql`select i.channel, i.event_at, i.content from (${theirNames(residents)}) n
      join inbox i using (channel, channel_user_id) where i.answered_at is null order by i.event_at`,
    sent: sql`select o.channel, o.recipient, o.due_at, o.sent_at from outbox o
      join conversations c using (conversation_id) where c.resident_id ${theirs} order by o.outbox_id`,
    questions: sql`select q.at, q.question, q.outcome, q.article_id, q.helpful from knowledge_questions q
      join conversations c using (conversation_id) where c.resident_id ${theirs} order by q.at`,
    cases: sql`select c.case_number, c.kind, c.status, c.stage, c.owner_team, c.owner, c.next_action, c.deadline, c.account_number,
        c.promises, c.missing, c.summary, c.sealed, c.opened_at, c.closed_at,
        (select json_agg(json_build_object('seq', h.seq, 'at', h.at, 'event', h.event, 'actor', h.actor, 'data', h.data::json)
          order by h.seq) from case_history h where h.case_number = c.case_number) as history,
        (select json_build_object('text', k.text, 'made_at', k.made_at, 'signed_at', k.signed_at)
          from contracts k where k.case_number = c.case_number) as contract
      from cases c where c.resident_id ${theirs} order by c.opened_at`,
    outageReports: sql`select r.case_number, r.at, r.scope, r.account_number, r.address, r.since from outage_reports r
      join cases c using (case_number) where c.resident_id ${theirs} order by r.at`,
    papers: sql`select document_id, kind, type, size, case_number, uploaded_at, removed_at
      from documents where resident_id ${theirs} order by uploaded_at`,
    payments: sql`select p.payment_id, p.account_number, p.method, p.amount_minor, p.currency, p.status, p.payer, p.opened_at, p.paid_at,
        (select json_agg(bill_id order by bill_id) from payment_bills b where b.payment_id = p.payment_id) as bills
      from payments p where p.resident_id ${theirs} order by p.opened_at`,
    refunds: sql`select r.refund_id, r.payment_id, r.amount_minor, r.currency, r.status, r.requested_at, r.ended_at
      from payments p join refunds r using (payment_id) where p.resident_id ${theirs} order by r.requested_at`,
    invoices: sql`select i.invoice_id, i.payment_id, i.title, i.tax_number, i.email, i.status, i.document, i.issued_at, i.reversed_at,
        coalesce(i.amount_minor, p.amount_minor) as amount_minor, p.currency
      from payments p join invoices i using (payment_id) where p.resident_id ${theirs} order by i.issued_at`,
    services: sql`select s.service_id, s.service, s.subject, s.finished_at, r.score, r.reasons, r.comment, r.at as rated_at
      from service_records s left join ratings r using (service_id) where s.resident_id ${theirs} order by s.finished_at`,
    consents: sql`select topic, wanted, given_by, at from notice_choices where resident_id ${theirs} order by choice_id`,
    subscriptions: sql`select template_id, prompt, answer, at, spent_at from subscriptions where resident_id ${theirs} order by subscription_id`,
    notices: sql`select topic, subject, account_number, kind, at, said_at from notices where resident_id ${theirs} order by notice_id`,
    calls: sql`select key, status, body, created_at from idempotency_keys where resident_id ${theirs} order by created_at`,
  };
  const found: Record<string, readonly Kept[]> = {};
  for (const [what, query] of Object.entries(kept)) {
    const { rows } = await sql<{ row: Kept }>`select to_jsonb(t) as row from (${query}) t`.execute(db);
    found[what] = rows.map(({ row }) => row);
  }
  return found;
}

/** Numbers of the cases that carry one of these reporters' keyed hashes. */
export async function namelessCases(db: Database, reporters: readonly string[]): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('cases')
    .select('case_number')
    .where(sql<boolean>`reporter_hash = ${anyOf(reporters)}`)
    .execute();
  return rows.map((row) => row.case_number);
}

/** Who gave a person's data out or erased it. */
export const notePersonAct =
  (act: {
    readonly actId: string;
    readonly act: 'export' | 'erase';
    readonly residents: readonly string[];
    readonly staffId: string | null;
    readonly why: string | null;
    readonly now: Date;
  }): Write =>
  (db) =>
    db.insertInto('person_acts').values({
      act_id: act.actId,
      act: act.act,
      residents: [...act.residents],
      staff_id: act.staffId,
      why: act.why,
      at: act.now,
    });
