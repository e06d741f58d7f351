/** What residents must have been told, read from the service's own books: every turn's texts, in order. */
import { sql } from 'kysely';
import { toWechatTexts } from '../../../src/channels/wechat/replies.ts';
import type { Answer } from '../../../src/conversation/message.ts';
import { WECHAT_WORDS } from '../../../src/conversation/sentences/wechat.ts';
import type { Locale } from '../../../src/domain/names.ts';
import type { Database } from '../../../src/store/tables.ts';

export interface Books {
  /** Ids of messages that were answered, in the order of their turns. */
  readonly answered: readonly string[];
  /** What was to be said, in order. */
  readonly texts: readonly string[];
  /** Replies that the gateway has not named as delivered. */
  readonly open: number;
}

export async function booksOf(db: Database, talkerId: string): Promise<Books> {
  const { rows } = await sql<{ event_id: string; answer: Answer; locale: Locale }>`
    select i.event_id, t.answer, r.locale from turns t join inbox i using (inbox_id)
      join conversations c on c.conversation_id = t.conversation_id join residents r on r.resident_id = c.resident_id
    where i.channel = 'wechaty' and i.channel_user_id = ${talkerId} order by t.turn`.execute(db);
  const open = await sql<{ n: number }>`select count(*)::int as n from outbox
    where channel = 'wechaty' and recipient = ${talkerId} and sent_at is null`.execute(db);
  return {
    answered: rows.map((row) => row.event_id),
    texts: rows.flatMap((row) => toWechatTexts(row.answer.replies, WECHAT_WORDS[row.locale]).map(({ text }) => text)),
    open: open.rows[0]?.n ?? 0,
  };
}
