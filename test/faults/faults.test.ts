/** The short form of `npm run test:faults`: cases survive cuts and kills at any statement, and the harness sees what it should. */
import { expect, test } from 'vitest';
import { testDatabase } from '../support/database.ts';
import { ALTERATIONS, alteredByHand } from './altered.ts';
import { type LaneOptions, runLane } from './lane.ts';
import { PLANTED } from './planted.ts';

const SEED = 20261205;

async function lane(options: Omit<LaneOptions, 'url'>) {
  const database = await testDatabase({ max: 1 });
  try {
    return await runLane({ url: database.url, ...options });
  } finally {
    await database.drop();
  }
}

const numbers = (from: number, most: number) => Array.from({ length: most }, (_, n) => from + n);

const CLEAN = 100;
/** Of a fault that shows itself at once; the long form goes on to 400. */
const QUICK = 60;

test('a connection is cut or the process killed in each of 100 runs: nothing lost, doubled, forgotten or broken', async () => {
  const halves = await Promise.all(
    [0, CLEAN / 2].map((from) => lane({ seed: SEED, numbers: numbers(from, CLEAN / 2) })),
  );
  expect(halves.flatMap(({ found }) => found)).toEqual([]);
  expect(halves.reduce((sum, { struck }) => sum + struck, 0)).toBe(CLEAN);
}, 120_000);

const quick = PLANTED.filter((planted) => planted.quick);

test('the short form has at least ten planted faults', () => {
  expect(quick.length).toBeGreaterThanOrEqual(10);
});

test.concurrent.for(quick.map((planted) => [planted.name, planted] as const))(
  'a planted fault is found: %s',
  { timeout: 120_000 },
  async ([, { name: _name, what: _what, quick: _quick, shows, ...how }], { expect: see }) => {
    const tally = await lane({ ...how, seed: SEED, numbers: numbers(0, QUICK), until: shows });
    see(tally.found.filter(({ kind }) => shows.includes(kind))).not.toEqual([]);
  },
);

test('whatever is altered by hand is noticed by the chain or by the fold', async () => {
  const database = await testDatabase({ max: 1 });
  try {
    expect(Object.keys(ALTERATIONS).length).toBeGreaterThan(10);
    expect(await alteredByHand(database.url)).toEqual([]);
  } finally {
    await database.drop();
  }
}, 60_000);
