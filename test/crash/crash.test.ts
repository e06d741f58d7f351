/** The short form of `npm run test:crash`: a payment survives the death of the process at any of its steps. */
import { expect, test } from 'vitest';
import { testDatabase } from '../support/database.ts';
import { type BatchOptions, runBatch } from './batch.ts';
import { runSevered } from './severed.ts';
import { PLANTED } from './severed-planted.ts';
import type { RealMethod } from './severed-world.ts';

async function batch(options: Omit<BatchOptions, 'databaseUrl'>) {
  const database = await testDatabase();
  try {
    return await runBatch({ databaseUrl: database.url, ...options });
  } finally {
    await database.drop();
  }
}

test('the process is killed 20 times under payers: nothing lost, nothing doubled, no wrong amount', async () => {
  const report = await batch({ kills: 20, seed: 20261205, wiring: 'whole' });
  expect(report.kills).toBeGreaterThanOrEqual(20);
  expect(report.statuses.get('paid')).toBeGreaterThan(5);
  expect(report.findings).toEqual([]);
}, 120_000);

test('without transactions, and without the guard of the database, the same kills break the books', async () => {
  // A seed fixes the plan, not the races: a batch whose kills all fall between two payments is followed by another.
  const findings = [];
  for (let round = 0; round < 4 && findings.length === 0; round += 1) {
    findings.push(...(await batch({ kills: 12, seed: 20261205 + round, wiring: 'apart', unguarded: true })).findings);
  }
  expect(findings).not.toEqual([]);
}, 240_000);

test('without transactions the guard of the database lets no half-written payment be paid, and the money is missed', async () => {
  const report = await batch({ kills: 1, seed: 20261205, wiring: 'apart' });
  expect(report.statuses.get('paid') ?? 0).toBe(0);
  expect(report.findings.some(({ kind, what }) => kind === 'lost' && what.includes('not in the ledger'))).toBe(true);
}, 120_000);

test.each(['wechat-pay', 'line-pay'] as const)(
  '%s: the process is killed eight times under payments and refunds, and the company’s book, ours and the ledger agree',
  async (gateway) => {
    const report = await batch({ gateway, kills: 8, seed: 20261205, wiring: 'whole' });
    expect(report.kills).toBeGreaterThanOrEqual(8);
    expect(report.findings).toEqual([]);
  },
  240_000,
);

const severed = async (method: RealMethod, runs: number, planted?: string) => {
  const database = await testDatabase();
  const fault = PLANTED.find(({ name }) => name === planted);
  try {
    return await runSevered({
      url: database.url,
      method,
      seed: 7,
      runs,
      ...(fault && { planted: fault, untilFound: true as const }),
    });
  } finally {
    await database.drop();
  }
};

test.each(['wechat-pay', 'line-pay'] as const)(
  '%s: lines to gateway and database cut in 12 payments and their refunds: nothing lost, doubled or wrong',
  async (method) => {
    const tally = await severed(method, 12);
    expect(tally.found).toEqual([]);
    expect(tally.struck + tally.broken).toBeGreaterThan(5);
  },
  240_000,
);

test.each([
  ['expires-unasked', 'wechat-pay'],
  ['silence-is-paid', 'line-pay'],
  ['bills-stay-due', 'line-pay'],
  ['case-forgotten', 'wechat-pay'],
] as const)(
  'planted on purpose, %s is found',
  async (name, method) => {
    expect((await severed(method, 40, name)).found).not.toEqual([]);
  },
  240_000,
);

test('twenty faults and more are planted, each under a name of its own', () => {
  expect(new Set(PLANTED.map(({ name }) => name)).size).toBeGreaterThanOrEqual(20);
});
