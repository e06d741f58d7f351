/** The database our commands work on: DATABASE_URL, or the embedded cluster in .data, started unless another command runs it. */
import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { ConfigError, readConfig } from '../config.ts';
import { clockOfService } from './service-clock.ts';

export interface LocalDatabase {
  readonly databaseUrl: string;
  readonly tokenSecret: string;
  /** What processes on this database must have alike, as settings: the secret, and the clock of the service that runs on it. */
  readonly shared: Readonly<Record<string, string>>;
  /** Ends the cluster if this process started it. */
  stop(): Promise<void>;
}

type Running = Pick<LocalDatabase, 'databaseUrl' | 'tokenSecret'>;

const DATA = fileURLToPath(new URL('../../.data', import.meta.url));

/** Throws a ConfigError when the environment is not right; in production DATABASE_URL needs its TOKEN_SECRET beside it. */
export async function localDatabase(
  environment: Readonly<Record<string, unknown>>,
  data = DATA,
): Promise<LocalDatabase> {
  const announcement = join(data, 'running.json');
  const stop = async () => {};
  if (environment.DATABASE_URL) {
    // A developer's own database may do with the secret kept here; in production it is given or nothing starts.
    const kept =
      environment.NODE_ENV === 'production' || environment.TOKEN_SECRET
        ? undefined
        : await keptSecret(join(data, 'token-secret'));
    const { databaseUrl, tokenSecret } = readConfig(
      { ...environment, ...(kept && { TOKEN_SECRET: kept }) },
      Date.now(),
    );
    if (databaseUrl) return { ...(await withShared({ databaseUrl, tokenSecret })), stop };
  }
  if (environment.NODE_ENV === 'production')
    throw new ConfigError('DATABASE_URL: missing (in production no database is made beside the code)');
  const running = await announced(announcement);
  if (running) return { ...(await withShared(running)), stop };

  await mkdir(data, { recursive: true });
  const tokenSecret = String(environment.TOKEN_SECRET || (await keptSecret(join(data, 'token-secret'))));
  readConfig({ ...environment, TOKEN_SECRET: tokenSecret }, Date.now());
  // Only now: an installation without development tools has its own database, and need not have this one.
  const { startPostgres } = await import('./postgres.ts');
  const cluster = await startPostgres({ dir: join(data, 'postgres'), keep: true });
  try {
    await cluster.ensureDatabase('wattline');
    const databaseUrl = cluster.url('wattline');
    // Written beside and renamed: nobody reads half of it.
    await writeFile(`${announcement}.new`, JSON.stringify({ databaseUrl, tokenSecret }), { mode: 0o600 });
    await rename(`${announcement}.new`, announcement);
    // However this process ends, unless it is killed: nobody should be sent to a cluster that is gone.
    process.once('exit', () => rmSync(announcement, { force: true }));
    return {
      ...(await withShared({ databaseUrl, tokenSecret })),
      stop: async () => {
        await rm(announcement, { force: true });
        await cluster.stop();
      },
    };
  } catch (error) {
    await cluster.stop();
    throw error;
  }
}

const withShared = async (running: Running) => ({
  ...running,
  shared: { TOKEN_SECRET: running.tokenSecret, ...(await clockOfService(running.databaseUrl)) },
});

/** The cluster another command announced; null when there is none, or only what a killed command left behind. */
async function announced(file: string): Promise<Running | null> {
  try {
    const { databaseUrl, tokenSecret } = JSON.parse(await readFile(file, 'utf8')) as Running;
    const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 2_000 });
    client.on('error', () => {});
    try {
      await client.connect();
    } finally {
      await client.end().catch(() => {});
    }
    return { databaseUrl, tokenSecret };
  } catch {
    return null;
  }
}

/** Made once: tokens and ID numbers' hashes of this database stay good from start to start. */
async function keptSecret(file: string): Promise<string> {
  await mkdir(dirname(file), { recursive: true });
  try {
    await writeFile(file, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'EEXIST') throw error;
  }
  return (await readFile(file, 'utf8')).trim();
}
