/** A person taken out of the tables; what the law keeps stays, under an id that tells nothing. In a transaction, after `holdPerson`. */
import { type RawBuilder, sql } from 'kysely';
import { anyOf, theirNames } from './persons.ts';
import type { Database } from './tables.ts';

/** A person as the tables know them: ids of residents, and the keyed hashes that their anonymous reports carry. */
export interface Whole {
  readonly residents: readonly string[];
  readonly reporters: readonly string[];
}

/** Cases that they opened, under their name or without. */
const theirCases = ({ residents, reporters }: Whole) =>
  sql`(c.resident_id = ${anyOf(residents)} or c.reporter_hash = ${anyOf(reporters)})`;

/** What of a case's summary leads to a person; the matter itself is kept as long as the law wants it. */
const LEADS_TO_THEM = [
  'applicant',
  'phone',
  'newPhone',
  'address',
  'place',
  'coordinates',
  'parkingSpace',
  'slots',
  'conversationId',
  'message',
];

/** Nobody joins, parts or opens anything in their name until the transaction is over. */
export async function holdPerson(db: Database, residents: readonly string[]): Promise<void> {
  await sql`select from residents where resident_id = ${anyOf(residents)} order by resident_id for update`.execute(db);
}

/** What has to be opened or taken elsewhere before it goes: sealed telephones, papers. */
export async function beforeErasing(
  db: Database,
  whole: Whole,
): Promise<{
  readonly phones: readonly string[];
  readonly sealed: readonly string[];
  readonly papers: readonly string[];
}> {
  const { rows } = await sql<{ phones: string[]; sealed: string[]; papers: string[] }>`
    select array(select distinct a.phone from accounts a where a.account_number in (
        select account_number from bindings where resident_id = ${anyOf(whole.residents)}
        union select account_number from verifications where resident_id = ${anyOf(whole.residents)} and matched)) as phones,
      array(select c.sealed from cases c where ${theirCases(whole)} and c.sealed is not null) as sealed,
      array(select document_id from documents where resident_id = ${anyOf(whole.residents)}) as papers`.execute(db);
  return rows[0] ?? { phones: [], sealed: [], papers: [] };
}

/** `caseDays`: so long after its end the words of a case are kept. `phones`: where text messages went to them. */
export async function erase(
  db: Database,
  whole: Whole,
  given: { readonly phones: readonly string[]; readonly caseDays: number; readonly now: Date },
): Promise<void> {
  const { now } = given;
  const theirs = sql`= ${anyOf(whole.residents)}`;
  const conversations = sql`(select conversation_id from conversations where resident_id ${theirs})`;
  const messages = sql`(select inbox_id from turns where conversation_id in ${conversations})`;
  const statements: readonly RawBuilder<unknown>[] = [
    sql`delete from knowledge_questions where conversation_id in ${conversations}`,
    // Told for them on a channel that is another person's by now: the message is that one's, what it told is not.
    sql`update outbox set told_by = null where told_by in ${messages}`,
    sql`update outbox set carried_by = null where carried_by in (select outbox_id from outbox where conversation_id in ${conversations})`,
    sql`delete from outbox where conversation_id in ${conversations}`,
    sql`delete from outbox o using (${theirNames(whole.residents)}) n
      where o.conversation_id is null and o.channel = n.channel and o.recipient = n.channel_user_id`,
    sql`delete from outbox where conversation_id is null and channel = 'text-message' and recipient = ${anyOf(given.phones)}`,
    sql`with gone as (delete from turns where conversation_id in ${conversations} returning inbox_id)
      delete from inbox where inbox_id in (select inbox_id from gone)`,
    sql`update outbox set told_by = null where told_by in (select i.inbox_id from (${theirNames(whole.residents)}) n
      join inbox i using (channel, channel_user_id) where i.answered_at is null)`,
    sql`delete from inbox i using (${theirNames(whole.residents)}) n
      where i.channel = n.channel and i.channel_user_id = n.channel_user_id and i.answered_at is null`,
    sql`delete from inbox i using (${theirNames(whole.residents)}) n
      where i.channel = n.channel and i.channel_user_id = n.channel_user_id and i.answered_at is not null and i.content->>'kind' = 'other'`,
    sql`delete from channel_people p using (${theirNames(whole.residents)}) n
      where p.channel = n.channel and p.channel_user_id = n.channel_user_id`,
    sql`delete from conversations where resident_id ${theirs}`,
    ...['identities', 'open_ids', 'proven_phones', 'link_codes', 'subscriptions', 'verifications', 'bindings'].map(
      (table) => sql`delete from ${sql.ref(table)} where resident_id ${theirs}`,
    ),
    ...['idempotency_keys', 'notices'].map((table) => sql`delete from ${sql.ref(table)} where resident_id ${theirs}`),
    sql`update documents set removed_at = coalesce(removed_at, ${now}) where resident_id ${theirs}`,
    sql`update ratings set comment = null where comment is not null
      and service_id in (select service_id from service_records where resident_id ${theirs})`,
    sql`update payments set payer = null where resident_id ${theirs} and payer is not null`,
    sql`update invoices set title = '', tax_number = null, email = null
      where payment_id in (select payment_id from payments where resident_id ${theirs}) and resident_id ${theirs}`,
    sql`update outages set address = null, building_key = null, level_key = 'erased:' || outage_id
      where opened_by in (select c.case_number from cases c where ${theirCases(whole)}) and source = 'reports' and restored_at is not null`,
    sql`update outage_reports set address = null, building_key = null
      where case_number in (select c.case_number from cases c where ${theirCases(whole)})`,
    // One without a name may still be open: it goes on, and nobody learns whose it is.
    sql`update cases c set sealed = null, conversation_id = null, summary = c.summary - ${LEADS_TO_THEM}::text[],
        reason = case when c.kind = 'outage' then 'erased:' || c.case_number else c.reason end,
        blot_at = coalesce(c.blot_at, coalesce(c.closed_at, ${now}::timestamptz) + ${given.caseDays} * interval '1 day')
      where ${theirCases(whole)}`,
    sql`update residents set real_name = 'unverified', current_account = null, joined_to = null, joined_at = null,
        erased_at = coalesce(erased_at, ${now}), signed_out_at = ${now} where resident_id ${theirs}`,
  ];
  for (const statement of statements) await statement.execute(db);
}
