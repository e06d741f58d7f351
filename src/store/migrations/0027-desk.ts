/** What the desk lists and counts is found by its time: without these every look at it reads whole tables. */
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const desk: Migration = {
  async up(db) {
    await sql.raw(INDEXES).execute(db);
  },
};

const INDEXES = `
-- Cases that are over, newest first.
create index cases_closed on cases (closed_at, case_number) where status = 'closed';
-- Which closed cases were open in a period; open ones have indexes of their own. A clock that ran behind another one's
-- may end a case before it began: that is no reason to refuse its end.
create index cases_by_life on cases using gist (tstzrange(opened_at, greatest(opened_at, closed_at), '[]'))
  where closed_at is not null;
create index case_history_counted on case_history (at) where event in ('chased', 'reopened');
-- With who wrote, so that the rows themselves are not read; news that were told are no messages.
create index inbox_messages_answered on inbox (answered_at, channel, channel_user_id)
  where answered_at is not null and content->>'kind' <> 'event';
create index service_records_asked on service_records (asked_at) where asked_at is not null;
create index ratings_by_time on ratings (at);
create index payments_by_opening on payments (opened_at);
`;
