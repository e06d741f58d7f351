/** Finished services and what residents thought of them: one rating each. */
import type { Write } from './commit.ts';
import type { Database } from './tables.ts';

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
      .onConflict((c) => c.doNothing());

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

export async function serviceRecord(db: Database, serviceId: string): Promise<Rateable | null> {
  const row = await db
    .selectFrom('service_records as s')
    .leftJoin('ratings as r', 'r.service_id', 's.service_id')
    .selectAll('s')
    .select('r.score')
    .where('s.service_id', '=', serviceId)
    .executeTakeFirst();
  return row ? toRateable(row) : null;
}

/** What this resident could still rate, newest first, not older than `since`. */
export async function unrated(db: Database, residentId: string, since: Date): Promise<readonly Rateable[]> {
  const rows = await db
    .selectFrom('service_records as s')
    .leftJoin('ratings as r', 'r.service_id', 's.service_id')
    .selectAll('s')
    .select('r.score')
    .where('s.resident_id', '=', residentId)
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
