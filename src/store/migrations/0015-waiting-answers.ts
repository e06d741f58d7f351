/** Answers that wait for the person they are for, found by that person; gone ones are in no index. */
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const waitingAnswers: Migration = {
  async up(db) {
    await sql
      .raw('create index outbox_waiting on outbox (channel, recipient, outbox_id) where sent_at is null')
      .execute(db);
  },
};
