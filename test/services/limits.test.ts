/** Limits hold across parallel calls, in order: where one refuses, those behind it are not used up. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { takeLimits } from '../../src/store/counters.ts';
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
