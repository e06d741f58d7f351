/** What residents asked of the articles, what became of it, and what is missing. */
import { sql } from 'kysely';
import type { AskedQuestion, GapReason, MissReason } from '../domain/knowledge.ts';
import type { Write } from './commit.ts';
import type { Database } from './tables.ts';

/** The same turn run again asks the same thing once. */
export const recordQuestion =
  (asked: AskedQuestion): Write =>
  (db) =>
    db
      .insertInto('knowledge_questions')
      .values({
        question_id: asked.questionId,
        conversation_id: asked.conversationId,
        at: asked.at,
        locale: asked.locale,
        question: asked.question,
        outcome: asked.outcome,
        reason: asked.reason,
        article_id: asked.articleId,
        confidence: asked.confidence,
        helpful: null,
      })
      .onConflict((conflict) => conflict.column('question_id').doNothing());

/** Only where it was asked: a button's words could be anybody's. */
export const recordHelpful =
  (questionId: string, conversationId: string, helpful: boolean): Write =>
  (db) =>
    db
      .updateTable('knowledge_questions')
      .set({ helpful })
      .where('question_id', '=', questionId)
      .where('conversation_id', '=', conversationId);

export interface Gap {
  readonly question: string;
  readonly locale: string;
  readonly at: Date;
  readonly reason: GapReason;
  readonly articleId: string | null;
}

/** Who asks for a person this soon after an answer was not helped by it. */
const PERSON_WITHIN_MINUTES = 15;

/** Questions since a day that were not answered, or not well; newest first. */
export async function gapsSince(db: Database, since: Date, limit: number): Promise<readonly Gap[]> {
  const { rows } = await sql<{
    question: string;
    locale: string;
    at: Date;
    reason: MissReason | null;
    helpful: boolean | null;
    article_id: string | null;
  }>`
    select q.question, q.locale, q.at, q.reason, q.helpful, q.article_id from knowledge_questions q
    where q.at >= ${since} and (q.outcome = 'missed' or q.helpful = false
      or (q.helpful is null and q.outcome = 'answered' and exists (select from cases c where c.kind = 'handoff'
        and c.conversation_id = q.conversation_id and c.opened_at >= q.at
        and c.opened_at < q.at + make_interval(mins => ${PERSON_WITHIN_MINUTES}))))
    order by q.at desc limit ${limit}`.execute(db);
  return rows.map((row) => ({
    question: row.question,
    locale: row.locale,
    at: row.at,
    reason: row.reason ?? (row.helpful === false ? 'not-helpful' : 'person-asked'),
    articleId: row.article_id,
  }));
}
