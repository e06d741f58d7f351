/** Clerks, bot, resident, payments and delivery in thousands of orders: the bot is silent while a person talks, and nothing is lost. */
import { expect, test } from 'vitest';
import { type Counted, openLane, type Plant } from './handoff-lane.ts';

/** `INTERLEAVINGS=10000` for a long look; `SEED` for another one. */
const COUNT = Number(process.env.INTERLEAVINGS ?? 1_000);
const SEED = Number(process.env.SEED ?? 1);
const LANES = 4;

async function inLanes(count: number, plant: Plant): Promise<Counted> {
  const share = Math.ceil(count / LANES);
  const lanes = await Promise.all(
    Array.from({ length: LANES }, async (_, n) => {
      const lane = await openLane(plant);
      const counted = await lane.run(share, SEED + n * share);
      await lane.close();
      return counted;
    }),
  );
  const sum = (of: (one: Counted) => number) => lanes.reduce((total, one) => total + of(one), 0);
  return {
    interleavings: sum((one) => one.interleavings),
    steps: sum((one) => one.steps),
    takes: sum((one) => one.takes),
    heldMessages: sum((one) => one.heldMessages),
    heldBack: sum((one) => one.heldBack),
    violations: lanes.flatMap((one) => one.violations),
  };
}

test(
  `${COUNT} interleavings from seed ${SEED}: the bot is silent while a person talks, every message has one turn, in order`,
  async () => {
    const counted = await inLanes(COUNT, 'none');
    expect(counted.violations).toEqual([]);
    expect(counted.interleavings).toBeGreaterThanOrEqual(COUNT);
    // They did meet: messages were written to a person, and words of the bot were held back.
    expect(counted.heldMessages).toBeGreaterThan(counted.interleavings / 10);
    expect(counted.heldBack).toBeGreaterThan(counted.interleavings / 10);
  },
  120_000 + COUNT * 200,
);

test.each<[Plant, RegExp]>([
  ['hold-not-read', /the bot spoke at turn \d+, while a person held it/],
  ['outbox-not-held-back', /was sent while a person held it/],
  ['turns-not-compared', /stands at place/],
])(
  'the harness sees it when %s',
  async (plant, found) => {
    const { violations } = await inLanes(60, plant);
    expect(violations.filter((what) => found.test(what)).length).toBeGreaterThan(0);
  },
  120_000,
);
