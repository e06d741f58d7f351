/** An import runs beside the service: nobody waits for it, it loses nothing, and it can be stopped. */
import { sql } from 'kysely';
import pg from 'pg';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Progress } from '../../src/store/import.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { account, bill, everything, example, importing, NOTHING, tariff } from './importing.ts';

let database: TestDatabase;
beforeEach(async () => {
  database = await testDatabase();
});
afterEach(() => database.drop());

/** Lines that come one after another, with something done between them. */
async function* paced(lines: readonly object[], between: (sent: number) => Promise<void>): AsyncGenerator<string> {
  for (const [sent, line] of lines.entries()) {
    await between(sent);
    yield JSON.stringify(line);
  }
}

const many = (n: number) => Array.from({ length: n }, (_, i) => ({ ...bill, billId: `B-${i + 1}` }));
const imports = async () => {
  const { rows } = await sql<{ wait_event_type: string | null }>`select wait_event_type from pg_stat_activity
    where application_name = 'wattline import' and datname = current_database()`.execute(database.db);
  return rows;
};
/** A resident's turn: reads a sheet, pays a bill; fails rather than wait. */
const turn = (billId: string, at: Date) =>
  database.db.transaction().execute(async (tx) => {
    await sql`set local lock_timeout = '300ms'`.execute(tx);
    await tx
      .selectFrom('accounts')
      .innerJoin('bills', 'bills.account_number', 'accounts.account_number')
      .selectAll()
      .execute();
    await tx.updateTable('bills').set({ paid_at: at }).where('bill_id', '=', billId).execute();
  });
const at = new Date('2026-11-10T02:00:00Z');

test('while lines come in, residents read and pay; what they paid stays paid', async () => {
  await importing(database, [...example, ...many(3).slice(1)]);
  const lines = many(3).map((line) => ({ ...line, dueDate: '2026-11-20' }));
  const result = await importing(
    database,
    paced(lines, async (sent) => turn(`B-${sent + 1}`, at)),
  );
  expect(result).toMatchObject({ ok: true, changed: { bill: 3 } });
  const bills = await database.db.selectFrom('bills').select(['due_date', 'paid_at']).execute();
  expect(bills).toEqual(Array(3).fill({ due_date: '2026-11-20', paid_at: at }));
});

test('a payment that commits while the import waits for its row is kept, and nobody else waits', async () => {
  await importing(database, [...example, ...many(3).slice(1)]);
  const payer = new pg.Client({ connectionString: database.url });
  await payer.connect();
  await payer.query('begin');
  await payer.query('update bills set paid_at = $1 where bill_id = $2', [at, 'B-1']);
  const running = importing(database, [{ ...bill, dueDate: '2026-11-20' }]);
  await vi.waitFor(async () => expect(await imports()).toEqual([{ wait_event_type: 'Lock' }]), { timeout: 10_000 });
  await turn('B-2', at);
  await payer.query('commit');
  await payer.end();
  expect(await running).toMatchObject({ ok: true, changed: { bill: 1 } });
  const bills = await database.db
    .selectFrom('bills')
    .select(['due_date', 'paid_at'])
    .where('bill_id', '=', 'B-1')
    .execute();
  expect(bills).toEqual([{ due_date: '2026-11-20', paid_at: at }]);
});

test('rows that do not differ are not locked, whatever the file says about them', async () => {
  await importing(database, example);
  await database.db.transaction().execute(async (tx) => {
    await sql`select from bills, accounts, tariffs for update`.execute(tx);
    expect(await importing(database, example)).toMatchObject({ ok: true, changed: { bill: 0 } });
  });
});

test('two imports of one file at a time: one waits for the other, both succeed', async () => {
  const results = await Promise.all([importing(database, example), importing(database, example)]);
  expect(results.map((result) => result.ok)).toEqual([true, true]);
  expect(results.map((result) => (result.ok ? result.changed.bill : null)).sort()).toEqual([0, 1]);
});

test('stopped in the middle, nothing is applied and no connection stays', async () => {
  const stop = new AbortController();
  const lines = paced([tariff, account, ...many(9_000)], async (sent) => {
    if (sent === 8_000) stop.abort(new Error('stopped by hand'));
  });
  await expect(importing(database, lines, { signal: stop.signal })).rejects.toThrow('stopped by hand');
  expect(await everything(database)).toEqual(NOTHING);
  await vi.waitFor(async () => expect(await imports()).toEqual([]), { timeout: 10_000 });
});

test('a source that breaks, a hash that fails, a database that goes away: an error, and nothing is applied', async () => {
  const broken = paced(example, async (sent) => {
    if (sent === 3) throw new Error('disk gone');
  });
  await expect(importing(database, broken)).rejects.toThrow('disk gone');
  const hashIdNumber = async () => {
    throw new Error('no key');
  };
  await expect(importing(database, example, { hashIdNumber })).rejects.toThrow('no key');
  const cut = paced([tariff, account, ...many(9_000)], async (sent) => {
    if (sent !== 8_000) return;
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'wattline import' and datname = current_database()`.execute(database.db);
  });
  await expect(importing(database, cut)).rejects.toThrow(/terminat/i);
  expect(await everything(database)).toEqual(NOTHING);
});

test('progress is told once a second, with the stage and how many lines were read', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  try {
    const told: Progress[] = [];
    const lines = paced([tariff, account, bill], async () => {
      vi.advanceTimersByTime(1_000);
    });
    await importing(database, lines, { onProgress: (progress) => told.push(progress) });
    expect(told.map(({ stage, lines: read }) => [stage, read])).toEqual([
      ['reading', 0],
      ['reading', 1],
      ['reading', 2],
    ]);
    vi.advanceTimersByTime(5_000);
    expect(told).toHaveLength(3);
  } finally {
    vi.useRealTimers();
  }
});

test('a big import leaves the planner with right numbers', async () => {
  await importing(database, [tariff, account, ...many(1_500)]);
  const { rows } = await sql<{
    n: number;
  }>`select reltuples::integer as n from pg_class where relname = 'bills'`.execute(database.db);
  expect(rows).toEqual([{ n: 1_500 }]);
});
