/** Moves that came to the tables of domain/case-processes.ts since they were first written down. */
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { TRANSITIONS } from '../../domain/case-processes.ts';

export const caseMoves: Migration = {
  async up(db) {
    for (const { process, from, event, to } of TRANSITIONS) {
      await sql`insert into case_transitions values (${process}, ${from ?? ''}, ${event}, ${to}) on conflict do nothing`.execute(
        db,
      );
    }
  },
};
