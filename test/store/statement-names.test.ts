/** A connection that is kept keeps its plans, and nothing that happens to them on the way loses a statement. */
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { connect } from '../../src/store/connect.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';

let database: TestDatabase;
let kept: ReturnType<typeof connect>;

beforeAll(async () => {
  database = await testDatabase();
  await database.pool.query('create table things (id integer primary key, name text not null)');
  await database.pool.query(`insert into things select i, 'thing ' || i from generate_series(1, 9) i`);
});
beforeEach(() => {
  // One connection: every statement meets what the one before it left.
  kept = connect({ connectionString: database.url, max: 1, keepsPlans: true });
  return () => kept.pool.end();
});
afterAll(() => database.drop());

const thing = async (id: number, db = kept.db): Promise<unknown> => {
  const { rows } = await sql`select * from things where id = ${id}`.execute(db);
  return rows[0];
};
const thrice = async () => {
  for (const id of [1, 2, 3]) await thing(id);
};
const prepared = async (): Promise<string[]> => {
  const { rows } = await kept.pool.query<{ statement: string }>('select statement from pg_prepared_statements');
  return rows.map(({ statement }) => statement);
};

test('what is asked a third time is prepared once and answers the same; what is asked once or without values is not', async () => {
  expect(await thing(1)).toEqual({ id: 1, name: 'thing 1' });
  await thing(2);
  expect(await prepared()).toEqual([]);
  expect(await thing(3)).toEqual({ id: 3, name: 'thing 3' });
  expect(await thing(4)).toEqual({ id: 4, name: 'thing 4' });
  expect(await prepared()).toEqual(['select * from things where id = $1']);
  for (let i = 0; i < 4; i += 1) await sql`select count(*) from things`.execute(kept.db);
  expect(await prepared()).toHaveLength(1);
});

test('a migration that adds a column under a kept plan costs nobody an answer', async () => {
  await thrice();
  await database.pool.query('alter table things add column colour text');
  expect(await thing(5)).toEqual({ id: 5, name: 'thing 5', colour: null });
  expect(await thing(6)).toEqual({ id: 6, name: 'thing 6', colour: null });
  await database.pool.query('alter table things drop column colour');
  expect(await thing(7)).toEqual({ id: 7, name: 'thing 7' });
});

test('inside a transaction the same fails as a whole, and the next one succeeds', async () => {
  await thrice();
  await database.pool.query('alter table things add column colour text');
  const rename = () =>
    kept.db.transaction().execute(async (tx) => {
      await sql`update things set name = ${'renamed'} where id = 8`.execute(tx);
      return thing(8, tx);
    });
  await expect(rename()).rejects.toThrow();
  expect(await thing(8)).toEqual({ id: 8, name: 'thing 8', colour: null });
  expect(await rename()).toEqual({ id: 8, name: 'renamed', colour: null });
  await database.pool.query('alter table things drop column colour');
});

test('a pool in between that forgets names is noticed, nothing is lost, and names are used no more', async () => {
  await thrice();
  await kept.pool.query('deallocate all');
  expect(await thing(9)).toEqual({ id: 9, name: 'thing 9' });
  for (const id of [1, 2, 3, 4]) expect(await thing(id)).toMatchObject({ id });
  expect(await prepared()).toEqual([]);
});

test('a refusal stays a refusal: a doubled key is told once, by its constraint', async () => {
  const add = (id: number) => sql`insert into things values (${id}, ${'again'})`.execute(kept.db);
  for (const id of [20, 21, 22, 23]) await add(id);
  await expect(add(23)).rejects.toMatchObject({ code: '23505', constraint: 'things_pkey' });
  await expect(add(23)).rejects.toBeInstanceOf(pg.DatabaseError);
  const { rows } = await sql`select count(*)::integer as n from things where id >= 20`.execute(kept.db);
  expect(rows).toEqual([{ n: 4 }]);
});
