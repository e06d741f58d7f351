/** Consents to subscribe messages, one row each: given by a person, spent on one message, or worth nothing any more. */
import { sql } from 'kysely';
import type { SubscriptionAnswer } from '../domain/mini-templates.ts';
import type { Write } from './commit.ts';
import type { Database } from './tables.ts';

/** The same prompt told twice is one prompt. */
export const keepAnswers =
  (
    { residentId, openId, prompt, now }: { residentId: string; openId: string; prompt: string; now: Date },
    answers: readonly { readonly templateId: string; readonly answer: SubscriptionAnswer }[],
  ): Write =>
  (db) =>
    db
      .insertInto('subscriptions')
      .values(
        answers.map(({ templateId, answer }) => ({
          resident_id: residentId,
          open_id: openId,
          template_id: templateId,
          prompt,
          answer,
          at: now,
          spent_at: null,
          spent_on: null,
        })),
      )
      .onConflict((conflict) => conflict.doNothing());

export interface StandingConsent {
  readonly templateId: string;
  /** Messages that may still be sent. */
  readonly left: number;
  /** The newest answer. */
  readonly answer: SubscriptionAnswer;
}

export async function consentsOf(db: Database, openId: string): Promise<readonly StandingConsent[]> {
  const { rows } = await sql<{ template_id: string; left: number; answer: SubscriptionAnswer }>`
    select template_id, count(*) filter (where answer = 'accept' and spent_at is null)::int as left,
      (array_agg(answer order by subscription_id desc))[1] as answer
    from subscriptions where open_id = ${openId} group by template_id order by template_id`.execute(db);
  return rows.map((row) => ({ templateId: row.template_id, left: row.left, answer: row.answer }));
}

/** Uses up the oldest consent, once for each message; false: there is none. */
export async function spendConsent(
  db: Database,
  { openId, templateId, on, now }: { openId: string; templateId: string; on: string; now: Date },
): Promise<boolean> {
  const { rows } = await sql<{ spent: boolean }>`
    with before as (select 1 from subscriptions where open_id = ${openId} and template_id = ${templateId} and spent_on = ${on}),
      spent as (update subscriptions set spent_at = ${now}::timestamptz, spent_on = ${on} where subscription_id = (
          select subscription_id from subscriptions where open_id = ${openId} and template_id = ${templateId}
            and answer = 'accept' and spent_at is null and not exists (select from before)
          order by subscription_id limit 1 for update skip locked)
        returning 1)
    select exists (select from before) or exists (select from spent) as spent`.execute(db);
  return rows[0]?.spent ?? false;
}

/** WeChat certainly did not use it: it may be spent again. */
export async function giveConsentBack(db: Database, openId: string, templateId: string, on: string): Promise<void> {
  await db
    .updateTable('subscriptions')
    .set({ spent_at: null, spent_on: null })
    .where('open_id', '=', openId)
    .where('template_id', '=', templateId)
    .where('spent_on', '=', on)
    .execute();
}

/** WeChat says that there is none: what we count beyond that is nothing. */
export async function voidConsents(
  db: Database,
  { openId, templateId, why, now }: { openId: string; templateId: string; why: string; now: Date },
): Promise<void> {
  await db
    .updateTable('subscriptions')
    .set({ spent_at: now, spent_on: sql<string>`'void:' || subscription_id || ': ' || ${why}::text` })
    .where('open_id', '=', openId)
    .where('template_id', '=', templateId)
    .where('answer', '=', 'accept')
    .where('spent_at', 'is', null)
    .execute();
}

/**
 * A notice for the mini program of whoever talks in this conversation, to the WeChat user of theirs who agreed last; nobody:
 * nothing. Which form tells it, and whether a consent for that very form is left, is looked at when it leaves.
 */
export const noticeForMini =
  (notice: {
    readonly conversationId: string;
    readonly body: unknown;
    /** UUID. */
    readonly retryKey: string;
    readonly now: Date;
    readonly uselessAt: Date;
  }): Write =>
  () =>
    sql`
    insert into outbox (conversation_id, channel, recipient, body, retry_key, due_at, useless_at, worth)
    select ${notice.conversationId}, 'wechat-mini-notice', s.open_id, ${JSON.stringify(notice.body)}::jsonb, ${notice.retryKey}::uuid,
      ${notice.now}::timestamptz, ${notice.uselessAt}::timestamptz, 'low'
    from conversations c cross join lateral kin_of(c.resident_id) k join identities i on i.resident_id = k.resident_id and i.provider = 'wechat-mini'
      join lateral (select o.open_id, o.subscription_id from subscriptions o where o.open_id = i.subject and o.answer = 'accept' and o.spent_at is null
        order by o.subscription_id desc limit 1) s on true
    where c.conversation_id = ${notice.conversationId} order by s.subscription_id desc limit 1`;
