/** Opens the database: one place for pool sizes, time-outs and how PostgreSQL's types are read. */
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { type StatementNames, statementNames } from './statement-names.ts';
import type { Database, Tables } from './tables.ts';

/** PostgreSQL's type numbers: 20 bigint → BigInt, 1082 date → 'YYYY-MM-DD' as it stands (a Date would shift it by the time zone). */
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    if (oid === 20) return BigInt;
    if (oid === 1082) return (text: string) => text;
    return pg.types.getTypeParser(oid, format);
  }) as pg.CustomTypesConfig['getTypeParser'],
};

export interface ConnectOptions {
  readonly connectionString: string;
  /** Connections at most; a Worker's request needs few, a Node process more. */
  readonly max: number;
  /** Connections that live long and are PostgreSQL's own: statements that come again are read and planned once. */
  readonly keepsPlans?: boolean;
  /** Who gives up on a statement: PostgreSQL and then we (`both`), we alone (`ours`), or nobody, for what may take its time (`none`). */
  readonly limits?: 'both' | 'ours' | 'none';
}

const PATIENCE_MS = 3_000;
/**
 * PostgreSQL gives up a little before we do: what we refuse is then not carried out later, and no backend goes on waiting for a
 * lock that nobody waits for any more.
 */
const ON_SERVER = { statement_timeout: 2_750, lock_timeout: 2_500 } as const;

/**
 * Time-outs (facts/reliability.md D16): 1 s to get a connection, 3 s for a statement, so that a slow database sheds load
 * instead of piling up requests. Hyperdrive pools by transaction: nothing here may rely on session state.
 */
export function connect({ connectionString, max, keepsPlans = false, limits = 'both' }: ConnectOptions): {
  db: Database;
  pool: pg.Pool;
} {
  const pool = new pg.Pool({
    connectionString,
    max,
    connectionTimeoutMillis: 1_000,
    idleTimeoutMillis: 30_000,
    types,
    ...(limits !== 'none' && { query_timeout: PATIENCE_MS }),
    ...(limits === 'both' && ON_SERVER),
  });
  // A connection that dies must not take the process with it, idle or in use: the query that waits on it fails, the next gets a new one.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  const open = async (): Promise<pg.PoolClient> => {
    try {
      return await pool.connect();
    } catch (error) {
      if (!refusesLimits(error)) throw error;
      Object.assign(pool.options, { statement_timeout: undefined, lock_timeout: undefined });
      return await pool.connect();
    }
  };
  const asked = { connect: open as pg.Pool['connect'], end: () => pool.end() };
  return { db: databaseOn(asked, keepsPlans ? statementNames() : null), pool };
}

/** A pool in between that knows few words at the start, e.g. PgBouncer: it is reached without ours, and may have limits of its own. */
const refusesLimits = (error: unknown): boolean =>
  error instanceof Error && /unsupported startup parameter/i.test(error.message);

/** A database on somebody's pool: a Worker has one pool a request, behind one Database that lives as long as the isolate. */
export const databaseOn = (pool: Pick<pg.Pool, 'connect' | 'end'>, names: StatementNames | null = null): Database =>
  new Kysely<Tables>({
    dialect: new PostgresDialect({
      pool: {
        connect: async () => handedOnce(await pool.connect(), names),
        end: () => pool.end(),
      } as unknown as pg.Pool,
    }),
  });

/** A connection that failed us, or still owes an answer that was waited for too long, goes to nobody else. */
function handedOnce(client: pg.PoolClient, names: StatementNames | null) {
  let broken = false;
  const ask = async (text: string, values: unknown[]) => {
    const name = values.length > 0 ? names?.of(text) : undefined;
    if (name === undefined) return await client.query(text, values);
    try {
      return await client.query({ name, text, values });
    } catch (error) {
      if (!names?.isToBlame(error)) throw error;
      // Nothing was carried out. Inside a transaction the second try is refused, and that transaction fails as a whole.
      broken = true;
      return await client.query(text, values);
    }
  };
  return {
    query: async (text: string, values: unknown[]) => {
      try {
        return await ask(text, values);
      } catch (error) {
        broken ||= isDatabaseAway(error) && !wasGivenUp(error);
        throw error;
      }
    },
    release: (destroy = false) => client.release(destroy || broken),
  };
}

/** PostgreSQL gave up on a statement that took, or waited for a lock, too long: nothing of it was carried out, the connection is good. */
function wasGivenUp(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return code === '57014' || code === '55P03';
}

/** Whether an error means that the database is away, or too slow, not that we asked something wrong. */
export function isDatabaseAway(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  if (wasGivenUp(error)) return true;
  const { code, message } = error as { code?: unknown; message?: unknown };
  // Class 08: connection; 57P01–57P03: shutting down or starting; 53: out of resources.
  if (
    typeof code === 'string' &&
    (/^(08|53)/.test(code) ||
      /^57P0[123]$/.test(code) ||
      ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT'].includes(code))
  )
    return true;
  return (
    typeof message === 'string' &&
    /(connection|timeout exceeded|query read timeout|connect)/i.test(message) &&
    !/constraint/.test(message)
  );
}
