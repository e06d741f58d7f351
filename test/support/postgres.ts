/** vitest's global set-up: one PostgreSQL for the run, with a migrated database, a few articles in it, that every test database is copied from. */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { type RunningPostgres, startPostgres } from '../../src/cli/postgres.ts';
import { connect } from '../../src/store/connect.ts';
import { migrate } from '../../src/store/migrate.ts';
import { publishSmall } from './articles.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Connection string of the database to send CREATE DATABASE to. */
    readonly postgresUrl: string;
  }
}

export const TEMPLATE = 'wattline_template';

let folder: string | null = null;
let cluster: RunningPostgres | null = null;

export async function setup(project: TestProject): Promise<void> {
  folder = await mkdtemp(join(tmpdir(), 'wattline-test-'));
  // Not root's alone: PostgreSQL runs as another user.
  await chmod(folder, 0o755);
  cluster = await startPostgres({ dir: join(folder, 'postgres'), keep: false });
  await cluster.ensureDatabase(TEMPLATE);
  const { db, pool } = connect({ connectionString: cluster.url(TEMPLATE), max: 1 });
  await migrate(db);
  await publishSmall(db);
  await pool.end();
  // A template that somebody is connected to cannot be copied: from now on nobody can connect.
  const client = new pg.Client({ connectionString: cluster.url('postgres') });
  await client.connect();
  await client.query(`alter database ${TEMPLATE} with is_template true allow_connections false`);
  await client.end();
  project.provide('postgresUrl', cluster.url('postgres'));
}

export async function teardown(): Promise<void> {
  await cluster?.stop();
  if (folder) await rm(folder, { recursive: true, force: true });
}
