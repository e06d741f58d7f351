/** Finished services and what residents thought of them: one rating each. */
import { type Selectable, sql } from 'kysely';
import type { Write } from './commit.ts';
import type { Database, Tables } from './tables.ts';

export interface ServiceRecord {
  readonly serviceId: string;
  readonly residentId: string;
  readonly service: string;
  /** What it was about, e.g. a payment id. */
  readonly subject: string | null;
  readonly finishedAt: Date;
  /** When the resident was asked for a rating; null: not yet. */
  readonly askedAt: Date | null;
}

export const recordService =
  (record: ServiceRecord): Write =>
  (db) =>
    db
      .insertInto('service_records')
      .values({
        service_id: record.serviceId,
        resident_id: record.residentId,
        service: record.service,
        subject: record.subject,
        finished_at: record.finishedAt,
        asked_at: record.askedAt,
      })
      // A case that was taken up again ends anew, and can be rated from then.
      .onConflict((c) =>
        c
          .column('service_id')
          .doUpdateSet({ finished_at: record.finishedAt })
          .where('service_records.service_id', 'like', 'case:%'),
      );

export const markAsked =
  (serviceId: string, now: Date): Write =>
  (db) =>
    db
      .updateTable('service_records')
      .set({ asked_at: now })
      .where('service_id', '=', serviceId)
      .where('asked_at', 'is', null);

/** A second rating of one service fails the commit on `ratings_pkey`. */
export const newRating =
  (rating: {
    serviceId: string;
    score: number;
    reasons: readonly string[];
    comment: string | null;
    now: Date;
  }): Write =>
  (db) =>
    db.insertInto('ratings').values({
      service_id: rating.serviceId,
      score: rating.score,
      reasons: [...rating.reasons],
      comment: rating.comment,
      at: rating.now,
    });

export interface Rateable extends ServiceRecord {
  readonly rated: boolean;
}

export interface RateableOf extends Rateable {
  /** The case it was, when it was one. */
  readonly caseNumber: string | null;
  /** Whom it was about: of the case, or of what was paid. */
  readonly accountNumber: string | null;
  /** Recovery cases that low ratings of this account, or of this resident where there is none, opened since `lowSince`. */
  readonly lowBefore: number;
}

/** A finished service with what a low rating of it has to know, in one round trip. */
export async function serviceRecord(db: Database, serviceId: string, lowSince: Date): Promise<RateableOf | null> {
  const { rows } = await sql<
    Selectable<Tables['service_records']> & {
      score: number | null;
      case_number: string | null;
      account_number: string | null;
      low_before: number;
    }
  >`
    with s as (
      select s.*, r.score, c.case_number, coalesce(c.account_number, p.account_number, b.account_number) as account_number
      from service_records s
      left join ratings r on r.service_id = s.service_id
      -- The id is computed on the side that is known, so that each table is looked into by its key.
      left join cases c on c.case_number = case when s.service_id like 'case:%' then substr(s.service_id, 6) end
      left join payments p on p.payment_id = case when s.service_id like 'payment:%' then substr(s.service_id, 9) end
      left join invoices i on i.invoice_id = case when s.service_id like 'invoice:%' then substr(s.service_id, 9) end
      left join payments b on b.payment_id = i.payment_id
      where s.service_id = ${serviceId}
    )
    select s.*, (select count(*)::int from cases low where low.kind = 'recovery' and low.reason like 'rating:%'
      and low.opened_at >= ${lowSince}
      and (low.account_number = s.account_number
        or (s.account_number is null and low.account_number is null and low.resident_id = s.resident_id))) as low_before
    from s`.execute(db);
  const [row] = rows;
  return row
    ? {
        ...toRateable(row),
        caseNumber: row.case_number,
        accountNumber: row.account_number,
        lowBefore: row.low_before,
      }
    : null;
}

/** What this resident could still rate, newest first, not older than `since`. */
export async function unrated(db: Database, residents: readonly string[], since: Date): Promise<readonly Rateable[]> {
  const rows = await db
    .selectFrom('service_records as s')
    .leftJoin('ratings as r', 'r.service_id', 's.service_id')
    .selectAll('s')
    .select('r.score')
    .where('s.resident_id', 'in', [...residents])
    .where('s.finished_at', '>=', since)
    .where('r.service_id', 'is', null)
    .orderBy('s.finished_at', 'desc')
    .limit(20)
    .execute();
  return rows.map(toRateable);
}

function toRateable(row: {
  service_id: string;
  resident_id: string;
  service: string;
  subject: string | null;
  finished_at: Date;
  asked_at: Date | null;
  score: number | null;
}): Rateable {
  return {
    serviceId: row.service_id,
    residentId: row.resident_id,
    service: row.service,
    subject: row.subject,
    finishedAt: row.finished_at,
    askedAt: row.asked_at,
    rated: row.score !== null,
  };
}
