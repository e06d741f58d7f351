/** One real PostgreSQL for a whole test run, with a migrated template that every test database is copied from. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startPostgres } from '../../src/cli/postgres.ts';
import { connect } from '../../src/store/connect.ts';
import { migrate } from '../../src/store/migrate.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Connection string of the template's cluster, with `DATABASE` where the name goes. */
    postgres: string;
  }
}

export const TEMPLATE = 'wattline_template';

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dir = mkdtempSync(join(tmpdir(), 'wattline-test-'));
  const postgres = await startPostgres({ dir: join(dir, 'postgres'), keep: false });
  await postgres.ensureDatabase(TEMPLATE);
  const { db, pool } = connect({ connectionString: postgres.url(TEMPLATE), max: 1 });
  await migrate(db);
  await pool.end();
  project.provide('postgres', postgres.url('DATABASE'));
  return async () => {
    await postgres.stop();
    rmSync(dir, { recursive: true, force: true });
  };
}
