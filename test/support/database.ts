/** A database of one's own for a test: a copy of the migrated template, made in well under a second. */
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { connect } from '../../src/store/connect.ts';
import type { Database } from '../../src/store/tables.ts';
import { TEMPLATE } from './postgres.ts';

export interface TestDatabase {
  readonly db: Database;
  readonly pool: pg.Pool;
  readonly url: string;
  /** Ends the pool and deletes the database, whoever is still connected. */
  drop(): Promise<void>;
}

/** Few connections each: many workers share one PostgreSQL. */
export async function testDatabase({ max = 8 }: { max?: number } = {}): Promise<TestDatabase> {
  const server = inject('postgresUrl');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await tell(server, `create database ${name} template ${TEMPLATE}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const { db, pool } = connect({ connectionString: url.href, max });
  return {
    db,
    pool,
    url: url.href,
    drop: async () => {
      await pool.end();
      await tell(server, `drop database if exists ${name} with (force)`);
    },
  };
}

async function tell(server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
