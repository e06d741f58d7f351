/** A fresh database for a test file, copied from the migrated template. */
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { connect } from '../../src/store/connect.ts';
import { TEMPLATE } from './postgres.ts';

export async function testDatabase() {
  const at = (database: string) => inject('postgres').replace('DATABASE', database);
  const name = `test_${randomBytes(6).toString('hex')}`;
  const run = async (statement: string) => {
    const client = new pg.Client({ connectionString: at('postgres') });
    await client.connect();
    try {
      await client.query(statement);
    } finally {
      await client.end();
    }
  };
  // Copying a template fails while somebody else copies it at the same moment: then it is tried again.
  for (let attempt = 1; ; attempt += 1) {
    try {
      await run(`create database ${name} template ${TEMPLATE}`);
      break;
    } catch (error) {
      if (attempt >= 20) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50 * attempt));
    }
  }
  const url = at(name);
  const { db, pool } = connect({ connectionString: url, max: 10 });
  return {
    db,
    pool,
    url,
    drop: async () => {
      await pool.end();
      await run(`drop database ${name} with (force)`);
    },
  };
}
