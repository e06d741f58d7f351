/** Brings the database back to before the first run: what a run can make is deleted, what it can change is put back. */
import type pg from 'pg';
import { databaseOn } from '../../src/store/connect.ts';
import type { Database } from '../../src/store/tables.ts';

/** Filled before the first run, and changed by it. */
const CHANGED = ['accounts', 'residents', 'bindings', 'counters'];

/** One string of SQL; rules that forbid it look away. */
export async function blankAgain(reader: pg.Client): Promise<string> {
  const { rows } = await reader.query<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public' order by 1`,
  );
  const empty: string[] = [];
  for (const { name } of rows) {
    const filled = await reader.query(`select 1 from "${name}" limit 1`);
    if (filled.rows.length === 0) empty.push(name);
  }
  const kept = CHANGED.filter((name) => !empty.includes(name));
  // What the database works out itself can't be put back by hand.
  const written = await reader.query<{ name: string; columns: string }>(
    `select table_name as name, string_agg(format('%I', column_name), ', ' order by ordinal_position) as columns
     from information_schema.columns where table_schema = 'public' and is_generated = 'NEVER' group by 1`,
  );
  const columnsOf = new Map(written.rows.map(({ name, columns }) => [name, columns]));
  await reader.query('create schema blank');
  for (const name of kept) await reader.query(`create table blank."${name}" as table public."${name}"`);
  return [
    'set session_replication_role = replica',
    ...empty.map((name) => `delete from "${name}"`),
    ...kept.map(
      (name) =>
        `delete from "${name}"; insert into "${name}" (${columnsOf.get(name)}) select ${columnsOf.get(name)} from blank."${name}"`,
    ),
    'set session_replication_role = origin',
  ].join('; ');
}

/** The database that may answer what was true before: each question is asked once, settings never change in a run. */
export function remembering(reader: pg.Client): Database {
  const answers = new Map<string, Promise<unknown>>();
  const query = (text: string, values: unknown[]): Promise<unknown> => {
    const key = `${text} ${JSON.stringify(values)}`;
    const known = answers.get(key) ?? reader.query(text, values);
    answers.set(key, known);
    return known;
  };
  return databaseOn({
    connect: (async () => ({ query, release: () => {} })) as unknown as pg.Pool['connect'],
    end: async () => {},
  });
}
