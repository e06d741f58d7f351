/** What leaves the house by itself names what happened, so that it can be told on another channel instead. */
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const toldElsewhere: Migration = {
  async up(db) {
    await sql.raw(TABLES).execute(db);
  },
};

const TABLES = `
-- The event of ours that this message tells; null: an answer, a person's words, or nothing that is owed on any channel.
alter table outbox add column told_by bigint references inbox;
create index outbox_told_by on outbox (told_by) where told_by is not null;
-- What may have to be told elsewhere; gone ones are in no index.
create index outbox_untold on outbox (given_up_at) where told_by is not null and sent_at is null and worth <> 'low';
`;
