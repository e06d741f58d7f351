/** A table that somebody keeps locked: what waits for it too long is refused by PostgreSQL itself, piles up nowhere and is not done later. */
import { createServer, connect as dial, type Socket } from 'node:net';
import { sql } from 'kysely';
import pg from 'pg';
import { afterEach, expect, test } from 'vitest';
import { connect, isDatabaseAway } from '../../src/store/connect.ts';
import { bound } from '../rest/door.ts';
import { testDatabase } from '../support/database.ts';
import { openHouse } from '../support/house.ts';
import { WANG } from '../support/town.ts';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function clientTo(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  closing.push(() => client.end());
  return client;
}

/** Backends of this pool, and those of them that wait for a lock. */
const backendsOf = async (watch: pg.Client, name: string) => {
  const { rows } = await watch.query<{ all: number; waiting: number }>(
    `select count(*)::int as all, (count(*) filter (where wait_event_type = 'Lock'))::int as waiting
     from pg_stat_activity where application_name = $1`,
    [name],
  );
  return rows[0];
};

async function openThings() {
  const database = await testDatabase();
  closing.push(database.drop);
  await database.pool.query('create table things (id integer primary key)');
  return database;
}

test('round after round of reads of a locked table: each is refused as unavailable, and no backend waits on', async () => {
  const { url } = await openThings();
  const [locker, watch] = [await clientTo(url), await clientTo(url)];
  const named = new URL(url);
  named.searchParams.set('application_name', 'patience');
  const { db, pool } = connect({ connectionString: named.href, max: 5 });
  closing.push(() => pool.end());
  await locker.query('begin; lock table things in access exclusive mode');
  for (let round = 0; round < 2; round += 1) {
    const read = await Promise.allSettled(Array.from({ length: 10 }, () => sql`select id from things`.execute(db)));
    expect(read.map((one) => one.status === 'rejected' && isDatabaseAway(one.reason))).toEqual(Array(10).fill(true));
    expect(await backendsOf(watch, 'patience')).toEqual({ all: 5, waiting: 0 });
  }
  await locker.query('rollback');
  // The same connections: nothing is owed on them.
  expect((await sql`select id from things`.execute(db)).rows).toEqual([]);
  expect(await backendsOf(watch, 'patience')).toEqual({ all: 5, waiting: 0 });
}, 30_000);

test('a complaint that was refused while its table was locked is not stored when the lock goes; said again it is one', async () => {
  const house = await openHouse();
  closing.push(house.close);
  const who = await bound(house, WANG);
  const locker = await clientTo(house.url);
  const complain = () =>
    who.post('/v1/complaints', {
      category: 'complaint',
      about: '抄表员',
      description: '上周二敲门像砸门',
      contactPhone: '13900000001',
    });
  const stored = async () => (await locker.query(`select from cases where kind = 'complaint'`)).rowCount;
  await locker.query('begin; lock table cases in access exclusive mode');
  const refused = await complain();
  expect([refused.status, refused.body.code]).toEqual([503, 'unavailable']);
  await locker.query('commit');
  // Whoever still waited for it has it before this does.
  await locker.query('begin; lock table cases in access exclusive mode; rollback');
  expect(await stored()).toBe(0);
  expect((await complain()).status).toBe(201);
  expect(await stored()).toBe(1);
}, 30_000);

test('what takes long without a lock ends too; migrations and imports have all the time they need', async () => {
  const { url } = await openThings();
  const { db, pool } = connect({ connectionString: url, max: 1 });
  closing.push(() => pool.end());
  const shown = async (on: typeof db, name: string) =>
    Object.values((await sql.raw<Record<string, string>>(`show ${name}`).execute(on)).rows[0] ?? {})[0];
  expect([await shown(db, 'statement_timeout'), await shown(db, 'lock_timeout')]).toEqual(['2750ms', '2500ms']);
  const unhurried = connect({ connectionString: url, max: 1, limits: 'none' });
  closing.push(() => unhurried.pool.end());
  expect([await shown(unhurried.db, 'statement_timeout'), await shown(unhurried.db, 'lock_timeout')]).toEqual([
    '0',
    '0',
  ]);
  expect(unhurried.pool.options.query_timeout).toBeUndefined();
});

/** A pool in between that knows only the usual words at the start, as PgBouncer does. */
async function strictPooler(url: string) {
  const { hostname, port } = new URL(url);
  const sockets = new Set<Socket>();
  const field = (name: string, text: string) => `${name}${text}\0`;
  const refusal = Buffer.from(
    `${field('S', 'FATAL')}${field('C', '08P01')}${field('M', 'unsupported startup parameter: statement_timeout')}\0`,
  );
  let refused = 0;
  const server = createServer((inner) => {
    sockets.add(inner);
    inner.on('error', () => {});
    inner.once('data', (start: Buffer) => {
      if (start.includes('statement_timeout')) {
        refused += 1;
        const head = Buffer.alloc(5);
        head.write('E');
        head.writeInt32BE(refusal.length + 4, 1);
        inner.end(Buffer.concat([head, refusal]));
        return;
      }
      const outer = dial(Number(port), hostname);
      sockets.add(outer);
      outer.on('error', () => {});
      outer.write(start);
      inner.pipe(outer).pipe(inner);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  const address = server.address();
  const to = new URL(url);
  to.hostname = '127.0.0.1';
  to.port = String(typeof address === 'object' && address ? address.port : 0);
  return { url: to.href, refused: () => refused };
}

test('a pool in between that refuses limits at the start is asked without them from then on', async () => {
  const { url } = await openThings();
  const pooler = await strictPooler(url);
  const { db, pool } = connect({ connectionString: pooler.url, max: 2 });
  closing.push(() => pool.end());
  for (let n = 0; n < 3; n += 1)
    await Promise.all([sql`select id from things`.execute(db), sql`select id from things`.execute(db)]);
  expect(pooler.refused()).toBeLessThanOrEqual(2);
});
