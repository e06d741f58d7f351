/** Limits hold across parallel calls, in order: where one refuses, those behind it are not used up. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { limitsInMemory } from '../../src/services/limits-in-memory.ts';
import { removeSpentCounters, takeLimits } from '../../src/store/counters.ts';
import { testDatabase } from '../support/database.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

const start = new Date('2026-12-05T02:00:00Z');
const at = (seconds: number) => new Date(start.getTime() + seconds * 1_000);
const used = async (key: string) =>
  (await database.db.selectFrom('counters').select('n').where('key', '=', key).executeTakeFirst())?.n ?? 0;

test('fifty at once: exactly as many pass as may', async () => {
  const gate = { key: 'parallel', most: 7, windowSeconds: 60 };
  const taken = await Promise.all(Array.from({ length: 50 }, () => takeLimits(database.db, gate, [], start)));
  expect(taken.filter((one) => one === null)).toHaveLength(7);
  expect(new Set(taken.filter((one) => one !== null).map((one) => one?.getTime()))).toEqual(
    new Set([at(60).getTime()]),
  );
});

test('a window begins with its first use and opens anew when it is over', async () => {
  const gate = { key: 'window', most: 1, windowSeconds: 60 };
  expect(await takeLimits(database.db, gate, [], at(0))).toBeNull();
  expect(await takeLimits(database.db, gate, [], at(59))).toEqual(at(60));
  expect(await takeLimits(database.db, gate, [], at(60))).toBeNull();
  expect(await takeLimits(database.db, gate, [], at(61))).toEqual(at(120));
});

test('in a row of limits the first that refuses keeps the rest from being counted', async () => {
  const row = (gate: string) =>
    [
      { key: gate, most: 9, windowSeconds: 60 },
      [
        { key: 'narrow', most: 2, windowSeconds: 600 },
        { key: 'everybody', most: 100, windowSeconds: 600 },
      ],
    ] as const;
  for (let i = 0; i < 5; i += 1) {
    const refused = await takeLimits(database.db, ...row(`gate ${i}`), start);
    expect([i, refused]).toEqual([i, i < 2 ? null : at(600)]);
  }
  expect([await used('narrow'), await used('everybody')]).toEqual([5, 2]);
});

test('counters whose window is over are removed, the oldest first and not all at once; those that still hold stay', async () => {
  await database.db.deleteFrom('counters').execute();
  const use = (key: string, windowSeconds: number, seconds: number) =>
    takeLimits(database.db, { key, most: 1, windowSeconds }, [], at(seconds));
  for (let i = 0; i < 5; i += 1) await use(`minute ${i}`, 60, i);
  await use('hour', 3_600, 0);
  await use('day', 86_400, 0);
  await use('late', 60, 3_000);
  const left = async () =>
    (await database.db.selectFrom('counters').select('key').orderBy('key').execute()).map(({ key }) => key);
  await removeSpentCounters(database.db, at(59), 10);
  expect(await left()).toHaveLength(8);
  await removeSpentCounters(database.db, at(300), 3);
  expect(await left()).toEqual(['day', 'hour', 'late', 'minute 3', 'minute 4']);
  await removeSpentCounters(database.db, at(3_059), 10);
  expect(await left()).toEqual(['day', 'hour', 'late']);
  // Of what still holds nobody got one more.
  expect(await use('hour', 3_600, 3_059)).toEqual(at(3_600));
  await removeSpentCounters(database.db, at(86_400), 10);
  expect(await left()).toEqual([]);
});

test('a counter that is used while it is being removed counts this use', async () => {
  const gate = { key: 'meanwhile', most: 1, windowSeconds: 60 };
  for (let round = 0; round < 20; round += 1) {
    const now = at(1_000_000 + round * 60);
    const [used] = await Promise.all([
      takeLimits(database.db, gate, [], now),
      removeSpentCounters(database.db, now, 10),
      removeSpentCounters(database.db, now, 10),
    ]);
    expect(used).toBeNull();
    expect(await takeLimits(database.db, gate, [], now)).not.toBeNull();
  }
});

test('in memory: as many as may within any minute, each sender by itself, and no more senders than fit', () => {
  const take = limitsInMemory(3);
  const limit = (key: string) => ({ key, most: 2, windowSeconds: 60 });
  expect([take(limit('a'), at(0)), take(limit('a'), at(30))]).toEqual([null, null]);
  expect(take(limit('a'), at(59))).toEqual(at(60));
  // What was refused was no use; the window slides.
  expect(take(limit('a'), at(60))).toBeNull();
  expect(take(limit('a'), at(61))).toEqual(at(90));
  expect(take(limit('b'), at(61))).toBeNull();
  // A clock that was set back is no reason to wait.
  expect(take(limit('a'), at(-500))).toBeNull();
  for (const key of ['c', 'd', 'e']) for (const second of [0, 1]) take(limit(key), at(second));
  expect(take(limit('e'), at(2))).toEqual(at(60));
  for (const key of ['f', 'g']) take(limit(key), at(2));
  // The longest unused are forgotten.
  expect(take(limit('c'), at(3))).toBeNull();
});
