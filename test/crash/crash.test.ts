/** The short form of `npm run test:crash`: a payment survives the death of the process at any of its steps. */
import { expect, test } from 'vitest';
import { testDatabase } from '../support/database.ts';
import { type BatchOptions, runBatch } from './batch.ts';

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
