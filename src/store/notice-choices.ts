/** Consent by topic: rows are only ever added, and the newest counts. */
import type { ChoiceWay, NoticeTopic, StandingChoice } from '../domain/notices.ts';
import type { Write } from './commit.ts';
import type { Database } from './tables.ts';

/** The newest choice of each topic that was ever chosen. */
export async function newestChoices(db: Database, residentId: string): Promise<readonly StandingChoice[]> {
  const rows = await db
    .selectFrom('notice_choices')
    .distinctOn('topic')
    .select(['topic', 'wanted', 'given_by', 'at'])
    .where('resident_id', '=', residentId)
    .orderBy('topic')
    .orderBy('choice_id', 'desc')
    .execute();
  return rows.map(({ topic, wanted, given_by, at }) => ({ topic, on: wanted, since: at, by: given_by }));
}

export const recordChoices =
  (
    residentId: string,
    chosen: readonly { readonly topic: NoticeTopic; readonly on: boolean }[],
    by: ChoiceWay,
    now: Date,
  ): Write =>
  (db) =>
    db
      .insertInto('notice_choices')
      .values(chosen.map(({ topic, on }) => ({ resident_id: residentId, topic, wanted: on, given_by: by, at: now })));
